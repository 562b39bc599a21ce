#include "core/base/cuda_folder.h"

#include <fstream>

namespace icf {
namespace {

namespace fs = std::filesystem;

/// "2.13.0" of torch/version.py or build-version beside the libraries; empty where neither says it.
std::string versionBeside(const fs::path& libraries)
{
    std::string line;
    for (std::ifstream file(libraries.parent_path() / "version.py"); std::getline(file, line);)
        if (line.starts_with("__version__"))
            if (const std::size_t begin = line.find_first_of("0123456789"); begin != std::string::npos)
                return line.substr(begin, line.find_first_not_of("0123456789.", begin) - begin);
    if (std::ifstream file(libraries.parent_path() / "build-version"); std::getline(file, line))
        return line.substr(0, line.find('+'));
    return {};
}

} // namespace

fs::path cudaLibrariesIn(const fs::path& folder)
{
    std::error_code ignored;
    for (const fs::path& libraries : {folder / "torch" / "lib", folder / "lib"})
        if (fs::exists(libraries / "libtorch_cuda.so", ignored))
            return fs::canonical(libraries, ignored);
    return {};
}

std::string cudaFolderProblem(const fs::path& folder, const std::string& version)
{
    const fs::path libraries = cudaLibrariesIn(folder);
    if (libraries.empty())
        return "holds no torch/lib/libtorch_cuda.so; name the folder that ./run --cuda filled";
    if (const std::string found = versionBeside(libraries); found != version)
        return "is LibTorch " + (found.empty() ? "of an unknown version" : found) + "; this program needs " + version;
    return {};
}

} // namespace icf
