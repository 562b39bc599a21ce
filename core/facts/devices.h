#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace icf {

/// A device that this program can compute on.
struct DeviceFacts {
    std::string id;                ///< As --device takes it: "cpu", "cuda:0", "mps".
    std::string name{};            ///< "NVIDIA H200"; empty where nobody says more than the id.
    std::int64_t freeMemory = 0;   ///< Bytes that new work can get now; 0 where nobody says.
    std::int64_t totalMemory = 0;  ///< Bytes in all; the same.
};

/// The CPU, then every GPU.  Asks the driver, which takes up to a second the first time.
std::vector<DeviceFacts> devicesHere();

/// "13.0": the CUDA of the LibTorch that this program has loaded; empty for its CPU build.
std::string loadedCuda();

/// What keeps this program from loading the CUDA build of LibTorch from a folder (core/base/cuda_folder.h); empty when nothing does.
std::string cudaFolderProblem(const std::filesystem::path& folder);

} // namespace icf
