#pragma once
#include <filesystem>
#include <string>

namespace icf {

/// Path of the licence's text, whose words a benchmark reads unless it is given others: where it lies in the sources, in the portable
/// archive or on a Debian system, seen from the program's folder.  Empty when it is nowhere.
std::string licenceText(const std::filesystem::path& programFolder);

} // namespace icf
