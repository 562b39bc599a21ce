#pragma once
#include <string>

#include <CLI/CLI.hpp>

/// Shell completion scripts, made from the commands and options that the program itself knows.
namespace icf::cli {

std::string bashCompletion(const CLI::App& app);
std::string zshCompletion(const CLI::App& app);
std::string fishCompletion(const CLI::App& app);

} // namespace icf::cli
