#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <sys/stat.h>

#include <cmath>
#include <vector>

#include "page_fixture.h"
#include "ui/common/parts.h"
#include "ui/session/alignment.h"
#include "ui/session/context_edit.h"
#include "ui/session/model_bar.h"
#include "ui/session/token_counter.h"

using namespace icf::ui;

class SessionPartsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void alignsInsertionsDeletionsAndExchanges()
    {
        const Alignment pairs = alignTokens({"a", "b", "c", "d"}, {"a", "x", "c", "d", "e"});
        const Alignment expected{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {-1, 4}};
        QCOMPARE(pairs, expected);
        QCOMPARE(alignTokens({"a", "b"}, {}), (Alignment{{0, -1}, {1, -1}}));
        QCOMPARE(alignTokens({"q", "a", "b"}, {"a", "b"}), (Alignment{{0, -1}, {1, 0}, {2, 1}}));
    }

    void pairsByPositionWhereAlignmentWouldCostTooMuch()
    {
        const Alignment pairs = alignTokens({"a", "b", "c"}, {"x", "y"}, 4);
        QCOMPARE(pairs, (Alignment{{0, 0}, {1, 1}, {2, -1}}));
    }

    void marksWordsThatDiffer()
    {
        const WordDiff diff =
            diffWords(QStringLiteral("Paul plays the flute."), QStringLiteral("Paul plays the old tuba."));
        QCOMPARE(diff.differing, 1);
        QCOMPARE(diff.missing, 2);
        QCOMPARE(diff.words.size(), std::size_t(4));
        QVERIFY(!diff.words[0].differs && diff.words[3].differs);
        QCOMPARE(diff.words[3].start, 15);
        QCOMPARE(diff.words[3].length, 6);
        QCOMPARE(diffWords(QStringLiteral("same words"), QStringLiteral("same  words")).differing, 0);
    }

    void keepsAMegabyteLineOutsideTheEditor()
    {
        ContextEdit edit;
        PageFixture::show(edit, QSize(600, 300));
        const QString text =
            QString(1'000'000, QLatin1Char('x')).replace(500, 1, QLatin1Char(' ')) + QStringLiteral("end");
        QApplication::clipboard()->setText(text);
        edit.editor()->setFocus();
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(edit.editor(), Qt::Key_V, Qt::ControlModifier);
        QApplication::processEvents();
        qInfo("1 MB single-line paste: %lld ms", timer.elapsed());
        QVERIFY(edit.held());
        QCOMPARE(edit.text().size(), text.size());
        QVERIFY(edit.text() == text);
        QVERIFY(edit.editor()->document()->characterCount() < 5000);
    }

    void pastesALongTextIntoTheMiddleOfAShortOne()
    {
        ContextEdit edit;
        PageFixture::show(edit, QSize(600, 300));
        edit.setText(QStringLiteral("before after"));
        QTextCursor cursor = edit.editor()->textCursor();
        cursor.setPosition(7);
        edit.editor()->setTextCursor(cursor);
        const QString text(ContextEdit::kHeldCharacters, QLatin1Char('y'));
        QApplication::clipboard()->setText(text);
        QTest::keyClick(edit.editor(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(edit.text(), QStringLiteral("before ") + text + QStringLiteral("after"));
        QTest::keyClick(edit.editor(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(edit.text(), QStringLiteral("before after"));
        QVERIFY(!edit.held());
    }

    void clearsAHeldText()
    {
        ContextEdit edit;
        PageFixture::show(edit, QSize(600, 300));
        edit.setText(QString(100'000, QLatin1Char('z')));
        QTest::mouseClick(PageFixture::child<QToolButton>(edit, "clearHeldText"), Qt::LeftButton);
        QVERIFY(edit.text().isEmpty());
        QTest::keyClicks(edit.editor(), QStringLiteral("typed"));
        QCOMPARE(edit.text(), QStringLiteral("typed"));
    }

    void refusesAFileThatIsNotText()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("binary")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("a\0b", 3));
        file.close();
        ContextEdit edit;
        QSignalSpy refused(&edit, &ContextEdit::refused);
        edit.loadFile(file.fileName());
        edit.loadFile(folder.filePath(QStringLiteral("absent")));
        QCOMPARE(refused.size(), 2);
        QVERIFY(edit.text().isEmpty());
    }

    void namesWhatADroppedFileIsAndDropsAByteOrderMark()
    {
        QTemporaryDir folder;
        const auto write = [&](const char* name, const QByteArray& bytes) {
            QFile file(folder.filePath(QLatin1StringView(name)));
            [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
            file.write(bytes);
            return file.fileName();
        };
        ContextEdit edit;
        QSignalSpy refused(&edit, &ContextEdit::refused);
        edit.loadFile(write("utf16", QByteArray("\xFF\xFE" "a\0b\0", 6)));
        QVERIFY(refused.takeFirst().at(0).toString().contains(QStringLiteral("is UTF-16")));
        edit.loadFile(write("latin1", "caf\xE9"));
        QVERIFY(refused.takeFirst().at(0).toString().contains(QStringLiteral("Latin-1")));
        QVERIFY(edit.text().isEmpty());
        edit.loadFile(write("marked", "\xEF\xBB\xBF" "a"));
        QCOMPARE(edit.text(), QStringLiteral("a"));
    }

    void refusesPipesAndDevicesWithoutWaiting()
    {
        QTemporaryDir folder;
        const QString pipe = folder.filePath(QStringLiteral("pipe")), link = folder.filePath(QStringLiteral("link"));
        QCOMPARE(mkfifo(pipe.toUtf8().constData(), 0600), 0);
        QVERIFY(QFile::link(QStringLiteral("/dev/zero"), link));
        ContextEdit edit;
        QSignalSpy refused(&edit, &ContextEdit::refused);
        for (const QString& path : {pipe, link}) {
            edit.loadFile(path);
            QVERIFY(refused.takeFirst().at(0).toString().contains(path));
        }
        QVERIFY(edit.text().isEmpty());
    }

    void countsOnlyTheNewestText()
    {
        PageFixture fixture;
        TokenCounter counter(fixture.background);
        counter.setModel(fixture.services.demo.model);
        QSignalSpy counted(&counter, &TokenCounter::counted);
        for (int i = 0; i < 5; ++i)
            counter.request([i] { return QString(i, QLatin1Char('a')); });
        counter.request([] { return QStringLiteral("Paul plays the tuba."); });
        QTRY_COMPARE_WITH_TIMEOUT(counted.size(), 1, kComputing);
        const qint64 tokens = counted.first().first().toLongLong();
        QVERIFY2(tokens >= 4 && tokens <= 12, qPrintable(QString::number(tokens)));
        QTest::qWait(400);
        QCOMPARE(counted.size(), 1);
    }

    void saysWhyTokensCannotBeCounted()
    {
        PageFixture fixture;
        TokenCounter counter(fixture.background);
        counter.setModel(fixture.folder.filePath(QStringLiteral("nothing")));
        QSignalSpy counted(&counter, &TokenCounter::counted);
        counter.request([] { return QStringLiteral("text"); });
        QTRY_COMPARE_WITH_TIMEOUT(counted.size(), 1, kComputing);
        QCOMPARE(counted.first().first().toLongLong(), -1);
        QVERIFY(!counted.first().at(1).toString().isEmpty());
    }

    void choosesTheDemoAndItsChunksByDefault()
    {
        PageFixture fixture;
        QCOMPARE(fixture.session.lmPath(), fixture.services.demo.model);
        QCOMPARE(fixture.session.compressorPath(), fixture.services.demo.trained);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session.compressor().usable, kComputing);
        QCOMPARE(fixture.session.chunking(), (icf::ChunkSettings{true, 32}));
        QVERIFY2(fixture.session.problem().isEmpty(), qPrintable(fixture.session.problem()));
        QVERIFY2(fixture.session.compressorProblem().isEmpty(), qPrintable(fixture.session.compressorProblem()));
    }

    void opensModelsOnceAndExchangesTheCompressor()
    {
        PageFixture fixture;
        QStringList seen;
        for (const QString& checkpoint : {fixture.services.demo.trained, QString(), fixture.services.demo.start}) {
            fixture.session.submit(
                this, checkpoint, [&seen](icf::Session& session, icf::CancelToken&, const Post& post) {
                    const QString path =
                        session.compressor() ? QString::fromStdString(session.compressor()->path) : QString();
                    post([&seen, path] { seen << QFileInfo(path).fileName(); });
                });
        }
        QTRY_COMPARE_WITH_TIMEOUT(seen.size(), 3, kComputing);
        QCOMPARE(seen, (QStringList{QStringLiteral("icformer-trained"), QString(), QStringLiteral("icformer-start")}));
        QCOMPARE(fixture.session.state(), SharedSession::State::ready);
        QVERIFY(!fixture.session.computeType().isEmpty());
    }

    void theModelBarSaysHowMuchOfALargeModelIsLoaded()
    {
        PageFixture fixture;
        ModelBar bar(fixture.services, fixture.session);
        auto* status = PageFixture::child<QLabel>(bar, "sessionStatus");
        QSignalSpy told(&fixture.session, &SharedSession::openingProgress);
        fixture.session.warmUp();
        QTRY_COMPARE_WITH_TIMEOUT(fixture.session.state(), SharedSession::State::ready, kComputing);
        QVERIFY(!told.isEmpty());
        QCOMPARE(told.first().first().value<icf::WorkProgress>().share, 0.0);

        // One that takes longer than the demo's.
        Q_EMIT fixture.session.openingProgress({icf::WorkStage::loading, 0.1, 0, 0});
        QTest::qWait(750);
        Q_EMIT fixture.session.openingProgress({icf::WorkStage::loading, 0.42, 0, 0});
        QVERIFY2(status->text().contains(QStringLiteral("42 %")), qPrintable(status->text()));
    }

    void precisionCanBeRoundedWeights()
    {
        PageFixture fixture;
        fixture.session.chooseDevice(QStringLiteral("float32"), QStringLiteral("cpu"));
        ModelBar bar(fixture.services, fixture.session);
        QComboBox* precision = nullptr;
        for (QComboBox* box : bar.findChildren<QComboBox*>())
            if (box->findText(QStringLiteral("float32")) >= 0)
                precision = box;
        QVERIFY(precision);
        std::vector<double> losses;
        const auto read = [&](icf::Session& session, icf::CancelToken& cancel, const Post& post) {
            const icf::ReconstructionReport report = session.reconstruct("Paul has 56 maps.", {true, 32}, cancel, nullptr);
            post([&losses, loss = report.loss] { losses.push_back(loss); });
        };
        fixture.session.submit(this, fixture.services.demo.trained, read);
        QTRY_COMPARE_WITH_TIMEOUT(losses.size(), std::size_t(1), kComputing);
        QTest::keyClick(precision, Qt::Key_End);
        QCOMPARE(fixture.session.precision(), QStringLiteral("int4"));
        QCOMPARE(fixture.session.state(), SharedSession::State::closed);
        fixture.session.submit(this, fixture.services.demo.trained, read);
        QTRY_COMPARE_WITH_TIMEOUT(losses.size(), std::size_t(2), kComputing);
        QVERIFY(losses[0] != losses[1]);
        QVERIFY2(std::abs(losses[0] - losses[1]) < 0.2, qPrintable(QStringLiteral("%1, %2").arg(losses[0]).arg(losses[1])));
    }

    void saysWhyAFolderIsNoModel()
    {
        PageFixture fixture;
        fixture.session.choose(fixture.folder.path(), {});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.session.state(), SharedSession::State::failed, kComputing);
        QVERIFY(!fixture.session.problem().isEmpty());
    }

    void pickerListsFoldersAndKeepsAForeignOne()
    {
        FolderPicker picker(QStringLiteral("title"), QStringLiteral("None"));
        picker.setFolders({QStringLiteral("/models/a"), QStringLiteral("/models/b")});
        QSignalSpy chosen(&picker, &FolderPicker::chosen);
        picker.setCurrent(QStringLiteral("/elsewhere/c"));
        QCOMPARE(picker.current(), QStringLiteral("/elsewhere/c"));
        QVERIFY(chosen.isEmpty());
        QTest::keyClick(picker.combo(), Qt::Key_Down);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(picker.current(), QStringLiteral("/models/a"));
    }

    void aNarrowPickerKeepsTheNameOfItsFolder()
    {
        FolderPicker picker(QStringLiteral("title"), {});
        picker.resize(130, picker.sizeHint().height());
        const auto shown = [&picker](const char* path) {
            picker.setCurrent(QLatin1StringView(path));
            return picker.grab().toImage();
        };
        QVERIFY(shown("/a/longer-tuning/checkpoint-400") != shown("/a/longer-tuning/checkpoint-401"));
    }

    void theFocusStaysWithStartAndStop()
    {
        QWidget page;
        auto* column = new QVBoxLayout(&page);
        auto *start = new QPushButton, *stop = new QPushButton, *other = new QPushButton;
        for (QPushButton* button : {start, stop, other})
            column->addWidget(button);
        PageFixture::show(page);
        QVERIFY(QTest::qWaitForWindowActive(&page));
        stop->setEnabled(false);
        start->setFocus();
        takeTurns(start, false, stop, true);
        QVERIFY(stop->hasFocus());
        takeTurns(start, false, stop, false); // It was asked to stop, and has not yet.
        QVERIFY(!other->hasFocus());
        takeTurns(start, true, stop, false);
        QVERIFY(start->hasFocus());
        // What the user went on to keeps it.
        takeTurns(start, false, stop, true);
        other->setFocus();
        takeTurns(start, true, stop, false);
        QVERIFY(other->hasFocus());
    }
};

std::unique_ptr<QObject> makeSessionPartsTest()
{
    return std::make_unique<SessionPartsTest>();
}

#include "session_parts_test.moc"
