#pragma once
#include <string>

#include <CLI/CLI.hpp>

namespace icf::cli {

/// icformer(1) in roff, made from the commands and options that the program itself knows.
std::string manualPage(const CLI::App& app);

} // namespace icf::cli
