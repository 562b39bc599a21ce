#include "ui/evaluate/evaluate_form.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/options/form_parts.h"
#include "ui/options/option_form.h"

namespace icf::ui {

namespace {

constexpr int kCheckMilliseconds = 200;
const QString kOptionsKey = QStringLiteral("evaluate/options");
const QString kAdvancedKey = QStringLiteral("evaluate/advanced");

} // namespace

EvaluateForm::EvaluateForm(Services& services, QWidget* parent)
    : QWidget(parent), services_(services), form_(new OptionForm(describe<EvaluateOptions>()))
{
    title_ = roleLabel("title");
    filter_ = filterField();
    advanced_ = toggleButton();
    messages_ = new MessageBar;
    auto* column = columnIn(this, {16, 16, 8, 16}, 8);
    column->addWidget(title_);
    column->addLayout(rowOf({wide(filter_), advanced_}));
    column->addWidget(scrollingForm(form_), 1);
    column->addLayout(commandRow(command_, copy_));
    column->addWidget(messages_);
    column->addLayout(startRow(QStringLiteral("evaluate"), start_, stop_));
    setMinimumWidth(kFormWidth);

    delay_.setSingleShot(true);
    delay_.setInterval(kCheckMilliseconds);
    connect(&delay_, &QTimer::timeout, this, [this] { check(false); });
    connect(form_, &OptionForm::changed, this, [this] {
        showCommand(command_, commandLine(options()));
        delay_.start();
    });
    connect(filter_, &QLineEdit::textChanged, form_, &OptionForm::setFilter);
    connect(advanced_, &QToolButton::toggled, this, [this](bool on) {
        form_->setAdvanced(on);
        services_.settings.setValue(kAdvancedKey, on);
    });
    connect(start_, &QPushButton::clicked, this, [this] { check(true); });
    connect(stop_, &QPushButton::clicked, this, [this] {
        stop_->setEnabled(false);
        stop_->setText(tr("Stopping…"));
        Q_EMIT stopRequested();
    });
    suggestPaths();
    retranslate();
    setRunning(false);
    setOptions(stored());
    advanced_->setChecked(services_.settings.value(kAdvancedKey, false).toBool());
    form_->setAdvanced(advanced_->isChecked());
}

EvaluateOptions EvaluateForm::options() const
{
    EvaluateOptions options;
    assignOptions(options, form_->values());
    return options;
}

void EvaluateForm::setOptions(const EvaluateOptions& options)
{
    const OptionForm::Values values = optionValues(options);
    form_->setBaseline(values);
    form_->setValues(values, {});
}

EvaluateOptions EvaluateForm::stored() const
{
    EvaluateOptions options;
    if (services_.demo.available()) {
        options.data_path = services_.demo.pwcTest.toStdString();
        options.model.lm_path = services_.demo.model.toStdString();
        options.model.icformer_path = services_.demo.trained.toStdString();
        if (const std::int64_t length = trainedChunkLength(options.model.icformer_path).value_or(0); length > 0) {
            options.compression.use_chunk = true;
            options.compression.max_chunk_len = length;
        }
        options.sampling.max_new_tokens = 32;
        options.comparison.rows = 50;
    }
    options.save_path = services_.settings.newRunFolder(QStringLiteral("evaluation")).toStdString();
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

void EvaluateForm::suggestPaths()
{
    const auto offer = [this](const char* key, Settings::Recent kind, const QStringList& demo) {
        form_->setSuggestions(QLatin1StringView(key), [this, kind, demo] {
            QStringList paths = services_.settings.recent(kind);
            for (const QString& path : demo)
                if (!path.isEmpty() && !paths.contains(path))
                    paths << path;
            return paths;
        });
    };
    offer("lm_path", Settings::Recent::model, {services_.demo.model});
    offer("icformer_path", Settings::Recent::checkpoint, {services_.demo.trained, services_.demo.start});
    offer("data_path", Settings::Recent::data, {services_.demo.pwcTest, services_.demo.pileTest});
    form_->setSuggestions(QStringLiteral("save_path"),
        [this] { return QStringList{services_.settings.newRunFolder(QStringLiteral("evaluation"))}; });
}

void EvaluateForm::check(bool thenStart)
{
    services_.settings.setValue(kOptionsKey, QByteArray::fromStdString(toJson(options()).dump()));
    const int generation = ++generation_;
    services_.background.submit(this, [this, generation, thenStart, now = options()](CancelToken&, const Post& post) {
        const std::vector<OptionProblem> problems = validate(now);
        const std::vector<OptionProblem> advice = advise(now);
        post([this, generation, thenStart, problems, advice] {
            if (generation == generation_)
                checked(problems, advice, thenStart);
        });
    });
}

void EvaluateForm::checked(const std::vector<OptionProblem>& problems, const std::vector<OptionProblem>& advice, bool thenStart)
{
    form_->setProblems(problems, advice);
    const QStringList reasons = form_->reasons();
    if (reasons.isEmpty())
        messages_->clear();
    if (!thenStart)
        return;
    if (!reasons.isEmpty()) {
        messages_->show(MessageBar::Kind::error, tr("Cannot start:") + QLatin1Char('\n') + reasons.join(QLatin1Char('\n')));
        form_->focusFirstProblem();
        return;
    }
    Q_EMIT startRequested(options());
}

void EvaluateForm::setRunning(bool running)
{
    running_ = running;
    start_->setEnabled(!running);
    stop_->setVisible(running);
    stop_->setEnabled(true);
    stop_->setText(tr("Stop"));
}

void EvaluateForm::retranslate()
{
    title_->setText(tr("Evaluate"));
    filter_->setPlaceholderText(tr("Filter the options"));
    filter_->setAccessibleName(tr("Filter the options"));
    advanced_->setText(tr("Advanced"));
    command_->setAccessibleName(tr("Command line of these options"));
    copy_->setToolTip(tr("Copy the command line"));
    copy_->setAccessibleName(tr("Copy the command line"));
    start_->setText(tr("Evaluate"));
    start_->setToolTip(tr("An interrupted evaluation with the same settings continues where it stopped."));
    setKeys(start_, QKeySequence(QStringLiteral("Ctrl+Return")));
    stop_->setText(stop_->isEnabled() ? tr("Stop") : tr("Stopping…"));
    stop_->setToolTip(tr("What was computed is kept."));
    form_->retranslate();
}

} // namespace icf::ui
