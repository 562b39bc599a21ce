#include "core/nn/cuda_kernels.h"

#include <c10/core/impl/VirtualGuardImpl.h>

#include <filesystem>
#include <map>
#include <mutex>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include "core/nn/cuda_sources.h"
#include "core/nn/device.h"

#if defined(__linux__)
#include <dlfcn.h>
#include <link.h>
#endif

namespace icf::cuda {
namespace {

Emulator& emulator()
{
    static Emulator current;
    return current;
}

#if defined(__linux__)

/// NVRTC ("NVRTC", docs.nvidia.com/cuda/nvrtc), through the library by which LibTorch itself links to it: whatever its version, it is there with the CUDA build.
class Compiler {
public:
    Compiler()
    {
        void* torch = dlopen("libtorch_cuda.so", RTLD_LAZY | RTLD_NOLOAD);
        link_map* loaded = nullptr;
        if (!torch || dlinfo(torch, RTLD_DI_LINKMAP, &loaded) != 0)
            throw std::runtime_error("the CUDA build of LibTorch is not loaded");
        const std::filesystem::path folder = std::filesystem::path(loaded->l_name).parent_path();
        library_ = dlopen((folder / "libcaffe2_nvrtc.so").c_str(), RTLD_NOW | RTLD_LOCAL);
        if (!library_)
            throw std::runtime_error("libcaffe2_nvrtc.so, or NVIDIA's NVRTC that it needs, cannot be loaded");
        find(create, "nvrtcCreateProgram");
        find(compile, "nvrtcCompileProgram");
        find(logSize, "nvrtcGetProgramLogSize");
        find(log, "nvrtcGetProgramLog");
        find(codeSize, "nvrtcGetCUBINSize");
        find(code, "nvrtcGetCUBIN");
        find(destroy, "nvrtcDestroyProgram");
        // NVRTC looks for its second half by name only, which finds it when it is loaded.
        Dl_info where{};
        if (dladdr(reinterpret_cast<void*>(compile), &where) != 0 && where.dli_fname) {
            std::error_code ignored;
            for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(where.dli_fname).parent_path(), ignored))
                if (entry.path().filename().string().starts_with("libnvrtc-builtins.so"))
                    dlopen(entry.path().c_str(), RTLD_NOW | RTLD_GLOBAL);
        }
    }

    /// Machine code of a source for one compute capability.
    std::vector<char> operator()(const std::string& source, const std::vector<std::string>& options) const
    {
        Program program = nullptr;
        if (create(&program, source.c_str(), "icformer.cu", 0, nullptr, nullptr) != 0)
            throw std::runtime_error("NVRTC takes no program");
        std::vector<const char*> given;
        for (const std::string& option : options)
            given.push_back(option.c_str());
        const int failed = compile(program, int(given.size()), given.data());
        std::size_t size = 0;
        std::string said;
        if (failed && logSize(program, &size) == 0 && size > 0) {
            said.resize(size);
            log(program, said.data());
            said = said.substr(0, said.find('\n'));
        }
        std::vector<char> result;
        if (!failed && codeSize(program, &size) == 0) {
            result.resize(size);
            code(program, result.data());
        }
        destroy(&program);
        if (result.empty())
            throw std::runtime_error("NVRTC does not compile the kernels: " + said);
        return result;
    }

private:
    using Program = struct OpaqueProgram*;
    template <class Function> void find(Function& function, const char* name) const
    {
        function = reinterpret_cast<Function>(dlsym(library_, name));
        if (!function)
            throw std::runtime_error(std::string("NVRTC has no ") + name);
    }

    void* library_ = nullptr;
    int (*create)(Program*, const char*, const char*, int, const char**, const char**) = nullptr;
    int (*compile)(Program, int, const char**) = nullptr;
    int (*logSize)(Program, std::size_t*) = nullptr;
    int (*log)(Program, char*) = nullptr;
    int (*codeSize)(Program, std::size_t*) = nullptr;
    int (*code)(Program, char*) = nullptr;
    int (*destroy)(Program*) = nullptr;
};

/// The part of the driver's interface ("CUDA Driver API", cuda.h) that starts kernels.
class Driver {
public:
    using Context = struct OpaqueContext*;
    using Library = struct OpaqueLibrary*;
    using Function = struct OpaqueFunction*;

    /// CUlaunchAttribute and CUlaunchConfig.
    struct LaunchAttribute {
        int id;
        char padding[4];
        union {
            int programmaticSerialization;
            char size[64];
        } value;
    };
    struct LaunchConfig {
        unsigned grid[3], block[3], sharedBytes;
        void* stream;
        LaunchAttribute* attributes;
        unsigned attributeCount;
    };

