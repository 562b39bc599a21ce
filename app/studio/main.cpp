#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "app/process_setup.h"
#include "app/studio/selftest.h"
#include "app/studio/studio.h"
#include "core/base/end_in_time.h"
#include "ui/common/icons.h"
#include "ui/common/languages.h"
#include "ui/common/settings.h"
#include "ui/shell/cuda_dialog.h"

namespace {

icf::ui::StudioArguments parse(const QApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Workbench for context compression with the In-Context Former."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("Appearance: system, light, dark or contrast."), QStringLiteral("NAME"));
    const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("Language: en, de or zh_CN."), QStringLiteral("CODE"));
    const QCommandLineOption page(QStringLiteral("page"), QStringLiteral("Page to show: train, runs, compare, inspect, evaluate, bench, data or models."),
                                  QStringLiteral("NAME"));
    const QCommandLineOption model(QStringLiteral("model"), QStringLiteral("Compare answers of this language model: a folder, a .gguf file, or a name that icformer models get knows."),
                                   QStringLiteral("PATH"));
    const QCommandLineOption settings(QStringLiteral("settings"), QStringLiteral("Keep the settings in this file."), QStringLiteral("FILE"));
    const QCommandLineOption demo(QStringLiteral("demo"), QStringLiteral("Start the demo run."));
    const QCommandLineOption pictures(QStringLiteral("screenshot"), QStringLiteral("Write a picture of every page into this folder, then leave; with --demo, use each page first."),
                                      QStringLiteral("FOLDER"));
    const QCommandLineOption selftest(QStringLiteral("selftest"), QStringLiteral("Check that the program works here, then leave."));
    const QCommandLineOption shown(QStringLiteral("exit-when-shown"), QStringLiteral("Leave as soon as the window is drawn, to measure the start."));
    parser.addOptions({selftest, theme, language, page, model, settings, demo, pictures, shown});
    parser.addPositionalArgument(QStringLiteral("paths"), QStringLiteral("Runs, evaluations, models, data or settings to open."), QStringLiteral("[paths…]"));
    parser.process(application);
    return {parser.value(theme), parser.value(language), parser.value(settings), parser.value(page), parser.value(model), parser.value(pictures), parser.isSet(demo),
            parser.isSet(selftest), parser.isSet(shown), parser.positionalArguments()};
}

/// Leaves the program once a widget has been drawn.
class ExitWhenDrawn : public QObject {
public:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, &QApplication::quit);
        return false;
    }
};

/// The self-test draws its window in memory where there is no display, as on a server.
void useNoDisplayForSelftest(int argc, char** argv)
{
    const bool asked = std::find(argv + 1, argv + argc, std::string_view("--selftest")) != argv + argc;
    if (asked && qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

/// The folder that the user chose for the CUDA build of LibTorch, which must be known before LibTorch is loaded.
std::string chosenCudaFolder(int argc, char** argv)
{
    const auto named = std::find_if(argv + 1, argv + argc, [](std::string_view argument) { return argument == "--settings" || argument.starts_with("--settings="); });
    QString file;
    if (named != argv + argc)
        file = QString::fromLocal8Bit(std::string_view(*named) == "--settings" ? (named + 1 != argv + argc ? named[1] : "") : *named + std::string_view("--settings=").size());
    return icf::ui::Settings(file).value(QLatin1StringView(icf::ui::kCudaFolderKey)).toString().toStdString();
}

} // namespace

int main(int argc, char** argv)
{
    icf::setUpProcess(argv, chosenCudaFolder(argc, argv));
    QApplication::setOrganizationName(QStringLiteral("icformer-studio"));
    QApplication::setApplicationName(QStringLiteral("icformer-studio"));
    QApplication::setApplicationVersion(QStringLiteral(ICF_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("icformer-studio"));
    useNoDisplayForSelftest(argc, argv);
    QApplication application(argc, argv);
    icf::ui::keepDecimalPoint();
    QApplication::setApplicationDisplayName(QStringLiteral("IC-Former Studio"));
    icf::ui::loadResources();
    try {
        const icf::ui::StudioArguments arguments = parse(application);
        if (arguments.selftest)
            return icf::ui::runSelftest(arguments);
        icf::EndInTime end;
        icf::ui::Studio studio(arguments);
        ExitWhenDrawn exit;
        if (arguments.exitWhenShown)
            studio.window().installEventFilter(&exit);
        studio.show();
        const int code = QApplication::exec();
        end.begin(code);
        studio.stopAll();
        return code;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "icformer-studio: %s\n", error.what());
        return 1;
    }
}
