#pragma once
#include <QJsonDocument>
#include <QPlainTextEdit>

#include <string_view>

namespace icf::ui {

/// A text that a model reads, as the interface keeps it: UTF-8 without loss.  QString::fromUtf8 would take a U+FEFF at the beginning for a mark of the
/// encoding and drop it.
QString exactText(std::string_view utf8);

/// Parses JSON whose texts a model reads: as QJsonDocument::fromJson, which drops a U+FEFF at the beginning of any text.
QJsonDocument exactJson(QByteArray json);

/// A plain text editor that loses no character, so that the model reads what was pasted.  QTextDocument itself makes every carriage return and
/// U+2029 a line break, and toPlainText() makes spaces of U+00A0 and line breaks of U+2028.  What a document cannot hold is shown as the
/// symbol that Unicode has for it (␍, ␀, ␤) and taken back on the way out; typing, undo, copy, cut and drag work on it as on other text.
class ExactTextEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    using QPlainTextEdit::QPlainTextEdit;

    /// The text as it was given and edited; use it in place of toPlainText().
    QString text() const { return fromShown(document()->toRawText()); }
    /// Replaces it; not to be undone.  Use it in place of setPlainText().
    void setText(const QString& text) { setPlainText(toShown(text)); }

    /// A text as the document holds it, and back.  Lines end with \n on the way in and with U+2029 in the document.
    static QString toShown(const QString& text);
    static QString fromShown(const QString& shown);

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    QMimeData* createMimeDataFromSelection() const override;
};

} // namespace icf::ui
