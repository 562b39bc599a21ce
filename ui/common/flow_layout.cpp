#include "ui/common/flow_layout.h"

#include <QStyle>

#include <algorithm>
#include <utility>

namespace icf::ui {

/// Items that stand side by side.
struct FlowLayout::Line {
    struct Part {
        QLayoutItem* item;
        int width;
    };
    QList<Part> parts;
    int width = 0; ///< With the spacing between.
    int height = 0;
};

FlowLayout::FlowLayout(int spacing, QWidget* parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(spacing);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(items_);
}

void FlowLayout::addStretch()
{
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
}

void FlowLayout::addItem(QLayoutItem* item)
{
    items_.append(item);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < items_.size() ? items_.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : items_)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const
{
    int width = 0, height = 0;
    for (const QLayoutItem* item : items_) {
        if (item->isEmpty())
            continue;
        width += item->sizeHint().width() + (width > 0 ? spacing() : 0);
        height = std::max(height, item->sizeHint().height());
    }
    return QSize(width, height).expandedTo(minimumSize());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool apply) const
{
    const QRect inner = rect.marginsRemoved(contentsMargins());
    int y = inner.y();
    Line line;
    const auto finish = [&] {
        if (line.height == 0)
            return;
        if (apply)
            place(line, inner, y);
        y += line.height + lineSpacing();
        line = {};
    };
    for (QLayoutItem* item : items_) {
        const bool stretch = item->spacerItem();
        if (item->isEmpty() && !stretch)
            continue;
        const int width = stretch ? 0 : std::clamp(item->sizeHint().width(), item->minimumSize().width(),
                                                   std::max(inner.width(), item->minimumSize().width()));
        if (line.width > 0 && !stretch && line.width + spacing() + width > inner.width())
            finish();
        line.width += width + (line.width > 0 && !stretch ? spacing() : 0);
        if (!stretch)
            line.height = std::max(line.height, item->hasHeightForWidth() ? item->heightForWidth(width) : item->sizeHint().height());
        line.parts.append({item, width});
    }
    finish();
    return std::max(0, y - lineSpacing() - rect.y() + contentsMargins().bottom());
}

void FlowLayout::place(const Line& line, const QRect& inner, int y) const
{
    const auto* widget = parentWidget();
    const Qt::LayoutDirection direction = widget ? widget->layoutDirection() : Qt::LeftToRight;
    // What a line has left, in equal shares; what an item cannot take, as it has a widest size, is for the others.
    QList<Line::Part> parts = line.parts;
    QList<Line::Part*> sharers;
    for (Line::Part& part : parts)
        if (part.item->expandingDirections() & Qt::Horizontal)
            sharers.append(&part);
    std::ranges::stable_sort(sharers, {}, [](const Line::Part* part) { return part->item->maximumSize().width() - part->width; });
    int left = std::max(0, inner.width() - line.width);
    for (qsizetype i = 0; i < sharers.size(); ++i) {
        const int share = std::clamp(sharers[i]->item->maximumSize().width() - sharers[i]->width, 0, left / int(sharers.size() - i));
        sharers[i]->width += share;
        left -= share;
    }
    int x = inner.x();
    for (const Line::Part& part : std::as_const(parts)) {
        const int width = part.width;
        const bool stretch = part.item->spacerItem();
        const int height = part.item->hasHeightForWidth() ? part.item->heightForWidth(width) : part.item->sizeHint().height();
        if (!stretch)
            part.item->setGeometry(QStyle::visualRect(direction, inner, QRect(x, y + (line.height - height) / 2, width, height)));
        x += width + (stretch ? 0 : spacing());
    }
}

FlowBar::FlowBar(int spacing, QWidget* parent)
    : QWidget(parent), flow_(new FlowLayout(spacing, this))
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize FlowBar::sizeHint() const
{
    return {flow_->sizeHint().width(), minimumSizeHint().height()};
}

QSize FlowBar::minimumSizeHint() const
{
    const QSize least = flow_->minimumSize();
    // Before it was laid out its width says nothing.
    return {least.width(), testAttribute(Qt::WA_Resized) ? flow_->heightForWidth(std::max(width(), least.width())) : least.height()};
}

void FlowBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (const int height = minimumSizeHint().height(); height != std::exchange(height_, height))
        updateGeometry();
}

} // namespace icf::ui
