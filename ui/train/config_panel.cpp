#include "ui/train/config_panel.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QThread>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/options/option_tools.h"
#include "core/options/presets.h"
#include "ui/common/calm_combo_box.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/common/train_settings.h"
#include "ui/options/form_parts.h"
#include "ui/options/option_form.h"
#include "ui/train/facts_view.h"

namespace icf::ui {

namespace {

constexpr int kStoreMilliseconds = 400;
constexpr std::size_t kReadOfRow = 400; ///< Bytes of each text of a row that are looked at,
constexpr int kShownOfRow = 80;         ///< and characters that are shown.

} // namespace

ConfigPanel::ConfigPanel(Services& services, QWidget* parent)
    : QWidget(parent), services_(services), form_(new OptionForm(describe<TrainOptions>())), checker_(services.background),
      presets_(services.settings.dataFolder() + QStringLiteral("/presets")), facts_(new FactsView), messages_(new MessageBar)
{
    auto* column = columnIn(this, {16, 16, 8, 16}, 8);
    column->addWidget(makeHead());
    column->addWidget(scrollingForm(form_), 1);
    column->addWidget(makeFoot());
    setMinimumWidth(kFormWidth);

    storeDelay_.setSingleShot(true);
    storeDelay_.setInterval(kStoreMilliseconds);
    connect(&storeDelay_, &QTimer::timeout, this, &ConfigPanel::store);
    connect(form_, &OptionForm::changed, this, &ConfigPanel::onChanged);
    connect(form_, &OptionForm::originChanged, this, &ConfigPanel::showOrigin);
    connect(&checker_, &OptionChecker::checked, this, &ConfigPanel::onChecked);
    connect(filter_, &QLineEdit::textChanged, form_, &OptionForm::setFilter);
    connect(advanced_, &QToolButton::toggled, this, [this](bool on) {
        form_->setAdvanced(on);
        services_.settings.setValue(QStringLiteral("train/advanced"), on);
    });
    connect(changedOnly_, &QToolButton::toggled, form_, &OptionForm::setChangedOnly);
    connect(form_->undoStack(), &QUndoStack::canUndoChanged, undo_->defaultAction(), &QAction::setEnabled);
    connect(form_->undoStack(), &QUndoStack::canRedoChanged, redo_->defaultAction(), &QAction::setEnabled);
    advanced_->setChecked(services_.settings.value(QStringLiteral("train/advanced"), false).toBool());
    suggestPaths();
    fillPresets();
    retranslate();
    setOptions(storedTrainOptions(services_), {});
}

QToolButton* ConfigPanel::makeTool(const QString& iconName, const QKeySequence& keys, void (ConfigPanel::*action)())
{
    QAction* made = pageAction(this, iconName, keys);
    connect(made, &QAction::triggered, this, action);
    return toolButton(made);
}

QWidget* ConfigPanel::makeHead()
{
    auto* head = new QWidget;
    auto* column = columnIn(head, {0, 0, 8, 0}, 8);

    title_ = roleLabel("title");
    undo_ = makeTool(QStringLiteral("undo"), QKeySequence::Undo, &ConfigPanel::undo);
    redo_ = makeTool(QStringLiteral("redo"), QKeySequence::Redo, &ConfigPanel::redo);
    import_ = makeTool(QStringLiteral("import"), QKeySequence::Open, &ConfigPanel::importSettings);
    export_ = makeTool(QStringLiteral("export"), QKeySequence::SaveAs, &ConfigPanel::exportSettings);
    auto* first = rowOf({title_, room(1)}, 2);
    for (QToolButton* tool : {undo_, redo_, import_, export_})
        first->addWidget(tool);
    undo_->defaultAction()->setEnabled(false);
    redo_->defaultAction()->setEnabled(false);
    column->addLayout(first);

    preset_ = new CalmComboBox;
    preset_->setObjectName(QStringLiteral("preset"));
    presetMenu_ = new QToolButton;
    presetMenu_->setIcon(icon(QStringLiteral("more")));
    presetMenu_->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(presetMenu_);
    savePreset_ = menu->addAction(icon(QStringLiteral("save")), QString(), this, &ConfigPanel::savePreset);
    deletePreset_ = menu->addAction(icon(QStringLiteral("trash")), QString(), this, &ConfigPanel::deletePreset);
    menu->addSeparator();
    reset_ = menu->addAction(icon(QStringLiteral("reset")), QString(), this, &ConfigPanel::resetAll);
    presetMenu_->setMenu(menu);
    column->addLayout(rowOf({wide(preset_), presetMenu_}, 4));
    presetNote_ = new QLabel;
    presetNote_->setObjectName(QStringLiteral("presetNote"));
    presetNote_->setTextFormat(Qt::PlainText);
    presetNote_->setWordWrap(true);
    presetNote_->setProperty("role", QStringLiteral("muted"));
    presetNote_->hide();
    column->addWidget(presetNote_);
    connect(preset_, &QComboBox::activated, this, &ConfigPanel::choosePreset);

    filter_ = filterField();
    advanced_ = toggleButton();
    changedOnly_ = toggleButton();
    column->addLayout(rowOf({wide(filter_), advanced_, changedOnly_}, 4));
    return head;
}

QWidget* ConfigPanel::makeFoot()
{
    auto* foot = new QWidget;
    auto* column = columnIn(foot, {0, 0, 8, 0}, 8);
    column->addWidget(facts_);
    command_ = commandField();
    copy_ = makeTool(QStringLiteral("copy"), QKeySequence(QStringLiteral("Ctrl+Shift+C")), &ConfigPanel::copyCommand);
    auto* row = rowOf({wide(command_), copy_}, 4);
    column->addLayout(row);
    column->addWidget(messages_);
    start_ = new QPushButton;
    start_->setObjectName(QStringLiteral("start"));
    start_->setProperty("primary", true);
    start_->setMinimumHeight(34);
    connect(start_, &QPushButton::clicked, this, &ConfigPanel::onStart);
    firstBatch_ = new QPushButton;
    firstBatch_->setObjectName(QStringLiteral("firstBatch"));
    firstBatch_->setMinimumHeight(34);
    connect(firstBatch_, &QPushButton::clicked, this, [this] { Q_EMIT firstBatchRequested(options(), processes()); });
    processesLabel_ = new QLabel;
    processes_ = new QSpinBox;
    processes_->setObjectName(QStringLiteral("processes"));
    processes_->setRange(1, std::max(1, QThread::idealThreadCount()));
    processes_->setEnabled(!launcher_.mpirun.isEmpty() && processes_->maximum() > 1);
    processesLabel_->setBuddy(processes_);
    connect(processes_, &QSpinBox::valueChanged, this, &ConfigPanel::onChanged);
    column->addLayout(rowOf({processesLabel_, processes_, room(1), firstBatch_}, 8));
    column->addWidget(start_);
    return foot;
}

int ConfigPanel::processes() const { return processes_->value(); }

int ConfigPanel::possibleProcesses(std::int64_t wanted) const
{
    return processes_->isEnabled() ? int(std::clamp<std::int64_t>(wanted, 1, processes_->maximum())) : 1;
}

TrainOptions ConfigPanel::options() const
{
    TrainOptions options;
    assignOptions(options, form_->values());
    return options;
}

void ConfigPanel::setOptions(const TrainOptions& options, const QString& undoText, const OptionForm::Origin& origin)
{
    form_->load(optionValues(options), undoText, origin);
}

void ConfigPanel::advanceRunFolder(const QStringList& taken, bool anyway)
{
    const QFileInfo now(QString::fromStdString(options().save_path));
    static const QRegularExpression numbered(QStringLiteral("^(.+)-\\d+$"));
    const QRegularExpressionMatch match = numbered.match(now.fileName());
    if (!anyway && (!match.hasMatch() || now.path() != services_.settings.runRoots().constFirst()))
        return;
    const QString stem = now.path() + QLatin1Char('/') + (match.hasMatch() ? match.captured(1) : now.fileName());
    QString free;
    for (int i = match.hasMatch() ? 1 : 2; free.isEmpty(); ++i)
        if (const QString path = QStringLiteral("%1-%2").arg(stem).arg(i); !taken.contains(path) && !QFileInfo::exists(path))
            free = path;
    const std::string next = free.toStdString();
    form_->setValue(QStringLiteral("save_path"), next);
    // The user did not edit the number.
    OptionForm::Values baseline = form_->baseline();
    const std::vector<OptionDescription> declared = describe<TrainOptions>();
    for (std::size_t i = 0; i < declared.size(); ++i)
        if (declared[i].field.key == "save_path")
            baseline[i] = next;
    form_->setBaseline(baseline);
}

void ConfigPanel::suggestPaths()
{
    const auto offer = [this](const char* key, Settings::Recent kind, QStringList demo) {
        form_->setSuggestions(QLatin1StringView(key), [this, kind, demo] {
            QStringList paths = services_.settings.recent(kind);
            if (services_.demo.available())
                for (const QString& path : demo)
                    if (!paths.contains(path))
                        paths << path;
            return paths;
        });
    };
    const DemoPaths& demo = services_.demo;
    offer("lm_path", Settings::Recent::model, {demo.model});
    offer("icformer_path", Settings::Recent::checkpoint, {demo.start, demo.trained});
    offer("data_path", Settings::Recent::data, {demo.pwcTrain, demo.pileTrain});
    offer("eval_data", Settings::Recent::data, {demo.pwcTest, demo.pileTest});
    form_->setSuggestions(QStringLiteral("save_path"), [this] { return QStringList{services_.settings.newRunFolder(QStringLiteral("run"))}; });
}

void ConfigPanel::store()
{
    services_.settings.setValue(QLatin1StringView(kTrainOptionsKey), QByteArray::fromStdString(toJson(options()).dump()));
    services_.settings.sync();
}

void ConfigPanel::onChanged()
{
    const TrainOptions now = options();
    showCommand(command_, Launcher::commandLine(commandLine(now), processes()));
    storeDelay_.start();
    facts_->setMeasuredPeak(0);
    form_->setUnused(withoutEffect(now));
    checker_.check(now);
}

void ConfigPanel::onChecked(const CheckedOptions& result)
{
    last_ = result;
    form_->setProblems(result.problems, result.advice);
    facts_->setFacts(result.facts);
    showFirstRow();
    if (checker_.isUpToDate())
        Q_EMIT optionsChecked(result.options, processes());
    // An answer may be about an earlier state of the form; the one that Start waits for is still to come.
    if (startWhenChecked_ && checker_.isUpToDate()) {
        startWhenChecked_ = false;
        submit(result);
    } else if (messages_->isVisible() && messages_->severity() == QLatin1StringView("error") && form_->reasons().isEmpty())
        messages_->clear();
}

void ConfigPanel::showFirstRow()
{
    const auto begin = [](const std::string& text) {
        const QString whole = exactText(std::string_view(text).substr(0, kReadOfRow)).simplified();
        return whole.size() > kShownOfRow ? whole.left(kShownOfRow) + QStringLiteral("…") : whole;
    };
    QString note;
    if (const std::optional<DataRow>& row = last_.firstRow; row && last_.options.task == TrainingTask::pretrain)
        note = tr("First row: %1").arg(begin(row->context));
    else if (row)
        note = tr("First row: %1 → %2 · %3").arg(begin(row->prompt), begin(row->answer), begin(row->context));
    form_->setNote(QStringLiteral("data_path"), note);
}

void ConfigPanel::onStart()
{
    if (checker_.isUpToDate()) {
        submit(last_);
        return;
    }
    // What was typed last is still being looked at; Start follows when the answer is there.
    startWhenChecked_ = true;
}

void ConfigPanel::submit(const CheckedOptions& result)
{
    const QStringList reasons = form_->reasons();
    if (!reasons.isEmpty()) {
        messages_->show(MessageBar::Kind::error, tr("Cannot start:") + QLatin1Char('\n') + reasons.join(QLatin1Char('\n')));
        form_->focusFirstProblem();
        return;
    }
    messages_->clear();
    Settings& settings = services_.settings;
    settings.addRecent(Settings::Recent::model, QString::fromStdString(result.options.model.lm_path));
    settings.addRecent(Settings::Recent::checkpoint, QString::fromStdString(result.options.model.icformer_path));
    settings.addRecent(Settings::Recent::data, QString::fromStdString(result.options.data_path));
    store();
    Q_EMIT startRequested(result);
}

void ConfigPanel::copyCommand()
{
    QGuiApplication::clipboard()->setText(command_->text());
    Q_EMIT message(tr("Copied the command line"));
}

void ConfigPanel::undo()
{
    form_->undoStack()->undo();
}

void ConfigPanel::redo()
{
    form_->undoStack()->redo();
}

void ConfigPanel::setQueueing(bool queueing)
{
    queueing_ = queueing;
    start_->setText(queueing ? tr("Add to the queue") : tr("Start training"));
    // Setting the text of a button takes its shortcut away.
    start_->setShortcut(QKeySequence(QStringLiteral("Ctrl+Return")));
}

void ConfigPanel::retranslate()
{
    title_->setText(tr("Configure"));
    const auto name = [](QToolButton* button, const QString& words) {
        button->defaultAction()->setText(words);
        button->setToolTip(withKeys(words, button->defaultAction()->shortcut()));
        button->setAccessibleName(words);
    };
    name(undo_, tr("Undo the last edit"));
    name(redo_, tr("Redo the edit"));
    name(import_, tr("Import settings"));
    name(export_, tr("Export settings"));
    name(copy_, tr("Copy the command line"));
    preset_->setAccessibleName(tr("Preset"));
    presetMenu_->setToolTip(tr("Own presets"));
    presetMenu_->setAccessibleName(presetMenu_->toolTip());
    savePreset_->setText(tr("Save as preset…"));
    deletePreset_->setText(tr("Delete this preset"));
    reset_->setText(tr("Reset to the defaults"));
    filter_->setPlaceholderText(tr("Find an option"));
    filter_->setAccessibleName(filter_->placeholderText());
    advanced_->setText(tr("Advanced"));
    advanced_->setToolTip(tr("Show the advanced options too"));
    changedOnly_->setText(tr("Changed"));
    changedOnly_->setToolTip(tr("Show only what differs from the preset, the defaults or the duplicated run"));
    command_->setAccessibleName(tr("Command line"));
    command_->setToolTip(tr("The same run on the command line"));
    firstBatch_->setText(tr("First batch"));
    firstBatch_->setToolTip(tr("Show the rows that this run would read first, as the models read them: template, digests, labels, and what is cut off"));
    processesLabel_->setText(tr("Processes"));
    processes_->setAccessibleName(processesLabel_->text());
    processes_->setToolTip(launcher_.whyNot.isEmpty() ? tr("Processes of this machine that train together, each with its share of the samples and of the cores; "
                                                           "a micro-batch is the batch size times their number")
                                                      : launcher_.whyNot);
    start_->setToolTip(tr("Start this run, or queue it while another one trains (Ctrl+Return)"));
    fillPresets();
    showOrigin();
    showFirstRow();
    setQueueing(queueing_);
    form_->retranslate();
    facts_->retranslate();
}

} // namespace icf::ui
