#include "core/config/rotary_config.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/config/model_config.h"

namespace icf {
namespace {

using nlohmann::json;

// Far beyond what any model has, and so that float32 holds every power that is made of them.
constexpr double kLeastTheta = 1, kMaxTheta = 1e15;
constexpr double kLeastFactor = 1e-3, kMaxFactor = 1e6;

/// The objects of a configuration that may hold rotary settings.
class RotarySettings {
public:
    RotarySettings(const json& config, const std::string& source) : config_(config), source_(source)
    {
        for (const char* name : {"rope_parameters", "rope_scaling"}) {
            const auto found = config.find(name);
            if (found == config.end() || found->is_null())
                continue;
            if (!found->is_object())
                throw Error(source, std::string(name) + ": expected an object or null, got " + shownEntry(*found));
            for (const auto& [key, value] : found->items())
                if (value.is_object())
                    throw Error(source, std::string(name) + ": settings for one kind of layer (\"" + printable(key) + "\") are not supported");
            objects_.push_back({name, &*found});
        }
    }

    /// The kind of scaling.  "default" beside another kind does not contradict it: it is also what files say that keep their settings elsewhere.
    std::string type() const
    {
        Found found{"", "default"};
        for (const auto& [name, object] : objects_) {
            Found here{"", nullptr};
            for (const char* key : {"rope_type", "type"})
                join(here, name + "." + key, json(textEntry(*object, key, "", source_)), "");
            if (here.value.is_string() && here.value != "default")
                join(found, here.place, here.value, "default");
        }
        return found.value.get<std::string>();
    }

    /// An object of the settings of these names that are there.  beside: they may also stand beside the objects.
    json take(const std::vector<const char*>& keys, bool beside) const
    {
        json result = json::object();
        for (const char* key : keys) {
            Found found{"", nullptr};
            for (const auto& [name, object] : objects_)
                join(found, name + "." + key, entry(*object, key), nullptr);
            if (beside)
                join(found, key, entry(config_, key), nullptr);
            if (!found.value.is_null())
                result[key] = found.value;
        }
        return result;
    }

private:
    struct Found {
        std::string place;
        json value;
    };

    static json entry(const json& object, const char* key)
    {
        const auto found = object.find(key);
        return found == object.end() ? json() : *found;
    }

    /// Takes the value of one more place.  nothing: what stands for no value.
    void join(Found& found, const std::string& place, const json& value, const json& nothing) const
    {
        if (value == nothing || value.is_null())
            return;
        if (!found.place.empty() && found.value != value)
            throw Error(source_, place + " " + shownEntry(value) + " contradicts " + found.place + " " + shownEntry(found.value) + "; remove the wrong one");
        found = {place, value};
    }

