#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>

#include "core/evaluate/results.h"
#include "core/evaluate/unicode_text.h"

namespace icf {
namespace {

struct MetricText {
    std::string_view key;
    std::string_view title;        ///< Column heading.
    std::string_view description;
};

constexpr std::array kMetrics{
    MetricText{"em", "EM", "Exact match: output and reference are the same after white space at both ends is dropped (case kept)."},
    MetricText{"f1", "F1", "F1 over words as bags, in the manner of SQuAD (lower case, without punctuation and articles)."},
    MetricText{"f1_precision", "P", "Precision of that word overlap."},
    MetricText{"f1_recall", "R", "Recall of that word overlap."},
    MetricText{"rouge1_precision", "R-1 P", "ROUGE-1 precision (rouge-score 0.1.2, no stemmer)."},
    MetricText{"rouge1_recall", "R-1 R", "ROUGE-1 recall."},
    MetricText{"rouge1_f1", "R-1", "ROUGE-1 F1."},
    MetricText{"rouge2_precision", "R-2 P", "ROUGE-2 precision."},
    MetricText{"rouge2_recall", "R-2 R", "ROUGE-2 recall."},
    MetricText{"rouge2_f1", "R-2", "ROUGE-2 F1."},
    MetricText{"rougeL_precision", "R-L P", "ROUGE-L precision."},
    MetricText{"rougeL_recall", "R-L R", "ROUGE-L recall."},
    MetricText{"rougeL_f1", "R-L", "ROUGE-L F1."},
    MetricText{"bleu", "BLEU", "Sentence BLEU-4 divided by 100 (sacrebleu 2.6: 13a, exponential smoothing, effective order)."},
    MetricText{"edit_rate", "Edit", "Levenshtein distance over characters divided by the longer length; 0 is best."},
    MetricText{"loss", "Loss", "Mean cross-entropy per label token under teacher forcing, in nats."},
    MetricText{"accuracy", "Acc.", "Share of label tokens that are the likeliest under teacher forcing."},
    MetricText{"kl", "KL", "Mean divergence per label token, KL(full context ‖ system), in nats."},
    MetricText{"found", "Found", "The asked value stands in the output as a word."},
};

/// Columns of the overview tables; the rest is in the CSV and JSON.
constexpr std::array<std::string_view, 13> kShownMetrics{"found", "em", "f1", "rouge1_precision", "rouge1_recall", "rouge1_f1", "rouge2_f1",
    "rougeL_f1", "bleu", "edit_rate", "accuracy", "loss", "kl"};

std::string format(const char* pattern, double value)
{
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, pattern, value);
    return buffer;
}

std::string three(double value) { return std::isfinite(value) ? format("%.3f", value) : "NaN"; }

std::string title(std::string_view key)
{
    for (const MetricText& metric : kMetrics)
        if (metric.key == key)
            return std::string(metric.title);
    return std::string(key);
}

/// Systems of one task and cell, in order.
struct Table {
    std::string task;
    std::string cell;
    std::vector<const SystemSummary*> rows;
    std::vector<std::string> metrics;
};

std::vector<Table> tablesOf(const EvaluationResults& results)
{
    std::vector<Table> tables;
    for (const SystemSummary& system : results.systems) {
        auto table = std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.task == system.task && t.cell == system.cell; });
        if (table == tables.end())
            table = tables.insert(tables.end(), {system.task, system.cell, {}, {}});
        table->rows.push_back(&system);
        for (const std::string_view key : kShownMetrics)
            if (system.metric(key) && std::find(table->metrics.begin(), table->metrics.end(), key) == table->metrics.end())
                table->metrics.emplace_back(key);
    }
    return tables;
}

std::string valueOf(const SystemSummary& system, const std::string& key, const char* plusMinus)
{
    const MetricSummary* metric = system.metric(key);
    if (!metric)
        return "–";
    return three(metric->interval.mean) + (metric->interval.count > 1 ? plusMinus + three(metric->interval.half()) : "");
}

double corpusValue(const SystemSummary& system, std::string_view key)
{
    for (const auto& [name, value] : system.corpus)
        if (name == key)
            return value;
    return 0;
}

std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

/// A cell of a Markdown table on one line.
std::string markdownCell(std::string_view text, std::size_t longest = 160)
{
    std::string cell;
    std::size_t characters = 0;
    for (const char32_t c : unicode::decode(text)) {
        if (++characters > longest)
            return cell + " …";
        if (c == U'|' || c == U'\\')
            cell += '\\';
        unicode::append(cell, c < U' ' ? U' ' : c);
    }
    return cell;
}

