#pragma once
#include <QTimer>
#include <QWidget>

#include "core/options/run_options.h"
#include "ui/common/services.h"
#include "ui/options/option_form.h"
#include "ui/train/launched_run.h"
#include "ui/train/option_checker.h"
#include "ui/train/user_presets.h"

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace icf::ui {

class FactsView;
class MessageBar;

/// The left half of the Train page: presets, the form, what follows from it, the command line, and Start.
class ConfigPanel : public QWidget {
    Q_OBJECT
public:
    explicit ConfigPanel(Services& services, QWidget* parent = nullptr);

    TrainOptions options() const;
    /// Shows options; edits are highlighted against them.  undoText names the undo step, which takes back what is said of their origin too;
    /// empty: not undoable.
    void setOptions(const TrainOptions& options, const QString& undoText, const OptionForm::Origin& origin = {});
    /// Moves on to a run folder that neither exists nor is among taken, when the present one follows the numbering of the runs' folder, or
    /// anyway.
    void advanceRunFolder(const QStringList& taken, bool anyway);
    /// Processes of this machine that the run is started with.
    int processes() const;
    /// Of the processes that a run had, as many as this machine can start.
    int possibleProcesses(std::int64_t wanted) const;
    OptionForm* form() const { return form_; }
    FactsView* facts() const { return facts_; }
    QPushButton* startButton() const { return start_; }
    /// Text on the Start button: another run is training, so this one is queued.
    void setQueueing(bool queueing);
    /// Shows a message above Start.
    MessageBar* messages() const { return messages_; }
    /// Reads a JSON file over the form; says in the page what is wrong with it.
    void importFile(const QString& file);
    /// Takes what was dropped on the window: settings, data, a model or a checkpoint.  Returns false for anything else.
    bool take(const QString& path);
    void retranslate();

Q_SIGNALS:
    /// Start was pressed and nothing is wrong.
    void startRequested(const icf::ui::CheckedOptions& checked);
    /// The rows that a run with these options reads first are asked for.
    void firstBatchRequested(const icf::TrainOptions& options, int processes);
    /// The options changed, and these are the last of them.
    void optionsChecked(const icf::TrainOptions& options, int processes);
    void message(const QString& text);

private:
    QWidget* makeHead();
    QWidget* makeFoot();
    QToolButton* makeTool(const QString& iconName, const QKeySequence& keys, void (ConfigPanel::*action)());
    void fillPresets();
    /// Says where the values came from: the preset, or the run.
    void showOrigin();
    void choosePreset(int index);
    void savePreset();
    void deletePreset();
    void importSettings();
    void exportSettings();
    void copyCommand();
    void undo();
    void redo();
    void resetAll();
    void onChanged();
    void onChecked(const CheckedOptions& result);
    void onStart();
    void showFirstRow();
    void submit(const CheckedOptions& result);
    void store();
    void suggestPaths();

    Services& services_;
    OptionForm* form_;
    OptionChecker checker_;
    UserPresets presets_;
    QTimer storeDelay_;
    CheckedOptions last_;
    bool startWhenChecked_ = false;
    bool queueing_ = false;

    QLabel* title_;
    QComboBox* preset_;
    QToolButton* presetMenu_;
    QAction* savePreset_;
    QAction* deletePreset_;
    QAction* reset_;
    QLabel* presetNote_;
    QLineEdit* filter_;
    QToolButton* advanced_;
    QToolButton* changedOnly_;
    QToolButton* undo_;
    QToolButton* redo_;
    QToolButton* import_;
    QToolButton* export_;
    FactsView* facts_;
    QLineEdit* command_;
    QToolButton* copy_;
    MessageBar* messages_;
    QPushButton* firstBatch_;
    Launcher launcher_ = Launcher::find();
    QLabel* processesLabel_;
    QSpinBox* processes_;
    QPushButton* start_;
};

} // namespace icf::ui
