#include "ui/runs/name_column_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace icf::ui {

namespace {
constexpr int kName = 0;
constexpr double kMostShare = 0.6; ///< Of the width: some of the other columns can always be seen.
}

NameColumnTable::NameColumnTable(QWidget* parent) : QTableView(parent), names_(new QTableView(this))
{
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    // What tells names apart often stands at their end.
    names_->setTextElideMode(Qt::ElideMiddle);
    names_->setWordWrap(false);
    names_->setObjectName(QStringLiteral("nameColumn"));
    names_->setProperty("nameColumn", true);
    names_->setVerticalScrollMode(ScrollPerPixel);
    names_->setFocusProxy(this);
    names_->setTabKeyNavigation(false);
    names_->setFrameShape(QFrame::NoFrame);
    names_->setShowGrid(false);
    names_->verticalHeader()->hide();
    names_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    names_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    names_->horizontalHeader()->setHighlightSections(false);
    names_->horizontalHeader()->setMinimumSectionSize(60);
    names_->setContextMenuPolicy(Qt::NoContextMenu); // Asks this table's.
    connect(verticalScrollBar(), &QScrollBar::valueChanged, names_->verticalScrollBar(), &QScrollBar::setValue);
    connect(names_->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(), &QScrollBar::setValue);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (column != kName)
            return;
        names_->setColumnWidth(kName, width);
        place();
    });
    connect(names_->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (column == kName && columnWidth(kName) != width)
            setColumnWidth(kName, width);
    });
    connect(verticalHeader(), &QHeaderView::sectionResized, this, [this](int row, int, int height) { names_->setRowHeight(row, height); });
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            [this](int column, Qt::SortOrder order) { names_->horizontalHeader()->setSortIndicator(column, order); });
    // One of the two sorts.
    names_->horizontalHeader()->setSectionsClickable(true);
    names_->horizontalHeader()->setSortIndicatorShown(true);
    connect(names_->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
        const bool rising = horizontalHeader()->sortIndicatorSection() == column && horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder;
        sortByColumn(column, rising ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    names_->raise();
    connect(names_, &QTableView::activated, this, &QTableView::activated);
}

void NameColumnTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    names_->setModel(model);
    names_->setSelectionModel(selectionModel());
    names_->setSelectionBehavior(selectionBehavior());
    names_->setSelectionMode(selectionMode());
    connect(model, &QAbstractItemModel::modelReset, this, &NameColumnTable::hideOthers);
    connect(model, &QAbstractItemModel::columnsInserted, this, &NameColumnTable::hideOthers);
    hideOthers();
}

void NameColumnTable::hideOthers()
{
    for (int column = 1; column < names_->model()->columnCount(); ++column)
        names_->setColumnHidden(column, true);
    names_->setColumnWidth(kName, columnWidth(kName));
    place();
}

void NameColumnTable::place()
{
    const int width = std::min(columnWidth(kName), int(kMostShare * viewport()->width()));
    names_->setGeometry(verticalHeader()->isVisible() ? verticalHeader()->width() + frameWidth() : frameWidth(), frameWidth(), width,
                        viewport()->height() + horizontalHeader()->height());
}

void NameColumnTable::updateGeometries()
{
    QTableView::updateGeometries();
    if (names_) {
        names_->horizontalHeader()->setFixedHeight(horizontalHeader()->height());
        place();
    }
}

void NameColumnTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    place();
}

void NameColumnTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        place();
}

void NameColumnTable::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (index.column() == kName) {
        // It is in sight; only its row may not be.
        const int before = horizontalScrollBar()->value();
        QTableView::scrollTo(index, hint);
        horizontalScrollBar()->setValue(before);
        return;
    }
    QTableView::scrollTo(index, hint);
    // What lies below the names is not in sight either.
    const int covered = names_->width() - visualRect(index).left();
    if (index.isValid() && covered > 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - covered);
}

} // namespace icf::ui