std::string latexText(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (std::string_view("&%$#_{}").find(c) != std::string_view::npos)
            result += '\\';
        if (c == '\\' || c == '~' || c == '^')
            result += c == '\\' ? "\\textbackslash{}" : c == '~' ? "\\textasciitilde{}" : "\\textasciicircum{}";
        else
            result += c;
    }
    return result;
}

std::string heading(const Table& table) { return table.task + (table.cell.empty() ? "" : " (" + table.cell + ")"); }

void addSystemTable(const Table& table, std::string& out)
{
    out += "\n### " + heading(table) + "\n\n| system | runs | examples | ratio |";
    std::string rule = "\n|---|---:|---:|---:|";
    for (const std::string& metric : table.metrics) {
        out += " " + title(metric) + " |";
        rule += "---:|";
    }
    out += " corpus BLEU |" + rule + "---:|\n";
    for (const SystemSummary* system : table.rows) {
        out += "| " + markdownCell(system->name()) + " | " + std::to_string(system->runs) + (system->intervalOverRuns ? "*" : "") + " | "
            + std::to_string(system->examples) + " | " + (system->ratio > 0 ? format("%.2f", system->ratio) : "–") + " |";
        for (const std::string& metric : table.metrics)
            out += " " + valueOf(*system, metric, " ± ") + " |";
        out += " " + three(corpusValue(*system, "corpus_bleu")) + " |\n";
    }
}

/// What a table over many settings shows, one table for each.
std::vector<std::string> pivotMetrics(const std::string& task)
{
    if (task == "autoencode")
        return {"bleu", "em", "accuracy", "loss"};
    return task == "ladder" ? std::vector<std::string>{"bleu", "loss"} : std::vector<std::string>{primaryMetric(task)};
}

/// Settings down, systems across, one metric.
void addPivot(const std::vector<Table>& cells, const std::string& metric, std::string& out)
{
    std::vector<std::string> names;
    for (const Table& cell : cells)
        for (const SystemSummary* system : cell.rows)
            if (std::find(names.begin(), names.end(), system->name()) == names.end())
                names.push_back(system->name());
    out += "\n### " + cells.front().task + ": " + title(metric) + "\n\n| setting | examples | ratio |";
    std::string rule = "\n|---|---:|---:|";
    for (const std::string& name : names) {
        out += " " + markdownCell(name) + " |";
        rule += "---:|";
    }
    out += rule + "\n";
    for (const Table& cell : cells) {
        // The first row's ratio is the setting's: the compressed system's where it is evaluated.
        out += "| " + markdownCell(cell.cell) + " | " + std::to_string(cell.rows.front()->examples) + " | "
            + (cell.rows.front()->ratio > 0 ? format("%.2f", cell.rows.front()->ratio) : "–") + " |";
        for (const std::string& name : names) {
            const auto found = std::find_if(cell.rows.begin(), cell.rows.end(), [&](const SystemSummary* s) { return s->name() == name; });
            out += " " + (found == cell.rows.end() ? std::string("–") : valueOf(**found, metric, " ± ")) + " |";
        }
        out += "\n";
    }
}

/// The tables of each task, in order.
std::vector<std::vector<Table>> tasksOf(const EvaluationResults& results)
{
    std::vector<std::vector<Table>> tasks;
    for (Table& table : tablesOf(results)) {
        auto task = std::find_if(tasks.begin(), tasks.end(), [&](const auto& t) { return t.front().task == table.task; });
        if (task == tasks.end())
            tasks.push_back({std::move(table)});
        else
            task->push_back(std::move(table));
    }
    return tasks;
}

void addComparisons(const EvaluationResults& results, std::string& out)
{
    if (results.comparisons.empty())
        return;
    out += "\n## Paired bootstrap\n\n| task | metric | first − second | difference | 95 % interval | p |\n|---|---|---|---:|---|---:|\n";
    for (const ComparisonSummary& c : results.comparisons)
        out += "| " + markdownCell(c.task + (c.cell.empty() ? "" : " (" + c.cell + ")")) + " | " + title(c.metric) + " | "
            + markdownCell(c.first + " − " + c.second) + " | " + three(c.result.difference) + " | " + three(c.result.low) + " … "
            + three(c.result.high) + " | " + format("%.4f", c.result.pValue) + " |\n";
}

