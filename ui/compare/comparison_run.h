#pragma once
#include <QObject>
#include <QPointer>

#include <vector>

#include "ui/compare/comparison.h"

namespace icf::ui {

/// Asks one question to several columns, one after the other, on the shared session.
class ComparisonRun : public QObject {
    Q_OBJECT
public:
    explicit ComparisonRun(SharedSession& session, QObject* parent = nullptr);

    /// Starts; comparison.columns say which columns.  What ran before is stopped first.  Where the session does not know yet how
    /// the compressor cuts contexts, the columns wait for that and take it over.
    void start(Comparison comparison);
    bool active() const { return pending_ > 0; }
    /// Stops one column; the text so far stays.
    void stop(int column);
    /// Stops everything.
    void stopAll();
    /// What came out so far.
    const Comparison& result() const { return comparison_; }

Q_SIGNALS:
    void columnStarted(int column);
    /// How far the column is before its first token.
    void progress(int column, const icf::WorkProgress& progress);
    /// The column was asked to end and has not yet.
    void columnStopping(int column);
    /// Text that a new token adds.
    void piece(int column, const QString& text);
    /// The column's result is in result().
    void columnEnded(int column);
    /// All columns ended.
    void finished();

private:
    void submitAll();
    void submit(int column);
    /// Ends a column that has no job, once the caller has seen start() return.
    void endLater(int column);
    void ended(int column);

    SharedSession& session_;
    Comparison comparison_;
    std::vector<QPointer<Job>> jobs_;
    std::vector<bool> unwanted_; ///< Stopped before it had a job.
    int pending_ = 0;
    quint64 number_ = 0; ///< Counts starts, so that late pieces of an older run are dropped.
};

} // namespace icf::ui
