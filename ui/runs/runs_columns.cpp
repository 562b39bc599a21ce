#include "ui/runs/runs_columns.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <set>

#include "core/options/describe.h"
#include "core/options/option_tools.h"
#include "ui/common/csv.h"
#include "ui/common/format.h"
#include "ui/common/languages.h"
#include "ui/runs/runs_model.h"

namespace icf::ui::runs {

namespace {

/// Options that differ can be many; those beyond can be chosen one by one.
constexpr int kMostDiffering = 12;
const QString kNothing = QStringLiteral("–");
const QString kOption = QStringLiteral("--");
const QString kTaskKey = QStringLiteral("task");

/// Gives the texts their context.
struct RunColumns {
    Q_DECLARE_TR_FUNCTIONS(RunColumns)
};

using Figure = std::optional<double>;
using Words = std::function<QString(const ListedRun&)>;

/// A column that is not an option: words, or a figure with its format.
struct Column {
    const char* key;
    const char* title;
    const char* tip;
    bool usual;          ///< Shown unless the user chose otherwise; of figures that only some runs have, where one has it.
    Words words;
    std::function<Figure(const ListedRun&)> figure;
    std::function<QString(double)> format;
    const char* unit = "";  ///< Of the figure in a file.
};

QString fromStd(const std::string& text)
{
    return QString::fromStdString(text);
}

QDateTime startOf(const RunInfo& run)
{
    return QDateTime::fromString(fromStd(run.started), Qt::ISODate);
}

/// A value of run.json that no option names; null where it is not told.
nlohmann::json extraOf(const RunInfo& run, const char* group, const char* key)
{
    // There is nothing of a run.json that could not be read.
    const nlohmann::json within = group && run.extra.is_object() ? run.extra.value(group, nlohmann::json()) : run.extra;
    return within.is_object() ? within.value(key, nlohmann::json()) : nlohmann::json();
}

QString extraText(const RunInfo& run, const char* key)
{
    const nlohmann::json value = extraOf(run, "effective", key);
    return value.is_string() ? fromStd(value.get<std::string>()) : QString();
}

/// The card where run.json names it: "cuda (NVIDIA H100)".
QString deviceText(const ListedRun& run)
{
    const nlohmann::json gpu = extraOf(run.info, "machine", "gpu");
    const QString device = extraText(run.info, "device");
    return gpu.is_object() && gpu.contains("name") && gpu["name"].is_string() && device != QStringLiteral("cpu")
        ? device + QStringLiteral(" (") + fromStd(gpu["name"].get<std::string>()) + QLatin1Char(')') : device;
}

Figure positive(double value)
{
    return value > 0 ? Figure(value) : std::nullopt;
}

std::function<Figure(const ListedRun&)> evaluated(const char* metric)
{
    return [metric](const ListedRun& run) -> Figure {
        if (!run.evaluation)
            return std::nullopt;
        const auto found = run.evaluation->figures.find(metric);
        return found == run.evaluation->figures.end() ? std::nullopt : Figure(found->second);
    };
}

QString plainNumber(double value) { return formatNumber(value); }
QString wholeNumber(double value) { return QLocale().toString(qlonglong(value)); }
QString multiple(double value) { return QLocale().toString(value, 'f', 2) + QChar(u'×'); }

const std::vector<Column>& columns()
{
    static const std::vector<Column> all{
        {"name", QT_TRANSLATE_NOOP("RunColumns", "Run"), "", true, [](const ListedRun& run) { return fromStd(run.info.name); }, {}, {}},
        {"state", QT_TRANSLATE_NOOP("RunColumns", "State"), "", true, [](const ListedRun& run) { return describeState(run.info); }, {}, {}},
        {"tags", QT_TRANSLATE_NOOP("RunColumns", "Tags"), "", true, [](const ListedRun& run) {
            QStringList tags;
            for (const std::string& tag : run.info.tags)
                tags << fromStd(tag);
            return tags.join(QStringLiteral(", "));
        }, {}, {}},
        {"task", QT_TRANSLATE_NOOP("RunColumns", "Task"), "", true,
            [](const ListedRun& run) { return run.info.options.task == TrainingTask::pretrain ? RunColumns::tr("pre-train") : RunColumns::tr("fine-tune"); }, {}, {}},
        {"steps", QT_TRANSLATE_NOOP("RunColumns", "Steps"), "", true, {}, [](const ListedRun& run) { return Figure(double(run.info.steps)); }, wholeNumber},
        {"loss", QT_TRANSLATE_NOOP("RunColumns", "Last loss"), QT_TRANSLATE_NOOP("RunColumns", "Training loss of the last step"), true, {},
            [](const ListedRun& run) { return run.info.lastLoss; }, plainNumber},
        {"best_loss", QT_TRANSLATE_NOOP("RunColumns", "Best validation"), QT_TRANSLATE_NOOP("RunColumns", "Lowest loss on the held-out rows"), true, {},
            [](const ListedRun& run) { return run.info.bestValidationLoss; }, plainNumber},
        {"validation_loss", QT_TRANSLATE_NOOP("RunColumns", "Last validation"), QT_TRANSLATE_NOOP("RunColumns", "Loss on the held-out rows at the last validation"), false, {},
            [](const ListedRun& run) { return run.info.lastValidation ? Figure(run.info.lastValidation->loss) : std::nullopt; }, plainNumber},
        {"accuracy", QT_TRANSLATE_NOOP("RunColumns", "Accuracy"),
            QT_TRANSLATE_NOOP("RunColumns", "Validation accuracy: share of the label tokens that are the likeliest under teacher forcing, at the last validation"), true, {},
            [](const ListedRun& run) { return run.info.lastValidation ? Figure(run.info.lastValidation->tokenAccuracy) : std::nullopt; }, plainNumber},
        {"diagonality", QT_TRANSLATE_NOOP("RunColumns", "Diagonality"),
            QT_TRANSLATE_NOOP("RunColumns", "Share of each digest's attention that falls on its own stretch of the context, at the last validation"), false, {},
            [](const ListedRun& run) { return run.info.lastValidation ? Figure(run.info.lastValidation->diagonality) : std::nullopt; }, plainNumber},
        {"em", QT_TRANSLATE_NOOP("RunColumns", "EM"), QT_TRANSLATE_NOOP("RunColumns", "Exact match of the answers, from the newest evaluation of one of the run's checkpoints"), true, {}, evaluated("em"),
            plainNumber},
        {"f1", QT_TRANSLATE_NOOP("RunColumns", "F1"), QT_TRANSLATE_NOOP("RunColumns", "F1 over the words of the answers, from the newest evaluation of one of the run's checkpoints"), true, {},
            evaluated("f1"), plainNumber},
        {"rougeL_f1", QT_TRANSLATE_NOOP("RunColumns", "ROUGE-L"), QT_TRANSLATE_NOOP("RunColumns", "ROUGE-L F1 of the answers, from the newest evaluation of one of the run's checkpoints"), true, {},
            evaluated("rougeL_f1"), plainNumber},
        {"bleu", QT_TRANSLATE_NOOP("RunColumns", "BLEU"), QT_TRANSLATE_NOOP("RunColumns", "BLEU of the reconstructions, from the newest evaluation of one of the run's checkpoints"), false, {},
            evaluated("bleu"), plainNumber},
        {"ratio", QT_TRANSLATE_NOOP("RunColumns", "Ratio"),
            QT_TRANSLATE_NOOP("RunColumns", "Realised ratio: context tokens read per digest made, until the last checkpoint.  Short contexts and the last chunks make it differ from what the options say"), false, {},
            [](const ListedRun& run) { return run.info.ratio; }, multiple},
        {"tokens", QT_TRANSLATE_NOOP("RunColumns", "Tokens"), QT_TRANSLATE_NOOP("RunColumns", "Context tokens read"), false, {},
            [](const ListedRun& run) { return positive(double(run.info.tokens)); }, formatCount},
        {"tokens_per_second", QT_TRANSLATE_NOOP("RunColumns", "Tokens/s"), QT_TRANSLATE_NOOP("RunColumns", "Context tokens read in a second of training, over the whole run"), false, {},
            [](const ListedRun& run) { return run.info.seconds > 0 ? positive(double(run.info.tokens) / run.info.seconds) : std::nullopt; }, plainNumber},
        {"duration", QT_TRANSLATE_NOOP("RunColumns", "Duration"), QT_TRANSLATE_NOOP("RunColumns", "Time spent training, pauses left out"), true, {},
            [](const ListedRun& run) { return positive(run.info.seconds); }, formatDuration, "seconds"},
        {"size", QT_TRANSLATE_NOOP("RunColumns", "Size"), QT_TRANSLATE_NOOP("RunColumns", "Of the run's folder"), true, {}, [](const ListedRun& run) { return Figure(double(run.bytes)); },
            formatBytes, "bytes"},
        {"memory", QT_TRANSLATE_NOOP("RunColumns", "Peak memory"),
            QT_TRANSLATE_NOOP("RunColumns", "The most memory that the program held while the run went on, above what it held when the run began"), true, {},
            [](const ListedRun& run) {
                const nlohmann::json bytes = extraOf(run.info, nullptr, "peak_memory_bytes");
                return bytes.is_number_integer() ? positive(bytes.get<double>()) : std::nullopt;
            }, formatBytes, "bytes"},
        {"started", QT_TRANSLATE_NOOP("RunColumns", "Started"), "", true,
            [](const ListedRun& run) { return QLocale().toString(startOf(run.info).toLocalTime(), QLocale::ShortFormat); }, {}, {}},
        {"device", QT_TRANSLATE_NOOP("RunColumns", "Device"), QT_TRANSLATE_NOOP("RunColumns", "What the run was computed on"), false, deviceText, {}, {}},
        {"dtype", QT_TRANSLATE_NOOP("RunColumns", "Dtype"), QT_TRANSLATE_NOOP("RunColumns", "What auto became"), false, [](const ListedRun& run) { return extraText(run.info, "dtype"); }, {}, {}},
    };
    return all;
}

const Column* find(const QString& key)
{
    const auto found = std::ranges::find_if(columns(), [&](const Column& column) { return key == QLatin1StringView(column.key); });
    return found == columns().end() ? nullptr : &*found;
}

std::string optionKey(const QString& key)
{
    return key.mid(kOption.size()).toStdString();
}

/// Heading of a column in a file.
QString fileTitle(const QString& key)
{
    const Column* column = find(key);
    if (!column)
        return QStringLiteral("options.") + key.mid(kOption.size());
    return *column->unit ? key + QLatin1Char('_') + QLatin1StringView(column->unit) : key;
}

/// What a file says of a run: no word of a language, nothing rounded or shortened.
QString fileText(const ListedRun& run, const QString& key)
{
    if (key == kStateKey)
        return fromStd(std::string(nameOf(run.info.state)));
    if (key == kTaskKey)
        return fromStd(std::string(nameOf(run.info.options.task)));
    if (key == kStartedKey)
        return fromStd(run.info.started);
    if (const Column* column = find(key)) {
        if (column->words)
            return column->words(run);
        const Figure value = column->figure(run);
        return value ? csvField(*value) : QString();
    }
    OptionValue value;
    return readOption(run.info.options, optionKey(key), value) ? fromStd(valueText(value)) : QString();
}

/// Whether this is known of the run: of one whose run.json cannot be read, name and state alone.
bool isKnown(const ListedRun& run, const QString& key)
{
    return run.info.extra.is_object() || key == kNameKey || key == kStateKey;
}

/// Options that are not the same in all runs, in declaration order; where the run is kept says nothing about it.
QStringList differingOptions(const std::vector<ListedRun>& listed)
{
    std::set<std::string> different;
    const ListedRun* first = nullptr;
    for (const ListedRun& run : listed) {
        if (!isKnown(run, kOption))
            continue;
        if (!first)
            first = &run;
        for (const OptionDifference& difference : differences(first->info.options, run.info.options))
            different.insert(difference.key);
    }
    different.erase("save_path");
    different.erase("task");
    QStringList keys;
    for (const OptionDescription& option : describe<TrainOptions>())
        if (different.contains(std::string(option.field.key)) && keys.size() < kMostDiffering)
            keys << kOption + fromStd(std::string(option.field.key));
    return keys;
}

} // namespace

QStringList allKeys()
{
    QStringList keys;
    for (const Column& column : columns())
        keys << QLatin1StringView(column.key);
    for (const OptionDescription& option : describe<TrainOptions>())
        // The task has a column of its own, and the folder's name is the run's.
        if (option.field.key != "task" && option.field.key != "save_path")
            keys << kOption + fromStd(std::string(option.field.key));
    return keys;
}

QStringList usualKeys(const std::vector<ListedRun>& runs)
{
    // Of these there is nothing to see in most lists.
    static const QStringList rare{QStringLiteral("tags"), QStringLiteral("accuracy"), QStringLiteral("em"), QStringLiteral("f1"), QStringLiteral("rougeL_f1")};
    QStringList keys;
    for (const Column& column : columns()) {
        const QString key = QLatin1StringView(column.key);
        const auto told = [&](const ListedRun& run) { return isKnown(run, key) && (column.figure ? column.figure(run).has_value() : !column.words(run).isEmpty()); };
        if (column.usual && (!rare.contains(key) || std::ranges::any_of(runs, told)))
            keys << key;
    }
    return keys << kDiffering;
}

QStringList columnsFor(const QStringList& chosen, const std::vector<ListedRun>& runs)
{
    QStringList wanted = chosen;
    if (chosen.contains(kDiffering))
        wanted += differingOptions(runs);
    QStringList keys;
    for (const QString& key : allKeys())
        if (key == kNameKey || wanted.contains(key))
            keys << key;
    return keys;
}

QString titleOf(const QString& key)
{
    if (const Column* column = find(key))
        return RunColumns::tr(column->title);
    for (const OptionDescription& option : describe<TrainOptions>())
        if (fromStd(std::string(option.field.key)) == key.mid(kOption.size()))
            return translateOption(option.field.label);
    return key;
}

QString tipOf(const QString& key)
{
    const Column* column = find(key);
    if (!column)
        return key;
    return *column->tip ? RunColumns::tr(column->tip) : QString();
}

bool isFigure(const QString& key)
{
    const Column* column = find(key);
    return column && column->figure;
}

QString textOf(const ListedRun& run, const QString& key)
{
    if (!isKnown(run, key))
        return kNothing;
    if (const Column* column = find(key)) {
        if (column->words)
            return column->words(run);
        const Figure value = column->figure(run);
        return value ? column->format(*value) : kNothing;
    }
    OptionValue value;
    if (!readOption(run.info.options, optionKey(key), value))
        return {};
    const QString text = fromStd(valueText(value));
    // Of a path its last part tells runs apart.
    return text.contains(QLatin1Char('/')) ? text.section(QLatin1Char('/'), -1, -1, QString::SectionSkipEmpty) : text;
}

QVariant sortValueOf(const ListedRun& run, const QString& key)
{
    constexpr double kAfterAll = 1e300;
    if (!isKnown(run, key))
        return isFigure(key) ? QVariant(kAfterAll) : QVariant();
    if (key == kStartedKey)
        return startOf(run.info);
    if (const Column* column = find(key)) {
        const Figure value = column->figure ? column->figure(run) : std::nullopt;
        // NaN has no order.
        return column->figure ? QVariant(value && !std::isnan(*value) ? *value : kAfterAll) : QVariant(textOf(run, key));
    }
    OptionValue value;
    readOption(run.info.options, optionKey(key), value);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return qlonglong(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return textOf(run, key);
}

QByteArray toCsv(const std::vector<ListedRun>& runs, const QStringList& keys)
{
    const auto line = [&keys](const auto& textOfKey) -> QByteArray {
        QStringList cells;
        for (const QString& key : keys)
            cells << csvField(textOfKey(key));
        return cells.join(QLatin1Char(',')).toUtf8() + '\n';
    };
    QByteArray csv = line(fileTitle);
    for (const ListedRun& run : runs)
        csv += line([&run](const QString& key) { return isKnown(run, key) ? fileText(run, key) : QString(); });
    return csv;
}

} // namespace icf::ui::runs
