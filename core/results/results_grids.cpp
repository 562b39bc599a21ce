#include "core/results/results_grids.h"

#include <algorithm>

#include "core/base/number_text.h"
#include "core/results/results_format.h"

namespace icf::tables {
namespace {

std::string shareText(std::int64_t right, std::int64_t all) { return all > 0 ? three(double(right) / double(all)) : kNothing; }

std::string ratioText(const SystemSummary& system) { return system.ratio > 0 ? fixedText(system.ratio, 2) : kNothing; }

std::string corpusText(const SystemSummary& system, std::string_view key)
{
    const std::optional<double> value = corpusValue(system, key);
    return value && !isUndefined(key, *value) ? three(*value) : kNothing;
}

Grid systemGrid(const Table& table)
{
    Grid grid{table.heading(), {"system", "runs", "examples", "ratio"}, 1, {}};
    for (const std::string& metric : table.metrics)
        grid.columns.push_back(title(metric));
    grid.columns.insert(grid.columns.end(), {"corpus BLEU", "perplexity"});
    for (const SystemSummary* system : table.rows) {
        std::vector<std::string>& row = grid.rows.emplace_back();
        row = {system->name(), std::to_string(system->runs) + (system->intervalOverRuns ? "*" : ""), std::to_string(system->examples), ratioText(*system)};
        for (const std::string& metric : table.metrics)
            row.push_back(valueOf(*system, metric));
        row.insert(row.end(), {corpusText(*system, "corpus_bleu"), corpusText(*system, "perplexity")});
    }
    return grid;
}

void addKinds(const Table& table, std::vector<Grid>& grids)
{
    // Elsewhere the words are drawn or turned round, and their kinds say nothing.
    if (table.task != "qa" && table.task != "autoencode")
        return;
    Grid grid{table.heading() + ": right by kind of word (count)", {"system"}, 1, {}};
    for (std::size_t i = 0; i < kTokenClasses; ++i)
        grid.columns.emplace_back(tokenClassKey(static_cast<TokenClass>(i)));
    bool any = false;
    for (const SystemSummary* system : table.rows) {
        std::vector<std::string>& row = grid.rows.emplace_back(1, system->name());
        for (std::size_t i = 0; i < kTokenClasses; ++i) {
            const std::int64_t all = system->classes.total[i];
            any = any || all > 0;
            row.push_back(all > 0 ? shareText(system->classes.right[i], all) + " (" + std::to_string(all) + ")" : kNothing);
        }
    }
    if (any)
        grids.push_back(std::move(grid));
}

void addSurprisal(const Table& table, std::vector<Grid>& grids)
{
    Grid grid{table.heading() + ": label tokens right by surprisal without the context (nats, up to)", {"system"}, 1, {}};
    for (std::size_t i = 0; i < kSurprisalBins; ++i)
        grid.columns.push_back(i < kSurprisalEdges.size() ? shortText(kSurprisalEdges[i], 6) : "above");
    bool any = false;
    for (const SystemSummary* system : table.rows) {
        std::vector<std::string>& row = grid.rows.emplace_back(1, system->name());
        for (std::size_t i = 0; i < kSurprisalBins; ++i) {
            any = any || system->surprisal.total[i] > 0;
            row.push_back(shareText(system->surprisal.right[i], system->surprisal.total[i]));
        }
    }
    if (any)
        grids.push_back(std::move(grid));
}

void addPlaces(const Table& table, std::vector<Grid>& grids)
{
    Grid places{table.heading() + ": tokens right by place in the text (from token)", {"system"}, 1, {}};
    Grid edges{table.heading() + ": tokens right by distance from the nearest chunk edge", {"system", "0", "1", "2", "3", "4", "5", "6", "7", "more"}, 1, {}};
    std::size_t bins = 0;
    for (const SystemSummary* system : table.rows)
        bins = std::max(bins, system->positions ? system->positions->accuracy.size() : 0);
    if (bins == 0)
        return;
    // At most sixteen columns: neighbouring bins are joined, weighted by their tokens.
    const std::size_t joined = (bins + 15) / 16;
    for (std::size_t bin = 0; bin < bins; bin += joined)
        places.columns.push_back(std::to_string(std::int64_t(bin) * PositionCurve{}.binWidth));
    for (const SystemSummary* system : table.rows) {
        std::vector<std::string>& place = places.rows.emplace_back(1, system->name());
        std::vector<std::string>& edge = edges.rows.emplace_back(1, system->name());
        const PositionCurve curve = system->positions.value_or(PositionCurve{});
        for (std::size_t bin = 0; bin < bins; bin += joined) {
            double right = 0;
            double all = 0;
            for (std::size_t i = bin; i < std::min(bin + joined, curve.accuracy.size()); ++i) {
                right += curve.accuracy[i] * double(curve.count[i]);
                all += double(curve.count[i]);
            }
            place.push_back(all > 0 ? three(right / all) : kNothing);
        }
        for (std::size_t i = 0; i + 1 < edges.columns.size(); ++i)
            edge.push_back(i < curve.edgeCount.size() && curve.edgeCount[i] > 0 ? three(curve.edgeAccuracy[i]) : kNothing);
    }
    grids.push_back(std::move(places));
    grids.push_back(std::move(edges));
}

void addAll(const Table& table, std::vector<Grid>& grids)
{
    grids.push_back(systemGrid(table));
    addKinds(table, grids);
    addSurprisal(table, grids);
    addPlaces(table, grids);
}

/// What a table over many settings shows, one table for each.
std::vector<std::string> pivotMetrics(const std::string& task)
{
    if (task == "autoencode")
        return {"bleu", "em", "accuracy", "loss"};
    return task == "ladder" ? std::vector<std::string>{"bleu", "loss"} : std::vector<std::string>{primaryMetric(task)};
}

/// Settings down, systems across, one metric.
Grid pivot(const std::vector<Table>& cells, const std::string& metric)
{
    std::vector<std::string> names;
    for (const Table& cell : cells)
        for (const SystemSummary* system : cell.rows)
            if (std::find(names.begin(), names.end(), system->name()) == names.end())
                names.push_back(system->name());
    Grid grid{cells.front().task + ": " + title(metric), {"setting", "examples", "ratio"}, 1, {}};
    grid.columns.insert(grid.columns.end(), names.begin(), names.end());
    for (const Table& cell : cells) {
        // The first row's ratio is the setting's: the compressed system's where it is evaluated.
        std::vector<std::string>& row = grid.rows.emplace_back();
        row = {cell.cell, std::to_string(cell.rows.front()->examples), ratioText(*cell.rows.front())};
        for (const std::string& name : names) {
            const auto found = std::find_if(cell.rows.begin(), cell.rows.end(), [&](const SystemSummary* s) { return s->name() == name; });
            row.push_back(found == cell.rows.end() ? kNothing : valueOf(**found, metric));
        }
    }
    return grid;
}

/// The tables of each task, in order.
std::vector<std::vector<Table>> taskTables(const EvaluationResults& results)
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

void addComparisons(const EvaluationResults& results, std::vector<Grid>& grids)
{
    Grid grid{"paired bootstrap", {"task", "metric", "first − second", "difference", "95 % interval", "p"}, 3, {}};
    for (const ComparisonSummary& c : results.comparisons)
        grid.rows.push_back({c.task + (c.cell.empty() ? "" : " (" + c.cell + ")"), title(c.metric), c.first + " − " + c.second,
            c.result.count > 0 ? three(c.result.difference) : kNothing, c.result.count > 0 ? three(c.result.low) + " … " + three(c.result.high) : kNothing,
            c.result.count > 0 ? fixedText(c.result.pValue, 4) : kNothing});
    if (!grid.rows.empty())
        grids.push_back(std::move(grid));
}

void addCost(const EvaluationResults& results, std::vector<Grid>& grids)
{
    if (results.cost.empty())
        return;
    const auto questions = [](double q) { return q < 0 ? std::string("never") : fixedText(q, 0); };
    const auto milliseconds = [](double seconds) { return fixedText(seconds * 1000, 3); };
    const auto megabytes = [](std::int64_t host, std::int64_t device) {
        return (host > 0 ? fixedText(double(host) / 1e6, 1) : kNothing) + (device > 0 ? ", GPU " + fixedText(double(device) / 1e6, 1) : "");
    };
    Grid times{"cost: median milliseconds", {"tokens", "read as", "vectors", "compress", "prefill", "prompt", "decode", "KV cache (bytes)", "peak memory (MB)"}, 0, {}};
    Grid pays{"cost: questions about one context after which compressing has paid", {"tokens", "against reading again", "against a kept cache"}, 0, {}};
    Grid operations{"cost: operations", {"tokens", "work"}, 0, {}};
    for (const CostSummary& c : results.cost) {
        const CostTimes& s = c.seconds;
        const std::string tokens = std::to_string(c.length);
        times.rows.push_back({tokens, "digests", std::to_string(c.digests), milliseconds(s.compress), milliseconds(s.prefillDigests),
            milliseconds(s.promptAfterDigests), milliseconds(s.decodeAfterDigests), std::to_string(c.cacheBytesDigests), megabytes(c.peakMemoryDigests, c.devicePeakMemoryDigests)});
        times.rows.push_back({tokens, "full context", tokens, kNothing, milliseconds(s.prefillContext), milliseconds(s.promptAfterContext),
            milliseconds(s.decodeAfterContext), std::to_string(c.cacheBytesContext), megabytes(c.peakMemoryContext, c.devicePeakMemoryContext)});
        pays.rows.push_back({tokens, questions(c.breakEven.againstPrefill), questions(c.breakEven.againstKeptCache)});
        for (const auto& [work, items] : c.flops)
            for (const FlopItem& item : items)
                if (std::find(operations.columns.begin(), operations.columns.end(), item.part) == operations.columns.end())
                    operations.columns.push_back(item.part);
    }
    for (const CostSummary& c : results.cost) {
        for (const auto& [work, items] : c.flops) {
            std::vector<std::string>& row = operations.rows.emplace_back();
            row = {std::to_string(c.length), work};
            for (std::size_t column = 2; column < operations.columns.size(); ++column) {
                const auto part = std::find_if(items.begin(), items.end(), [&](const FlopItem& item) { return item.part == operations.columns[column]; });
                row.push_back(part == items.end() ? kNothing : shortText(part->flops, 4));
            }
            row.push_back(shortText(total(items), 4));
        }
    }
    operations.columns.emplace_back("total");
    grids.insert(grids.end(), {std::move(times), std::move(pays), std::move(operations)});
}

} // namespace

std::vector<Grid> overviewGrids(const EvaluationResults& results)
{
    std::vector<Grid> grids;
    for (const std::vector<Table>& cells : taskTables(results)) {
        if (cells.size() == 1) {
            addAll(cells.front(), grids);
            continue;
        }
        for (const std::string& metric : pivotMetrics(cells.front().task))
            grids.push_back(pivot(cells, metric));
    }
    addComparisons(results, grids);
    addCost(results, grids);
    return grids;
}

std::vector<Grid> settingGrids(const EvaluationResults& results)
{
    std::vector<Grid> grids;
    for (const std::vector<Table>& cells : taskTables(results))
        if (cells.size() > 1)
            for (const Table& table : cells)
                addAll(table, grids);
    return grids;
}

} // namespace icf::tables
