#include "core/nn/cuda_kernels.h"

#include <c10/core/impl/VirtualGuardImpl.h>

#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include "core/nn/cuda_compiler.h"
#include "core/nn/cuda_driver.h"
#include "core/nn/cuda_sources.h"

namespace icf::cuda {
namespace {

Emulator& emulator()
{
    static Emulator current;
    return current;
}

#if defined(__linux__)

/// The part of the driver's interface that starts kernels.
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

    /// Throws std::runtime_error where the driver is missing or too old.
    static const Driver& here()
    {
        static const Driver driver;
        return driver;
    }

    int (*loadLibrary)(Library*, const void*, int*, void**, unsigned, int*, void**, unsigned) = require("cuLibraryLoadData");
    int (*getKernel)(Function*, Library, const char*) = require("cuLibraryGetKernel");
    int (*getFunction)(Function*, Function) = require("cuKernelGetFunction");
    int (*setAttribute)(Function, int, int) = require("cuFuncSetAttribute");
    int (*launchKernel)(const LaunchConfig*, Function, void**, void**) = require("cuLaunchKernelEx");
    int (*createStream)(void**, unsigned) = require("cuStreamCreate");
    int (*destroyStream)(void*) = require("cuStreamDestroy_v2");
    int (*beginCapture)(void*, int) = require("cuStreamBeginCapture_v2");
    int (*endCapture)(void*, void**) = require("cuStreamEndCapture");
    int (*instantiate)(void**, void*, unsigned long long) = require("cuGraphInstantiateWithFlags");
    int (*launchGraph)(void*, void*) = require("cuGraphLaunch");
    int (*destroyGraph)(void*) = require("cuGraphDestroy");
    int (*destroyExecutable)(void*) = require("cuGraphExecDestroy");
    int (*current)(Context*) = require("cuCtxGetCurrent");
    int (*setCurrent)(Context) = require("cuCtxSetCurrent");
    int (*retain)(Context*, int) = require("cuDevicePrimaryCtxRetain");

private:
    /// A function of whatever type it is put into.
    struct Address {
        const char* name;
        template <class Function> operator Function*() const
        {
            const auto found = CudaDriver::here().find<Function*>(name);
            if (!found)
                throw std::runtime_error(std::string("the NVIDIA driver has no ") + name + "; update it");
            return found;
        }
    };
    static Address require(const char* name) { return {name}; }
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
        const std::pair key(card, type);
        for (const auto& [which, answer] : known) {
            if (which == key)
                return answer;
        }
        const std::lock_guard lock(mutex_);
        const auto [answer, isNew] = ready_.try_emplace(key, false);
        if (isNew) {
            try {
                library({Source::rows, type, 1, card});
                answer->second = true;
            } catch (const std::exception&) {
                // LibTorch's operations compute the same.
            }
        }
        return known.emplace_back(key, answer->second).second;
    }

    void start(const Launch& launch, int card, void* stream, const void* arguments)
    {
        const Driver& driver = Driver::here();
        const Card& on = this->card(card);
        Driver::Context before = nullptr;
        driver.current(&before);
        if (before != on.context)
            driver.setCurrent(on.context);
        void* parameters[] = {const_cast<void*>(arguments)};
        constexpr int kProgrammaticSerialization = 6;  // CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_STREAM_SERIALIZATION
        Driver::LaunchAttribute overlap{kProgrammaticSerialization, {}, {1}};
        const Driver::LaunchConfig config{{unsigned(launch.grid[0]), unsigned(launch.grid[1]), unsigned(launch.grid[2])}, {unsigned(launch.threads), 1, 1},
                                          unsigned(launch.sharedBytes), stream, &overlap, launch.overlaps && on.overlaps ? 1U : 0U};
        const int failed = driver.launchKernel(&config, function(launch, card), parameters, nullptr);
        if (before != on.context && before)
            driver.setCurrent(before);
        if (failed)
            throw std::runtime_error(std::string("CUDA error ") + std::to_string(failed) + " at the start of the kernel " + launch.kernel);
    }

    /// A kernel, compiled and loaded when it is first asked for.
    Driver::Function function(const Launch& launch, int card)
    {
        // A name's address stands for it: the few that a thread starts are found without a lock.
        thread_local std::vector<std::pair<FunctionKey, Driver::Function>> recent;
        const FunctionKey key{launch.kernel, {launch.source, launch.type, launch.rows, card}};
        for (const auto& [known, function] : recent) {
            if (known == key)
                return function;
        }
        const std::lock_guard lock(mutex_);
        const auto [known, isNew] = functions_.try_emplace(key, nullptr);
        if (isNew) {
            const Driver& driver = Driver::here();
            Driver::Function kernel = nullptr;
            if (driver.getKernel(&kernel, library(key.second), launch.kernel) != 0 || driver.getFunction(&known->second, kernel) != 0) {
                functions_.erase(known);
                throw std::runtime_error(std::string("there is no kernel ") + launch.kernel);
            }
            constexpr int kMaxDynamicShared = 8;  // CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES
            if (launch.sharedBytes > 0)
                driver.setAttribute(known->second, kMaxDynamicShared, attribute(card, kMaxSharedOptIn));
        }
        return recent.emplace_back(key, known->second).second;
    }

