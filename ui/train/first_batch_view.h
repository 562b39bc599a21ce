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

namespace icf::ui {

class MessageBar;

/// The rows that a run with the present settings would read first, as the models read them.  Computed beside everything else, on a thread of its own.
class FirstBatchView : public QWidget {
    Q_OBJECT
public:
    explicit FirstBatchView(Services& services, QWidget* parent = nullptr);

    /// Reads the first batch of a run with these options; what was being read for others is given up.
    void load(const TrainOptions& options);
    /// The same when the options differ from those that are shown, or being read, and the view can be seen.
    void follow(const TrainOptions& options);
    bool isLoading() const { return job_ != nullptr; }
    const std::optional<FirstBatch>& batch() const { return batch_; }
    void retranslate();

Q_SIGNALS:
    /// Back was pressed.
    void closed();

private:
    void showBatch();
    void updateState();

    Services& services_;
    Runner reader_;  ///< A large file is looked through once; the checks of the form must not wait for it.
    QPointer<Job> job_;
    TrainOptions options_;
    std::optional<FirstBatch> batch_;
    QLabel *title_, *summary_, *legend_;
    QPushButton *back_, *stop_;
    QProgressBar* progress_;
    MessageBar* message_;
    QTextBrowser* text_;
};

} // namespace icf::ui
