#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/json_fields.h"
#include "core/report/reports.h"

/// The lines of metrics.jsonl and samples.jsonl.  JSON has no NaN and no infinities: they are the strings "NaN", "Infinity"
/// and "-Infinity", which Python's float() reads too.
namespace icf {

nlohmann::ordered_json toJson(const StepReport& report);
nlohmann::ordered_json toJson(const ValidationReport& report);
nlohmann::ordered_json toJson(const SampleReport& report);

/// A line of those files, without its end; characters that are no UTF-8 are replaced.
template <class Report> std::string logLine(const Report& report)
{
    return dumpText(toJson(report));
}

/// A line of metrics.jsonl or samples.jsonl as JSON; a discarded value when it is malformed or holds more, or deeper nested, values than
/// any line that we write.  Lines are read in number, and a line of nothing but "{}," would take thirty times its size.
nlohmann::json parseLogLine(std::string_view line);

/// Nothing when the line lacks a field or has one of another type: readers skip such lines.
std::optional<StepReport> stepFromJson(const nlohmann::json& json);
std::optional<ValidationReport> validationFromJson(const nlohmann::json& json);
std::optional<SampleReport> sampleFromJson(const nlohmann::json& json);

/// A number, or the string that stands for one that JSON lacks.
nlohmann::ordered_json numberToJson(double value);
/// The other way round; nothing when it is neither.
std::optional<double> numberFromJson(const nlohmann::json& json);

} // namespace icf
