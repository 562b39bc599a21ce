#include "ui/evaluate/evaluate_page.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/common/elided_label.h"
#include "ui/common/engine_text.h"
#include "ui/common/evaluation_text.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/page_area.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/evaluate/evaluate_form.h"
#include "ui/evaluate/results_view.h"
#include "ui/options/option_form.h"
#include "ui/session/payload.h"

namespace icf::ui {

namespace {

constexpr int kFollowMilliseconds = 2000;
constexpr int kResultsWidth = 360; ///< Least width of the results, in pixels.

/// Brings the engine's reports to the page, on the interface thread.
class PageObserver : public EvaluateObserver {
public:
    PageObserver(const Post& post, std::function<void(const EvaluateProgress&)> progress, std::function<void(Severity, QString)> message)
        : post_(post), progress_(std::move(progress)), message_(std::move(message))
    {
    }
    void onProgress(const EvaluateProgress& report) override
    {
        post_([report, show = progress_] { show(report); });
    }
    void onMessage(Severity severity, const std::string& text) override
    {
        post_([severity, line = engineText(text), show = message_] { show(severity, line); });
    }

private:
    const Post& post_;
    std::function<void(const EvaluateProgress&)> progress_;
    std::function<void(Severity, QString)> message_;
};

} // namespace

EvaluatePage::EvaluatePage(Services& services, QWidget* parent) : Page(parent), services_(services)
{
    setObjectName(QStringLiteral("evaluate"));
    buildLayout();
    follow_.setInterval(kFollowMilliseconds);
    connect(&follow_, &QTimer::timeout, this, &EvaluatePage::poll);
    connect(form_, &EvaluateForm::startRequested, this, &EvaluatePage::start);
    connect(form_, &EvaluateForm::stopRequested, this, [this] {
        if (job_)
            job_->cancel(StopRequest::save);
    });
    connect(open_, &QPushButton::clicked, this, [this] {
        const QString start = folder_.isEmpty() ? services_.settings.runRoots().value(0) : folder_;
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a results folder"), start);
        if (!folder.isEmpty())
            open(folder);
    });
    connect(show_, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder_)); });
    across_->restoreState(services_.settings.value(QStringLiteral("evaluate/across")).toByteArray());
    retranslate();
}

EvaluatePage::~EvaluatePage() { services_.settings.setValue(QStringLiteral("evaluate/across"), across_->saveState()); }

QString EvaluatePage::title() const { return tr("Evaluate"); }
QString EvaluatePage::summary() const { return tr("Compare a compressor with honest baselines"); }

void EvaluatePage::buildLayout()
{
    form_ = new EvaluateForm(services_);
    view_ = new ResultsView(services_.theme);
    message_ = new MessageBar;
    message_->setObjectName(QStringLiteral("evaluateMessage"));
    folderLabel_ = new ElidedLabel;
    folderLabel_->setProperty("role", QStringLiteral("heading"));
    open_ = new QPushButton(icon(QStringLiteral("folder")), {});
    open_->setObjectName(QStringLiteral("openResults"));
    show_ = new QPushButton;
    show_->setObjectName(QStringLiteral("showFolder"));
    show_->setEnabled(false);
    progress_ = new QProgressBar;
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progressText_ = roleLabel("muted");
    progress_->hide();
    progressText_->hide();
    empty_ = new QLabel;
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setProperty("role", QStringLiteral("muted"));
    stack_ = new QStackedWidget;
    stack_->addWidget(empty_);
    stack_->addWidget(view_);
    auto* right = new QWidget;
    auto* column = columnIn(right, {8, 16, 16, 16}, 8);
    column->addLayout(rowOf({wide(folderLabel_), show_, open_}, 8));
    column->addWidget(progress_);
    column->addWidget(progressText_);
    column->addWidget(message_);
    column->addWidget(stack_, 1);
    across_ = new QSplitter(Qt::Horizontal);
    across_->addWidget(form_);
    auto* side = new PageArea(right);
    side->setMinimumWidth(kResultsWidth);
    across_->addWidget(side);
    across_->setCollapsible(1, false);
    across_->setHandleWidth(8);
    across_->setStretchFactor(1, 1);
    auto* page = columnIn(this);
    page->addWidget(across_);
}

