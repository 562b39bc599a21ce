#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>

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
