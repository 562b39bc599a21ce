#include "core/run/report_json.h"

#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/line_reader.h"

namespace icf {
namespace {

using Json = nlohmann::json;

/// A line of ours holds a dozen values, one level deep; later versions may add some.
constexpr JsonLimits kLogLineLimits{.maxBytes = kLongestLine, .maxDepth = 8, .maxValues = 1000};

/// Reads fields into members; remembers whether all of them were there and of the right type.
class FieldReader {
public:
    explicit FieldReader(const Json& json) : json_(json), good_(json.is_object()) {}

    void read(const char* key, double& target)
    {
        const Json* found = find(key);
        const std::optional<double> value = found ? numberFromJson(*found) : std::nullopt;
        good_ = good_ && value.has_value();
        target = value.value_or(0);
    }
    void read(const char* key, std::int64_t& target)
    {
        const Json* found = find(key);
        good_ = good_ && found && found->is_number_integer();
        if (good_)
            target = found->get<std::int64_t>();
    }
    void read(const char* key, std::string& target)
    {
        const Json* found = find(key);
        good_ = good_ && found && found->is_string();
        if (good_)
            target = found->get<std::string>();
    }
    /// Absent counts as false.
    void readFlag(const char* key, bool& target)
    {
        const Json* found = find(key);
        target = found && found->is_boolean() && found->get<bool>();
    }
    const Json* find(const char* key) const
    {
        if (!json_.is_object())
            return nullptr;
        const auto found = json_.find(key);
        return found == json_.end() ? nullptr : &*found;
    }
    bool good() const { return good_; }

private:
    const Json& json_;
    bool good_;
};

} // namespace

nlohmann::ordered_json numberToJson(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    return value;
}

std::optional<double> numberFromJson(const Json& json)
{
    if (json.is_number())
        return json.get<double>();
    if (!json.is_string())
        return std::nullopt;
    const auto& text = json.get_ref<const std::string&>();
    if (text == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity")
        return std::numeric_limits<double>::infinity();
    if (text == "-Infinity")
        return -std::numeric_limits<double>::infinity();
    return std::nullopt;
}

nlohmann::ordered_json toJson(const StepReport& report)
{
    nlohmann::ordered_json json;
    json["kind"] = "step";
    json["step"] = report.step;
    json["epoch"] = report.epoch;
    json["sample"] = report.sample;
    json["loss"] = numberToJson(report.loss);
    json["grad_norm"] = numberToJson(report.gradNorm);
    json["learning_rate"] = numberToJson(report.learningRate);
    json["seconds"] = numberToJson(report.seconds);
    json["tokens"] = report.tokens;
    json["samples_per_second"] = numberToJson(report.samplesPerSecond);
    json["tokens_per_second"] = numberToJson(report.tokensPerSecond);
    json["skipped"] = report.skipped;
    return json;
}

nlohmann::ordered_json toJson(const ValidationReport& report)
{
    nlohmann::ordered_json json;
    json["kind"] = "validation";
    json["step"] = report.step;
    json["loss"] = numberToJson(report.loss);
    json["token_accuracy"] = numberToJson(report.tokenAccuracy);
    json["rows"] = report.rows;
    json["best"] = report.best;
    if (report.diagonality)
        json["diagonality"] = numberToJson(*report.diagonality);
    return json;
}

nlohmann::ordered_json toJson(const SampleReport& report)
{
    nlohmann::ordered_json json;
    json["step"] = report.step;
    json["row"] = report.row;
    json["input"] = report.input;
    json["prompt"] = report.prompt;
    json["reference"] = report.reference;
    json["output"] = report.output;
    return json;
}

nlohmann::json parseLogLine(std::string_view line)
{
    try {
        return parseJson(line, "line", kLogLineLimits);
    } catch (const Error&) {
        return Json(Json::value_t::discarded);
    }
}

std::optional<StepReport> stepFromJson(const Json& json)
{
    StepReport report;
    FieldReader fields(json);
    fields.read("step", report.step);
    fields.read("epoch", report.epoch);
    fields.read("sample", report.sample);
    fields.read("loss", report.loss);
    fields.read("grad_norm", report.gradNorm);
    fields.read("learning_rate", report.learningRate);
    fields.read("seconds", report.seconds);
    fields.read("tokens", report.tokens);
    fields.read("samples_per_second", report.samplesPerSecond);
    fields.read("tokens_per_second", report.tokensPerSecond);
    fields.readFlag("skipped", report.skipped);
    return fields.good() ? std::optional(report) : std::nullopt;
}

std::optional<ValidationReport> validationFromJson(const Json& json)
{
    ValidationReport report;
    FieldReader fields(json);
    fields.read("step", report.step);
    fields.read("loss", report.loss);
    fields.read("token_accuracy", report.tokenAccuracy);
    fields.read("rows", report.rows);
    fields.readFlag("best", report.best);
    if (const Json* value = fields.find("diagonality"))
        report.diagonality = numberFromJson(*value);
    return fields.good() ? std::optional(report) : std::nullopt;
}

std::optional<SampleReport> sampleFromJson(const Json& json)
{
    SampleReport report;
    FieldReader fields(json);
    fields.read("step", report.step);
    fields.read("row", report.row);
    fields.read("input", report.input);
    fields.read("prompt", report.prompt);
    fields.read("reference", report.reference);
    fields.read("output", report.output);
    return fields.good() ? std::optional(report) : std::nullopt;
}

} // namespace icf
