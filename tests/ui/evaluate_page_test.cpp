#include <QComboBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

#include "page_fixture.h"
#include "ui/common/evaluation_text.h"
#include "ui/common/message_bar.h"
#include "ui/evaluate/evaluate_form.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/evaluate/ratio_plot.h"
#include "ui/evaluate/result_tables.h"
#include "ui/evaluate/results_view.h"
#include "ui/options/option_form.h"
#include "ui/session/payload.h"

using namespace icf;
using namespace icf::ui;

namespace {

/// Settings that answer in seconds.
void makeSmall(EvaluatePage& page, const QString& folder)
{
    OptionForm* form = page.form()->form();
    form->setValue(QStringLiteral("save_path"), folder.toStdString());
    form->setValue(QStringLiteral("rows"), std::int64_t{8});
    form->setValue(QStringLiteral("batch_size"), std::int64_t{4});
    form->setValue(QStringLiteral("systems"), std::string("compressed,full,none"));
    form->setValue(QStringLiteral("resamples"), std::int64_t{200});
    form->setValue(QStringLiteral("dtype"), std::string("float32"));
    form->setValue(QStringLiteral("threads"), std::int64_t{1});
    form->setValue(QStringLiteral("max_new_tokens"), std::int64_t{16});
}

} // namespace

class EvaluatePageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void evaluatesTheDemoAtAClickAndShowsTheTables();
    void opensAFolderOfTheCommandLineWhenDropped();
    void saysWhyItCannotStart();
    void stopKeepsWhatWasComputed();
    void takesACheckpointFromAnotherPage();
    void namesFollowTheKeys();
    void aMetricThatIsNotDefinedIsADashWithTheReason();
    void systemsOfOneRatioHaveARowEachAndSharesEndAtOne();
    void settingsOfOneRatioHaveDotsBesideEachOther();

private:
    QTemporaryDir results_;
};

