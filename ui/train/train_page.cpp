#include "ui/train/train_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "core/base/error.h"
#include "core/options/option_tools.h"
#include "core/options/presets.h"
#include "core/run/run_folder.h"
#include "ui/common/engine_text.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/message_bar.h"
#include "ui/common/page_area.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/session/payload.h"
#include "ui/train/config_panel.h"
#include "ui/train/facts_view.h"
#include "ui/train/first_batch_view.h"
#include "ui/train/live_panel.h"

namespace icf::ui {

namespace {
constexpr int kLiveWidth = 400; ///< Below it the figures of a run would be cut off, in pixels.
}

TrainPage::TrainPage(Services& services, TrainingController::TrainFunction train, QWidget* parent)
    : Page(parent), services_(services), controller_(services.training, std::move(train)), split_(new QSplitter(Qt::Horizontal)),
      config_(new ConfigPanel(services)), live_(new LivePanel(services, controller_))
{
    setObjectName(QStringLiteral("train"));
    auto* row = rowIn(this);
    row->addWidget(split_);
    split_->setHandleWidth(8);
    split_->addWidget(config_);
    // Messages above the curves must not push Start, on the other side, out of sight.
    auto* side = new PageArea(live_);
    side->setMinimumWidth(kLiveWidth);
    split_->addWidget(side);
    split_->setCollapsible(1, false);
    split_->setStretchFactor(0, 0);
    split_->setStretchFactor(1, 1);
    split_->setSizes({390, 940});
    split_->restoreState(services.settings.value(QStringLiteral("train/splitter")).toByteArray());

    connect(config_, &ConfigPanel::startRequested, this, &TrainPage::start);
    connect(config_, &ConfigPanel::firstBatchRequested, live_, &LivePanel::showFirstBatch);
    connect(config_, &ConfigPanel::optionsChecked, live_->firstBatch(), &FirstBatchView::follow);
    connect(config_, &ConfigPanel::message, this, &Page::statusMessage);
    connect(live_, &LivePanel::message, this, &Page::statusMessage);
    connect(live_, &LivePanel::demoRequested, this, &TrainPage::startDemo);
    connect(live_, &LivePanel::compareRequested, this, &TrainPage::compare);
    const auto queueing = [this] { config_->setQueueing(isBusy(controller_.phase()) || controller_.isHeld()); };
    connect(&controller_, &TrainingController::phaseChanged, this, queueing);
    connect(&controller_, &TrainingController::queueChanged, this, queueing);
    connect(&controller_, &TrainingController::started, this, [this](const TrainingStarted& started) {
        const QString folder = QString::fromStdString(started.saveFolder);
        services_.settings.addRecent(Settings::Recent::run, folder);
        services_.settings.addRunRoot(QFileInfo(folder).path());
    });
    connect(&controller_, &TrainingController::checkpointed, this, [this](const CheckpointReport& checkpoint) {
        services_.settings.addRecent(Settings::Recent::checkpoint, QString::fromStdString(checkpoint.path));
    });
    connect(&controller_, &TrainingController::ended, this, [this](const QueuedRun& run) {
        // A figure beside the estimate of other settings would mislead.
        TrainOptions shown = config_->options();
        shown.save_path = run.options.save_path;
        if (run.result && toJson(shown) == toJson(run.options))
            config_->facts()->setMeasuredPeak(run.result->peakMemoryBytes);
    });
}

QString TrainPage::title() const
{
    return tr("Train");
}

QString TrainPage::summary() const
{
    return tr("Set up a run, start it and watch it learn");
}

void TrainPage::retranslate()
{
    config_->retranslate();
    live_->retranslate();
}

bool TrainPage::refusedAsTaken(const std::string& folder, const std::string& writer)
{
    const bool queued = std::ranges::any_of(controller_.queue(), [&folder](const QueuedRun& run) {
        return run.options.save_path == folder && (run.state == QueuedRun::State::waiting || run.state == QueuedRun::State::active);
    });
    if (queued)
        config_->messages()->show(MessageBar::Kind::error, tr("Another run of the queue writes into this run folder. Choose another one."));
    else if (!writer.empty())
        config_->messages()->show(MessageBar::Kind::error, QString::fromStdString(folder) + QStringLiteral(": ") + engineText(FolderLock::refusal(writer)));
    return queued || !writer.empty();
}

void TrainPage::start(const CheckedOptions& checked)
{
    const std::string& folder = checked.options.save_path;
    // Now, not when the form was last looked at: another process may have begun since.
    const UnfinishedRun unfinished = unfinishedRunIn(folder);
    if (refusedAsTaken(folder, unfinished.writer))
        return;
    TrainingStart how;
    if (unfinished.there) {
        QMessageBox question(QMessageBox::Question, tr("Unfinished run"),
                             unfinished.resumable ? tr("The run folder holds a run that did not finish. Resume it, or replace it?")
                                                  : tr("The run folder holds a run that ended before its first checkpoint, so it cannot be resumed. Replace it?"),
                             QMessageBox::Cancel, this);
        const auto* resume = unfinished.resumable ? question.addButton(tr("Resume it"), QMessageBox::AcceptRole) : nullptr;
        const auto* replace = question.addButton(tr("Replace it"), QMessageBox::DestructiveRole);
        question.exec();
        how.resume = resume && question.clickedButton() == resume;
        how.overwrite = question.clickedButton() == replace;
        if (!how.resume && !how.overwrite)
            return;
    }
    controller_.enqueue(checked.options, how, config_->processes());
    const bool waits = controller_.waiting() > 0;
    Q_EMIT statusMessage(waits ? tr("Added to the queue") : tr("Started"));
    // The next one must not land in the same folder.
    QStringList taken;
    for (const QueuedRun& run : controller_.queue())
        taken << QString::fromStdString(run.options.save_path);
    config_->advanceRunFolder(taken, waits);
}

void TrainPage::startDemo()
{
    config_->setOptions(demoOptions(services_.demo.root.toStdString(), services_.settings.newRunFolder(QStringLiteral("demo")).toStdString()),
                        tr("demo"));
    config_->startButton()->click();
}

void TrainPage::compare(const QueuedRun& run, const SampleReport* sample)
{
    QVariantMap payload{{payload::kLmPath, QString::fromStdString(run.options.model.lm_path)},
                        {payload::kUseChunk, run.options.compression.use_chunk},
                        {payload::kMaxChunkLen, qlonglong(run.options.compression.max_chunk_len)}};
    if (run.result && !run.result->lastCheckpoint.empty())
        payload.insert(payload::kCompressorPath, QString::fromStdString(run.result->lastCheckpoint));
    else if (!run.options.model.icformer_path.empty())
        payload.insert(payload::kCompressorPath, QString::fromStdString(run.options.model.icformer_path));
    if (sample) {
        payload.insert(payload::kContext, exactText(sample->input));
        payload.insert(payload::kPrompt, exactText(sample->prompt));
        payload.insert(payload::kAnswer, exactText(sample->reference));
    }
    Q_EMIT openRequested(QStringLiteral("compare"), payload);
}

void TrainPage::receive(const QVariantMap& payload)
{
    const auto read = [this](const QString& json, TrainOptions& options) {
        const QByteArray bytes = json.toUtf8();
        try {
            fromJson(options, nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false), "run.json");
            return true;
        } catch (const std::exception& error) {
            config_->messages()->show(MessageBar::Kind::error, engineText(error));
            return false;
        }
    };
    TrainOptions options;
    if (payload.contains(QStringLiteral("options")) && read(payload.value(QStringLiteral("options")).toString(), options)) {
        const QString name = QFileInfo(QString::fromStdString(options.save_path)).fileName();
        options.save_path = services_.settings.newRunFolder(name).toStdString();
        config_->setOptions(options, tr("settings of %1").arg(name), {.preset = {}, .run = name});
    }
    if (payload.contains(QStringLiteral("resume")) && read(payload.value(QStringLiteral("resume")).toString(), options)
        && !refusedAsTaken(options.save_path, FolderLock::holder(options.save_path).value_or(std::string()))) {
        TrainingStart how;
        how.resume = true;
        int processes = 1;
        try {
            processes = config_->possibleProcesses(processesOf(readRun(options.save_path)));
        } catch (const std::exception&) {
            // What is wrong with the folder is said when it is resumed.
        }
        controller_.enqueue(options, how, processes);
    }
    for (const QString& path : payload.value(payload::kPaths).toStringList())
        if (!config_->take(path))
            Q_EMIT statusMessage(tr("%1 is neither settings, data nor a model").arg(QFileInfo(path).fileName()));
}

