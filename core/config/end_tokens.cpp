#include "core/config/end_tokens.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/config/model_config.h"
#include "core/io/gguf.h"
#include "core/io/model_path.h"

namespace icf {
namespace {

constexpr const char* kEntry = "eos_token_id";
constexpr std::size_t kMostEnds = 64;

std::vector<std::int64_t> idsOf(const nlohmann::json& entry, const std::string& source)
{
    if (entry.is_null())
        return {};
    const nlohmann::json list = entry.is_array() ? entry : nlohmann::json::array({entry});
    std::vector<std::int64_t> ids;
    for (const nlohmann::json& id : list) {
        if (!id.is_number_integer() || id.get<double>() < 0 || id.get<double>() > 2e9 || list.size() > kMostEnds)
            throw Error(source, std::string(kEntry) + ": expected a token id or a list of up to " + std::to_string(kMostEnds) + ", got " + shownEntry(entry));
        ids.push_back(id.get<std::int64_t>());
    }
    return ids;
}

} // namespace

std::vector<std::int64_t> endTokens(const std::string& folder)
{
    const std::string config = modelConfigPath(folder);
    if (isGgufPath(config)) {
        const GgufFile file(config);
        std::vector<std::int64_t> ids;
        for (const char* key : {"tokenizer.ggml.eot_token_id", "tokenizer.ggml.eom_token_id"})
            if (const auto id = file.whole(key); id && *id >= 0)
                ids.push_back(*id);
        return ids;
    }
    const std::string generation = modelFiles(folder) + "/generation_config.json";
    std::error_code ignored;
    const std::string source = std::filesystem::exists(generation, ignored) ? generation : config;
    const nlohmann::json entries = readJsonFile(source);
    return entries.is_object() && entries.contains(kEntry) ? idsOf(entries[kEntry], source) : std::vector<std::int64_t>();
}

} // namespace icf
