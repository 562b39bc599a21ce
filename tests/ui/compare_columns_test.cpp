#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>

#include "compare_fixture.h"
#include "ui/compare/checkpoint_stepper.h"
#include "ui/compare/column_chooser.h"
#include "ui/compare/kept_panel.h"
#include "ui/session/kept_text.h"
#include "ui/session/payload.h"
#include "ui/session/results.h"

using namespace icf;
using namespace icf::ui;

class CompareColumnsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addsAsManyCheckpointsAsOneWants()
    {
        RunOfCheckpoints t;
        t.settings.addRecent(Settings::Recent::checkpoint, t.checkpoints[0]);
        t.page.activated();
        t.type();
        t.click("compareButton");
        t.finish();
        // From the menu: the answers that are there stay, and only the new column is asked.
        auto* add = t.child<QToolButton>(t.page, "addCheckpoint");
        QAction* offered = nullptr;
        for (QAction* action : add->menu()->actions())
            if (action->data().toString() == t.checkpoints[0])
                offered = action;
        QVERIFY(offered);
        const QString full = t.answer("full");
        offered->trigger();
        QVERIFY(t.page.run().active());
        QCOMPARE(t.answer("full"), full);
        t.finish();
        auto* chooser = t.page.findChild<ColumnChooser*>();
        for (const QString& checkpoint : {t.checkpoints[1], t.services.demo.trained}) {
            Q_EMIT chooser->checkpointRequested(checkpoint);
            t.finish();
        }
        QCOMPARE(t.page.findChild<AnswerBoard*>()->count(), 5);
        QTRY_COMPARE(t.title("second"), QStringLiteral("tuning · step 50"));
        QTRY_COMPARE(t.title("checkpoint_3"), QStringLiteral("tuning · step 100"));
        QCOMPARE(t.title("checkpoint_4"), QStringLiteral("demo/icformer-trained"));
        QCOMPARE(t.answer("checkpoint_3"), t.answer("checkpoint_4"));
        QVERIFY(t.answer("second") != t.answer("checkpoint_3"));
        // One entry of the history holds them all, and gives them back.
        QCOMPARE(t.page.history().rowCount(), 1);
        QCOMPARE(t.page.history().at(0).columns.size(), 5);
        QCOMPARE(t.page.history().at(0).column({ContextMode::compressed, 2})->checkpoint, t.checkpoints[1]);
        // Columns are taken away one by one.
        for (QToolButton* button : t.column("second")->findChildren<QToolButton*>())
            if (button->accessibleName() == QStringLiteral("Remove this column"))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(chooser->checkpoints().size(), 2);
        QCOMPARE(t.page.findChild<AnswerBoard*>()->count(), 4);
    }

    void remembersFurtherCheckpoints()
    {
        PageFixture t;
        {
            ComparePage page(t.services, t.session);
            page.findChild<ColumnChooser*>()->addCheckpoint(t.services.demo.start);
        }
        ComparePage again(t.services, t.session);
        QCOMPARE(again.findChild<ColumnChooser*>()->checkpoints(), QStringList{t.services.demo.start});
    }

    void stepsThroughARunsCheckpointsOnOneQuestion()
    {
        RunOfCheckpoints t;
        t.type();
        // A run means its last checkpoint.
        writeFile(t.run + QStringLiteral("/run.json"), "{\"format\": 1, \"id\": \"a\", \"options\": {}}");
        Q_EMIT t.page.findChild<ColumnChooser*>()->checkpointRequested(t.run);
        QVERIFY(t.page.findChild<ColumnChooser*>()->checkpoint({ContextMode::compressed, 1}).endsWith(QStringLiteral("checkpoint-600")));
        t.click("compareButton");
        t.finish();
        const auto* place = t.child<QLabel>(*t.column("second"), "stepPlace");
        QTRY_COMPARE(place->text(), QStringLiteral("Checkpoint 3 of 3"));
        const QString last = t.answer("second"), full = t.answer("full");
        QVERIFY(!t.child<QToolButton>(*t.column("second"), "stepOn")->isEnabled());
        t.press("second", "stepBack");
        QVERIFY(t.page.run().active());
        QVERIFY(!t.child<QToolButton>(*t.column("second"), "stepBack")->isEnabled()); // Until that one has answered.
        t.finish();
        QCOMPARE(t.title("second"), QStringLiteral("tuning · step 100"));
        QCOMPARE(t.answer("second"), t.answer("compressed")); // The same compressor under another name.
        QVERIFY(t.answer("second") != last);
        QCOMPARE(t.answer("full"), full);
        // What was answered is there at once.
        t.press("second", "stepOn");
        QVERIFY(!t.page.run().active());
        QCOMPARE(t.answer("second"), last);
        QCOMPARE(place->text(), QStringLiteral("Checkpoint 3 of 3"));
        t.press("second", "stepBack");
        QVERIFY(!t.page.run().active());
        // Another question: nothing of the old one is shown as its answer.
        t.child<QPlainTextEdit>(t.page, "promptEdit")->setPlainText(QStringLiteral("Who has 56 maps?"));
        t.press("second", "stepBack");
        QVERIFY(!t.page.run().active());
        QVERIFY(t.answer("second").isEmpty());
        QCOMPARE(t.page.history().rowCount(), 1);
    }

    void stepsTheChosenCheckpointToo()
    {
        RunOfCheckpoints t;
        t.session.choose(t.services.demo.model, t.checkpoints[0]);
        t.type();
        // Chunks of one's own stay: a step asks the same question.
        QTRY_VERIFY_WITH_TIMEOUT(t.session.isKnown(), kComputing);
        t.child<QSpinBox>(t.page, "maxChunkLen")->setValue(16);
        t.click("compareButton");
        t.finish();
        const auto* place = t.child<QLabel>(*t.column("compressed"), "stepPlace");
        QTRY_COMPARE(place->text(), QStringLiteral("Step 50 · 1 of 3"));
        QVERIFY(!t.child<QToolButton>(*t.column("compressed"), "stepBack")->isEnabled());
        const QString untrained = t.answer("compressed"), full = t.answer("full");
        t.press("compressed", "stepOn");
        QTRY_VERIFY_WITH_TIMEOUT(t.answer("compressed") != untrained && !t.page.run().active() && !t.answer("compressed").isEmpty(), kComputing);
        const QString trained = t.answer("compressed");
        QCOMPARE(place->text(), QStringLiteral("Step 100 · 2 of 3"));
        QVERIFY(t.child<QToolButton>(*t.column("compressed"), "stepOn")->hasFocus()); // For the next step.
        // It is chosen above; nothing else was asked, and all answers are of the question on show.
        QCOMPARE(t.session.compressorPath(), t.checkpoints[1]);
        QCOMPARE(t.settings.recent(Settings::Recent::checkpoint), QStringList{t.checkpoints[0]});
        QCOMPARE(t.page.run().result().columns.size(), 1);
        QCOMPARE(t.answer("full"), full);
        QVERIFY(!t.child<QLabel>(t.page, "outdatedAnswers")->isVisible());
        QCOMPARE(t.child<QSpinBox>(t.page, "maxChunkLen")->value(), 16);
        QCOMPARE(t.page.history().rowCount(), 1);
        QCOMPARE(t.page.history().at(0).checkpoint, t.checkpoints[1]);
        QCOMPARE(t.page.history().at(0).column({ContextMode::compressed})->text, trained);
        // The answer before is kept with it, and there at once when it is opened again.
        const Comparison kept = Comparison::fromJson(t.page.history().at(0).toJson());
        QCOMPARE(kept.earlier.size(), 1);
        QCOMPARE(kept.earlier[0].text, untrained);
        QCOMPARE(kept.earlier[0].checkpoint, t.checkpoints[0]);
        QTest::keyClick(&t.page, Qt::Key_H, Qt::ControlModifier);
        auto* list = t.child<QListView>(t.page, "historyList");
        QTRY_VERIFY(list->isVisible());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(t.answer("compressed"), trained);
        QTRY_COMPARE(place->text(), QStringLiteral("Step 100 · 2 of 3"));
        // What was answered is there at once.
        t.press("compressed", "stepBack");
        QCOMPARE(t.answer("compressed"), untrained);
        QVERIFY(!t.page.run().active() && !t.child<QLabel>(t.page, "outdatedAnswers")->isVisible());
        // Of another question a step asks nothing, and dims what it does not belong to.
        t.child<QPlainTextEdit>(t.page, "promptEdit")->setPlainText(QStringLiteral("Who has 56 maps?"));
        t.press("compressed", "stepOn");
        QTRY_VERIFY(t.session.isKnown());
        QVERIFY(!t.page.run().active() && t.child<QLabel>(t.page, "outdatedAnswers")->isVisible());
        QCOMPARE(place->text(), QStringLiteral("Step 100 · 2 of 3"));
    }

    void aCheckpointThatIsGoneSaysSoInItsColumn()
    {
        RunOfCheckpoints t;
        t.session.choose(t.services.demo.model, t.checkpoints[0]);
        t.type();
        t.click("compareButton");
        t.finish();
        QTRY_COMPARE(t.child<QLabel>(*t.column("compressed"), "stepPlace")->text(), QStringLiteral("Step 50 · 1 of 3"));
        QVERIFY(QDir(t.checkpoints[1]).removeRecursively());
        const QString full = t.answer("full");
        t.press("compressed", "stepOn");
        const auto* note = t.child<QLabel>(*t.column("compressed"), "note");
        QTRY_VERIFY2_WITH_TIMEOUT(note->property("role") == QStringLiteral("error"), qPrintable(note->text()), kComputing);
        QCOMPARE(t.answer("full"), full);
        // The way back is open.
        QTRY_VERIFY(t.child<QToolButton>(*t.column("compressed"), "stepBack")->isEnabled());
        t.press("compressed", "stepBack");
        QVERIFY(!t.answer("compressed").isEmpty());
    }

    void showsWhatTheDigestsStillKnow()
    {
        CompareFixture t;
        t.type();
        t.click("compareButton");
        t.finish();
        AnswerColumn* column = t.column("compressed");
        QVERIFY(!t.column("full")->kept());
        QTest::mouseClick(t.child<QToolButton>(*column, "keptToggle"), Qt::LeftButton);
        KeptText* text = column->kept()->text();
        QVERIFY(text->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(std::int64_t(text->tokens()), t.page.run().result().columns[1].report->budget.contextTokens, kComputing);
        QTest::mouseClick(text->viewport(), Qt::LeftButton, {}, text->tokenRect(1).center());
        QVERIFY(t.child<QLabel>(*column, "keptNote")->text().startsWith(QStringLiteral("Token 2 of ")));
        // Words of the reference that the answer lacks are marked where the context has them.
        t.child<QLineEdit>(t.page, "referenceEdit")->setText(QStringLiteral("Paul collects maps"));
        t.child<QComboBox>(t.page, "differenceBase")->setCurrentIndex(int(DifferenceBase::reference));
        const bool says = t.answer("compressed").contains(QStringLiteral("maps"));
        QVERIFY2(says || text->markedTokens() > 0, qPrintable(t.answer("compressed")));
        // The same context with its attention is one click away.
        QSignalSpy opened(&t.page, &Page::openRequested);
        QTest::mouseClick(t.child<QToolButton>(*column, "keptInspect"), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("inspect"));
        QCOMPARE(opened[0][1].toMap().value(payload::kContext).toString(), kContext);
        // Another context: what was read back is dimmed, goes with the question, and comes anew once that is answered.
        t.child<QPlainTextEdit>(t.page, "contextEditor")->setPlainText(QStringLiteral("Tina plays."));
        QVERIFY(isDimmed(*column->kept()));
        QVERIFY(t.child<QLabel>(t.page, "outdatedAnswers")->text().contains(QStringLiteral("about another context")));
        t.click("compareButton");
        QVERIFY(!isDimmed(*column->kept()));
        QCOMPARE(text->tokens(), 0);
        t.finish();
        QTRY_COMPARE_WITH_TIMEOUT(std::int64_t(text->tokens()), t.page.run().result().columns[1].report->budget.contextTokens, kComputing);
    }

    void aStoppedAnswerReadsNothingBack()
    {
        CompareFixture t;
        t.type();
        QTest::mouseClick(t.child<QToolButton>(*t.column("compressed"), "keptToggle"), Qt::LeftButton);
        auto* kept = t.column("compressed")->kept();
        QTRY_VERIFY_WITH_TIMEOUT(kept->text()->tokens() > 0, kComputing);
        const auto* read = t.child<QLabel>(*t.column("full"), "readText");
        QTRY_VERIFY_WITH_TIMEOUT(read->text().startsWith(QStringLiteral("Reads all ")), kComputing);
        t.child<QPlainTextEdit>(t.page, "contextEditor")->setPlainText(QStringLiteral("The keeper of the old mill counted boats. ").repeated(20'000));
        t.click("compareButton");
        // Nor is the context before counted.
        QVERIFY2(!read->text().startsWith(QStringLiteral("Reads all ")), qPrintable(read->text()));
        QTest::keyClick(&t.page, Qt::Key_Escape);
        t.finish();
        QCOMPARE(kept->text()->tokens(), 0);
        QVERIFY(kept->of().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(t.generation.pending(), 0, kComputing / 3);
    }

    void addsUpWhatAConversationCosts()
    {
        CompareFixture t;
        t.type();
        t.click("compareButton");
        t.finish();
        // The column that is missing is asked the question on show.
        t.click("conversationButton");
        QVERIFY(t.page.run().active());
        t.finish();
        auto* table = t.child<QTableWidget>(t.page, "conversationCosts");
        QVERIFY(table->isVisible());
        QCOMPARE(table->columnCount(), 2);
        QTest::keyClicks(t.child<QLineEdit>(t.page, "nextQuestion"), QStringLiteral("Who has 56 maps?"));
        QTest::keyClick(t.child<QLineEdit>(t.page, "nextQuestion"), Qt::Key_Return);
        QVERIFY(t.page.run().active());
        t.finish();
        QCOMPARE(t.child<QPlainTextEdit>(t.page, "promptEdit")->toPlainText(), QStringLiteral("Who has 56 maps?"));
        QCOMPARE(table->columnCount(), 3);
        const Comparison& second = t.page.run().result();
        const auto& kept = *second.column({ContextMode::full, 0, true});
        const auto& compressed = *second.column({ContextMode::compressed});
        QVERIFY(kept.report->contextReused && compressed.report->digestsReused);
        QCOMPARE(kept.text, second.column({ContextMode::full})->text);
        // Kept: the question alone is read.  Once: the context, by the compressor and by the language model.
        QVERIFY(table->item(2, 2)->text().startsWith(QString::number(kept.report->budget.total() - kept.report->keptTokens) + QStringLiteral(" token")));
        QVERIFY(table->item(0, 0)->text().startsWith(QString::number(compressed.report->budget.contextTokens) + QStringLiteral(" token")));
        QCOMPARE(table->item(1, 0)->text(), QStringLiteral("–"));
        for (int row = 0; row < Conversation::kSystems; ++row)
            QVERIFY2(table->item(row, 2)->text().contains(QStringLiteral("in all")), qPrintable(table->item(row, 2)->text()));
        // An earlier question comes back with its answers.
        Q_EMIT table->cellActivated(0, 1);
        QCOMPARE(t.child<QPlainTextEdit>(t.page, "promptEdit")->toPlainText(), kPrompt);
        QVERIFY(t.answer("full").contains(QStringLiteral("tuba")));
        // Another context is another conversation.
        t.child<QPlainTextEdit>(t.page, "contextEditor")->setPlainText(QStringLiteral("Tina plays the flute."));
        t.click("compareButton");
        t.finish();
        QCOMPARE(table->columnCount(), 2);
    }

    void sumsOfAConversationCountWhatIsDoneOnce()
    {
        const auto asked = [](const QString& id, double seconds) {
            Comparison c;
            c.id = id;
            c.context = QStringLiteral("text");
            for (int i = 0; i < Conversation::kSystems; ++i) {
                ColumnResult column{Conversation::system(i), {}, {}, {}, GenerationReport{}};
                column.report->ids = {1};
                column.report->budget = {10, 100, i == 0 ? 8 : 100, 5};
                column.report->firstTokenSeconds = seconds;
                c.columns.append(column);
            }
            return c;
        };
        Comparison first = asked(QStringLiteral("a"), 3);
        first.columns[0].report->compressSeconds = first.columns[0].report->onceSeconds = 2;
        first.columns[2].report->keepSeconds = first.columns[2].report->onceSeconds = 2.5;
        Comparison second = asked(QStringLiteral("b"), 1);
        second.columns[0].report->onceSeconds = 2;
        second.columns[2].report->onceSeconds = 2.5;
        second.columns[2].report->keptTokens = 105;
        Conversation conversation;
        conversation.take(first);
        conversation.take(second);
        conversation.take(second); // Asked again of some columns: it is one question.
        QCOMPARE(conversation.turns().size(), 2);
        QCOMPARE(conversation.turns()[0].costs[0]->seconds, 1.0);
        QCOMPARE(*conversation.secondsUpTo(0, 1), 2.0 + 1 + 1);
        QCOMPARE(*conversation.secondsUpTo(1, 1), 3.0 + 1);
        QCOMPARE(*conversation.secondsUpTo(2, 1), 2.5 + 0.5 + 1);
        QCOMPARE(conversation.turns()[1].costs[2]->tokens, 10);
        QVERIFY(!conversation.once(1));
        // A system that was not asked has no sum.
        Comparison third = asked(QStringLiteral("c"), 1);
        third.columns.removeLast();
        conversation.take(third);
        QVERIFY(!conversation.secondsUpTo(2, 2) && conversation.secondsUpTo(0, 2));
    }
};

std::unique_ptr<QObject> makeCompareColumnsTest()
{
    return std::make_unique<CompareColumnsTest>();
}

#include "compare_columns_test.moc"
