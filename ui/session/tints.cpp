#include "ui/session/tints.h"

#include <algorithm>
#include <cmath>

namespace icf::ui {

QColor Tints::mix(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int x, int y) { return int(std::lround(x + (y - x) * share)); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

QColor Tints::line(const QPalette& palette)
{
    return mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.18);
}

QColor Tints::muted(const QPalette& palette)
{
    return mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.66);
}

QColor Tints::card(const QPalette& palette)
{
    return palette.color(QPalette::Base);
}

bool Tints::dark(const QPalette& palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

QColor Tints::hue(const QPalette& palette, int hue, double strength)
{
    const QColor full = dark(palette) ? QColor::fromHsv(hue, 130, 225) : QColor::fromHsv(hue, 185, 175);
    return mix(palette.color(QPalette::Base), full, strength);
}

QColor Tints::difference(const QPalette& palette)
{
    return hue(palette, 32, dark(palette) ? 0.38 : 0.24);
}

QColor Tints::doubt(const QPalette& palette, double probability)
{
    const double share = std::clamp(1.0 - probability, 0.0, 1.0);
    return hue(palette, 8, share * (dark(palette) ? 0.55 : 0.42));
}

QColor Tints::readable(const QColor& wanted, const QColor& background, const QPalette& palette)
{
    constexpr double kLeast = 4.5;
    return contrast(wanted, background) >= kLeast ? wanted : palette.color(QPalette::Text);
}

double Tints::contrast(const QColor& a, const QColor& b)
{
    const auto luminance = [](const QColor& color) {
        const auto part = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
        return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
    };
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor Tints::heat(const QPalette& palette, double share)
{
    share = std::clamp(share, 0.0, 1.0);
    const QColor base = palette.color(QPalette::Base);
    // A square root keeps small weights visible without flattening the large ones.
    const double s = std::sqrt(share);
    const QColor middle = mix(base, QColor::fromHsv(208, 175, dark(palette) ? 205 : 190), 0.75);
    const QColor high = dark(palette) ? QColor(255, 226, 140) : QColor(20, 26, 84);
    return s < 0.6 ? mix(base, middle, s / 0.6) : mix(middle, high, (s - 0.6) / 0.4);
}

} // namespace icf::ui
