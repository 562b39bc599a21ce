#include "ui/shell/installation.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace icf::ui {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("icf::ui::Installation", text); }

QString contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

Installation installationOf(const QString& programFolder)
{
    // Only the portable archive carries Qt, and tells it so in this file.
    if (QFileInfo::exists(programFolder + QStringLiteral("/qt.conf")))
        return Installation::portable;
    return QDir::cleanPath(programFolder).endsWith(QStringLiteral("/lib/icformer-studio/bin")) ? Installation::package
                                                                                               : Installation::sources;
}

QString updateNote(Installation installation)
{
    switch (installation) {
    case Installation::package:
        return translated(QT_TRANSLATE_NOOP("icf::ui::Installation",
            "This program never connects to a network, so it does not look for updates. To update, install a newer .deb over this one. "
            "Runs, models and settings stay."));
    case Installation::portable:
        return translated(QT_TRANSLATE_NOOP("icf::ui::Installation",
            "This program never connects to a network, so it does not look for updates. To update, unpack a newer archive and remove this "
            "folder. Runs, models and settings stay."));
    case Installation::sources:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("icf::ui::Installation",
        "This program never connects to a network, so it does not look for updates. To update, fetch the newer sources and start ./run "
        "again. Runs, models and settings stay."));
}

QString licenceTexts(const QString& programFolder)
{
    QString text = contentOf(QStringLiteral(":/licences/LICENSE"));
    // Installed, installed below lib/, and where the packages are made from in a build folder.
    for (const char* place : {"../share/icformer-studio/third-party-licenses.txt", "../../../share/icformer-studio/third-party-licenses.txt",
             "../packaging/data/third-party-licenses.txt"}) {
        const QString others = contentOf(programFolder + QLatin1Char('/') + QLatin1StringView(place));
        if (!others.isEmpty())
            return text + QStringLiteral("\n\n") + others;
    }
    return text;
}

} // namespace icf::ui
