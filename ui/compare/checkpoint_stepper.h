#pragma once
#include <QWidget>

#include "ui/session/run_checkpoints.h"

class QLabel;
class QToolButton;

namespace icf::ui {

/// Steps through the checkpoints of a run: back, where one is, on.  Hidden where there is nothing to step to.
class CheckpointStepper : public QWidget {
    Q_OBJECT
public:
    /// namesStep: says the current one's step too, where nothing beside it does.
    explicit CheckpointStepper(bool namesStep, QWidget* parent = nullptr);

    /// The checkpoints of the run, by number, and which one is meant.
    void setCheckpoints(const QList<CheckpointStep>& checkpoints, const QString& current);
    /// Means another one of them; none where it is not among them.
    void setCurrent(const QString& folder);
    /// Title of the current one, with its step; empty while it is not known.
    QString title() const;
    /// Optimizer steps of the current one; nothing while they are not known.
    std::optional<qint64> step() const { return index_ < 0 ? std::nullopt : checkpoints_[index_].step; }
    int count() const { return int(checkpoints_.size()); }
    /// False while something is computed that stepping would disturb.
    void setSteppable(bool steppable);
    void retranslate();

Q_SIGNALS:
    /// The user steps to this checkpoint.
    void chosen(const QString& folder);

private:
    void stepBy(int steps);
    void showPlace();

    const bool namesStep_;
    QList<CheckpointStep> checkpoints_;
    int index_ = -1;
    bool steppable_ = true;
    QToolButton* pressed_ = nullptr; ///< Gets the focus back once it can be pressed again.
    QToolButton *back_, *on_;
    QLabel* place_;
};

} // namespace icf::ui
