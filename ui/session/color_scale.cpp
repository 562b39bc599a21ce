#include "ui/session/color_scale.h"

#include <QPainter>

#include <algorithm>

#include "ui/session/tints.h"

namespace icf::ui {

namespace {
constexpr int kBar = 96, kShortBar = 24, kGap = 8;
}

ColorScale::ColorScale(Color color, QWidget* parent)
    : QWidget(parent)
    , color_(color)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void ColorScale::setTexts(const QString& title, const QString& left, const QString& right)
{
    title_ = title;
    left_ = left;
    right_ = right;
    setAccessibleName(QStringLiteral("%1: %2 – %3").arg(title, left, right));
    updateGeometry();
    update();
}

int ColorScale::textWidth() const
{
    const QFontMetrics metrics = fontMetrics();
    return metrics.horizontalAdvance(title_) + metrics.horizontalAdvance(left_) + metrics.horizontalAdvance(right_) + 3 * kGap + 4;
}

QSize ColorScale::sizeHint() const
{
    return {textWidth() + kBar, fontMetrics().height() + 2};
}

QSize ColorScale::minimumSizeHint() const
{
    return {textWidth() + kShortBar, fontMetrics().height() + 2};
}

void ColorScale::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFontMetrics metrics = fontMetrics();
    int x = 0;
    const auto text = [&](const QString& what) {
        const int width = metrics.horizontalAdvance(what) + 1;
        painter.setPen(Tints::muted(palette()));
        painter.drawText(QRect(x, 0, width, height()), Qt::AlignVCenter | Qt::AlignLeft, what);
        x += width + kGap;
    };
    text(title_);
    text(left_);
    const int top = (height() - metrics.ascent()) / 2, bar = std::max(kShortBar, width() - textWidth());
    for (int i = 0; i < bar; ++i)
        painter.fillRect(x + i, top, 1, metrics.ascent(), color_(palette(), double(i) / (bar - 1)));
    painter.setPen(Tints::line(palette()));
    painter.drawRect(x, top, bar - 1, metrics.ascent() - 1);
    x += bar + kGap;
    text(right_);
}

} // namespace icf::ui
