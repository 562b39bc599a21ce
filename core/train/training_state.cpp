#include "core/train/training_state.h"

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
    visit("steps_per_epoch", state.stepsPerEpoch);
}

/// Told apart when it changes: 2 keeps the log in resume.safetensors.
constexpr int kFormat = 2;

} // namespace

nlohmann::json TrainingState::toJson() const
{
    nlohmann::json json{{"format", kFormat}};
    eachNumber(*this, [&](const char* key, const auto& value) { json[key] = value; });
    return json;
}

TrainingState TrainingState::fromJson(const nlohmann::json& json, const std::string& source)
{
    if (json.is_object() && json.value("format", nlohmann::json(1)) != kFormat)
        throw Error(source, "another version of this program wrote it, which alone can resume it; start from its folder with --icformer_path instead");
    TrainingState state;
    try {
        eachNumber(state, [&](const char* key, auto& value) { readField(json, key, value); });
    } catch (const nlohmann::json::exception& e) {
        throw Error(source, std::string("not a state of a run: ") + e.what());
    }
    return state;
}

std::vector<double> TrainingState::logNumbers() const
{
    std::vector<double> numbers;
    numbers.reserve(log.size() * kLogColumns);
    for (const StepReport& step : log) {
        for (const double number : {step.loss, step.gradNorm, step.learningRate, double(step.epoch), double(step.sample), double(step.skipped)})
            numbers.push_back(number);
    }
    return numbers;
}

void TrainingState::setLogNumbers(std::span<const double> numbers)
{
    log.resize(numbers.size() / kLogColumns);
    for (std::size_t i = 0; i < log.size(); ++i) {
        const std::span<const double> row = numbers.subspan(i * kLogColumns, kLogColumns);
        StepReport& step = log[i];
        step.step = std::int64_t(i) + 1;
        step.loss = row[0];
        step.gradNorm = row[1];
        step.learningRate = row[2];
        step.epoch = std::int64_t(row[3]);
        step.sample = std::int64_t(row[4]);
        step.skipped = row[5] != 0;
    }
}

void TrainingState::writeTrainerState(ByteSink& sink) const
{
    sink.writeText("{\n  \"steps_per_epoch\": " + std::to_string(stepsPerEpoch) + ",\n  \"log_history\": [");
    for (const StepReport& step : log) {
        const nlohmann::ordered_json entry{{"loss", step.loss}, {"grad_norm", step.gradNorm}, {"learning_rate", step.learningRate},
                                           {"epoch", step.epoch}, {"step", step.sample}};
        sink.writeText((&step == log.data() ? "\n    " : ",\n    ") + entry.dump());
    }
    sink.writeText("\n  ]\n}\n");
}

} // namespace icf
