#include <QFileDialog>
#include <QFileInfo>

#include <utility>

#include "ui/common/message_bar.h"
#include "ui/compare/answer_column.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/prompt_set_panel.h"
#include "ui/compare/question_form.h"

/// How the Compare page asks a prompt set unattended.
namespace icf::ui {

void ComparePage::connectSet()
{
    connect(setAction_, &QAction::triggered, this, &ComparePage::chooseSet);
    connect(setPanel_, &PromptSetPanel::runRequested, this, &ComparePage::runSet);
    connect(setPanel_, &PromptSetPanel::closed, setPanel_, &QWidget::hide);
    connect(&set_, &PromptSetRun::asking, this, [this](const Comparison& comparison) {
        answered_ = comparison;
        byCheckpoint_.clear();
        someColumns_ = false;
        form_->setQuestion(comparison.context, comparison.prompt, comparison.reference);
        for (const ColumnResult& column : comparison.columns)
            if (AnswerColumn* shown = board_->column(column.kind))
                shown->reset(true);
        showOutdated();
        updateActions();
    });
    connect(&set_, &PromptSetRun::finished, this, [this] {
        form_->setQuestion(own_.context, own_.prompt, own_.reference);
        form_->holdDraft(false);
        own_ = {};
        // What the set answered is in the history; below the user's own question stands what belongs to it.
        showAnswers(std::exchange(ownAnswered_, {}));
        updateActions();
        Q_EMIT statusMessage(tr("%n prompt(s) asked", nullptr, set_.done()));
    });
}

void ComparePage::chooseSet()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a prompt set"), services_.demo.root,
        tr("Prompt sets (*.jsonl *.json *.jsonl.gz *.jsonl.zst *.txt);;All files (*)"));
    if (!path.isEmpty())
        openSet(path);
}

void ComparePage::openSet(const QString& path)
{
    if (set_.active())
        return;
    Job* job = services_.background.submit(this, [this, path, context = form_->context()](CancelToken&, const Post& post) {
        auto items = std::make_shared<std::vector<PromptItem>>(readPromptSet(path, context));
        post([this, items, path] {
            // Somebody may have begun one in the meantime.
            if (set_.active())
                return;
            setPanel_->offer(QFileInfo(path).fileName(), std::move(*items));
            setPanel_->show();
        });
    });
    connect(job, &Job::failed, this, [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
}

void ComparePage::runSet()
{
    if (run_.active() || set_.active())
        return;
    std::vector<PromptItem> items = setPanel_->chosen();
    if (items.empty())
        return;
    Comparison base = question();
    // The columns and models are the page's, the question is the set's.
    base.context = items.front().context;
    base.prompt = items.front().prompt;
    if (refused(base))
        return;
    own_ = {form_->context(), form_->prompt(), form_->reference()};
    ownAnswered_ = answered_;
    form_->holdDraft(true);
    blindRun_ = false;
    rateRow_->hide();
    verdict_->hide();
    board_->setBlind(false);
    set_.start(std::move(base), std::move(items));
}

} // namespace icf::ui
