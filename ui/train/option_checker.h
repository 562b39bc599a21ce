#pragma once
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

#include "core/data/dataset.h"
#include "core/facts/facts.h"
#include "core/options/option_tools.h"
#include "ui/runner/runner.h"

namespace icf::ui {

/// What a look at the disk says about a set of options.
struct CheckedOptions {
    TrainOptions options;
    std::vector<OptionProblem> problems;
    std::vector<OptionProblem> advice;
    DerivedFacts facts;
    std::optional<DataRow> firstRow;  ///< Of the training data; nothing while it cannot be read.
};

/// What a run folder holds that a new run would have to go on with or replace.
struct UnfinishedRun {
    bool there = false;      ///< A run that did not finish, or one that cannot be read.
    bool resumable = false;  ///< It has a checkpoint.
    std::string writer;      ///< Who is writing the folder just now ("process 4711 on host"); empty: nobody.
};
UnfinishedRun unfinishedRunIn(const std::string& folder);

/// Checks options and derives the facts on a background thread, a moment after the last keystroke.
class OptionChecker : public QObject {
    Q_OBJECT
public:
    explicit OptionChecker(Runner& background, QObject* parent = nullptr);

    /// Asks for a check; an older one that is still under way is dropped.
    void check(const TrainOptions& options);
    /// True when the last answer is about the last question.
    bool isUpToDate() const { return upToDate_; }

Q_SIGNALS:
    void checked(const icf::ui::CheckedOptions& result);

private:
    void submit();

    Runner& background_;
    QTimer delay_;
    TrainOptions wanted_;
    QPointer<Job> job_;
    int generation_ = 0;
    bool upToDate_ = false;
};

} // namespace icf::ui
