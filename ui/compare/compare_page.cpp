#include "ui/compare/compare_page.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSplitter>
#include <QToolButton>
#include <QUuid>

#include <algorithm>

#include "core/data/dataset.h"
#include "core/facts/demo_folder.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/format.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/compare/column_chooser.h"
#include "ui/compare/conversation_panel.h"
#include "ui/compare/history_panel.h"
#include "ui/compare/prompt_set_panel.h"
#include "ui/compare/question_form.h"
#include "ui/compare/settings_panel.h"
#include "ui/session/context_edit.h"
#include "ui/session/model_bar.h"
#include "ui/session/payload.h"
#include "ui/session/results.h"
#include "ui/session/session_message.h"

namespace icf::ui {

namespace {

/// Models below this size are opened as soon as the page is shown; larger ones when the first answer is asked for.
constexpr std::int64_t kWarmUpBytes = 1'000'000'000;
/// Rows between two examples: far enough apart that each is about another text.
constexpr qint64 kExampleStride = 37;

} // namespace

ComparePage::ComparePage(Services& services, SharedSession& session, QWidget* parent)
    : Page(parent)
    , services_(services)
    , session_(session)
    , history_(services.settings.dataFolder() + QStringLiteral("/comparisons.jsonl"))
    , run_(session)
    , set_(run_)
    , budgets_(session, [this] { return question(); })
{
    setObjectName(QStringLiteral("compare"));
    buildLayout();
    connectParts();
    connectSet();
    connectConversation();
    restoreView();
    form_->setModel(session_.lmPath());
    form_->setExampleOffered(services_.demo.available());
    if (session_.isKnown())
        takeChunks();
    columnsChanged();
    retranslate();
}

ComparePage::~ComparePage()
{
    storeView();
    // Late signals of a running comparison must not reach a half-destroyed page.
    run_.disconnect(this);
    set_.disconnect(this);
    run_.stopAll();
    if (set_.active())
        form_->setQuestion(own_.context, own_.prompt, own_.reference);
}

QString ComparePage::title() const
{
    return tr("Compare");
}
QString ComparePage::summary() const
{
    return tr("Ask one question of the compressed and the full context, side by side");
}

void ComparePage::connectParts()
{
    connect(models_, &ModelBar::modelsRequested, this, [this] { Q_EMIT openRequested(QStringLiteral("models"), {}); });
    connect(form_, &QuestionForm::questionChanged, &budgets_, &BudgetWatch::refresh);
    connect(form_, &QuestionForm::questionChanged, this, &ComparePage::showOutdated);
    connect(form_, &QuestionForm::referenceChanged, this, &ComparePage::judge);
    connect(form_, &QuestionForm::exampleRequested, this, &ComparePage::fillExample);
    connect(form_, &QuestionForm::submitted, this, [this] { compareAction_->trigger(); });
    connect(form_, &QuestionForm::refused, this,
        [this](const QString& text) { message_->show(MessageBar::Kind::warning, text); });
    connectColumns();
    connect(settings_, &SettingsPanel::changed, this, [this] {
        settingsToggle_->setText(settings_->summary());
        budgets_.refresh();
        showOutdated();
    });
    connect(difference_, &QComboBox::currentIndexChanged, this, &ComparePage::judge);
    connect(blind_, &QCheckBox::toggled, this, &ComparePage::updateActions);
    connect(&budgets_, &BudgetWatch::budgetsChanged, board_, &AnswerBoard::setBudgets);
    connect(&run_, &ComparisonRun::columnStarted, this, [this](int i) {
        if (AnswerColumn* column = board_->column(run_.result().columns[i].kind))
            column->begin();
    });
    connect(&run_, &ComparisonRun::piece, this, [this](int i, const QString& text) {
        if (AnswerColumn* column = board_->column(run_.result().columns[i].kind))
            column->addPiece(text);
    });
    connect(&run_, &ComparisonRun::progress, this, [this](int i, const WorkProgress& progress) {
        if (AnswerColumn* column = board_->column(run_.result().columns[i].kind))
            column->showProgress(progress);
    });
    connect(&run_, &ComparisonRun::columnStopping, this, [this](int i) {
        if (AnswerColumn* column = board_->column(run_.result().columns[i].kind))
            column->setStopping();
    });
    connect(&run_, &ComparisonRun::columnEnded, this, &ComparePage::columnEnded);
    connect(&run_, &ComparisonRun::finished, this, &ComparePage::finished);

    connect(&session_, &SharedSession::choiceChanged, this, [this] {
        form_->setModel(session_.lmPath());
        showCheckpoints();
        showOutdated();
    });
    connect(&session_, &SharedSession::summariesChanged, this, [this] {
        takeChunks();
        showOutdated();
        if (isVisible() && session_.languageModel().usable && session_.languageModel().bytes < kWarmUpBytes)
            session_.warmUp();
    });

    connect(historyPanel_, &HistoryPanel::opened, this, &ComparePage::showComparison);
    connect(historyPanel_, &HistoryPanel::failed, this,
        [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
    connect(historyPanel_, &HistoryPanel::told, this, &ComparePage::statusMessage);

    connect(compareAction_, &QAction::triggered, this, &ComparePage::compare);
    connect(compareButton_, &QPushButton::clicked, compareAction_, &QAction::trigger);
    connect(stopAction_, &QAction::triggered, this, [this] {
        stopping_ = true;
        set_.stop();
        updateActions();
    });
    connect(stopButton_, &QPushButton::clicked, stopAction_, &QAction::trigger);
    connect(historyAction_, &QAction::toggled, historyPanel_, &QWidget::setVisible);
    connect(settingsToggle_, &QToolButton::toggled, settings_, &QWidget::setVisible);
    const QStringList ratings{
        QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("tie"), QStringLiteral("both_bad")};
    for (int i = 0; i < rateButtons_.size(); ++i)
        connect(rateButtons_[i], &QPushButton::clicked, this, [this, rating = ratings[i]] { rate(rating); });
}

Comparison ComparePage::question() const
{
    Comparison comparison;
    comparison.lm = session_.lmPath();
    comparison.checkpoint = session_.compressorPath();
    comparison.context = form_->context();
    comparison.prompt = form_->prompt();
    comparison.reference = form_->reference();
    comparison.settings = settings_->settings();
    for (const ColumnKind& kind : chooser_->chosen())
        comparison.columns.append({kind, chooser_->checkpoint(kind), {}, {}, {}});
    return comparison;
}

void ComparePage::compare()
{
    if (run_.active() || set_.active())
        return;
    Comparison comparison = question();
    if (refused(comparison))
        return;
    comparison.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    comparison.time = QDateTime::currentDateTimeUtc();
    blindRun_ = blind_->isChecked() && comparison.columns.size() == 2;
    // Which one answers first would tell which is which.
    if (blindRun_ && QRandomGenerator::global()->bounded(2) == 1)
        comparison.columns.swapItemsAt(0, 1);
    for (const ColumnResult& column : std::as_const(comparison.columns))
        board_->column(column.kind)->reset(true);
    board_->setBlind(blindRun_);
    rateRow_->hide();
    verdict_->hide();
    answered_ = comparison;
    byCheckpoint_.clear();
    someColumns_ = false;
    // What the columns read for the question before is this one's no more.
    if (budgets_.isSettled())
        board_->showBudgets();
    else
        board_->setBudgets({});
    for (const ColumnKind& kind : board_->kinds())
        dropKept(kind);
    run_.start(std::move(comparison));
    judge();
    showOutdated();
    updateActions();
}

bool ComparePage::refused(const Comparison& comparison)
{
    const auto refuse = [this](const QString& text, QWidget* focus) {
        message_->show(MessageBar::Kind::warning, text);
        if (form_->isAncestorOf(focus))
            inputs_->reveal();
        focus->setFocus();
        return true;
    };
    if (comparison.lm.isEmpty())
        return refuse(tr("Choose a language model first."), models_);
    if (comparison.columns.isEmpty())
        return refuse(tr("Choose at least one column."), chooser_);
    if (comparison.prompt.trimmed().isEmpty())
        return refuse(tr("Type a prompt first."), form_->promptEdit());
    const bool readsContext = std::any_of(comparison.columns.cbegin(), comparison.columns.cend(),
        [](const ColumnResult& c) { return c.kind.mode != ContextMode::none; });
    if (readsContext && comparison.context.trimmed().isEmpty())
        return refuse(tr("Paste a context first, or choose only the column without one."), form_->contextEdit());
    message_->clear();
    return false;
}

void ComparePage::columnsChanged()
{
    board_->setKinds(chooser_->chosen());
    if (blindRun_ && board_->count() != 2) {
        blindRun_ = false;
        rateRow_->hide();
        board_->setBlind(false);
    }
    showCheckpoints();
    judge();
    showOutdated();
    budgets_.refresh();
    updateActions();
}

void ComparePage::columnEnded(int i)
{
    const ColumnResult& result = run_.result().columns[i];
    // How contexts are cut may have become known only after the start.
    answered_.settings = run_.result().settings;
    answered_.computeType = run_.result().computeType;
    takeResult(result);
}

void ComparePage::finished()
{
    updateActions();
    const Comparison& result = run_.result();
    const bool answered = std::any_of(
        result.columns.cbegin(), result.columns.cend(), [](const ColumnResult& c) { return c.report.has_value(); });
    // Of two of which one failed there is nothing to rate.
    const bool rateable = std::all_of(result.columns.cbegin(), result.columns.cend(), [](const ColumnResult& c) { return c.report.has_value(); });
    if (blindRun_ && !rateable) {
        blindRun_ = false;
        board_->setBlind(false);
        judge();
    }
    showOutdated();
    if (!answered)
        return;
    const QString problem = someColumns_ ? history_.replace(answered_) : history_.add(answered_);
    if (!problem.isEmpty())
        message_->show(MessageBar::Kind::error, problem);
    takeTurn();
    rateRow_->setVisible(blindRun_);
    if (blindRun_)
        rateButtons_.first()->setFocus();
    Q_EMIT statusMessage(tr("%n column(s) answered", nullptr, int(result.columns.size())));
}

void ComparePage::updateActions()
{
    const bool active = run_.active() || set_.active();
    stopping_ = stopping_ && active;
    compareAction_->setEnabled(!active);
    stopAction_->setEnabled(active && !stopping_);
    takeTurns(compareButton_, !active, stopButton_, active && !stopping_);
    stopButton_->setText(stopping_ ? tr("Stopping…") : tr("Stop"));
    chooser_->setEnabled(!active);
    board_->setSteppable(!active);
    form_->setEnabled(!set_.active());
    setAction_->setEnabled(!active);
    setPanel_->setRunnable(!active);
    conversationPanel_->setAskable(!active);
    conversationAction_->setEnabled(!active);
    blind_->setEnabled(!active && chooser_->chosen().size() == 2);
}

void ComparePage::fillExample()
{
    const qint64 number = example_;
    example_ += kExampleStride;
    services_.background.submit(
        this, [this, number, path = services_.demo.pwcTest.toStdString()](CancelToken& cancel, const Post& post) {
            const auto rows = DataSet::open(path, DataKind::pwcTest, false, cancel);
            const DataRow row = rows->row((kDemoExampleRow + number) % rows->size());
            post([this, row] {
                form_->setQuestion(exactText(row.context), exactText(row.prompt), exactText(row.answer));
            });
        });
}

void ComparePage::activated()
{
    models_->refreshFolders();
    chooser_->setOffered(knownCheckpoints(services_));
    // A run may have written more meanwhile.
    for (const ColumnKind& kind : board_->kinds())
        showSteps(kind);
    if (!historyLoaded_) {
        historyLoaded_ = true;
        history_.load();
        // The question came back from the draft; its answers come with it.
        const Comparison now = question();
        for (int row = 0; answered_.id.isEmpty() && row < history_.rowCount(); ++row)
            if (history_.at(row).prompt == now.prompt && history_.at(row).context == now.context && !now.prompt.isEmpty())
                showAnswers(history_.at(row));
    }
    sessionMessage_->refresh();
    if (session_.languageModel().usable && session_.languageModel().bytes < kWarmUpBytes)
        session_.warmUp();
}

void ComparePage::receive(const QVariantMap& payload)
{
    if (payload.contains(payload::kLmPath) || payload.contains(payload::kCompressorPath))
        session_.choose(payload.value(payload::kLmPath, session_.lmPath()).toString(),
            payload.value(payload::kCompressorPath, session_.compressorPath()).toString());
    if (payload.contains(payload::kContext))
        form_->setQuestion(payload.value(payload::kContext).toString(),
            payload.value(payload::kPrompt, form_->prompt()).toString(), payload.value(payload::kAnswer).toString());
    else if (payload.contains(payload::kCompressorPath) && form_->context().isEmpty() && form_->prompt().isEmpty()
        && services_.demo.available() && session_.lmPath() == services_.demo.model)
        fillExample();  // A demo run that has just ended is to be asked something.
    if (payload.contains(payload::kUseChunk)) {
        CompareSettings settings = settings_->settings();
        settings.chunking = {payload.value(payload::kUseChunk).toBool(),
            payload.value(payload::kMaxChunkLen, qint64(settings.chunking.max_chunk_len)).toLongLong()};
        settings_->setSettings(settings);
        settingsToggle_->setText(settings_->summary());
    }
    if (payload.contains(payload::kPromptSet))
        openSet(payload.value(payload::kPromptSet).toString());
    const QStringList paths = payload.value(payload::kPaths).toStringList();
    if (paths.isEmpty())
        return;
    const QFileInfo first(paths.first());
    if (first.isDir())
        Q_EMIT openRequested(QStringLiteral("models"), {{payload::kModelFolder, first.absoluteFilePath()}});
    else if (payload::namesDataFile(first.fileName()))
        Q_EMIT openRequested(QStringLiteral("data"), {{payload::kDataPath, first.absoluteFilePath()}});
    else
        form_->contextEdit()->loadFile(first.absoluteFilePath());
}

} // namespace icf::ui
