#include "core/engine/model_hashes.h"

#include <filesystem>

#include "core/base/sha256.h"

namespace icf {

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
    add("lm_path", model.lm_path, {"config.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"});
    if (!model.icformer_path.empty())
        add("icformer_path", model.icformer_path, {"config.json", "model.safetensors", "param.pt"});
    return hashes;
}

} // namespace icf
