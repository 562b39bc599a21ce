#include "ui/common/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QTextDocument>

#include <cmath>

namespace icf::ui {

namespace {

/// Only gives the texts their context.
struct Format {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

QString twoDigits(qint64 value)
{
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

} // namespace

QString formatCount(double value)
{
    const QLocale locale;
    if (!std::isfinite(value))
        return QStringLiteral("–");
    struct Step { double size; const char* unit; };
    for (const Step step : {Step{1e15, "P"}, Step{1e12, "T"}, Step{1e9, "G"}, Step{1e6, "M"}, Step{1e4, "k"}}) {
        if (std::abs(value) >= step.size)
            return locale.toString(value / (step.size == 1e4 ? 1e3 : step.size), 'f', 1) + QStringLiteral(" ") + QLatin1StringView(step.unit);
    }
    return locale.toString(value, 'f', value == std::floor(value) ? 0 : 1);
}

QString formatRatio(double ratio)
{
    return QLocale().toString(ratio, 'f', ratio < 10 ? 2 : 1) + QStringLiteral("×");
}

QString formatBytes(double bytes)
{
    return QLocale().formattedDataSize(qint64(bytes), 1, QLocale::DataSizeSIFormat);
}

QString formatPeakMemory(double processBytes, double deviceBytes)
{
    const QString process = processBytes > 0 ? formatBytes(processBytes) : QStringLiteral("–");
    return deviceBytes > 0 ? Format::tr("%1, GPU %2").arg(process, formatBytes(deviceBytes)) : process;
}

QString formatDuration(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return QStringLiteral("–");
    const qint64 s = qint64(std::llround(seconds));
    if (s < 60)
        return seconds < 10 ? Format::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1)) : Format::tr("%1 s").arg(s);
    if (s < 3600)
        return Format::tr("%1 min").arg(QString::number(s / 60) + QLatin1Char(':') + twoDigits(s % 60));
    if (s < 86400)
        return Format::tr("%1 h").arg(QString::number(s / 3600) + QLatin1Char(':') + twoDigits(s / 60 % 60));
    return Format::tr("%1 d %2 h").arg(s / 86400).arg(s / 3600 % 24);
}

QString formatShortTime(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return QStringLiteral("–");
    const QLocale locale;
    const double ms = seconds * 1000;
    if (ms < 1000)
        return Format::tr("%1 ms").arg(locale.toString(ms, 'f', ms < 10 ? 1 : 0));
    return Format::tr("%1 s").arg(locale.toString(seconds, 'f', seconds < 10 ? 2 : 1));
}

QString formatNumber(double value, int digits)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', digits);
}

QString choiceTitle(const QString& name)
{
    if (name == QLatin1StringView("mean_pooling"))
        return Format::tr("Mean pooling");
    return name == QLatin1StringView("icformer") ? Format::tr("In-Context Former") : name;
}

QString shortPath(const QString& path)
{
    const QString home = QDir::homePath();
    if (path == home)
        return QStringLiteral("~");
    return path.startsWith(home + QLatin1Char('/')) ? QStringLiteral("~") + path.mid(home.size()) : path;
}

QString shortName(const QString& name, int most)
{
    if (name.size() <= most)
        return name;
    const int end = most / 3;
    return name.left(most - end - 1) + QStringLiteral("…") + name.right(end);
}

QString breakable(const QString& text)
{
    constexpr int kLongest = 24; // Fits where the narrowest panel shows names.
    QString result;
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() || c == QLatin1Char('/') ? 0 : run + 1;
        if (run > kLongest && !c.isLowSurrogate()) {
            result += QChar(0x200B);
            run = 1;
        }
        result += c;
    }
    return result;
}

QString plainTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

} // namespace icf::ui
