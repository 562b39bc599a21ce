#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTextBrowser>
#include <QToolButton>

#include <filesystem>

#include "core/engine/engine.h"
#include "core/run/run_folder.h"
#include "core/run/training_state.h"
#include "page_fixture.h"
#include "ui/common/message_bar.h"
#include "ui/options/number_box.h"
#include "ui/options/option_form.h"
#include "ui/train/config_panel.h"
#include "ui/train/first_batch_view.h"
#include "ui/train/live_panel.h"
#include "ui/train/train_page.h"

using namespace icf;
using namespace icf::ui;

/// The rows that a run would read first, on the Train page.
class FirstBatchViewTest : public QObject {
    Q_OBJECT

    static void typeNumber(QWidget* field, const char* text)
    {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, QLatin1StringView(text));
    }

private Q_SLOTS:
    void showsTheRowsBeforeStartAndFollowsTheForm()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        TrainOptions options = page.config()->options();
        options.save_path = fixture.folder.filePath(QStringLiteral("runs/one")).toStdString();
        options.loop.batch_size = 2;
        page.config()->setOptions(options, {});
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "firstBatch"), Qt::LeftButton);
        const FirstBatchView* view = page.live()->firstBatch();
        QTRY_VERIFY_WITH_TIMEOUT(view->batch().has_value(), kComputing);
        QCOMPARE(view->batch()->rows.size(), std::size_t(2));
        const auto* rows = PageFixture::child<QTextBrowser>(page, "firstBatchRows");
        const auto* summary = PageFixture::child<QLabel>(page, "firstBatchSummary");
        QVERIFY(rows->isVisible() && summary->text().contains(QStringLiteral("% padding")));
        const BatchRow first = view->batch()->rows.front();
        for (const QString& wanted : {QStringLiteral("Row 2"), QStringLiteral("line %1").arg(first.line), QStringLiteral("[FT]"),
                 QStringLiteral("%1 digest vectors of %2 context tokens").arg(first.digests).arg(first.context.tokens),
                 QString::fromStdString(first.answer.text).trimmed()})
            QVERIFY2(rows->toPlainText().contains(wanted), qPrintable(wanted + QLatin1Char('\n') + rows->toPlainText()));
        QVERIFY(!rows->toPlainText().contains(QStringLiteral("cut off")));
        // Nothing of a run was begun.
        QVERIFY(!QFileInfo::exists(QString::fromStdString(options.save_path)) && page.controller().queue().empty());

        // Another limit is seen at once.
        typeNumber(PageFixture::child<QWidget>(page, "max_seq_len"), "12");
        QTRY_COMPARE_WITH_TIMEOUT(view->batch()->rows.front().context.tokens, std::int64_t(12), kComputing);
        QTRY_VERIFY(rows->toPlainText().contains(QStringLiteral("of %1 context tokens are cut off").arg(first.context.tokens)));

        QTest::mouseClick(PageFixture::child<QPushButton>(page, "firstBatchBack"), Qt::LeftButton);
        QVERIFY(!rows->isVisible());
        QVERIFY(PageFixture::child<QPushButton>(page, "runDemo")->isVisible());
    }

    void thereIsOneScrollBarInASmallWindow()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        // What a window of 1024 × 700 leaves to the page.
        PageFixture::show(page, QSize(870, 680));
        const auto* side = PageFixture::child<QPushButton>(page, "firstBatchBack")->parentWidget();
        while (side && !qobject_cast<const QScrollArea*>(side))
            side = side->parentWidget();
        const auto* area = qobject_cast<const QScrollArea*>(side);
        QVERIFY(area);
        // The page that says how to begin needs none.
        QCOMPARE(area->verticalScrollBar()->maximum(), 0);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "firstBatch"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page.live()->firstBatch()->batch().has_value(), kComputing);
        const auto* rows = PageFixture::child<QTextBrowser>(page, "firstBatchRows");
        QTRY_VERIFY(rows->verticalScrollBar()->maximum() > 0);
        QCOMPARE(area->verticalScrollBar()->maximum(), 0);
        QVERIFY(rows->height() > 300);
    }

    void aRunThatCanBeResumedShowsWhatItReadsNext()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        TrainOptions options = page.config()->options();
        options.save_path = fixture.folder.filePath(QStringLiteral("runs/one")).toStdString();
        options.loop.batch_size = 2;
        // A run that stopped after 12 steps, as far as it is looked at.
        RunWriter::create(options, false, {}).reset();
        const QString checkpoint = QString::fromStdString(options.save_path) + QStringLiteral("/checkpoint-24");
        std::filesystem::copy(options.model.icformer_path, checkpoint.toStdString());
        TrainingState state;
        state.steps = state.optimizerSteps = 12;
        state.sample = 24;
        state.samplesPerEpoch = 100;
        QFile file(checkpoint + QStringLiteral("/resume.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(state.toJson().dump()));
        file.close();
        page.config()->setOptions(options, {});
        const FirstBatchView* view = page.live()->firstBatch();
        auto* resumed = PageFixture::child<QToolButton>(page, "firstBatchResumed");
        const auto* summary = PageFixture::child<QLabel>(page, "firstBatchSummary");
        const auto* rows = PageFixture::child<QTextBrowser>(page, "firstBatchRows");
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "firstBatch"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(view->batch().has_value(), kComputing);
        QVERIFY(resumed->isVisible() && resumed->isChecked());
        QVERIFY2(summary->text().startsWith(QStringLiteral("After step 12: rows 25 to 26 of ")), qPrintable(summary->text()));
        QVERIFY(rows->toPlainText().startsWith(QStringLiteral("Row 25\n")));
        CancelToken cancel;
        QCOMPARE(view->batch()->rows.front().line, firstBatch(options, cancel, {.sample = 24}).rows.front().line);
        // What one in its place would read first.
        QTest::mouseClick(resumed, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(rows->toPlainText().startsWith(QStringLiteral("Row 1\n")), kComputing);
        QVERIFY(resumed->isVisible() && !summary->text().contains(QStringLiteral("step")));
        // In another folder there is nothing to resume.
        page.config()->form()->setValue(QStringLiteral("save_path"), fixture.folder.filePath(QStringLiteral("runs/two")).toStdString());
        QTRY_VERIFY_WITH_TIMEOUT(!resumed->isVisible(), kComputing);
    }

    void severalProcessesShareTheRows()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        auto* processes = PageFixture::child<QSpinBox>(page, "processes");
        if (!processes->isEnabled())
            QSKIP("there is no mpirun, or one core");
        TrainOptions options = page.config()->options();
        options.loop.batch_size = 1;
        page.config()->setOptions(options, {});
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "firstBatch"), Qt::LeftButton);
        const FirstBatchView* view = page.live()->firstBatch();
        QTRY_VERIFY_WITH_TIMEOUT(view->batch().has_value(), kComputing);
        QCOMPARE(view->batch()->rows.size(), std::size_t(1));
        typeNumber(processes, "2");
        QTRY_COMPARE_WITH_TIMEOUT(view->batch()->rows.size(), std::size_t(2), kComputing);
        QTRY_VERIFY(PageFixture::child<QTextBrowser>(page, "firstBatchRows")->toPlainText().contains(QStringLiteral("process 2")));
        // Each row is alone in its process.
        QCOMPARE(view->batch()->padding(), 0.0);
        QVERIFY(PageFixture::child<QLabel>(page, "firstBatchSummary")->text().contains(QStringLiteral("2 process")));
    }

    void theFormShowsTheFirstRowOfItsData()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        const auto* note = PageFixture::child<QLabel>(page, "data_pathNote");
        QTRY_VERIFY_WITH_TIMEOUT(note->isVisible(), kComputing);
        QVERIFY2(note->text().startsWith(QStringLiteral("First row: ")) && note->text().contains(QStringLiteral(" → ")), qPrintable(note->text()));
        QVERIFY(note->height() < 2 * note->fontMetrics().height());
        auto* data = PageFixture::child<QLineEdit>(page, "data_path");
        data->setFocus();
        data->selectAll();
        QTest::keyClicks(data, QStringLiteral("/nowhere"));
        QTRY_VERIFY_WITH_TIMEOUT(!note->isVisible(), kComputing);
    }

    void preTrainingRepeatsItsContext()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        TrainOptions options = page.config()->options();
        options.task = TrainingTask::pretrain;
        options.data_path = fixture.services.demo.pileTrain.toStdString();
        page.config()->setOptions(options, {});
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "firstBatch"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page.live()->firstBatch()->batch().has_value(), kComputing);
        const BatchRow& row = page.live()->firstBatch()->batch()->rows.front();
        QCOMPARE(row.labels(), row.context.tokens + 1);
        QVERIFY(PageFixture::child<QTextBrowser>(page, "firstBatchRows")->toPlainText().contains(QStringLiteral("[AE]")));
    }

    void whatLooksLikeHtmlIsShownAsItIs()
    {
        PageFixture fixture;
        const QString data = fixture.folder.filePath(QStringLiteral("html.jsonl"));
        QFile file(data);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"input": "<s>struck</s> & <img src='http://x'> ", "prompt": "<b>What</b>?", "answer": "<i>a</i>"})"
                   "\n");
        file.close();
        TrainPage page(fixture.services);
        PageFixture::show(page);
        TrainOptions options = page.config()->options();
        options.data_path = data.toStdString();
        page.config()->setOptions(options, {});
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "firstBatch"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page.live()->firstBatch()->batch().has_value(), kComputing);
        const QString text = PageFixture::child<QTextBrowser>(page, "firstBatchRows")->toPlainText();
        QVERIFY2(text.contains(QStringLiteral("<b>What</b>?")) && text.contains(QStringLiteral("<img src='http://x'>")), qPrintable(text));
    }

    void anErrorIsOneLineAndGoesWhenItIsMended()
    {
        PageFixture fixture;
        TrainPage page(fixture.services);
        PageFixture::show(page);
        const TrainOptions good = page.config()->options();
        TrainOptions options = good;
        options.data_path = "/nowhere/data.jsonl";
        page.config()->setOptions(options, {});
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "firstBatch"), Qt::LeftButton);
        auto* message = PageFixture::child<MessageBar>(page, "firstBatchMessage");
        QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), kComputing);
        QVERIFY(message->text().contains(QStringLiteral("/nowhere/data.jsonl")) && !message->text().contains(QLatin1Char('\n')));
        QVERIFY(!PageFixture::child<QTextBrowser>(page, "firstBatchRows")->isVisible());
        page.config()->form()->setValue(QStringLiteral("data_path"), good.data_path);
        QTRY_VERIFY_WITH_TIMEOUT(page.live()->firstBatch()->batch().has_value(), kComputing);
        QVERIFY(!message->isVisible());
    }
};

std::unique_ptr<QObject> makeFirstBatchViewTest()
{
    return std::make_unique<FirstBatchViewTest>();
}

#include "first_batch_view_test.moc"
