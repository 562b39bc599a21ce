#pragma once
#include <QFrame>

#include <vector>

#include "core/report/reports.h"
#include "ui/train/training_phase.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace icf::ui {

class ElidedLabel;

/// Head of the live half: which run, its state, the actions it allows, progress, and the figures that matter now.
class RunHeader : public QFrame {
    Q_OBJECT
public:
    explicit RunHeader(QWidget* parent = nullptr);

    void setRun(const QString& name, const QString& folder);
    void setPhase(Phase phase, const AllowedActions& allowed);
    /// State in words while idle ("finished", "failed").
    void setOutcome(const QString& text, const char* role);
    void setProgress(const ProgressReport& progress);
    void setStep(const StepReport& step);
    void setValidation(const ValidationReport& validation);
    void clearFigures();
    void retranslate();

Q_SIGNALS:
    void pauseRequested();
    void resumeRequested();
    void stopRequested(bool save);
    void checkpointRequested();
    void folderRequested();

private:
    struct Figure {
        QLabel* name;
        QLabel* value;
    };
    enum Place { kLoss, kValidation, kSpeed, kThroughput, kElapsed, kLeft, kFigures };
    void showState(const QString& text, const char* role);

    ElidedLabel* title_;
    QLabel* state_;
    QPushButton* pause_;
    QPushButton* stop_;
    QPushButton* discard_;
    QPushButton* checkpoint_;
    QToolButton* folder_;
    QProgressBar* overall_;
    QProgressBar* epoch_;
    QLabel* overallText_;
    QLabel* epochText_;
    std::vector<Figure> figures_;
    Phase phase_ = Phase::idle;
    AllowedActions allowed_;
    QString folderPath_;
    ProgressReport progress_;
};

} // namespace icf::ui
