#include "ui/compare/prompt_set_run.h"

#include <QUuid>

namespace icf::ui {

PromptSetRun::PromptSetRun(ComparisonRun& run, QObject* parent)
    : QObject(parent)
    , run_(run)
{
    // Queued: the page keeps a finished comparison before the next one takes its place.
    connect(&run_, &ComparisonRun::finished, this, &PromptSetRun::take, Qt::QueuedConnection);
}

void PromptSetRun::start(Comparison base, std::vector<PromptItem> items)
{
    if (active_ || run_.active() || items.empty())
        return;
    base_ = std::move(base);
    items_ = std::move(items);
    scores_.clear();
    for (const ColumnResult& column : std::as_const(base_.columns))
        scores_[column.kind.key()] = {};
    done_ = 0;
    active_ = true;
    stopping_ = false;
    next();
}

void PromptSetRun::stop()
{
    stopping_ = true;
    run_.stopAll();
}

void PromptSetRun::next()
{
    const PromptItem& item = items_[std::size_t(done_)];
    Comparison comparison = base_;
    comparison.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    comparison.time = QDateTime::currentDateTimeUtc();
    comparison.context = item.context;
    comparison.prompt = item.prompt;
    comparison.reference = item.reference;
    Q_EMIT asking(comparison);
    run_.start(std::move(comparison));
}

void PromptSetRun::take()
{
    if (!active_)
        return;
    if (!stopping_) {
        // Chunks that were not known when the set began are known now.
        base_.settings = run_.result().settings;
        for (const ColumnResult& column : run_.result().columns)
            scores_[column.kind.key()].add(run_.result(), column);
        ++done_;
        Q_EMIT progressed();
    }
    if (!stopping_ && done_ < total())
        return next();
    active_ = false;
    Q_EMIT finished();
}

} // namespace icf::ui
