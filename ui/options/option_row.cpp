#include "ui/options/option_row.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QStyle>

#include <algorithm>
#include <cmath>

#include "ui/common/elided_label.h"
#include "ui/common/format.h"
#include "ui/common/languages.h"
#include "ui/options/field_editor.h"

namespace icf::ui {

namespace {
constexpr int kGap = 3; ///< Pixels between a field and the words for what is wrong in it.
} // namespace

OptionRow::OptionRow(const OptionDescription& option, QGridLayout* grid, QWidget* parent, QWidget* form)
    : QObject(parent), option_(option), key_(QString::fromUtf8(option.field.key.data(), qsizetype(option.field.key.size()))),
      label_(new QLabel(parent)), editor_(FieldEditor::make(option, parent)), unit_(new QLabel(parent)), message_(new QLabel(parent)),
      problemLabel_(new QLabel(form))
{
    const int row = grid->rowCount();
    const bool hasUnit = !option.field.unit.empty();
    if (option.field.parts.empty()) {
        grid->addWidget(label_, row, 0, Qt::AlignVCenter);
        grid->addWidget(editor_, row, 1, 1, hasUnit ? 1 : 2);
        grid->addWidget(message_, row + 1, 1, 1, 2);
    } else {
        // Beside its label there would be room for one check box in a line.
        label_->setContentsMargins(0, 4, 0, 0);
        grid->addWidget(label_, row, 0, 1, 3);
        grid->addWidget(editor_, row + 1, 0, 1, 3);
        grid->addWidget(message_, row + 2, 0, 1, 3);
    }
    if (hasUnit)
        grid->addWidget(unit_, row, 2);
    else
        unit_->hide();
    if (option.field.content == Content::inputFile) {
        note_ = new ElidedLabel(parent);
        note_->setObjectName(key_ + QStringLiteral("Note"));
        note_->setProperty("role", QStringLiteral("muted"));
        note_->hide();
        grid->addWidget(note_, grid->rowCount(), 0, 1, 3);
    }
    label_->setBuddy(editor_->control());
    label_->setWordWrap(true);
    unit_->setProperty("role", QStringLiteral("muted"));
    message_->setWordWrap(true);
    message_->setProperty("role", QStringLiteral("warning"));
    message_->hide();
    problemLabel_->setObjectName(key_ + QStringLiteral("Problem"));
    problemLabel_->setProperty("balloon", true);
    problemLabel_->setWordWrap(true);
    problemLabel_->setAttribute(Qt::WA_TransparentForMouseEvents);
    problemLabel_->hide();
    editor_->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this] {
        if (!problem_.isEmpty())
            placeProblem();
    });
    editor_->control()->setObjectName(key_);
    retranslate();
}

void OptionRow::retranslate()
{
    label_->setText(translateOption(option_.field.label));
    unit_->setText(translateOption(option_.field.unit));
    editor_->control()->setAccessibleName(label_->text());
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
    // Where something is wrong, the words for it stand below the field.
    editor_->setToolTip(problem_.isEmpty() ? text : QString());
    editor_->control()->setAccessibleDescription(
        problem_.isEmpty() ? translateOption(option_.field.help) : problem_ + QLatin1Char(' ') + translateOption(option_.field.help));
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
    showToolTip();
    placeProblem();
}

void OptionRow::placeProblem()
{
    const bool shown = visible_ && !problem_.isEmpty() && (editor_->underMouse() || editor_->isAncestorOf(QApplication::focusWidget()));
    if (shown) {
        problemLabel_->setText(problem_);
        const QWidget* form = problemLabel_->parentWidget();
        const QPoint left = label_->mapTo(form, QPoint());
        const QRect field(editor_->mapTo(form, QPoint()), editor_->size());
        const int width = label_->parentWidget()->width(), height = problemLabel_->heightForWidth(width);
        const int below = field.bottom() + kGap;
        // What would not fit below the last row stands above it.
        const int top = below + height <= form->height() ? below : std::max(0, field.top() - kGap - height);
        problemLabel_->setGeometry(left.x(), top, width, height);
        problemLabel_->raise();
    }
    problemLabel_->setVisible(shown);
}

bool OptionRow::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Enter:
    case QEvent::Leave:
    case QEvent::Move:
    case QEvent::Resize:
        if (!problem_.isEmpty())
            placeProblem();
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void OptionRow::setNote(const QString& note)
{
    if (!note_ || note_->text() == note)
        return;
    note_->setText(note);
    note_->setToolTip(plainTip(note));
    note_->setVisible(visible_ && !note.isEmpty());
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
    message_->setText(advice_);
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
    placeProblem();
    if (note_)
        note_->setVisible(visible && !note_->text().isEmpty());
}

bool OptionRow::matches(const QString& text) const
{
    return text.isEmpty() || key_.contains(text, Qt::CaseInsensitive) || label_->text().contains(text, Qt::CaseInsensitive)
        || translateOption(option_.field.help).contains(text, Qt::CaseInsensitive);
}

} // namespace icf::ui