void addClasses(const Table& table, std::string& out)
{
    // Elsewhere the words are drawn or turned round, and their kinds say nothing.
    if (table.task != "qa" && table.task != "autoencode")
        return;
    const bool any = std::any_of(table.rows.begin(), table.rows.end(), [](const SystemSummary* s) {
        return std::any_of(s->classes.total.begin(), s->classes.total.end(), [](std::int64_t n) { return n > 0; }); });
    if (!any)
        return;
    out += "\nRight by kind of word (count):\n\n| system |";
    std::string rule = "\n|---|";
    for (std::size_t i = 0; i < kTokenClasses; ++i) {
        out += " " + std::string(tokenClassKey(static_cast<TokenClass>(i))) + " |";
        rule += "---:|";
    }
    out += rule + "\n";
    for (const SystemSummary* system : table.rows) {
        out += "| " + markdownCell(system->name()) + " |";
        for (std::size_t i = 0; i < kTokenClasses; ++i)
            out += " " + (system->classes.total[i] > 0 ? three(system->classes.share(static_cast<TokenClass>(i))) + " ("
                + std::to_string(system->classes.total[i]) + ")" : std::string("–")) + " |";
        out += "\n";
    }
}

/// Tokens right under teacher forcing by surprisal and by distance from the nearest chunk edge.
void addTokenCurves(const Table& table, std::string& out)
{
    const auto share = [](std::int64_t right, std::int64_t all) { return all > 0 ? three(double(right) / double(all)) : std::string("–"); };
    if (std::none_of(table.rows.begin(), table.rows.end(), [](const SystemSummary* s) { return s->positions.has_value(); }))
        return;
    out += "\nRight by surprisal under the language model alone (nats, up to):\n\n| system |";
    std::string rule = "\n|---|";
    for (std::size_t i = 0; i < kSurprisalBins; ++i) {
        out += i < kSurprisalEdges.size() ? " " + format("%g", kSurprisalEdges[i]) + " |" : std::string(" above |");
        rule += "---:|";
    }
    out += rule + "\n";
    for (const SystemSummary* system : table.rows) {
        out += "| " + markdownCell(system->name()) + " |";
        for (std::size_t i = 0; i < kSurprisalBins; ++i)
            out += " " + share(system->surprisal.right[i], system->surprisal.total[i]) + " |";
        out += "\n";
    }
    out += "\nRight by distance from the nearest chunk edge (tokens):\n\n| system | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | more |\n"
           "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
    for (const SystemSummary* system : table.rows) {
        out += "| " + markdownCell(system->name()) + " |";
        for (std::size_t i = 0; system->positions && i < system->positions->edgeAccuracy.size(); ++i)
            out += " " + (system->positions->edgeCount[i] > 0 ? three(system->positions->edgeAccuracy[i]) : std::string("–")) + " |";
        out += "\n";
    }
}

void addCost(const EvaluationResults& results, std::string& out)
{
    if (results.cost.empty())
        return;
    const auto questions = [](double q) { return q < 0 ? std::string("never") : format("%.0f", q); };
    out += "\n## Cost\n\nMedian seconds; operations as docs/evaluation.md counts them; break-even: questions about one context after which "
           "compressing has paid.\n\n| tokens | digests | compress | prefill digests | prefill full | decode after digests | decode after full | "
           "KV digests (bytes) | KV full (bytes) | break-even: prefill again | kept cache |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
    for (const CostSummary& c : results.cost)
        out += "| " + std::to_string(c.length) + " | " + std::to_string(c.digests) + " | " + format("%.4f", c.seconds.compress) + " | "
            + format("%.4f", c.seconds.prefillDigests) + " | " + format("%.4f", c.seconds.prefillContext) + " | "
            + format("%.4f", c.seconds.decodeAfterDigests) + " | " + format("%.4f", c.seconds.decodeAfterContext) + " | "
            + std::to_string(c.cacheBytesDigests) + " | " + std::to_string(c.cacheBytesContext) + " | "
            + questions(c.breakEven.againstPrefill) + " | " + questions(c.breakEven.againstKeptCache) + " |\n";
    out += "\n| tokens | work | operations |\n|---:|---|---:|\n";
    for (const CostSummary& c : results.cost)
        for (const auto& [work, items] : c.flops)
            out += "| " + std::to_string(c.length) + " | " + work + " | " + format("%.4g", total(items)) + " |\n";
}

void addShown(const EvaluationResults& results, std::string& out)
{
    out += "\n## Examples\n";
    for (const SystemSummary& system : results.systems) {
        if (system.checkpoint.empty() && system.system != "compressed")
            continue;
        out += "\n**" + system.task + (system.cell.empty() ? "" : " (" + system.cell + ")") + ", " + system.name()
            + "**\n\n| | line | prompt | reference | output |\n|---|---:|---|---|---|\n";
        for (const auto& [why, record] : system.shown)
            out += "| " + why + " | " + std::to_string(record.line) + " | " + markdownCell(record.prompt) + " | "
                + markdownCell(record.reference) + " | " + markdownCell(record.output) + " |\n";
    }
}

} // namespace

