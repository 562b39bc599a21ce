#include "ui/compare/comparison_run.h"

#include <memory>

#include "core/facts/summarize.h"
#include "ui/common/exact_text_edit.h"
#include "ui/session/work_progress.h"

namespace icf::ui {

namespace {

/// Passes pieces to the interface thread.
class PostingSink : public TokenSink {
public:
    PostingSink(const Post& post, std::function<void(QString)> arrive, std::function<void(const WorkProgress&)> progress)
        : post_(post)
        , arrive_(std::move(arrive))
        , progress_(post, std::move(progress))
    {
    }
    void onProgress(const WorkProgress& progress) override { progress_.onProgress(progress); }
    void onToken(std::int64_t, const std::string& piece) override
    {
        if (piece.empty())
            return;
        post_([arrive = arrive_, text = exactText(piece)] { arrive(text); });
    }

private:
    const Post& post_;
    std::function<void(QString)> arrive_;
    ProgressPoster progress_;
};

} // namespace

ComparisonRun::ComparisonRun(SharedSession& session, QObject* parent)
    : QObject(parent)
    , session_(session)
{
}

void ComparisonRun::start(Comparison comparison)
{
    stopAll();
    ++number_;
    comparison_ = std::move(comparison);
    const int count = int(comparison_.columns.size());
    jobs_.assign(std::size_t(count), nullptr);
    unwanted_.assign(std::size_t(count), false);
    pending_ = count;
    if (count == 0) {
        Q_EMIT finished();
        return;
    }
    if (session_.isKnown())
        return submitAll();
    session_.whenKnown(this, [this, number = number_] {
        if (number != number_)
            return;
        comparison_.settings.chunking = session_.chunking();
        submitAll();
    });
}

void ComparisonRun::submitAll()
{
    const int count = int(comparison_.columns.size());
    if (count <= 2) {
        // As given: in a blind comparison the order must not tell which is which.
        for (int i = 0; i < count; ++i)
            submit(i);
        return;
    }
    // Further checkpoints go last: exchanging the compressor back and forth would cost more than the order is worth.
    for (const bool further : {false, true})
        for (int i = 0; i < count; ++i)
            if ((comparison_.columns[i].kind.further > 0) == further)
                submit(i);
}

void ComparisonRun::endLater(int column)
{
    QMetaObject::invokeMethod(
        this,
        [this, column, number = number_] {
            if (number == number_)
                ended(column);
        },
        Qt::QueuedConnection);
}

void ComparisonRun::submit(int column)
{
    ColumnResult& result = comparison_.columns[column];
    const bool misfit = !session_.compressorProblem().isEmpty();
    const QString checkpoint = result.kind.further > 0 ? result.checkpoint
        : misfit && !result.kind.needsCompressor() ? QString()
                                                   : comparison_.checkpoint;
    if (result.kind.dependsOnCompressor())
        result.checkpoint = checkpoint;
    const auto number = number_;
    if (result.kind.needsCompressor() && checkpoint.isEmpty()) {
        result.error = tr("Choose a compressor checkpoint.");
        return endLater(column);
    }
    if (unwanted_[std::size_t(column)])
        return endLater(column);
    Job* job = session_.submit(this, checkpoint,
        [this, column, number, request = comparison_.request(result.kind), further = result.kind.further > 0 ? checkpoint.toStdString() : std::string()](
            Session& session, CancelToken& cancel, const Post& post) mutable {
            if (!further.empty()) {
                const ChunkSettings own = chunkingOf(summarizeModel(further));
                request.chunks = own;
                post([this, column, number, own] {
                    if (number == number_)
                        comparison_.columns[column].chunking = own;
                });
            }
            PostingSink sink(post, [this, column, number](const QString& text) {
                if (number != number_)
                    return;
                comparison_.columns[column].text += text;
                Q_EMIT piece(column, text);
            }, [this, column, number](const WorkProgress& report) {
                if (number == number_)
                    Q_EMIT progress(column, report);
            });
            const GenerationReport report = session.generate(request, sink, cancel);
            post([this, column, number, report, type = session.computeType()] {
                if (number != number_)
                    return;
                comparison_.computeType = QString::fromStdString(type);
                comparison_.columns[column].report = report;
                comparison_.columns[column].text = exactText(report.text);
            });
        });
    jobs_[std::size_t(column)] = job;
    connect(job, &Job::started, this, [this, column, number] {
        if (number == number_)
            Q_EMIT columnStarted(column);
    });
    connect(job, &Job::failed, this, [this, column, number](const QString& message) {
        if (number == number_)
            comparison_.columns[column].error = message;
    });
    connect(job, &Job::ended, this, [this, column, number] {
        if (number == number_)
            ended(column);
    });
}

void ComparisonRun::ended(int column)
{
    --pending_;
    // It is deleted a moment later, when it may not be stopped any more.
    jobs_[std::size_t(column)] = nullptr;
    Q_EMIT columnEnded(column);
    if (pending_ == 0)
        Q_EMIT finished();
}

void ComparisonRun::stop(int column)
{
    if (Job* job = jobs_.at(std::size_t(column))) {
        job->cancel();
        Q_EMIT columnStopping(column);
    } else {
        unwanted_[std::size_t(column)] = true;
    }
}

void ComparisonRun::stopAll()
{
    for (int i = 0; i < int(jobs_.size()); ++i)
        stop(i);
}

} // namespace icf::ui
