#include "ui/train/first_batch_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "core/engine/engine.h"
#include "core/options/option_tools.h"
#include "core/run/run_folder.h"
#include "core/run/training_state.h"
#include "ui/common/engine_text.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/train/first_batch_html.h"
#include "ui/train/option_checker.h"

namespace icf::ui {

namespace {

/// Where the run in a folder goes on when it is resumed.
struct GoingOn {
    std::string checkpoint;
    TrainingState state;
};

std::optional<GoingOn> goingOnIn(const std::string& folder)
{
    const UnfinishedRun unfinished = unfinishedRunIn(folder);
    if (!unfinished.resumable || !unfinished.writer.empty())
        return std::nullopt;
    const std::vector<std::string> checkpoints = readRun(folder).checkpoints;
    for (auto checkpoint = checkpoints.rbegin(); checkpoint != checkpoints.rend(); ++checkpoint)
        if (std::optional<TrainingState> state = TrainingState::ofCheckpoint(*checkpoint))
            return GoingOn{*checkpoint, std::move(*state)};
    return std::nullopt;
}

} // namespace

FirstBatchView::FirstBatchView(Services& services, QWidget* parent) : QWidget(parent), services_(services)
{
    title_ = roleLabel("title");
    resumed_ = toggleButton();
    resumed_->setObjectName(QStringLiteral("firstBatchResumed"));
    resumed_->setChecked(true);
    back_ = new QPushButton;
    back_->setObjectName(QStringLiteral("firstBatchBack"));
    stop_ = new QPushButton(icon(QStringLiteral("stop")), {});
    stop_->setObjectName(QStringLiteral("firstBatchStop"));
    progress_ = new QProgressBar;
    progress_->setRange(0, 0);
    progress_->setTextVisible(false);
    // What is below it stays where it is.
    QSizePolicy policy = progress_->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    progress_->setSizePolicy(policy);
    message_ = new MessageBar;
    message_->setObjectName(QStringLiteral("firstBatchMessage"));
    summary_ = new QLabel;
    summary_->setObjectName(QStringLiteral("firstBatchSummary"));
    summary_->setWordWrap(true);
    legend_ = roleLabel("muted");
    legend_->setWordWrap(true);
    text_ = new QTextBrowser;
    text_->setObjectName(QStringLiteral("firstBatchRows"));
    text_->setOpenLinks(false);
    auto* column = columnIn(this, {}, 8);
    column->addLayout(rowOf({wide(title_), resumed_, stop_, back_}));
    column->addWidget(progress_);
    column->addWidget(message_);
    column->addWidget(summary_);
    column->addWidget(legend_);
    column->addWidget(text_, 1);
    const auto cancel = [this] {
        if (job_)
            job_->cancel();
    };
    connect(back_, &QPushButton::clicked, this, cancel);
    connect(back_, &QPushButton::clicked, this, &FirstBatchView::closed);
    connect(stop_, &QPushButton::clicked, this, cancel);
    connect(resumed_, &QToolButton::clicked, this, [this] { load(options_, processes_); });
    connect(&services_.theme, &Theme::changed, this, &FirstBatchView::showBatch);
    retranslate();
    updateState();
}

void FirstBatchView::load(const TrainOptions& options, int processes)
{
    if (job_)
        job_->cancel();
    options_ = options;
    processes_ = processes;
    message_->clear();
    job_ = reader_.submit(this, [this, run = options, place = BatchPlace{.processes = processes}, resumed = resumed_->isChecked()](CancelToken& cancel, const Post& post) mutable {
        const std::optional<GoingOn> goingOn = goingOnIn(run.save_path);
        const std::optional<std::int64_t> resumable = goingOn ? std::optional(goingOn->state.steps) : std::nullopt;
        post([this, resumable] {
            resumable_ = resumable;
            updateState();
        });
        if (goingOn && resumed) {
            place.epoch = goingOn->state.epoch;
            place.sample = goingOn->state.sample;
            // Which has the sizes and the template.
            run.model.icformer_path = goingOn->checkpoint;
        }
        const FirstBatch batch = firstBatch(run, cancel, place);
        post([this, batch] {
            batch_ = batch;
            showBatch();
        });
    });
    connect(job_, &Job::failed, this, [this](const QString& text) {
        batch_.reset();
        showBatch();
        message_->show(MessageBar::Kind::error, text);
    });
    connect(job_, &Job::ended, this, [this, job = job_.data()] {
        if (job_ == job)
            job_ = nullptr;
        updateState();
    });
    updateState();
}

void FirstBatchView::follow(const TrainOptions& options, int processes)
{
    if (isVisible() && (processes != processes_ || toJson(options) != toJson(options_)))
        load(options, processes);
}

void FirstBatchView::showBatch()
{
    const int place = text_->verticalScrollBar()->value();
    text_->setHtml(batch_ ? firstBatchHtml(*batch_, services_.theme.colors()) : QString());
    text_->verticalScrollBar()->setValue(place);
    summary_->setText(batch_ ? firstBatchSummary(*batch_, showsResumed() ? resumable_ : std::nullopt) : QString());
    title_->setText(showsResumed() ? tr("Next batch") : tr("First batch"));
    QStringList notes;
    for (const std::string& note : batch_ ? batch_->notes : std::vector<std::string>())
        notes << engineText(note);
    if (!notes.isEmpty())
        message_->show(MessageBar::Kind::warning, notes.join(QLatin1Char('\n')));
    summary_->setVisible(batch_.has_value());
    legend_->setVisible(batch_.has_value());
    text_->setVisible(batch_.has_value());
}

void FirstBatchView::updateState()
{
    resumed_->setVisible(resumable_.has_value());
    stop_->setVisible(isLoading());
    progress_->setVisible(isLoading());
    if (!batch_)
        showBatch();
}

void FirstBatchView::retranslate()
{
    resumed_->setText(tr("Resumed run"));
    resumed_->setToolTip(tr("The run folder holds an unfinished run: show what it reads next when it is resumed, not what a new run reads first"));
    back_->setText(tr("Back to the run"));
    stop_->setText(tr("Stop"));
    progress_->setAccessibleName(tr("Reading the data"));
    legend_->setText(tr("Grey: the template. Filled: vectors in place of words. Underlined: labels, which the loss is taken of. Struck out: cut off by the limits."));
    text_->setAccessibleName(tr("Rows of the first batch"));
    showBatch();
}

} // namespace icf::ui
