#include "ui/options/form_parts.h"

#include <QLineEdit>
#include <QScrollArea>

#include "ui/common/theme.h"
#include "ui/options/option_form.h"

namespace icf::ui {

QScrollArea* scrollingForm(OptionForm* form)
{
    auto* area = new QScrollArea;
    area->setWidget(form);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    form->setAutoFillBackground(false);
    return area;
}

QLineEdit* commandField()
{
    auto* field = new QLineEdit;
    field->setReadOnly(true);
    field->setFont(Theme::monospace());
    return field;
}

void showCommand(QLineEdit* field, const std::string& command)
{
    field->setText(QString::fromStdString(command));
    field->setCursorPosition(0);
}

} // namespace icf::ui
