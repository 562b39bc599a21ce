#include "ui/common/evaluation_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <iterator>

namespace icf::ui {

namespace {

struct Title {
    const char* key;
    const char* text;
};

constexpr Title kTasks[] = {
    {"qa", QT_TRANSLATE_NOOP("Evaluation", "Question answering")},
    {"autoencode", QT_TRANSLATE_NOOP("Evaluation", "Autoencoding")},
    {"ladder", QT_TRANSLATE_NOOP("Evaluation", "Randomness ladder")},
    {"needle", QT_TRANSLATE_NOOP("Evaluation", "Needle in a haystack")},
    {"keyvalue", QT_TRANSLATE_NOOP("Evaluation", "Key-value retrieval")},
    {"cost", QT_TRANSLATE_NOOP("Evaluation", "Cost")},
};

constexpr Title kSystems[] = {
    {"compressed", QT_TRANSLATE_NOOP("Evaluation", "Compressed")},
    {"full", QT_TRANSLATE_NOOP("Evaluation", "Full context")},
    {"none", QT_TRANSLATE_NOOP("Evaluation", "No context")},
    {"truncated_first", QT_TRANSLATE_NOOP("Evaluation", "First tokens")},
    {"truncated_last", QT_TRANSLATE_NOOP("Evaluation", "Last tokens")},
    {"truncated_ends", QT_TRANSLATE_NOOP("Evaluation", "First and last tokens")},
    {"random_tokens", QT_TRANSLATE_NOOP("Evaluation", "Random tokens")},
    {"mean_pooled", QT_TRANSLATE_NOOP("Evaluation", "Mean pooling")},
    {"retrieved", QT_TRANSLATE_NOOP("Evaluation", "Retrieved passages")},
    {"other_row", QT_TRANSLATE_NOOP("Evaluation", "Another row's digest")},
};

constexpr Title kMetrics[] = {
    {"found", QT_TRANSLATE_NOOP("Evaluation", "Value found")},
    {"em", QT_TRANSLATE_NOOP("Evaluation", "Exact match")},
    {"f1", QT_TRANSLATE_NOOP("Evaluation", "Token F1")},
    {"f1_precision", QT_TRANSLATE_NOOP("Evaluation", "Token precision")},
    {"f1_recall", QT_TRANSLATE_NOOP("Evaluation", "Token recall")},
    {"rouge1_precision", QT_TRANSLATE_NOOP("Evaluation", "ROUGE-1 precision")},
    {"rouge1_recall", QT_TRANSLATE_NOOP("Evaluation", "ROUGE-1 recall")},
    {"rouge1_f1", QT_TRANSLATE_NOOP("Evaluation", "ROUGE-1 F1")},
    {"rouge2_precision", QT_TRANSLATE_NOOP("Evaluation", "ROUGE-2 precision")},
    {"rouge2_recall", QT_TRANSLATE_NOOP("Evaluation", "ROUGE-2 recall")},
    {"rouge2_f1", QT_TRANSLATE_NOOP("Evaluation", "ROUGE-2 F1")},
    {"rougeL_precision", QT_TRANSLATE_NOOP("Evaluation", "ROUGE-L precision")},
    {"rougeL_recall", QT_TRANSLATE_NOOP("Evaluation", "ROUGE-L recall")},
    {"rougeL_f1", QT_TRANSLATE_NOOP("Evaluation", "ROUGE-L F1")},
    {"bleu", QT_TRANSLATE_NOOP("Evaluation", "BLEU-4")},
    {"edit_rate", QT_TRANSLATE_NOOP("Evaluation", "Edit rate")},
    {"loss", QT_TRANSLATE_NOOP("Evaluation", "Loss")},
    {"accuracy", QT_TRANSLATE_NOOP("Evaluation", "Token accuracy")},
    {"kl", QT_TRANSLATE_NOOP("Evaluation", "Divergence from full context")},
};

template <std::size_t n> QString titleOf(const Title (&titles)[n], const std::string& key)
{
    for (const Title& title : titles)
        if (key == title.key)
            return QCoreApplication::translate("Evaluation", title.text);
    return QString::fromStdString(key);
}

} // namespace

QString taskTitle(const std::string& task) { return titleOf(kTasks, task); }
QString metricTitle(const std::string& key) { return titleOf(kMetrics, key); }
QString systemTitle(const SystemSummary& summary) { return systemTitle(summary.name()); }

QString systemTitle(const std::string& name)
{
    const std::size_t bracket = name.find(" (");
    const QString title = titleOf(kSystems, name.substr(0, bracket));
    return bracket == std::string::npos ? title : title + QString::fromStdString(name.substr(bracket));
}

QString intervalText(const MetricSummary& metric)
{
    const Interval& interval = metric.interval;
    if (interval.count == 0)
        return QStringLiteral("–");
    const auto number = [](double value) { return std::isfinite(value) ? QLocale().toString(value, 'f', 3) : QStringLiteral("NaN"); };
    if (interval.count == 1)
        return number(interval.mean);
    return isShare(metric.key) ? QStringLiteral("%1 (%2–%3)").arg(number(interval.mean), number(interval.low), number(interval.high))
                               : QStringLiteral("%1 ± %2").arg(number(interval.mean), number(interval.half()));
}

QString undefinedReason(std::string_view key)
{
    if (key.starts_with("rouge"))
        return QCoreApplication::translate("Evaluation", "Not defined: ROUGE counts words of Latin letters and digits, and the reference has none.");
    if (key.starts_with("bleu") || key == "corpus_bleu")
        return QCoreApplication::translate("Evaluation", "Not defined: BLEU-4 counts runs of four words, and the reference has fewer.");
    return {};
}

} // namespace icf::ui
