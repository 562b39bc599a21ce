#include "ui/inspect/inspect_page.h"

#include <QAction>
#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include "core/data/dataset.h"
#include "core/facts/demo_folder.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/flow_layout.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/inspect/attention_panel.h"
#include "ui/inspect/reconstruction_panel.h"
#include "ui/session/context_edit.h"
#include "ui/session/model_bar.h"
#include "ui/session/payload.h"
#include "ui/session/results.h"
#include "ui/session/session_message.h"

namespace icf::ui {

namespace {
/// Rows between two examples: far enough apart that each is another text.
constexpr qint64 kExampleStride = 37;
}

InspectPage::InspectPage(Services& services, SharedSession& session, QWidget* parent)
    : Page(parent)
    , services_(services)
    , session_(session)
    , counter_(services.background)
{
    setObjectName(QStringLiteral("inspect"));
    buildLayout();
    connect(models_, &ModelBar::modelsRequested, this, [this] { Q_EMIT openRequested(QStringLiteral("models"), {}); });
    connect(
        message_, &MessageBar::actionTriggered, this, [this] { Q_EMIT openRequested(QStringLiteral("models"), {}); });
    connect(
        context_, &ContextEdit::textChanged, this, [this] { counter_.request([this] { return context_->text(); }); });
    connect(context_, &ContextEdit::refused, this,
        [this](const QString& text) { message_->show(MessageBar::Kind::warning, text); });
    connect(&counter_, &TokenCounter::counted, this, [this](qint64 tokens) {
        count_->setText(tokens < 0 ? QString() : tr("%1 tokens").arg(QLocale().toString(tokens)));
    });
    connect(&session_, &SharedSession::choiceChanged, this, [this] { counter_.setModel(session_.lmPath()); });
    connect(&session_, &SharedSession::summariesChanged, this, [this] { setChunking(session_.chunking()); });
    connect(useChunk_, &QCheckBox::toggled, chunkLength_, &QWidget::setEnabled);
    connect(context_, &ContextEdit::textChanged, this, &InspectPage::showOutdated);
    connect(&session_, &SharedSession::choiceChanged, this, &InspectPage::showOutdated);
    connect(useChunk_, &QCheckBox::toggled, this, &InspectPage::showOutdated);
    connect(chunkLength_, &QSpinBox::valueChanged, this, &InspectPage::showOutdated);
    connect(tabs_, &QTabWidget::currentChanged, this, &InspectPage::showOutdated);
    connect(inspectAction_, &QAction::triggered, this, &InspectPage::inspect);
    connect(stopAction_, &QAction::triggered, this, &InspectPage::stop);
    connect(inspect_, &QPushButton::clicked, inspectAction_, &QAction::trigger);
    connect(stop_, &QPushButton::clicked, stopAction_, &QAction::trigger);
    connect(example_, &QPushButton::clicked, this, [this] {
        const qint64 number = exampleRow_;
        exampleRow_ += kExampleStride;
        services_.background.submit(
            this, [this, number, path = services_.demo.pwcTest.toStdString()](CancelToken& cancel, const Post& post) {
                const auto rows = DataSet::open(path, DataKind::pwcTest, false, cancel);
                post([this, text = exactText(rows->row((kDemoExampleRow + number) % rows->size()).context)] {
                    context_->setText(text);
                });
            });
    });
    splitter_->restoreState(services_.settings.value(QStringLiteral("inspect/splitter")).toByteArray());
    counter_.setModel(session_.lmPath());
    setChunking(session_.chunking());
    example_->setVisible(services_.demo.available());
    retranslate();
}

InspectPage::~InspectPage()
{
    services_.settings.setValue(QStringLiteral("inspect/splitter"), splitter_->saveState());
    // Tabs that are taken down change their current one.
    tabs_->disconnect(this);
    for (Job* job : {attentionJob_.data(), reconstructionJob_.data()})
        if (job)
            job->cancel();
}

QString InspectPage::title() const
{
    return tr("Inspect");
}
QString InspectPage::summary() const
{
    return tr("See what each digest attends to and what can be read back from it");
}

void InspectPage::buildLayout()
{
    models_ = new ModelBar(services_, session_);
    message_ = new MessageBar;
    message_->setObjectName(QStringLiteral("inspectMessage"));
    sessionMessage_ = new SessionMessage(session_, *message_, this);
    contextLabel_ = new QLabel;
    count_ = roleLabel("muted");
    chunkLabel_ = new QLabel;
    progressText_ = roleLabel("muted");
    progressText_->setObjectName(QStringLiteral("inspectProgress"));
    progressText_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    progressText_->setWordWrap(true);
    context_ = new ContextEdit;
    context_->setMinimumHeight(64);
    contextLabel_->setBuddy(context_->editor());
    useChunk_ = new QCheckBox;
    chunkLength_ = new QSpinBox;
    chunkLength_->setRange(1, 10'000'000);
    chunkLength_->setMinimumWidth(88);
    chunkLabel_->setBuddy(chunkLength_);
    example_ = new QPushButton;
    example_->setFlat(true);
    example_->setObjectName(QStringLiteral("inspectExample"));
    inspect_ = new QPushButton;
    inspect_->setProperty("primary", true);
    inspect_->setObjectName(QStringLiteral("inspectButton"));
    stop_ = new QPushButton;
    stop_->setObjectName(QStringLiteral("inspectStop"));

    inspectAction_ = pageAction(this, QStringLiteral("inspect"), QKeySequence(QStringLiteral("Ctrl+Return")));
    stopAction_ = pageAction(this, QStringLiteral("stop"), QKeySequence(Qt::Key_Escape));

    auto* top = new QWidget;
    inputs_ = new InputsToggle(this, top, services_.settings, QStringLiteral("inspect/inputs"));
    auto* controls = rowOf({flowOf({inputs_, useChunk_, together({chunkLabel_, chunkLength_})}), wide(progressText_), stop_, inspect_}, 8);
    auto* form = columnIn(top, {}, 8);
    form->addLayout(rowOf({contextLabel_, room(), example_, count_}, 8));
    form->addWidget(context_, 1);

    attention_ = new AttentionPanel;
    reconstruction_ = new ReconstructionPanel(services_.theme);
    tabs_ = new QTabWidget;
    tabs_->setDocumentMode(true);
    tabs_->addTab(attention_, QString());
    tabs_->addTab(reconstruction_, QString());
    outdated_ = roleLabel("warning");
    outdated_->setObjectName(QStringLiteral("outdatedInspection"));
    outdated_->hide();
    auto* results = new QWidget;
    auto* below = columnIn(results, {}, 4);
    below->addWidget(outdated_);
    below->addWidget(tabs_, 1);
    emptyText_ = roleLabel("muted");
    emptyText_->setAlignment(Qt::AlignCenter);
    emptyText_->setWordWrap(true);
    stack_ = new QStackedWidget;
    stack_->addWidget(emptyText_);
    stack_->addWidget(results);
    auto* asked = new QWidget;
    auto* lower = columnIn(asked, {}, 8);
    lower->addLayout(controls);
    lower->addWidget(stack_, 1);
    splitter_ = new QSplitter(Qt::Vertical);
    splitter_->setHandleWidth(12);
    splitter_->addWidget(top);
    splitter_->addWidget(asked);
    splitter_->setCollapsible(1, false);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 4);
    auto* page = columnIn(this, {16, 16, 16, 12}, 8);
    page->addWidget(models_);
    page->addWidget(message_);
    page->addWidget(splitter_, 1);
}

