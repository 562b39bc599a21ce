#include "core/engine/model_hashes.h"

#include <filesystem>

#include "core/base/sha256.h"
#include "core/io/model_path.h"

namespace icf {
namespace {

constexpr const char* kLaterKey = "lm_path/tokenizer.json";

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
        hashes["lm_path/gguf"] = sha256OfFile(files);
    else
        add("lm_path", files, {"config.json", "tokenizer.model", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"});
    if (!model.icformer_path.empty())
        add("icformer_path", model.icformer_path, {"config.json", "model.safetensors", "param.pt"});
    return hashes;
}

void dropUnrecordedHashes(const nlohmann::json& before, nlohmann::json& now)
{
    if (before.is_object() && !before.contains(kLaterKey))
        now.erase(kLaterKey);
}

} // namespace icf
