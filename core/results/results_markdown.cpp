#include "core/base/json_fields.h"
#include "core/metrics/unicode_text.h"
#include "core/results/results_format.h"
#include "core/results/results_grids.h"

namespace icf {

using namespace tables;

namespace {

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

std::string markdown(const Grid& grid)
{
    std::string out = "\n### " + markdownCell(grid.heading) + "\n\n|";
    std::string rule = "\n|";
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
        out += " " + markdownCell(grid.columns[i]) + " |";
        rule += i < grid.textColumns ? "---|" : "---:|";
    }
    out += rule + "\n";
    for (const std::vector<std::string>& row : grid.rows) {
        out += "|";
        for (const std::string& text : row)
            out += " " + markdownCell(text) + " |";
        out += "\n";
    }
    return out;
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

std::string resultsOverview(const EvaluationResults& results)
{
    std::string out = "## Results\n\n" + intervalNote() + " Ratio: context tokens per vector read.\n";
    const std::vector<std::string> notes = undefinedNotes(results);
    for (std::size_t i = 0; i < notes.size(); ++i)
        out += (i == 0 ? "\n- " : "- ") + markdownCell(notes[i], notes[i].size()) + "\n";
    for (const Grid& grid : overviewGrids(results))
        out += markdown(grid);
    return out;
}

std::string resultsMarkdown(const EvaluationResults& results)
{
    std::string out = "# Evaluation\n\n```\n" + commandLine(results.options) + "\n```\n\n" + resultsOverview(results);
    if (!results.systems.empty())
        out += "\n![Quality against ratio](results.svg)\n";
    const std::vector<Grid> settings = settingGrids(results);
    if (!settings.empty())
        out += "\n## Every setting\n";
    for (const Grid& grid : settings)
        out += markdown(grid);
    addShown(results, out);
    out += "\n## What was measured\n\n";
    for (const std::string& key : metricsIn(results))
        out += "- " + title(key) + " (`" + key + "`): " + metricDescription(key) + "\n";
    nlohmann::ordered_json origin{{"identity", results.identity}, {"counts", results.counts}};
    if (!results.machine.is_null())
        origin["machine"] = results.machine;
    // A folder's name may be any bytes.
    out += "\n```json\n" + dumpText(origin, 1) + "\n```\n";
    return out;
}

} // namespace icf