void InspectPage::inspect()
{
    if (attentionJob_ || reconstructionJob_)
        return;
    const QString text = context_->text();
    if (session_.compressorPath().isEmpty())
        return message_->show(MessageBar::Kind::warning, tr("Choose a compressor checkpoint first."), tr("Models"));
    if (text.trimmed().isEmpty()) {
        inputs_->reveal();
        context_->setFocus();
        return message_->show(MessageBar::Kind::warning, tr("Paste a context first."));
    }
    // Before that the chunk settings on the page are not those of the checkpoint.
    if (!session_.isKnown())
        return session_.whenKnown(this, [this] { inspect(); });
    message_->clear();
    const Asked now = asked();
    const ChunkSettings& chunks = now.chunks;
    progress_.restart();
    progressText_->clear();
    const auto failed = [this](const QString& message) { message_->show(MessageBar::Kind::error, message); };
    attentionJob_ = session_.submit(this, session_.compressorPath(),
        [this, context = text.toStdString(), chunks, now](
            Session& session, CancelToken& cancel, const Post& post) {
            ProgressPoster progress(post, [this](const WorkProgress& told) { showProgress(told); });
            auto report = std::make_shared<const AttentionReport>(session.attention(context, chunks, cancel, &progress));
            post([this, report = std::move(report), now] {
                attention_->setReport(report);
                // What was read back before may be of another context.
                attention_->setReconstruction({});
                attentionOf_ = now;
                nameTabs();
                showOutdated();
                stack_->setCurrentIndex(1);
            });
        });
    reconstructionJob_ = session_.submit(this, session_.compressorPath(),
        [this, context = text.toStdString(), chunks, now](
            Session& session, CancelToken& cancel, const Post& post) {
            ProgressPoster progress(post, [this](const WorkProgress& told) { showProgress(told); });
            const ReconstructionReport report = session.reconstruct(context, chunks, cancel, &progress);
            post([this, report, now] {
                reconstruction_->setReport(report);
                attention_->setReconstruction(report);
                reconstructionOf_ = now;
                showOutdated();
                stack_->setCurrentIndex(1);
            });
        });
    for (Job* job : {attentionJob_.data(), reconstructionJob_.data()}) {
        connect(job, &Job::failed, this, failed);
        connect(job, &Job::ended, this, [this, job] {
            if (attentionJob_ == job)
                attentionJob_ = nullptr;
            if (reconstructionJob_ == job)
                reconstructionJob_ = nullptr;
            updateState();
        });
    }
    updateState();
}

