#pragma once
#include <QWidget>

#include "core/results/results.h"

class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QTableView;
class QTabWidget;

namespace icf::ui {

class RatioPlot;
class SystemModel;
class TextTable;
class Theme;
class TokenView;

/// One evaluation's results: systems as a table and as quality against ratio, paired comparisons, tokens right, examples, cost.
class ResultsView : public QWidget {
    Q_OBJECT
public:
    explicit ResultsView(Theme& theme, QWidget* parent = nullptr);

    /// Shows results; keeps the chosen task, setting and metric where they still exist.
    void setResults(const EvaluationResults& results);
    SystemModel* systems() const { return systems_; }
    void retranslate();

private:
    QTableView* makeTable(TextTable* model, const QString& name);
    void fillTasks();
    void fillCells();
    void fillMetrics();
    void showSystems();
    void showComparisons();
    void showExamples();
    void showCost();

    EvaluationResults results_;
    QComboBox *task_, *cell_, *metric_;
    QLabel *taskLabel_, *cellLabel_, *metricLabel_, *costNote_;
    QTabWidget* tabs_;
    SystemModel* systems_;
    QSortFilterProxyModel* sorted_;
    TextTable *comparisons_, *examples_, *cost_;
    QTableView *systemTable_, *comparisonTable_, *exampleTable_, *costTable_;
    RatioPlot* plot_;
    TokenView* tokens_;
};

} // namespace icf::ui
