#include "core/nn/cuda_compiler.h"

#include <filesystem>
#include <stdexcept>

#if defined(__linux__)
#include <dlfcn.h>
#include <link.h>
#endif

namespace icf::cuda {

#if defined(__linux__)

template <class Function> void Compiler::find(Function& function, const char* name) const
{
    function = reinterpret_cast<Function>(dlsym(library_, name));
    if (!function)
        throw std::runtime_error(std::string("NVRTC has no ") + name);
}

Compiler::Compiler()
{
    void* torch = dlopen("libtorch_cuda.so", RTLD_LAZY | RTLD_NOLOAD);
    link_map* loaded = nullptr;
    if (!torch || dlinfo(torch, RTLD_DI_LINKMAP, &loaded) != 0)
        throw std::runtime_error("the CUDA build of LibTorch is not loaded");
    const std::filesystem::path folder = std::filesystem::path(loaded->l_name).parent_path();
    library_ = dlopen((folder / "libcaffe2_nvrtc.so").c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library_)
        throw std::runtime_error("libcaffe2_nvrtc.so, or NVIDIA's NVRTC that it needs, cannot be loaded");
    find(create_, "nvrtcCreateProgram");
    find(compile_, "nvrtcCompileProgram");
    find(logSize_, "nvrtcGetProgramLogSize");
    find(log_, "nvrtcGetProgramLog");
    find(codeSize_, "nvrtcGetCUBINSize");
    find(code_, "nvrtcGetCUBIN");
    find(destroy_, "nvrtcDestroyProgram");
    // NVRTC looks for its second half by name only, which finds it when it is loaded.
    Dl_info where{};
    if (dladdr(reinterpret_cast<void*>(compile_), &where) != 0 && where.dli_fname) {
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(where.dli_fname).parent_path(), ignored))
            if (entry.path().filename().string().starts_with("libnvrtc-builtins.so"))
                dlopen(entry.path().c_str(), RTLD_NOW | RTLD_GLOBAL);
    }
}

#else

Compiler::Compiler() { throw std::runtime_error("kernels are compiled on Linux only"); }

#endif

std::vector<char> Compiler::operator()(const std::string& source, const std::vector<std::string>& options) const
{
    Program program = nullptr;
    if (create_(&program, source.c_str(), "icformer.cu", 0, nullptr, nullptr) != 0)
        throw std::runtime_error("NVRTC takes no program");
    std::vector<const char*> given;
    for (const std::string& option : options)
        given.push_back(option.c_str());
    const int failed = compile_(program, int(given.size()), given.data());
    std::size_t size = 0;
    std::string said;
    if (failed && logSize_(program, &size) == 0 && size > 0) {
        said.resize(size);
        log_(program, said.data());
        said = said.substr(0, said.find('\n'));
    }
    std::vector<char> result;
    if (!failed && codeSize_(program, &size) == 0) {
        result.resize(size);
        code_(program, result.data());
    }
    destroy_(&program);
    if (result.empty())
        throw std::runtime_error("NVRTC does not compile the kernels: " + said);
    return result;
}

} // namespace icf::cuda