void EvaluatePageTest::evaluatesTheDemoAtAClickAndShowsTheTables()
{
    PageFixture fixture;
    EvaluatePage page(fixture.services);
    const QAbstractItemModelTester tester(page.results()->systems(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    PageFixture::show(page);
    makeSmall(page, results_.filePath(QStringLiteral("clicked")));
    QTest::mouseClick(PageFixture::child<QPushButton>(page, "evaluateStart"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page.isRunning(), kComputing);
    QVERIFY(!PageFixture::child<QPushButton>(page, "evaluateStart")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!page.isRunning(), kComputing);
    QTRY_COMPARE_WITH_TIMEOUT(page.results()->systems()->rowCount(), 3, kComputing);
    const auto* table = PageFixture::child<QTableView>(page, "systemTable");
    QVERIFY(table->isVisible());
    QStringList names;
    for (int row = 0; row < 3; ++row)
        names << table->model()->index(row, SystemModel::kSystem).data().toString();
    QCOMPARE(names, (QStringList{QStringLiteral("Compressed (icformer-trained)"), QStringLiteral("Full context"), QStringLiteral("No context")}));
    QCOMPARE(PageFixture::child<QTableView>(page, "comparisonTable")->model()->rowCount(), 2);
    QVERIFY(PageFixture::child<QTableView>(page, "exampleTable")->model()->rowCount() > 0);
    const QAbstractItemModel* tokens = PageFixture::child<QTableView>(page, "tokenTable")->model();
    QCOMPARE(tokens->rowCount(), 3);
    QCOMPARE(tokens->headerData(1, Qt::Horizontal).toString(), QStringLiteral("number"));
    QCOMPARE(tokens->columnCount(), 7);
    auto* by = PageFixture::child<QComboBox>(page, "tokensBy");
    PageFixture::child<QTabWidget>(page, "resultTabs")->setCurrentIndex(2);
    by->setFocus();
    QTest::keyClick(by, Qt::Key_Down);
    QCOMPARE(tokens->rowCount(), 3);
    QCOMPARE(tokens->headerData(1, Qt::Horizontal).toString(), QStringLiteral("up to 0.1"));
    QTest::keyClick(by, Qt::Key_Down);
    QCOMPARE(tokens->rowCount(), 0);  // Answers have no places in the text.
    PageFixture::child<QTabWidget>(page, "resultTabs")->setCurrentIndex(0);
    auto* metric = PageFixture::child<QComboBox>(page, "resultMetric");
    metric->setFocus();
    QTest::keyClick(metric, Qt::Key_Down);
    QCOMPARE(metric->currentIndex(), 1);
    page.retranslate();
    QCOMPARE(metric->currentIndex(), 1);
}

void EvaluatePageTest::systemsOfOneRatioHaveARowEachAndSharesEndAtOne()
{
    PageFixture fixture;
    RatioPlot plot(fixture.theme);
    const auto system = [](const std::string& name, double ratio, const Interval& interval) {
        SystemSummary summary;
        summary.system = name;
        summary.ratio = ratio;
        summary.metrics.push_back({"f1", interval, interval.count});
        return summary;
    };
    std::vector<SystemSummary> systems{system("compressed", 8, {0.9, 0.8, 1, 20}), system("truncated_first", 8.02, {0.3, 0, 0.6, 20}),
        system("none", 0, {0.1, 0, 0.2, 20}), system("full", 1, {1, 0.84, 1, 20})};
    plot.showMetric(systems, "f1");
    for (int i = 0; i < plot.graphCount(); ++i) {
        QCOMPARE(plot.graph(i)->lineStyle(), QCPGraph::lsNone);
        QCOMPARE(plot.graph(i)->keyAxis(), plot.yAxis);
    }
    QVERIFY(!plot.legend->visible());
    const auto ticker = plot.yAxis->ticker().dynamicCast<QCPAxisTickerText>();
    QVERIFY(ticker);
    QCOMPARE(QStringList(ticker->ticks().values()), (QStringList{QStringLiteral("Compressed"), QStringLiteral("First tokens"), QStringLiteral("No context"), QStringLiteral("Full context")}));
    QVERIFY(plot.xAxis->range().upper <= 1.021 && plot.xAxis->range().lower >= -0.051);
    // Several ratios are a curve for each system.
    systems.push_back(system("compressed", 16, {0.7, 0.6, 0.8, 20}));
    plot.showMetric(systems, "f1");
    QCOMPARE(plot.graphCount(), 4);
    QCOMPARE(plot.graph(0)->keyAxis(), plot.xAxis);
    QVERIFY(plot.legend->visible());
    QVERIFY(plot.yAxis->range().upper <= 1.021);
}

void EvaluatePageTest::settingsOfOneRatioHaveDotsBesideEachOther()
{
    PageFixture fixture;
    RatioPlot plot(fixture.theme);
    std::vector<SystemSummary> systems;
    for (const char* place : {"length=64 depth=0", "length=64 depth=1"})
        for (const char* name : {"compressed", "full"}) {
            SystemSummary summary;
            summary.system = name;
            summary.cell = place;
            // Contexts of a length are not of the same number of tokens everywhere.
            summary.ratio = summary.system == "full" ? 1 : summary.cell.ends_with("0") ? 3.88 : 3.91;
            summary.metrics.push_back({"found", {0.5, 0, 1, 4}, 4});
            systems.push_back(summary);
        }
    plot.showMetric(systems, "found");
    QCOMPARE(plot.graphCount(), 2);
    QVERIFY(plot.legend->visible());
    for (int i = 0; i < 2; ++i)
        QCOMPARE(plot.graph(i)->lineStyle(), QCPGraph::lsNone);
    QVERIFY(plot.graph(0)->data()->at(0)->key < plot.graph(1)->data()->at(0)->key);
    const auto ticker = plot.xAxis->ticker().dynamicCast<QCPAxisTickerText>();
    QVERIFY(ticker);
    QCOMPARE(QStringList(ticker->ticks().values()), (QStringList{QStringLiteral("length=64\ndepth=0"), QStringLiteral("length=64\ndepth=1")}));
}

void EvaluatePageTest::opensAFolderOfTheCommandLineWhenDropped()
{
    PageFixture fixture;
    EvaluatePage page(fixture.services);
    PageFixture::show(page);
    page.receive({{payload::kPaths, QStringList{results_.filePath(QStringLiteral("clicked/results.csv"))}}});
    QTRY_COMPARE_WITH_TIMEOUT(page.results()->systems()->rowCount(), 3, kComputing);
    page.receive({{payload::kPaths, QStringList{fixture.folder.path()}}});
    auto* message = PageFixture::child<MessageBar>(page, "evaluateMessage");
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(QStringLiteral("evaluation.json")), kComputing);
}

void EvaluatePageTest::saysWhyItCannotStart()
{
    PageFixture fixture;
    EvaluatePage page(fixture.services);
    PageFixture::show(page);
    makeSmall(page, results_.filePath(QStringLiteral("never")));
    page.form()->form()->setValue(QStringLiteral("tasks"), std::string("nonsense"));
    QTest::mouseClick(PageFixture::child<QPushButton>(page, "evaluateStart"), Qt::LeftButton);
    const auto bars = page.form()->findChildren<MessageBar*>();
    QTRY_VERIFY_WITH_TIMEOUT(std::any_of(bars.begin(), bars.end(), [](MessageBar* bar) { return bar->text().contains(QStringLiteral("nonsense")); }),
        kComputing);
    QVERIFY(!page.isRunning());
    QVERIFY(!QFileInfo::exists(results_.filePath(QStringLiteral("never"))));
}

void EvaluatePageTest::stopKeepsWhatWasComputed()
{
    PageFixture fixture;
    EvaluatePage page(fixture.services);
    PageFixture::show(page);
    const QString folder = results_.filePath(QStringLiteral("stopped"));
    makeSmall(page, folder);
    page.form()->form()->setValue(QStringLiteral("rows"), std::int64_t{400});
    page.form()->form()->setValue(QStringLiteral("batch_size"), std::int64_t{2});
    QTest::mouseClick(PageFixture::child<QPushButton>(page, "evaluateStart"), Qt::LeftButton);
    const auto lines = [&] { return QFileInfo(folder + QStringLiteral("/examples.jsonl")).size(); };
    QTRY_VERIFY_WITH_TIMEOUT(lines() > 0, kComputing);
    QTest::mouseClick(PageFixture::child<QPushButton>(page, "evaluateStop"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!page.isRunning(), kComputing);
    QCOMPARE(readResults(folder.toStdString()).state, std::string("interrupted"));
    QTRY_VERIFY_WITH_TIMEOUT(page.results()->systems()->rowCount() > 0, kComputing);
}

void EvaluatePageTest::takesACheckpointFromAnotherPage()
{
    PageFixture fixture;
    EvaluatePage page(fixture.services);
    page.receive({{payload::kCompressorPath, fixture.services.demo.start}, {payload::kUseChunk, true}, {payload::kMaxChunkLen, 24}});
    QCOMPARE(page.form()->options().model.icformer_path, fixture.services.demo.start.toStdString());
    QCOMPARE(page.form()->options().compression.max_chunk_len, std::int64_t{24});
}

void EvaluatePageTest::namesFollowTheKeys()
{
    QCOMPARE(systemTitle(std::string("other_row (run/step-3)")), QStringLiteral("Another row's digest (run/step-3)"));
    QCOMPARE(systemTitle(std::string("full")), QStringLiteral("Full context"));
    QCOMPARE(taskTitle("qa"), QStringLiteral("Question answering"));
    QCOMPARE(intervalText({"loss", {0.5, 0.25, 0.75, 3}}), QStringLiteral("0.500 ± 0.250"));
    QCOMPARE(intervalText({"em", {0.9, 0.6, 1, 10}}), QStringLiteral("0.900 (0.600–1.000)"));
    QCOMPARE(intervalText({"em", {0.5, 0.5, 0.5, 1}}), QStringLiteral("0.500"));
}

void EvaluatePageTest::aMetricThatIsNotDefinedIsADashWithTheReason()
{
    SystemSummary system;
    system.system = "compressed";
    system.examples = 3;
    system.metrics = {{"em", {1, 0.44, 1, 3}, 3}, {"rougeL_f1", {kUndefined, kUndefined, kUndefined, 0}, 0}, {"bleu", {0.5, 0.1, 0.9, 2}, 2}};
    SystemModel model;
    model.setSystems({system});
    const auto cell = [&](int metric, int role) { return model.index(0, SystemModel::kFixedColumns + metric).data(role).toString(); };
    QCOMPARE(cell(0, Qt::DisplayRole), QStringLiteral("1.000 (0.440–1.000)"));
    QCOMPARE(cell(1, Qt::DisplayRole), QStringLiteral("–"));
    QVERIFY(cell(1, Qt::ToolTipRole).contains(QStringLiteral("Latin")));
    QCOMPARE(cell(2, Qt::DisplayRole), QStringLiteral("0.500 (0.100–0.900)"));
    QVERIFY(cell(2, Qt::ToolTipRole).contains(QStringLiteral("2 of 3 examples")) && cell(2, Qt::ToolTipRole).contains(QStringLiteral("four words")));
    QCOMPARE(model.index(0, SystemModel::kFixedColumns + 1).data(SystemModel::kSortRole).toDouble(), 0.0);
}

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("icformer-studio"));
    QLocale::setDefault(QLocale::c());
    EvaluatePageTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "evaluate_page_test.moc"
