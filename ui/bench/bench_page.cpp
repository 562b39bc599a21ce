#include "ui/bench/bench_page.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/bench/licence_text.h"
#include "ui/bench/bench_table.h"
#include "ui/common/bench_text.h"
#include "ui/common/elided_label.h"
#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/settings.h"
#include "ui/options/form_parts.h"
#include "ui/options/option_form.h"

namespace icf::ui {

namespace {

const QString kOptionsKey = QStringLiteral("bench/options");
constexpr int kWidestWork = 240; ///< Pixels, so that the medians are in sight in a small window.

/// Brings rows and progress to the interface thread.
class PostingObserver : public BenchObserver {
public:
    PostingObserver(const Post& post, std::function<void(QString, double)> progress, std::function<void(const BenchRow&)> row)
        : post_(post), progress_(std::move(progress)), row_(std::move(row))
    {
    }
    void onProgress(const std::string& what, double share) override
    {
        post_([show = progress_, text = workProgress(what), share] { show(text, share); });
    }
    void onRow(const BenchRow& row) override
    {
        post_([show = row_, row] { show(row); });
    }

private:
    const Post& post_;
    std::function<void(QString, double)> progress_;
    std::function<void(const BenchRow&)> row_;
};

} // namespace

BenchPage::BenchPage(Services& services, QWidget* parent)
    : Page(parent), services_(services), form_(new OptionForm(describe<BenchOptions>())), model_(new BenchTable(this))
{
    setObjectName(QStringLiteral("bench"));
    across_ = new QSplitter(Qt::Horizontal);
    across_->addWidget(makeForm());
    across_->addWidget(makeResults());
    across_->setCollapsible(1, false);
    across_->setHandleWidth(8);
    across_->setStretchFactor(1, 1);
    auto* page = columnIn(this);
    page->addWidget(across_);

    connect(form_, &OptionForm::changed, this, [this] {
        showCommand(command_, commandLine(options()));
        services_.settings.setValue(kOptionsKey, QByteArray::fromStdString(toJson(options()).dump()));
    });
    connect(advanced_, &QToolButton::toggled, form_, &OptionForm::setAdvanced);
    connect(start_, &QPushButton::clicked, this, &BenchPage::start);
    connect(stop_, &QPushButton::clicked, this, [this] {
        if (!job_)
            return;
        job_->cancel();
        stop_->setEnabled(false);
        updateState();
    });
    const auto offer = [this](const char* key, Settings::Recent kind, const QString& demo) {
        form_->setSuggestions(QLatin1StringView(key), [this, kind, demo] {
            QStringList paths = services_.settings.recent(kind);
            if (!demo.isEmpty() && !paths.contains(demo))
                paths << demo;
            return paths;
        });
    };
    offer("lm_path", Settings::Recent::model, services_.demo.model);
    offer("icformer_path", Settings::Recent::checkpoint, services_.demo.trained);
    const OptionForm::Values values = optionValues(stored());
    form_->setBaseline(values);
    form_->setValues(values, {});
    form_->setAdvanced(false);
    across_->restoreState(services_.settings.value(QStringLiteral("bench/across")).toByteArray());
    retranslate();
}

BenchPage::~BenchPage() { services_.settings.setValue(QStringLiteral("bench/across"), across_->saveState()); }

QString BenchPage::title() const { return tr("Bench"); }
QString BenchPage::summary() const { return tr("Measure how fast this machine compresses, trains and answers"); }

QWidget* BenchPage::makeForm()
{
    auto* left = new QWidget;
    auto* column = columnIn(left, {16, 16, 8, 16}, 8);
    title_ = roleLabel("title");
    advanced_ = toggleButton();
    column->addLayout(rowOf({wide(title_), advanced_}));
    column->addWidget(scrollingForm(form_), 1);
    column->addLayout(commandRow(command_, copy_));
    column->addLayout(startRow(QStringLiteral("bench"), start_, stop_));
    left->setMinimumWidth(kFormWidth);
    return left;
}

QWidget* BenchPage::makeResults()
{
    auto* right = new QWidget;
    auto* column = columnIn(right, {8, 16, 16, 16}, 8);
    machine_ = roleLabel("muted");
    machine_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    machine_->setWordWrap(true);
    export_ = new QPushButton(icon(QStringLiteral("export")), {});
    exports_ = new QMenu(export_);
    for (const bool csv : {false, true})
        exports_->addAction(QString(), this, [this, csv] { exportReport(csv); });
    export_->setMenu(exports_);
    auto* head = new QHBoxLayout;
    head->addWidget(machine_, 1);
    head->addWidget(export_, 0, Qt::AlignTop);
    what_ = new ElidedLabel;
    what_->setProperty("role", QStringLiteral("muted"));
    progress_ = new QProgressBar;
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    message_ = new MessageBar;
    message_->setObjectName(QStringLiteral("benchMessage"));
    table_ = new QTableView;
    table_->setObjectName(QStringLiteral("benchTable"));
    table_->setModel(model_);
    makeRowTable(*table_);
    table_->setWordWrap(false);
    table_->setAlternatingRowColors(true);
    table_->setTabKeyNavigation(false);
    column->addLayout(head);
    column->addWidget(progress_);
    column->addWidget(what_);
    column->addWidget(message_);
    empty_ = roleLabel("muted");
    empty_->setObjectName(QStringLiteral("benchEmpty"));
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    stack_ = new QStackedWidget;
    stack_->addWidget(empty_);
    stack_->addWidget(table_);
    column->addWidget(stack_, 1);
    return right;
}

BenchOptions BenchPage::options() const
{
    BenchOptions options;
    assignOptions(options, form_->values());
    return options;
}

BenchOptions BenchPage::stored() const
{
    BenchOptions options;
    if (services_.demo.available()) {
        // Figures within a minute; the sizes that say more are one choice away.
        options.lm_path = services_.demo.model.toStdString();
        options.icformer_path = services_.demo.trained.toStdString();
        options.works = "compress,prefill,decode,first_token";
        options.lengths = "128,512";
        options.batches = "1,8";
        options.max_chunk_len = 32;
        options.repeats = 5;
    }
    const QByteArray json = services_.settings.value(kOptionsKey).toByteArray();
    const nlohmann::json parsed = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
    try {
        if (!json.isEmpty())
            fromJson(options, parsed, "settings");
    } catch (const Error&) {
        // Settings of another version: nothing of them was taken, so the defaults are good.
    }
    return options;
}

void BenchPage::start()
{
    if (job_)
        return;
    BenchOptions asked = options();
    const std::vector<OptionProblem> problems = validate(asked);
    form_->setProblems(problems, advise(asked));
    const QStringList reasons = form_->reasons();
    if (!reasons.isEmpty()) {
        message_->show(MessageBar::Kind::error, tr("Cannot start:") + QLatin1Char('\n') + reasons.join(QLatin1Char('\n')));
        form_->focusFirstProblem();
        return;
    }
    if (asked.text_file.empty())
        asked.text_file = licenceText(QCoreApplication::applicationDirPath().toStdString());
    message_->clear();
    model_->clear();
    report_.reset();
    machine_->clear();
    what_->setText(services_.training.pending() > 0 ? tr("Waiting for the training to end") : tr("Opening the models"));
    progress_->setValue(0);
    // Beside a training run it would measure that run.
    job_ = services_.training.submit(this, [this, asked](CancelToken& cancel, const Post& post) {
        PostingObserver observer(
            post,
            [this](const QString& what, double share) {
                what_->setText(what);
                progress_->setValue(int(1000 * share));
            },
            [this](const BenchRow& row) {
                model_->add(row);
                table_->resizeColumnsToContents();
                table_->setColumnWidth(BenchTable::kWork, std::min(kWidestWork, table_->columnWidth(BenchTable::kWork)));
            });
        const BenchReport report = bench(asked, observer, cancel);
        post([this, report] {
            report_ = report;
            machine_->setText(QStringLiteral("%1\n%2, %3").arg(QString::fromStdString(report.model),
                QString::fromStdString(report.computeType), tr("%n thread(s)", nullptr, int(report.threads))));
        });
    });
    connect(job_, &Job::failed, this, [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
    connect(job_, &Job::finished, this, [this] { Q_EMIT statusMessage(tr("Measured")); });
    connect(job_, &Job::ended, this, [this] {
        job_ = nullptr;
        updateState();
    });
    updateState();
}

void BenchPage::updateState()
{
    const bool running = job_ != nullptr;
    start_->setEnabled(!running);
    stop_->setVisible(running);
    // Disabled as long as it was asked to stop and has not.
    if (!running)
        stop_->setEnabled(true);
    stop_->setText(stop_->isEnabled() ? tr("Stop") : tr("Stopping…"));
    progress_->setVisible(running);
    what_->setVisible(running);
    export_->setEnabled(report_.has_value());
    stack_->setCurrentIndex(running || model_->rowCount() > 0 ? 1 : 0);
}

void BenchPage::exportReport(bool csv)
{
    if (!report_)
        return;
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the benchmark"),
        csv ? QStringLiteral("bench.csv") : QStringLiteral("bench.json"), csv ? tr("CSV (*.csv)") : tr("JSON (*.json)"));
    if (file.isEmpty())
        return;
    try {
        writeWholeFile(file, QByteArray::fromStdString(csv ? benchCsv(*report_) : benchText(*report_)));
        Q_EMIT statusMessage(tr("Wrote %1").arg(shortPath(file)));
    } catch (const std::exception& error) {
        message_->show(MessageBar::Kind::error, engineText(error));
    }
}

void BenchPage::retranslate()
{
    title_->setText(tr("Bench"));
    advanced_->setText(tr("Advanced"));
    advanced_->setToolTip(tr("Show the advanced options too"));
    command_->setAccessibleName(tr("Command line of these options"));
    copy_->setToolTip(tr("Copy the command line"));
    copy_->setAccessibleName(copy_->toolTip());
    start_->setText(tr("Measure"));
    start_->setToolTip(tr("Measure each work several times; close other programs for steady figures"));
    setKeys(start_, QKeySequence(QStringLiteral("Ctrl+Return")));
    export_->setText(tr("Export"));
    exports_->actions().at(0)->setText(tr("JSON…"));
    exports_->actions().at(1)->setText(tr("CSV…"));
    progress_->setAccessibleName(tr("Progress of the benchmark"));
    table_->setAccessibleName(tr("Benchmark"));
    empty_->setText(tr("Choose what to measure and press Measure: the median of each work, its spread and its rate appear here.")
                    + (services_.demo.available() ? QLatin1Char('\n') + tr("With the demo's models it takes about a minute.") : QString()));
    form_->retranslate();
    model_->retranslate();
    updateState();
}

} // namespace icf::ui
