#pragma once
#include <QPointer>
#include <QTimer>

#include "core/evaluate/evaluate.h"
#include "ui/common/services.h"
#include "ui/page.h"
#include "ui/runner/runner.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace icf::ui {

class EvaluateForm;
class MessageBar;
class ResultsView;

/// Compares compressors with baselines and shows the results; opens result folders of the command line too.
class EvaluatePage : public Page {
    Q_OBJECT
public:
    explicit EvaluatePage(Services& services, QWidget* parent = nullptr);
    ~EvaluatePage() override;

    QString title() const override;
    QString summary() const override;
    QString iconName() const override { return QStringLiteral("evaluate"); }
    void retranslate() override;
    /// Takes a checkpoint and model to evaluate (ui/session/payload.h), or a dropped results folder.
    void receive(const QVariantMap& payload) override;

    /// Shows a results folder and follows it while it grows.
    void open(const QString& folder);
    EvaluateForm* form() const { return form_; }
    ResultsView* results() const { return view_; }
    bool isRunning() const { return job_ != nullptr; }

private:
    void buildLayout();
    void start(const EvaluateOptions& options);
    void showProgress(const EvaluateProgress& progress);
    void showResults(const EvaluationResults& results, const QString& folder);
    void poll();

    Services& services_;
    Runner worker_;  ///< Its own thread: an evaluation must hold up neither training nor answers.
    QPointer<Job> job_, readJob_;
    QTimer follow_;  ///< Rereads a folder that another program is writing.
    QString folder_;
    qint64 readAt_ = 0;

    EvaluateForm* form_;
    ResultsView* view_;
    MessageBar* message_;
    QLabel *folderLabel_, *progressText_, *empty_;
    QProgressBar* progress_;
    QPushButton *open_, *show_;
    QStackedWidget* stack_;
    QSplitter* across_;
};

} // namespace icf::ui
