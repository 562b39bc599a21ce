#include <QAction>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "core/results/results.h"
#include "core/run/run_folder.h"
#include "core/run/training_state.h"
#include "page_fixture.h"
#include "tests/core/example_records.h"
#include "tests/core/run_reports.h"
#include "ui/runs/checkpoint_table.h"
#include "ui/runs/name_column_table.h"
#include "ui/runs/run_details.h"
#include "ui/runs/runs_page.h"

using namespace icf;
using namespace icf::ui;

namespace {

/// The Runs page over a folder in which runs are written as the trainer writes them, without training.
struct RunsFixture {
    PageFixture fixture;
    QString root = fixture.folder.filePath(QStringLiteral("runs"));
    std::unique_ptr<RunsPage> page;

    RunsFixture() { fixture.settings.setValue(QStringLiteral("runs/roots"), QStringList{root}); }

    std::string folderOf(const char* name) const { return root.toStdString() + '/' + name; }

    void write(const char* name, double lr, double accuracy, double ratio, const std::vector<std::string>& tags = {}) const
    {
        TrainOptions options = test::runIn(folderOf(name));
        options.loop.lr = lr;
        auto writer = RunWriter::create(options, false, {{"effective", {{"dtype", "bfloat16"}, {"device", "cpu"}, {"samples_per_epoch", 8}}}});
        for (std::int64_t step = 1; step <= 4; ++step)
            writer->step(test::stepReport(step, 4.0 / double(step)));
        writer->validation({.step = 4, .loss = 1.5, .tokenAccuracy = accuracy, .rows = 2, .best = true});
        writer->ratio(ratio);
        writer->state(RunState::finished, "", {});
        writer.reset();
        if (!tags.empty())
            writeRunNotes(folderOf(name), tags, "");
    }

    /// A checkpoint as far as lists look at it.
    static void writeCheckpoint(const std::string& folder, std::int64_t step, double loss)
    {
        std::filesystem::create_directories(folder);
        TrainingState state;
        state.steps = state.optimizerSteps = step;
        state.lastLoss = loss;
        state.samplesPerEpoch = 100;
        state.sample = step;
        std::ofstream(folder + "/resume.json") << state.toJson().dump();
        std::ofstream(folder + "/model.safetensors") << std::string(1500, 'x');
    }

    void open(int runs)
    {
        page = std::make_unique<RunsPage>(fixture.services);
        PageFixture::show(*page, QSize(900, 700));
        page->activated();
        QTRY_COMPARE(page->table()->model()->rowCount(), runs);
    }

    QStringList titles() const
    {
        QStringList titles;
        const QAbstractItemModel* model = page->table()->model();
        for (int column = 0; column < model->columnCount(); ++column)
            titles << model->headerData(column, Qt::Horizontal).toString();
        return titles;
    }

    QString cell(int row, const char* title) const
    {
        return page->table()->model()->index(row, int(titles().indexOf(QLatin1StringView(title)))).data().toString();
    }

    /// Presses "Columns…", and acts in the dialog that opens.
    template <class Act> void inColumns(Act act) const
    {
        bool opened = false;
        QTimer::singleShot(0, page.get(), [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            opened = true;
            act(*dialog);
            QTest::keyClick(dialog, Qt::Key_Escape);
        });
        QTest::mouseClick(button("Columns…"), Qt::LeftButton);
        QVERIFY(opened);
    }

    /// From left to right.
    QStringList titlesAsShown() const
    {
        QStringList shown;
        const QHeaderView* header = page->table()->horizontalHeader();
        for (int place = 0; place < header->count(); ++place)
            shown << titles().at(header->logicalIndex(place));
        return shown;
    }

    QToolButton* button(const char* text) const
    {
        for (auto* one : page->findChildren<QToolButton*>())
            if (one->text() == QString::fromUtf8(text))
                return one;
        return nullptr;
    }