    Driver()
    {
        library_ = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
        if (!library_)
            throw std::runtime_error("there is no NVIDIA driver");
        find(loadLibrary, "cuLibraryLoadData");
        find(getKernel, "cuLibraryGetKernel");
        find(getFunction, "cuKernelGetFunction");
        find(setAttribute, "cuFuncSetAttribute");
        find(launchKernel, "cuLaunchKernelEx");
        find(createStream, "cuStreamCreate");
        find(destroyStream, "cuStreamDestroy_v2");
        find(beginCapture, "cuStreamBeginCapture_v2");
        find(endCapture, "cuStreamEndCapture");
        find(instantiate, "cuGraphInstantiateWithFlags");
        find(launchGraph, "cuGraphLaunch");
        find(destroyGraph, "cuGraphDestroy");
        find(destroyExecutable, "cuGraphExecDestroy");
        find(current, "cuCtxGetCurrent");
        find(setCurrent, "cuCtxSetCurrent");
        find(retain, "cuDevicePrimaryCtxRetain");
        find(getDevice, "cuDeviceGet");
        find(deviceAttribute, "cuDeviceGetAttribute");
    }

    int (*loadLibrary)(Library*, const void*, int*, void**, unsigned, int*, void**, unsigned) = nullptr;
    int (*getKernel)(Function*, Library, const char*) = nullptr;
    int (*getFunction)(Function*, Function) = nullptr;
    int (*setAttribute)(Function, int, int) = nullptr;
    int (*launchKernel)(const LaunchConfig*, Function, void**, void**) = nullptr;
    int (*createStream)(void**, unsigned) = nullptr;
    int (*destroyStream)(void*) = nullptr;
    int (*beginCapture)(void*, int) = nullptr;
    int (*endCapture)(void*, void**) = nullptr;
    int (*instantiate)(void**, void*, unsigned long long) = nullptr;
    int (*launchGraph)(void*, void*) = nullptr;
    int (*destroyGraph)(void*) = nullptr;
    int (*destroyExecutable)(void*) = nullptr;
    int (*current)(Context*) = nullptr;
    int (*setCurrent)(Context) = nullptr;
    int (*retain)(Context*, int) = nullptr;
    int (*getDevice)(int*, int) = nullptr;
    int (*deviceAttribute)(int*, int, int) = nullptr;

private:
    template <class Pointer> void find(Pointer& function, const char* name) const
    {
        function = reinterpret_cast<Pointer>(dlsym(library_, name));
        if (!function)
            throw std::runtime_error(std::string("the NVIDIA driver has no ") + name + "; update it");
    }

    void* library_ = nullptr;
};

std::string sourceText(Source source)
{
    return std::string(kArgumentsText) + "using namespace icf::cuda;\n" + kTypesText + (source == Source::rows ? kRowsText : kDecodeText);
}

/// What is compiled and loaded, for all cards and threads.
class Kernels {
public:
    static Kernels& all()
    {
        static Kernels kernels;
        return kernels;
    }

    /// Whether the kernels of a card can be had; remembered.
    bool ready(int card, at::ScalarType type)
    {
        thread_local std::vector<std::pair<std::pair<int, at::ScalarType>, bool>> known;
        for (const auto& [which, answer] : known) {
            if (which == std::pair(card, type))
                return answer;
        }
        return known.emplace_back(std::pair(card, type), askedFirst(card, type)).second;
    }

    bool askedFirst(int card, at::ScalarType type)
    {
        const std::lock_guard lock(mutex_);
        const auto [known, isNew] = ready_.try_emplace({card, type}, false);
        if (!isNew)
            return known->second;
        try {
            const auto capability = computeCapability(at::Device(at::kCUDA, at::DeviceIndex(card)));
            if (!capability || capability->first < 8)
                throw std::runtime_error("a card of compute capability 8 or newer is needed");
            library({Source::rows, type, 1, card});
            known->second = true;
        } catch (const std::exception& error) {
            problem_ = error.what();
        }
        return known->second;
    }

    std::string problem()
    {
        const std::lock_guard lock(mutex_);
        return problem_;
    }

