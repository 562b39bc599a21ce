#include "app/process_setup.h"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <string_view>
#include <system_error>

#if !defined(_WIN32)
#include <csignal>
#include <initializer_list>

#include <fcntl.h>
#include <unistd.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "app/cuda_libraries.h"

namespace icf {
namespace {

void startWithLibrarySettings(char** arguments, [[maybe_unused]] const std::string& cudaFolder)
{
#if defined(__linux__)
    if (startedWithCudaLibraries())
        return;
    if (!nameCudaLibraries(cudaFolder) && (std::getenv("OMP_WAIT_POLICY") || std::getenv("GOMP_SPINCOUNT")))
        return;
    setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
    // A few microseconds of watching spare most wake-ups between short operations; then threads sleep.
    setenv("GOMP_SPINCOUNT", "2000", 0);
    // The process bears the name of the file that it is started from: by its own, tools find it.
    std::error_code unknown;
    if (const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", unknown); !unknown)
        execv(self.c_str(), arguments);
    // Moved or removed meanwhile.  When this fails too the program goes on as it is, only slower under load.
    execv("/proc/self/exe", arguments);
#else
    (void)arguments;
#endif
}

void keepFreedMemory()
{
#if defined(__GLIBC__)
    // glibc would adapt both by itself, but its limit for what is given back at once stays at twice the largest tensor.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

void limitPrimitiveCache()
{
#if !defined(_WIN32)
    // oneDNN keeps 1,024 products that it has prepared, megabytes each, and prepares one for every length of a row.
    setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "128", 0);
#endif
}

void turnSignalsIntoErrors()
{
#if !defined(_WIN32)
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
#endif
}

void occupyClosedStreams()
{
#if !defined(_WIN32)
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        // The lowest free number is given: the stream's own.  Open the wrong way round, so that its use fails as it would have.
        if (fcntl(stream, F_GETFD) < 0)
            [[maybe_unused]] const int opened = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
#endif
}

#if defined(__linux__)
/// Where no handler is: LibTorch fills its tables before main, and threads of libraries catch nothing.
[[noreturn]] void endPlainlyWithoutMemory()
{
    try {
        if (std::current_exception())
            throw;
    } catch (const std::bad_alloc&) {
        constexpr std::string_view kText = "error: out of memory; close other programs or raise the limit (ulimit -v)\n";
        [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kText.data(), kText.size());
        _exit(1);
    } catch (...) {
    }
    std::abort();
}

void setTerminateHandler() { std::set_terminate(endPlainlyWithoutMemory); }

/// Called by the loader before the libraries' own initialisation.
[[gnu::section(".preinit_array"), gnu::used]] void (*const beforeLibraries)() = setTerminateHandler;
#endif

} // namespace

void setUpProcess(char** arguments, const std::string& cudaFolder)
{
    turnSignalsIntoErrors();
    occupyClosedStreams();
    limitPrimitiveCache();
    startWithLibrarySettings(arguments, cudaFolder);
    keepFreedMemory();
}

} // namespace icf
