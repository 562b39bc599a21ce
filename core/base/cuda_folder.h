#pragma once
#include <filesystem>
#include <string>

namespace icf {

/// Where the libraries lie in a folder that may hold the CUDA build of LibTorch: folder/torch/lib (site-packages, or what ./run --cuda fetched) or
/// folder/lib; links followed, since NVIDIA's libraries are found from where the files are.  Empty where there is no libtorch_cuda.so.
std::filesystem::path cudaLibrariesIn(const std::filesystem::path& folder);

/// What keeps a program that was built with LibTorch `version` ("2.13.0") from loading the libraries of a folder; one clause, empty when nothing does.
std::string cudaFolderProblem(const std::filesystem::path& folder, const std::string& version);

} // namespace icf
