#include "ui/plot/plot_grid.h"

#include <algorithm>

namespace icf::ui {

namespace {
constexpr int kCardWidth = 136;
constexpr int kGap = 8;
constexpr int kPreferredHeight = 150;
}

void PlotGrid::setCards(const std::vector<QWidget*>& cards, bool all)
{
    if (cards == cards_ && all == all_)
        return;
    for (QWidget* child : findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        if (std::ranges::find(cards, child) == cards.end())
            child->hide();
    cards_ = cards;
    all_ = all;
    arrange();
    updateGeometry();
}

int PlotGrid::columns() const
{
    const int fitting = std::clamp((width() + kGap) / (kCardWidth + kGap), 1, std::max(1, int(cards_.size())));
    if (!all_ || cards_.empty())
        return fitting;
    const int lines = (int(cards_.size()) + fitting - 1) / fitting;
    return (int(cards_.size()) + lines - 1) / lines;
}

int PlotGrid::rows() const
{
    return all_ && !cards_.empty() ? (int(cards_.size()) + columns() - 1) / columns() : 1;
}

QSize PlotGrid::sizeOf(int rowHeight) const
{
    const int least = std::min(2, std::max(1, int(cards_.size())));
    return {least * (kCardWidth + kGap) - kGap, rows() * (rowHeight + kGap) - kGap};
}

QSize PlotGrid::sizeHint() const
{
    return sizeOf(kPreferredHeight);
}

QSize PlotGrid::minimumSizeHint() const
{
    int height = 0;
    for (const QWidget* card : cards_)
        height = std::max(height, card->minimumSizeHint().height());
    return sizeOf(height);
}

void PlotGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void PlotGrid::arrange()
{
    const int columnCount = columns(), rowCount = rows();
    const int height_ = (height() + kGap) / rowCount - kGap;
    for (int i = 0; i < int(cards_.size()); ++i) {
        const int row = i / columnCount, column = i % columnCount;
        QWidget* card = cards_[std::size_t(i)];
        card->setVisible(row < rowCount);
        // The edges are rounded alone, so that no pixel is left at the end of a row.
        const int left = column * (width() + kGap) / columnCount, right = (column + 1) * (width() + kGap) / columnCount - kGap;
        card->setGeometry(left, row * (height_ + kGap), right - left, height_);
    }
    if (rowCount != arrangedRows_) {
        arrangedRows_ = rowCount;
        updateGeometry();
    }
}

} // namespace icf::ui
