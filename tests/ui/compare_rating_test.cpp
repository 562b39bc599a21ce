#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>

#include "compare_fixture.h"
#include "ui/compare/column_chooser.h"
#include "ui/session/results.h"

using namespace icf;
using namespace icf::ui;

/// Blind ratings: nothing is given away before, who was who afterwards, and counts by what answered.
class CompareRatingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hidesWhichIsWhichUntilTheAnswersAreRated()
    {
        CompareFixture t;
        t.type();
        t.child<QCheckBox>(t.page, "blind")->setChecked(true);
        t.click("compareButton");
        t.finish();
        QStringList titles;
        for (const char* key : {"full", "compressed"})
            titles << t.column(key)->mask();
        titles.sort();
        QCOMPARE(titles, (QStringList{QStringLiteral("A"), QStringLiteral("B")}));
        const QString maskOfFull = t.column("full")->mask();
        // Marks say how the two differ from each other, and nothing says which is which.
        for (const char* key : {"full", "compressed"})
            for (const QLabel* label : t.column(key)->findChildren<QLabel*>()) {
                if (!label->isVisible())
                    continue;
                QVERIFY2(!label->text().contains(QStringLiteral("ull")) && !label->text().contains(QStringLiteral("ompressed")), qPrintable(label->text()));
                QVERIFY2(!label->toolTip().contains(QStringLiteral("context")), qPrintable(label->toolTip()));
            }
        QVERIFY(!t.child<QLabel>(t.page, "verdict")->isVisible());
        t.click("rate_a");
        QVERIFY(t.column("full")->mask().isEmpty());
        QCOMPARE(t.page.history().at(0).rating, QStringLiteral("a"));
        const Comparison& rated = t.page.history().at(0);
        const RatedSystem& full = maskOfFull == QStringLiteral("A") ? *rated.ratedA : *rated.ratedB;
        QCOMPARE(full.column.key(), QStringLiteral("full"));
        const QLabel* verdict = t.child<QLabel>(t.page, "verdict");
        QVERIFY(verdict->isVisible());
        QVERIFY2(verdict->text().contains(maskOfFull + QStringLiteral(", “Full context”")), qPrintable(verdict->text()));
        QVERIFY2(verdict->text().contains(QStringLiteral("better 1")), qPrintable(verdict->text()));
        const RatingTally tally = t.page.history().tally(rated);
        QCOMPARE(tally.first, 1);
        QCOMPARE(tally.second, 0);
        QVERIFY(t.child<QAbstractButton>(t.page, "compareButton")->hasFocus());
        // It belongs to its question, as the answers do.
        auto* prompt = t.child<QPlainTextEdit>(t.page, "promptEdit");
        QTest::keyClicks(prompt, QStringLiteral("?"));
        QVERIFY(isDimmed(*verdict));
        QTest::keyClick(prompt, Qt::Key_Backspace);
        QVERIFY(!isDimmed(*verdict) && verdict->isVisible());
        // The next question is unrated again.
        t.click("compareButton");
        QVERIFY(!verdict->isVisible());
        t.finish();
    }

    void countsRatingsByCheckpointWhateverTheColumnsShowLater()
    {
        RunOfCheckpoints t;
        t.session.choose(t.services.demo.model, t.checkpoints[0]);
        t.type();
        // Rates twice: once the column of the run's first checkpoint, once that of the second.
        const auto rateCompressed = [&t] {
            t.child<QCheckBox>(t.page, "blind")->setChecked(true);
            t.click("compareButton");
            t.finish();
            t.click(t.column("compressed")->mask() == QStringLiteral("A") ? "rate_a" : "rate_b");
        };
        rateCompressed();
        const QLabel* verdict = t.child<QLabel>(t.page, "verdict");
        const QString first = QStringLiteral("“Compressed · tuning · step 50” better 1, "), none = QStringLiteral("“Full context” better 0");
        QVERIFY2(verdict->text().contains(QStringLiteral(", “Compressed · tuning · step 50”, to ")), qPrintable(verdict->text()));
        QVERIFY2(verdict->text().contains(first.chopped(2)) && verdict->text().contains(none), qPrintable(verdict->text()));
        // The column shows another checkpoint: the rating is still the first one's, and says so.
        const QString before = verdict->text();
        t.press("compressed", "stepOn");
        QTRY_COMPARE(t.page.run().result().checkpoint, t.checkpoints[1]);
        t.finish();
        QVERIFY(verdict->isVisible());
        QCOMPARE(verdict->text(), before);
        rateCompressed();
        QVERIFY2(verdict->text().contains(QStringLiteral("“Compressed · tuning · step 100” better 1")), qPrintable(verdict->text()));
        // The first one again, in another column: its own rating counts there.
        t.session.choose(t.services.demo.model, t.services.demo.trained);
        auto* chooser = t.page.findChild<ColumnChooser*>();
        chooser->setChosen(ColumnKind{ContextMode::compressed}, false);
        chooser->addCheckpoint(t.checkpoints[0]);
        QTRY_COMPARE(t.title("second"), QStringLiteral("tuning · step 50"));
        t.click("compareButton");
        t.finish();
        t.click(t.column("second")->mask() == QStringLiteral("A") ? "rate_b" : "rate_a");
        QVERIFY2(verdict->text().contains(QStringLiteral("“Compressed · tuning · step 50” better 1")), qPrintable(verdict->text()));
        QVERIFY2(verdict->text().contains(QStringLiteral("“Full context” better 1")), qPrintable(verdict->text()));
        // All of it comes back with the file.
        ComparisonHistory again(t.services.settings.dataFolder() + QStringLiteral("/comparisons.jsonl"));
        QCOMPARE(again.load(), 0);
        QCOMPARE(again.rowCount(), 3);
        const RatingTally tally = again.tally(again.at(0));
        QCOMPARE(tally.first, 1);
        QCOMPARE(tally.second, 1);
    }

    void ratingsOfBeforeAreOfTheCheckpointThatTheirColumnHad()
    {
        Comparison before;
        before.lm = QStringLiteral("/m/lm");
        before.checkpoint = QStringLiteral("/m/chosen");
        before.columns = {{{ContextMode::compressed}, QStringLiteral("/m/chosen"), {}, {}, {}}, {{ContextMode::compressed, 1}, QStringLiteral("/m/other"), {}, {}, {}}};
        before.rating = QStringLiteral("b");
        QJsonObject json = before.toJson();
        json.insert(QStringLiteral("rated_a"), QStringLiteral("compressed"));
        json.insert(QStringLiteral("rated_b"), QStringLiteral("second"));
        const Comparison read = Comparison::fromJson(json);
        QCOMPARE(read.ratedA->checkpoint.folder, QStringLiteral("/m/chosen"));
        QCOMPARE(read.ratedB->checkpoint.folder, QStringLiteral("/m/other"));
        // In the other columns the same two are the same two.
        Comparison swapped = read;
        std::swap(swapped.ratedA->checkpoint, swapped.ratedB->checkpoint);
        swapped.rating = QStringLiteral("tie");
        QTemporaryDir folder;
        ComparisonHistory history(folder.filePath(QStringLiteral("history.jsonl")));
        history.add(read);
        history.add(swapped);
        Comparison ofAnotherModel = read;
        ofAnotherModel.lm = QStringLiteral("/m/larger");
        history.add(ofAnotherModel);
        const RatingTally tally = history.tally(swapped);
        QCOMPARE(tally.first, 1); // "/m/other", which was B before.
        QCOMPARE(tally.second, 0);
        QCOMPARE(tally.tie, 1);
    }
};

std::unique_ptr<QObject> makeCompareRatingTest()
{
    return std::make_unique<CompareRatingTest>();
}

#include "compare_rating_test.moc"
