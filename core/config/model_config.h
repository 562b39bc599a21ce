#pragma once
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace icf {

/// Reads the config.json of a model, or what its GGUF file says in its place (modelFiles of core/io/model_path.h), for a model of one of the given
/// model_types (of any, which parse then checks, when none is given) and hands it to parse.  Throws Error naming the file when
/// it is missing, malformed, of another model_type, or when parse meets a value of the wrong type.
template <class Parse> auto readModelConfig(const std::string& folder, const std::vector<std::string>& modelTypes, Parse parse);

/// Layers that a configuration may ask for: each has a dozen tensors, which are listed before the weights are looked at.
inline constexpr std::int64_t kMaxLayers = 10'000;

/// A positive whole number of a configuration.  Throws Error naming source and key when it is missing (and there is no
/// fallback, i.e. fallback <= 0), not whole, or outside 1 … 2^31.
std::int64_t positiveEntry(const nlohmann::json& config, const char* key, std::int64_t fallback, const std::string& source);

/// A finite number of a configuration from least to most; fallback when it is missing or null.  Throws Error naming source and key otherwise.
double numberEntry(const nlohmann::json& config, const char* key, double fallback, double least, double most, const std::string& source);

/// A truth value, and a text, likewise.
bool flagEntry(const nlohmann::json& config, const char* key, bool fallback, const std::string& source);
std::string textEntry(const nlohmann::json& config, const char* key, const std::string& fallback, const std::string& source);

/// Throws Error naming source when the configuration says that the weights are quantized.
void refuseQuantization(const nlohmann::json& config, const std::string& source);

/// A value of a configuration as a message may show it: one line of some 80 bytes.
std::string shownEntry(const nlohmann::json& value);

/// Reads and checks the object of folder/config.json; the untyped part of readModelConfig.
nlohmann::json loadModelConfig(const std::string& folder, const std::vector<std::string>& modelTypes);

/// The file that it is read from: a config.json or GGUF file.
std::string modelConfigPath(const std::string& folder);
/// The entries of such a file as they stand, of a GGUF file in the words of config.json.
nlohmann::json readModelEntries(const std::string& configPath);

template <class Parse> auto readModelConfig(const std::string& folder, const std::vector<std::string>& modelTypes, Parse parse)
{
    const nlohmann::json config = loadModelConfig(folder, modelTypes);
    const std::string source = modelConfigPath(folder);
    try {
        return parse(config, source);
    } catch (const nlohmann::json::exception& e) {
        throw Error(source, std::string("a value has the wrong type: ") + e.what());
    }
}

} // namespace icf
