#include "ui/compare/budget_watch.h"

#include "ui/session/token_counter.h"

namespace icf::ui {

BudgetWatch::BudgetWatch(SharedSession& session, std::function<Comparison()> question, QObject* parent)
    : QObject(parent)
    , session_(session)
    , question_(std::move(question))
{
    timer_.setSingleShot(true);
    timer_.setInterval(TokenCounter::kDebounceMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &BudgetWatch::start);
    connect(&session_, &SharedSession::stateChanged, this, [this] {
        if (session_.state() == SharedSession::State::ready)
            refresh();
    });
}

void BudgetWatch::refresh()
{
    timer_.start();
}

void BudgetWatch::start()
{
    if (session_.state() != SharedSession::State::ready)
        return;
    if (job_) {
        // One at a time: a long context takes a while to count, and only the newest question matters.
        again_ = true;
        return;
    }
    const Comparison question = question_();
    if (question.context.isEmpty() && question.prompt.isEmpty()) {
        Q_EMIT budgetsChanged({});
        return;
    }
    std::vector<std::pair<QString, GenerationRequest>> requests;
    const bool compressor = !question.checkpoint.isEmpty() && session_.compressorProblem().isEmpty();
    for (const ColumnResult& column : question.columns)
        if (column.kind.further == 0 && (compressor || !column.kind.needsCompressor()))
            requests.emplace_back(column.kind.key(), question.request(column.kind));
    if (requests.empty())
        return;
    job_ = session_.submit(this, compressor ? question.checkpoint : QString(),
        [this, requests = std::move(requests)](Session& session, CancelToken& cancel, const Post& post) {
            Budgets budgets;
            for (const auto& [key, request] : requests) {
                cancel.throwIfStopped();
                budgets[key] = session.budget(request);
            }
            post([this, budgets] { Q_EMIT budgetsChanged(budgets); });
        });
    connect(job_, &Job::ended, this, [this] {
        job_ = nullptr;
        if (std::exchange(again_, false))
            timer_.start();
    });
}

} // namespace icf::ui
