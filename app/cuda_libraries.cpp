#include "app/cuda_libraries.h"

#if defined(__linux__)
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/cuda_folder.h"

namespace icf {
namespace {

constexpr const char* kFolder = "ICF_CUDA_LIBTORCH";
/// What the two variables of the loader held before, for startedWithCudaLibraries(); there only in the program that was started with the libraries.
constexpr const char* kKept[][2] = {{"LD_LIBRARY_PATH", "ICF_KEPT_LIBRARY_PATH"}, {"LD_PRELOAD", "ICF_KEPT_PRELOAD"}};
/// Why the chosen folder was left out, so that the program does not try it again when it starts itself again, and can show it.
constexpr const char* kWhyNot = "ICF_CUDA_WHY_NOT";
/// Asks the program to end as soon as its libraries are loaded.
constexpr const char* kProbe = "ICF_PROBE_LIBRARIES";

std::string valueOf(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// What the loader's variables held before.
void putBack()
{
    for (const auto& [variable, kept] : kKept) {
        const std::string before = valueOf(kept);
        before.empty() ? unsetenv(variable) : setenv(variable, before.c_str(), 1);
        unsetenv(kept);
    }
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

/// Names the folder's libraries to the loader in the environment; says what keeps them from being loaded, and then leaves the environment as it was.
std::string problemWith(const std::string& folder)
{
    if (std::string problem = cudaFolderProblem(folder, ICF_TORCH_VERSION); !problem.empty())
        return problem;
    const std::filesystem::path libraries = cudaLibrariesIn(folder);
    for (const auto& [variable, kept] : kKept) {
        const std::string before = valueOf(variable);
        const std::string own = variable == std::string_view("LD_PRELOAD") ? (libraries / "libtorch_cuda.so").string() : libraries.string();
        setenv(kept, before.c_str(), 1);
        setenv(variable, before.empty() ? own.c_str() : (own + ":" + before).c_str(), 1);
    }
    if (startsHere())
        return {};
    putBack();
    return "its libraries cannot be loaded here: NVIDIA's may be missing beside them; fetch them again with ./run --cuda";
}

} // namespace

bool nameCudaLibraries(const std::string& chosen)
{
    // An empty variable says: not the one that was chosen.
    const bool byUser = std::getenv(kFolder) != nullptr;
    const std::string folder = byUser ? valueOf(kFolder) : chosen;
    if (folder.empty() || (!byUser && std::getenv(kWhyNot)))
        return false;
    const std::string problem = problemWith(folder);
    if (problem.empty()) {
        setenv(kFolder, folder.c_str(), 1);
        return true;
    }
    if (byUser) {
        std::fprintf(stderr, "error: [%s] %s: %s, or unset the variable\n", kFolder, folder.c_str(), problem.c_str());
        std::_Exit(2);
    }
    // Whoever chose it in the window needs the window to choose another.
    std::fprintf(stderr, "warning: [CUDA build of LibTorch] %s: %s; computing on the CPU\n", folder.c_str(), problem.c_str());
    setenv(kWhyNot, problem.c_str(), 1);
    return false;
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
    putBack();
    return true;
}

} // namespace icf

#else

namespace icf {

bool nameCudaLibraries(const std::string&) { return false; }
bool startedWithCudaLibraries() { return false; }

} // namespace icf

#endif
