#pragma once
#include <string>
#include <vector>

namespace icf::cuda {

/// NVRTC ("NVRTC", docs.nvidia.com/cuda/nvrtc), through the library by which LibTorch itself links to it: whatever its version, it is there with the CUDA build.
class Compiler {
public:
    /// Throws std::runtime_error where LibTorch's CUDA build is not loaded, or comes without it.
    Compiler();

    /// Machine code of a source.  options: NVRTC's.  Throws std::runtime_error with the first line that NVRTC says.
    std::vector<char> operator()(const std::string& source, const std::vector<std::string>& options) const;

private:
    using Program = struct OpaqueProgram*;
    template <class Function> void find(Function& function, const char* name) const;

    void* library_ = nullptr;
    int (*create_)(Program*, const char*, const char*, int, const char**, const char**) = nullptr;
    int (*compile_)(Program, int, const char**) = nullptr;
    int (*logSize_)(Program, std::size_t*) = nullptr;
    int (*log_)(Program, char*) = nullptr;
    int (*codeSize_)(Program, std::size_t*) = nullptr;
    int (*code_)(Program, char*) = nullptr;
    int (*destroy_)(Program*) = nullptr;
};

} // namespace icf::cuda
