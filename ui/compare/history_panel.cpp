#include "ui/compare/history_panel.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/parts.h"
#include "ui/compare/comparison_history.h"
#include "ui/session/tints.h"

namespace icf::ui {

namespace {

/// Two lines: the prompt, and below it when and with what.
class HistoryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return QSize(120, option.fontMetrics.height() * 2 + 20);
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        item.text.clear();
        const QWidget* widget = option.widget;
        widget->style()->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);
        const QRect box = option.rect.adjusted(12, 8, -12, -8);
        const int line = option.fontMetrics.height();
        painter->save();
        painter->setPen(option.palette.color(QPalette::Text));
        painter->drawText(QRect(box.x(), box.y(), box.width(), line), int(Qt::AlignLeading | Qt::AlignVCenter),
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, box.width()));
        painter->setPen(Tints::muted(option.palette));
        painter->drawText(QRect(box.x(), box.y() + line + 4, box.width(), line),
            int(Qt::AlignLeading | Qt::AlignVCenter),
            option.fontMetrics.elidedText(
                index.data(ComparisonHistory::kSubtitle).toString(), Qt::ElideRight, box.width()));
        painter->restore();
    }
};

} // namespace

HistoryPanel::HistoryPanel(ComparisonHistory& history, QWidget* parent)
    : QWidget(parent)
    , history_(history)
    , shown_(new QSortFilterProxyModel(this))
    , search_(new QLineEdit)
    , list_(new QListView)
    , title_(new QLabel)
    , empty_(new QLabel)
    , remove_(new QPushButton)
    , export_(new QPushButton)
    , menu_(new QMenu(this))
{
    title_->setProperty("role", QStringLiteral("heading"));
    empty_->setProperty("role", QStringLiteral("muted"));
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignTop);
    search_->setClearButtonEnabled(true);
    search_->setObjectName(QStringLiteral("historySearch"));
    shown_->setSourceModel(&history_);
    shown_->setFilterRole(ComparisonHistory::kSearchText);
    shown_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    list_->setModel(shown_);
    list_->setItemDelegate(new HistoryDelegate(list_));
    list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    list_->setUniformItemSizes(true);
    list_->setObjectName(QStringLiteral("historyList"));
    list_->installEventFilter(this);
    export_->setMenu(menu_);
    export_->setObjectName(QStringLiteral("historyExport"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(title_);
    column->addWidget(search_);
    column->addWidget(list_, 1);
    column->addWidget(empty_, 1);
    column->addLayout(rowOf({remove_, room(), export_}, 8));

    connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
        shown_->setFilterFixedString(text);
        updateState();
    });
    connect(list_, &QListView::activated, this, &HistoryPanel::open);
    connect(list_, &QListView::clicked, this, &HistoryPanel::open);
    connect(list_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryPanel::updateState);
    connect(&history_, &QAbstractItemModel::rowsInserted, this, &HistoryPanel::updateState);
    connect(&history_, &QAbstractItemModel::rowsRemoved, this, &HistoryPanel::updateState);
    connect(&history_, &QAbstractItemModel::modelReset, this, &HistoryPanel::updateState);
    connect(remove_, &QPushButton::clicked, this, &HistoryPanel::removeSelected);
    for (int i = 0; i < 3; ++i)
        connect(menu_->addAction(QString()), &QAction::triggered, this, [this, i] { exportShown(i); });
    retranslate();
}

void HistoryPanel::open(const QModelIndex& index)
{
    // While a range is being selected nothing is opened: that would replace what the user is looking at.
    if (list_->selectionModel()->selectedIndexes().size() > 1)
        return;
    Q_EMIT opened(history_.at(shown_->mapToSource(index).row()));
}

void HistoryPanel::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex& index : list_->selectionModel()->selectedIndexes())
        rows << shown_->mapToSource(index).row();
    if (rows.isEmpty())
        return;
    const QString problem = history_.removeAt(rows);
    if (!problem.isEmpty())
        Q_EMIT failed(problem);
}

void HistoryPanel::exportShown(int format)
{
    static const QStringList kSuffixes{QStringLiteral("json"), QStringLiteral("csv"), QStringLiteral("html")};
    const QString path = QFileDialog::getSaveFileName(this, tr("Export comparisons"),
        QStringLiteral("comparisons.") + kSuffixes[format], QStringLiteral("*.") + kSuffixes[format]);
    if (path.isEmpty())
        return;
    QList<Comparison> list;
    for (int row = 0; row < shown_->rowCount(); ++row)
        list << history_.at(shown_->mapToSource(shown_->index(row, 0)).row());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(exportComparisons(list, ExportFormat(format))) >= 0
        && file.commit())
        Q_EMIT told(tr("%n comparison(s) written to %1", nullptr, int(list.size())).arg(shortPath(path)));
    else
        Q_EMIT failed(tr("Cannot write %1: %2").arg(path, file.errorString()));
}

void HistoryPanel::updateState()
{
    const bool some = shown_->rowCount() > 0;
    list_->setVisible(some);
    empty_->setVisible(!some);
    empty_->setText(
        history_.rowCount() > 0 ? tr("Nothing matches the search.") : tr("Comparisons you make are kept here."));
    remove_->setEnabled(list_->selectionModel()->hasSelection());
    export_->setEnabled(some);
}

void HistoryPanel::retranslate()
{
    title_->setText(tr("History"));
    search_->setPlaceholderText(tr("Search prompts, contexts, answers"));
    search_->setAccessibleName(tr("Search the history"));
    list_->setAccessibleName(tr("Earlier comparisons"));
    remove_->setText(tr("Delete"));
    remove_->setToolTip(tr("Delete the selected comparisons from the history"));
    export_->setText(tr("Export"));
    export_->setToolTip(tr("Write the listed comparisons to a file"));
    menu_->actions()[0]->setText(tr("JSON…"));
    menu_->actions()[1]->setText(tr("CSV…"));
    menu_->actions()[2]->setText(tr("HTML page…"));
    updateState();
}

bool HistoryPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == list_ && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        removeSelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace icf::ui
