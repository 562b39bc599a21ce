#pragma once
#include <QIcon>
#include <QString>

namespace icf::ui {

/// The icon :/icons/<name>.svg, drawn in the colour of the palette's text at each painting (so it follows the theme), dimmed
/// when disabled.  An unknown name gives an empty icon.
QIcon icon(const QString& name);

/// Makes the compiled-in resources known; call once before the first widget (a static library does not do it by itself).
void loadResources();

} // namespace icf::ui
