#include "ui/options/form_parts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include "ui/common/icons.h"
#include "ui/common/parts.h"
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

QHBoxLayout* commandRow(QLineEdit*& field, QToolButton*& copy)
{
    field = commandField();
    copy = new QToolButton;
    copy->setIcon(icon(QStringLiteral("copy")));
    QObject::connect(copy, &QToolButton::clicked, field, [field] { QGuiApplication::clipboard()->setText(field->text()); });
    return rowOf({wide(field), copy}, 4);
}

QHBoxLayout* startRow(const QString& page, QPushButton*& start, QPushButton*& stop)
{
    start = new QPushButton;
    start->setObjectName(page + QStringLiteral("Start"));
    start->setProperty("primary", true);
    stop = new QPushButton(icon(QStringLiteral("stop")), {});
    stop->setObjectName(page + QStringLiteral("Stop"));
    for (QPushButton* button : {start, stop})
        button->setMinimumHeight(34);
    return rowOf({wide(start), stop});
}

} // namespace icf::ui
