#include "ui/options/option_row.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

#include <cmath>

#include "ui/common/format.h"
#include "ui/common/languages.h"
#include "ui/options/field_editor.h"

namespace icf::ui {

OptionRow::OptionRow(const OptionDescription& option, QGridLayout* grid, QWidget* parent)
    : QObject(parent), option_(option), key_(QString::fromUtf8(option.field.key.data(), qsizetype(option.field.key.size()))),
      label_(new QLabel(parent)), editor_(FieldEditor::make(option, parent)), unit_(new QLabel(parent)), message_(new QLabel(parent))
{
    const int row = grid->rowCount();
    grid->addWidget(label_, row, 0, Qt::AlignVCenter);
    const bool hasUnit = !option.field.unit.empty();
    grid->addWidget(editor_, row, 1, 1, hasUnit ? 1 : 2);
    if (hasUnit)
        grid->addWidget(unit_, row, 2);
    else
        unit_->hide();
    grid->addWidget(message_, row + 1, 1, 1, 2);
    label_->setBuddy(editor_->control());
    label_->setWordWrap(true);
    unit_->setProperty("role", QStringLiteral("muted"));
    message_->setWordWrap(true);
    message_->hide();
    editor_->control()->setObjectName(key_);
    retranslate();
}

void OptionRow::retranslate()
{
    label_->setText(translateOption(option_.field.label));
    unit_->setText(translateOption(option_.field.unit));
    editor_->control()->setAccessibleName(label_->text());
    editor_->control()->setAccessibleDescription(translateOption(option_.field.help));
    editor_->retranslate();
    showToolTip();
    showMessage();
}

void OptionRow::showToolTip()
{
    QString range;
    if (std::isfinite(option_.field.minimum) && std::isfinite(option_.field.maximum))
        range = tr("From %1 to %2.").arg(formatNumber(option_.field.minimum, 12), formatNumber(option_.field.maximum, 12));
    QString text = QStringLiteral("<p>%1</p><p>%2 <code>--%3</code></p>")
                       .arg(translateOption(option_.field.help).toHtmlEscaped(), range.toHtmlEscaped(), key_);
    if (changed_)
        text += QStringLiteral("<p>%1</p>").arg(tr("Changed; before: %1").arg(was_).toHtmlEscaped());
    label_->setToolTip(text);
    editor_->setToolTip(text);
}

void OptionRow::setProblem(const QString& problem)
{
    if (problem_ == problem)
        return;
    problem_ = problem;
    QWidget* control = editor_->control();
    control->setProperty("invalid", !problem.isEmpty());
    control->style()->unpolish(control);
    control->style()->polish(control);
    showMessage();
}

void OptionRow::setAdvice(const QString& advice)
{
    if (advice_ == advice)
        return;
    advice_ = advice;
    showMessage();
}

void OptionRow::showMessage()
{
    const QString error = problem_.isEmpty() ? QString() : problem_;
    message_->setText(error.isEmpty() ? advice_ : error);
    message_->setProperty("role", error.isEmpty() ? QStringLiteral("warning") : QStringLiteral("error"));
    message_->style()->unpolish(message_);
    message_->style()->polish(message_);
    message_->setVisible(visible_ && !message_->text().isEmpty());
}

void OptionRow::setChanged(bool changed, const QString& was)
{
    if (changed == changed_ && was == was_)
        return;
    changed_ = changed;
    was_ = was;
    QFont font = label_->font();
    font.setBold(changed);
    label_->setFont(font);
    showToolTip();
}

void OptionRow::setEnabled(bool enabled)
{
    for (QWidget* widget : std::initializer_list<QWidget*>{label_, editor_, unit_})
        widget->setEnabled(enabled);
}

void OptionRow::setVisible(bool visible)
{
    visible_ = visible;
    label_->setVisible(visible);
    editor_->setVisible(visible);
    unit_->setVisible(visible && !option_.field.unit.empty());
    message_->setVisible(visible && !message_->text().isEmpty());
}

bool OptionRow::matches(const QString& text) const
{
    return text.isEmpty() || key_.contains(text, Qt::CaseInsensitive) || label_->text().contains(text, Qt::CaseInsensitive)
        || translateOption(option_.field.help).contains(text, Qt::CaseInsensitive);
}

} // namespace icf::ui