    void start(const Launch& launch, int card, void* stream, const void* arguments)
    {
        const Context held = context(card);
        Driver::Context before = nullptr;
        driver().current(&before);
        if (before != held)
            driver().setCurrent(held);
        void* parameters[] = {const_cast<void*>(arguments)};
        const Driver::Function kernel = function(launch, card);
        constexpr int kProgrammaticSerialization = 6;  // CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_STREAM_SERIALIZATION
        Driver::LaunchAttribute overlap{kProgrammaticSerialization, {}, {1}};
        const Driver::LaunchConfig config{{unsigned(launch.grid[0]), unsigned(launch.grid[1]), unsigned(launch.grid[2])}, {unsigned(launch.threads), 1, 1},
                                          unsigned(launch.sharedBytes), stream, &overlap, launch.overlaps && overlaps(card) ? 1U : 0U};
        const int failed = driver().launchKernel(&config, kernel, parameters, nullptr);
        if (before != held && before)
            driver().setCurrent(before);
        if (failed)
            throw std::runtime_error(std::string("CUDA error ") + std::to_string(failed) + " at the start of the kernel " + launch.kernel);
    }

    /// CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT and _MAX_SHARED_MEMORY_PER_BLOCK_OPTIN.
    static constexpr int kMultiprocessorCount = 16, kMaxSharedOptIn = 97;
    int attribute(int card, int which)
    {
        int device = 0, value = 1;
        if (driver().getDevice(&device, card) == 0)
            driver().deviceAttribute(&value, which, device);
        return value;
    }

    Driver& driver()
    {
        static Driver driver;
        return driver;
    }

private:
    using Context = Driver::Context;
    using FunctionKey = std::tuple<const char*, Source, at::ScalarType, int, int>;
    using LibraryKey = std::tuple<Source, at::ScalarType, int, int>;

    /// The context that LibTorch computes in.
    Context context(int card)
    {
        thread_local std::pair<int, Context> last{-1, nullptr};
        if (last.first != card)
            last = {card, retainedContext(card)};
        return last.second;
    }

    Context retainedContext(int card)
    {
        const std::lock_guard lock(mutex_);
        Context& known = contexts_[card];
        int device = 0;
        if (!known && (driver().getDevice(&device, card) != 0 || driver().retain(&known, device) != 0))
            throw std::runtime_error("the CUDA context of card " + std::to_string(card) + " cannot be had");
        return known;
    }

    Driver::Library library(const LibraryKey& key)
    {
        if (const auto known = libraries_.find(key); known != libraries_.end())
            return known->second;
        const auto& [source, type, rows, card] = key;
        if (!compiler_)
            compiler_ = std::make_unique<Compiler>();
        const auto capability = computeCapability(at::Device(at::kCUDA, at::DeviceIndex(card)));
        const std::vector<char> code = (*compiler_)(
            sourceText(source), {"--gpu-architecture=sm_" + std::to_string(capability->first) + std::to_string(capability->second), "--std=c++17",
                                 std::string("-DICF_ELEMENT=") + (type == at::kFloat ? "float" : "bfloat16"), "-DICF_ROWS=" + std::to_string(rows)});
        Driver::Library library = nullptr;
        if (const int failed = driver().loadLibrary(&library, code.data(), nullptr, nullptr, 0, nullptr, nullptr, 0))
            throw std::runtime_error("the card does not take the compiled kernels: CUDA error " + std::to_string(failed));
        libraries_[key] = library;
        return library;
    }

    /// Whether a card starts kernels before those in front of them are done; from compute capability 9 on.
    bool overlaps(int card)
    {
        constexpr int kMajor = 75;  // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
        thread_local std::pair<int, bool> last{-1, false};
        if (last.first != card)
            last = {card, attribute(card, kMajor) >= 9};
        return last.second;
    }

    Driver::Function function(const Launch& launch, int card)
    {
        // A name's address stands for it: the few that a thread starts are found without a lock.
        thread_local std::vector<std::pair<FunctionKey, Driver::Function>> recent;
        const FunctionKey key{launch.kernel, launch.source, launch.type, launch.rows, card};
        for (const auto& [known, function] : recent) {
            if (known == key)
                return function;
        }
        return recent.emplace_back(key, loadedFunction(launch, card)).second;
    }

    Driver::Function loadedFunction(const Launch& launch, int card)
    {
        const std::lock_guard lock(mutex_);
        const auto key = std::make_tuple(launch.source, launch.type, launch.rows, card, launch.kernel);
        if (const auto known = functions_.find(key); known != functions_.end())
            return known->second;
        Driver::Function kernel = nullptr, result = nullptr;
        if (driver().getKernel(&kernel, library({launch.source, launch.type, launch.rows, card}), launch.kernel) != 0
            || driver().getFunction(&result, kernel) != 0)
            throw std::runtime_error(std::string("there is no kernel ") + launch.kernel);
        constexpr int kMaxDynamicShared = 8;  // CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES
        if (launch.sharedBytes > 0)
            driver().setAttribute(result, kMaxDynamicShared, attribute(card, kMaxSharedOptIn));
        functions_[key] = result;
        return result;
    }

