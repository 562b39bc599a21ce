#pragma once
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QStandardPaths>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/common/services.h"
#include "ui/common/settings.h"
#include "ui/common/theme.h"
#include "ui/runner/runner.h"
#include "ui/session/shared_session.h"

/// A folder that stands for the user's home while it lives: runs, history and drafts of whoever runs the tests stay out of it.
struct TemporaryHome {
    QTemporaryDir folder;
    QByteArray before = qgetenv("HOME");

    TemporaryHome()
    {
        qputenv("HOME", folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", folder.path().toUtf8());
        // The trash is made in there, and only where its folder exists.
        QDir().mkpath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
    }
    ~TemporaryHome() { qputenv("HOME", before); }
};

/// What a page needs to live: its own home and settings file, threads, and the demo that the project ships.
struct PageFixture {
    TemporaryHome home;
    QTemporaryDir& folder = home.folder;
    icf::ui::Runner training, generation, background;
    icf::ui::Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    icf::ui::Theme theme;
    icf::ui::Services services{training, generation, background, settings, theme, demo()};
    icf::ui::SharedSession session{services};

    static icf::ui::DemoPaths demo()
    {
        const QString root = QStringLiteral(ICF_RESOURCES "/demo");
        return {root, root + QStringLiteral("/lm"), root + QStringLiteral("/icformer-start"),
            root + QStringLiteral("/icformer-trained"), root + QStringLiteral("/pile_train.jsonl"),
            root + QStringLiteral("/pile_test.jsonl"), root + QStringLiteral("/pwc_train.jsonl"),
            root + QStringLiteral("/pwc_test.jsonl")};
    }

    /// Shows a widget at a size that holds everything.
    static void show(QWidget& widget, QSize size = QSize(1280, 860))
    {
        widget.resize(size);
        widget.show();
        QVERIFY(QTest::qWaitForWindowExposed(&widget));
    }

    /// The descendant of this name; fails the test when there is none.
    template <class T> static T* child(const QWidget& widget, const char* name)
    {
        T* found = widget.findChild<T*>(QLatin1StringView(name));
        Q_ASSERT_X(found, "child", name);
        return found;
    }
};

/// Longest wait for a computation with the demo models, in milliseconds.
inline constexpr int kComputing = 180'000;
