#include "core/run/run_log.h"

#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/line_reader.h"
#include "core/run/report_json.h"

namespace icf {
namespace {

/// Longer lines are no report of ours.
constexpr std::size_t kLongestLine = std::size_t{64} << 20;

std::string lineOf(const StepReport& report) { return toJson(report).dump() + "\n"; }

/// Calls use(text, its JSON) for each line that is a JSON object; does nothing when there is no file.
template <class Use> void eachObject(const std::string& path, Use use)
{
    if (!std::filesystem::exists(std::filesystem::symlink_status(path)))
        return;
    const ReadFile file(path);
    LineReader lines(file, kLongestLine);
    for (FileLine line; lines.next(line);) {
        const nlohmann::json json = nlohmann::json::parse(line.text, nullptr, false);
        if (json.is_object())
            use(line.text, json);
    }
}

bool isValidation(const nlohmann::json& json)
{
    const auto kind = json.find("kind");
    return kind != json.end() && *kind == "validation";
}

} // namespace

std::int64_t restoreMetrics(const std::string& path, const std::vector<StepReport>& log)
{
    std::size_t written = 0;
    std::int64_t known = 0;
    writeAtomically(path, [&](ByteSink& sink) {
        const auto writeUntil = [&](std::int64_t step) {
            for (; std::int64_t(written) < step; ++written)
                sink.writeText(lineOf(log[written]));
        };
        // Lines of two courses of a run may follow each other; what was validated belongs to the step before it.
        std::int64_t otherwise = 0, validated = 0, counted = 0;
        eachObject(path, [&](std::string_view text, const nlohmann::json& json) {
            if (isValidation(json)) {
                const auto report = validationFromJson(json);
                if (!report || report->step <= validated || report->step > std::int64_t(log.size()) || report->step == otherwise)
                    return;
                writeUntil(report->step);
                sink.writeText(std::string(text) + "\n");
                validated = report->step;
            } else if (const auto report = stepFromJson(json); report && report->step > counted && report->step <= std::int64_t(log.size())) {
                const bool same = lineOf(*report) == lineOf(log[std::size_t(report->step - 1)]);
                otherwise = same ? 0 : report->step;
                known += same ? 1 : 0;
                counted = report->step;
            }
        });
        writeUntil(std::int64_t(log.size()));
    });
    return std::int64_t(log.size()) - known;
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