    std::mutex mutex_;
    std::unique_ptr<Compiler> compiler_;
    std::map<std::pair<int, at::ScalarType>, bool> ready_;
    std::map<int, Context> contexts_;
    std::map<LibraryKey, Driver::Library> libraries_;
    std::map<std::tuple<Source, at::ScalarType, int, int, const char*>, Driver::Function> functions_;
    std::string problem_;
};

#endif

int cardOf(at::Device device) { return device.has_index() ? device.index() : 0; }

/// Where this thread's kernels go while a graph is recorded.
thread_local void* recordingStream = nullptr;

void* currentStream(at::Device device)
{
    const c10::impl::VirtualGuardImpl guard(at::kCUDA);
    return guard.getStreamNativeHandle(guard.getStream(device));
}

} // namespace

bool serves(const at::Tensor& x)
{
    if (x.scalar_type() != at::kFloat && x.scalar_type() != at::kBFloat16)
        return false;
    if (emulator() && x.is_cpu())
        return true;
#if defined(__linux__)
    return x.is_cuda() && Kernels::all().ready(cardOf(x.device()), x.scalar_type());
#else
    return false;
#endif
}

std::string problem()
{
#if defined(__linux__)
    return Kernels::all().problem();
#else
    return {};
#endif
}

void start(const Launch& launch, at::Device device, const void* arguments)
{
    for (const std::int64_t blocks : launch.grid) {
        if (blocks == 0)
            return;
    }
    if (device.is_cpu()) {
        emulator()(launch, arguments);
        return;
    }
#if defined(__linux__)
    Kernels::all().start(launch, cardOf(device), recordingStream ? recordingStream : currentStream(device), arguments);
#endif
}

struct Graph::Recorded {
    at::Device device;
    std::function<void()> work;  ///< In an emulation.
#if defined(__linux__)
    void* graph = nullptr;
    void* executable = nullptr;
    ~Recorded()
    {
        if (executable)
            Kernels::all().driver().destroyExecutable(executable);
        if (graph)
            Kernels::all().driver().destroyGraph(graph);
    }
#endif
};

Graph::Graph() = default;
Graph::~Graph() = default;

bool Graph::recorded() const { return recorded_ != nullptr; }

void Graph::record(at::Device device, const std::function<void()>& work)
{
    recorded_.reset();
    auto recorded = std::unique_ptr<Recorded>(new Recorded{device, work});
#if defined(__linux__)
    if (device.is_cuda()) {
        Driver& driver = Kernels::all().driver();
        const auto check = [](int failed, const char* what) {
            if (failed)
                throw std::runtime_error("CUDA error " + std::to_string(failed) + " while " + what + " of kernels");
        };
        constexpr unsigned kNonBlocking = 1;    // CU_STREAM_NON_BLOCKING
        constexpr int kThisThreadOnly = 1;      // CU_STREAM_CAPTURE_MODE_THREAD_LOCAL
        check(driver.createStream(&recordingStream, kNonBlocking), "preparing a graph");
        int failed = driver.beginCapture(recordingStream, kThisThreadOnly);
        std::exception_ptr problem;
        if (!failed) {
            try {
                work();
            } catch (...) {
                problem = std::current_exception();
            }
            failed = driver.endCapture(recordingStream, &recorded->graph);
        }
        driver.destroyStream(std::exchange(recordingStream, nullptr));
        if (problem)
            std::rethrow_exception(problem);
        check(failed, "recording a graph");
        check(driver.instantiate(&recorded->executable, recorded->graph, 0), "making a graph");
    }
#endif
    recorded_ = std::move(recorded);
}

void Graph::run() const
{
#if defined(__linux__)
    if (recorded_->device.is_cuda()) {
        if (const int failed = Kernels::all().driver().launchGraph(recorded_->executable, currentStream(recorded_->device)))
            throw std::runtime_error("CUDA error " + std::to_string(failed) + " at the start of a graph of kernels");
        return;
    }
#endif
    recorded_->work();
}

int multiprocessors([[maybe_unused]] at::Device device)
{
#if defined(__linux__)
    if (device.is_cuda())
        return Kernels::all().attribute(cardOf(device), Kernels::kMultiprocessorCount);
#endif
    return 2;
}

std::int64_t sharedMemory([[maybe_unused]] at::Device device)
{
#if defined(__linux__)
    if (device.is_cuda())
        return Kernels::all().attribute(cardOf(device), Kernels::kMaxSharedOptIn);
#endif
    return kEmulatedShared;
}

void emulate(Emulator emulated) { emulator() = std::move(emulated); }

} // namespace icf::cuda
