#include "ui/evaluate/results_view.h"

#include <algorithm>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/common/calm_combo_box.h"
#include "ui/common/evaluation_text.h"
#include "ui/common/flow_layout.h"
#include "ui/common/format.h"
#include "ui/common/parts.h"
#include "ui/evaluate/ratio_plot.h"
#include "ui/evaluate/result_tables.h"
#include "ui/evaluate/token_view.h"

namespace icf::ui {

namespace {

constexpr int kWidestName = 200; ///< Pixels of the column of systems, whose tool tips tell the whole name.

QString text(const std::string& bytes) { return QString::fromStdString(bytes); }

/// Fills a box with entries (data, title) and keeps the choice where it is still there.
void refill(QComboBox* box, const std::vector<std::pair<QString, QString>>& entries)
{
    const QSignalBlocker quiet(box);
    const QString before = box->currentData().toString();
    box->clear();
    for (const auto& [data, title] : entries)
        box->addItem(title, data);
    box->setCurrentIndex(std::max(0, box->findData(before)));
}

} // namespace

ResultsView::ResultsView(Theme& theme, QWidget* parent) : QWidget(parent)
{
    taskLabel_ = new QLabel;
    cellLabel_ = new QLabel;
    metricLabel_ = new QLabel;
    task_ = new CalmComboBox;
    task_->setObjectName(QStringLiteral("resultTask"));
    cell_ = new CalmComboBox;
    cell_->setObjectName(QStringLiteral("resultCell"));
    metric_ = new CalmComboBox;
    metric_->setObjectName(QStringLiteral("resultMetric"));
    auto* top = new FlowBar(12);
    for (const auto& [label, box] : {std::pair(taskLabel_, task_), std::pair(cellLabel_, cell_), std::pair(metricLabel_, metric_)}) {
        label->setProperty("role", QStringLiteral("muted"));
        label->setBuddy(box);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->setMinimumContentsLength(8);
        top->flow()->addWidget(together({label, box}));
    }

    systems_ = new SystemModel(this);
    sorted_ = new QSortFilterProxyModel(this);
    sorted_->setSourceModel(systems_);
    sorted_->setSortRole(SystemModel::kSortRole);
    systemTable_ = new QTableView;
    systemTable_->setObjectName(QStringLiteral("systemTable"));
    systemTable_->setModel(sorted_);
    systemTable_->setSortingEnabled(true);
    systemTable_->sortByColumn(-1, Qt::AscendingOrder);
    makeRowTable(*systemTable_);
    systemTable_->setAlternatingRowColors(true);
    plot_ = new RatioPlot(theme);
    auto* overview = new QSplitter(Qt::Vertical);
    overview->setChildrenCollapsible(false);
    overview->setHandleWidth(12);
    overview->addWidget(systemTable_);
    overview->addWidget(plot_);
    overview->setStretchFactor(0, 1);
    overview->setStretchFactor(1, 1);

    comparisons_ = new TextTable(this);
    examples_ = new TextTable(this);
    cost_ = new TextTable(this);
    comparisonTable_ = makeTable(comparisons_, QStringLiteral("comparisonTable"));
    exampleTable_ = makeTable(examples_, QStringLiteral("exampleTable"));
    exampleTable_->horizontalHeader()->setStretchLastSection(true);
    costTable_ = makeTable(cost_, QStringLiteral("costTable"));
    costNote_ = new QLabel;
    costNote_->setWordWrap(true);
    costNote_->setProperty("role", QStringLiteral("muted"));
    auto* costPart = new QWidget;
    auto* costColumn = columnIn(costPart, {0, 8, 0, 0});
    costColumn->addWidget(costNote_);
    costColumn->addWidget(costTable_, 1);

    tabs_ = new QTabWidget;
    tabs_->setObjectName(QStringLiteral("resultTabs"));
    tabs_->setDocumentMode(true);
    tabs_->addTab(overview, QString());
    tokens_ = new TokenView(theme);
    tabs_->addTab(comparisonTable_, QString());
    tabs_->addTab(tokens_, QString());
    tabs_->addTab(exampleTable_, QString());
    tabs_->addTab(costPart, QString());
    auto* column = columnIn(this, {}, 8);
    column->addWidget(top);
    column->addWidget(tabs_, 1);

    connect(task_, &QComboBox::currentIndexChanged, this, [this] {
        fillCells();
        fillMetrics();
        showSystems();
        showComparisons();
        showExamples();
    });
    connect(cell_, &QComboBox::currentIndexChanged, this, [this] {
        showSystems();
        showComparisons();
        showExamples();
    });
    connect(metric_, &QComboBox::currentIndexChanged, this, [this] {
        plot_->showMetric(systems_->systems(), metric_->currentData().toString().toStdString());
    });
    retranslate();
}

QTableView* ResultsView::makeTable(TextTable* model, const QString& name)
{
    auto* table = new QTableView;
    table->setObjectName(name);
    table->setModel(model);
    makeRowTable(*table);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
    return table;
}

void ResultsView::setResults(const EvaluationResults& results)
{
    results_ = results;
    fillTasks();
    fillCells();
    fillMetrics();
    showSystems();
    showComparisons();
    showExamples();
    showCost();
    if (results_.systems.empty() && !results_.cost.empty())
        tabs_->setCurrentIndex(4);
}

void ResultsView::fillTasks()
{
    std::vector<std::pair<QString, QString>> entries;
    for (const SystemSummary& system : results_.systems) {
        const std::pair entry(text(system.task), taskTitle(system.task));
        if (std::find(entries.begin(), entries.end(), entry) == entries.end())
            entries.push_back(entry);
    }
    refill(task_, entries);
}

void ResultsView::fillCells()
{
    const std::string task = task_->currentData().toString().toStdString();
    std::vector<std::pair<QString, QString>> entries{{QStringLiteral("*"), tr("All settings")}};
    for (const SystemSummary& system : results_.systems) {
        const std::pair entry(text(system.cell), text(system.cell));
        if (system.task == task && !system.cell.empty() && std::find(entries.begin(), entries.end(), entry) == entries.end())
            entries.push_back(entry);
    }
    refill(cell_, entries);
    const bool several = entries.size() > 2;
    cell_->setVisible(several);
    cellLabel_->setVisible(several);
}

void ResultsView::fillMetrics()
{
    const std::string task = task_->currentData().toString().toStdString();
    std::vector<std::pair<QString, QString>> entries;
    for (const SystemSummary& system : results_.systems)
        if (system.task == task)
            for (const MetricSummary& metric : system.metrics)
                if (const std::pair entry(text(metric.key), metricTitle(metric.key)); std::find(entries.begin(), entries.end(), entry) == entries.end())
                    entries.push_back(entry);
    refill(metric_, entries);
}

void ResultsView::showSystems()
{
    const std::string task = task_->currentData().toString().toStdString();
    const QString cell = cell_->currentData().toString();
    std::vector<SystemSummary> chosen;
    for (const SystemSummary& system : results_.systems)
        if (system.task == task && (cell == QLatin1StringView("*") || text(system.cell) == cell))
            chosen.push_back(system);
    systems_->setSystems(std::move(chosen));
    systemTable_->setColumnHidden(SystemModel::kCell, cell_->count() <= 2 || cell != QLatin1StringView("*"));
    systemTable_->resizeColumnsToContents();
    systemTable_->setColumnWidth(SystemModel::kSystem, std::min(kWidestName, systemTable_->columnWidth(SystemModel::kSystem)));
    // The results are read first, and how many examples they are of last.
    QHeaderView* header = systemTable_->horizontalHeader();
    header->moveSection(header->visualIndex(SystemModel::kExamples), header->count() - 1);
    tokens_->setSystems(systems_->systems());
    plot_->showMetric(systems_->systems(), metric_->currentData().toString().toStdString());
}

void ResultsView::showComparisons()
{
    const std::string task = task_->currentData().toString().toStdString();
    const QString cell = cell_->currentData().toString();
    const QLocale locale;
    std::vector<QStringList> rows;
    for (const ComparisonSummary& c : results_.comparisons) {
        if (c.task != task || (cell != QLatin1StringView("*") && text(c.cell) != cell))
            continue;
        QStringList& row = rows.emplace_back(QStringList{text(c.cell), metricTitle(c.metric), systemTitle(c.first), systemTitle(c.second)});
        if (c.result.count > 0)
            row << locale.toString(c.result.difference, 'f', 3)
                << tr("%1 to %2").arg(locale.toString(c.result.low, 'f', 3), locale.toString(c.result.high, 'f', 3))
                << locale.toString(c.result.pValue, 'f', 4);
        else
            row << QStringLiteral("–") << QStringLiteral("–") << QStringLiteral("–");
    }
    comparisons_->setTable({tr("Setting"), tr("Metric"), tr("First"), tr("Second"), tr("First − second"), tr("95 % interval"), tr("p")}, rows, {4, 5, 6});
    comparisonTable_->resizeColumnsToContents();
}

void ResultsView::showExamples()
{
    const std::string task = task_->currentData().toString().toStdString();
    const QString cell = cell_->currentData().toString();
    const auto why = [](const std::string& key) { return key == "best" ? tr("best") : key == "worst" ? tr("worst") : tr("random"); };
    std::vector<QStringList> rows;
    for (const SystemSummary& system : results_.systems) {
        if (system.task != task || (cell != QLatin1StringView("*") && text(system.cell) != cell))
            continue;
        for (const auto& [key, record] : system.shown)
            rows.push_back({systemTitle(system), why(key), record.line > 0 ? QLocale().toString(qlonglong(record.line)) : QString(),
                text(record.prompt), text(record.reference), text(record.output)});
    }
    examples_->setTable({tr("System"), tr("Shown as"), tr("Line"), tr("Prompt"), tr("Reference"), tr("Output")}, rows, {2});
    exampleTable_->resizeColumnsToContents();
    for (int column = 3; column < 6; ++column)
        exampleTable_->setColumnWidth(column, std::min(280, exampleTable_->columnWidth(column)));
}

void ResultsView::showCost()
{
    const QLocale locale;
    const auto seconds = [&](double value) { return tr("%1 ms").arg(locale.toString(value * 1000, 'f', 2)); };
    const auto questions = [&](double value) { return value < 0 ? tr("never") : tr("after %n question(s)", nullptr, int(value)); };
    std::vector<QStringList> rows;
    for (const CostSummary& c : results_.cost) {
        double compress = 0;
        for (const auto& [work, items] : c.flops)
            if (work == "compress")
                compress = total(items);
        rows.push_back({locale.toString(qlonglong(c.length)), locale.toString(qlonglong(c.digests)), seconds(c.seconds.compress),
            seconds(c.seconds.prefillDigests), seconds(c.seconds.prefillContext), seconds(c.seconds.decodeAfterDigests),
            seconds(c.seconds.decodeAfterContext), formatBytes(double(c.cacheBytesDigests)), formatBytes(double(c.cacheBytesContext)),
            formatCount(compress), formatPeakMemory(double(c.peakMemoryBytes), double(std::max(c.devicePeakMemoryDigests, c.devicePeakMemoryContext))), questions(c.breakEven.againstPrefill),
            questions(c.breakEven.againstKeptCache)});
    }
    cost_->setTable({tr("Tokens"), tr("Digests"), tr("Compress"), tr("Prefill digests"), tr("Prefill full"), tr("Decode after digests"),
                        tr("Decode after full"), tr("Cache, digests"), tr("Cache, full"), tr("Compressing: operations"), tr("Peak memory"),
                        tr("Pays against reading again"), tr("Pays against a kept cache")},
        rows, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    costTable_->resizeColumnsToContents();
    costNote_->setText(rows.empty() ? tr("Add the task cost to measure times, cache and the break-even.")
                                    : tr("Medians. Compressing pays after so many questions about one context."));
}

void ResultsView::retranslate()
{
    taskLabel_->setText(tr("Tas&k"));
    cellLabel_->setText(tr("S&etting"));
    metricLabel_->setText(tr("&Metric"));
    task_->setAccessibleName(tr("Task"));
    cell_->setAccessibleName(tr("Setting"));
    metric_->setAccessibleName(tr("Metric"));
    tabs_->setTabText(0, tr("Systems"));
    tabs_->setTabText(1, tr("Paired comparisons"));
    tabs_->setTabText(2, tr("Tokens"));
    tabs_->setTabText(3, tr("Examples"));
    tabs_->setTabText(4, tr("Cost"));
    systemTable_->setAccessibleName(tr("Systems"));
    comparisonTable_->setAccessibleName(tr("Paired comparisons"));
    exampleTable_->setAccessibleName(tr("Examples"));
    costTable_->setAccessibleName(tr("Cost"));
    systems_->retranslate();
    plot_->retranslate();
    tokens_->retranslate();
    setResults(EvaluationResults(results_));
}

} // namespace icf::ui
