#include "ui/plot/curve_table.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/common/calm_combo_box.h"
#include "ui/common/format.h"
#include "ui/common/parts.h"

namespace icf::ui {

namespace {
enum Column { kStep, kEpoch, kTokens, kTime, kLoss, kGradNorm, kLearningRate, kThroughput, kColumns };
}

void CurveTableModel::setRun(std::shared_ptr<const RunCurves> run)
{
    beginResetModel();
    run_ = std::move(run);
    rows_ = run_ ? int(run_->size()) : 0;
    revision_ = run_ ? run_->revision() : 0;
    endResetModel();
}

void CurveTableModel::refresh()
{
    if (!run_)
        return;
    if (revision_ != run_->revision() || int(run_->size()) < rows_) {
        setRun(run_);
        return;
    }
    if (int(run_->size()) > rows_) {
        beginInsertRows({}, rows_, int(run_->size()) - 1);
        rows_ = int(run_->size());
        endInsertRows();
    }
}

int CurveTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : rows_;
}

int CurveTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumns);
}

QVariant CurveTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !run_)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const auto row = std::size_t(index.row());
    if (row >= run_->size())
        return {};
    switch (index.column()) {
    case kStep: return formatNumber(run_->x(Horizontal::step, row), 12);
    case kEpoch: return run_->has(Horizontal::epoch) ? formatNumber(run_->x(Horizontal::epoch, row)) : QStringLiteral("–");
    case kTokens: return formatNumber(run_->x(Horizontal::tokens, row), 12);
    case kTime: return formatDuration(run_->x(Horizontal::time, row));
    case kLoss: return formatNumber(run_->y(Metric::loss, row), 6);
    case kGradNorm: return formatNumber(run_->y(Metric::gradNorm, row), 6);
    case kLearningRate: return formatNumber(run_->y(Metric::learningRate, row), 6);
    default: return formatNumber(run_->y(Metric::tokensPerSecond, row), 6);
    }
}

QVariant CurveTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case kStep: return tr("Step");
    case kEpoch: return tr("Epoch");
    case kTokens: return tr("Tokens");
    case kTime: return tr("Time");
    case kLoss: return tr("Loss");
    case kGradNorm: return tr("Gradient norm");
    case kLearningRate: return tr("Learning rate");
    case kThroughput: return tr("Tokens per second");
    default: return {};
    }
}

CurveTableDialog::CurveTableDialog(std::vector<std::shared_ptr<const RunCurves>> runs, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Values"));
    resize(720, 520);
    auto* column = columnIn(this, {16, 16, 16, 16}, 8);
    auto* choice = new CalmComboBox;
    choice->setAccessibleName(tr("Run"));
    for (const auto& run : runs)
        choice->addItem(run->name());
    choice->setVisible(runs.size() > 1);
    auto* table = new QTableView;
    auto* model = new CurveTableModel(this);
    table->setModel(model);
    table->setAccessibleName(tr("Values of the curves"));
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(choice);
    column->addWidget(table, 1);
    column->addWidget(buttons);
    const auto show = [model, runs](int index) {
        if (index >= 0 && index < int(runs.size()))
            model->setRun(runs[std::size_t(index)]);
    };
    connect(choice, &QComboBox::currentIndexChanged, this, show);
    show(0);
    table->scrollToBottom();
}

} // namespace icf::ui
