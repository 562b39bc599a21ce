#pragma once
#include <string>
#include <utility>
#include <vector>

namespace icf {

/// Versions of what the programs are made of: "icformer-studio", "libtorch", "sentencepiece", … with their versions.
std::vector<std::pair<std::string, std::string>> componentVersions();

/// "580.95.05": the NVIDIA driver that computes; empty for the CPU build of LibTorch and without a driver.  Apart from the components: a new driver is a new
/// machine, not another program.
std::string gpuDriverVersion();

} // namespace icf
