#include "ui/inspect/gloss_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/session/tints.h"

namespace icf::ui {

namespace {
constexpr int kPadding = 5, kGap = 2, kLineGap = 16, kMargin = 8;
}

GlossView::GlossView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setProperty("panel", true);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(200, 80);
}

void GlossView::setReconstruction(const Reconstruction& reconstruction)
{
    reconstruction_ = reconstruction;
    current_ = -1;
    arrange();
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void GlossView::setCurrent(int position)
{
    if (position == current_)
        return;
    current_ = position;
    for (std::size_t i = 0; i < reconstruction_.cells.size(); ++i) {
        if (position < 0 || reconstruction_.cells[i].position != position)
            continue;
        const int top = places_[i].line * lineHeight();
        if (top < verticalScrollBar()->value())
            verticalScrollBar()->setValue(top);
        else if (top + lineHeight() > verticalScrollBar()->value() + viewport()->height())
            verticalScrollBar()->setValue(top + lineHeight() - viewport()->height());
        setAccessibleDescription(tr("Token %1: %2, teacher-forced %3, probability %4, free-running %5")
                                     .arg(position + 1)
                                     .arg(reconstruction_.cells[i].original, reconstruction_.cells[i].forced,
                                         QLocale().toString(reconstruction_.cells[i].probability, 'f', 3),
                                         reconstruction_.cells[i].freeRunning));
    }
    viewport()->update();
}

QStringList GlossView::rowNames() const
{
    return {tr("original"), tr("forced"), tr("free")};
}

int GlossView::lineHeight() const
{
    return 3 * fontMetrics().height() + 2 * kPadding + kLineGap;
}

int GlossView::labelWidth() const
{
    int width = 0;
    for (const QString& name : rowNames())
        width = std::max(width, fontMetrics().horizontalAdvance(name));
    return width + 16;
}

void GlossView::arrange()
{
    places_.clear();
    const QFontMetrics metrics = fontMetrics();
    const int left = kMargin + labelWidth(), right = viewport()->width() - kMargin;
    int x = left, line = 0;
    for (const ReconstructionCell& cell : reconstruction_.cells) {
        const int text = std::max({metrics.horizontalAdvance(cell.original), metrics.horizontalAdvance(cell.forced),
            metrics.horizontalAdvance(cell.freeRunning), 12});
        const int width = text + 2 * kPadding;
        if (x > left && x + width > right) {
            x = left;
            ++line;
        }
        places_.push_back({x, line, width});
        x += width + kGap;
    }
    lines_ = places_.empty() ? 0 : line + 1;
    verticalScrollBar()->setRange(0, std::max(0, lines_ * lineHeight() + kMargin - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(lineHeight() / 2);
}

void GlossView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    const int height = lineHeight(), row = fontMetrics().height(), scroll = verticalScrollBar()->value();
    const int firstLine = scroll / height, lastLine = (scroll + viewport()->height()) / height;
    const QStringList names = rowNames();
    painter.setPen(Tints::muted(palette()));
    for (int line = firstLine; line <= std::min(lastLine, lines_ - 1); ++line)
        for (int i = 0; i < 3; ++i)
            painter.drawText(
                QRect(kMargin, kMargin + line * height - scroll + kPadding + i * row, labelWidth() - 16, row),
                Qt::AlignVCenter | Qt::AlignLeft, names[i]);
    const auto first = std::lower_bound(
        places_.begin(), places_.end(), firstLine, [](const Place& p, int line) { return p.line < line; });
    for (auto it = first; it != places_.end() && it->line <= lastLine; ++it) {
        const ReconstructionCell& cell = reconstruction_.cells[std::size_t(it - places_.begin())];
        const int top = kMargin + it->line * height - scroll;
        const QRect box(it->x, top, it->width, 3 * row + 2 * kPadding);
        const QColor background = cell.position >= 0 ? Tints::doubt(palette(), cell.probability) : palette().color(QPalette::Base);
        painter.fillRect(box, background);
        if (cell.position >= 0 && cell.position == current_) {
            painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
            painter.drawRect(box.adjusted(0, 0, -1, -1));
        }
        if (cell.chunkStart)
            painter.fillRect(QRect(it->x - kGap, top - 3, 2, box.height() + 6), palette().color(QPalette::Highlight));
        const auto text = [&](int i, const QString& token, bool wrong) {
            QFont font = this->font();
            font.setUnderline(wrong);
            painter.setFont(font);
            const QColor wanted = wrong ? Tints::hue(palette(), 8) : i == 0 ? palette().color(QPalette::Text) : Tints::muted(palette());
            painter.setPen(Tints::readable(wanted, background, palette()));
            painter.drawText(QRect(it->x + kPadding, top + kPadding + i * row, it->width - 2 * kPadding, row),
                Qt::AlignVCenter | Qt::AlignLeft, token);
        };
        text(0, cell.original, false);
        text(1, cell.forced, cell.position >= 0 && !cell.forcedRight);
        text(2, cell.freeRunning.isEmpty() && cell.position >= 0 ? QStringLiteral("·") : cell.freeRunning,
            !cell.freeRight);
    }
}

void GlossView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

int GlossView::cellAt(const QPoint& point) const
{
    const int line = (point.y() + verticalScrollBar()->value() - kMargin) / lineHeight();
    auto it = std::lower_bound(
        places_.begin(), places_.end(), line, [](const Place& p, int wanted) { return p.line < wanted; });
    for (; it != places_.end() && it->line == line; ++it)
        if (point.x() >= it->x && point.x() < it->x + it->width)
            return int(it - places_.begin());
    return -1;
}

void GlossView::mouseMoveEvent(QMouseEvent* event)
{
    const int cell = cellAt(event->position().toPoint());
    const int position = cell < 0 ? -1 : reconstruction_.cells[std::size_t(cell)].position;
    if (position == current_)
        return;
    current_ = position;
    viewport()->update();
    Q_EMIT hovered(position);
}

void GlossView::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || reconstruction_.tokens == 0)
        return QAbstractScrollArea::keyPressEvent(event);
    const int position = std::clamp(current_ + step, 0, reconstruction_.tokens - 1);
    setCurrent(position);
    Q_EMIT hovered(position);
}

bool GlossView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int index = cellAt(help->pos());
        if (index < 0) {
            QToolTip::hideText();
        } else {
            const ReconstructionCell& cell = reconstruction_.cells[std::size_t(index)];
            QToolTip::showText(help->globalPos(),
                cell.position < 0 ? plainTip(tr("Put in by free running: %1").arg(cell.freeRunning))
                                  : tr("Token %1 of %2, chunk %3\nProbability of the right token: %4")
                                        .arg(cell.position + 1)
                                        .arg(reconstruction_.tokens)
                                        .arg(cell.chunk + 1)
                                        .arg(QLocale().toString(cell.probability, 'f', 3)),
                viewport());
        }
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void GlossView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::LanguageChange) {
        arrange();
        viewport()->update();
    }
}

} // namespace icf::ui
