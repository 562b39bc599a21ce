#include "ui/shell/help_window.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/common/parts.h"

namespace icf::ui {

namespace {

/// Shows the pictures that lie beside the manual in the resources, as wide as the window's text.
class ManualBrowser : public QTextBrowser {
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int type, const QUrl& name) override
    {
        if (type != QTextDocument::ImageResource || !name.isRelative())
            return QTextBrowser::loadResource(type, name);
        // Twice the width in pixels: sharp also on a screen of 200 %.
        QImage picture = QImage(QStringLiteral(":/help/") + name.path()).scaledToWidth(2 * kPictureWidth, Qt::SmoothTransformation);
        picture.setDevicePixelRatio(2);
        return picture;
    }

private:
    static constexpr int kPictureWidth = 580;
};

/// A heading as links name it: lower case, words joined by dashes.
QString anchorOf(const QString& heading)
{
    return heading.toLower().simplified().replace(QLatin1Char(' '), QLatin1Char('-'));
}

} // namespace

HelpWindow::HelpWindow(QWidget* parent) : QDialog(parent), text_(new ManualBrowser), find_(new QLineEdit)
{
    resize(680, 720);
    auto* column = columnIn(this, {16, 16, 16, 16}, 8);
    find_->setClearButtonEnabled(true);
    column->addWidget(find_);
    column->addWidget(text_, 1);
    text_->setOpenLinks(false);
    text_->document()->setDocumentMargin(16);
    connect(text_, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    connect(find_, &QLineEdit::returnPressed, this, &HelpWindow::findNext);
    load();
}

void HelpWindow::load()
{
    setWindowTitle(tr("Manual"));
    find_->setPlaceholderText(tr("Find in the manual"));
    find_->setAccessibleName(find_->placeholderText());
    text_->setAccessibleName(tr("Manual"));
    // A manual in the language of the interface where there is one.
    QFile file(QStringLiteral(":/help/manual_%1.md").arg(QLocale().name().left(2)));
    if (!file.exists())
        file.setFileName(QStringLiteral(":/help/manual.md"));
    text_->setMarkdown(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : tr("The manual is not installed."));
}

void HelpWindow::showSection(const QString& section)
{
    show();
    raise();
    activateWindow();
    if (!scrollTo(section))
        text_->verticalScrollBar()->setValue(0);
    text_->setFocus();
}

bool HelpWindow::scrollTo(const QString& section)
{
    // Qt gives Markdown headings no anchors, so they are looked up by their text.
    for (QTextBlock block = text_->document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 || anchorOf(block.text()) != anchorOf(section))
            continue;
        QTextCursor cursor(block);
        text_->setTextCursor(cursor);
        text_->verticalScrollBar()->setValue(text_->verticalScrollBar()->value() + text_->cursorRect(cursor).top() - 8);
        return true;
    }
    return false;
}

void HelpWindow::follow(const QUrl& link)
{
    if (link.scheme().isEmpty() && link.hasFragment())
        scrollTo(link.fragment());
    else if (!link.scheme().isEmpty())
        QDesktopServices::openUrl(link);
}

void HelpWindow::findNext()
{
    if (!text_->find(find_->text())) {
        text_->moveCursor(QTextCursor::Start);
        text_->find(find_->text());
    }
}

void HelpWindow::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        load();
}

} // namespace icf::ui
