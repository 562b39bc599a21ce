#include "core/engine/model_hashes.h"

#include <array>
#include <filesystem>

#include "core/base/sha256.h"
#include "core/io/model_path.h"

namespace icf {
namespace {

/// Which versions before recorded none of.
constexpr std::array kLaterKeys{"lm_path/tokenizer.json", "lm_path/generation_config.json"};

} // namespace

nlohmann::json modelFileHashes(const ModelOptions& model)
{
    nlohmann::json hashes = nlohmann::json::object();
    const auto add = [&](const std::string& option, const std::string& folder, std::initializer_list<const char*> names) {
        for (const char* name : names) {
            const std::string path = folder + "/" + name;
            if (std::filesystem::exists(path))
                hashes[option + "/" + name] = sha256OfFile(path);
        }
    };
    // Under the name that a folder's files have, wherever the hub's cache keeps them.
    if (const std::string files = modelFiles(model.lm_path); isGgufPath(files))
        for (const std::string& part : ggufParts(files))
            hashes[part == files ? "lm_path/gguf" : "lm_path/" + std::filesystem::path(part).filename().string()] = sha256OfFile(part);
    else
        add("lm_path", files, {"config.json", "tokenizer.model", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "generation_config.json"});
    if (!model.icformer_path.empty())
        add("icformer_path", model.icformer_path, {"config.json", "model.safetensors", "param.pt"});
    return hashes;
}

void dropUnrecordedHashes(const nlohmann::json& before, nlohmann::json& now)
{
    for (const char* key : kLaterKeys)
        if (before.is_object() && !before.contains(key))
            now.erase(key);
}

} // namespace icf
