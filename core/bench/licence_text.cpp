#include "core/bench/licence_text.h"

namespace icf {

std::string licenceText(const std::filesystem::path& programFolder)
{
    for (const std::filesystem::path& place : {programFolder / "../../../LICENSE", programFolder / "../LICENSE",
             std::filesystem::path("/usr/share/common-licenses/GPL-3")}) {
        std::error_code ignored;
        if (std::filesystem::exists(place, ignored))
            return place.lexically_normal().string();
    }
    return {};
}

} // namespace icf
