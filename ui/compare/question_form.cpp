#include "ui/compare/question_form.h"

#include <QFile>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include "ui/common/exact_text_edit.h"
#include "ui/common/format.h"
#include "ui/common/parts.h"
#include "ui/common/services.h"
#include "ui/common/settings.h"
#include "ui/session/context_edit.h"

namespace icf::ui {

namespace {

constexpr int kDraftMilliseconds = 1000;

QString draftFile(const Services& services)
{
    return services.settings.dataFolder() + QStringLiteral("/compare-draft.json");
}

QLabel* mutedLabel()
{
    auto* label = roleLabel("muted");
    return label;
}

} // namespace

QuestionForm::QuestionForm(Services& services, QWidget* parent)
    : QWidget(parent)
    , services_(services)
    , contextLabel_(new QLabel)
    , promptLabel_(new QLabel)
    , referenceLabel_(new QLabel)
    , contextCount_(mutedLabel())
    , promptCount_(mutedLabel())
    , example_(new QPushButton)
    , context_(new ContextEdit)
    , prompt_(new ExactTextEdit)
    , reference_(new QLineEdit)
    , contextCounter_(services.background)
    , promptCounter_(services.background)
{
    example_->setObjectName(QStringLiteral("exampleButton"));
    example_->setFlat(true);
    contextCount_->setObjectName(QStringLiteral("contextCount"));
    prompt_->setObjectName(QStringLiteral("promptEdit"));
    prompt_->setTabChangesFocus(true);
    prompt_->installEventFilter(this);
    prompt_->setMinimumHeight(prompt_->fontMetrics().height() + 16);
    reference_->setObjectName(QStringLiteral("referenceEdit"));
    reference_->installEventFilter(this);
    context_->editor()->installEventFilter(this);
    context_->setMinimumHeight(64);
    contextLabel_->setBuddy(context_->editor());
    promptLabel_->setBuddy(prompt_);
    referenceLabel_->setBuddy(reference_);

    const auto header = [](QLabel* label, QLabel* count, QWidget* extra = nullptr) {
        auto* row = rowOf({label, room()}, 8);
        if (extra)
            row->addWidget(extra);
        if (count)
            row->addWidget(count);
        return row;
    };
    auto* left = new QVBoxLayout;
    left->setSpacing(4);
    left->addLayout(header(contextLabel_, contextCount_, example_));
    left->addWidget(context_, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(4);
    right->addLayout(header(promptLabel_, promptCount_));
    right->addWidget(prompt_, 1);
    right->addSpacing(4);
    right->addWidget(referenceLabel_);
    right->addWidget(reference_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addLayout(left, 3);
    row->addLayout(right, 2);
    setTabOrder(context_->editor(), prompt_);
    setTabOrder(prompt_, reference_);

    draftTimer_.setSingleShot(true);
    draftTimer_.setInterval(kDraftMilliseconds);
    connect(&draftTimer_, &QTimer::timeout, this, &QuestionForm::saveDraft);
    connect(context_, &ContextEdit::textChanged, this, [this] {
        contextCounter_.request([this] { return context_->text(); });
        if (!loading_ && !held_)
            draftTimer_.start();
        Q_EMIT questionChanged();
    });
    connect(prompt_, &QPlainTextEdit::textChanged, this, [this] {
        promptCounter_.request([this] { return prompt_->text(); });
        if (!loading_ && !held_)
            draftTimer_.start();
        Q_EMIT questionChanged();
    });
    connect(reference_, &QLineEdit::textChanged, this, [this] {
        if (!loading_ && !held_)
            draftTimer_.start();
        Q_EMIT referenceChanged();
    });
    connect(context_, &ContextEdit::refused, this, &QuestionForm::refused);
    connect(example_, &QPushButton::clicked, this, &QuestionForm::exampleRequested);
    const auto show = [](QLabel* label) {
        return [label](qint64 tokens, const QString& problem) {
            label->setText(tokens < 0 ? QString() : tr("%1 tokens").arg(QLocale().toString(tokens)));
            label->setToolTip(plainTip(problem));
        };
    };
    connect(&contextCounter_, &TokenCounter::counted, this, show(contextCount_));
    connect(&promptCounter_, &TokenCounter::counted, this, show(promptCount_));
    connect(&contextCounter_, &TokenCounter::pending, this, [this] { contextCount_->setText(tr("counting…")); });
    loadDraft();
}

QuestionForm::~QuestionForm()
{
    if (draftTimer_.isActive())
        draftWriter()();
}

QString QuestionForm::context() const
{
    return context_->text();
}
QString QuestionForm::prompt() const
{
    return prompt_->text();
}
QString QuestionForm::reference() const
{
    return reference_->text() == shownReference_ ? givenReference_ : reference_->text();
}

void QuestionForm::setQuestion(const QString& context, const QString& prompt, const QString& reference)
{
    context_->setText(context);
    prompt_->setText(prompt);
    givenReference_ = reference;
    reference_->setText(reference);
    shownReference_ = reference_->text();
}

void QuestionForm::setContext(const QString& context)
{
    context_->setText(context);
}

void QuestionForm::setModel(const QString& folder)
{
    contextCounter_.setModel(folder);
    promptCounter_.setModel(folder);
}

void QuestionForm::holdDraft(bool hold)
{
    // What the user typed a moment ago is still to be written.
    if (hold && draftTimer_.isActive()) {
        draftTimer_.stop();
        saveDraft();
    }
    held_ = hold;
}

void QuestionForm::setExampleOffered(bool offered)
{
    example_->setVisible(offered);
}

void QuestionForm::loadDraft()
{
    QFile file(draftFile(services_));
    if (!file.open(QIODevice::ReadOnly) || file.size() > 4 * ContextEdit::kMaxCharacters)
        return;
    const QJsonObject json = exactJson(file.readAll()).object();
    loading_ = true;
    setQuestion(json.value(QLatin1StringView("context")).toString(), json.value(QLatin1StringView("prompt")).toString(),
        json.value(QLatin1StringView("reference")).toString());
    loading_ = false;
}

std::function<void()> QuestionForm::draftWriter() const
{
    return [context = context(), prompt = prompt(), reference = reference(), path = draftFile(services_)] {
        const QJsonObject json{{QStringLiteral("context"), context}, {QStringLiteral("prompt"), prompt},
            {QStringLiteral("reference"), reference}};
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly)) {
            file.write(QJsonDocument(json).toJson(QJsonDocument::Compact));
            file.commit();
        }
    };
}

void QuestionForm::saveDraft()
{
    services_.background.submit(nullptr, [write = draftWriter()](CancelToken&, const Post&) { write(); });
}

void QuestionForm::retranslate()
{
    contextLabel_->setText(tr("&Context"));
    promptLabel_->setText(tr("&Prompt"));
    referenceLabel_->setText(tr("&Reference answer (optional)"));
    example_->setText(tr("Fill in an example"));
    example_->setToolTip(tr("A held-out text and question of the demo"));
    // Both editors begin at the same height, although only one heading has a button.
    promptLabel_->setMinimumHeight(example_->sizeHint().height());
    context_->setPlaceholderText(tr("Paste a text, or drop a file here."));
    context_->editor()->setAccessibleName(tr("Context"));
    context_->editor()->setAccessibleDescription(tr("The text that the model is asked about"));
    prompt_->setPlaceholderText(tr("Ask something about the text."));
    prompt_->setAccessibleName(tr("Prompt"));
    prompt_->setAccessibleDescription(tr("The question, without a template"));
    reference_->setPlaceholderText(tr("Answers are scored against it."));
    reference_->setAccessibleName(tr("Reference answer"));
    context_->retranslate();
    contextCounter_.request([this] { return context_->text(); });
    promptCounter_.request([this] { return prompt_->text(); });
}

bool QuestionForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
            && (key->modifiers() & Qt::ControlModifier || watched == reference_)) {
            Q_EMIT submitted();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace icf::ui
