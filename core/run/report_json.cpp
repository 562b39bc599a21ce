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
class LineReading {
public:
    explicit LineReading(const Json& json) : json_(json), good_(json.is_object()) {}

    void operator()(const char* key, double& target)
    {
        const Json* found = find(key);
        const std::optional<double> value = found ? numberFromJson(*found) : std::nullopt;
        good_ = good_ && value.has_value();
        target = value.value_or(0);
    }
    void operator()(const char* key, std::int64_t& target)
    {
        const Json* found = find(key);
        good_ = good_ && found && found->is_number_integer();
        if (good_)
            target = found->get<std::int64_t>();
    }
    void operator()(const char* key, std::string& target)
    {
        const Json* found = find(key);
        good_ = good_ && found && found->is_string();
        if (good_)
            target = found->get<std::string>();
    }
    /// Absent counts as false.
    void operator()(const char* key, bool& target)
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

/// Writes members as fields.
class LineWriting {
public:
    explicit LineWriting(nlohmann::ordered_json& json) : json_(json) {}

    void operator()(const char* key, double value) { json_[key] = numberToJson(value); }
    template <class Value> void operator()(const char* key, const Value& value) { json_[key] = value; }

private:
    nlohmann::ordered_json& json_;
};

template <class Self, class Visit> void visitStep(Self& report, Visit& visit)
{
    visit("step", report.step);
    visit("epoch", report.epoch);
    visit("sample", report.sample);
    visit("loss", report.loss);
    visit("grad_norm", report.gradNorm);
    visit("learning_rate", report.learningRate);
    visit("seconds", report.seconds);
    visit("tokens", report.tokens);
    visit("samples_per_second", report.samplesPerSecond);
    visit("tokens_per_second", report.tokensPerSecond);
    visit("skipped", report.skipped);
}

template <class Self, class Visit> void visitValidation(Self& report, Visit& visit)
{
    visit("step", report.step);
    visit("loss", report.loss);
    visit("token_accuracy", report.tokenAccuracy);
    visit("rows", report.rows);
    visit("best", report.best);
}

template <class Self, class Visit> void visitSample(Self& report, Visit& visit)
{
    visit("step", report.step);
    visit("row", report.row);
    visit("input", report.input);
    visit("prompt", report.prompt);
    visit("reference", report.reference);
    visit("output", report.output);
}

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
    nlohmann::ordered_json json{{"kind", "step"}};
    LineWriting fields(json);
    visitStep(report, fields);
    return json;
}

nlohmann::ordered_json toJson(const ValidationReport& report)
{
    nlohmann::ordered_json json{{"kind", "validation"}};
    LineWriting fields(json);
    visitValidation(report, fields);
    if (report.diagonality)
        json["diagonality"] = numberToJson(*report.diagonality);
    return json;
}

nlohmann::ordered_json toJson(const SampleReport& report)
{
    nlohmann::ordered_json json;
    LineWriting fields(json);
    visitSample(report, fields);
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
    LineReading fields(json);
    visitStep(report, fields);
    return fields.good() ? std::optional(report) : std::nullopt;
}

std::optional<ValidationReport> validationFromJson(const Json& json)
{
    ValidationReport report;
    LineReading fields(json);
    visitValidation(report, fields);
    if (const Json* value = fields.find("diagonality"))
        report.diagonality = numberFromJson(*value);
    return fields.good() ? std::optional(report) : std::nullopt;
}

std::optional<SampleReport> sampleFromJson(const Json& json)
{
    SampleReport report;
    LineReading fields(json);
    visitSample(report, fields);
    return fields.good() ? std::optional(report) : std::nullopt;
}

} // namespace icf
