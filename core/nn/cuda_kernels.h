#pragma once
#include <torch/types.h>

#include <array>
#include <functional>
#include <memory>

#include "core/nn/cuda/arguments.h"

/// Kernels of this project for NVIDIA's GPUs.  Their source (core/nn/cuda) is part of the program and is compiled when it is first needed, for the card
/// that is there, by the compiler library that comes with LibTorch's CUDA build (NVRTC); so building the program needs no CUDA.  Where they cannot be had,
/// LibTorch's operations compute the same.
namespace icf::cuda {

/// The sources of core/nn/cuda: what is computed between large products, and decoding.
enum class Source { rows, decode };

/// One start of a kernel.
struct Launch {
    Source source = Source::rows;
    const char* kernel = "";            ///< Its name in the source; a string literal.
    at::ScalarType type = at::kFloat;   ///< Of its elements: float32 or bfloat16.
    int rows = 1;                       ///< decode: rows at a time, 1, 2, 4 or kDecodeRows.
    std::array<std::int64_t, 3> grid{1, 1, 1};
    int threads = 256;                  ///< Of a block.
    std::int64_t sharedBytes = 0;       ///< Of dynamicShared.
    bool overlaps = false;              ///< May start before the kernel in front of it is done, since it waits itself (waitForPrevious in types.cuh).
};

/// True when kernels serve a tensor: float32 or bfloat16 on an NVIDIA card of compute capability 8 on, with the compiler there.  The first call for a card
/// and dtype compiles, which takes about half a second.
bool serves(const at::Tensor& x);

/// Starts a kernel on the current stream of a device.  arguments: the struct of arguments.h that it takes.  Throws std::runtime_error when the card refuses.
void start(const Launch& launch, at::Device device, const void* arguments);
template <class Arguments> void launch(const Launch& launch, at::Device device, const Arguments& arguments) { start(launch, device, &arguments); }

/// A sequence of kernels that is started by one call: many small ones keep the CPU busier than the card.
class Graph {
public:
    Graph();
    ~Graph();
    Graph(const Graph&) = delete;
    Graph& operator=(const Graph&) = delete;

    /// Records the kernels that work launches, which is called twice: once to load them.  None of them runs.  Only kernels of this file: LibTorch's operations must not be among them, and what they read
    /// and write must live as long as the graph is run.  Throws std::runtime_error.
    void record(at::Device device, const std::function<void()>& work);
    /// Starts them on the current stream of the device.
    void run() const;

private:
    struct Recorded;
    std::unique_ptr<Recorded> recorded_;
};

/// Elements that a thread reads at once.
inline std::int64_t packSize(at::ScalarType type) { return type == at::kFloat ? 4 : 8; }
/// Multiprocessors of a card.
int multiprocessors(at::Device device);
/// Bytes of dynamicShared that a block can have at most.
std::int64_t sharedMemory(at::Device device);
constexpr std::int64_t kEmulatedShared = 1 << 17;

/// For tests: runs the kernels of tensors on the CPU instead, by this function; a null one ends that.
using Emulator = std::function<void(const Launch&, const void* arguments)>;
void emulate(Emulator emulator);

} // namespace icf::cuda
