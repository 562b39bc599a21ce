#include "ui/train/run_header.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/elided_label.h"
#include "ui/common/flow_layout.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/parts.h"

namespace icf::ui {

namespace {

constexpr int kFigureWidth = 96; ///< Of one figure with its name, in pixels: values that change do not move it.
constexpr int kSteps = 1000;  ///< Resolution of the progress bars.

int share(std::int64_t done, std::int64_t total)
{
    return total > 0 ? int(std::clamp<double>(double(done) / double(total), 0, 1) * kSteps) : 0;
}

} // namespace

RunHeader::RunHeader(QWidget* parent) : QFrame(parent)
{
    setProperty("card", true);
    auto* column = columnIn(this, {16, 12, 16, 12}, 8);

    title_ = new ElidedLabel;
    title_->setProperty("role", QStringLiteral("title"));
    title_->setTextFormat(Qt::PlainText);
    state_ = new QLabel;
    const auto button = [](const char* iconName, const char* name) {
        auto* made = new QPushButton;
        made->setIcon(icon(QLatin1StringView(iconName)));
        made->setObjectName(QLatin1StringView(name));
        return made;
    };
    pause_ = button("pause", "pause");
    checkpoint_ = button("save", "checkpoint");
    stop_ = button("stop", "stop");
    discard_ = button("trash", "discard");
    folder_ = new QToolButton;
    folder_->setIcon(icon(QStringLiteral("folder")));
    column->addWidget(flowOf({title_, state_, room(), pause_, checkpoint_, stop_, discard_, folder_}));

    auto* bars = new QGridLayout;
    bars->setHorizontalSpacing(12);
    bars->setVerticalSpacing(4);
    const auto bar = [bars](int row, QProgressBar*& progress, QLabel*& text) {
        progress = new QProgressBar;
        progress->setRange(0, kSteps);
        progress->setTextVisible(false);
        text = roleLabel("muted");
        bars->addWidget(progress, row, 0);
        bars->addWidget(text, row, 1);
    };
    bar(0, overall_, overallText_);
    bar(1, epoch_, epochText_);
    bars->setColumnStretch(0, 1);
    bars->setColumnMinimumWidth(1, 220);
    column->addLayout(bars);

    auto* figures = new FlowBar(8);
    for (int i = 0; i < kFigures; ++i) {
        auto* part = new QWidget;
        part->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        part->setMinimumWidth(kFigureWidth);
        auto* cell = columnIn(part, {}, 0);
        Figure figure{new QLabel, new QLabel(QStringLiteral("–"))};
        figure.name->setProperty("role", QStringLiteral("muted"));
        figure.value->setProperty("role", QStringLiteral("figure"));
        figure.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        cell->addWidget(figure.name);
        cell->addWidget(figure.value);
        figures->flow()->addWidget(part);
        figures_.push_back(figure);
    }
    column->addWidget(figures);

    connect(pause_, &QPushButton::clicked, this, [this] {
        if (phase_ == Phase::paused)
            Q_EMIT resumeRequested();
        else
            Q_EMIT pauseRequested();
    });
    connect(stop_, &QPushButton::clicked, this, [this] { Q_EMIT stopRequested(true); });
    connect(discard_, &QPushButton::clicked, this, [this] { Q_EMIT stopRequested(false); });
    connect(checkpoint_, &QPushButton::clicked, this, &RunHeader::checkpointRequested);
    connect(folder_, &QToolButton::clicked, this, &RunHeader::folderRequested);
    retranslate();
}

void RunHeader::setRun(const QString& name, const QString& folder)
{
    title_->setText(shortName(name, 40));
    title_->setToolTip(plainTip(folder));
    folderPath_ = folder;
}

void RunHeader::setPhase(Phase phase, const AllowedActions& allowed)
{
    phase_ = phase;
    allowed_ = allowed;
    pause_->setEnabled(allowed.pause || allowed.resume);
    pause_->setText(phase == Phase::paused ? tr("Resume") : tr("Pause"));
    pause_->setIcon(icon(phase == Phase::paused ? QStringLiteral("play") : QStringLiteral("pause")));
    pause_->setShortcut(QKeySequence(QStringLiteral("Ctrl+P")));
    stop_->setEnabled(allowed.stopAndSave);
    discard_->setEnabled(allowed.stopAndDiscard);
    checkpoint_->setEnabled(allowed.checkpoint);
    switch (phase) {
    case Phase::starting: showState(tr("loading data and models"), "muted"); break;
    case Phase::running: showState(tr("training"), "good"); break;
    case Phase::paused: showState(tr("paused"), "warning"); break;
    case Phase::saving: showState(tr("stopping, writing a checkpoint"), "warning"); break;
    case Phase::discarding: showState(tr("stopping"), "warning"); break;
    case Phase::idle: break;
    }
}

void RunHeader::setOutcome(const QString& text, const char* role)
{
    showState(text, role);
}

void RunHeader::showState(const QString& text, const char* role)
{
    state_->setText(text);
    state_->setProperty("role", QLatin1StringView(role));
    state_->style()->unpolish(state_);
    state_->style()->polish(state_);
}

void RunHeader::setProgress(const ProgressReport& progress)
{
    progress_ = progress;
    overall_->setValue(share(progress.samplesDone, progress.samplesTotal));
    epoch_->setValue(share(progress.sampleInEpoch, progress.samplesPerEpoch));
    const QLocale locale;
    overallText_->setText(tr("%1 of %2 samples").arg(locale.toString(qlonglong(progress.samplesDone)), locale.toString(qlonglong(progress.samplesTotal))));
    epochText_->setText(tr("epoch %1 of %2: %3 of %4").arg(progress.epoch + 1).arg(progress.epochs)
                            .arg(locale.toString(qlonglong(progress.sampleInEpoch)), locale.toString(qlonglong(progress.samplesPerEpoch))));
    figures_[kSpeed].value->setText(progress.samplesPerSecond > 0 ? formatNumber(progress.samplesPerSecond, 3) : QStringLiteral("–"));
    figures_[kThroughput].value->setText(progress.tokensPerSecond > 0 ? formatCount(std::round(progress.tokensPerSecond)) : QStringLiteral("–"));
    figures_[kElapsed].value->setText(formatDuration(progress.seconds));
    figures_[kLeft].value->setText(formatDuration(progress.secondsLeft));
}

void RunHeader::setStep(const StepReport& step)
{
    figures_[kLoss].value->setText(formatNumber(step.loss));
}

void RunHeader::setValidation(const ValidationReport& validation)
{
    figures_[kValidation].value->setText(formatNumber(validation.loss));
    QString tip = tr("Step %1: %2 % of the label tokens right under teacher forcing, %3 rows")
                      .arg(validation.step)
                      .arg(QLocale().toString(100 * validation.tokenAccuracy, 'f', 1))
                      .arg(validation.rows);
    if (validation.diagonality)
        tip += QLatin1Char('\n') + tr("Attention on the diagonal: %1 (a sign of convergence in pre-training)").arg(QLocale().toString(*validation.diagonality, 'f', 3));
    figures_[kValidation].value->setToolTip(tip);
}

void RunHeader::clearFigures()
{
    for (const Figure& figure : figures_)
        figure.value->setText(QStringLiteral("–"));
    overall_->setValue(0);
    epoch_->setValue(0);
    overallText_->clear();
    epochText_->clear();
}

void RunHeader::retranslate()
{
    const QStringList names{tr("Loss"), tr("Validation loss"), tr("Samples/s"), tr("Tokens/s"), tr("Elapsed"), tr("Left")};
    for (int i = 0; i < kFigures; ++i) {
        figures_[std::size_t(i)].name->setText(names.at(i));
        figures_[std::size_t(i)].value->setAccessibleName(names.at(i));
    }
    stop_->setText(tr("Stop and save"));
    stop_->setToolTip(tr("Write a checkpoint, then end the run (Ctrl+.)"));
    stop_->setShortcut(QKeySequence(QStringLiteral("Ctrl+.")));
    discard_->setText(tr("Discard"));
    discard_->setToolTip(tr("End the run at once; work since the last checkpoint is lost"));
    checkpoint_->setText(tr("Checkpoint"));
    checkpoint_->setToolTip(tr("Write a checkpoint now and go on (Ctrl+K)"));
    checkpoint_->setShortcut(QKeySequence(QStringLiteral("Ctrl+K")));
    pause_->setToolTip(tr("Pause or resume the training (Ctrl+P)"));
    folder_->setToolTip(tr("Open the run's folder"));
    folder_->setAccessibleName(folder_->toolTip());
    overall_->setAccessibleName(tr("Progress of the run"));
    epoch_->setAccessibleName(tr("Progress of the epoch"));
    setPhase(phase_, allowed_);
    if (progress_.samplesTotal > 0)
        setProgress(progress_);
}

} // namespace icf::ui
