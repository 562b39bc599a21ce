#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/calm_combo_box.h"
#include "ui/common/flow_layout.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/compare/column_chooser.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/conversation_panel.h"
#include "ui/compare/history_panel.h"
#include "ui/compare/prompt_set_panel.h"
#include "ui/compare/question_form.h"
#include "ui/compare/settings_panel.h"
#include "ui/session/model_bar.h"
#include "ui/session/results.h"
#include "ui/session/session_message.h"

/// How the Compare page is put together, what it says, and what of it is remembered.
namespace icf::ui {

namespace {

QWidget* plain(QLayout* layout)
{
    auto* widget = new QWidget;
    layout->setContentsMargins(0, 0, 0, 0);
    widget->setLayout(layout);
    return widget;
}

} // namespace

void ComparePage::buildLayout()
{
    models_ = new ModelBar(services_, session_);
    message_ = new MessageBar;
    message_->setObjectName(QStringLiteral("compareMessage"));
    sessionMessage_ = new SessionMessage(session_, *message_, this);
    connect(
        message_, &MessageBar::actionTriggered, this, [this] { Q_EMIT openRequested(QStringLiteral("models"), {}); });
    form_ = new QuestionForm(services_);
    board_ = new AnswerBoard;
    historyPanel_ = new HistoryPanel(history_);
    historyPanel_->setMinimumWidth(180);
    historyPanel_->hide();

    auto* answers = new QVBoxLayout;
    answers->setSpacing(8);
    buildControls(answers);
    setPanel_ = new PromptSetPanel(set_);
    setPanel_->setObjectName(QStringLiteral("promptSet"));
    setPanel_->hide();
    answers->addWidget(setPanel_);
    outdated_ = roleLabel("warning");
    outdated_->setObjectName(QStringLiteral("outdatedAnswers"));
    outdated_->setWordWrap(true);
    outdated_->hide();
    answers->addWidget(outdated_);
    conversationPanel_ = new ConversationPanel;
    conversationPanel_->setObjectName(QStringLiteral("conversation"));
    conversationPanel_->hide();
    answers->addWidget(board_, 1);
    answers->addWidget(conversationPanel_);
    answers->addWidget(rateRow_);
    verdict_ = new QLabel;
    verdict_->setObjectName(QStringLiteral("verdict"));
    verdict_->setWordWrap(true);
    verdict_->hide();
    answers->addWidget(verdict_);

    down_ = new QSplitter(Qt::Vertical);
    down_->setHandleWidth(12);
    down_->addWidget(form_);
    down_->addWidget(plain(answers));
    down_->setStretchFactor(0, 2);
    down_->setStretchFactor(1, 5);
    down_->setCollapsible(1, false);
    // Answers get the room; what is asked scrolls.
    down_->setSizes({200, 600});
    across_ = new QSplitter(Qt::Horizontal);
    across_->setHandleWidth(16);
    across_->addWidget(down_);
    across_->addWidget(historyPanel_);
    across_->setStretchFactor(0, 1);
    across_->setCollapsible(0, false);

    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(16, 16, 16, 12);
    page->setSpacing(8);
    page->addWidget(models_);
    page->addWidget(message_);
    page->addWidget(across_, 1);
}

void ComparePage::buildControls(QVBoxLayout* column)
{
    compareAction_ = pageAction(this, QStringLiteral("compare"), QKeySequence(QStringLiteral("Ctrl+Return")));
    stopAction_ = pageAction(this, QStringLiteral("stop"), QKeySequence(Qt::Key_Escape));
    historyAction_ = pageAction(this, QStringLiteral("archive"), QKeySequence(QStringLiteral("Ctrl+H")));
    historyAction_->setCheckable(true);
    setAction_ = pageAction(this, QStringLiteral("queue"), QKeySequence(QStringLiteral("Ctrl+Shift+O")));

    conversationAction_ = pageAction(this, QStringLiteral("chart"), QKeySequence(QStringLiteral("Ctrl+J")));
    conversationAction_->setCheckable(true);

    chooser_ = new ColumnChooser;
    compareButton_ = new QPushButton;
    compareButton_->setProperty("primary", true);
    compareButton_->setObjectName(QStringLiteral("compareButton"));
    stopButton_ = new QPushButton;
    stopButton_->setObjectName(QStringLiteral("stopButton"));
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(chooser_, 1);
    first->addWidget(stopButton_, 0, Qt::AlignTop);
    first->addWidget(compareButton_, 0, Qt::AlignTop);

    settingsToggle_ = new QToolButton;
    settingsToggle_->setCheckable(true);
    settingsToggle_->setIcon(icon(QStringLiteral("settings")));
    settingsToggle_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    settingsToggle_->setFocusPolicy(Qt::StrongFocus);
    settingsToggle_->setObjectName(QStringLiteral("settingsToggle"));
    settings_ = new SettingsPanel;
    settings_->hide();
    differenceLabel_ = roleLabel("muted");
    difference_ = new CalmComboBox;
    difference_->addItems({QString(), QString(), QString()});
    difference_->setObjectName(QStringLiteral("differenceBase"));
    differenceLabel_->setBuddy(difference_);
    blind_ = new QCheckBox;
    blind_->setObjectName(QStringLiteral("blind"));
    historyToggle_ = new QToolButton;
    historyToggle_->setDefaultAction(historyAction_);
    historyToggle_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    historyToggle_->setFocusPolicy(Qt::StrongFocus);
    conversationButton_ = new QToolButton;
    conversationButton_->setDefaultAction(conversationAction_);
    conversationButton_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    conversationButton_->setFocusPolicy(Qt::StrongFocus);
    conversationButton_->setObjectName(QStringLiteral("conversationButton"));
    setButton_ = new QToolButton;
    setButton_->setDefaultAction(setAction_);
    setButton_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setButton_->setFocusPolicy(Qt::StrongFocus);
    setButton_->setObjectName(QStringLiteral("promptSetButton"));
    difference_->setMinimumContentsLength(8);
    inputs_ = new InputsToggle(this, form_, services_.settings, QStringLiteral("compare/inputs"));
    auto* row = flowOf({inputs_, settingsToggle_, room(), blind_, together({differenceLabel_, difference_}), conversationButton_, setButton_, historyToggle_});

    rateLabel_ = new QLabel;
    FlowBar* rating = flowOf({room(), rateLabel_});
    for (const char* name : {"rate_a", "rate_b", "rate_tie", "rate_both_bad"}) {
        rateButtons_ << new QPushButton;
        rateButtons_.last()->setObjectName(QLatin1StringView(name));
        rating->flow()->addWidget(rateButtons_.last());
    }
    rating->flow()->addStretch();
    rateRow_ = rating;
    rateRow_->hide();

    column->addLayout(first);
    column->addWidget(row);
    column->addWidget(settings_);
}

void ComparePage::retranslate()
{
    models_->retranslate(title());
    form_->retranslate();
    chooser_->retranslate();
    inputs_->retranslate();
    settings_->retranslate();
    board_->retranslate();
    historyPanel_->retranslate();
    setPanel_->retranslate();
    conversationPanel_->retranslate();
    compareAction_->setText(tr("Compare"));
    stopAction_->setText(tr("Stop all columns"));
    historyAction_->setText(tr("History"));
    historyAction_->setToolTip(
        tr("Show earlier comparisons (%1)").arg(historyAction_->shortcut().toString(QKeySequence::NativeText)));
    conversationAction_->setText(tr("Conversation"));
    conversationAction_->setToolTip(withKeys(tr("Ask several questions about one context and add up what they cost with digests, with the full context and with the full context kept"),
        conversationAction_->shortcut()));
    setAction_->setText(tr("Prompt set"));
    setAction_->setToolTip(tr("Ask the prompts of a file one after the other, unattended (%1)")
                               .arg(setAction_->shortcut().toString(QKeySequence::NativeText)));
    compareButton_->setText(tr("Compare"));
    compareButton_->setToolTip(tr("Ask every column, one after the other (%1)")
                                   .arg(compareAction_->shortcut().toString(QKeySequence::NativeText)));
    stopButton_->setToolTip(
        tr("Stop all columns (%1)").arg(stopAction_->shortcut().toString(QKeySequence::NativeText)));
    settingsToggle_->setText(settings_->summary());
    settingsToggle_->setToolTip(tr("Settings, the same for every column"));
    settingsToggle_->setAccessibleName(tr("Settings"));
    differenceLabel_->setText(tr("Mark words that differ from"));
    difference_->setItemText(0, tr("full-context answer"));
    difference_->setItemText(1, tr("reference answer"));
    difference_->setItemText(2, tr("nothing"));
    difference_->setAccessibleName(differenceLabel_->text());
    blind_->setText(tr("Blind"));
    blind_->setToolTip(tr("Hide which of two columns is which until you have rated the answers"));
    rateLabel_->setText(tr("Which answer is better?"));
    const QStringList rates{tr("A"), tr("B"), tr("Equally good"), tr("Both bad")};
    for (int i = 0; i < rateButtons_.size(); ++i)
        rateButtons_[i]->setText(rates[i]);
    updateActions();
    judge();
    showVerdict(answered_);
    showOutdated();
}

void ComparePage::restoreView()
{
    Settings& settings = services_.settings;
    QList<ColumnKind> kinds;
    // A compressor is worth what it does better than the simplest ways to read as few vectors.
    const QStringList usual{QStringLiteral("full"), QStringLiteral("compressed"), QStringLiteral("truncated_first"), QStringLiteral("mean_pooled")};
    for (const QString& key : settings.value(QStringLiteral("compare/columns"), usual).toStringList())
        if (const auto kind = ColumnKind::fromKey(key))
            kinds << *kind;
    QMap<int, QString> checkpoints;
    for (const QString& folder : settings.value(QStringLiteral("compare/checkpoints")).toStringList())
        if (QFileInfo::exists(folder))
            checkpoints[int(checkpoints.size()) + 1] = folder;
    chooser_->setOffered(knownCheckpoints(services_));
    chooser_->setChosen(kinds, checkpoints);
    CompareSettings values;
    values.maxNewTokens = settings.value(QStringLiteral("compare/max_new_tokens"), values.maxNewTokens).toLongLong();
    SamplingSettings& sampling = values.sampling;
    sampling.temperature = settings.value(QStringLiteral("compare/temperature"), sampling.temperature).toDouble();
    sampling.top_p = settings.value(QStringLiteral("compare/top_p"), sampling.top_p).toDouble();
    sampling.top_k = settings.value(QStringLiteral("compare/top_k")).toLongLong();
    sampling.sampling_seed = settings.value(QStringLiteral("compare/sampling_seed")).toLongLong();
    settings_->setSettings(values);
    difference_->setCurrentIndex(settings.value(QStringLiteral("compare/difference"), 0).toInt());
    across_->restoreState(settings.value(QStringLiteral("compare/across")).toByteArray());
    down_->restoreState(settings.value(QStringLiteral("compare/down")).toByteArray());
    historyAction_->setChecked(settings.value(QStringLiteral("compare/history"), false).toBool());
}

void ComparePage::storeView() const
{
    Settings& settings = services_.settings;
    QStringList keys;
    for (const ColumnKind& kind : chooser_->chosen())
        if (kind.further == 0)
            keys << kind.key();
    const CompareSettings values = settings_->settings();
    settings.setValue(QStringLiteral("compare/columns"), keys);
    settings.setValue(QStringLiteral("compare/max_new_tokens"), values.maxNewTokens);
    settings.setValue(QStringLiteral("compare/temperature"), values.sampling.temperature);
    settings.setValue(QStringLiteral("compare/top_p"), values.sampling.top_p);
    settings.setValue(QStringLiteral("compare/top_k"), qint64(values.sampling.top_k));
    settings.setValue(QStringLiteral("compare/sampling_seed"), qint64(values.sampling.sampling_seed));
    settings.setValue(QStringLiteral("compare/difference"), difference_->currentIndex());
    settings.setValue(QStringLiteral("compare/checkpoints"), chooser_->checkpoints());
    settings.setValue(QStringLiteral("compare/across"), across_->saveState());
    settings.setValue(QStringLiteral("compare/down"), down_->saveState());
    settings.setValue(QStringLiteral("compare/history"), historyAction_->isChecked());
}

} // namespace icf::ui
