#include "ui/train/live_panel.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTime>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "core/run/run_folder.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/plot/curve_panel.h"
#include "ui/train/first_batch_view.h"
#include "ui/train/queue_model.h"
#include "ui/train/run_header.h"
#include "ui/train/samples_view.h"
#include "ui/train/training_controller.h"

namespace icf::ui {

namespace {
constexpr int kRedrawMilliseconds = 60;
constexpr int kLogLines = 5000;
constexpr int kWorthAskingMilliseconds = 60000;
constexpr int kTextWidth = 560;

/// A column that fills what it is given.  Others with wrapped texts ask for the height that they would like, and scroll where the least would do.
class FillingColumn : public QVBoxLayout {
public:
    using QVBoxLayout::QVBoxLayout;

    int heightForWidth(int width) const override
    {
        // The least is found by asking this.
        if (asking_)
            return QVBoxLayout::heightForWidth(width);
        const QScopedValueRollback asking(asking_, true);
        return minimumHeightForWidth(width);
    }

private:
    mutable bool asking_ = false;
};
}

LivePanel::LivePanel(Services& services, TrainingController& controller, QWidget* parent)
    : QWidget(parent), services_(services), controller_(controller)
{
    auto* column = columnIn(this, {8, 16, 16, 16});
    welcome_ = makeWelcome();
    live_ = makeLive();
    firstBatch_ = new FirstBatchView(services_);
    for (QWidget* page : pages())
        column->addWidget(page);
    showPage(welcome_);
    connect(firstBatch_, &FirstBatchView::closed, this, [this] { showPage(run_ ? live_ : welcome_); });
    redraw_.setSingleShot(true);
    redraw_.setInterval(kRedrawMilliseconds);
    connect(&redraw_, &QTimer::timeout, this, [this] { curves_->refresh(); });
    listen();
    retranslate();
    onQueue();
}

QWidget* LivePanel::makeWelcome()
{
    auto* page = new QWidget;
    auto* column = columnIn(page, {16, 16, 16, 16}, 16);
    auto* picture = new QLabel;
    picture->setPixmap(QIcon(QStringLiteral(":/icons/icformer-studio.svg")).pixmap(72, 72));
    welcomeTitle_ = roleLabel("title");
    welcomeTitle_->setWordWrap(true);
    welcomeTitle_->setMaximumWidth(kTextWidth);
    welcomeTitle_->setAlignment(Qt::AlignHCenter);
    welcomeText_ = new QLabel;
    welcomeText_->setWordWrap(true);
    welcomeText_->setMaximumWidth(kTextWidth);
    welcomeText_->setAlignment(Qt::AlignTop);
    welcomeDemo_ = new QPushButton;
    welcomeDemo_->setObjectName(QStringLiteral("runDemo"));
    welcomeDemo_->setProperty("primary", true);
    welcomeDemo_->setVisible(services_.demo.available());
    connect(welcomeDemo_, &QPushButton::clicked, this, &LivePanel::demoRequested);
    column->addStretch(2);
    // In a row of its own: an aligned label would be given the height of a single-line guess.
    const auto centered = [column](QWidget* widget) {
        column->addLayout(rowOf({room(1), {widget, widget->maximumWidth() == kTextWidth ? 1000 : 0}, room(1)}));
    };
    for (QWidget* widget : std::initializer_list<QWidget*>{picture, welcomeTitle_, welcomeText_, welcomeDemo_})
        centered(widget);
    column->addStretch(3);
    return page;
}

QWidget* LivePanel::makeLive()
{
    auto* page = new QWidget;
    auto* column = new FillingColumn(page);
    column->setContentsMargins({});
    column->setSpacing(8);
    header_ = new RunHeader;
    outcome_ = new MessageBar;
    held_ = new MessageBar;
    held_->setObjectName(QStringLiteral("queueHeld"));
    curves_ = new CurvePanel(services_.theme, services_.settings, QStringLiteral("trainCurves"));
    samples_ = new SamplesView(services_.theme);
    log_ = new QPlainTextEdit;
    log_->setReadOnly(true);
    log_->setMaximumBlockCount(kLogLines);
    log_->setFont(Theme::monospace());
    log_->setTabChangesFocus(true);
    tabs_ = new QTabWidget;
    tabs_->setDocumentMode(true);
    tabs_->addTab(samples_, QString());
    tabs_->addTab(makeQueue(), QString());
    tabs_->addTab(log_, QString());
    auto* split = new QSplitter(Qt::Vertical);
    split->setHandleWidth(8);
    split->addWidget(curves_);
    split->addWidget(tabs_);
    split->setStretchFactor(0, 4);
    split->setStretchFactor(1, 1);
    split->setSizes({560, 190});
    column->addWidget(header_);
    column->addWidget(outcome_);
    column->addWidget(held_);
    column->addWidget(split, 1);
    connect(curves_, &CurvePanel::message, this, &LivePanel::message);
    connect(samples_, &SamplesView::compareRequested, this, [this](const SampleReport& sample) {
        if (shown_)
            Q_EMIT compareRequested(*shown_, &sample);
    });
    connect(outcome_, &MessageBar::actionTriggered, this, [this] {
        if (shown_)
            Q_EMIT compareRequested(*shown_, nullptr);
    });
    return page;
}

QWidget* LivePanel::makeQueue()
{
    auto* page = new QWidget;
    auto* row = rowIn(page, {0, 8, 0, 0}, 8);
    queueModel_ = new QueueModel(controller_, this);
    queue_ = new QTableView;
    queue_->setModel(queueModel_);
    makeRowTable(*queue_);
    queue_->setSelectionMode(QAbstractItemView::SingleSelection);
    queue_->setTabKeyNavigation(false);
    queue_->setWordWrap(false);
    queue_->setTextElideMode(Qt::ElideMiddle);
    queue_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    queue_->horizontalHeader()->setSectionResizeMode(QueueModel::kTask, QHeaderView::ResizeToContents);
    row->addWidget(queue_, 1);
    auto* tools = new QVBoxLayout;
    tools->setSpacing(4);
    continue_ = new QPushButton;
    up_ = new QToolButton;
    down_ = new QToolButton;
    remove_ = new QToolButton;
    up_->setArrowType(Qt::UpArrow);
    down_->setArrowType(Qt::DownArrow);
    remove_->setIcon(icon(QStringLiteral("trash")));
    tools->addWidget(continue_);
    auto* small = new QHBoxLayout;
    for (QToolButton* tool : {up_, down_, remove_})
        small->addWidget(tool);
    small->addStretch(1);
    tools->addLayout(small);
    tools->addStretch(1);
    row->addLayout(tools);
    const auto selected = [this] {
        const QModelIndex index = queue_->currentIndex();
        return index.isValid() ? index.data(QueueModel::kIdRole).toInt() : 0;
    };
    connect(up_, &QToolButton::clicked, this, [this, selected] { controller_.move(selected(), -1); });
    connect(down_, &QToolButton::clicked, this, [this, selected] { controller_.move(selected(), 1); });
    connect(remove_, &QToolButton::clicked, this, [this, selected] { controller_.remove(selected()); });
    connect(continue_, &QPushButton::clicked, &controller_, &TrainingController::continueQueue);
    connect(held_, &MessageBar::actionTriggered, &controller_, &TrainingController::continueQueue);
    return page;
}

void LivePanel::showFirstBatch(const TrainOptions& options, int processes)
{
    showPage(firstBatch_);
    firstBatch_->load(options, processes);
}

std::vector<QWidget*> LivePanel::pages() const
{
    return {welcome_, live_, firstBatch_};
}

void LivePanel::showPage(QWidget* page)
{
    // Where the focus lands by itself a stray key could end the run.
    const bool focused = isAncestorOf(QApplication::focusWidget());
    page->show();
    for (QWidget* other : pages())
        other->setVisible(other == page);
    if (focused && page == live_)
        curves_->plot(Metric::loss)->setFocus(Qt::OtherFocusReason);
    else if (focused && page == welcome_)
        welcomeDemo_->setFocus(Qt::OtherFocusReason);
}

void LivePanel::listen()
{
    connect(header_, &RunHeader::pauseRequested, &controller_, &TrainingController::pause);
    connect(header_, &RunHeader::resumeRequested, &controller_, &TrainingController::resume);
    connect(header_, &RunHeader::checkpointRequested, &controller_, &TrainingController::checkpointNow);
    connect(header_, &RunHeader::stopRequested, &controller_,
            [this](bool save) {
                if (save || mayDiscard())
                    controller_.stop(save ? StopRequest::save : StopRequest::discard);
            });
    connect(header_, &RunHeader::folderRequested, this, &LivePanel::openFolder);
    connect(&controller_, &TrainingController::phaseChanged, header_, [this](Phase phase) { header_->setPhase(phase, controller_.allowed()); });
    connect(&controller_, &TrainingController::queueChanged, this, &LivePanel::onQueue);
    connect(&controller_, &TrainingController::taken, this, &LivePanel::onTaken);
    connect(&controller_, &TrainingController::started, this, &LivePanel::onStarted);
    connect(&controller_, &TrainingController::ended, this, &LivePanel::onEnded);
    connect(&controller_, &TrainingController::progressed, header_, &RunHeader::setProgress);
    connect(&controller_, &TrainingController::stepped, this, [this](const StepReport& step) {
        run_->add(step);
        header_->setStep(step);
        if (!redraw_.isActive())
            redraw_.start();
    });
    connect(&controller_, &TrainingController::validated, this, [this](const ValidationReport& validation) {
        run_->add(validation);
        header_->setValidation(validation);
        const QString loss = tr("Step %1: validation loss %2").arg(validation.step).arg(formatNumber(validation.loss));
        log(Severity::info, validation.diagonality ? tr("%1, attention on the diagonal %2").arg(loss, QLocale().toString(*validation.diagonality, 'f', 3)) : loss);
    });
    connect(&controller_, &TrainingController::sampled, samples_->samples(), &SamplesModel::add);
    connect(&controller_, &TrainingController::checkpointed, this, [this](const CheckpointReport& checkpoint) {
        sinceCheckpoint_.restart();
        const QString text = tr("Wrote %1 (step %2, %3)").arg(QFileInfo(QString::fromStdString(checkpoint.path)).fileName())
                                 .arg(checkpoint.step).arg(formatDuration(checkpoint.seconds));
        log(Severity::info, text);
        Q_EMIT message(text);
    });
    connect(&controller_, &TrainingController::messaged, this, &LivePanel::log);
}

void LivePanel::onTaken(const QueuedRun& run)
{
    const QString folder = QString::fromStdString(run.options.save_path);
    shown_ = std::make_unique<QueuedRun>(run);
    run_ = std::make_shared<RunCurves>(folder, QFileInfo(folder).fileName());
    showPage(live_);
    sinceCheckpoint_.start();
    outcome_->clear();
    header_->clearFigures();
    header_->setRun(run_->name(), folder);
    samples_->samples()->clear();
    curves_->setRuns({run_});
    log(Severity::info, tr("%1: starting").arg(run_->name()));
}

void LivePanel::onStarted(const TrainingStarted& started)
{
    run_->setSamplesPerEpoch(started.samplesPerEpoch);
    log(Severity::info, tr("%1 samples per epoch, %2 trainable parameters, %3 on %4, %n thread(s)", nullptr, int(started.threads))
                            .arg(started.samplesPerEpoch).arg(formatCount(double(started.trainableParameters)),
                                 QString::fromStdString(started.computeType), QString::fromStdString(started.device)));
    services_.background.submit(this, [this, curves = run_](CancelToken&, const Post& post) {
        const std::vector<RunSession> sessions = sessionsOf(readRun(curves->folder().toStdString()));
        post([this, curves, sessions] {
            curves->setSessions(sessions);
            if (curves == run_)
                curves_->refresh();
        });
    });
    if (started.resumedAtStep > 0) {
        log(Severity::info, tr("Resumed after step %1").arg(started.resumedAtStep));
        readEarlier(started.resumedAtStep);
    }
    if (started.droppedDuplicates + started.droppedLanguage + started.skippedLines > 0)
        log(Severity::warning, tr("Left out: %1 duplicates, %2 rows for their language, %3 unusable lines")
                                   .arg(started.droppedDuplicates).arg(started.droppedLanguage).arg(started.skippedLines));
}

void LivePanel::readEarlier(std::int64_t lastStep)
{
    services_.background.submit(this, [this, lastStep, curves = run_](CancelToken&, const Post& post) {
        std::vector<StepReport> steps;
        std::vector<ValidationReport> validations;
        std::vector<SampleReport> samples;
        MetricsReader(curves->folder().toStdString()).poll(steps, validations, samples);
        const auto later = [lastStep](const auto& report) { return report.step > lastStep; };
        std::erase_if(steps, later);
        std::erase_if(validations, later);
        std::erase_if(samples, later);
        post([this, curves, steps, validations, samples] {
            curves->addEarlier(steps, validations);
            // Another run may have been taken up in the meantime.
            if (curves != run_)
                return;
            for (const SampleReport& sample : samples)
                samples_->samples()->add(sample);
            curves_->refresh();
        });
    });
}

void LivePanel::onEnded(const QueuedRun& run)
{
    shown_ = std::make_unique<QueuedRun>(run);
    curves_->refresh();
    if (run.state == QueuedRun::State::failed) {
        header_->setOutcome(tr("failed"), "error");
        outcome_->show(MessageBar::Kind::error, run.message);
        log(Severity::error, run.message);
        return;
    }
    const TrainingResult result = run.result.value_or(TrainingResult{});
    const bool finished = result.state == RunState::finished;
    header_->setOutcome(finished ? tr("finished") : tr("stopped"), finished ? "good" : "warning");
    const QString what = finished ? tr("Finished: %1 steps in %2.").arg(result.steps).arg(formatDuration(result.seconds))
                                  : tr("Stopped after %1 steps.").arg(result.steps);
    QString text = what;
    if (result.peakMemoryBytes > 0)
        text += QLatin1Char(' ') + tr("Peak memory %1.").arg(formatPeakMemory(double(result.peakMemoryBytes), double(result.devicePeakMemoryBytes)));
    if (result.skippedSteps > 0)
        text += QLatin1Char(' ') + tr("%n step(s) skipped because a number was not finite.", nullptr, int(result.skippedSteps));
    if (result.lastCheckpoint.empty())
        text += QLatin1Char(' ') + tr("No checkpoint was written.");
    outcome_->show(finished ? MessageBar::Kind::good : MessageBar::Kind::info, text,
                   result.lastCheckpoint.empty() ? QString() : tr("Compare answers"));
    log(Severity::info, text);
    Q_EMIT message(what);
    // Asks for attention when the window is below others.
    QApplication::alert(window());
}

void LivePanel::onQueue()
{
    const int waiting = controller_.waiting();
    tabs_->setTabText(1, waiting > 0 ? tr("Queue (%1)").arg(waiting) : tr("Queue"));
    const bool held = controller_.isHeld() && waiting > 0;
    continue_->setEnabled(held);
    if (held)
        held_->show(MessageBar::Kind::warning, tr("The queue is held because you stopped a run: %n run(s) wait.", nullptr, waiting), tr("Continue the queue"));
    else
        held_->clear();
}

void LivePanel::log(Severity severity, const QString& text)
{
    const QString mark = severity == Severity::error ? tr("error: ") : severity == Severity::warning ? tr("warning: ") : QString();
    log_->appendPlainText(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("  ") + mark + text);
}

bool LivePanel::mayDiscard()
{
    // A few seconds of work are not worth a question.
    if (sinceCheckpoint_.elapsed() < kWorthAskingMilliseconds)
        return true;
    QMessageBox question(QMessageBox::Question, tr("Discard"),
                         tr("Throw away the last %1 of training? Checkpoints already written stay.")
                             .arg(formatDuration(double(sinceCheckpoint_.elapsed()) / 1000)),
                         QMessageBox::Cancel, this);
    const auto* discard = question.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    question.exec();
    return question.clickedButton() == discard;
}

void LivePanel::openFolder()
{
    if (run_)
        QDesktopServices::openUrl(QUrl::fromLocalFile(run_->folder()));
}

void LivePanel::retranslate()
{
    welcomeTitle_->setText(tr("Train a compressor, watch it learn, compare the answers"));
    welcomeText_->setText(tr("An In-Context Former turns a long text into a few digest vectors that a frozen language model reads in place of "
                             "the text. Set up a run on the left and press Start: loss, gradient norm and held-out answers appear here "
                             "while it trains.")
                          + (services_.demo.available()
                                 ? QStringLiteral("\n\n")
                                     + tr("The demo brings its own small language model and data: about a minute of training on two cores.")
                                 : QString()));
    welcomeDemo_->setText(tr("Run the demo"));
    tabs_->setTabText(0, tr("Held-out answers"));
    tabs_->setTabText(2, tr("Log"));
    onQueue();
    queue_->setAccessibleName(tr("Queue of runs"));
    log_->setAccessibleName(tr("Log"));
    continue_->setText(tr("Continue the queue"));
    const auto describe = [](QToolButton* button, const QString& text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    describe(up_, tr("Run earlier"));
    describe(down_, tr("Run later"));
    describe(remove_, tr("Take out of the queue"));
    firstBatch_->retranslate();
    header_->retranslate();
    curves_->retranslate();
    samples_->retranslate();
}

} // namespace icf::ui