    /// Presses "Export…" and gives the file dialog a name; what the file then holds, line by line.
    QList<QByteArray> exported(const char* name) const
    {
        const QString path = fixture.folder.filePath(QLatin1StringView(name));
        QTimer::singleShot(0, page.get(), [&] {
            auto* files = page->findChild<QFileDialog*>();
            QVERIFY(files);
            // Typing would open the list of completions, which takes the next key.
            files->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
            QTest::mouseClick(files->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save), Qt::LeftButton);
            if (files->isVisible())
                files->reject();
        });
        QTest::mouseClick(button("Export…"), Qt::LeftButton);
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
    }

    /// Drags with the left button in the table's header.
    void dragInHeader(QPoint from, QPoint to) const
    {
        QWidget* header = page->table()->horizontalHeader()->viewport();
        QTest::mousePress(header, Qt::LeftButton, {}, from);
        for (const QPoint& point : {from + (to - from) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, point, header->mapToGlobal(point), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(header, &move);
        }
        QTest::mouseRelease(header, Qt::LeftButton, {}, to);
    }

    /// Clicks a check box of the dialog, found by what it says.
    static void tick(QDialog& dialog, const QString& text)
    {
        QTest::keyClicks(dialog.findChild<QLineEdit*>(), text);
        auto* list = dialog.findChild<QListWidget*>();
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->text() == text) {
                const QRect area = list->visualItemRect(list->item(row));
                QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(area.left() + 12, area.center().y()));
            }
        dialog.findChild<QLineEdit*>()->clear();
    }
};

} // namespace

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

    void widthsAndOrderOfTheColumnsAreKept()
    {
        RunsFixture runs;
        runs.write("one", 1e-4, 0.25, 4);
        runs.open(1);
        const QHeaderView* header = runs.page->table()->horizontalHeader();
        const auto placeOf = [&](const char* title) {
            header = runs.page->table()->horizontalHeader();
            const int column = int(runs.titles().indexOf(QLatin1StringView(title)));
            return QRect(header->sectionViewportPosition(column), 0, header->sectionSize(column), header->height());
        };
        // State becomes wider by its edge, and the loss goes before it.
        const QRect state = placeOf("State");
        runs.dragInHeader({state.right(), 8}, {state.right() + 40, 8});
        QCOMPARE(placeOf("State").width(), state.width() + 40);
        const QRect loss = placeOf("Last loss");
        runs.dragInHeader(loss.center(), {placeOf("State").left() + 4, loss.center().y()});
        const QStringList order = runs.titlesAsShown();
        QCOMPARE(order.mid(0, 3), QStringList({QStringLiteral("Run"), QStringLiteral("Last loss"), QStringLiteral("State")}));
        QCOMPARE(placeOf("Last loss").width(), loss.width());
        // The same when other columns join, which stand beside those that they follow, and after the next start.
        runs.write("two", 2e-4, 0.5, 3.5, {"good"});
        runs.open(2);
        QCOMPARE(runs.titlesAsShown().mid(0, 4), QStringList({QStringLiteral("Run"), QStringLiteral("Last loss"), QStringLiteral("State"), QStringLiteral("Tags")}));
        QCOMPARE(placeOf("State").width(), state.width() + 40);
        // A column that is hidden comes back where it was.
        const auto tickLoss = [](QDialog& dialog) { RunsFixture::tick(dialog, QStringLiteral("Last loss")); };
        runs.inColumns(tickLoss);
        QCOMPARE(runs.titlesAsShown().at(1), QStringLiteral("State"));
        runs.inColumns(tickLoss);
        QCOMPARE(runs.titlesAsShown().at(1), QStringLiteral("Last loss"));
        // The usual columns are the usual ones in all.
        runs.inColumns([](QDialog& dialog) { QTest::mouseClick(PageFixture::child<QPushButton>(dialog, "usualColumns"), Qt::LeftButton); });
        QCOMPARE(runs.titlesAsShown(), runs.titles());
        QCOMPARE(placeOf("State").width(), state.width());
        runs.open(2);
        QCOMPARE(runs.titlesAsShown(), runs.titles());
    }

    void theTableIsExportedAsItIsShown()
    {
        RunsFixture runs;
        runs.write("one, two", 1e-4, 0.25, 4);
        runs.write("three", 2.5e-4, 1.0 / 3, 3.5, {"good", "seed 1"});
        runs.write("other", 1e-4, 0.5, 4);
        runs.open(3);
        runs.inColumns([](QDialog& dialog) {
            for (const char* title : {"Task", "Steps", "Best validation", "Size", "Peak memory", "Started", "Ratio"})
                RunsFixture::tick(dialog, QLatin1StringView(title));
        });
        // Sorted by name, and without the one that the filter leaves out.
        auto* table = static_cast<NameColumnTable*>(runs.page->table());
        QTest::mouseClick(table->nameColumn()->horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(20, 8));
        if (table->horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder)
            QTest::mouseClick(table->nameColumn()->horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(20, 8));
        auto* filter = runs.page->findChild<QLineEdit*>();
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("t"));
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QTest::keyClick(filter, Qt::Key_Backspace);
        QTest::keyClicks(filter, QStringLiteral("tw"));
        table->horizontalHeader()->moveSection(2, 1);
        QCOMPARE(runs.exported("two.csv"), (QList<QByteArray>{"name,tags,state,loss,accuracy,ratio,duration_seconds,options.lr", "\"one, two\",,finished,1,0.25,4,2,0.0001"}));
        QTest::keyClicks(filter, QStringLiteral("x"));
        QVERIFY(table->model()->rowCount() == 0 && !runs.button("Export…")->isEnabled());
        filter->clear();
        const QList<QByteArray> all = runs.exported("all.csv");
        QCOMPARE(all.size(), 4);
        QCOMPARE(all.at(1), QByteArray("one, two") .prepend('"').append("\",,finished,1,0.25,4,2,0.0001"));
        QCOMPARE(all.at(3), QByteArray("three,\"good, seed 1\",finished,1,0.3333333333333333,3.5,2,0.00025"));
        // Where nothing can be written one line says so.
        runs.exported("nowhere/runs.csv");
        QVERIFY(!QFile::exists(runs.fixture.folder.filePath(QStringLiteral("nowhere/runs.csv"))));
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

    void aRunThatCannotBeReadIsListedWithItsReason()
    {
        RunsFixture runs;
        runs.write("one", 1e-4, 0.25, 4);
        std::filesystem::create_directories(runs.folderOf("broken"));
        std::ofstream(runs.folderOf("broken") + "/run.json") << R"({"format": 1,)";
        runs.open(2);
        const QAbstractItemModel* model = runs.page->table()->model();
        const int row = model->index(0, 0).data().toString() == QStringLiteral("broken") ? 0 : 1;
        QCOMPARE(runs.cell(row, "State"), QStringLiteral("failed"));
        QVERIFY(model->index(row, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("run.json")));
        QCOMPARE(runs.cell(1 - row, "Accuracy"), QStringLiteral("0.25"));
        // Nothing is made up of it: neither figures, nor options that differ.
        for (const char* title : {"Task", "Steps", "Size", "Started"})
            QCOMPARE(runs.cell(row, title), QStringLiteral("–"));
        QVERIFY(!runs.titles().contains(QStringLiteral("Learning rate")));
        // All columns that there are.
        runs.inColumns([](QDialog& dialog) {
            auto* list = dialog.findChild<QListWidget*>();
            for (int i = 0; i < list->count(); ++i)
                list->item(i)->setCheckState(Qt::Checked);
        });
        runs.page->table()->selectRow(row);
        const QList<QByteArray> lines = runs.exported("all.csv");
        QCOMPARE(lines.size(), 3);
        QVERIFY2(std::ranges::any_of(lines, [](const QByteArray& line) { return line.startsWith("broken,failed,,,,"); }), lines.join('\n').constData());
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
