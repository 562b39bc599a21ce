#include "ui/options/option_form.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

#include "ui/common/engine_text.h"
#include "ui/common/languages.h"
#include "ui/common/parts.h"
#include "ui/options/field_editor.h"
#include "ui/options/option_row.h"

namespace icf::ui {

/// Edits of one or more options as one step; typing in one field merges into one step.
class EditCommand : public QUndoCommand {
public:
    struct Edit {
        std::size_t index;
        OptionValue before;
        OptionValue after;
    };

    EditCommand(OptionForm* form, std::vector<Edit> edits, bool typed, const QString& text)
        : QUndoCommand(text), form_(form), edits_(std::move(edits)), typed_(typed), first_(typed)
    {
    }
    int id() const override { return typed_ ? int(edits_.front().index) + 1 : -1; }
    bool mergeWith(const QUndoCommand* other) override
    {
        edits_.front().after = static_cast<const EditCommand*>(other)->edits_.front().after;
        setObsolete(edits_.front().after == edits_.front().before);
        return true;
    }
    void undo() override { show(&Edit::before); }
    void redo() override
    {
        // The user's own typing is already in the field.
        if (!std::exchange(first_, false))
            show(&Edit::after);
    }

private:
    void show(OptionValue Edit::*which)
    {
        std::vector<std::pair<std::size_t, OptionValue>> values;
        for (const Edit& edit : edits_)
            values.emplace_back(edit.index, edit.*which);
        form_->apply(values);
    }

    OptionForm* form_;
    std::vector<Edit> edits_;
    bool typed_;
    bool first_;
};

/// Other values with another origin and baseline, as one step.
class LoadCommand : public QUndoCommand {
public:
    struct State {
        OptionForm::Values values, baseline;
        OptionForm::Origin origin;
        bool operator==(const State&) const = default;
    };

    LoadCommand(OptionForm* form, State before, State after, const QString& text)
        : QUndoCommand(text), form_(form), before_(std::move(before)), after_(std::move(after))
    {
    }
    void undo() override { show(before_); }
    void redo() override { show(after_); }

private:
    void show(const State& state)
    {
        form_->baseline_ = state.baseline;
        form_->origin_ = state.origin;
        std::vector<std::pair<std::size_t, OptionValue>> all;
        for (std::size_t i = 0; i < state.values.size(); ++i)
            all.emplace_back(i, state.values[i]);
        form_->apply(all);
        Q_EMIT form_->originChanged();
    }

