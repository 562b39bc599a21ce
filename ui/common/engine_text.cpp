#include "ui/common/engine_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <vector>

namespace icf::ui {

/// Made by translations/collect_core_texts.py; ends with null.
extern const char* const kEngineTexts[];

namespace {

constexpr int kDeepest = 4; ///< Messages within messages.

/// A message with places for values.
struct Pattern {
    const char* source; ///< As translators know it, with %1, %2 …
    QRegularExpression expression;
    qsizetype literal; ///< Characters that are not values: of two patterns that fit, the longer one is meant.
};

std::vector<Pattern> makePatterns()
{
    static const QRegularExpression place(QStringLiteral("%\\d"));
    std::vector<Pattern> patterns;
    for (const char* const* text = kEngineTexts; *text; ++text) {
        const QString source = QString::fromUtf8(*text);
        QString expression;
        qsizetype from = 0, literal = 0;
        for (const QRegularExpressionMatch& match : place.globalMatch(source)) {
            expression += QRegularExpression::escape(source.mid(from, match.capturedStart() - from)) + QStringLiteral("(.*?)");
            literal += match.capturedStart() - from;
            from = match.capturedEnd();
        }
        expression += QRegularExpression::escape(source.mid(from));
        literal += source.size() - from;
        patterns.push_back({*text,
            QRegularExpression(QRegularExpression::anchoredPattern(expression), QRegularExpression::DotMatchesEverythingOption), literal});
    }
    std::ranges::stable_sort(patterns, std::greater{}, &Pattern::literal);
    return patterns;
}

QString translated(const QString& message, int depth)
{
    static const std::vector<Pattern> patterns = makePatterns();
    if (depth == kDeepest || message.isEmpty())
        return message;
    for (const Pattern& pattern : patterns) {
        const QRegularExpressionMatch match = pattern.expression.match(message);
        if (!match.hasMatch())
            continue;
        const QString text = QCoreApplication::translate("Engine", pattern.source);
        // By hand: a value may itself hold "%1".
        QString result;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool isPlace = text[i] == QLatin1Char('%') && i + 1 < text.size() && text[i + 1].isDigit();
            result += isPlace ? translated(match.captured(text[i + 1].digitValue()), depth + 1) : QString(text[i]);
            i += isPlace;
        }
        return result;
    }
    // "lr: expected a number": a subject that the pattern does not know.
    const qsizetype colon = message.indexOf(QStringLiteral(": "));
    return colon < 0 ? message : message.left(colon + 2) + translated(message.mid(colon + 2), depth + 1);
}

} // namespace

QString engineText(std::string_view message)
{
    const QString whole = QString::fromUtf8(message.data(), qsizetype(message.size()));
    const qsizetype end = whole.startsWith(QLatin1Char('[')) ? whole.indexOf(QStringLiteral("] ")) : -1;
    return end < 0 ? translated(whole, 0) : whole.left(end + 2) + translated(whole.mid(end + 2), 0);
}

QString engineText(const std::exception& error)
{
    return engineText(std::string_view(error.what()));
}

} // namespace icf::ui
