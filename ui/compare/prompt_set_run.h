#pragma once
#include "ui/compare/comparison_run.h"
#include "ui/compare/prompt_set.h"

namespace icf::ui {

/// Asks a prompt set, one question after the other, without anybody watching: each to every column, with the same settings.
class PromptSetRun : public QObject {
    Q_OBJECT
public:
    explicit PromptSetRun(ComparisonRun& run, QObject* parent = nullptr);

    /// base: models, settings and columns; its question is exchanged.  Does nothing while a run is active.
    void start(Comparison base, std::vector<PromptItem> items);
    /// Ends after the column that is running.
    void stop();
    bool active() const { return active_; }
    int done() const { return done_; }
    int total() const { return int(items_.size()); }
    const SetScores& scores() const { return scores_; }
    const Comparison& base() const { return base_; }

Q_SIGNALS:
    /// The next question begins.
    void asking(const icf::ui::Comparison& comparison);
    /// done() and scores() changed.
    void progressed();
    /// All questions were asked, or stop() was called.
    void finished();

private:
    void next();
    void take();

    ComparisonRun& run_;
    Comparison base_;
    std::vector<PromptItem> items_;
    SetScores scores_;
    int done_ = 0;
    bool active_ = false, stopping_ = false;
};

} // namespace icf::ui