std::string metricDescription(std::string_view key)
{
    for (const MetricText& metric : kMetrics)
        if (metric.key == key)
            return std::string(metric.description);
    return {};
}

std::string resultsCsv(const EvaluationResults& results)
{
    std::string csv = "task,cell,system,checkpoint,examples,runs,interval_over,ratio,metric,mean,low,high\n";
    const auto number = [](double value) { return std::isfinite(value) ? format("%.9g", value) : std::string("NaN"); };
    for (const SystemSummary& s : results.systems) {
        const std::string start = csvField(s.task) + "," + csvField(s.cell) + "," + csvField(s.system) + "," + csvField(s.checkpoint) + ","
            + std::to_string(s.examples) + "," + std::to_string(s.runs) + "," + (s.intervalOverRuns ? "runs" : "examples") + "," + number(s.ratio) + ",";
        for (const MetricSummary& m : s.metrics)
            csv += start + m.key + "," + number(m.interval.mean) + "," + number(m.interval.low) + "," + number(m.interval.high) + "\n";
        for (const auto& [key, value] : s.corpus)
            csv += start + key + "," + number(value) + ",,\n";
        for (std::size_t i = 0; i < kTokenClasses; ++i)
            if (s.classes.total[i] > 0)
                csv += start + "class_" + std::string(tokenClassKey(static_cast<TokenClass>(i))) + ","
                    + number(s.classes.share(static_cast<TokenClass>(i))) + ",,\n";
    }
    return csv;
}

std::string resultsOverview(const EvaluationResults& results)
{
    std::string out = "## Results\n\n± is the half width of the 95 % interval: over examples, or over runs (checkpoints and seeds) where the "
                      "number of runs has a star. Ratio: context tokens per vector read.\n";
    for (const std::vector<Table>& cells : tasksOf(results)) {
        if (cells.size() > 1) {
            for (const std::string& metric : pivotMetrics(cells.front().task))
                addPivot(cells, metric, out);
            continue;
        }
        addSystemTable(cells.front(), out);
        addClasses(cells.front(), out);
        addTokenCurves(cells.front(), out);
    }
    addComparisons(results, out);
    addCost(results, out);
    return out;
}

std::string resultsMarkdown(const EvaluationResults& results)
{
    std::string out = "# Evaluation\n\n```\n" + commandLine(results.options) + "\n```\n\n" + resultsOverview(results);
    for (const std::vector<Table>& cells : tasksOf(results)) {
        if (cells.size() < 2)
            continue;
        out += "\n## Every setting: " + cells.front().task + "\n";
        for (const Table& table : cells) {
            addSystemTable(table, out);
            addClasses(table, out);
            addTokenCurves(table, out);
        }
    }
    addShown(results, out);
    out += "\n## What was measured\n\n";
    std::map<std::string, bool> used;
    for (const SystemSummary& system : results.systems)
        for (const MetricSummary& metric : system.metrics)
            used[metric.key] = true;
    for (const MetricText& metric : kMetrics)
        if (used.contains(std::string(metric.key)))
            out += "- " + std::string(metric.title) + " (`" + std::string(metric.key) + "`): " + std::string(metric.description) + "\n";
    out += "\n```json\n" + nlohmann::ordered_json{{"identity", results.identity}, {"counts", results.counts}}.dump(1) + "\n```\n";
    return out;
}

std::string resultsLatex(const EvaluationResults& results)
{
    std::string out = "% " + commandLine(results.options) + "\n% needs \\usepackage{booktabs}\n";
    for (const Table& table : tablesOf(results)) {
        out += "\\begin{table}\n\\centering\n\\caption{" + latexText(heading(table)) + "}\n\\begin{tabular}{lr" + std::string(table.metrics.size(), 'r')
            + "}\n\\toprule\nsystem & ratio";
        for (const std::string& metric : table.metrics)
            out += " & " + latexText(title(metric));
        out += " \\\\\n\\midrule\n";
        for (const SystemSummary* system : table.rows) {
            out += latexText(system->name()) + " & " + (system->ratio > 0 ? format("%.2f", system->ratio) : "--");
            for (const std::string& metric : table.metrics) {
                const std::string value = valueOf(*system, metric, " \\pm ");
                out += value == "–" ? " & --" : " & $" + value + "$";
            }
            out += " \\\\\n";
        }
        out += "\\bottomrule\n\\end{tabular}\n\\end{table}\n";
    }
    return out;
}

} // namespace icf
