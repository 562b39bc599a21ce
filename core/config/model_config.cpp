#include "core/config/model_config.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/utf8.h"
#include "core/config/gguf_config.h"
#include "core/io/gguf.h"
#include "core/io/model_path.h"

namespace icf {
namespace {

/// An entry; null when it is missing or the file says null, which means the same.
const nlohmann::json* entryOf(const nlohmann::json& config, const char* key)
{
    const auto found = config.find(key);
    return found == config.end() || found->is_null() ? nullptr : &*found;
}

} // namespace

std::string shownEntry(const nlohmann::json& value)
{
    return printable(value.dump());
}

std::string modelConfigPath(const std::string& folder)
{
    const std::string files = modelFiles(folder);
    return isGgufPath(files) ? files : files + "/config.json";
}

nlohmann::json readModelEntries(const std::string& configPath)
{
    return isGgufPath(configPath) ? ggufModelConfig(GgufFile(configPath)) : readJsonFile(configPath);
}

nlohmann::json loadModelConfig(const std::string& folder, const std::vector<std::string>& modelTypes)
{
    const std::string path = modelConfigPath(folder);
    if (!isGgufPath(path) && !std::filesystem::is_directory(folder))
        throw Error(folder, "no such folder; give the local folder of the model, or a .gguf file");
    nlohmann::json config = readModelEntries(path);
    if (!config.is_object())
        throw Error(path, "expected a JSON object");
    const nlohmann::json found = config.value("model_type", nlohmann::json());
    if (modelTypes.empty())
        return config;
    if (!found.is_string() || std::find(modelTypes.begin(), modelTypes.end(), found.get_ref<const std::string&>()) == modelTypes.end()) {
        std::string expected;
        for (const std::string& type : modelTypes)
            expected += (expected.empty() ? "\"" : " or \"") + type + "\"";
        throw Error(path, "unsupported model_type " + shownEntry(found) + "; expected " + expected);
    }
    return config;
}

std::int64_t positiveEntry(const nlohmann::json& config, const char* key, std::int64_t fallback, const std::string& source)
{
    const nlohmann::json* found = entryOf(config, key);
    if (!found && fallback > 0)
        return fallback;
    if (!found)
        throw Error(source, std::string(key) + " is missing");
    if (!found->is_number())
        throw Error(source, std::string(key) + ": expected a whole number, got " + shownEntry(*found));
    const double value = found->get<double>();
    if (!(value >= 1) || value > 2147483647.0 || value != std::floor(value))
        throw Error(source, std::string(key) + ": expected a whole number from 1 on, got " + shownEntry(*found));
    return std::int64_t(value);
}

double numberEntry(const nlohmann::json& config, const char* key, double fallback, double least, double most, const std::string& source)
{
    const nlohmann::json* found = entryOf(config, key);
    if (!found)
        return fallback;
    const double value = found->is_number() ? found->get<double>() : std::nan("");
    if (!(value >= least && value <= most))
        throw Error(source, std::string(key) + ": expected a number from " + nlohmann::json(least).dump() + " to " + nlohmann::json(most).dump() + ", got " + shownEntry(*found));
    return value;
}

bool flagEntry(const nlohmann::json& config, const char* key, bool fallback, const std::string& source)
{
    const nlohmann::json* found = entryOf(config, key);
    if (found && !found->is_boolean())
        throw Error(source, std::string(key) + ": expected true or false, got " + shownEntry(*found));
    return found ? found->get<bool>() : fallback;
}

void refuseQuantization(const nlohmann::json& config, const std::string& source)
{
    // The second is what compressed-tensors wrote before it took the first.
    for (const char* key : {"quantization_config", "compression_config"}) {
        const nlohmann::json* found = entryOf(config, key);
        if (!found || (found->is_object() && found->empty()) || *found == false)
            continue;
        const nlohmann::json method = found->is_object() ? found->value("quant_method", nlohmann::json()) : *found;
        throw Error(source, std::string(key) + ": the weights are quantized" + (method.is_null() ? "" : " (" + shownEntry(method) + ")")
                    + ", which is not supported; use the model in float32, bfloat16 or float16");
    }
}

std::string textEntry(const nlohmann::json& config, const char* key, const std::string& fallback, const std::string& source)
{
    const nlohmann::json* found = entryOf(config, key);
    if (found && !found->is_string())
        throw Error(source, std::string(key) + ": expected a text, got " + shownEntry(*found));
    return found ? found->get<std::string>() : fallback;
}

} // namespace icf
