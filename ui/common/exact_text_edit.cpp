#include "ui/common/exact_text_edit.h"

#include <QMimeData>
#include <QStringDecoder>

#include <algorithm>

namespace icf::ui {

namespace {

/// Makes the character after it stand for itself.  Deprecated since Unicode 3 and invisible.
constexpr char16_t kEscape = 0x206F;

struct StandIn {
    char16_t character; ///< What a document cannot hold.
    char16_t shown;
};
constexpr StandIn kStandIns[]{{u'\r', 0x240D}, {u'\0', 0x2400}, {0x2029, 0x2424}};
/// QTextDocument's marks of frames.
constexpr StandIn kEscaped[]{{0xFDD0, u'0'}, {0xFDD1, u'1'}};

template <std::size_t n> const StandIn* standInOf(const StandIn (&among)[n], char16_t StandIn::* member, QChar wanted)
{
    const auto* found = std::find_if(std::begin(among), std::end(among), [&](const StandIn& each) { return each.*member == wanted.unicode(); });
    return found == std::end(among) ? nullptr : found;
}

} // namespace

QString exactText(std::string_view utf8)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decode(QByteArrayView(utf8.data(), qsizetype(utf8.size())));
}

QJsonDocument exactJson(QByteArray json)
{
    // A mark at the beginning of the file is none of a text; every other stands in one, where its escape is read as it is.
    if (json.startsWith("\xEF\xBB\xBF"))
        json.remove(0, 3);
    return QJsonDocument::fromJson(json.replace("\xEF\xBB\xBF", "\\ufeff"));
}

QString ExactTextEdit::toShown(const QString& text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        if (const StandIn* standIn = standInOf(kStandIns, &StandIn::character, c))
            shown += QChar(standIn->shown);
        else if (const StandIn* mark = standInOf(kEscaped, &StandIn::character, c))
            shown.append(QChar(kEscape)).append(QChar(mark->shown));
        else if (c == QChar(kEscape) || standInOf(kStandIns, &StandIn::shown, c))
            shown.append(QChar(kEscape)).append(c);
        else
            shown += c;
    }
    return shown;
}

QString ExactTextEdit::fromShown(const QString& shown)
{
    QString text;
    text.reserve(shown.size());
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const QChar c = shown[i];
        if (c == QChar(kEscape)) {
            // Alone at the end: what it stood before was deleted.
            if (++i == shown.size())
                break;
            const StandIn* mark = standInOf(kEscaped, &StandIn::shown, shown[i]);
            text += mark ? QChar(mark->character) : shown[i] == QChar::ParagraphSeparator ? QChar(u'\n') : shown[i];
        } else if (c == QChar::ParagraphSeparator) {
            text += QChar(u'\n');
        } else {
            const StandIn* standIn = standInOf(kStandIns, &StandIn::shown, c);
            text += standIn ? QChar(standIn->character) : c;
        }
    }
    return text;
}

bool ExactTextEdit::canInsertFromMimeData(const QMimeData* source) const { return source->hasText(); }

void ExactTextEdit::insertFromMimeData(const QMimeData* source)
{
    if (isReadOnly() || !source->hasText())
        return;
    textCursor().insertText(toShown(source->text()));
    ensureCursorVisible();
}

QMimeData* ExactTextEdit::createMimeDataFromSelection() const
{
    auto* mime = new QMimeData;
    mime->setText(fromShown(textCursor().selectedText()));
    return mime;
}

} // namespace icf::ui