    const json& config_;
    const std::string& source_;
    std::vector<std::pair<std::string, const json*>> objects_;
};

double factorEntry(const json& settings, const char* key, const std::string& type, const std::string& source)
{
    if (!settings.contains(key))
        throw Error(source, "the rotary scaling \"" + type + "\" needs " + key);
    return numberEntry(settings, key, 1, kLeastFactor, kMaxFactor, source);
}

/// Settings of YaRN, with the defaults and the attention factor that transformers takes.  Source: arXiv 2309.00071, sections 3.2 and 3.4.
void readYarn(RotaryConfig& result, json scaling, const RotarySettings& settings, const std::string& source)
{
    result.scaling = RotaryScaling::yarn;
    scaling.update(settings.take({"attention_factor", "beta_fast", "beta_slow", "mscale", "mscale_all_dim", "truncate"}, false));
    scaling.update(settings.take({"original_max_position_embeddings"}, true));
    result.originalPositions = positiveEntry(scaling, "original_max_position_embeddings", result.maxPositions, source);
    result.factor = numberEntry(scaling, "factor", double(result.maxPositions) / double(result.originalPositions), kLeastFactor, kMaxFactor, source);
    result.betaFast = numberEntry(scaling, "beta_fast", 32, kLeastFactor, kMaxFactor, source);
    result.betaSlow = numberEntry(scaling, "beta_slow", 1, kLeastFactor, kMaxFactor, source);
    result.truncate = flagEntry(scaling, "truncate", true, source);
    if (result.theta <= 1)
        throw Error(source, "the rotary scaling \"yarn\" needs a rope_theta greater than 1");
    const auto magnitude = [&](double scale) { return result.factor <= 1 ? 1.0 : 0.1 * scale * std::log(result.factor) + 1; };
    const double scale = numberEntry(scaling, "mscale", 0, 0, kMaxFactor, source), scaleAll = numberEntry(scaling, "mscale_all_dim", 0, 0, kMaxFactor, source);
    const double derived = scale > 0 && scaleAll > 0 ? magnitude(scale) / magnitude(scaleAll) : magnitude(1);
    result.attentionFactor = numberEntry(scaling, "attention_factor", derived, kLeastFactor, kMaxFactor, source);
}

} // namespace

std::int64_t RotaryConfig::stretchedPositions() const
{
    if (scaling == RotaryScaling::yarn)
        return std::max(maxPositions, std::int64_t(double(originalPositions) * std::max(1.0, factor)));
    const bool stretched = scaling == RotaryScaling::linear || scaling == RotaryScaling::dynamicNtk;
    return stretched ? std::int64_t(double(maxPositions) * std::max(1.0, factor)) : maxPositions;
}

std::string RotaryConfig::description() const
{
    const auto text = [](double value) {
        // Whole numbers without ".0", others as short as they can be told apart.
        return value == std::floor(value) && value < 1e15 ? std::to_string(std::int64_t(value)) : json(value).dump();
    };
    constexpr const char* kNames[] = {"", "linear", "dynamic", "llama3", "yarn"};
    std::string result = "theta " + text(theta);
    if (scaling != RotaryScaling::none)
        result += std::string(", ") + kNames[int(scaling)] + " with factor " + text(factor);
    return result;
}

RotaryConfig readRotaryConfig(const json& config, std::int64_t headDim, const std::string& source, double defaultTheta)
{
    RotaryConfig result;
    result.headDim = headDim;
    result.maxPositions = positiveEntry(config, "max_position_embeddings", 2048, source);
    if (headDim < 2 || headDim % 2 != 0)
        throw Error(source, "the size of a head is " + std::to_string(headDim) + "; rotary embeddings need an even one");

    const RotarySettings settings(config, source);
    const json shared = settings.take({"rope_theta", "partial_rotary_factor"}, true);
    result.theta = numberEntry(shared, "rope_theta", defaultTheta, kLeastTheta, kMaxTheta, source);
    if (numberEntry(shared, "partial_rotary_factor", 1, 0, 1, source) != 1)
        throw Error(source, "partial_rotary_factor other than 1 is not supported");

    const std::string type = settings.type();
    json scaling = settings.take({"factor"}, false);
    if (type == "default") {
        if (numberEntry(scaling, "factor", 1, kLeastFactor, kMaxFactor, source) != 1)
            throw Error(source, "a rotary factor of " + shownEntry(scaling["factor"]) + " is given, but no rope_type that uses it; linear, dynamic, llama3 and yarn do");
        return result;
    }
    if (type == "linear") {
        result.scaling = RotaryScaling::linear;
    } else if (type == "dynamic") {
        result.scaling = RotaryScaling::dynamicNtk;
    } else if (type == "llama3") {
        result.scaling = RotaryScaling::llama3;
        scaling.update(settings.take({"low_freq_factor", "high_freq_factor"}, false));
        result.lowFrequencyFactor = factorEntry(scaling, "low_freq_factor", type, source);
        result.highFrequencyFactor = factorEntry(scaling, "high_freq_factor", type, source);
        if (result.highFrequencyFactor <= result.lowFrequencyFactor)
            throw Error(source, "high_freq_factor must be greater than low_freq_factor");
        scaling.update(settings.take({"original_max_position_embeddings"}, true));
        result.originalPositions = positiveEntry(scaling, "original_max_position_embeddings", result.maxPositions, source);
    } else if (type == "yarn") {
        readYarn(result, scaling, settings, source);
        return result;
    } else {
        throw Error(source, "rotary scaling of type \"" + printable(type) + "\" is not supported; linear, dynamic, llama3 and yarn are");
    }
    result.factor = factorEntry(scaling, "factor", type, source);
    return result;
}

} // namespace icf
