#include "core/facts/demo_folder.h"

namespace icf {

std::filesystem::path findDemoFolder(const std::filesystem::path& programFolder)
{
    // Installed, installed below lib/, build/<preset>/bin, build/<preset>/tests/<folder> and a folder of one's own in the source tree.
    for (const char* place : {"../share/icformer-studio/demo", "../../../share/icformer-studio/demo", "../../../resources/demo",
             "../../../../resources/demo", "../resources/demo"}) {
        const std::filesystem::path folder = (programFolder / place).lexically_normal();
        std::error_code error;
        if (std::filesystem::exists(folder / "lm" / "config.json", error))
            return folder;
    }
    return {};
}

} // namespace icf
