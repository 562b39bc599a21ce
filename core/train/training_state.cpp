#include "core/train/training_state.h"

#include "core/base/error.h"

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
    visit("validations_since_best", state.validationsSinceBest);
    visit("best_sample", state.bestSample);
    visit("spike_mean", state.spikeMean);
    visit("last_loss", state.lastLoss);
    visit("steps_per_epoch", state.stepsPerEpoch);
}

nlohmann::json logEntry(const StepReport& step)
{
    return {{"loss", step.loss}, {"grad_norm", step.gradNorm}, {"learning_rate", step.learningRate}, {"epoch", step.epoch}, {"step", step.sample}};
}

} // namespace

nlohmann::json TrainingState::toJson() const
{
    nlohmann::json json;
    eachNumber(*this, [&](const char* key, const auto& value) { json[key] = value; });
    json["log"] = nlohmann::json::array();
    for (const StepReport& step : log) {
        nlohmann::json entry = logEntry(step);
        entry["skipped"] = step.skipped;
        json["log"].push_back(std::move(entry));
    }
    return json;
}

TrainingState TrainingState::fromJson(const nlohmann::json& json, const std::string& source)
{
    TrainingState state;
    try {
        eachNumber(state, [&](const char* key, auto& value) { value = json.at(key).get<std::decay_t<decltype(value)>>(); });
        for (const nlohmann::json& entry : json.at("log")) {
            StepReport step;
            // A loss that was not finite is written as null.
            step.loss = entry.at("loss").is_null() ? std::nan("") : entry.at("loss").get<double>();
            step.gradNorm = entry.at("grad_norm").is_null() ? std::nan("") : entry.at("grad_norm").get<double>();
            step.learningRate = entry.at("learning_rate").get<double>();
            step.epoch = entry.at("epoch").get<std::int64_t>();
            step.sample = entry.at("step").get<std::int64_t>();
            step.skipped = entry.at("skipped").get<bool>();
            state.log.push_back(step);
        }
    } catch (const nlohmann::json::exception& e) {
        throw Error(source, std::string("not a state of a run: ") + e.what());
    }
    return state;
}

nlohmann::json TrainingState::trainerStateJson() const
{
    nlohmann::json history = nlohmann::json::array();
    for (const StepReport& step : log)
        history.push_back(logEntry(step));
    return {{"steps_per_epoch", stepsPerEpoch}, {"log_history", std::move(history)}};
}

} // namespace icf
