#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>

#include "core/results/results.h"
#include "runs_fixture.h"
#include "tests/core/example_records.h"
#include "ui/runs/checkpoint_table.h"

using namespace icf;
using namespace icf::ui;

/// The list of runs: columns, names in sight, checkpoints; by clicks and keys.
class RunsPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNameStaysInSightWhenTheTableIsScrolledSideways()
    {
        RunsFixture runs;
        runs.write("one", 1e-4, 0.25, 4);
        runs.write("two", 2e-4, 0.5, 3.5);
        runs.open(2);
        auto* table = static_cast<NameColumnTable*>(runs.page->table());
        QTableView* names = table->nameColumn();
        QScrollBar* bar = table->horizontalScrollBar();
        QVERIFY(bar->maximum() > 0);
        bar->setValue(bar->maximum());
        QVERIFY(table->visualRect(table->model()->index(0, 0)).right() < 0);
        const QModelIndex second = names->model()->index(1, 0);
        QVERIFY(names->isVisible() && names->rect().contains(names->visualRect(second)));
        QCOMPARE(names->visualRect(second).height(), table->visualRect(second).height());
        // A click on it chooses the row, as one on the rest does, and gives the table the keys.
        QTest::mouseClick(names->viewport(), Qt::LeftButton, {}, names->visualRect(second).center());
        QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(table->selectionModel()->selectedRows().front().row(), 1);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, QPoint(table->viewport()->width() - 20, table->visualRect(names->model()->index(0, 0)).center().y()));
        QCOMPARE(names->selectionModel()->selectedRows().front().row(), 0);
        // What the keys lead to is not below the names.
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, table->model()->columnCount() - 1));
        for (int i = 0; i < table->model()->columnCount() - 2; ++i)
            QTest::keyClick(table, Qt::Key_Left);
        QVERIFY(table->currentIndex().column() == 1);
        QVERIFY(table->visualRect(table->currentIndex()).left() >= names->width() - 1);
        // Its header sorts, and is as wide as the column below.
        QTest::mouseClick(names->horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(20, 8));
        QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("one"));
        QTest::mouseClick(names->horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(20, 8));
        QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("two"));
        names->horizontalHeader()->resizeSection(0, 240);
        QCOMPARE(table->columnWidth(0), 240);
        QCOMPARE(names->width(), 240);
    }

    void showsWhatIsOfUseUntilTheUserChooses()
    {
        RunsFixture runs;
        runs.write("one", 1e-4, 0.25, 4);
        runs.open(1);
        QVERIFY(!runs.titles().contains(QStringLiteral("Tags")) && !runs.titles().contains(QStringLiteral("F1")));
        QVERIFY(runs.titles().contains(QStringLiteral("Accuracy")));
        runs.write("two", 2e-4, 0.5, 3.5, {"good", "seed 1"});
        runs.page->activated();
        QTRY_COMPARE(runs.page->table()->model()->rowCount(), 2);
        // Tags stand beside the name, options that differ at the end.
        QCOMPARE(runs.titles().indexOf(QStringLiteral("Tags")), 2);
        QCOMPARE(runs.titles().last(), QStringLiteral("Learning rate"));
    }

    void theUserChoosesColumnsThatAreSortedAndRemembered()
    {
        RunsFixture runs;
        runs.write("one", 1e-4, 0.25, 4);
        runs.write("two", 2e-4, 0.5, 3.5);
        runs.open(2);
        QVERIFY(!runs.titles().contains(QStringLiteral("Ratio")));
        runs.page->table()->selectRow(1);
        const QString selected = runs.page->table()->selectionModel()->selectedRows().front().data().toString();
        runs.inColumns([](QDialog& dialog) {
            for (const char* title : {"Ratio", "Tokens/s", "Dtype", "Seed", "Task", "Options that differ between the runs"})
                RunsFixture::tick(dialog, QLatin1StringView(title));
        });
        QStringList titles = runs.titles();
        for (const char* title : {"Ratio", "Tokens/s", "Dtype", "Seed"})
            QVERIFY2(titles.contains(QLatin1StringView(title)), title);
        QVERIFY(!titles.contains(QStringLiteral("Task")) && !titles.contains(QStringLiteral("Learning rate")));
        QCOMPARE(runs.page->table()->selectionModel()->selectedRows().front().data().toString(), selected);
        // By the ratio: a click on its header.
        QTableView* table = runs.page->table();
        const int ratio = int(titles.indexOf(QStringLiteral("Ratio")));
        table->scrollTo(table->model()->index(0, ratio));
        QHeaderView* header = table->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(ratio) + header->sectionSize(ratio) / 2, 8));
        if (header->sortIndicatorOrder() == Qt::DescendingOrder)
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(ratio) + header->sectionSize(ratio) / 2, 8));
        QCOMPARE(runs.cell(0, "Ratio"), QStringLiteral("3.50×"));
        QCOMPARE(runs.cell(1, "Ratio"), QStringLiteral("4.00×"));
        QCOMPARE(runs.cell(0, "Tokens/s"), QStringLiteral("2000"));
        QCOMPARE(runs.cell(0, "Dtype"), QStringLiteral("bfloat16"));
        QCOMPARE(runs.cell(0, "Accuracy"), QStringLiteral("0.5"));
        // The same after the next start.
        runs.open(2);
        QCOMPARE(runs.titles(), titles);
        QCOMPARE(runs.cell(0, "Ratio"), QStringLiteral("3.50×"));
        // Until the usual ones are asked for.
        runs.inColumns([](QDialog& dialog) { QTest::mouseClick(PageFixture::child<QPushButton>(dialog, "usualColumns"), Qt::LeftButton); });
        QVERIFY(!runs.titles().contains(QStringLiteral("Ratio")) && runs.titles().contains(QStringLiteral("Learning rate")));
    }

    void aColumnIsHiddenFromItsHeader()
    {
        RunsFixture runs;
        runs.write("one", 1e-4, 0.25, 4);
        runs.open(1);
        const int size = int(runs.titles().indexOf(QStringLiteral("Size")));
        QTableView* table = runs.page->table();
        table->scrollTo(table->model()->index(0, size));
        QHeaderView* header = table->horizontalHeader();
        QTimer::singleShot(0, runs.page.get(), [] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu);
            QCOMPARE(menu->actions().front()->text(), QStringLiteral("Hide \"Size\""));
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().front()).center());
        });
        Q_EMIT header->customContextMenuRequested(QPoint(header->sectionViewportPosition(size) + 10, 8));
        QVERIFY(!runs.titles().contains(QStringLiteral("Size")));
    }

    void showsWhatAnEvaluationOfACheckpointFound()
    {
        RunsFixture runs;
        runs.write("one", 1e-4, 0.25, 4);
        RunsFixture::writeCheckpoint(runs.folderOf("one") + "/checkpoint-4", 4, 1);
        std::vector<ExampleRecord> records;
        for (std::int64_t row = 0; row < 4; ++row)
            for (const char* system : {"compressed", "full"})
                records.push_back(test::record(0, system, row, std::string(system) == "full" || row < 1 ? 1 : 0, std::string(system) == "full" ? "" : "checkpoint-4"));
        EvaluationResults evaluation;
        evaluation.state = "finished";
        evaluation.options.model.icformer_path = runs.folderOf("one") + "/checkpoint-4";
        evaluation.identity = {{"compressors", {{{"label", "checkpoint-4"}}}}};
        evaluation.counts = nlohmann::ordered_json::object();
        summarize(records, evaluation);
        std::filesystem::create_directories(runs.folderOf("evaluation-1"));
        std::ofstream(runs.folderOf("evaluation-1") + "/evaluation.json") << resultsToJson(evaluation).dump();
        // One that cannot be read is in nobody's way.
        std::filesystem::create_directories(runs.folderOf("evaluation-2"));
        std::ofstream(runs.folderOf("evaluation-2") + "/evaluation.json") << "{";
        runs.open(1);
        QCOMPARE(runs.cell(0, "EM"), QStringLiteral("0.25"));
    }

    void checkpointsTellStepLossesSizeAndDate()
    {
        RunsFixture runs;
        runs.write("one", 1e-4, 0.25, 4);
        RunsFixture::writeCheckpoint(runs.folderOf("one") + "/checkpoint-2", 2, 2.5);
        RunsFixture::writeCheckpoint(runs.folderOf("one") + "/checkpoint-4", 4, 1.25);
        std::filesystem::create_directories(runs.folderOf("one") + "/checkpoint-9");
        runs.open(1);
        auto* table = runs.page->findChild<CheckpointTable*>();
        QTRY_COMPARE(table->rowCount(), 3);
        const auto text = [&](int row, int column) { return table->item(row, column)->text(); };
        QTRY_COMPARE(text(1, CheckpointTable::kStep), QStringLiteral("4"));
        QCOMPARE(text(0, CheckpointTable::kName), QStringLiteral("checkpoint-2"));
        QCOMPARE(text(0, CheckpointTable::kStep), QStringLiteral("2"));
        QCOMPARE(text(0, CheckpointTable::kLoss), QStringLiteral("2.5"));
        QCOMPARE(text(1, CheckpointTable::kLoss), QStringLiteral("1.25"));
        // After step 4 there was a validation.
        QTRY_COMPARE(text(1, CheckpointTable::kValidation), QStringLiteral("1.5"));
        QCOMPARE(text(0, CheckpointTable::kValidation), QStringLiteral("–"));
        QVERIFY2(text(1, CheckpointTable::kSize).endsWith(QStringLiteral("kB")), qPrintable(text(1, CheckpointTable::kSize)));
        QVERIFY(!text(1, CheckpointTable::kWritten).isEmpty());
        // One without its files says so.
        QCOMPARE(text(2, CheckpointTable::kLoss), QStringLiteral("–"));
        // The one that is chosen stays when another is written.
        QCOMPARE(table->chosen(), QString::fromStdString(runs.folderOf("one") + "/checkpoint-9"));
        runs.page->findChild<QTabWidget*>()->setCurrentIndex(3);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->item(0, 0)).center());
        RunsFixture::writeCheckpoint(runs.folderOf("one") + "/checkpoint-12", 8, 1);
        runs.page->activated();
        QTRY_COMPARE(table->rowCount(), 4);
        QCOMPARE(table->chosen(), QString::fromStdString(runs.folderOf("one") + "/checkpoint-2"));
    }
};

std::unique_ptr<QObject> makeRunsPageTest()
{
    return std::make_unique<RunsPageTest>();
}

#include "runs_page_test.moc"
