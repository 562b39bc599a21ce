#pragma once
#include <string>
#include <utility>
#include <vector>

namespace icf {

/// Versions of what the programs are made of: "icformer-studio", "libtorch", "sentencepiece", … with their versions.
std::vector<std::pair<std::string, std::string>> componentVersions();

} // namespace icf
