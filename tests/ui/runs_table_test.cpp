#include <QSignalSpy>

#include <algorithm>

#include "runs_fixture.h"
#include "ui/runs/difference_model.h"

using namespace icf;
using namespace icf::ui;

/// The table of runs: what is kept of it, what it is exported as, and what it offers for a run; by clicks and keys.
class RunsTableTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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

    void resumingIsOfferedWhereItIsPossible()
    {
        RunsFixture runs;
        const auto begin = [&](const char* name) {
            auto writer = RunWriter::create(test::runIn(runs.folderOf(name)), false, {});
            writer->step(test::stepReport(1, 2));
            return writer;
        };
        runs.write("finished", 1e-4, 0.25, 4);
        begin("without");
        begin("with");
        RunsFixture::writeCheckpoint(runs.folderOf("with") + "/checkpoint-4", 1, 2);
        const auto live = begin("live");
        RunsFixture::writeCheckpoint(runs.folderOf("live") + "/checkpoint-4", 1, 2);
        runs.open(4);
        QTableView* table = runs.page->table();
        QToolButton* resume = runs.button("Resume");
        const auto choose = [&](const char* name) {
            for (int row = 0; row < table->model()->rowCount(); ++row)
                if (table->model()->index(row, 0).data().toString() == QLatin1StringView(name))
                    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(row, 1)).center());
        };
        for (const char* name : {"finished", "without", "live"}) {
            choose(name);
            QVERIFY2(!resume->isEnabled(), name);
        }
        // What somebody writes stays where it is.
        QVERIFY(!runs.button("Rename…")->isEnabled() && !runs.button("Move to trash")->isEnabled());
        choose("without");
        QCOMPARE(resume->defaultAction()->toolTip(), QStringLiteral("This run has no checkpoint to resume from (Ctrl+R)"));
        choose("with");
        QSignalSpy opened(runs.page.get(), &Page::openRequested);
        QTest::mouseClick(resume, Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.front().at(0).toString(), QStringLiteral("train"));
        QVERIFY(opened.front().at(1).toMap().value(QStringLiteral("resume")).toString().contains(QStringLiteral("runs/with")));
    }

    void longNamesKeepTheirEndsOverTheOptions()
    {
        RunsFixture runs;
        const std::string name = std::string(150, 'x') + "-seed-3";
        runs.write(name.c_str(), 1e-4, 0.25, 4);
        runs.write("two", 2e-4, 0.25, 4);
        runs.open(2);
        runs.page->table()->setFocus();
        QTest::keyClick(runs.page->table(), Qt::Key_A, Qt::ControlModifier);
        const auto* differences = runs.page->findChild<DifferenceModel*>();
        QCOMPARE(differences->columnCount(), 3);
        for (int column = 1; column < 3; ++column) {
            const QString title = differences->headerData(column, Qt::Horizontal).toString();
            QVERIFY2(title == QStringLiteral("two") || (title.size() <= 32 && title.endsWith(QStringLiteral("-seed-3"))), qPrintable(title));
            if (title != QStringLiteral("two"))
                QVERIFY(differences->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().contains(QString::fromStdString(name)));
        }
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
};

std::unique_ptr<QObject> makeRunsTableTest()
{
    return std::make_unique<RunsTableTest>();
}

#include "runs_table_test.moc"
