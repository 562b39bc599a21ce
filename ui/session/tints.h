#pragma once
#include <QColor>
#include <QPalette>

namespace icf::ui {

/// Colours made from the palette, so that light, dark and high-contrast palettes all work.
struct Tints {
    /// a mixed with b: share 0 gives a, 1 gives b.
    static QColor mix(const QColor& a, const QColor& b, double share);
    /// Thin lines and frames.
    static QColor line(const QPalette& palette);
    /// Secondary text.
    static QColor muted(const QPalette& palette);
    /// Background of a card that lies on the window.
    static QColor card(const QPalette& palette);
    /// A hue kept readable on the palette's base: hue 0…359.
    static QColor hue(const QPalette& palette, int hue, double strength = 1.0);
    /// Background of a text that differs.
    static QColor difference(const QPalette& palette);
    /// Background for a probability: none at 1, strongest at 0.
    static QColor doubt(const QPalette& palette, double probability);
    /// A colour for text where it stands out from its background, 4.5 : 1, else the palette's.
    static QColor readable(const QColor& wanted, const QColor& background, const QPalette& palette);
    /// WCAG 2's contrast of two colours, 1…21.
    static double contrast(const QColor& a, const QColor& b);
    /// One step of the heat map's scale, 0…1, from the base colour to the strongest.
    static QColor heat(const QPalette& palette, double share);
    /// True when the palette is dark.
    static bool dark(const QPalette& palette);
};

} // namespace icf::ui
