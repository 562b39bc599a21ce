#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTextDocument>
#include <QToolButton>

#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include "core/base/error.h"
#include "core/options/option_tools.h"
#include "page_fixture.h"
#include "ui/common/message_bar.h"
#include "ui/common/train_settings.h"
#include "ui/compare/prompt_set.h"
#include "ui/data/data_facts.h"
#include "ui/data/data_page.h"
#include "ui/data/length_histogram.h"
#include "ui/data/row_model.h"
#include "ui/session/payload.h"

using namespace icf;
using namespace icf::ui;

namespace {

QString write(const QTemporaryDir& folder, const QByteArray& bytes)
{
    QFile file(folder.filePath(QStringLiteral("rows.jsonl")));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write the test's file");
    return file.fileName();
}

QString countOf(const QWidget& page, const QString& name)
{
    const auto* table = PageFixture::child<QTableWidget>(page, "dataCounts");
    for (int row = 0; row < table->rowCount(); ++row)
        if (table->item(row, 0)->text() == name)
            return table->item(row, 1)->text();
    return {};
}

} // namespace

class DataPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void packedRowsAreReadAndAskedLikePlainOnes()
    {
        // gzip of two rows.
        const QByteArray packed = QByteArray::fromHex(
            "1f8b0800000000000203ab56cacc2b282d51b2525072cccb4b54c8482c564854484e2cd153d251502a28cacf2d004b8667e4"
            "db834412f38acb538b60ca956ab9aa1106042496e6400d48c94f2768004839d0000051f0c53d82000000");
        QTemporaryDir folder;
        const QString path = write(folder, packed);
        PageFixture fixture;
        DataPage page(fixture.services, fixture.session);
        page.open(path);
        QTRY_COMPARE(page.rows()->rowCount(), 2);
        QCOMPARE(page.rows()->index(1, RowModel::kContext).data().toString(), QStringLiteral("Paul has a dog."));
        QCOMPARE(PageFixture::child<QLabel>(page, "dataFields")->text(), QStringLiteral("Fields: answer, input, prompt"));
        const std::vector<PromptItem> items = readPromptSet(path, {});
        QCOMPARE(items.size(), std::size_t{2});
        QCOMPARE(items[1].reference, QStringLiteral("Paul"));
    }

    void returnOpensATypedPath()
    {
        QTemporaryDir folder;
        const QString path = write(folder, "{\"text\": \"one\"}\n{\"text\": \"two\"}\n");
        PageFixture fixture;
        DataPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        auto* field = PageFixture::child<QComboBox>(page, "dataFile")->lineEdit();
        field->selectAll();
        QTest::keyClicks(field, path);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(page.rows()->rowCount(), 2);
    }

    void rowsAreReadAsTheyAreShown()
    {
        QTemporaryDir folder;
        QByteArray bytes;
        for (int i = 0; i < 300; ++i)
            bytes += "{\"text\": \"text number " + QByteArray::number(i) + "\"}\n";
        CancelToken cancel;
        RowModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDataSet(DataSet::open(write(folder, bytes).toStdString(), DataKind::pile, false, cancel));
        QCOMPARE(model.rowCount(), 300);
        QCOMPARE(model.index(299, RowModel::kContext).data().toString(), QStringLiteral("text number 299"));
        QCOMPARE(model.index(7, RowModel::kLine).data().toInt(), 8);
        model.setDataSet(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void theHistogramShowsWhatTheLimitsOfTrainingCut()
    {
        PageFixture fixture;
        fixture.session.choose(fixture.services.demo.model, {});
        TrainOptions training;
        training.compression.max_seq_len = 40;
        training.compression.use_chunk = true;
        training.compression.max_chunk_len = 20;
        training.loop.max_label_len = 6;
        const auto leave = [&] { fixture.settings.setValue(QLatin1StringView(kTrainOptionsKey), QByteArray::fromStdString(toJson(training).dump())); };
        leave();
        DataPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.open(fixture.services.demo.pwcTest);
        const auto* histogram = page.findChild<LengthHistogram*>();
        auto* answers = PageFixture::child<QToolButton>(page, "lengthsOfAnswers");
        QTRY_VERIFY_WITH_TIMEOUT(answers->isVisible(), kComputing);
        QCOMPARE(histogram->graphCount(), 2);
        QCOMPARE(histogram->graph(0)->data()->at(0)->key, 40.0);
        QCOMPARE(histogram->graph(1)->data()->at(0)->key, 20.0);
        const auto* limits = PageFixture::child<QLabel>(page, "lengthLimits");
        QVERIFY2(limits->text().contains(QStringLiteral("Longest context 40: ")) && !limits->text().contains(QStringLiteral(": 0.0 %")), qPrintable(limits->text()));
        QTest::mouseClick(answers, Qt::LeftButton);
        QCOMPARE(histogram->graphCount(), 1);
        QVERIFY2(limits->text().contains(QStringLiteral("Longest answer 6: ")), qPrintable(limits->text()));
        QTest::mouseClick(PageFixture::child<QToolButton>(page, "lengthsOfContexts"), Qt::LeftButton);
        // Coming back from the Train page shows its settings.
        training.compression.max_seq_len = 50;
        training.compression.use_chunk = false;
        leave();
        page.activated();
        QCOMPARE(histogram->graphCount(), 1);
        QCOMPARE(histogram->graph(0)->data()->at(0)->key, 50.0);
        // Texts have no answers.
        page.open(fixture.services.demo.pileTest);
        QTRY_VERIFY_WITH_TIMEOUT(!answers->isVisible() && page.rows()->dataSet(), kComputing);
    }

    void countsTheShareThatALimitCuts()
    {
        const LengthFacts facts = lengthFacts({5, 1, 3, 3});
        QCOMPARE(facts.longerThan(0), 1.0);
        QCOMPARE(facts.longerThan(3), 0.25);
        QCOMPARE(facts.longerThan(5), 0.0);
        QCOMPARE(lengthFacts({}).longerThan(1), 0.0);
    }

    void choosesRoundBinWidths()
    {
        QCOMPARE(binWidthFor(10, 48), 1);
        QCOMPARE(binWidthFor(130, 48), 5);
        QCOMPARE(binWidthFor(100'000, 48), 5000);
    }

    void readsTheFirstLineOfRegularFilesOnly()
    {
        QTemporaryDir folder;
        const QString pipe = folder.filePath(QStringLiteral("pipe"));
        QCOMPARE(mkfifo(pipe.toUtf8().constData(), 0600), 0);
        QVERIFY_THROWS_EXCEPTION(Error, readFirstLine(pipe));
        const FirstLine first = readFirstLine(write(folder, "\n \r\n{\"input\": \"a\", \"prompt\": \"b\"}\r\n{\"text\": \"c\"}\n"));
        QVERIFY(first.kind == DataKind::pwc);
        QCOMPARE(first.fields, (QStringList{QStringLiteral("input"), QStringLiteral("prompt")}));
        QVERIFY(readFirstLine(write(folder, "{\"text\": \"the last\"}")).kind == DataKind::pile);
        QVERIFY(!readFirstLine(write(folder, "\n\n")).kind);
    }

    void showsRowsAsTextInToolTips()
    {
        QTemporaryDir folder;
        CancelToken cancel;
        RowModel model;
        model.setDataSet(DataSet::open(
            write(folder, "{\"text\": \"<img src='file:///dev/zero'> and\"}\n").toStdString(), DataKind::pile, false, cancel));
        const QModelIndex index = model.index(0, RowModel::kContext);
        QCOMPARE(index.data().toString(), QStringLiteral("<img src='file:///dev/zero'> and"));
        QTextDocument shown;
        shown.setHtml(index.data(Qt::ToolTipRole).toString());
        QCOMPARE(shown.toPlainText(), index.data().toString());
    }

    void opensTheDemosQuestionsAndSendsARowToCompare()
    {
        PageFixture fixture;
        DataPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.activated();
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "dataExample"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(page.rows()->rowCount(), 647, kComputing);
        QCOMPARE(countOf(page, QStringLiteral("Usable rows")), QStringLiteral("647"));
        QTRY_VERIFY_WITH_TIMEOUT(!countOf(page, QStringLiteral("Longest context")).isEmpty(), kComputing);
        QVERIFY(countOf(page, QStringLiteral("Longest context")).toInt()
            > countOf(page, QStringLiteral("Median context")).toInt());
        page.table()->selectRow(1);
        QVERIFY(PageFixture::child<QPlainTextEdit>(page, "rowDetail")
                    ->toPlainText()
                    .contains(QStringLiteral("Who has 56 maps?")));
        QSignalSpy requested(&page, &Page::openRequested);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "sendToCompare"), Qt::LeftButton);
        QCOMPARE(requested.size(), 1);
        QCOMPARE(requested[0][0].toString(), QStringLiteral("compare"));
        const QVariantMap payload = requested[0][1].toMap();
        QCOMPARE(payload.value(payload::kPrompt).toString(), QStringLiteral("Who has 56 maps?"));
        QCOMPARE(payload.value(payload::kAnswer).toString(), QStringLiteral("Paul has 56 maps."));
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "sendToInspect"), Qt::LeftButton);
        QCOMPARE(requested[1][0].toString(), QStringLiteral("inspect"));
    }

    void saysWhatWasLeftOutAndWhy()
    {
        PageFixture fixture;
        DataPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.open(write(fixture.folder,
            "{\"text\": \"one\"}\nnot json\n{\"text\": \"one\"}\n{\"other\": 1}\n{\"text\": \"two\"}\n"));
        QTRY_COMPARE_WITH_TIMEOUT(page.rows()->rowCount(), 2, kComputing);
        QCOMPARE(countOf(page, QStringLiteral("Lines")), QStringLiteral("5"));
        QCOMPARE(countOf(page, QStringLiteral("Left out: duplicates")), QStringLiteral("1"));
        QCOMPARE(countOf(page, QStringLiteral("Skipped: invalid lines")), QStringLiteral("2"));
        QVERIFY(PageFixture::child<MessageBar>(page, "dataMessage")->text().contains(QStringLiteral("line 2")));
    }

    void findsTheNextRowWithAText()
    {
        PageFixture fixture;
        DataPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.open(write(fixture.folder,
            "{\"text\": \"alpha\"}\n{\"text\": \"beta\"}\n{\"text\": \"gamma Needle\"}\n{\"text\": \"delta\"}\n"));
        QTRY_COMPARE_WITH_TIMEOUT(page.rows()->rowCount(), 4, kComputing);
        QTest::keyClick(&page, Qt::Key_F, Qt::ControlModifier);
        QLineEdit* find = PageFixture::child<QLineEdit>(page, "findRow");
        QTRY_VERIFY(find->hasFocus());
        QTest::keyClicks(find, QStringLiteral("needle"));
        QTest::keyClick(find, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page.table()->currentIndex().row(), 2, kComputing);
        find->setText(QStringLiteral("absent"));
        QTest::keyClick(find, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(
            PageFixture::child<MessageBar>(page, "dataMessage")->text().contains(QStringLiteral("absent")), kComputing);
    }

    void showsWhyAFileCannotBeOpened()
    {
        PageFixture fixture;
        DataPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.receive({{payload::kPaths, QStringList{fixture.folder.filePath(QStringLiteral("absent.jsonl"))}}});
        QTRY_VERIFY_WITH_TIMEOUT(!PageFixture::child<MessageBar>(page, "dataMessage")->text().isEmpty(), kComputing);
        page.open(write(fixture.folder, "nothing usable\n"));
        QTRY_VERIFY_WITH_TIMEOUT(
            PageFixture::child<MessageBar>(page, "dataMessage")->text().contains(QStringLiteral("rows.jsonl")),
            kComputing);
        QCOMPARE(page.rows()->rowCount(), 0);
    }
};

std::unique_ptr<QObject> makeDataPageTest()
{
    return std::make_unique<DataPageTest>();
}

#include "data_page_test.moc"
