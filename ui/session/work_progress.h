#pragma once
#include <QElapsedTimer>
#include <QString>

#include <functional>
#include <optional>

#include "core/base/time_left.h"
#include "core/report/reports.h"
#include "ui/runner/runner.h"

namespace icf::ui {

/// Brings the progress of a computation to the interface thread, a few times a second however often it is told.  On the computing thread.
class ProgressPoster : public ProgressSink {
public:
    /// arrive: called on the interface thread.
    ProgressPoster(const Post& post, std::function<void(const WorkProgress&)> arrive);
    void onProgress(const WorkProgress& progress) override;

private:
    const Post& post_;
    std::function<void(const WorkProgress&)> arrive_;
    std::optional<WorkStage> stage_;
    QElapsedTimer sinceLast_;
};

/// Progress as a sentence, with an estimate of the time that the stage still takes.
class ProgressText {
public:
    /// Forgets what was before.
    void restart() { stage_.reset(); }
    /// "Reading 312,450 tokens · 12 % · about 3:20 min left"; empty as long as the stage is short.
    QString sentence(const WorkProgress& progress);

private:
    std::optional<WorkStage> stage_;
    double share_ = 0;
    QElapsedTimer sinceStage_;
    TimeLeft left_;
};

/// Says that more positions are read than the model was made for; empty when that is not so.
QString beyondModelText(std::int64_t positions, std::int64_t modelPositions);

} // namespace icf::ui
