#pragma once
#include <QPointer>
#include <QWidget>

#include <optional>

#include "core/options/run_options.h"
#include "core/report/first_batch.h"
#include "ui/common/services.h"
#include "ui/runner/runner.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTextBrowser;
class QToolButton;

namespace icf::ui {

class MessageBar;

/// The rows that a run with the present settings would read first, as the models read them; those that it reads next, where its folder holds a run to be
/// resumed.  Computed beside everything else, on a thread of its own.
class FirstBatchView : public QWidget {
    Q_OBJECT
public:
    explicit FirstBatchView(Services& services, QWidget* parent = nullptr);

    /// Reads the first batch of a run with these options, and so many processes; what was being read for others is given up.
    void load(const TrainOptions& options, int processes);
    /// The same when they differ from those that are shown, or being read, and the view can be seen.
    void follow(const TrainOptions& options, int processes);
    bool isLoading() const { return job_ != nullptr; }
    const std::optional<FirstBatch>& batch() const { return batch_; }
    void retranslate();

Q_SIGNALS:
    /// Back was pressed.
    void closed();

private:
    bool showsResumed() const { return resumable_ && resumed_->isChecked(); }
    void showBatch();
    void updateState();

    Services& services_;
    Runner reader_;  ///< A large file is looked through once; the checks of the form must not wait for it.
    QPointer<Job> job_;
    TrainOptions options_;
    int processes_ = 1;
    std::optional<std::int64_t> resumable_;  ///< Steps done by the run in the run folder, where it can be resumed.
    std::optional<FirstBatch> batch_;
    QLabel *title_, *summary_, *legend_;
    QPushButton *back_, *stop_;
    QToolButton* resumed_;
    QProgressBar* progress_;
    MessageBar* message_;
    QTextBrowser* text_;
};

} // namespace icf::ui
