#include "ui/options/prompt_template_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

#include "core/facts/prompt_choice.h"
#include "core/options/path_checks.h"
#include "ui/common/calm_combo_box.h"
#include "ui/common/engine_text.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/flow_layout.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/theme.h"

namespace icf::ui {

namespace {

ExactTextEdit* textBox(const char* name)
{
    auto* box = new ExactTextEdit;
    box->setObjectName(QLatin1StringView(name));
    box->setFont(Theme::monospace());
    box->setTabChangesFocus(true);
    box->setMinimumSize(200, 40);
    return box;
}

/// Replaces a text as typing does, so that undo brings it back.
void replaceText(ExactTextEdit* box, const std::string& text)
{
    QTextCursor cursor(box->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(ExactTextEdit::toShown(exactText(text)));
    box->moveCursor(QTextCursor::Start);
}

} // namespace

PromptTemplateDialog::PromptTemplateDialog(const QString& nameOrFile, const std::string& languageModel, const std::string& compressor, QWidget* parent)
    : QDialog(parent), begin_(new CalmComboBox), bos_(new QCheckBox(tr("&Begin with the model's bos token"))), prefix_(textBox("templatePrefix")),
      lead_(textBox("templateLead")), postfix_(textBox("templatePostfix")), preview_(textBox("templatePreview")), message_(new QLabel)
{
    setWindowTitle(tr("Prompt template"));
    build();
    begin(addStarts(nameOrFile, languageModel, compressor));
    for (ExactTextEdit* box : {prefix_, lead_, postfix_}) {
        box->document()->clearUndoRedoStacks();
        connect(box, &QPlainTextEdit::textChanged, this, &PromptTemplateDialog::showState);
    }
    connect(bos_, &QCheckBox::toggled, this, &PromptTemplateDialog::showState);
    connect(begin_, &QComboBox::activated, this, &PromptTemplateDialog::begin);
    if (!problem_.isEmpty())
        showMessage(problem_, "error");
}

void PromptTemplateDialog::build()
{
    begin_->setObjectName(QStringLiteral("templateBegin"));
    begin_->setPlaceholderText(tr("Your own texts"));
    bos_->setObjectName(QStringLiteral("templateBos"));
    preview_->setReadOnly(true);
    message_->setObjectName(QStringLiteral("templateMessage"));
    message_->setWordWrap(true);

    auto* column = columnIn(this, {16, 16, 16, 16}, 12);
    auto* beginLabel = new QLabel(tr("Te&mplate"));
    beginLabel->setBuddy(begin_);
    column->addWidget(flowOf({together({beginLabel, begin_}), room(), bos_}));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    int row = 0;
    const auto add = [&](const QString& title, ExactTextEdit* box, int atColumn, int rows) {
        auto* label = new QLabel(title);
        label->setBuddy(box);
        box->setAccessibleName(QString(title).remove(QLatin1Char('&')));
        grid->addWidget(label, row, atColumn);
        grid->addWidget(box, row + 1, atColumn, rows, 1);
    };
    add(tr("The whole prompt"), preview_, 1, 5);
    for (const auto& [title, box] : {std::pair{tr("&Prefix, before the context"), prefix_}, {tr("&Lead, before the question"), lead_},
                                     {tr("P&ostfix, before the answer"), postfix_}}) {
        add(title, box, 0, 1);
        grid->setRowStretch(row + 1, 1);
        row += 2;
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid, 1);
    column->addWidget(message_);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    use_ = buttons->addButton(tr("Use"), QDialogButtonBox::AcceptRole);
    use_->setObjectName(QStringLiteral("templateUse"));
    use_->setProperty("primary", true);
    use_->setDefault(true);
    auto* saveAs = buttons->addButton(tr("Save as…"), QDialogButtonBox::ActionRole);
    saveAs->setObjectName(QStringLiteral("templateSaveAs"));
    column->addWidget(buttons);
    // The preview was put into the grid first, but is read last.
    QWidget* before = begin_;
    for (QWidget* next : std::initializer_list<QWidget*>{bos_, prefix_, lead_, postfix_, preview_}) {
        setTabOrder(before, next);
        before = next;
    }
    resize(QSize(860, 560).boundedTo(screen()->availableSize() - QSize(8, 40)));
    connect(buttons, &QDialogButtonBox::accepted, this, &PromptTemplateDialog::useOrSave);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(saveAs, &QPushButton::clicked, this, &PromptTemplateDialog::saveAs);
}

int PromptTemplateDialog::addStarts(const QString& nameOrFile, const std::string& languageModel, const std::string& compressor)
{
    if (const std::string name = nameOrFile.toStdString(); !name.empty() && !PromptTemplate::isKnown(name)) {
        try {
            starts_.push_back({QFileInfo(nameOrFile).fileName(), PromptTemplate::named(name), nameOrFile});
            file_ = nameOrFile;
        } catch (const std::exception& error) {
            problem_ = engineText(error);
        }
    }
    const auto offer = [this](const QString& title, const PromptTemplate& texts) {
        const QString name = QString::fromStdString(texts.name);
        starts_.push_back({title.arg(name), texts, PromptTemplate::isKnown(texts.name) ? name : QString()});
    };
    // What cannot be read is said at its own field.
    try {
        if (const auto own = compressor.empty() ? std::nullopt : templateOfCompressor(compressor))
            offer(tr("The compressor's: %1"), *own);
    } catch (const std::exception&) {
    }
    try {
        std::vector<OptionProblem> problems;
        checkLanguageModel("lm_path", languageModel, problems);
        if (problems.empty())
            offer(tr("The language model's: %1"), templateOfModel(languageModel));
    } catch (const std::exception&) {
    }
    for (const PromptTemplate& known : PromptTemplate::known())
        offer(QStringLiteral("%1"), known);
    for (const Start& start : starts_)
        begin_->addItem(start.title);
    const auto named = std::ranges::find_if(starts_, [&](const Start& start) { return start.title == nameOrFile; });
    return named == starts_.end() ? 0 : int(named - starts_.begin());
}

void PromptTemplateDialog::begin(int index)
{
    const PromptTemplate texts = starts_[std::size_t(index)].texts;
    {
        const QSignalBlocker quietPrefix(prefix_), quietLead(lead_), quietPostfix(postfix_), quietBos(bos_);
        replaceText(prefix_, texts.prefix);
        replaceText(lead_, texts.lead);
        replaceText(postfix_, texts.postfix);
        bos_->setChecked(texts.bos);
    }
    begin_->setCurrentIndex(index);
    showState();
}

PromptTemplate PromptTemplateDialog::texts() const
{
    PromptTemplate now{"custom", bos_->isChecked(), prefix_->text().toStdString(), lead_->text().toStdString(), postfix_->text().toStdString()};
    if (const auto known = std::ranges::find(PromptTemplate::known(), now); known != PromptTemplate::known().end())
        now.name = known->name;
    return now;
}

void PromptTemplateDialog::showState()
{
    const PromptTemplate now = texts();
    // The list says what the texts are: several of it may be the same.
    if (const int index = begin_->currentIndex(); index < 0 || starts_[std::size_t(index)].texts != now) {
        const auto same = std::ranges::find(starts_, now, &Start::texts);
        begin_->setCurrentIndex(same == starts_.end() ? -1 : int(same - starts_.begin()));
    }
    const bool own = begin_->currentIndex() < 0;
    use_->setText(own && !file_.isEmpty() ? tr("Save") : tr("Use"));
    use_->setEnabled(!own || !file_.isEmpty());
    showMessage(use_->isEnabled() ? QString() : tr("Save your own texts as a file to use them."), "muted");
    showPreview();
}

void PromptTemplateDialog::showPreview()
{
    const int scrolled = preview_->verticalScrollBar()->value();
    QTextCharFormat plain, place;
    place.setFontWeight(QFont::Bold);
    place.setForeground(palette().brush(QPalette::Link));
    preview_->clear();
    QTextCursor cursor(preview_->document());
    const auto add = [&](const QString& text, const QString& placeholder) {
        cursor.insertText(ExactTextEdit::toShown(text), plain);
        cursor.insertText(placeholder, place);
    };
    if (bos_->isChecked())
        add({}, QStringLiteral("⟨bos⟩"));
    add(prefix_->text(), tr("⟨context⟩"));
    add(lead_->text(), tr("⟨question⟩"));
    add(postfix_->text(), tr("⟨answer⟩"));
    preview_->verticalScrollBar()->setValue(scrolled);
}

void PromptTemplateDialog::showMessage(const QString& text, const char* role)
{
    message_->setText(text);
    message_->setProperty("role", QLatin1StringView(role));
    message_->style()->unpolish(message_);
    message_->style()->polish(message_);
}

void PromptTemplateDialog::useOrSave()
{
    if (begin_->currentIndex() < 0) {
        save(file_);
        return;
    }
    chosen_ = starts_[std::size_t(begin_->currentIndex())].value;
    accept();
}

void PromptTemplateDialog::saveAs()
{
    QFileDialog dialog(this, tr("Save the prompt template"), file_.isEmpty() ? QString() : QFileInfo(file_).absolutePath(), tr("JSON (*.json)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("json"));
    dialog.selectFile(file_.isEmpty() ? QStringLiteral("prompt_template.json") : QFileInfo(file_).fileName());
    if (dialog.exec() == QDialog::Accepted)
        save(dialog.selectedFiles().constFirst());
}

void PromptTemplateDialog::save(const QString& file)
{
    try {
        const nlohmann::json json = texts().toJson();
        // What could not be read again is not written.
        PromptTemplate::fromJson(json, file.toStdString());
        writeWholeFile(file, QByteArray::fromStdString(json.dump(2)) + '\n');
    } catch (const std::exception& error) {
        showMessage(engineText(error), "error");
        return;
    }
    chosen_ = file;
    accept();
}

} // namespace icf::ui
