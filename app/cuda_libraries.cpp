#include "app/cuda_libraries.h"

#if defined(__linux__)
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace icf {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "ICF_CUDA_LIBTORCH";
/// What the two variables of the loader held before, for startedWithCudaLibraries(); there only in the program that was started with the libraries.
constexpr const char* kKept[][2] = {{"LD_LIBRARY_PATH", "ICF_KEPT_LIBRARY_PATH"}, {"LD_PRELOAD", "ICF_KEPT_PRELOAD"}};
/// Asks the program to end as soon as its libraries are loaded.
constexpr const char* kProbe = "ICF_PROBE_LIBRARIES";

[[noreturn]] void refuse(const std::string& folder, const std::string& why)
{
    std::fprintf(stderr, "error: [%s] %s: %s\n", kFolder, folder.c_str(), why.c_str());
    std::_Exit(2);
}

std::string valueOf(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

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

/// Whether this program starts with the environment as it is now.
bool startsHere()
{
    setenv(kProbe, "1", 1);
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDERR_FILENO);
        execl("/proc/self/exe", "icformer", static_cast<char*>(nullptr));
        _exit(1);
    }
    int status = 1;
    if (child > 0)
        waitpid(child, &status, 0);
    unsetenv(kProbe);
    return status == 0;
}

} // namespace

void nameCudaLibraries()
{
    const std::string folder = valueOf(kFolder);
    if (folder.empty())
        return;
    std::error_code ignored;
    fs::path libraries = fs::path(folder) / "torch" / "lib";
    if (!fs::exists(libraries / "libtorch_cuda.so", ignored))
        libraries = fs::path(folder) / "lib";
    if (!fs::exists(libraries / "libtorch_cuda.so", ignored))
        refuse(folder, "holds no torch/lib/libtorch_cuda.so; name the folder that ./run --cuda filled, or unset the variable");
    // NVIDIA's libraries are found from where the file is, not from a link to it.
    libraries = fs::canonical(libraries, ignored);
    if (const std::string version = versionBeside(libraries); version != ICF_TORCH_VERSION)
        refuse(folder, "is LibTorch " + (version.empty() ? "of an unknown version" : version) + "; this program needs " ICF_TORCH_VERSION);
    for (const auto& [variable, kept] : kKept) {
        const std::string before = valueOf(variable);
        const std::string own = variable == std::string_view("LD_PRELOAD") ? (libraries / "libtorch_cuda.so").string() : libraries.string();
        setenv(kept, before.c_str(), 1);
        setenv(variable, before.empty() ? own.c_str() : (own + ":" + before).c_str(), 1);
    }
    if (!startsHere())
        refuse(folder, "its libraries cannot be loaded here: NVIDIA's may be missing beside them; fetch them again with ./run --cuda, or unset the variable");
}

bool startedWithCudaLibraries()
{
    // The loader goes on without a library that it cannot preload.
    if (std::getenv(kProbe)) {
        const std::string named = valueOf("LD_PRELOAD");
        std::_Exit(dlopen(named.substr(0, named.find(':')).c_str(), RTLD_LAZY | RTLD_NOLOAD) ? 0 : 1);
    }
    if (!std::getenv(kKept[0][1]))
        return false;
    for (const auto& [variable, kept] : kKept) {
        const std::string before = valueOf(kept);
        before.empty() ? unsetenv(variable) : setenv(variable, before.c_str(), 1);
        unsetenv(kept);
    }
    return true;
}

} // namespace icf

#else

namespace icf {

void nameCudaLibraries() {}
bool startedWithCudaLibraries() { return false; }

} // namespace icf

#endif
