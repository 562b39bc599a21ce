#pragma once
#include <filesystem>

namespace icf {

/// The demo's folder that belongs to a program: beside an installed one, or in the source tree it was built from.
/// programFolder: where the executable is.  Empty where there is no demo.
std::filesystem::path findDemoFolder(const std::filesystem::path& programFolder);

} // namespace icf