bool TrainPage::mayClose(const std::function<void()>& closeLater)
{
    if (!isBusy(controller_.phase()))
        return true;
    const bool canSave = controller_.allowed().stopAndSave;
    QMessageBox question(QMessageBox::Question, tr("Training is under way"),
                         canSave ? tr("Save a checkpoint before quitting, so that the run can be resumed?")
                                 : tr("The run is still loading or stopping. Quit all the same?"),
                         QMessageBox::Cancel, this);
    const auto* save = canSave ? question.addButton(tr("Save and quit"), QMessageBox::AcceptRole) : nullptr;
    const auto* discard = question.addButton(tr("Quit without saving"), QMessageBox::DestructiveRole);
    question.exec();
    const bool saving = save && question.clickedButton() == save;
    if (!saving && question.clickedButton() != discard)
        return false;
    if (!isBusy(controller_.phase()))
        return true;
    connect(&controller_, &TrainingController::ended, this, closeLater, Qt::SingleShotConnection);
    controller_.stop(saving ? StopRequest::save : StopRequest::discard);
    Q_EMIT statusMessage(saving ? tr("Saving, then quitting") : tr("Stopping, then quitting"));
    return false;
}

void TrainPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    services_.settings.setValue(QStringLiteral("train/splitter"), split_->saveState());
}

} // namespace icf::ui
