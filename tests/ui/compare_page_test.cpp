#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTextBlock>
#include <QTextEdit>
#include <QToolButton>

#include "core/base/error.h"
#include "compare_fixture.h"
#include "ui/common/message_bar.h"
#include "ui/compare/answer_column.h"
#include "ui/compare/column_chooser.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/kept_panel.h"
#include "ui/compare/prompt_set.h"
#include "ui/compare/token_meter.h"
#include "ui/session/kept_text.h"
#include "ui/session/model_bar.h"
#include "ui/session/payload.h"
#include "ui/session/results.h"

using namespace icf;
using namespace icf::ui;

class ComparePageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersFromFullAndCompressedContextSideBySide()
    {
        CompareFixture t;
        t.type();
        QSignalSpy pieces(&t.page.run(), &ComparisonRun::piece);
        t.click("compareButton");
        QVERIFY(t.page.run().active());
        t.finish();
        QVERIFY2(t.answer("full").contains(QStringLiteral("tuba")), qPrintable(t.answer("full")));
        QVERIFY(!t.answer("compressed").isEmpty());
        QVERIFY2(pieces.size() >= 8, "the answers came token by token");
        const auto& columns = t.page.run().result().columns;
        QCOMPARE(columns.size(), 2);
        QCOMPARE(columns[0].report->budget.contextRead, columns[0].report->budget.contextTokens);
        QCOMPARE(columns[1].report->budget.contextRead, std::int64_t(8));
        QVERIFY(columns[1].report->budget.ratio() > 1);
        QVERIFY(t.child<QLabel>(*t.column("compressed"), "readText")->text().contains(QStringLiteral("8")));
        QCOMPARE(t.page.history().rowCount(), 1);
        QCOMPARE(t.page.history().at(0).prompt, kPrompt);
        qInfo() << "full:" << t.answer("full") << "compressed:" << t.answer("compressed");
    }

    void theInputsFoldAwayAndStaySo()
    {
        CompareFixture t;
        auto* prompt = t.child<QPlainTextEdit>(t.page, "promptEdit");
        const AnswerBoard* board = t.page.findChild<AnswerBoard*>();
        QVERIFY(prompt->isVisible());
        const int height = board->height();
        t.click("inputsToggle");
        QVERIFY(!prompt->isVisible());
        QTRY_VERIFY(board->height() > height + 50);
        // What keeps a question from being asked is put right in them.
        t.click("compareButton");
        QVERIFY(!t.message().isEmpty() && prompt->isVisible());
        QTest::keyClick(&t.page, Qt::Key_I, Qt::ControlModifier);
        QVERIFY(!prompt->isVisible());
        ComparePage again(t.services, t.session);
        PageFixture::show(again);
        QVERIFY(!t.child<QPlainTextEdit>(again, "promptEdit")->isVisible());
    }

    void keepsDigestsForTheNextQuestion()
    {
        CompareFixture t;
        t.type();
        t.click("compareButton");
        t.finish();
        QVERIFY(!t.page.run().result().columns[1].report->digestsReused);
        t.child<QPlainTextEdit>(t.page, "promptEdit")->setPlainText(QStringLiteral("Who has 56 maps?"));
        t.click("compareButton");
        t.finish();
        QVERIFY(t.page.run().result().columns[1].report->digestsReused);
        QVERIFY(t.child<QLabel>(*t.column("compressed"), "note")->text().contains(QStringLiteral("kept")));
        QVERIFY(!t.child<QLabel>(*t.column("full"), "note")->text().contains(QStringLiteral("kept")));
    }

    void asksWithTheChunksOfACheckpointThatWasChosenAMomentAgo()
    {
        CompareFixture t;
        t.type();
        QTRY_VERIFY(t.session.isKnown());
        QCOMPARE(t.session.chunking().max_chunk_len, 32);
        // The same under another name says the same; another one says that its contexts were whole.
        const QString own = t.folder.filePath(QStringLiteral("own"));
        QDir().mkpath(own);
        for (const QFileInfo& file : QDir(t.services.demo.start).entryInfoList(QDir::Files))
            QVERIFY(QFile::copy(file.filePath(), own + QLatin1Char('/') + file.fileName()));
        t.session.choose(t.services.demo.model, own);
        QTRY_VERIFY(t.session.isKnown());
        QCOMPARE(t.session.chunking(), (ChunkSettings{true, 32}));
        const QString whole = t.folder.filePath(QStringLiteral("whole"));
        QVERIFY(QDir().rename(own, whole));
        QFile config(whole + QStringLiteral("/config.json"));
        QVERIFY(config.open(QIODevice::ReadOnly));
        const QByteArray text = config.readAll().replace("\"max_chunk_len\": 32", "\"max_chunk_len\": 0");
        config.close();
        QVERIFY(config.open(QIODevice::WriteOnly) && config.write(text) > 0);
        config.close();
        t.session.choose(t.services.demo.model, whole);
        QVERIFY(!t.session.isKnown());
        t.click("compareButton");
        QVERIFY(t.page.run().active());
        t.finish();
        QVERIFY(t.page.run().result().columns[1].report.has_value());
        QVERIFY(!t.page.run().result().settings.chunking.use_chunk);
        QVERIFY(!t.page.history().at(0).settings.chunking.use_chunk);
    }

    void asksAPromptSetUnattendedAndGivesTheQuestionBack()
    {
        CompareFixture t;
        t.type();
        const QString path = t.folder.filePath(QStringLiteral("set.jsonl"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"input\": \"Hana Brook plays the tuba.\", \"prompt\": \"Which instrument does Hana Brook play?\", \"answer\": \"x\"}\n\n"
                   "{\"prompt\": \"How many maps does Paul Green have?\"}\n"
                   "{\"prompt\": \"never asked\"}\n");
        file.close();
        t.page.receive({{payload::kPromptSet, path}});
        QWidget* panel = t.child<QWidget>(t.page, "promptSet");
        QTRY_VERIFY(panel->isVisible());
        t.child<QSpinBox>(t.page, "setCount")->setValue(2);
        t.click("runSet");
        QVERIFY(t.page.set().active());
        QVERIFY(!t.child<QPushButton>(t.page, "compareButton")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!t.page.set().active(), kComputing);
        QCOMPARE(t.page.history().rowCount(), 2);
        QCOMPARE(t.page.history().at(1).prompt, QStringLiteral("Which instrument does Hana Brook play?"));
        QCOMPARE(t.page.history().at(0).context, kContext);
        const QTableWidget* table = t.child<QTableWidget>(t.page, "setScores");
        QVERIFY(table->isVisible());
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->item(0, 1)->text(), QStringLiteral("2"));
        // One question has a reference, and no model answers "x".
        QCOMPARE(table->item(0, 3)->text(), QStringLiteral("0.000"));
        QCOMPARE(table->item(1, 6)->text(), QStringLiteral("8.0"));
        QCOMPARE(t.child<QPlainTextEdit>(t.page, "promptEdit")->toPlainText(), kPrompt);
        QVERIFY(t.child<QPushButton>(t.page, "compareButton")->isEnabled());
        // The set's answers do not stay under the user's question.
        QVERIFY2(t.answer("full").isEmpty(), qPrintable(t.answer("full")));
        QVERIFY(!t.child<QLabel>(t.page, "outdatedAnswers")->isVisible());
    }

    void stopsAPromptSetWithEscape()
    {
        CompareFixture t;
        t.type();
        const QString path = t.folder.filePath(QStringLiteral("set.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 40; ++i)
            file.write("Repeat the above text.\n");
        file.close();
        t.page.receive({{payload::kPromptSet, path}});
        QTRY_VERIFY(t.child<QWidget>(t.page, "promptSet")->isVisible());
        t.click("runSet");
        QTRY_VERIFY_WITH_TIMEOUT(t.page.set().done() > 0, kComputing);
        QTest::keyClick(&t.page, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!t.page.set().active(), kComputing);
        QVERIFY(t.page.set().done() < 40);
        QCOMPARE(t.child<QPlainTextEdit>(t.page, "promptEdit")->toPlainText(), kPrompt);
    }

    void saysWhichLineOfAPromptSetIsWrong()
    {
        CompareFixture t;
        const QString path = t.folder.filePath(QStringLiteral("bad.jsonl"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"prompt\": \"a\"}\n{\"prompt\": 7}\n");
        file.close();
        t.page.receive({{payload::kPromptSet, path}});
        QTRY_VERIFY(t.message().contains(QStringLiteral("bad.jsonl:2")));
        // The models open in the meantime, which has nothing to say about the set.
        t.session.warmUp();
        QTRY_COMPARE_WITH_TIMEOUT(t.session.state(), SharedSession::State::ready, kComputing);
        QVERIFY(t.message().contains(QStringLiteral("bad.jsonl:2")));
        QVERIFY(!t.child<QWidget>(t.page, "promptSet")->isVisible());
    }

    void refusesAPromptSetThatIsNoFile()
    {
        QTemporaryDir folder;
        const QString link = folder.filePath(QStringLiteral("set.txt"));
        QVERIFY(QFile::link(QStringLiteral("/dev/zero"), link));
        QVERIFY_THROWS_EXCEPTION(Error, readPromptSet(link, {}));
        const QString path = folder.filePath(QStringLiteral("windows.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\xEF\xBB\xBFWho?\r\n\r\n  Where? \r\n");
        file.close();
        const std::vector<PromptItem> items = readPromptSet(path, kContext);
        QCOMPARE(items.size(), std::size_t(2));
        QCOMPARE(items[0].prompt, QStringLiteral("Who?"));
        QCOMPARE(items[1].prompt, QStringLiteral("Where?"));
    }

    void asksEveryKindOfColumn()
    {
        CompareFixture t;
        t.type();
        for (const ColumnKind& kind : ColumnKind::all())
            t.child<QAction>(t.page, ("choose_" + kind.key().toStdString()).c_str())->setChecked(true);
        t.click("compareButton");
        t.finish();
        const auto& columns = t.page.run().result().columns;
        QCOMPARE(columns.size(), ColumnKind::all().size());
        for (const ColumnResult& column : columns) {
            QVERIFY2(column.error.isEmpty(), qPrintable(column.kind.key() + QStringLiteral(": ") + column.error));
            QVERIFY(column.report.has_value());
            const std::int64_t read = column.report->budget.contextRead;
            if (column.kind.mode == ContextMode::none)
                QCOMPARE(read, std::int64_t(0));
            else if (column.kind.mode == ContextMode::full)
                QCOMPARE(read, column.report->budget.contextTokens);
            else
                QVERIFY2(read > 0 && read <= 8, qPrintable(column.kind.key()));
        }
        QVERIFY(t.answer("none") != t.answer("full"));
    }

    void aFurtherCheckpointCutsContextsAsItWasTrainedTo()
    {
        CompareFixture t;
        // The demo's compressor, in chunks of 8 tokens in place of 32.
        const QString other = t.folder.filePath(QStringLiteral("other"));
        QVERIFY(QDir().mkpath(other));
        for (const QString& name : QDir(t.services.demo.trained).entryList(QDir::Files))
            QVERIFY(QFile::copy(t.services.demo.trained + QLatin1Char('/') + name, other + QLatin1Char('/') + name));
        QFile config(other + QStringLiteral("/config.json"));
        QVERIFY(config.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && config.open(QIODevice::ReadOnly));
        QByteArray json = config.readAll();
        config.close();
        QVERIFY(json.contains("\"max_chunk_len\": 32") && config.open(QIODevice::WriteOnly | QIODevice::Truncate));
        config.write(json.replace("\"max_chunk_len\": 32", "\"max_chunk_len\": 8"));
        config.close();
        t.type();
        t.page.findChild<ColumnChooser*>()->addCheckpoint(other);
        t.click("compareButton");
        t.finish();
        const Comparison& result = t.page.run().result();
        const auto readBy = [&result](const ColumnKind& kind) {
            for (const ColumnResult& column : result.columns)
                if (column.kind == kind && column.report)
                    return column.report->budget.contextRead;
            return std::int64_t(-1);
        };
        const std::int64_t tokens = result.columns[0].report->budget.contextTokens;
        QCOMPARE(readBy({ContextMode::compressed}), 8 * ((tokens + 31) / 32));
        QCOMPARE(readBy({ContextMode::compressed, 1}), 8 * ((tokens + 7) / 8));
        QCOMPARE(result.settings.chunking.max_chunk_len, 32);
        QVERIFY((result.columns.back().chunking == ChunkSettings{true, 8}));
    }

    void scoresAndMarksAgainstTheReferenceAtOnce()
    {
        CompareFixture t;
        t.type();
        t.click("compareButton");
        t.finish();
        QLineEdit* reference = t.child<QLineEdit>(t.page, "referenceEdit");
        QTest::keyClicks(reference, QStringLiteral("Somebody plays nothing."));
        t.child<QComboBox>(t.page, "differenceBase")->setCurrentIndex(int(DifferenceBase::reference));
        const QTextEdit* text = t.child<QTextEdit>(*t.column("full"), "answerText");
        const auto underlined = [text] {
            int count = 0;
            for (const auto& format : text->document()->firstBlock().textFormats())
                count += format.format.underlineStyle() == QTextCharFormat::SingleUnderline
                    && format.format.background().style() != Qt::NoBrush;
            return count;
        };
        QVERIFY(underlined() > 0);
        reference->setText(t.answer("full"));
        QCOMPARE(underlined(), 0);
        QStringList texts;
        for (const QLabel* label : t.column("full")->findChildren<QLabel*>())
            if (label->isVisible())
                texts << label->text();
        QVERIFY(texts.contains(QStringLiteral("yes")));
        QVERIFY(texts.contains(QStringLiteral("1.000")));
    }

    void stopsEverythingWithEscapeAndKeepsWhatCame()
    {
        CompareFixture t;
        // Repeating a long text gives the key something to interrupt.
        t.page.receive({{payload::kContext, QString(kContext + QLatin1Char(' ')).repeated(6)},
            {payload::kPrompt, QStringLiteral("Repeat the above text.")}});
        t.child<QSpinBox>(t.page, "maxNewTokens")->setValue(100'000);
        t.child<QAction>(t.page, "choose_none")->setChecked(true);
        t.child<QAction>(t.page, "choose_mean_pooled")->setChecked(true);
        QSignalSpy pieces(&t.page.run(), &ComparisonRun::piece);
        t.click("compareButton");
        QTRY_VERIFY_WITH_TIMEOUT(!pieces.isEmpty(), kComputing);
        QTest::keyClick(&t.page, Qt::Key_Escape);
        t.finish();
        int unfinished = 0;
        for (const ColumnResult& column : t.page.run().result().columns)
            unfinished += !column.report || column.report->stopped;
        QVERIFY2(unfinished >= 1, "at least one column was still to come or under way");
        QVERIFY(t.child<QPushButton>(t.page, "compareButton")->isEnabled());
    }

    void stopsInTheMiddleOfReadingAMegabyte()
    {
        CompareFixture t;
        t.page.receive({{payload::kContext, QString(kContext + QLatin1Char(' ')).repeated(16'000)}, {payload::kPrompt, kPrompt}});
        t.child<QAction>(t.page, "choose_compressed")->setChecked(false);
        t.click("compareButton");
        const QLabel* note = t.child<QLabel>(*t.column("full"), "note");
        // It would take minutes, or hours.
        QTRY_VERIFY_WITH_TIMEOUT(note->text().contains(QStringLiteral("left")), kComputing);
        auto* stop = t.child<QPushButton>(t.page, "stopButton");
        QTest::keyClick(&t.page, Qt::Key_Escape);
        QCOMPARE(stop->text(), QStringLiteral("Stopping…"));
        QVERIFY(!stop->isEnabled());
        QCOMPARE(note->text(), QStringLiteral("Stopping…"));
        QElapsedTimer timer;
        timer.start();
        t.finish();
        qInfo("stopped after %lld ms", timer.elapsed());
        QCOMPARE(t.column("full")->state(), AnswerColumn::State::stopped);
        QVERIFY(!t.page.run().result().columns[0].report);
        QCOMPARE(stop->text(), QStringLiteral("Stop"));
        const QLabel* read = t.child<QLabel>(*t.column("full"), "readText");
        QTRY_VERIFY_WITH_TIMEOUT(read->text().contains(QStringLiteral("2048")) || read->text().contains(QStringLiteral("2,048")), kComputing);
    }

    void stopsOneColumnAndGoesOnWithTheNext()
    {
        CompareFixture t;
        t.type();
        t.click("compareButton");
        // The first column has not begun yet: models are opened on another thread.
        QTest::mouseClick(t.child<QToolButton>(*t.column("full"), "stopColumn"), Qt::LeftButton);
        t.finish();
        QCOMPARE(t.column("full")->state(), AnswerColumn::State::stopped);
        QCOMPARE(t.column("compressed")->state(), AnswerColumn::State::done);
    }

    void saysWhatIsMissingInsteadOfComputing()
    {
        CompareFixture t;
        t.click("compareButton");
        QVERIFY(!t.page.run().active());
        QVERIFY(t.message().contains(QStringLiteral("prompt")));
        QTest::keyClicks(t.child<QPlainTextEdit>(t.page, "promptEdit"), kPrompt);
        t.click("compareButton");
        QVERIFY(!t.page.run().active());
        QVERIFY(t.message().contains(QStringLiteral("context")));
    }

    void showsAMisfitInTheColumnsThatNeedTheCompressor()
    {
        CompareFixture t;
        t.type();
        t.session.choose(t.services.demo.model, t.folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(!t.session.compressorProblem().isEmpty(), kComputing);
        QVERIFY(!t.message().isEmpty());
        t.click("compareButton");
        t.finish();
        for (const ColumnResult& column : t.page.run().result().columns)
            QCOMPARE(column.error.isEmpty(), column.kind.mode != ContextMode::compressed);
        QCOMPARE(t.column("full")->state(), AnswerColumn::State::done);
        QCOMPARE(t.column("compressed")->state(), AnswerColumn::State::failed);
        QVERIFY(!t.child<QLabel>(*t.column("compressed"), "note")->text().isEmpty());
    }

    void countsWhatEachColumnWouldReadWhileTyping()
    {
        CompareFixture t;
        t.type();
        QTRY_VERIFY_WITH_TIMEOUT(t.column("full")->budget().has_value(), kComputing);
        QTRY_VERIFY_WITH_TIMEOUT(t.column("compressed")->budget().has_value(), kComputing);
        QTRY_COMPARE_WITH_TIMEOUT(t.column("compressed")->budget()->contextRead, std::int64_t(8), kComputing);
        QVERIFY(t.column("full")->budget()->contextRead > 8);
        QVERIFY(t.column("full")->findChild<TokenMeter*>()->description().contains(QStringLiteral("context")));
        QVERIFY(t.column("compressed")->findChild<TokenMeter*>()->description().contains(QStringLiteral("digests 8")));
        QTRY_VERIFY_WITH_TIMEOUT(
            t.child<QLabel>(t.page, "contextCount")->text().contains(QStringLiteral("tokens")), kComputing);
    }

    void takesAMegabytePasteAtOnce()
    {
        CompareFixture t;
        QApplication::clipboard()->setText(QString(kContext + QLatin1Char(' ')).repeated(16'000));
        QPlainTextEdit* editor = t.child<QPlainTextEdit>(t.page, "contextEditor");
        editor->setFocus();
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
        QApplication::processEvents();
        qInfo("1 MB paste on the page: %lld ms", timer.elapsed());
        QTRY_VERIFY_WITH_TIMEOUT(
            t.child<QLabel>(t.page, "contextCount")->text().contains(QStringLiteral("tokens")), kComputing);
    }

    void opensAnEarlierComparisonFromTheHistory()
    {
        CompareFixture t;
        t.type();
        t.click("compareButton");
        t.finish();
        const QString before = t.answer("full");
        t.child<QPlainTextEdit>(t.page, "promptEdit")->setPlainText(QStringLiteral("something else"));
        t.child<QAction>(t.page, "choose_compressed")->setChecked(false);
        QTest::keyClick(&t.page, Qt::Key_H, Qt::ControlModifier);
        QListView* list = t.child<QListView>(t.page, "historyList");
        QTRY_VERIFY(list->isVisible());
        QLineEdit* search = t.child<QLineEdit>(t.page, "historySearch");
        QTest::keyClicks(search, QStringLiteral("no such text"));
        QCOMPARE(list->model()->rowCount(), 0);
        search->setText(QStringLiteral("TUBA"));
        QCOMPARE(list->model()->rowCount(), 1);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(t.child<QPlainTextEdit>(t.page, "promptEdit")->toPlainText(), kPrompt);
        QCOMPARE(t.answer("full"), before);
        QVERIFY(t.page.findChild<AnswerColumn*>(QStringLiteral("column_compressed")));
    }

    void dimsAndDatesAnswersAsSoonAsTheQuestionIsAnotherOne()
    {
        CompareFixture t;
        t.type();
        t.click("compareButton");
        t.finish();
        const QLabel* outdated = t.child<QLabel>(t.page, "outdatedAnswers");
        QTextEdit* text = t.child<QTextEdit>(*t.column("full"), "answerText");
        QVERIFY(!outdated->isVisible());
        auto* prompt = t.child<QPlainTextEdit>(t.page, "promptEdit");
        prompt->setFocus();
        QTest::keyClick(prompt, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(prompt, QStringLiteral(" Or"));
        QVERIFY(outdated->isVisible());
        QVERIFY2(outdated->text().contains(kPrompt), qPrintable(outdated->text()));
        QVERIFY2(outdated->text().contains(QLocale().toString(QDate::currentDate(), QLocale::ShortFormat)), qPrintable(outdated->text()));
        QVERIFY(isDimmed(*text));
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(prompt, Qt::Key_Backspace);
        QVERIFY(!outdated->isVisible());
        QVERIFY(!isDimmed(*text));
        // Settings change answers as well as questions do.
        t.child<QSpinBox>(t.page, "maxNewTokens")->setValue(3);
        QVERIFY(outdated->isVisible());
        QVERIFY2(!outdated->text().contains(kPrompt), qPrintable(outdated->text()));
    }

    void bringsTheAnswersOfAQuestionBackWithIt()
    {
        PageFixture fixture;
        QString answer;
        {
            ComparePage page(twoColumns(fixture.services), fixture.session);
            PageFixture::show(page);
            page.activated();
            QTest::keyClicks(PageFixture::child<QPlainTextEdit>(page, "contextEditor"), kContext);
            QTest::keyClicks(PageFixture::child<QPlainTextEdit>(page, "promptEdit"), kPrompt);
            PageFixture::child<QAbstractButton>(page, "compareButton")->click();
            QTRY_VERIFY_WITH_TIMEOUT(!page.run().active(), kComputing);
            answer = PageFixture::child<QTextEdit>(*page.findChild<AnswerColumn*>(QStringLiteral("column_full")), "answerText")->toPlainText();
            QVERIFY(!answer.isEmpty());
        }
        ComparePage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.activated();
        QCOMPARE(PageFixture::child<QTextEdit>(*page.findChild<AnswerColumn*>(QStringLiteral("column_full")), "answerText")->toPlainText(), answer);
    }

    void fillsInAnExampleOfTheDemo()
    {
        CompareFixture t;
        t.click("exampleButton");
        QTRY_VERIFY_WITH_TIMEOUT(!t.child<QPlainTextEdit>(t.page, "promptEdit")->toPlainText().isEmpty(), kComputing);
        QVERIFY(!t.child<QPlainTextEdit>(t.page, "contextEditor")->toPlainText().isEmpty());
        QVERIFY(!t.child<QLineEdit>(t.page, "referenceEdit")->text().isEmpty());
    }

    void theFirstExampleShowsWhatCompressingKeeps()
    {
        PageFixture fixture;
        ComparePage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.activated();
        PageFixture::child<QAbstractButton>(page, "exampleButton")->click();
        auto* reference = PageFixture::child<QLineEdit>(page, "referenceEdit");
        QTRY_VERIFY_WITH_TIMEOUT(!reference->text().isEmpty(), kComputing);
        PageFixture::child<QAbstractButton>(page, "compareButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!page.run().active(), kComputing);
        // A new user sees four columns; the last two read as many vectors as there are digests.
        QStringList columns;
        for (const ColumnResult& column : page.run().result().columns) {
            columns << column.kind.key();
            const bool right = QString::fromStdString(column.report->text) == reference->text();
            QCOMPARE(right, column.kind.mode == ContextMode::full || column.kind.mode == ContextMode::compressed);
            QCOMPARE(column.report->budget.contextRead, std::int64_t(column.kind.mode == ContextMode::full ? 51 : 16));
        }
        QCOMPARE(columns, (QStringList{QStringLiteral("full"), QStringLiteral("compressed"), QStringLiteral("truncated_first"), QStringLiteral("mean_pooled")}));
    }

    void aDemoRunThatEndedIsAskedTheExample()
    {
        CompareFixture t;
        t.page.receive({{payload::kLmPath, t.services.demo.model}, {payload::kCompressorPath, t.services.demo.start}});
        auto* prompt = t.child<QPlainTextEdit>(t.page, "promptEdit");
        QTRY_VERIFY_WITH_TIMEOUT(!prompt->toPlainText().isEmpty(), kComputing);
        // What the user typed is never replaced.
        prompt->setPlainText(kPrompt);
        t.page.receive({{payload::kLmPath, t.services.demo.model}, {payload::kCompressorPath, t.services.demo.trained}});
        QTest::qWait(300);
        QCOMPARE(prompt->toPlainText(), kPrompt);
    }

    void bringsTheQuestionBackAfterACrash()
    {
        PageFixture fixture;
        {
            ComparePage page(fixture.services, fixture.session);
            PageFixture::show(page);
            QTest::keyClicks(PageFixture::child<QPlainTextEdit>(page, "promptEdit"), kPrompt);
            // The draft is on the disk before the page is gone.
            QTRY_VERIFY_WITH_TIMEOUT(
                QFile::exists(fixture.settings.dataFolder() + QStringLiteral("/compare-draft.json")), kComputing);
        }
        ComparePage page(fixture.services, fixture.session);
        QCOMPARE(PageFixture::child<QPlainTextEdit>(page, "promptEdit")->toPlainText(), kPrompt);
    }

    void everyControlHasANameForScreenReaders()
    {
        CompareFixture t;
        for (const QWidget* widget : t.page.findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                || widget->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            const bool part = qobject_cast<const QComboBox*>(widget->parentWidget())
                || qobject_cast<const QAbstractSpinBox*>(widget->parentWidget());
            QVERIFY2(named || part || qobject_cast<const QLabel*>(widget),
                qPrintable(
                    QLatin1StringView(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName()));
        }
    }
};

std::unique_ptr<QObject> makeComparePageTest()
{
    return std::make_unique<ComparePageTest>();
}

#include "compare_page_test.moc"
