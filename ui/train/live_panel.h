#pragma once
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

#include "core/options/run_options.h"
#include "core/report/reports.h"
#include "ui/common/services.h"
#include "ui/plot/run_curves.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTableView;
class QToolButton;

namespace icf::ui {

class CurvePanel;
class FirstBatchView;
class MessageBar;
class QueueModel;
class RunHeader;
class SamplesView;
class TrainingController;
struct QueuedRun;

/// The right half of the Train page: what the run does.  Before the first run it says how to begin.
class LivePanel : public QWidget {
    Q_OBJECT
public:
    LivePanel(Services& services, TrainingController& controller, QWidget* parent = nullptr);

    RunHeader* header() const { return header_; }
    FirstBatchView* firstBatch() const { return firstBatch_; }
    /// Shows the rows that a run with these options would read first, until it is closed or a run begins.
    void showFirstBatch(const TrainOptions& options, int processes);
    CurvePanel* curves() const { return curves_; }
    const std::shared_ptr<RunCurves>& run() const { return run_; }
    void retranslate();

Q_SIGNALS:
    /// The demo's button on the first-run page.
    void demoRequested();
    void message(const QString& text);
    /// Show the answers of a checkpoint; sample may be null.
    void compareRequested(const icf::ui::QueuedRun& run, const icf::SampleReport* sample);

private:
    QWidget* makeWelcome();
    QWidget* makeLive();
    QWidget* makeQueue();
    /// Of which one is shown: each asks for its own height, so that a short one does not scroll.
    std::vector<QWidget*> pages() const;
    void showPage(QWidget* page);
    void listen();
    void onTaken(const QueuedRun& run);
    void onStarted(const TrainingStarted& started);
    /// Reads what a resumed run did before, up to a step, from its folder.
    void readEarlier(std::int64_t lastStep);
    void onEnded(const QueuedRun& run);
    void onQueue();
    void log(Severity severity, const QString& text);
    void openFolder();
    /// Asks before more than a minute of work is thrown away.
    bool mayDiscard();

    Services& services_;
    TrainingController& controller_;
    QTimer redraw_;
    QElapsedTimer sinceCheckpoint_;
    std::shared_ptr<RunCurves> run_;
    std::unique_ptr<QueuedRun> shown_;

    QWidget* welcome_;
    QWidget* live_;
    QLabel* welcomeTitle_;
    QLabel* welcomeText_;
    QPushButton* welcomeDemo_;
    FirstBatchView* firstBatch_;
    RunHeader* header_;
    MessageBar* outcome_;
    MessageBar* held_;
    CurvePanel* curves_;
    QTabWidget* tabs_;
    SamplesView* samples_;
    QueueModel* queueModel_;
    QTableView* queue_;
    QToolButton* up_;
    QToolButton* down_;
    QToolButton* remove_;
    QPushButton* continue_;
    QPlainTextEdit* log_;
};

} // namespace icf::ui
