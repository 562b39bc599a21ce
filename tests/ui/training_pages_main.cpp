#include <QApplication>
#include <QStandardPaths>
#include <QTest>

#include <memory>

#include "ui/common/icons.h"

std::unique_ptr<QObject> makeRunnerTest();
std::unique_ptr<QObject> makeOptionFormTest();
std::unique_ptr<QObject> makePromptTemplateDialogTest();
std::unique_ptr<QObject> makeCurvesTest();
std::unique_ptr<QObject> makeCurvePanelTest();
std::unique_ptr<QObject> makeAwkwardCurvesTest();
std::unique_ptr<QObject> makeShellTest();
std::unique_ptr<QObject> makeTrainingControllerTest();
std::unique_ptr<QObject> makeTrainPageTest();
std::unique_ptr<QObject> makeFirstBatchViewTest();
std::unique_ptr<QObject> makeRunsPageTest();
std::unique_ptr<QObject> makeRunsTableTest();

/// Runner, form, prompt templates, curves, shell, Train and Runs in one program: linking torch once is enough.
int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("icformer-studio"));
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale::c());
    icf::ui::loadResources();
    int failures = 0;
    for (const auto make : {makeRunnerTest, makeOptionFormTest, makePromptTemplateDialogTest, makeCurvesTest, makeCurvePanelTest, makeAwkwardCurvesTest, makeShellTest, makeTrainingControllerTest, makeTrainPageTest,
                            makeFirstBatchViewTest, makeRunsPageTest, makeRunsTableTest})
        failures += QTest::qExec(make().get(), argc, argv);
    return failures == 0 ? 0 : 1;
}
