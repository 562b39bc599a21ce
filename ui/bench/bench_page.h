#pragma once
#include <QPointer>

#include <optional>

#include "core/bench/bench.h"
#include "ui/common/services.h"
#include "ui/page.h"
#include "ui/runner/runner.h"

class QLabel;
class QLineEdit;
class QMenu;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace icf::ui {

class BenchTable;
class MessageBar;
class OptionForm;

/// Measures this machine: the same call as icformer bench, with its options as a form and its rows as a table.
class BenchPage : public Page {
    Q_OBJECT
public:
    explicit BenchPage(Services& services, QWidget* parent = nullptr);
    ~BenchPage() override;

    QString title() const override;
    QString summary() const override;
    QString iconName() const override { return QStringLiteral("bench"); }
    void retranslate() override;

    BenchOptions options() const;
    OptionForm* form() const { return form_; }
    /// The last finished benchmark.
    const std::optional<BenchReport>& report() const { return report_; }

private:
    QWidget* makeForm();
    QWidget* makeResults();
    BenchOptions stored() const;
    void start();
    void updateState();
    void exportReport(bool csv);

    Services& services_;
    QPointer<Job> job_;
    std::optional<BenchReport> report_;
    OptionForm* form_;
    BenchTable* model_;
    QTableView* table_;
    MessageBar* message_;
    QLabel *title_, *what_, *machine_, *empty_;
    QStackedWidget* stack_;
    QLineEdit* command_;
    QToolButton *advanced_, *copy_;
    QPushButton *start_, *stop_, *export_;
    QMenu* exports_;
    QProgressBar* progress_;
    QSplitter* across_;
};

} // namespace icf::ui
