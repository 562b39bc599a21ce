#include "core/base/temporary_folder.h"

#include <cstdlib>
#include <filesystem>

#include "core/base/error.h"

namespace icf {

TemporaryFolder::TemporaryFolder(const std::string& purpose)
{
    std::error_code error;
    const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
    std::string pattern = (parent / ("icformer-" + purpose + "-XXXXXX")).string();
    if (error || !mkdtemp(pattern.data()))
        throw Failure(pattern, "a temporary folder cannot be made; set TMPDIR to a folder that can be written to");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace icf
