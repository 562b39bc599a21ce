#include "ui/common/csv.h"

#include <QLocale>

#include <algorithm>

namespace icf::ui {

QString csvField(const QString& text)
{
    if (std::ranges::none_of(text, [](QChar c) { return c == QLatin1Char('"') || c == QLatin1Char(',') || c == QLatin1Char('\n') || c == QLatin1Char('\r'); }))
        return text;
    return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

QString csvField(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace icf::ui
