#pragma once
#include <string>

namespace icf {

/// This program's folder in one of the user's base directories (XDG Base Directory Specification): below the path in the environment variable
/// ("XDG_CACHE_HOME"), which must be absolute to count, else below a folder of the home folder (".cache"); empty where neither is set.
std::string userFolder(const char* variable, const char* belowHome);

} // namespace icf
