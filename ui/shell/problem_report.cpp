#include "ui/shell/problem_report.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QScreen>

#include <algorithm>

#include "core/engine/engine.h"
#include "core/facts/cpu.h"
#include "core/facts/devices.h"
#include "core/run/machine.h"
#include "ui/common/languages.h"
#include "ui/common/services.h"
#include "ui/common/settings.h"
#include "ui/common/theme.h"

namespace icf::ui {

namespace {

constexpr int kLogLines = 200;
constexpr qint64 kLogBytes = 64 * 1024;

QString section(const QString& title, const QString& body)
{
    return body.trimmed().isEmpty() ? QString() : QStringLiteral("\n## %1\n\n%2\n").arg(title, body.trimmed());
}

QString fenced(const QString& text)
{
    return text.trimmed().isEmpty() ? QString() : QStringLiteral("```\n%1\n```").arg(text.trimmed());
}

/// Every text in the object that holds a path's separator: an option may name a folder with spaces, which no pattern finds.
void addPaths(const QJsonValue& value, QStringList& paths)
{
    if (value.isString() && value.toString().contains(QLatin1Char('/')))
        paths << value.toString();
    for (const QJsonValue inner : value.toObject())
        addPaths(inner, paths);
}

/// The last lines of a text file; empty when it cannot be read.
QString endOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - kLogBytes));
    QStringList lines = QString::fromUtf8(file.read(kLogBytes)).split(QLatin1Char('\n'));
    return lines.mid(std::max<qsizetype>(0, lines.size() - kLogLines)).join(QLatin1Char('\n'));
}

} // namespace

void MessageLog::add(const QString& text)
{
    if (text.isEmpty())
        return;
    lines_ << QDateTime::currentDateTimeUtc().toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("  ") + text;
    if (lines_.size() > kMost)
        lines_.removeFirst();
}

ReportParts collectReport(const Services& services, const Languages& languages, const MessageLog& log)
{
    ReportParts parts;
    for (const auto& [name, version] : componentVersions())
        parts.versions += QStringLiteral("- %1 %2\n").arg(QString::fromStdString(name), QString::fromStdString(version));
    parts.versions += QStringLiteral("- Qt %1 (built with %2)\n").arg(QLatin1StringView(qVersion()), QStringLiteral(QT_VERSION_STR));
    parts.versions += QStringLiteral("- instruction sets: %1\n").arg(QString::fromStdString(instructionSetsText()));
    if (const std::string driver = gpuDriverVersion(); !driver.empty())
        parts.versions += QStringLiteral("- NVIDIA driver %1\n").arg(QString::fromStdString(driver));
    for (const DeviceFacts& device : devicesHere()) {
        if (device.id != "cpu")
            parts.versions += QStringLiteral("- device %1 %2, %3 bytes\n").arg(QString::fromStdString(device.id), QString::fromStdString(device.name)).arg(device.totalMemory);
    }
    parts.system = fenced(QString::fromStdString(machineDescription().dump(2)));
    parts.view = QStringLiteral("- platform %1\n").arg(QGuiApplication::platformName());
    for (const QScreen* screen : QGuiApplication::screens())
        parts.view += QStringLiteral("- screen %1 × %2 at %3 %\n")
                          .arg(screen->size().width()).arg(screen->size().height()).arg(screen->devicePixelRatio() * 100);
    parts.view += QStringLiteral("- look %1, language %2\n").arg(Theme::name(services.theme.scheme()), languages.current());
    const Settings& settings = services.settings;
    parts.options = QString::fromUtf8(settings.value(QStringLiteral("train/options")).toByteArray());
    const QJsonDocument form = QJsonDocument::fromJson(parts.options.toUtf8());
    addPaths(form.object(), parts.paths);
    parts.messages = log.lines();
    parts.paths << QDir::homePath() << services.demo.root << settings.runRoots();
    for (const auto kind : {Settings::Recent::run, Settings::Recent::model, Settings::Recent::checkpoint, Settings::Recent::data})
        parts.paths << settings.recent(kind);
    return parts;
}

std::function<void(ReportParts&)> reportFiles(const Services& services)
{
    return [run = services.settings.recent(Settings::Recent::run).value(0),
               draft = QString(services.settings.dataFolder() + QStringLiteral("/compare-draft.json"))](ReportParts& parts) {
        if (!run.isEmpty())
            parts.runLog = endOf(run + QStringLiteral("/log.txt"));
        QFile file(draft);
        if (file.open(QIODevice::ReadOnly))
            parts.question = QString::fromUtf8(file.read(kLogBytes));
    };
}

QString withoutPaths(const QString& text, const QStringList& known)
{
    const QString mark = QStringLiteral("<path>");
    QString out = text;
    QStringList longestFirst = known;
    std::ranges::sort(longestFirst, [](const QString& a, const QString& b) { return a.size() > b.size(); });
    for (const QString& path : std::as_const(longestFirst))
        if (path.size() > 1)
            out.replace(path, mark);
    // What remains of a path after a known beginning goes with it.
    static const QRegularExpression rest(QStringLiteral("<path>(?:[/\\\\][^\\s\"'`,;]*)?"));
    out.replace(rest, mark);
    static const QRegularExpression absolute(QStringLiteral("(?<![\\w<>])(?:~|[A-Za-z]:)?[/\\\\][^\\s\"'`,;]*[^\\s\"'`,;.:)]"));
    out.replace(absolute, mark);
    return out;
}

QString withoutQuotes(const QString& text)
{
    static const QRegularExpression quoted(QStringLiteral("\"[^\"\\n]*\"|“[^”\\n]*”|„[^“\\n]*“|«[^»\\n]*»"));
    QString out = text;
    return out.replace(quoted, QStringLiteral("<text>"));
}

QString problemReport(const ReportParts& parts, const ReportChoices& choices)
{
    const auto clean = [&](QString text, bool quotes) {
        if (quotes && !choices.texts)
            text = withoutQuotes(text);
        return choices.paths ? text : withoutPaths(text, parts.paths);
    };
    QString report = QStringLiteral("# Problem report, %1\n").arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    report += section(QStringLiteral("What happened"), parts.description);
    report += section(QStringLiteral("Versions"), parts.versions);
    report += section(QStringLiteral("System"), parts.system);
    report += section(QStringLiteral("View"), parts.view);
    report += section(QStringLiteral("Options of the form"), fenced(clean(parts.options, false)));
    report += section(QStringLiteral("Messages"), fenced(clean(parts.messages.join(QLatin1Char('\n')), true)));
    report += section(QStringLiteral("Log of the last run"), fenced(clean(parts.runLog, true)));
    if (choices.texts)
        report += section(QStringLiteral("Question on the Compare page"), fenced(clean(parts.question, false)));
    return report;
}

} // namespace icf::ui
