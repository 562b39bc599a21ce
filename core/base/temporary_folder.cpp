#include "core/base/temporary_folder.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "core/base/error.h"

namespace icf {

TemporaryFolder::TemporaryFolder(const std::string& purpose, const std::string& parent)
{
    std::error_code error;
    const std::filesystem::path place = parent.empty() ? std::filesystem::temp_directory_path(error) : std::filesystem::path(parent);
    std::string pattern = (place / ("icformer-" + purpose + "-XXXXXX")).string();
    if (error || !mkdtemp(pattern.data())) {
        const int reason = error ? error.value() : errno;
        const std::string text = std::string("a temporary folder cannot be made: ") + std::strerror(reason) + "; set TMPDIR to a folder that can be written to";
        if (reason == ENOSPC || reason == EDQUOT || reason == EIO)
            throw Failure(place.string(), text);
        throw Error(place.string(), text);
    }
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace icf
