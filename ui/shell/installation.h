#pragma once
#include <QString>

namespace icf::ui {

/// How this copy of the program came here, which decides how a newer one does.
enum class Installation {
    package,   ///< The .deb.
    portable,  ///< The archive with Qt inside.
    sources,   ///< Built here.
};

/// Tells from what lies around the program.  programFolder: the executable's folder.
Installation installationOf(const QString& programFolder);

/// What the user is told about updates: the program never asks a network for them, and how to get one all the same.
QString updateNote(Installation installation);

/// Licence texts of everything that this copy bundles, as plain text; the program's own first.  programFolder as above.
QString licenceTexts(const QString& programFolder);

} // namespace icf::ui
