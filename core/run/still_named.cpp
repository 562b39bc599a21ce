#include "core/run/still_named.h"

#include <cerrno>

#include <sys/stat.h>

namespace icf {

bool stillNamed(int descriptor, const std::string& path)
{
    struct stat opened {};
    struct stat named {};
    if (lstat(path.c_str(), &named) != 0)
        return errno != ENOENT && errno != ENOTDIR;
    return fstat(descriptor, &opened) == 0 && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

} // namespace icf
