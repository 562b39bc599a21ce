#pragma once
#include <QTimer>
#include <QWidget>

#include "core/results/evaluate_options.h"
#include "ui/common/services.h"
#include "ui/runner/runner.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace icf::ui {

class MessageBar;
class OptionForm;

/// The left half of the Evaluate page: the options, the command line, and Evaluate.
class EvaluateForm : public QWidget {
    Q_OBJECT
public:
    explicit EvaluateForm(Services& services, QWidget* parent = nullptr);

    EvaluateOptions options() const;
    void setOptions(const EvaluateOptions& options);
    OptionForm* form() const { return form_; }
    QPushButton* startButton() const { return start_; }
    void setRunning(bool running);
    void retranslate();

Q_SIGNALS:
    /// Evaluate was pressed and nothing is wrong with the options.
    void startRequested(const icf::EvaluateOptions& options);
    void stopRequested();

private:
    void check(bool thenStart);
    void checked(const std::vector<OptionProblem>& problems, const std::vector<OptionProblem>& advice, bool thenStart);
    void suggestPaths();
    EvaluateOptions stored() const;

    Services& services_;
    OptionForm* form_;
    QTimer delay_;
    int generation_ = 0;
    bool running_ = false;
    QLabel* title_;
    QLineEdit *filter_, *command_;
    QToolButton *advanced_, *copy_;
    MessageBar* messages_;
    QPushButton *start_, *stop_;
};

} // namespace icf::ui