    /// CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT and _MAX_SHARED_MEMORY_PER_BLOCK_OPTIN.
    static constexpr int kMultiprocessorCount = 16, kMaxSharedOptIn = 97;
    static int attribute(int card, int which) { return CudaDriver::here().attribute(card, which).value_or(1); }

private:
    using LibraryKey = std::tuple<Source, at::ScalarType, int, int>;
    using FunctionKey = std::pair<const char*, LibraryKey>;

    struct Card {
        Driver::Context context = nullptr;  ///< That LibTorch computes in.
        bool overlaps = false;              ///< Whether kernels start before those in front of them are done; from compute capability 9 on.
    };

    const Card& card(int index)
    {
        thread_local std::pair<int, const Card*> last{-1, nullptr};
        if (last.first != index) {
            const std::lock_guard lock(mutex_);
            Card& known = cards_[index];
            const std::optional<int> device = CudaDriver::here().handleOf(index);
            if (!known.context && (!device || Driver::here().retain(&known.context, *device) != 0))
                throw std::runtime_error("the CUDA context of card " + std::to_string(index) + " cannot be had");
            known.overlaps = capabilityOf(index).first >= 9;
            last = {index, &known};
        }
        return *last.second;
    }

    static std::pair<int, int> capabilityOf(int card) { return CudaDriver::here().capability(card).value_or(std::pair(0, 0)); }

    Driver::Library library(const LibraryKey& key)
    {
        if (const auto known = libraries_.find(key); known != libraries_.end())
            return known->second;
        const auto& [source, type, rows, card] = key;
        const auto [major, minor] = capabilityOf(card);
        if (major < 8)
            throw std::runtime_error("a card of compute capability 8 or newer is needed");
        if (!compiler_)
            compiler_ = std::make_unique<Compiler>();
        const std::vector<char> code = (*compiler_)(sourceText(source), {"--gpu-architecture=sm_" + std::to_string(major) + std::to_string(minor), "--std=c++17",
                                                                         std::string("-DICF_ELEMENT=") + (type == at::kFloat ? "float" : "bfloat16"),
                                                                         "-DICF_ROWS=" + std::to_string(rows)});
        Driver::Library library = nullptr;
        if (const int failed = Driver::here().loadLibrary(&library, code.data(), nullptr, nullptr, 0, nullptr, nullptr, 0))
            throw std::runtime_error("the card does not take the compiled kernels: CUDA error " + std::to_string(failed));
        return libraries_[key] = library;
    }

    std::mutex mutex_;
    std::unique_ptr<Compiler> compiler_;
    std::map<std::pair<int, at::ScalarType>, bool> ready_;
    std::map<int, Card> cards_;
    std::map<LibraryKey, Driver::Library> libraries_;
    std::map<FunctionKey, Driver::Function> functions_;
};

#endif

int cardOf(at::Device device) { return device.has_index() ? device.index() : 0; }

/// Where this thread's kernels go while a graph is recorded; and whether they are only loaded, before that.
thread_local void* recordingStream = nullptr;
thread_local bool onlyLoading = false;

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
    if (onlyLoading)
        Kernels::all().function(launch, cardOf(device));
    else
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
            Driver::here().destroyExecutable(executable);
        if (graph)
            Driver::here().destroyGraph(graph);
    }
#endif
};

Graph::Graph() = default;
Graph::~Graph() = default;

void Graph::record(at::Device device, const std::function<void()>& work)
{
    recorded_.reset();
    auto recorded = std::unique_ptr<Recorded>(new Recorded{device, work});
#if defined(__linux__)
    if (device.is_cuda()) {
        const Driver& driver = Driver::here();
        const auto check = [](int failed, const char* what) {
            if (failed)
                throw std::runtime_error("CUDA error " + std::to_string(failed) + " while " + what + " of kernels");
        };
        constexpr unsigned kNonBlocking = 1;    // CU_STREAM_NON_BLOCKING
        constexpr int kThisThreadOnly = 1;      // CU_STREAM_CAPTURE_MODE_THREAD_LOCAL
        // A recording takes nothing but starts of kernels: what they need is loaded before.
        const auto runs = [&](auto& flag, auto value) {
            const auto before = std::exchange(flag, value);
            std::exception_ptr problem;
            try {
                work();
            } catch (...) {
                problem = std::current_exception();
            }
            flag = before;
            return problem;
        };
        if (const std::exception_ptr problem = runs(onlyLoading, true))
            std::rethrow_exception(problem);
        void* stream = nullptr;
        check(driver.createStream(&stream, kNonBlocking), "preparing a graph");
        std::exception_ptr problem;
        int failed = driver.beginCapture(stream, kThisThreadOnly);
        if (!failed) {
            problem = runs(recordingStream, stream);
            failed = driver.endCapture(stream, &recorded->graph);
        }
        driver.destroyStream(stream);
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
        if (const int failed = Driver::here().launchGraph(recorded_->executable, currentStream(recorded_->device)))
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
