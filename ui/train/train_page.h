#pragma once
#include <functional>

#include "ui/common/services.h"
#include "ui/page.h"
#include "ui/train/training_controller.h"

class QSplitter;

namespace icf::ui {

class ConfigPanel;
class LivePanel;
struct CheckedOptions;

/// Set up a run, start it, watch it.
class TrainPage : public Page {
    Q_OBJECT
public:
    /// train: what computes; the tests put their own in its place.
    explicit TrainPage(Services& services, TrainingController::TrainFunction train = &icf::train, QWidget* parent = nullptr);

    QString title() const override;
    QString summary() const override;
    QString iconName() const override { return QStringLiteral("train"); }
    void retranslate() override;
    /// Takes {"options": JSON text of train options, "source": name} (duplicate a run), {"resume": JSON text of options} and
    /// {"paths": dropped files}.
    void receive(const QVariantMap& payload) override;

    TrainingController& controller() { return controller_; }
    ConfigPanel* config() const { return config_; }
    LivePanel* live() const { return live_; }
    /// For MainWindow::addCloseGuard: asks what to do with a run that is training.
    bool mayClose(const std::function<void()>& closeLater);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void start(const CheckedOptions& checked);
    /// Says in the page that a run folder is taken, by a run of the queue or by another process; false when it is free.
    bool refusedAsTaken(const std::string& folder, const std::string& writer);
    void startDemo();
    void compare(const QueuedRun& run, const SampleReport* sample);

    Services& services_;
    TrainingController controller_;
    QSplitter* split_;
    ConfigPanel* config_;
    LivePanel* live_;
};

} // namespace icf::ui