InspectPage::Asked InspectPage::asked() const
{
    return {context_->text(), session_.lmPath(), session_.compressorPath(), {useChunk_->isChecked(), chunkLength_->value()}, QDateTime::currentDateTime()};
}

void InspectPage::showOutdated()
{
    const std::optional<Asked>& of = tabs_->currentIndex() == 0 ? attentionOf_ : reconstructionOf_;
    const bool outdated = of && !of->sameAs(asked());
    outdated_->setVisible(outdated);
    if (QWidget* shown = tabs_->currentWidget())
        setDimmed(*shown, outdated);
    if (outdated)
        outdated_->setText(tr("From %1: of another context, model or chunks").arg(QLocale().toString(of->time, QLocale::ShortFormat)));
}

void InspectPage::stop()
{
    for (Job* job : {attentionJob_.data(), reconstructionJob_.data()})
        if (job) {
            job->cancel();
            stopping_ = true;
        }
    if (stopping_)
        updateState();
}

void InspectPage::showProgress(const WorkProgress& progress)
{
    QStringList lines{beyondModelText(progress.positions, progress.modelPositions), progress_.sentence(progress)};
    lines.removeAll(QString());
    if (!stopping_)
        progressText_->setText(lines.join(QLatin1Char('\n')));
}

void InspectPage::updateState()
{
    const bool active = attentionJob_ || reconstructionJob_;
    inspectAction_->setEnabled(!active);
    stopping_ = stopping_ && active;
    if (!active || stopping_)
        progressText_->clear();
    takeTurns(inspect_, !active, stop_, active && !stopping_);
    stopAction_->setEnabled(active && !stopping_);
    attention_->setReading(active);
    stop_->setText(stopping_ ? tr("Stopping…") : tr("Stop"));
    emptyText_->setText(active ? tr("Computing…")
                               : tr("Paste a context and press Inspect: the attention of every digest and the "
                                    "reconstruction appear here."));
}

void InspectPage::setChunking(const ChunkSettings& chunking)
{
    useChunk_->setChecked(chunking.use_chunk);
    chunkLength_->setValue(int(chunking.max_chunk_len));
    chunkLength_->setEnabled(chunking.use_chunk);
}

void InspectPage::activated()
{
    models_->refreshFolders();
    sessionMessage_->refresh();
}

void InspectPage::receive(const QVariantMap& payload)
{
    if (payload.contains(payload::kLmPath) || payload.contains(payload::kCompressorPath))
        session_.choose(payload.value(payload::kLmPath, session_.lmPath()).toString(),
            payload.value(payload::kCompressorPath, session_.compressorPath()).toString());
    if (payload.contains(payload::kContext))
        context_->setText(payload.value(payload::kContext).toString());
    if (payload.contains(payload::kUseChunk))
        setChunking(
            {payload.value(payload::kUseChunk).toBool(), payload.value(payload::kMaxChunkLen, 512).toLongLong()});
    const QStringList paths = payload.value(payload::kPaths).toStringList();
    if (!paths.isEmpty() && !QFileInfo(paths.first()).isDir())
        context_->loadFile(paths.first());
}

void InspectPage::nameTabs()
{
    tabs_->setTabText(0, attention_->hasAttention() ? tr("Attention") : tr("Digests"));
    tabs_->setTabText(1, tr("Reconstruction"));
}

void InspectPage::retranslate()
{
    showOutdated();
    models_->retranslate(title());
    contextLabel_->setText(tr("&Context"));
    context_->setPlaceholderText(tr("Paste a text, or drop a file here."));
    context_->editor()->setAccessibleName(tr("Context"));
    context_->retranslate();
    useChunk_->setText(tr("Compress in chunks"));
    useChunk_->setToolTip(tr("Cut a long context into equal chunks, compress each and join the digests."));
    chunkLabel_->setText(tr("Longest chunk"));
    chunkLength_->setAccessibleName(tr("Longest chunk"));
    chunkLength_->setSuffix(tr(" tokens"));
    example_->setText(tr("Fill in an example"));
    example_->setToolTip(tr("A held-out text of the demo"));
    inspectAction_->setText(tr("Inspect"));
    stopAction_->setText(tr("Stop"));
    inspect_->setText(tr("Inspect"));
    inspect_->setToolTip(tr("Compress the context and look inside (%1)")
                             .arg(inspectAction_->shortcut().toString(QKeySequence::NativeText)));
    nameTabs();
    inputs_->retranslate();
    attention_->retranslate();
    reconstruction_->retranslate();
    counter_.request([this] { return context_->text(); });
    updateState();
}

} // namespace icf::ui
