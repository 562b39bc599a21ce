#pragma once
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

#include "core/run/run_folder.h"
#include "ui/runs/evaluation_index.h"
#include "ui/common/settings.h"
#include "ui/runner/runner.h"

namespace icf::ui {

/// One run folder as the table shows it.
struct ListedRun {
    RunInfo info;
    qint64 bytes = 0;  ///< Size of the folder.
    std::optional<RunEvaluation> evaluation = std::nullopt;  ///< The newest one of a checkpoint of the run.
};

/// Lists the run folders below the settings' roots, again and again, on a background thread: runs of the command line appear
/// and change state by themselves.  Works on mounted and synced folders, since it only looks.
class RunScanner : public QObject {
    Q_OBJECT
public:
    RunScanner(Runner& background, const Settings& settings, QObject* parent = nullptr);

    /// Looks now.
    void scan();
    /// Looks every few seconds (true) or only on scan().
    void setWatching(bool watching);

Q_SIGNALS:
    void scanned(const std::vector<icf::ui::ListedRun>& runs);

private:
    Runner& background_;
    const Settings& settings_;
    QTimer timer_;
    QPointer<Job> job_;
    std::shared_ptr<EvaluationIndex> evaluations_; ///< Used by one job at a time.
};

} // namespace icf::ui
