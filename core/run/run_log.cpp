#include "core/run/run_log.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "core/base/atomic_file.h"
#include "core/base/line_reader.h"
#include "core/run/report_json.h"

namespace icf {
namespace {

template <class Report> std::string lineOf(const Report& report) { return toJson(report).dump() + "\n"; }

/// Calls use(text, its JSON) for each line that is a JSON object; does nothing when there is no file.
template <class Use> void eachObject(const std::string& path, Use use)
{
    if (!std::filesystem::exists(std::filesystem::symlink_status(path)))
        return;
    const ReadFile file(path);
    LineReader lines(file, kLongestLine);
    for (FileLine line; lines.next(line);) {
        const nlohmann::json json = parseLogLine(line.text);
        if (json.is_object())
            use(line.text, json);
    }
}

/// How many of the reports the file tells as they are; found: those that were seen, by their place.
template <class Report> std::int64_t countSame(const std::vector<Report>& reports, const std::optional<Report>& told, std::vector<bool>& found)
{
    if (!told)
        return 0;
    const auto place = std::lower_bound(reports.begin(), reports.end(), told->step, [](const Report& report, std::int64_t step) { return report.step < step; });
    const auto index = std::size_t(place - reports.begin());
    if (place == reports.end() || place->step != told->step || found[index] || lineOf(*place) != lineOf(*told))
        return 0;
    found[index] = true;
    return 1;
}

} // namespace

std::int64_t restoreMetrics(const std::string& path, const std::vector<StepReport>& steps, const std::vector<ValidationReport>& validations)
{
    std::int64_t same = 0;
    std::vector<bool> foundSteps(steps.size()), foundValidations(validations.size());
    eachObject(path, [&](std::string_view, const nlohmann::json& json) {
        const auto kind = json.find("kind");
        if (kind != json.end() && *kind == "validation")
            same += countSame(validations, validationFromJson(json), foundValidations);
        else
            same += countSame(steps, stepFromJson(json), foundSteps);
    });
    writeAtomically(path, [&](ByteSink& sink) {
        auto validation = validations.begin();
        for (const StepReport& step : steps) {
            sink.writeText(lineOf(step));
            for (; validation != validations.end() && validation->step <= step.step; ++validation)
                sink.writeText(lineOf(*validation));
        }
    });
    return std::int64_t(steps.size() + validations.size()) - same;
}

void cutSamples(const std::string& path, std::int64_t step)
{
    writeAtomically(path, [&](ByteSink& sink) {
        eachObject(path, [&](std::string_view text, const nlohmann::json& json) {
            const auto report = sampleFromJson(json);
            if (report && report->step <= step)
                sink.writeText(std::string(text) + "\n");
        });
    });
}

} // namespace icf
