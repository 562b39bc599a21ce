#include <QTest>
#include <torch/types.h>

#include <cmath>

#include "core/base/error.h"
#include "core/verify/device_comparison.h"

using namespace icf;

/// Comparing a device with the CPU.
class DeviceChecksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDifferenceIsAShareOfTheLargestNumber()
    {
        const at::Tensor expected = at::tensor({0.0, -4.0, 2.0});
        QCOMPARE(differenceOf(expected, expected), 0.0);
        QCOMPARE(differenceOf(at::tensor({0.0, -4.0, 3.0}), expected), 0.25);
        QCOMPARE(differenceOf({at::tensor({1.0}), at::tensor({3.0})}, {at::tensor({1.0}), at::tensor({2.0})}), 0.5);
        QCOMPARE(differenceOf(std::vector<std::vector<std::int64_t>>{{1, 2}, {3}}, {{1, 2}, {4}}), 0.5);
    }

    void whatIsNoNumberNeverPasses()
    {
        const at::Tensor ones = at::ones({3}), broken = at::tensor({1.0, double(NAN), 1.0});
        QVERIFY(std::isnan(differenceOf(broken, ones)));
        QVERIFY(std::isnan(differenceOf({broken, ones}, {ones, ones})));
        QVERIFY(std::isnan(differenceOf({ones, broken}, {ones, ones})));
        QVERIFY(!checked([&] { return differenceOf(broken, ones); }).passed);
    }

    void otherShapesAreNoComparison()
    {
        QCOMPARE(checked([] { return differenceOf(at::ones({3}), at::ones({2})); }).note, std::string("[compare] the shapes differ"));
        QVERIFY(!checked([] { return differenceOf(at::Tensor(), at::ones({2})); }).note.empty());
    }

    void aFailureFailsItsCheckAndTheComparisonGoesOn()
    {
        std::vector<DeviceCheck> checks;
        CancelToken cancel;
        DeviceComparison compare(at::kCPU, at::kFloat, [&](const DeviceCheck& check) { checks.push_back(check); }, cancel);
        compare.check("within", kFunction, [] { return 1e-6; });
        QVERIFY(compare.passed());
        compare.check("broken", kFunction, []() -> double { throw Failure("there", "it broke"); });
        compare.check("beyond", kFunction, [] { return 1e-4; });
        compare.check("within again", kFunction, [] { return 0.0; });
        QVERIFY(!compare.passed());
        QCOMPARE(checks.size(), std::size_t{4});
        QVERIFY(checks[0].passed && !checks[1].passed && !checks[2].passed && checks[3].passed);
        QCOMPARE(checks[1].note, std::string("[there] it broke"));
        QVERIFY(std::isnan(checks[1].largestDifference));
        cancel.stop(StopRequest::discard);
        QVERIFY_THROWS_EXCEPTION(Cancelled, compare.check("after a stop", kFunction, [] { return 0.0; }));
    }

    void theCpuAgreesWithItself()
    {
        std::vector<DeviceCheck> checks;
        CancelToken cancel;
        QVERIFY(compareWithCpu(ICF_RESOURCES "/demo", {"cpu", 2}, [&](const DeviceCheck& check) { checks.push_back(check); }, cancel));
        for (const DeviceCheck& check : checks) {
            QVERIFY2(check.passed && check.note.empty(), check.name.c_str());
            // Only what is computed in two ways on the one device may differ.
            QVERIFY2(check.largestDifference == 0 || check.name.starts_with("TokenDecoder against"), check.name.c_str());
        }
        QVERIFY(checks.size() > 100);
    }

    void aDeviceOrADemoThatIsNotThereIsRefused()
    {
        CancelToken cancel;
        QVERIFY_THROWS_EXCEPTION(Error, compareWithCpu("", {"cpu", 1}, [](const DeviceCheck&) {}, cancel));
        QVERIFY_THROWS_EXCEPTION(Error, compareWithCpu(ICF_RESOURCES "/demo", {"cuda:100", 1}, [](const DeviceCheck&) {}, cancel));
    }

private:
    static DeviceCheck checked(const std::function<double()>& difference)
    {
        DeviceCheck result;
        CancelToken cancel;
        DeviceComparison(at::kCPU, at::kFloat, [&](const DeviceCheck& check) { result = check; }, cancel).check("one", kFunction, difference);
        return result;
    }
};

QTEST_GUILESS_MAIN(DeviceChecksTest)
#include "device_checks_test.moc"