    OptionForm* form_;
    State before_, after_;
};

OptionForm::OptionForm(std::vector<OptionDescription> options, QWidget* parent)
    : QWidget(parent), options_(std::move(options)), undo_(new QUndoStack(this))
{
    for (const OptionDescription& option : options_)
        values_.push_back(option.value);
    baseline_ = values_;
    build();
    for (std::size_t i = 0; i < rows_.size(); ++i)
        rows_[i]->editor()->setValue(values_[i]);
    // The fields were empty, hence wrong, when the texts were made.
    showErrors();
    showRows();
}

void OptionForm::build()
{
    auto* column = columnIn(this, {0, 0, 8, 8}, 8);
    QGridLayout* grid = nullptr;
    for (std::size_t i = 0; i < options_.size(); ++i) {
        const OptionDescription& option = options_[i];
        if (parts_.empty() || parts_.back().section.key != option.section.key) {
            auto* title = roleLabel("heading");
            title->setContentsMargins(0, i == 0 ? 0 : 12, 0, 0);
            auto* body = new QWidget;
            grid = new QGridLayout(body);
            grid->setContentsMargins(0, 0, 0, 0);
            grid->setHorizontalSpacing(8);
            grid->setVerticalSpacing(4);
            grid->setColumnMinimumWidth(0, 148);
            grid->setColumnStretch(1, 1);
            column->addWidget(title);
            column->addWidget(body);
            parts_.push_back({option.section, title, body, {}});
        }
        auto* made = new OptionRow(option, grid, parts_.back().body, this);
        made->editor()->control()->installEventFilter(this);
        made->editor()->setOtherValues([this](const QString& key) { return value(key); });
        connect(made->editor(), &FieldEditor::edited, this, [this, i] { onEdited(i); });
        rows_.push_back(made);
        parts_.back().rows.push_back(i);
    }
    column->addStretch(1);
    retranslate();
}

void OptionForm::onEdited(std::size_t index)
{
    if (applying_)
        return;
    const std::optional<OptionValue> value = rows_[index]->editor()->value();
    if (value && *value != values_[index]) {
        // Clicks are steps of their own.
        const bool typed = options_[index].field.parts.empty();
        undo_->push(new EditCommand(this, {{index, values_[index], *value}}, typed,
                                    tr("change of %1").arg(translateOption(options_[index].field.label))));
        values_[index] = *value;
        markChanged();
    }
    showErrors();
    Q_EMIT changed();
}

void OptionForm::apply(const std::vector<std::pair<std::size_t, OptionValue>>& edits)
{
    applying_ = true;
    for (const auto& [index, value] : edits) {
        values_[index] = value;
        rows_[index]->editor()->setValue(value);
    }
    applying_ = false;
    markChanged();
    showErrors();
    Q_EMIT changed();
}

void OptionForm::setValues(const Values& values, const QString& undoText)
{
    std::vector<EditCommand::Edit> edits;
    std::vector<std::pair<std::size_t, OptionValue>> all;
    for (std::size_t i = 0; i < values_.size(); ++i) {
        all.emplace_back(i, values[i]);
        if (values[i] != values_[i])
            edits.push_back({i, values_[i], values[i]});
    }
    if (undoText.isEmpty())
        undo_->clear();
    else if (!edits.empty())
        undo_->push(new EditCommand(this, std::move(edits), false, undoText));
    // Also shows fields whose text was no value again.
    apply(all);
}

void OptionForm::load(const Values& values, const QString& undoText, const Origin& origin)
{
    const LoadCommand::State before{values_, baseline_, origin_}, after{values, values, origin};
    if (undoText.isEmpty()) {
        undo_->clear();
        LoadCommand(this, before, after, {}).redo();
    } else if (before != after) {
        undo_->push(new LoadCommand(this, before, after, undoText));
    }
}

void OptionForm::setValue(const QString& key, const OptionValue& value)
{
    const std::size_t index = indexOf(key);
    if (index >= values_.size() || values_[index].index() != value.index() || values_[index] == value)
        return;
    undo_->push(new EditCommand(this, {{index, values_[index], value}}, false,
                                tr("change of %1").arg(translateOption(options_[index].field.label))));
}

OptionValue OptionForm::value(const QString& key) const
{
    const std::size_t index = indexOf(key);
    return index < values_.size() ? values_[index] : OptionValue();
}

void OptionForm::setBaseline(const Values& values)
{
    baseline_ = values;
    markChanged();
}

void OptionForm::markChanged()
{
    for (std::size_t i = 0; i < rows_.size(); ++i)
        rows_[i]->setChanged(values_[i] != baseline_[i], QString::fromStdString(valueText(baseline_[i])));
    if (changedOnly_)
        showRows();
}

void OptionForm::setProblems(const std::vector<OptionProblem>& problems, const std::vector<OptionProblem>& advice)
{
    problems_ = problems;
    advice_ = advice;
    showErrors();
}

void OptionForm::showErrors()
{
    const auto messageOf = [](const std::vector<OptionProblem>& list, const QString& key) {
        QStringList lines;
        for (const OptionProblem& problem : list)
            if (QString::fromStdString(problem.key) == key)
                lines << engineText(problem.message);
        return lines.join(QLatin1Char('\n'));
    };
    bool show = false;
    for (OptionRow* made : rows_) {
        const QString own = made->editor()->error();
        made->setProblem(own.isEmpty() ? messageOf(problems_, made->key()) : own);
        made->setAdvice(messageOf(advice_, made->key()));
        made->setEnabled(!made->problem().isEmpty() || std::ranges::find(unused_, made->key().toStdString()) == unused_.end());
        show = show || (!made->problem().isEmpty() && !made->isVisible());
    }
    // A wrong value must be seen even where its row is hidden as advanced.
    if (show)
        showRows();
}

void OptionForm::setNote(const QString& key, const QString& note)
{
    if (OptionRow* wanted = row(key))
        wanted->setNote(note);
}

void OptionForm::setUnused(const std::vector<std::string>& keys)
{
    unused_ = keys;
    showErrors();
}

QStringList OptionForm::reasons() const
{
    QStringList reasons;
    for (const OptionRow* made : rows_)
        if (!made->problem().isEmpty())
            reasons << tr("%1: %2").arg(translateOption(made->option().field.label), made->problem());
    for (const OptionProblem& problem : problems_)
        if (!row(QString::fromStdString(problem.key)))
            reasons << engineText(problem.message);
    return reasons;
}

void OptionForm::focusFirstProblem()
{
    for (const OptionRow* made : rows_) {
        if (!made->problem().isEmpty()) {
            focusOption(made->key());
            return;
        }
    }
}

void OptionForm::focusOption(const QString& key)
{
    OptionRow* wanted = row(key);
    if (!wanted)
        return;
    wanted->editor()->control()->setFocus(Qt::OtherFocusReason);
    for (QWidget* up = parentWidget(); up; up = up->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(up)) {
            area->ensureWidgetVisible(wanted->editor());
            break;
        }
    }
}

