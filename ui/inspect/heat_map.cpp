#include "ui/inspect/heat_map.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/session/tints.h"

namespace icf::ui {

namespace {

constexpr int kHeader = 64; ///< Room for upright token names.
constexpr int kNameFrom = 13; ///< Pixels between the names of two tokens at least.
constexpr int kSmallest = 2, kLargest = 40;
constexpr QChar kSpaceMark(0x2581); ///< Upright it looks like a stroke beside the name.

} // namespace

HeatMap::HeatMap(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setProperty("panel", true);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    setMinimumSize(200, 110);
}

void HeatMap::setMatrix(AttentionMatrix matrix)
{
    matrix_ = std::move(matrix);
    if (digest_ >= matrix_.digests() || token_ >= matrix_.tokens())
        setCurrent(-1, -1);
    arrange();
    viewport()->update();
}

void HeatMap::setScaleRows(bool scaleRows)
{
    scaleRows_ = scaleRows;
    viewport()->update();
}

void HeatMap::setCurrent(int digest, int token)
{
    if (digest == digest_ && token == token_)
        return;
    digest_ = digest;
    token_ = token;
    setAccessibleDescription(currentText());
    viewport()->update();
    Q_EMIT currentChanged(digest, token);
}

void HeatMap::setCurrentToken(int token)
{
    if (token < 0 || token >= matrix_.tokens())
        return;
    int digest = digest_;
    if (digest < 0 || matrix_.at(digest, token) <= 0) {
        digest = 0;
        for (int d = 1; d < matrix_.digests(); ++d)
            if (matrix_.at(d, token) > matrix_.at(digest, token))
                digest = d;
    }
    setCurrent(digest, token);
    ensureVisible();
}

int HeatMap::namedEvery() const
{
    return (kNameFrom + cellWidth_ - 1) / cellWidth_;
}

QString HeatMap::currentText() const
{
    if (digest_ < 0 || token_ < 0)
        return {};
    return tr("Digest %1 (chunk %2), token %3 “%4”: %5")
        .arg(digest_ + 1)
        .arg(matrix_.chunkOf(digest_) + 1)
        .arg(token_ + 1)
        .arg(matrix_.token(token_), QLocale().toString(double(matrix_.at(digest_, token_)), 'f', 4));
}

int HeatMap::labelWidth() const
{
    return fontMetrics().horizontalAdvance(QString::number(std::max(matrix_.digests(), 10))) + 16;
}

int HeatMap::headerHeight() const
{
    return kHeader;
}

void HeatMap::arrange()
{
    if (matrix_.tokens() == 0) {
        horizontalScrollBar()->setRange(0, 0);
        verticalScrollBar()->setRange(0, 0);
        return;
    }
    const double fit = double(viewport()->width() - labelWidth()) / matrix_.tokens();
    cellWidth_ = std::clamp(int(std::floor(fit * std::pow(1.25, zoom_))), kSmallest, kLargest);
    if (zoom_ == 0)
        cellWidth_ = std::clamp(cellWidth_, kSmallest, 24);
    const double fitHeight = double(viewport()->height() - headerHeight()) / matrix_.digests();
    cellHeight_ =
        std::clamp(int(std::floor(fitHeight * std::pow(1.25, zoom_))), 4, std::max(8, std::min(24, cellWidth_ * 3)));
    const QSize content(labelWidth() + matrix_.tokens() * cellWidth_, headerHeight() + matrix_.digests() * cellHeight_);
    horizontalScrollBar()->setRange(0, std::max(0, content.width() - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(cellWidth_);
    verticalScrollBar()->setRange(0, std::max(0, content.height() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(cellHeight_);
}

double HeatMap::weightShare(int digest, int token) const
{
    const float largest = scaleRows_ ? matrix_.rowLargest[std::size_t(digest)] : matrix_.largest;
    return largest > 0 ? double(matrix_.at(digest, token) / largest) : 0;
}

void HeatMap::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    if (matrix_.tokens() == 0)
        return;
    const int left = labelWidth(), top = headerHeight();
    const int scrollX = horizontalScrollBar()->value(), scrollY = verticalScrollBar()->value();
    const int firstToken = std::max(0, scrollX / cellWidth_), firstDigest = std::max(0, scrollY / cellHeight_);
    const int lastToken = std::min(matrix_.tokens(), (scrollX + viewport()->width() - left) / cellWidth_ + 1);
    const int lastDigest = std::min(matrix_.digests(), (scrollY + viewport()->height() - top) / cellHeight_ + 1);
    const auto x = [&](int token) { return left + token * cellWidth_ - scrollX; };
    const auto y = [&](int digest) { return top + digest * cellHeight_ - scrollY; };

    // 256 colours made once: mixing them for each cell would dominate the painting.
    std::array<QColor, 256> scale;
    for (int i = 0; i < 256; ++i)
        scale[std::size_t(i)] = Tints::heat(palette(), i / 255.0);
    painter.setClipRect(left, top, viewport()->width() - left, viewport()->height() - top);
    for (int digest = firstDigest; digest < lastDigest; ++digest)
        for (int token = firstToken; token < lastToken; ++token)
            painter.fillRect(x(token), y(digest), cellWidth_, cellHeight_,
                scale[std::size_t(std::clamp(std::lround(weightShare(digest, token) * 255), 0L, 255L))]);
    painter.setPen(Tints::mix(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.35));
    for (std::size_t chunk = 1; chunk < matrix_.report->chunkStarts.size(); ++chunk) {
        const int edge = x(int(matrix_.report->chunkStarts[chunk]));
        painter.drawLine(edge, top, edge, viewport()->height());
        const int row = y(int(chunk) * int(matrix_.report->digestsPerChunk));
        painter.drawLine(left, row, viewport()->width(), row);
    }
    if (digest_ >= 0 && token_ >= 0) {
        // The token's whole column: what is clicked in the text is to be found here.
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawLine(x(token_) - 1, top, x(token_) - 1, y(matrix_.digests()));
        painter.drawLine(x(token_) + cellWidth_, top, x(token_) + cellWidth_, y(matrix_.digests()));
        painter.setPen(QPen(palette().color(QPalette::Text), 2));
        painter.drawRect(x(token_) - 1, y(digest_) - 1, cellWidth_ + 1, cellHeight_ + 1);
    }

    painter.setClipRect(viewport()->rect());
    painter.setPen(Tints::muted(palette()));
    const int textHeight = fontMetrics().height();
    const int every = std::max(1, (textHeight + cellHeight_ - 1) / cellHeight_);
    for (int digest = (firstDigest / every) * every; digest < lastDigest; digest += every)
        if (y(digest) >= top - cellHeight_ / 2)
            painter.drawText(QRect(0, y(digest) + (cellHeight_ - textHeight) / 2, left - 8, textHeight),
                Qt::AlignRight | Qt::AlignVCenter, QString::number(digest + 1));
    // The first column's name is wider than a narrow column.
    painter.setClipRect(left - textHeight / 2, 0, viewport()->width(), top);
    const int named = namedEvery();
    for (int token = firstToken; token < lastToken; ++token) {
        // The current token has its name always; neighbours that would lie under it have none.
        const bool current = token == token_;
        if (!current && (token % named != 0 || (token_ >= 0 && std::abs(token - token_) < named)))
            continue;
        painter.save();
        painter.setPen(current ? palette().color(QPalette::Text) : Tints::muted(palette()));
        painter.translate(x(token) + cellWidth_ / 2.0, top - 6);
        painter.rotate(-90);
        painter.drawText(QRect(0, -textHeight / 2, kHeader - 12, textHeight), Qt::AlignLeft | Qt::AlignVCenter,
            fontMetrics().elidedText(matrix_.token(token).remove(kSpaceMark), Qt::ElideRight, kHeader - 12));
        painter.restore();
    }
}

void HeatMap::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void HeatMap::pick(const QPoint& point)
{
    const int token = (point.x() - labelWidth() + horizontalScrollBar()->value()) / std::max(1, cellWidth_);
    const int digest = (point.y() - headerHeight() + verticalScrollBar()->value()) / std::max(1, cellHeight_);
    if (point.x() < labelWidth() || point.y() < headerHeight() || token >= matrix_.tokens()
        || digest >= matrix_.digests())
        return;
    setCurrent(digest, token);
}

void HeatMap::mouseMoveEvent(QMouseEvent* event)
{
    if (matrix_.tokens() > 0)
        pick(event->position().toPoint());
}

void HeatMap::mousePressEvent(QMouseEvent* event)
{
    setFocus();
    if (matrix_.tokens() > 0)
        pick(event->position().toPoint());
}

void HeatMap::keyPressEvent(QKeyEvent* event)
{
    if (matrix_.tokens() == 0)
        return QAbstractScrollArea::keyPressEvent(event);
    int digest = std::max(0, digest_), token = std::max(0, token_);
    switch (event->key()) {
    case Qt::Key_Left:
        --token;
        break;
    case Qt::Key_Right:
        ++token;
        break;
    case Qt::Key_Up:
        --digest;
        break;
    case Qt::Key_Down:
        ++digest;
        break;
    case Qt::Key_Home:
        token = 0;
        break;
    case Qt::Key_End:
        token = matrix_.tokens() - 1;
        break;
    case Qt::Key_Plus:
        return zoom(1);
    case Qt::Key_Minus:
        return zoom(-1);
    case Qt::Key_0:
        return zoom(0);
    default:
        return QAbstractScrollArea::keyPressEvent(event);
    }
    if (digest_ < 0)
        digest = token = 0;
    setCurrent(std::clamp(digest, 0, matrix_.digests() - 1), std::clamp(token, 0, matrix_.tokens() - 1));
    ensureVisible();
}

void HeatMap::ensureVisible()
{
    const auto follow = [](QScrollBar* bar, int start, int size, int room) {
        if (start < bar->value())
            bar->setValue(start);
        else if (start + size > bar->value() + room)
            bar->setValue(start + size - room);
    };
    follow(horizontalScrollBar(), token_ * cellWidth_, cellWidth_, viewport()->width() - labelWidth());
    follow(verticalScrollBar(), digest_ * cellHeight_, cellHeight_, viewport()->height() - headerHeight());
}

void HeatMap::zoom(int steps)
{
    zoom_ = steps == 0 ? 0 : std::clamp(zoom_ + steps, -8, 16);
    arrange();
    viewport()->update();
}

void HeatMap::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier)
        zoom(event->angleDelta().y() > 0 ? 1 : -1);
    else
        QAbstractScrollArea::wheelEvent(event);
}

void HeatMap::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace icf::ui
