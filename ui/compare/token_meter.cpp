#include "ui/compare/token_meter.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

#include "ui/session/tints.h"

namespace icf::ui {

namespace {
constexpr int kBar = 10;
}

TokenMeter::TokenMeter(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TokenMeter::setBudget(const std::optional<TokenBudget>& budget, ContextMode mode, std::int64_t scale)
{
    budget_ = budget;
    mode_ = mode;
    scale_ = scale;
    setAccessibleName(tr("Tokens read"));
    setAccessibleDescription(description());
    setToolTip(description());
    update();
}

QSize TokenMeter::minimumSizeHint() const
{
    return QSize(120, kBar + 6 + fontMetrics().height());
}

QSize TokenMeter::sizeHint() const
{
    return QSize(240, minimumSizeHint().height());
}

QString TokenMeter::description() const
{
    if (!budget_)
        return {};
    const QLocale locale;
    const bool vectors = mode_ == ContextMode::compressed || mode_ == ContextMode::meanPooled;
    QStringList parts{tr("template %1").arg(locale.toString(qlonglong(budget_->templateTokens)))};
    if (mode_ != ContextMode::none)
        parts << (mode_ == ContextMode::compressed ? tr("digests %1")
                : vectors                          ? tr("vectors %1")
                                                   : tr("context %1"))
                     .arg(locale.toString(qlonglong(budget_->contextRead)));
    parts << tr("prompt %1").arg(locale.toString(qlonglong(budget_->promptTokens)));
    return parts.join(QStringLiteral(" · "));
}

bool TokenMeter::event(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        setBudget(budget_, mode_, scale_);
    return QWidget::event(event);
}

void TokenMeter::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track(0.5, 0.5, width() - 1, kBar - 1);
    painter.setPen(Tints::line(palette()));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(track, 3, 3);
    if (!budget_)
        return;

    const double total = double(std::max({scale_, budget_->total(), std::int64_t(1)}));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    double x = 1;
    const auto part = [&](std::int64_t tokens, const QColor& color) {
        if (tokens <= 0)
            return;
        const double w = std::max(2.0, (width() - 2) * double(tokens) / total);
        QRectF rect(x, 1, std::min(w, width() - 1 - x), kBar - 2);
        if (mirrored)
            rect.moveLeft(width() - rect.right());
        painter.fillRect(rect, color);
        x += w;
    };
    painter.setPen(Qt::NoPen);
    const QColor accent = palette().color(QPalette::Highlight);
    part(budget_->templateTokens, Tints::mix(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.35));
    part(budget_->contextRead, accent);
    part(budget_->promptTokens, Tints::hue(palette(), 28, 0.85));

    painter.setPen(Tints::muted(palette()));
    const QRect below(0, kBar + 4, width(), fontMetrics().height());
    painter.drawText(below, int(Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
        fontMetrics().elidedText(description(), Qt::ElideRight, width()));
}

} // namespace icf::ui
