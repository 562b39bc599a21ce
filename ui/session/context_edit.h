#pragma once
#include <QFrame>

#include <memory>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace icf::ui {

/// The box for a context.  Short texts are edited as usual.  A text past kHeldCharacters, which a wrapping editor would
/// need seconds to lay out when it is one line, is kept outside the editor: the box then shows its beginning and end
/// read-only, and every other part of the program sees the whole text.
class ContextEdit : public QFrame {
    Q_OBJECT
public:
    /// Texts longer than this many characters are held outside the editor.
    static constexpr qsizetype kHeldCharacters = 40'000;
    /// Texts longer than this are refused with a message.
    static constexpr qsizetype kMaxCharacters = 64 * 1024 * 1024;

    explicit ContextEdit(QWidget* parent = nullptr);
    ~ContextEdit() override;

    /// The whole text, character for character as it was pasted, loaded or set; what was typed since is in it.
    QString text() const;
    /// Replaces the text, whatever its length.
    void setText(const QString& text);
    /// True while the text is held outside the editor.
    bool held() const { return held_; }
    /// Reads a text file as the context; a message says when that is not possible.
    void loadFile(const QString& path);

    QPlainTextEdit* editor() const;
    void setPlaceholderText(const QString& text);
    void retranslate();

Q_SIGNALS:
    /// The text changed, by typing, paste, drop, undo or setText.
    void textChanged();
    /// A file or paste could not be used, and why.
    void refused(const QString& message);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Editor;
    void hold(const QString& text);
    void release(const QString& text);
    void insertAtCursor(const QString& text);
    void updateBanner();

    Editor* editor_;
    QFrame* banner_;
    QLabel* bannerText_;
    QToolButton* back_;
    QToolButton* clear_;
    QString heldText_;
    QString before_; ///< The text that the held one replaced, for "Undo paste".
    bool held_ = false;
    bool changing_ = false;
};

} // namespace icf::ui
