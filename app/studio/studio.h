#pragma once
#include <QCommandLineParser>
#include <QLockFile>
#include <QString>

#include <memory>

#include "ui/common/languages.h"
#include "ui/common/services.h"
#include "ui/common/settings.h"
#include "ui/common/theme.h"
#include "ui/runner/runner.h"
#include "ui/session/shared_session.h"
#include "ui/shell/main_window.h"

namespace icf::ui {

/// What the command line asked for.
struct StudioArguments {
    QString theme;          ///< Empty: as remembered.
    QString language;       ///< Empty: as remembered, else the system's.
    QString settingsFile;   ///< Empty: the user's.
    QString page;           ///< Page to show first.
    QString model;          ///< Language model to compare with: a path or a name of the catalogue; empty: as remembered.
    QString screenshots;    ///< Folder for pictures of every page; then leave.
    bool demo = false;      ///< Start the demo run.
    bool selftest = false;  ///< Check the program, then leave.
    bool exitWhenShown = false;  ///< Leave as soon as the window is drawn.
    QStringList paths;      ///< Files or folders to open.
};

/// Composes the program: services, window, pages.  Nothing of it is global.
class Studio {
public:
    explicit Studio(const StudioArguments& arguments);
    ~Studio();

    /// Shows the window and, once it is on the screen, does what the arguments ask for.
    void show();
    /// Asks everything that computes to end, without a checkpoint; the window has asked about those before it closed.
    void stopAll();
    MainWindow& window() { return *window_; }

private:
    void begin();

    StudioArguments arguments_;
    Settings settings_;
    Languages languages_;
    Theme theme_;
    Runner training_;
    Runner generation_;
    Runner background_;
    Services services_;
    std::unique_ptr<QLockFile> onlyCopy_; ///< Held by the first studio that uses these settings.
    std::unique_ptr<SharedSession> session_;
    std::unique_ptr<MainWindow> window_;
};

} // namespace icf::ui
