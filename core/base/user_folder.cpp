#include "core/base/user_folder.h"

#include <cstdlib>

namespace icf {

std::string userFolder(const char* variable, const char* belowHome)
{
    constexpr const char* kName = "/icformer-studio";
    const char* given = std::getenv(variable);
    const char* home = std::getenv("HOME");
    if (given && *given == '/')
        return given + std::string(kName);
    return home && *home == '/' ? std::string(home) + "/" + belowHome + kName : std::string();
}

} // namespace icf
