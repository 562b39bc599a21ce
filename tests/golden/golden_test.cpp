#include <QTest>

#include <cstdio>

#include "core/base/cancel_token.h"
#include "core/engine/engine.h"
#include "core/verify/verify.h"

/// The port against what the published implementation computed: tests/golden/<case>.
class GoldenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyQuantityAgreesWithTheReference_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char* name : {"base", "gqa-bias-linear-chunk", "dynamic-ntk"})
            QTest::newRow(name) << QStringLiteral(ICF_TEST_DATA "/golden/") + QLatin1String(name);
    }

    void everyQuantityAgreesWithTheReference()
    {
        QFETCH(QString, folder);
        icf::CancelToken cancel;
        const std::vector<icf::VerifyRow> rows = icf::verifyGolden(folder.toStdString(), "cpu", cancel);
        QCOMPARE(rows.size(), std::size_t(30));
        QStringList wrong;
        for (const icf::VerifyRow& row : rows) {
            std::printf("  %-40s largest difference %.3g, %.3g of the tolerance %s\n", row.quantity.c_str(), row.largestDifference,
                        row.tolerance, row.note.c_str());
            if (!row.passed)
                wrong << QString::fromStdString(row.quantity + " " + row.note);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral(", "))));
    }
};

QTEST_GUILESS_MAIN(GoldenTest)
#include "golden_test.moc"
