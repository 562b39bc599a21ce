#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Options that hold a comma-separated list.
namespace icf {

/// The parts, white space around them dropped, empty ones left out.
std::vector<std::string> splitList(std::string_view text);
/// A list of numbers.  Throws Error("--key", …) naming the part that is none or lies outside the limits.
std::vector<double> splitNumbers(std::string_view text, std::string_view key, double minimum, double maximum);
/// A list of names, each once.  Throws Error("--key", …) naming the one that is not known, or when there is none.
std::vector<std::string> knownNames(std::string_view text, std::string_view key, std::span<const std::string_view> known);

} // namespace icf
