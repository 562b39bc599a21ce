#include <QApplication>
#include <QStandardPaths>
#include <QTest>

#include <memory>

#include "ui/common/icons.h"

std::unique_ptr<QObject> makeLayoutTest();
std::unique_ptr<QObject> makeHabitsTest();
std::unique_ptr<QObject> makeRoomTest();

/// The window as a whole in one program: linking torch once is enough.
int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("icformer-studio"));
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale::c());
    icf::ui::loadResources();
    int failures = 0;
    for (const auto make : {makeLayoutTest, makeHabitsTest, makeRoomTest})
        failures += QTest::qExec(make().get(), argc, argv);
    return failures == 0 ? 0 : 1;
}
