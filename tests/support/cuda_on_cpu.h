#pragma once
#include <csetjmp>
#include <ucontext.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

#include "core/nn/cuda_kernels.h"

/// CUDA's language as far as core/nn/cuda uses it, on the CPU: every thread of a block is a fiber that runs until it waits for others, block after block.
/// So the kernels' arithmetic, indices and barriers can be tested where there is no GPU; what one instruction does in a warp at a time, and races between
/// threads that do not wait, it does not show.
namespace icf::cuda_on_cpu {

struct Index {
    unsigned x = 0, y = 0, z = 0;
};
struct float4 {
    float x, y, z, w;
};
struct uint4 {
    unsigned x, y, z, w;
};

inline Index threadIdx, blockIdx, blockDim, gridDim;
inline uint4 dynamicShared[cuda::kEmulatedShared / sizeof(uint4)];

/// The threads of the block that runs.
class Block {
public:
    static Block& now()
    {
        static Block block;
        return block;
    }

    void run(int threads, const std::function<void()>& kernel)
    {
        kernel_ = &kernel;
        while (fibers_.size() < std::size_t(threads))
            fibers_.push_back(std::make_unique<Fiber>());
        count_ = std::size_t(threads);
        alive_ = threads;
        all_ = Barrier{};
        warps_.assign(std::size_t(threads + 31) / 32, Barrier{});
        slots_.assign(std::size_t(threads), 0);
        for (std::size_t i = 0; i < count_; ++i)
            fibers_[i]->ended = false;
        for (int round = 0; alive_ > 0; ++round) {
            if (round > kMaxRounds)
                throw std::logic_error("threads of a block wait for each other for ever");
            for (std::size_t i = 0; i < count_; ++i) {
                if (!fibers_[i]->ended)
                    goOn(i);
            }
        }
    }

    void waitForBlock() { wait(all_, [this] { return alive_; }); }
    void waitForWarp()
    {
        const std::size_t warp = current_ / 32;
        wait(warps_[warp], [this, warp] {
            int alive = 0;
            for (std::size_t i = 32 * warp; i < std::min(count_, 32 * warp + 32); ++i)
                alive += fibers_[i]->ended ? 0 : 1;
            return alive;
        });
    }

    template <class T> T exchange(T value, int distance)
    {
        std::memcpy(&slots_[current_], &value, sizeof value);
        waitForWarp();
        T other;
        std::memcpy(&other, &slots_[current_ ^ std::size_t(distance)], sizeof other);
        waitForWarp();
        return other;
    }

private:
    static constexpr std::size_t kStack = 64 * 1024;
    static constexpr int kMaxRounds = 10'000'000;
    struct Fiber {
        ucontext_t context{};
        std::jmp_buf place;
        std::vector<char> stack = std::vector<char>(kStack);
        bool begun = false, ended = false;
    };
    struct Barrier {
        int arrived = 0;
        unsigned generation = 0;
    };

    /// Lets a fiber run until it waits.  A fiber lives on after its kernel, for the next one; jumps, unlike swapcontext, need no system call.
    void goOn(std::size_t i)
    {
        Fiber& fiber = *fibers_[i];
        current_ = i;
        threadIdx.x = unsigned(i);
        if (_setjmp(scheduler_) != 0)
            return;
        if (fiber.begun)
            _longjmp(fiber.place, 1);
        fiber.begun = true;
        getcontext(&fiber.context);
        fiber.context.uc_stack.ss_sp = fiber.stack.data();
        fiber.context.uc_stack.ss_size = fiber.stack.size();
        fiber.context.uc_link = nullptr;
        makecontext(&fiber.context, [] { now().body(); }, 0);
        setcontext(&fiber.context);
    }

    void giveWay(Fiber& fiber)
    {
        if (_setjmp(fiber.place) == 0)
            _longjmp(scheduler_, 1);
    }

    void body()
    {
        Fiber& own = *fibers_[current_];
        for (;;) {
            (*kernel_)();
            own.ended = true;
            --alive_;
            giveWay(own);
        }
    }

    template <class Wanted> void wait(Barrier& barrier, Wanted wanted)
    {
        const std::size_t own = current_;
        const unsigned before = barrier.generation;
        ++barrier.arrived;
        while (barrier.generation == before) {
            if (barrier.arrived >= wanted()) {
                barrier.arrived = 0;
                ++barrier.generation;
                break;
            }
            giveWay(*fibers_[own]);
        }
    }

