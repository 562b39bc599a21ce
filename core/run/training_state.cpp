#include "core/run/training_state.h"

#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/base/error.h"
#include "core/base/json_fields.h"

namespace icf {
namespace {

/// One list of names for both directions.
template <class State, class Visit> void eachNumber(State& state, Visit visit)
{
    visit("epoch", state.epoch);
    visit("sample", state.sample);
    visit("steps", state.steps);
    visit("optimizer_steps", state.optimizerSteps);
    visit("tokens", state.tokens);
    visit("seconds", state.seconds);
    visit("pending_loss", state.pendingLoss);
    visit("pending_units", state.pendingUnits);
    visit("pending_broken", state.pendingBroken);
    visit("pending_lines", state.pendingLines);
    visit("skipped_steps", state.skippedSteps);
    visit("skipped_in_a_row", state.skippedInARow);
    visit("best_loss", state.bestLoss);
    visit("validations", state.validations);
    visit("validation_due", state.validationDue);
    visit("validations_since_best", state.validationsSinceBest);
    visit("best_sample", state.bestSample);
    visit("spike_mean", state.spikeMean);
    visit("last_loss", state.lastLoss);
    visit("steps_per_epoch", state.samplesPerEpoch);
}

/// Beyond it float64 has no longer every whole number.
constexpr std::int64_t kMost = std::int64_t{1} << 53;

/// Throws the Error for the first counter that no run can have.
void requirePossible(const TrainingState& state, const std::string& source)
{
    const auto require = [&](bool possible, const char* field) {
        if (!possible)
            throw Error(source, std::string("\"") + field + "\" has a value that no run can have: the file is damaged");
    };
    for (const auto& [field, value] : {std::pair{"epoch", state.epoch}, {"sample", state.sample}, {"steps", state.steps},
             {"optimizer_steps", state.optimizerSteps}, {"tokens", state.tokens}, {"pending_units", state.pendingUnits}, {"skipped_steps", state.skippedSteps},
             {"skipped_in_a_row", state.skippedInARow}, {"validations", state.validations}, {"validations_since_best", state.validationsSinceBest}})
        require(value >= 0 && value <= kMost, field);
    require(state.bestSample >= -1 && state.bestSample <= kMost, "best_sample");
    require(state.samplesPerEpoch >= 1 && state.samplesPerEpoch <= kMost, "steps_per_epoch");
    require(state.sample <= state.samplesPerEpoch, "sample");
    require(state.epoch <= kMost / state.samplesPerEpoch, "epoch");
    require(state.optimizerSteps + state.skippedSteps == state.steps, "optimizer_steps");
    require(state.skippedInARow <= state.skippedSteps, "skipped_in_a_row");
    require(state.validationsSinceBest <= state.validations, "validations_since_best");
    require(std::isfinite(state.seconds) && state.seconds >= 0, "seconds");
    // The loss of each micro-batch was finite, or it would be in pending_broken.
    require(std::isfinite(state.pendingLoss), "pending_loss");
    require(std::int64_t(state.pendingLines.size()) <= state.sample, "pending_lines");
    require(!state.pendingLines.empty() || state.pendingUnits == 0, "pending_units");
}

/// The numbers that row gives for each report, one after the other.
template <class Report, class Row> std::vector<double> table(const std::vector<Report>& reports, std::size_t columns, Row row)
{
    std::vector<double> numbers;
    numbers.reserve(reports.size() * columns);
    for (const Report& report : reports) {
        const auto values = row(report);
        numbers.insert(numbers.end(), values.begin(), values.end());
    }
    return numbers;
}

std::int64_t wholeNumber(double number, const char* column, const std::string& source)
{
    if (!(number >= 0 && number <= double(kMost) && number == std::floor(number)))
        throw Error(source, std::string(column) + " holds " + std::to_string(number) + ", which is not a count: the file is damaged");
    return std::int64_t(number);
}

} // namespace

nlohmann::json TrainingState::toJson() const
{
    nlohmann::json json{{"format", kFormat}};
    eachNumber(*this, [&](const char* key, const auto& value) { json[key] = value; });
    if (digests >= 0)
        json["digests"] = digests;
    return json;
}

TrainingState TrainingState::fromJson(const nlohmann::json& json, const std::string& source)
{
    if (const std::string problem = formatProblem(json); !problem.empty())
        throw Error(source, problem);
    TrainingState state;
    eachNumber(state, [&](const char* key, auto& value) {
        try {
            readField(json, key, value);
        } catch (const nlohmann::json::exception&) {
            throw Error(source, std::string("\"") + key + "\" is missing or of the wrong type: the file is damaged");
        }
    });
    // Older versions did not count them.
    state.digests = -1;
    if (json.contains("digests")) {
        const nlohmann::json& digests = json["digests"];
        if (!digests.is_number_integer() || digests < 0 || digests > kMost)
            throw Error(source, "\"digests\" has a value that no run can have: the file is damaged");
        state.digests = digests.get<std::int64_t>();
    }
    requirePossible(state, source);
    return state;
}

std::optional<TrainingState> TrainingState::ofCheckpoint(const std::string& folder)
{
    const std::string path = folder + "/resume.json";
    try {
        return fromJson(readJsonFile(path), path);
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

std::string TrainingState::formatProblem(const nlohmann::json& json)
{
    if (!json.is_object() || json.value("format", nlohmann::json(1)) == kFormat)
        return {};
    return "another version of this program wrote it, which alone can resume it; start from its folder with --icformer_path instead";
}

std::vector<double> TrainingState::validationNumbers() const
{
    return table(log.validations, kValidationColumns, [](const ValidationReport& report) {
        return std::array<double, kValidationColumns>{double(report.step), report.loss, report.tokenAccuracy, double(report.rows), double(report.best),
                                                      report.diagonality.value_or(-1)};
    });
}

void TrainingState::setValidationNumbers(std::span<const double> numbers, const std::string& source)
{
    log.validations.resize(numbers.size() / kValidationColumns);
    for (std::size_t i = 0; i < log.validations.size(); ++i) {
        const std::span<const double> row = numbers.subspan(i * kValidationColumns, kValidationColumns);
        ValidationReport& report = log.validations[i];
        report.step = wholeNumber(row[0], "validations' step", source);
        if (report.step > steps || (i > 0 && report.step <= log.validations[i - 1].step))
            throw Error(source, "validations' steps are not in order: the file is damaged");
        report.loss = row[1];
        report.tokenAccuracy = row[2];
        report.rows = wholeNumber(row[3], "validations' rows", source);
        report.best = row[4] != 0;
        if (row[5] >= 0)
            report.diagonality = row[5];
    }
}

std::vector<double> TrainingState::logNumbers() const
{
    return table(log.steps, kLogColumns, [](const StepReport& step) {
        return std::array<double, kLogColumns>{step.loss, step.gradNorm, step.learningRate, double(step.epoch), double(step.sample), double(step.skipped)};
    });
}

void TrainingState::setLogNumbers(std::span<const double> numbers, const std::string& source)
{
    log.steps.resize(numbers.size() / kLogColumns);
    for (std::size_t i = 0; i < log.steps.size(); ++i) {
        const std::span<const double> row = numbers.subspan(i * kLogColumns, kLogColumns);
        StepReport& step = log.steps[i];
        step.step = std::int64_t(i) + 1;
        step.loss = row[0];
        step.gradNorm = row[1];
        step.learningRate = row[2];
        step.epoch = wholeNumber(row[3], "log's epoch", source);
        step.sample = wholeNumber(row[4], "log's sample", source);
        step.skipped = row[5] != 0;
    }
}

std::vector<double> TrainingState::logTimes() const
{
    return table(log.steps, kTimeColumns, [](const StepReport& step) {
        return std::array<double, kTimeColumns>{step.seconds, double(step.tokens), step.samplesPerSecond, step.tokensPerSecond};
    });
}

void TrainingState::setLogTimes(std::span<const double> numbers, const std::string& source)
{
    for (std::size_t i = 0; i < log.steps.size(); ++i) {
        const std::span<const double> row = numbers.subspan(i * kTimeColumns, kTimeColumns);
        log.steps[i].seconds = row[0];
        log.steps[i].tokens = wholeNumber(row[1], "times' tokens", source);
        log.steps[i].samplesPerSecond = row[2];
        log.steps[i].tokensPerSecond = row[3];
    }
}

void TrainingState::writeTrainerState(ByteSink& sink) const
{
    sink.writeText("{\n  \"steps_per_epoch\": " + std::to_string(samplesPerEpoch) + ",\n  \"log_history\": [");
    for (const StepReport& step : log.steps) {
        const nlohmann::ordered_json entry{{"loss", step.loss}, {"grad_norm", step.gradNorm}, {"learning_rate", step.learningRate},
                                           {"epoch", step.epoch}, {"step", step.sample}};
        sink.writeText((&step == log.steps.data() ? "\n    " : ",\n    ") + entry.dump());
    }
    sink.writeText("\n  ]\n}\n");
}

} // namespace icf
