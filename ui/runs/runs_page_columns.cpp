#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>

#include <algorithm>

#include "ui/runs/columns_dialog.h"
#include "ui/runs/name_column_table.h"
#include "ui/runs/runs_columns.h"
#include "ui/runs/runs_filter.h"
#include "ui/runs/runs_model.h"
#include "ui/runs/runs_page.h"

/// Which columns the table of runs has, how wide they are, and by which it is sorted.
namespace icf::ui {

namespace {
constexpr int kNameWidth = 180, kStartedWidth = 150, kLeastWidth = 84, kMostWidth = 170;
const QString kColumnsSetting = QStringLiteral("runs/columns"), kSortSetting = QStringLiteral("runs/sort"), kRisingSetting = QStringLiteral("runs/sortRising"),
              kWidthsSetting = QStringLiteral("runs/columnWidths"), kOrderSetting = QStringLiteral("runs/columnOrder");

/// An order of some keys, with those of others that it lacks: each after the one that it follows there.
QStringList completed(QStringList order, const QStringList& others)
{
    for (int i = 0; i < others.size(); ++i)
        if (!order.contains(others.at(i)))
            order.insert(i == 0 ? 0 : order.indexOf(others.at(i - 1)) + 1, others.at(i));
    return order;
}
}

QTableView* RunsPage::table() const
{
    return table_;
}

void RunsPage::followColumns()
{
    if (const QVariant chosen = services_.settings.value(kColumnsSetting); chosen.isValid())
        model_->choose(chosen.toStringList());
    sortKey_ = services_.settings.value(kSortSetting, runs::kStartedKey).toString();
    sortOrder_ = services_.settings.value(kRisingSetting, false).toBool() ? Qt::AscendingOrder : Qt::DescendingOrder;
    widths_ = services_.settings.value(kWidthsSetting).toMap();
    order_ = services_.settings.value(kOrderSetting).toStringList();
    connect(table_->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        // The last one takes what is left.
        if (applying_ || column < 0 || table_->horizontalHeader()->visualIndex(column) >= model_->keys().size() - 1)
            return;
        widths_[model_->keys().at(column)] = width;
        services_.settings.setValue(kWidthsSetting, widths_);
    });
    connect(table_->horizontalHeader(), &QHeaderView::sectionMoved, this, [this] {
        if (applying_)
            return;
        // Columns that are not shown at present keep their place beside the others.
        order_ = completed(keysAsShown(), order_);
        services_.settings.setValue(kOrderSetting, order_);
    });
    connect(table_->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        if (applying_ || column < 0 || column >= model_->keys().size())
            return;
        sortKey_ = model_->keys().at(column);
        sortOrder_ = order;
        services_.settings.setValue(kSortSetting, sortKey_);
        services_.settings.setValue(kRisingSetting, order == Qt::AscendingOrder);
    });
    for (QHeaderView* header : {table_->horizontalHeader(), table_->nameColumn()->horizontalHeader()}) {
        header->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& position) { showHeaderMenu(*header, position); });
    }
    applyColumns();
}

QStringList RunsPage::keysAsShown() const
{
    QStringList keys;
    for (int place = 0; place < model_->keys().size(); ++place)
        keys << model_->keys().at(table_->horizontalHeader()->logicalIndex(place));
    return keys;
}

void RunsPage::applyColumns()
{
    const QScopedValueRollback applying(applying_, true);
    QHeaderView* header = table_->horizontalHeader();
    const QStringList& keys = model_->keys();
    QStringList order;
    for (const QString& key : order_)
        if (keys.contains(key))
            order << key;
    order = completed(order, keys);
    for (int place = 0; place < order.size(); ++place)
        header->moveSection(header->visualIndex(int(keys.indexOf(order.at(place)))), place);
    for (int column = 0; column < keys.size(); ++column) {
        const QString& key = keys.at(column);
        const auto dragged = widths_.find(key);
        const int content = std::min(kMostWidth, static_cast<const QAbstractItemView*>(table_)->sizeHintForColumn(column));
        const int usual = key == runs::kNameKey ? kNameWidth : key == runs::kStartedKey ? kStartedWidth
                                                             : std::max({kLeastWidth, header->sectionSizeHint(column), content});
        header->resizeSection(column, dragged != widths_.end() ? dragged->toInt() : usual);
    }
    table_->sortByColumn(std::max(0, int(keys.indexOf(sortKey_))), sortOrder_);
}

void RunsPage::showColumns(const std::optional<QStringList>& keys)
{
    if (keys) {
        services_.settings.setValue(kColumnsSetting, *keys);
    } else {
        widths_.clear();
        order_.clear();
        for (const QString& setting : {kColumnsSetting, kWidthsSetting, kOrderSetting})
            services_.settings.remove(setting);
    }
    QStringList chosen;
    for (const ListedRun& run : selected())
        chosen << QString::fromStdString(run.info.folder);
    {
        const QScopedValueRollback applying(applying_, true);
        model_->choose(keys);
    }
    applyColumns();
    restoreSelection(chosen);
}

void RunsPage::chooseColumns()
{
    ColumnsDialog dialog(model_->shownKeys(), this);
    connect(&dialog, &ColumnsDialog::chosen, this, [this, &dialog](const std::optional<QStringList>& keys) {
        showColumns(keys);
        if (!keys)
            dialog.setShown(model_->shownKeys());
    });
    dialog.exec();
}

void RunsPage::showHeaderMenu(const QHeaderView& header, const QPoint& position)
{
    const int column = header.logicalIndexAt(position);
    QMenu menu(this);
    if (column > 0 && column < model_->keys().size()) {
        const QString key = model_->keys().at(column);
        menu.addAction(tr("Hide \"%1\"").arg(runs::titleOf(key)), this, [this, key] {
            QStringList keys = model_->shownKeys();
            if (!keys.removeOne(key)) {
                // One of the options that differ: the others stay.
                keys.removeOne(runs::kDiffering);
                for (const QString& other : model_->keys())
                    if (other != key && !keys.contains(other))
                        keys << other;
            }
            showColumns(keys);
        });
    }
    menu.addAction(columns_);
    menu.exec(header.mapToGlobal(position));
}

} // namespace icf::ui
