#include "core/run/run_log.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/line_reader.h"
#include "core/run/report_json.h"

namespace icf {
namespace {

/// Calls use(number of the line, its JSON) for each line; what is no JSON is given as a discarded value.
template <class Use> void eachLine(const std::string& path, Use use)
{
    const ReadFile file(path);
    LineReader lines(file, kLongestLine);
    std::int64_t number = 0;
    for (FileLine line; lines.next(line);)
        use(++number, parseLogLine(line.text));
}

/// Where a report stands among those of its kind.
std::pair<std::int64_t, std::int64_t> placeOf(const StepReport& report) { return {report.step, 0}; }
std::pair<std::int64_t, std::int64_t> placeOf(const ValidationReport& report) { return {report.step, 0}; }
std::pair<std::int64_t, std::int64_t> placeOf(const SampleReport& report) { return {report.step, report.row}; }

/// Counts which of the reports a file tells as they are.
template <class Report> class Told {
public:
    explicit Told(const std::vector<Report>& reports) : reports_(reports), found_(reports.size()) {}

    void see(const std::optional<Report>& line)
    {
        if (!line)
            return;
        const auto place = std::lower_bound(reports_.begin(), reports_.end(), placeOf(*line), [](const Report& report, const auto& at) { return placeOf(report) < at; });
        if (place != reports_.end() && placeOf(*place) == placeOf(*line) && logLine(*place) == logLine(*line))
            found_[std::size_t(place - reports_.begin())] = true;
    }
    std::int64_t missing() const { return std::count(found_.begin(), found_.end(), false); }

private:
    const std::vector<Report>& reports_;
    std::vector<bool> found_;
};

bool isThere(const std::string& path) { return std::filesystem::exists(std::filesystem::symlink_status(path)); }

} // namespace

std::int64_t restoreMetrics(const std::string& path, const RunLog& log)
{
    Told<StepReport> steps(log.steps);
    Told<ValidationReport> validations(log.validations);
    if (isThere(path)) {
        eachLine(path, [&](std::int64_t, const nlohmann::json& json) {
            const auto kind = json.is_object() ? json.find("kind") : json.end();
            if (json.is_object() && kind != json.end() && *kind == "validation")
                validations.see(validationFromJson(json));
            else
                steps.see(stepFromJson(json));
        });
    }
    writeAtomically(path, [&](ByteSink& sink) {
        auto validation = log.validations.begin();
        for (const StepReport& step : log.steps) {
            sink.writeText(logLine(step) + "\n");
            for (; validation != log.validations.end() && validation->step <= step.step; ++validation)
                sink.writeText(logLine(*validation) + "\n");
        }
    });
    return steps.missing() + validations.missing();
}

std::int64_t restoreSamples(const std::string& path, const std::vector<SampleReport>& samples)
{
    Told<SampleReport> told(samples);
    if (isThere(path))
        eachLine(path, [&](std::int64_t, const nlohmann::json& json) { told.see(sampleFromJson(json)); });
    writeAtomically(path, [&](ByteSink& sink) { writeSamples(sink, samples); });
    return told.missing();
}

void writeSamples(ByteSink& sink, const std::vector<SampleReport>& samples)
{
    for (const SampleReport& sample : samples)
        sink.writeText(logLine(sample) + "\n");
}

std::vector<SampleReport> readSamples(const std::string& path, std::int64_t lastStep)
{
    std::vector<SampleReport> samples;
    eachLine(path, [&](std::int64_t line, const nlohmann::json& json) {
        const std::optional<SampleReport> sample = sampleFromJson(json);
        if (!sample || sample->step > lastStep || (!samples.empty() && placeOf(*sample) <= placeOf(samples.back())))
            throw Error(path + ":" + std::to_string(line), "is not an answer that the run can have given there: the file is damaged");
        samples.push_back(*sample);
    });
    return samples;
}

} // namespace icf
