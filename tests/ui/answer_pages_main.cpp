#include <QApplication>
#include <QTest>

#include <memory>
#include <vector>

std::unique_ptr<QObject> makeSessionPartsTest();
std::unique_ptr<QObject> makeExactTextTest();
std::unique_ptr<QObject> makeComparePageTest();
std::unique_ptr<QObject> makeCompareColumnsTest();
std::unique_ptr<QObject> makeCompareRatingTest();
std::unique_ptr<QObject> makeComparisonHistoryTest();
std::unique_ptr<QObject> makeInspectPageTest();
std::unique_ptr<QObject> makeDataPageTest();
std::unique_ptr<QObject> makeModelsPageTest();
std::unique_ptr<QObject> makeBenchPageTest();

/// Compare, Inspect, Data, Models and Bench in one program: linking torch once is enough.
int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("icformer-studio"));
    QLocale::setDefault(QLocale::c());
    int failures = 0;
    for (const auto make : {makeSessionPartsTest, makeExactTextTest, makeComparisonHistoryTest, makeComparePageTest, makeCompareColumnsTest, makeCompareRatingTest,
             makeInspectPageTest, makeDataPageTest, makeModelsPageTest, makeBenchPageTest})
        failures += QTest::qExec(make().get(), argc, argv);
    return failures == 0 ? 0 : 1;
}
