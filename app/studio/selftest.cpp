#include "app/studio/selftest.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPixmap>
#include <QSet>
#include <QTemporaryDir>

#include <cstdio>

#include "app/studio/studio.h"
#include "core/facts/demo_folder.h"
#include "core/verify/selftest.h"
#include "ui/page.h"

namespace icf::ui {

namespace {

/// Fewer different colours are no page: a window without text has one or two.
constexpr qsizetype kMinColours = 20;

qsizetype colourCount(const QImage& picture)
{
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            colours.insert(picture.pixel(x, y));
    return colours.size();
}

SelftestStep drawPages(StudioArguments arguments)
{
    QElapsedTimer clock;
    clock.start();
    // Settings of its own, so that the user's stay as they are.
    const QTemporaryDir folder;
    arguments.settingsFile = folder.filePath(QStringLiteral("settings.ini"));
    Studio studio(arguments);
    studio.window().show();
    SelftestStep step;
    step.name = "draw";
    step.passed = true;
    for (const Page* page : studio.window().pages()) {
        studio.window().showPage(page->objectName());
        QCoreApplication::processEvents(QEventLoop::AllEvents, 200);
        const qsizetype colours = colourCount(studio.window().grab().toImage());
        if (colours < kMinColours) {
            step.passed = false;
            step.note = "the page " + page->objectName().toStdString() + " shows " + std::to_string(colours) + " colours: it is blank";
            break;
        }
    }
    if (step.passed)
        step.note = std::to_string(studio.window().pages().size()) + " pages";
    step.seconds = double(clock.elapsed()) / 1000;
    return step;
}

} // namespace

int runSelftest(StudioArguments arguments)
{
    const auto show = [](const SelftestStep& step) {
        std::printf("%-7s %-9s %5.1f s  %s\n", step.passed ? "ok" : "FAILED", step.name.c_str(), step.seconds, step.note.c_str());
        std::fflush(stdout);
    };
    CancelToken cancel;
    bool passed = selftest(findDemoFolder(QCoreApplication::applicationDirPath().toStdString()).string(), {}, show, cancel);
    if (passed) {
        const SelftestStep drawn = drawPages(std::move(arguments));
        show(drawn);
        passed = drawn.passed;
    }
    std::puts(passed ? "The self-test passed." : "The self-test failed.");
    return passed ? 0 : 1;
}

} // namespace icf::ui
