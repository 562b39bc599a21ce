#pragma once
#include <QWidget>

#include <functional>
#include <vector>

#include "core/options/describe.h"
#include "core/options/option_tools.h"

class QLabel;
class QUndoStack;

namespace icf::ui {

class OptionRow;

/// A form made from an option declaration: sections with a row for each option, basic and advanced levels, a filter,
/// "changed only", problems beside the fields, undo and redo of every edit.
class OptionForm : public QWidget {
    Q_OBJECT
public:
    using Values = std::vector<OptionValue>;  ///< In declaration order.

    explicit OptionForm(std::vector<OptionDescription> options, QWidget* parent = nullptr);

    /// Where the values came from, for whoever says so; at most one is set.
    struct Origin {
        QString preset;  ///< Key of a preset.
        QString run;     ///< Name of the run whose settings these are.
        bool operator==(const Origin&) const = default;
    };

    /// The values; fields whose text cannot be read keep their last good one.
    const Values& values() const { return values_; }
    /// Shows values.  undoText: name of the undo step; empty: not undoable, and the history is cleared.
    void setValues(const Values& values, const QString& undoText);
    /// Shows values, highlights edits against them, and notes where they came from, all as one undo step; undoText as in setValues.
    void load(const Values& values, const QString& undoText, const Origin& origin);
    const Origin& origin() const { return origin_; }
    /// Sets one option as if the user had edited it.
    void setValue(const QString& key, const OptionValue& value);
    OptionValue value(const QString& key) const;

    /// What edits are highlighted against.
    void setBaseline(const Values& values);
    const Values& baseline() const { return baseline_; }
    /// Problems and advice of the whole set, shown beside their fields.
    void setProblems(const std::vector<OptionProblem>& problems, const std::vector<OptionProblem>& advice);
    /// What else there is to know of the value of a file's field, in one muted line below it; empty: nothing.
    void setNote(const QString& key, const QString& note);
    /// Disables the fields that change nothing as the others are, by key; one that is wrong stays open.
    void setUnused(const std::vector<std::string>& keys);
    /// All reasons why the values cannot be used: "Label: what is wrong".
    QStringList reasons() const;
    /// Puts the keyboard into the first field that is wrong and scrolls to it.
    void focusFirstProblem();
    /// Focuses an option's field.
    void focusOption(const QString& key);

    void setAdvanced(bool advanced);
    void setChangedOnly(bool changedOnly);
    void setFilter(const QString& text);
    /// Number of rows on show.
    int visibleRows() const;
    void setSuggestions(const QString& key, std::function<QStringList()> suggestions);
    QUndoStack* undoStack() const { return undo_; }
    void retranslate();

Q_SIGNALS:
    /// Any value or any error changed.
    void changed();
    /// load() or undoing it changed where the values came from.
    void originChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    friend class EditCommand;
    friend class LoadCommand;
    struct Part {
        Section section;
        QLabel* title;
        QWidget* body;
        std::vector<std::size_t> rows;
    };

    void build();
    void onEdited(std::size_t index);
    /// Puts values into the form: what undo and redo do.
    void apply(const std::vector<std::pair<std::size_t, OptionValue>>& edits);
    void showRows();
    void markChanged();
    void showErrors();
    OptionRow* row(const QString& key) const;
    std::size_t indexOf(const QString& key) const;

    std::vector<OptionDescription> options_;
    Values values_;
    Values baseline_;
    std::vector<OptionRow*> rows_;
    std::vector<Part> parts_;
    std::vector<OptionProblem> problems_;
    std::vector<OptionProblem> advice_;
    std::vector<std::string> unused_;
    Origin origin_;
    QUndoStack* undo_;
    QString filter_;
    bool advanced_ = false;
    bool changedOnly_ = false;
    bool applying_ = false;
};

/// The values of an option struct in declaration order.
template <class Options> OptionForm::Values optionValues(const Options& options)
{
    OptionForm::Values values;
    for (const OptionDescription& option : describe(options))
        values.push_back(option.value);
    return values;
}

/// Puts values in declaration order into an option struct.
template <class Options> void assignOptions(Options& options, const OptionForm::Values& values)
{
    const std::vector<OptionDescription> declared = describe<Options>();
    for (std::size_t i = 0; i < values.size(); ++i)
        writeOption(options, declared[i].field.key, values[i]);
}

} // namespace icf::ui
