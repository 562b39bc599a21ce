#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include "page_fixture.h"
#include "ui/bench/bench_page.h"
#include "ui/bench/bench_table.h"
#include "ui/common/bench_text.h"
#include "ui/common/languages.h"
#include "ui/common/message_bar.h"
#include "ui/options/option_form.h"

using namespace icf;
using namespace icf::ui;

/// Bench, by clicks, with the real engine on the demo.
class BenchPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void measuresTheDemoAndKeepsWhatItMeasured()
    {
        PageFixture fixture;
        BenchPage page(fixture.services);
        PageFixture::show(page);
        // Before, it says what to do.
        const auto* empty = PageFixture::child<QLabel>(page, "benchEmpty");
        QVERIFY(empty->isVisible() && empty->text().contains(PageFixture::child<QPushButton>(page, "benchStart")->text()));
        page.form()->setValue(QStringLiteral("works"), std::string());
        auto* compress = PageFixture::child<QCheckBox>(page, "works.compress");
        QTest::mouseClick(compress, Qt::LeftButton, {}, QPoint(8, compress->height() / 2));
        QCOMPARE(page.options().works, std::string("compress"));
        page.form()->setValue(QStringLiteral("lengths"), std::string("64"));
        page.form()->setValue(QStringLiteral("batches"), std::string("1,2"));
        page.form()->setValue(QStringLiteral("repeats"), std::int64_t(3));
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "benchStart"), Qt::LeftButton);
        QVERIFY(!PageFixture::child<QPushButton>(page, "benchStart")->isEnabled());
        QVERIFY(!empty->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(page.report().has_value(), kComputing);
        QTRY_VERIFY(PageFixture::child<QPushButton>(page, "benchStart")->isEnabled());
        const auto* model = PageFixture::child<QTableView>(page, "benchTable")->model();
        // A row for each batch size, or more where a work has variants.
        QVERIFY(model->rowCount() >= 2);
        QCOMPARE(std::size_t(model->rowCount()), page.report()->rows.size());
        QCOMPARE(model->index(0, BenchTable::kBatch).data().toString(), QStringLiteral("1"));
        QCOMPARE(model->index(model->rowCount() - 1, BenchTable::kBatch).data().toString(), QStringLiteral("2"));
        for (const BenchRow& row : page.report()->rows)
            QCOMPARE(row.seconds.size(), std::size_t(3));
        // The next start of the studio finds the same options.
        BenchPage again(fixture.services);
        QCOMPARE(again.options().lengths, std::string("64"));
    }

    void namesTheFieldThatIsWrong()
    {
        PageFixture fixture;
        BenchPage page(fixture.services);
        PageFixture::show(page);
        page.form()->setValue(QStringLiteral("works"), std::string("compress,fly"));
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "benchStart"), Qt::LeftButton);
        QVERIFY(PageFixture::child<MessageBar>(page, "benchMessage")->text().contains(QStringLiteral("fly")));
        QVERIFY(PageFixture::child<QPushButton>(page, "benchStart")->isEnabled());
    }

    void tableKeepsTheRulesOfItemModels()
    {
        BenchTable table;
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BenchRow row;
        row.work = "decode";
        row.amount = 64;
        row.unit = "tokens";
        row.seconds = {0.5, 0.4, 0.6};
        table.add(row);
        QCOMPARE(table.index(0, BenchTable::kMedian).data().toString(), QStringLiteral("500 ms"));
        QCOMPARE(table.index(0, BenchTable::kRate).data().toString(), QStringLiteral("128 tokens/s"));
        QCOMPARE(table.index(0, BenchTable::kLength).data().toString(), QStringLiteral("–"));
        table.clear();
        QCOMPARE(table.rowCount(), 0);
    }

    void worksAreCalledByTheirNamesInEveryLanguage()
    {
        Languages languages;
        BenchTable table;
        BenchRow row;
        row.work = "compress";
        row.variant = "token table";
        table.add(row);
        for (const auto& [language, name] : {std::pair{"en", "Compress, with the token table"}, std::pair{"de", "Komprimieren, mit Token-Tabelle"}, std::pair{"zh_CN", "压缩, 使用词元表"}}) {
            languages.use(QLatin1String(language));
            QCOMPARE(table.index(0, BenchTable::kWork).data().toString(), QString::fromUtf8(name));
            QVERIFY(table.index(0, BenchTable::kWork).data(Qt::ToolTipRole).toString().contains(QString::fromUtf8(name)));
        }
        languages.use(QStringLiteral("de"));
        QCOMPARE(workProgress("first_token, read the full context, 8192 tokens"), QStringLiteral("Erstes Token, den vollen Kontext lesen, 8.192 Token"));
        QCOMPARE(workProgress("compress, token table, 128 tokens x 8"), QStringLiteral("Komprimieren, mit Token-Tabelle, 128 Token × 8"));
        QCOMPARE(workProgress("opening models"), QStringLiteral("Öffnet die Modelle"));
        languages.use(QStringLiteral("en"));
    }
};

std::unique_ptr<QObject> makeBenchPageTest()
{
    return std::make_unique<BenchPageTest>();
}

#include "bench_page_test.moc"