    const std::function<void()>* kernel_ = nullptr;
    std::vector<std::unique_ptr<Fiber>> fibers_;
    std::size_t count_ = 0;
    std::vector<Barrier> warps_;
    std::vector<std::uint64_t> slots_;
    Barrier all_;
    std::jmp_buf scheduler_;
    std::size_t current_ = 0;
    int alive_ = 0;
};

inline void __syncthreads() { Block::now().waitForBlock(); }
inline void __syncwarp() { Block::now().waitForWarp(); }
inline void __threadfence() {}
template <class T> T __shfl_xor_sync(unsigned, T value, int distance) { return Block::now().exchange(value, distance); }
inline int atomicAdd(int* place, int value)
{
    const int before = *place;
    *place += value;
    return before;
}
inline float __uint_as_float(unsigned bits)
{
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}
inline unsigned __float_as_uint(float value)
{
    unsigned bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}
inline float __ldcg(const float* from) { return *from; }
inline float rsqrtf(float value) { return 1.0F / std::sqrt(value); }
inline float4 make_float4(float x, float y, float z, float w) { return {x, y, z, w}; }
inline uint4 make_uint4(unsigned x, unsigned y, unsigned z, unsigned w) { return {x, y, z, w}; }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunknown-pragmas"
#define __device__
#define __shared__ static
#define ICF_CUDA_ON_CPU
using namespace icf::cuda;
#include "core/nn/cuda/types.cuh"

#include "core/nn/cuda/rows.cu"

#include "core/nn/cuda/decode.cu"
#undef __device__
#undef __shared__
#pragma GCC diagnostic pop

template <class T, int rows> void runDecode(const std::string& name, const void* arguments)
{
    const auto& product = *static_cast<const DecodeProductArguments*>(arguments);
    if (name == "decode_normed")
        decodeNormed<T, rows, T>(product);
    else if (name == "decode_scores")
        decodeNormed<T, rows, float>(product);
    else if (name == "decode_gated")
        decodeGated<T, rows>(product);
    else
        decodeAdded<T, rows>(product);
}

/// One thread of a kernel, by its name.
template <class T> void runThread(const Launch& launch, const void* arguments)
{
    const std::string name = launch.kernel;
    if (name == "rms_norm")
        rmsNorm<T>(*static_cast<const RmsNormArguments*>(arguments));
    else if (name == "rms_norm_backward")
        rmsNormBackward<T>(*static_cast<const RmsNormBackwardArguments*>(arguments));
    else if (name == "gated_silu")
        gatedSilu<T>(*static_cast<const GatedSiluArguments*>(arguments));
    else if (name == "gated_silu_backward")
        gatedSiluBackward<T>(*static_cast<const GatedSiluArguments*>(arguments));
    else if (name == "place")
        placeHeads<T>(*static_cast<const PlaceArguments*>(arguments));
    else if (name == "label_row")
        labelRow<T>(*static_cast<const LabelArguments*>(arguments));
    else if (name == "decode_embed")
        decodeEmbed<T>(*static_cast<const DecodeEmbedArguments*>(arguments));
    else if (name == "decode_attention")
        decodeAttention<T>(*static_cast<const DecodeAttentionArguments*>(arguments));
    else if (launch.rows == 1)
        runDecode<T, 1>(name, arguments);
    else if (launch.rows == 2)
        runDecode<T, 2>(name, arguments);
    else if (launch.rows == 4)
        runDecode<T, 4>(name, arguments);
    else
        runDecode<T, 8>(name, arguments);
}

inline void runKernel(const Launch& launch, const void* arguments)
{
    gridDim = {unsigned(launch.grid[0]), unsigned(launch.grid[1]), unsigned(launch.grid[2])};
    blockDim = {unsigned(launch.threads), 1, 1};
    for (blockIdx.z = 0; blockIdx.z < gridDim.z; ++blockIdx.z) {
        for (blockIdx.y = 0; blockIdx.y < gridDim.y; ++blockIdx.y) {
            for (blockIdx.x = 0; blockIdx.x < gridDim.x; ++blockIdx.x) {
                Block::now().run(launch.threads, [&] {
                    if (launch.type == at::kFloat)
                        runThread<float>(launch, arguments);
                    else
                        runThread<bfloat16>(launch, arguments);
                });
            }
        }
    }
}

/// Runs CUDA kernels on the CPU as long as it lives.
class Emulation {
public:
    Emulation() { emulate(runKernel); }
    ~Emulation() { emulate(nullptr); }
    Emulation(const Emulation&) = delete;
    Emulation& operator=(const Emulation&) = delete;
};

/// An emulation for a whole test program when the environment variable ICF_TEST_CUDA_ON_CPU asks for it; see tests/core/CMakeLists.txt.
inline std::unique_ptr<Emulation> emulationOfTheEnvironment()
{
    return std::getenv("ICF_TEST_CUDA_ON_CPU") ? std::make_unique<Emulation>() : nullptr;
}

} // namespace icf::cuda_on_cpu
