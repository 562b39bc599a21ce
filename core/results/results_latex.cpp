#include <algorithm>

#include "core/results/results_format.h"
#include "core/results/results_grids.h"

namespace icf {

using namespace tables;

namespace {

/// Signs of our own tables that LaTeX has commands for.
constexpr std::pair<std::string_view, std::string_view> kSigns[] = {{"±", "$\\pm$"}, {"–", "--"}, {"−", "$-$"}, {"…", "\\dots{}"}};

std::string latexText(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const auto* sign = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const auto& s) { return text.starts_with(s.first); });
        if (sign != std::end(kSigns)) {
            result += sign->second;
            text.remove_prefix(sign->first.size());
            continue;
        }
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '\\' || c == '~' || c == '^')
            result += c == '\\' ? "\\textbackslash{}" : c == '~' ? "\\textasciitilde{}" : "\\textasciicircum{}";
        else
            result += (std::string_view("&%$#_{}").find(c) == std::string_view::npos ? "" : "\\") + std::string(1, c);
    }
    return result;
}

std::string latex(const Grid& grid)
{
    std::string out = "\\begin{table}\n\\centering\n\\caption{" + latexText(grid.heading) + "}\n\\begin{tabular}{"
        + std::string(grid.textColumns, 'l') + std::string(grid.columns.size() - grid.textColumns, 'r') + "}\n\\toprule\n";
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            out += (i > 0 ? " & " : "") + latexText(cells[i]);
        out += " \\\\\n";
    };
    line(grid.columns);
    out += "\\midrule\n";
    for (const std::vector<std::string>& row : grid.rows)
        line(row);
    return out + "\\bottomrule\n\\end{tabular}\n\\end{table}\n";
}

} // namespace

std::string resultsLatex(const EvaluationResults& results)
{
    std::string out = "% " + commandLine(results.options) + "\n";
    for (const auto& [name, value] : provenance(results))
        out += "% " + name + ": " + value + "\n";
    for (const std::string& key : metricsIn(results))
        out += "% " + title(key) + ": " + metricDescription(key) + "\n";
    out += "% " + intervalNote() + "\n";
    for (const std::string& note : undefinedNotes(results))
        out += "% " + note + "\n";
    out += "% needs \\usepackage{booktabs}\n";
    for (const std::vector<Grid>& grids : {overviewGrids(results), settingGrids(results)})
        for (const Grid& grid : grids)
            out += latex(grid);
    return out;
}

} // namespace icf
