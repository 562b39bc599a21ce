#include "ui/common/engine_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <vector>

#include "core/bench/bench_options.h"
#include "core/options/describe.h"
#include "core/options/run_options.h"
#include "core/results/evaluate_options.h"
#include "ui/common/languages.h"

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

/// Only gives the texts their context.
struct EngineText {
    Q_DECLARE_TR_FUNCTIONS(EngineText)
};

/// The labels of options as the forms show them, by key.
using Labels = std::map<QString, std::string_view>;

/// Where two forms have an option of one name, the first form's label counts.
Labels labelsOf(std::initializer_list<std::vector<OptionDescription>> forms)
{
    Labels labels;
    for (const std::vector<OptionDescription>& form : forms)
        for (const OptionDescription& option : form)
            labels.emplace(QString::fromUtf8(option.field.key.data(), qsizetype(option.field.key.size())), option.field.label);
    return labels;
}

/// What the window calls an option of the command line; empty where it knows none of this name.  evaluation: the message is about one.
QString windowName(const QString& key, bool evaluation)
{
    static const Labels ofRuns = labelsOf({describe<TrainOptions>(), describe<EvaluateOptions>(), describe<BenchOptions>()});
    static const Labels ofEvaluations = labelsOf({describe<EvaluateOptions>(), describe<TrainOptions>()});
    // Buttons of the question that the Train page asks.
    if (key == QLatin1StringView("resume"))
        return EngineText::tr("Resume it");
    if (key == QLatin1StringView("overwrite") && !evaluation)
        return EngineText::tr("Replace it");
    if (key == QLatin1StringView("allow_changes"))
        return EngineText::tr("allowing changes, on the command line");
    const Labels& labels = evaluation ? ofEvaluations : ofRuns;
    const auto found = labels.find(key);
    return found == labels.end() ? QString() : translateOption(found->second);
}

/// Calls options by their labels: "--save_path", and "lr (was 1, is 2)" as the fingerprints write it.
QString withLabels(const QString& text, bool evaluation)
{
    static const QRegularExpression option(QStringLiteral("(?<![\\w-])--([a-z][a-z0-9_]*)|\\b([a-z][a-z0-9_]*)(?= \\((?:was|holds|is not) )"));
    QString result;
    qsizetype from = 0;
    for (const QRegularExpressionMatch& match : option.globalMatch(text)) {
        const QString name = windowName(match.captured(match.capturedLength(1) > 0 ? 1 : 2), evaluation);
        if (name.isEmpty())
            continue;
        result += text.mid(from, match.capturedStart() - from) + EngineText::tr("“%1”", "an option by its label").arg(name);
        from = match.capturedEnd();
    }
    return result + text.mid(from);
}

} // namespace

QString engineText(std::string_view message)
{
    const QString whole = QString::fromUtf8(message.data(), qsizetype(message.size()));
    const qsizetype end = whole.startsWith(QLatin1Char('[')) ? whole.indexOf(QStringLiteral("] ")) : -1;
    const bool evaluation = whole.contains(QStringLiteral("evaluation"));
    if (end < 0)
        return withLabels(translated(whole, 0), evaluation);
    const QString place = whole.mid(1, end - 1);
    const QString label = windowName(place.startsWith(QStringLiteral("--")) ? place.mid(2) : place, evaluation);
    return QLatin1Char('[') + (label.isEmpty() ? place : label) + QStringLiteral("] ") + withLabels(translated(whole.mid(end + 2), 0), evaluation);
}

QString engineText(const std::exception& error)
{
    return engineText(std::string_view(error.what()));
}

} // namespace icf::ui
