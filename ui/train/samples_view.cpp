#include "ui/train/samples_view.h"

#include <QHeaderView>
#include <QPainter>

#include <algorithm>

#include "ui/common/exact_text_edit.h"
#include "ui/common/parts.h"

namespace icf::ui {

namespace {

constexpr int kColumnWidth = 190;

QString plain(const std::string& text)
{
    return QString::fromStdString(text).simplified();
}

} // namespace

SamplesModel::SamplesModel(const Theme& theme, QObject* parent) : QAbstractTableModel(parent), theme_(theme)
{
    connect(&theme_, &Theme::changed, this, [this] {
        if (!rows_.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    });
}

void SamplesModel::add(const SampleReport& sample)
{
    if (std::ranges::find(steps_, sample.step) == steps_.end()) {
        const auto place = std::ranges::find_if(steps_, [&](std::int64_t step) { return step < sample.step; }) - steps_.begin();
        beginInsertColumns({}, kFirstAnswer + int(place), kFirstAnswer + int(place));
        steps_.insert(steps_.begin() + place, sample.step);
        endInsertColumns();
    }
    auto row = std::ranges::find(rows_, sample.row, [](const Row& r) { return r.first.row; });
    if (row == rows_.end()) {
        beginInsertRows({}, int(rows_.size()), int(rows_.size()));
        rows_.push_back({sample, {{sample.step, sample.output}}});
        endInsertRows();
        return;
    }
    row->answers[sample.step] = sample.output;
    const int line = int(row - rows_.begin());
    Q_EMIT dataChanged(index(line, 0), index(line, columnCount() - 1));
}

void SamplesModel::clear()
{
    beginResetModel();
    rows_.clear();
    steps_.clear();
    endResetModel();
}

const SampleReport* SamplesModel::sampleAt(int row) const
{
    return row >= 0 && row < int(rows_.size()) ? &rows_[std::size_t(row)].first : nullptr;
}

std::int64_t SamplesModel::stepOf(int column) const
{
    return steps_[std::size_t(column - kFirstAnswer)];
}

bool SamplesModel::isRight(const Row& row, std::int64_t step) const
{
    const auto found = row.answers.find(step);
    return found != row.answers.end() && !row.first.reference.empty() && plain(found->second) == plain(row.first.reference);
}

int SamplesModel::rightAnswers() const
{
    return steps_.empty() ? 0 : int(std::ranges::count_if(rows_, [this](const Row& row) { return isRight(row, steps_.front()); }));
}

int SamplesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(rows_.size());
}

int SamplesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kFirstAnswer + int(steps_.size());
}

QVariant SamplesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= int(rows_.size()))
        return {};
    const Row& row = rows_[std::size_t(index.row())];
    if (role == kContextRole)
        return exactText(row.first.input);
    const bool answer = index.column() >= kFirstAnswer;
    const bool right = answer && isRight(row, stepOf(index.column()));
    if (role == kRightRole)
        return right;
    if (role == Qt::ForegroundRole && answer)
        return right ? theme_.colors().good : theme_.colors().text;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    QString text;
    if (index.column() == kPrompt)
        text = row.first.prompt.empty() ? tr("(repeat the context)") : plain(row.first.prompt);
    else if (index.column() == kReference)
        text = plain(row.first.reference);
    else if (const auto found = row.answers.find(stepOf(index.column())); found != row.answers.end())
        // Right answers are told by a mark, too, not by colour alone.
        text = (right && role == Qt::DisplayRole ? QStringLiteral("✓ ") : QString()) + plain(found->second);
    if (role == Qt::ToolTipRole)
        return QStringLiteral("<p>%1</p><p><b>%2</b></p><p>%3</p>")
            .arg(QString::fromStdString(row.first.input).left(2000).toHtmlEscaped(), plain(row.first.prompt).toHtmlEscaped(), text.toHtmlEscaped());
    return text;
}

QVariant SamplesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    if (section == kPrompt)
        return tr("Held-out question");
    if (section == kReference)
        return tr("Expected");
    return section < columnCount() ? tr("Step %1").arg(stepOf(section)) : QVariant();
}

SamplesView::SamplesView(const Theme& theme, QWidget* parent) : QTableView(parent), model_(new SamplesModel(theme, this))
{
    setModel(model_);
    setWordWrap(false);
    makeRowTable(*this);
    setSelectionMode(QAbstractItemView::SingleSelection);
    horizontalHeader()->setDefaultSectionSize(kColumnWidth);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTabKeyNavigation(false);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const SampleReport* sample = model_->sampleAt(index.row()))
            Q_EMIT compareRequested(*sample);
    });
    connect(model_, &QAbstractItemModel::modelReset, viewport(), qOverload<>(&QWidget::update));
    retranslate();
}

void SamplesView::retranslate()
{
    setAccessibleName(tr("Held-out answers"));
    setToolTip(tr("Answers to held-out questions at each validation; double click to compare with the full context"));
    viewport()->update();
}

void SamplesView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (model_->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Answers to held-out questions appear here at each validation, when validation data is set."));
}

} // namespace icf::ui
