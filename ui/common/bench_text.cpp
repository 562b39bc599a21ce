#include "ui/common/bench_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace icf::ui {

namespace {

constexpr std::pair<const char*, const char*> kWorks[] = {
    {"compress", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Compress")},
    {"once per distinct token", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "without the token table")},
    {"token table", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "with the token table")},
    {"read", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Read as ICAE")},
    {"chunks and digests, as ICAE", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "chunks and digests")},
    {"train", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Train")},
    {"step of pre-training", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "a step of pre-training")},
    {"prefill", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Prefill")},
    {"full context", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "full context")},
    {"decode", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Decode")},
    {"decode_int8", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Decode, 8-bit")},
    {"after 160 tokens", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "after 160 tokens")},
    {"first_token", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "First token")},
    {"compress and read digests", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "compress and read digests")},
    {"read the full context", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "read the full context")},
    {"load", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Load the models")},
    {"from the disk's cache", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "from the disk's cache")},
    {"data", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Open the data")},
    // What it says besides works.
    {"opening models", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Opening the models")},
    {"decode_int8 is left out: only the CPU decodes in 8 bits", QT_TRANSLATE_NOOP("icf::ui::BenchTable", "Decode, 8-bit: left out, as only the CPU does it")},
};

} // namespace

QString workTitle(const std::string& key)
{
    for (const auto& [known, text] : kWorks)
        if (key == known)
            return QCoreApplication::translate("icf::ui::BenchTable", text);
    return QString::fromStdString(key);
}

QString workProgress(const std::string& what)
{
    static const QRegularExpression measured(QStringLiteral("^([a-z0-9_]+)(?:, (.+?))?(?:, (\\d+) tokens)?(?: x (\\d+))?$"));
    const QRegularExpressionMatch match = measured.match(QString::fromStdString(what));
    const bool known = match.hasMatch() && std::ranges::any_of(kWorks, [&](const auto& work) { return match.captured(1) == QLatin1StringView(work.first); });
    if (!known)
        return workTitle(what);
    QString text = workTitle(match.captured(1).toStdString());
    if (match.capturedLength(2) > 0)
        text += QStringLiteral(", ") + workTitle(match.captured(2).toStdString());
    if (match.capturedLength(3) > 0)
        text += QStringLiteral(", ")
            + QCoreApplication::translate("icf::ui::BenchTable", "%1 tokens").arg(QLocale().toString(match.captured(3).toLongLong()));
    if (match.capturedLength(4) > 0)
        text += QStringLiteral(" × ") + match.captured(4);
    return text;
}

} // namespace icf::ui