void EvaluatePage::start(const EvaluateOptions& options)
{
    if (job_)
        return;
    follow_.stop();
    message_->clear();
    progress_->setValue(0);
    progress_->show();
    progressText_->show();
    form_->setRunning(true);
    folder_ = QFileInfo(QString::fromStdString(options.save_path)).absoluteFilePath();
    folderLabel_->setText(shortPath(folder_));
    services_.settings.addRecent(Settings::Recent::model, QString::fromStdString(options.model.lm_path));
    services_.settings.addRecent(Settings::Recent::checkpoint, QString::fromStdString(options.model.icformer_path));
    services_.settings.addRecent(Settings::Recent::data, QString::fromStdString(options.data_path));
    job_ = worker_.submit(this, [this, options, folder = folder_](CancelToken& cancel, const Post& post) {
        PageObserver observer(
            post, [this](const EvaluateProgress& report) { showProgress(report); },
            [this](Severity severity, const QString& text) {
                message_->show(severity == Severity::error ? MessageBar::Kind::error
                        : severity == Severity::warning    ? MessageBar::Kind::warning
                                                           : MessageBar::Kind::info,
                    text);
            });
        const EvaluationResults results = evaluate(options, observer, cancel);
        post([this, results, folder] { showResults(results, folder); });
    });
    connect(job_, &Job::failed, this, [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
    connect(job_, &Job::cancelled, this, [this] {
        message_->show(MessageBar::Kind::info, tr("Stopped. Evaluate goes on from here as long as the settings stay the same."));
        open(folder_);
    });
    connect(job_, &Job::finished, this, [this] { Q_EMIT statusMessage(tr("Evaluation finished: %1").arg(shortPath(folder_))); });
    connect(job_, &Job::ended, this, [this] {
        job_ = nullptr;
        form_->setRunning(false);
        progress_->hide();
        progressText_->hide();
    });
}

void EvaluatePage::showProgress(const EvaluateProgress& report)
{
    const QLocale locale;
    progress_->setValue(report.total > 0 ? int(1000 * report.done / report.total) : 0);
    QString text = taskTitle(report.task);
    if (!report.cell.empty())
        text += QStringLiteral(", ") + QString::fromStdString(report.cell);
    text += QStringLiteral(": ") + tr("%1 of %2 answers").arg(locale.toString(qlonglong(report.done)), locale.toString(qlonglong(report.total)));
    if (report.secondsLeft >= 0)
        text += QStringLiteral(", ") + tr("%1 left").arg(formatDuration(report.secondsLeft));
    progressText_->setText(text);
    // The tables are written now and then while the evaluation runs.
    if (!follow_.isActive())
        follow_.start();
}

void EvaluatePage::open(const QString& folder)
{
    folder_ = QFileInfo(folder).absoluteFilePath();
    folderLabel_->setText(shortPath(folder_));
    readAt_ = 0;
    poll();
    follow_.start();
}

void EvaluatePage::poll()
{
    const QFileInfo file(folder_ + QStringLiteral("/evaluation.json"));
    const qint64 changed = file.exists() ? file.lastModified().toMSecsSinceEpoch() : -1;
    if (readJob_ || changed == readAt_)
        return;
    readAt_ = changed;
    readJob_ = services_.background.submit(this, [this, folder = folder_](CancelToken&, const Post& post) {
        const EvaluationResults results = readResults(folder.toStdString());
        post([this, results, folder] { showResults(results, folder); });
    });
    connect(readJob_, &Job::failed, this, [this](const QString& text) {
        follow_.stop();
        message_->show(MessageBar::Kind::error, text);
    });
    connect(readJob_, &Job::ended, this, [this] { readJob_ = nullptr; });
}

void EvaluatePage::showResults(const EvaluationResults& results, const QString& folder)
{
    if (folder != folder_)
        return;
    show_->setEnabled(true);
    if (results.state == "finished")
        follow_.stop();
    if (results.systems.empty() && results.cost.empty())
        return;
    view_->setResults(results);
    stack_->setCurrentIndex(1);
}

void EvaluatePage::receive(const QVariantMap& payload)
{
    const QStringList dropped = payload.value(payload::kPaths).toStringList();
    if (!dropped.isEmpty()) {
        const QFileInfo info(dropped.first());
        open(info.isDir() ? info.absoluteFilePath() : info.absolutePath());
        return;
    }
    const auto take = [&](const QString& key, const char* option) {
        if (payload.contains(key))
            form_->form()->setValue(QLatin1StringView(option), payload.value(key).toString().toStdString());
    };
    take(payload::kLmPath, "lm_path");
    take(payload::kCompressorPath, "icformer_path");
    take(payload::kDataPath, "data_path");
    if (payload.contains(payload::kUseChunk))
        form_->form()->setValue(QStringLiteral("use_chunk"), payload.value(payload::kUseChunk).toBool());
    if (payload.contains(payload::kMaxChunkLen))
        form_->form()->setValue(QStringLiteral("max_chunk_len"), std::int64_t(payload.value(payload::kMaxChunkLen).toLongLong()));
}

void EvaluatePage::retranslate()
{
    open_->setText(tr("Open results…"));
    open_->setToolTip(tr("Open the results folder of an earlier evaluation, or of icformer evaluate"));
    setKeys(open_, QKeySequence::Open);
    show_->setText(tr("Show folder"));
    show_->setToolTip(tr("Open the folder with results.md, results.csv, results.tex and examples.jsonl"));
    empty_->setText(tr("Choose models and data on the left and press Evaluate, or open a results folder.\n\n"
                       "The same rows are answered from the digests, from the full context, from truncated, mean-pooled and retrieved "
                       "contexts, and from another row's digest."));
    progress_->setAccessibleName(tr("Progress of the evaluation"));
    if (folder_.isEmpty())
        folderLabel_->setText(tr("No results yet"));
    form_->retranslate();
    view_->retranslate();
}

} // namespace icf::ui
