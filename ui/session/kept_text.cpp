#include "ui/session/kept_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/session/tints.h"

namespace icf::ui {

namespace {

constexpr int kMargin = 8, kLineGap = 6;
constexpr QChar kSpaceMark(0x2581), kReturn(0x23CE), kTab(0x21E5);

/// A token as it stands in running text.
QString runningText(const std::string& token)
{
    QString text = QString::fromStdString(token);
    text.replace(QStringLiteral("<0x0A>"), QString(kReturn)).replace(QLatin1Char('\n'), kReturn);
    text.replace(QStringLiteral("<0x09>"), QString(kTab)).replace(QLatin1Char('\t'), kTab);
    return text.replace(kSpaceMark, QLatin1Char(' '));
}

QString withoutPunctuation(const QString& word)
{
    qsizetype first = 0, end = word.size();
    while (first < end && !word[first].isLetterOrNumber())
        ++first;
    while (end > first && !word[end - 1].isLetterOrNumber())
        --end;
    return word.sliced(first, end - first).toCaseFolded();
}

} // namespace

QStringList plainWords(const QString& text)
{
    QStringList words;
    for (const QString& word : text.split(QRegularExpression(QStringLiteral("\\s+")), Qt::SkipEmptyParts))
        if (const QString plain = withoutPunctuation(word); !plain.isEmpty())
            words << plain;
    return words;
}

KeptText::KeptText(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setProperty("panel", true);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(160, lineHeight() + 2 * kMargin);
}

void KeptText::setReport(const std::optional<ReconstructionReport>& report)
{
    tokens_.clear();
    current_ = -1;
    if (report) {
        // The closing eos is not of the context.
        const std::size_t count = report->original.empty() ? 0 : report->original.size() - 1;
        tokens_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            Token& token = tokens_[i];
            token.text = runningText(report->original[i]);
            token.endsLine = token.text.endsWith(kReturn);
            token.probability = i < report->probability.size() ? report->probability[i] : 0;
            token.right = i < report->forced.size() && report->forced[i] == report->original[i];
        }
        for (std::size_t chunk = 1; chunk < report->chunkStarts.size(); ++chunk)
            if (const auto start = std::size_t(report->chunkStarts[chunk]); start < count)
                tokens_[start].chunkStart = true;
    }
    mark();
    arrange();
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void KeptText::setPlaceholder(const QString& text)
{
    placeholder_ = text;
    viewport()->update();
}

void KeptText::setMarkedWords(const QStringList& words)
{
    words_ = words;
    mark();
    viewport()->update();
}

void KeptText::mark()
{
    // A word is a run of tokens up to the next space; all of them are marked.
    for (std::size_t first = 0; first < tokens_.size();) {
        std::size_t end = first + 1;
        QString word = tokens_[first].text;
        while (end < tokens_.size() && !tokens_[end].text.startsWith(QLatin1Char(' ')) && !tokens_[end - 1].endsLine)
            word += tokens_[end++].text;
        const bool marked = words_.contains(withoutPunctuation(word));
        for (; first < end; ++first)
            tokens_[first].marked = marked;
    }
}

int KeptText::markedTokens() const
{
    return int(std::count_if(tokens_.begin(), tokens_.end(), [](const Token& token) { return token.marked; }));
}

int KeptText::lineHeight() const
{
    return fontMetrics().height() + kLineGap;
}

void KeptText::arrange()
{
    const QFontMetrics metrics = fontMetrics();
    const int right = viewport()->width() - kMargin;
    int x = kMargin, line = 0;
    for (std::size_t first = 0; first < tokens_.size();) {
        // Words stay whole where a line has room for them.
        std::size_t end = first;
        int width = 0;
        do {
            tokens_[end].width = std::max(4, metrics.horizontalAdvance(tokens_[end].text));
            width += tokens_[end].width;
            ++end;
        } while (end < tokens_.size() && !tokens_[end].text.startsWith(QLatin1Char(' ')) && !tokens_[end - 1].endsLine);
        if (x > kMargin && x + width > right) {
            x = kMargin;
            ++line;
        }
        for (; first < end; ++first) {
            Token& token = tokens_[first];
            if (x > kMargin && x + token.width > right) {
                x = kMargin;
                ++line;
            }
            token.x = x;
            token.line = line;
            x += token.width;
        }
        if (tokens_[end - 1].endsLine) {
            x = kMargin;
            ++line;
        }
    }
    lines_ = tokens_.empty() ? 0 : tokens_.back().line + 1;
    verticalScrollBar()->setRange(0, std::max(0, lines_ * lineHeight() + 2 * kMargin - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(lineHeight());
}

QRect KeptText::tokenRect(int token) const
{
    if (token < 0 || token >= tokens())
        return {};
    const Token& t = tokens_[std::size_t(token)];
    return {t.x, kMargin + t.line * lineHeight() - verticalScrollBar()->value(), t.width, lineHeight() - 2};
}

QSize KeptText::sizeHint() const
{
    return {320, 4 * lineHeight() + 2 * kMargin};
}

void KeptText::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    if (tokens_.empty()) {
        painter.setPen(Tints::muted(palette()));
        painter.drawText(viewport()->rect().adjusted(kMargin, kMargin, -kMargin, -kMargin), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, placeholder_);
        return;
    }
    const int firstLine = std::max(0, (verticalScrollBar()->value() - kMargin) / lineHeight());
    const auto first = std::lower_bound(tokens_.begin(), tokens_.end(), firstLine, [](const Token& t, int line) { return t.line < line; });
    for (auto it = first; it != tokens_.end(); ++it) {
        const int index = int(it - tokens_.begin());
        const QRect box = tokenRect(index);
        if (box.top() > viewport()->height())
            break;
        painter.fillRect(box, Tints::doubt(palette(), it->probability));
        if (it->marked)
            painter.fillRect(QRect(box.left(), box.bottom() - 2, box.width(), 3), Tints::hue(palette(), 32));
        if (it->chunkStart)
            painter.fillRect(QRect(box.left() - 1, box.top() - 2, 2, box.height() + 4), palette().color(QPalette::Highlight));
        QFont font = this->font();
        font.setUnderline(!it->right);
        painter.setFont(font);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft, it->text);
        if (index == current_) {
            painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
            painter.drawRect(box.adjusted(0, 0, -1, -1));
        }
    }
}

void KeptText::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

int KeptText::tokenAt(const QPoint& point) const
{
    const int line = (point.y() + verticalScrollBar()->value() - kMargin) / lineHeight();
    auto it = std::lower_bound(tokens_.begin(), tokens_.end(), line, [](const Token& t, int wanted) { return t.line < wanted; });
    for (; it != tokens_.end() && it->line == line; ++it)
        if (point.x() >= it->x && point.x() < it->x + it->width)
            return int(it - tokens_.begin());
    return -1;
}

QString KeptText::textOf(int token) const
{
    if (token < 0 || token >= tokens())
        return {};
    const Token& t = tokens_[std::size_t(token)];
    return tr("Token %1 of %2 “%3”: probability %4")
        .arg(token + 1)
        .arg(tokens())
        .arg(t.text.trimmed(), QLocale().toString(t.probability, 'f', 3));
}

void KeptText::ensureVisible()
{
    const QRect box = tokenRect(current_);
    QScrollBar* bar = verticalScrollBar();
    if (box.top() < 0)
        bar->setValue(bar->value() + box.top() - kMargin);
    else if (box.bottom() > viewport()->height())
        bar->setValue(bar->value() + box.bottom() - viewport()->height() + kMargin);
}

void KeptText::setCurrent(int token)
{
    token = token < tokens() ? token : -1;
    if (token == current_)
        return;
    current_ = token;
    setAccessibleDescription(currentText());
    if (current_ >= 0)
        ensureVisible();
    viewport()->update();
}

void KeptText::mousePressEvent(QMouseEvent* event)
{
    setFocus();
    if (const int token = tokenAt(event->position().toPoint()); token >= 0) {
        setCurrent(token);
        Q_EMIT currentChanged(token);
    }
}

void KeptText::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || tokens_.empty())
        return QAbstractScrollArea::keyPressEvent(event);
    setCurrent(std::clamp(current_ + step, 0, tokens() - 1));
    Q_EMIT currentChanged(current_);
}

bool KeptText::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    if (const QString text = textOf(tokenAt(help->pos())); text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainTip(text), viewport());
    return true;
}

void KeptText::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        arrange();
        viewport()->update();
    }
}

} // namespace icf::ui
