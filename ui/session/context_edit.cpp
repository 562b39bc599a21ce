#include "ui/session/context_edit.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextCursor>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <string>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "ui/common/engine_text.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/parts.h"

namespace icf::ui {

namespace {

constexpr qsizetype kPreviewHead = 1500;
constexpr qsizetype kPreviewTail = 500;

} // namespace

/// Hands paste and drop to the box, which decides where the text is to live.
class ContextEdit::Editor : public ExactTextEdit {
public:
    explicit Editor(ContextEdit* box)
        : ExactTextEdit(box)
        , box_(box)
    {
    }

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override
    {
        return source->hasText() || source->hasUrls();
    }
    void insertFromMimeData(const QMimeData* source) override
    {
        const auto urls = source->urls();
        if (!urls.isEmpty() && urls.first().isLocalFile()) {
            box_->loadFile(urls.first().toLocalFile());
            return;
        }
        box_->insertAtCursor(source->text());
    }

private:
    ContextEdit* box_;
};

ContextEdit::ContextEdit(QWidget* parent)
    : QFrame(parent)
{
    auto* column = columnIn(this, {}, 0);

    editor_ = new Editor(this);
    editor_->setTabChangesFocus(true);
    editor_->setObjectName(QStringLiteral("contextEditor"));
    editor_->installEventFilter(this);
    setFocusProxy(editor_);

    banner_ = new QFrame;
    auto* row = rowIn(banner_, {8, 4, 0, 4}, 8);
    bannerText_ = new QLabel;
    bannerText_->setWordWrap(true);
    back_ = new QToolButton;
    back_->setAutoRaise(true);
    clear_ = new QToolButton;
    clear_->setAutoRaise(true);
    clear_->setObjectName(QStringLiteral("clearHeldText"));
    row->addWidget(bannerText_, 1);
    row->addWidget(back_);
    row->addWidget(clear_);
    banner_->hide();

    column->addWidget(editor_, 1);
    column->addWidget(banner_);

    connect(editor_, &QPlainTextEdit::textChanged, this, [this] {
        if (!changing_)
            Q_EMIT textChanged();
    });
    connect(back_, &QToolButton::clicked, this, [this] { setText(before_); });
    connect(clear_, &QToolButton::clicked, this, [this] {
        setText(QString());
        editor_->setFocus();
    });
    retranslate();
}

ContextEdit::~ContextEdit() = default;

QPlainTextEdit* ContextEdit::editor() const
{
    return editor_;
}

QString ContextEdit::text() const
{
    return held_ ? heldText_ : editor_->text();
}

void ContextEdit::setText(const QString& text)
{
    if (text.size() > kHeldCharacters)
        hold(text);
    else
        release(text);
    Q_EMIT textChanged();
}

void ContextEdit::hold(const QString& text)
{
    if (!held_)
        before_ = editor_->text();
    heldText_ = text;
    held_ = true;
    const QScopedValueRollback guard(changing_, true);
    editor_->setReadOnly(true);
    editor_->setText(text.left(kPreviewHead) + QStringLiteral("\n\n…\n\n") + text.right(kPreviewTail));
    updateBanner();
}

void ContextEdit::release(const QString& text)
{
    const bool wasHeld = held_;
    held_ = false;
    heldText_.clear();
    const QScopedValueRollback guard(changing_, true);
    editor_->setReadOnly(false);
    if (wasHeld || editor_->text() != text) {
        // Through a cursor, so that Ctrl+Z brings the earlier text back.
        if (wasHeld) {
            editor_->setText(text);
        } else {
            QTextCursor cursor(editor_->document());
            cursor.select(QTextCursor::Document);
            cursor.insertText(ExactTextEdit::toShown(text));
        }
        editor_->moveCursor(QTextCursor::Start);
    }
    updateBanner();
}

void ContextEdit::insertAtCursor(const QString& text)
{
    if (held_) {
        // A preview has no place to insert into: the new text takes the old one's place.
        setText(text);
        return;
    }
    const QTextCursor cursor = editor_->textCursor();
    const qsizetype rest =
        editor_->document()->characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart());
    if (rest + text.size() > kMaxCharacters) {
        Q_EMIT refused(
            tr("This text is longer than %1 characters. Use a shorter one.").arg(QLocale().toString(kMaxCharacters)));
        return;
    }
    if (rest + text.size() > kHeldCharacters) {
        // The cursor counts in what is shown.
        QString shown = editor_->document()->toRawText();
        shown.replace(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart(), ExactTextEdit::toShown(text));
        setText(ExactTextEdit::fromShown(shown));
        return;
    }
    editor_->textCursor().insertText(ExactTextEdit::toShown(text));
    editor_->ensureCursorVisible();
}

void ContextEdit::loadFile(const QString& path)
{
    std::string bytes;
    try {
        const ReadFile file(path.toStdString());
        if (file.size() > std::size_t(kMaxCharacters)) {
            Q_EMIT refused(
                tr("%1 is larger than %2 bytes. Use a shorter text.").arg(path, QLocale().toString(kMaxCharacters)));
            return;
        }
        bytes = readTextFile(path.toStdString());
    } catch (const Error& error) {
        Q_EMIT refused(tr("Cannot read %1: %2").arg(path, engineText(error.what_only())));
        return;
    } catch (const std::exception& error) {
        Q_EMIT refused(engineText(error));
        return;
    }
    if (bytes.find('\0') != std::string::npos) {
        Q_EMIT refused(tr("%1 is not a text file.").arg(path));
        return;
    }
    setText(exactText(bytes));
}

void ContextEdit::setPlaceholderText(const QString& text)
{
    editor_->setPlaceholderText(text);
}

void ContextEdit::updateBanner()
{
    banner_->setVisible(held_);
    if (!held_)
        return;
    bannerText_->setText(
        tr("%1 characters kept; only the beginning and the end are shown.").arg(QLocale().toString(heldText_.size())));
    back_->setVisible(!before_.isEmpty());
}

void ContextEdit::retranslate()
{
    back_->setText(tr("Undo"));
    back_->setToolTip(tr("Bring back the text from before"));
    clear_->setText(tr("Clear"));
    clear_->setToolTip(tr("Remove the text"));
    updateBanner();
}

bool ContextEdit::eventFilter(QObject* watched, QEvent* event)
{
    // A read-only editor takes no paste and no undo; with a held text both still have a meaning.
    if (watched == editor_ && held_ && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo)) {
            setText(before_);
            return true;
        }
        if (key->matches(QKeySequence::Paste)) {
            editor_->setReadOnly(false);
            editor_->paste();
            editor_->setReadOnly(held_);
            return true;
        }
        if (key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace) {
            setText(QString());
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace icf::ui
