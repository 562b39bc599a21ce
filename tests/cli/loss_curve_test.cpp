#include <QTest>

#include <cmath>

#include "app/cli/loss_curve.h"

using icf::cli::LossCurve;

namespace {

LossCurve curveOf(const std::vector<double>& losses)
{
    LossCurve curve;
    for (const double loss : losses)
        curve.add(loss);
    return curve;
}

} // namespace

class LossCurveTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fallsFromTheTopToTheLowestBlock()
    {
        QCOMPARE(curveOf({0.8, 0.4, 0.2, 0.05}).line(10), std::string("█▄▂▁"));
        QCOMPARE(curveOf({0.8, 0.8, 0.4, 0.4}).line(2), std::string("█▄"));
        QCOMPARE(LossCurve().line(10), std::string());
    }

    void drawsRowsWithTheirScale()
    {
        QCOMPARE(curveOf({0.8, 0.4, 0.2}).chart(40, 2),
            (std::vector<std::string>{"    0.8 │█", "        │██▄", "      0 └───", "     3 steps"}));
        QVERIFY(LossCurve().chart(40, 2).empty());
        // A terminal too narrow for the scale still gets a column.
        QCOMPARE(curveOf({0.8, 0.4}).chart(3, 1).front(), std::string("    0.6 │█"));
    }

    void keepsTheMeansOfARunOfAnyLength()
    {
        LossCurve curve;
        constexpr int kSteps = 100'000;
        for (int step = 0; step < kSteps; ++step)
            curve.add(step < kSteps / 2 ? 3 : 1);
        const std::vector<double> means = curve.means(4);
        QCOMPARE(means.size(), std::size_t{4});
        QVERIFY(std::abs(means.front() - 3) < 1e-9 && std::abs(means.back() - 1) < 1e-9);
    }

    void leavesOutStepsThatAreNotFinite()
    {
        QCOMPARE(curveOf({std::nan(""), 0.5, INFINITY, 0.5}).means(10), (std::vector<double>{0.5, 0.5}));
    }
};

QTEST_GUILESS_MAIN(LossCurveTest)
#include "loss_curve_test.moc"
