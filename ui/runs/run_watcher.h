#pragma once
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <map>
#include <memory>

#include "core/run/run_folder.h"
#include "ui/plot/run_curves.h"
#include "ui/runner/runner.h"

namespace icf::ui {

/// Follows metrics and samples of some run folders while they grow, whoever writes them.
class RunWatcher : public QObject {
    Q_OBJECT
public:
    explicit RunWatcher(Runner& background, QObject* parent = nullptr);

    /// Follows exactly these folders; what was read of those that stay is kept.
    void watch(const QStringList& folders);
    /// What an epoch of a watched run has, see RunCurves::setSamplesPerEpoch.
    void setSamplesPerEpoch(const QString& folder, std::int64_t samples);
    /// When a watched run was at work, see RunCurves::setSessions.
    void setSessions(const QString& folder, const std::vector<RunSession>& sessions);
    /// The curves of the watched folders, in the order of watch().
    std::vector<std::shared_ptr<const RunCurves>> curves() const;
    /// Looks again and again (true) or not at all.
    void setActive(bool active);

Q_SIGNALS:
    /// Points were added to the curves.
    void grown();
    /// Samples of a folder arrived; anew: forget the folder's older ones.
    void sampled(const QString& folder, const std::vector<icf::SampleReport>& samples, bool anew);

private:
    struct Watched {
        std::shared_ptr<MetricsReader> reader;  ///< Used on the background thread only.
        std::shared_ptr<RunCurves> curves;
        bool polled = false;                    ///< Read at least once.
    };
    struct News {
        QString folder;
        bool anew = false;
        std::vector<StepReport> steps;
        std::vector<ValidationReport> validations;
        std::vector<SampleReport> samples;
    };

    void poll();
    void take(const std::vector<News>& news);

    Runner& background_;
    QTimer timer_;
    QPointer<Job> job_;
    QStringList order_;
    std::map<QString, Watched> watched_;
    bool again_ = false;
};

} // namespace icf::ui
