#pragma once
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <map>

#include "ui/compare/comparison.h"

namespace icf::ui {

/// Keeps up to date what every column would read, while the question is being typed.  Only asks models that are open
/// already; before that there are no budgets.
class BudgetWatch : public QObject {
    Q_OBJECT
public:
    using Budgets = std::map<QString, TokenBudget>; ///< By ColumnKind::key().

    /// question: gives the comparison to count, called when the user has paused.
    BudgetWatch(SharedSession& session, std::function<Comparison()> question, QObject* parent = nullptr);

    /// Something changed: count anew soon.
    void refresh();
    /// True when the newest budgets are of the question as it is now.
    bool isSettled() const { return !timer_.isActive() && !job_; }

Q_SIGNALS:
    void budgetsChanged(const icf::ui::BudgetWatch::Budgets& budgets);

private:
    void start();

    SharedSession& session_;
    std::function<Comparison()> question_;
    QTimer timer_;
    QPointer<Job> job_;
    bool again_ = false;
};

} // namespace icf::ui
