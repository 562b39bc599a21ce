#include "ui/shell/licence_dialog.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/parts.h"

namespace icf::ui {

LicenceDialog::LicenceDialog(const QString& texts, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Licence texts"));
    resize(760, 640);
    auto* column = columnIn(this, {16, 16, 16, 16}, 8);
    auto* find = new QLineEdit;
    find->setPlaceholderText(tr("Find in the licences"));
    find->setAccessibleName(find->placeholderText());
    find->setClearButtonEnabled(true);
    auto* text = new QPlainTextEdit(texts);
    text->setReadOnly(true);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setAccessibleName(tr("Licence texts"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    // Return looks for the next place instead of closing.
    for (QAbstractButton* button : buttons->buttons())
        static_cast<QPushButton*>(button)->setAutoDefault(false);
    column->addWidget(find);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    connect(find, &QLineEdit::returnPressed, text, [find, text] {
        if (!text->find(find->text())) {
            text->moveCursor(QTextCursor::Start);
            text->find(find->text());
        }
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace icf::ui