void OptionForm::setAdvanced(bool advanced)
{
    advanced_ = advanced;
    showRows();
}

void OptionForm::setChangedOnly(bool changedOnly)
{
    changedOnly_ = changedOnly;
    showRows();
}

void OptionForm::setFilter(const QString& text)
{
    filter_ = text.trimmed();
    showRows();
}

void OptionForm::showRows()
{
    for (const Part& part : parts_) {
        bool any = false;
        for (const std::size_t index : part.rows) {
            OptionRow* made = rows_[index];
            // A search finds advanced options too, and a wrong or changed value is never hidden by the level.
            const bool level = advanced_ || options_[index].field.level == Level::basic || !filter_.isEmpty() || changedOnly_
                || !made->problem().isEmpty();
            const bool show = level && made->matches(filter_) && (!changedOnly_ || made->isChanged());
            made->setVisible(show);
            any = any || show;
        }
        part.title->setVisible(any);
        part.body->setVisible(any);
    }
}

int OptionForm::visibleRows() const
{
    return int(std::ranges::count_if(rows_, [](const OptionRow* made) { return made->isVisible(); }));
}

void OptionForm::setSuggestions(const QString& key, std::function<QStringList()> suggestions)
{
    if (OptionRow* wanted = row(key))
        wanted->editor()->setSuggestions(std::move(suggestions));
}

void OptionForm::retranslate()
{
    for (const Part& part : parts_)
        part.title->setText(translateOption(part.section.title));
    for (OptionRow* made : rows_)
        made->retranslate();
    showErrors();
}

bool OptionForm::eventFilter(QObject* watched, QEvent* event)
{
    // Text fields would take the undo keys for themselves; one history for the whole form is what the user expects.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool undo = key->matches(QKeySequence::Undo);
        if (undo || key->matches(QKeySequence::Redo)) {
            if (event->type() == QEvent::KeyPress)
                undo ? undo_->undo() : undo_->redo();
            else
                event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

OptionRow* OptionForm::row(const QString& key) const
{
    const std::size_t index = indexOf(key);
    return index < rows_.size() ? rows_[index] : nullptr;
}

std::size_t OptionForm::indexOf(const QString& key) const
{
    const std::string wanted = key.toStdString();
    return std::size_t(std::ranges::find(options_, wanted, [](const OptionDescription& o) { return std::string(o.field.key); })
                       - options_.begin());
}

} // namespace icf::ui
