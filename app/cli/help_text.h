#pragma once
#include <string>

#include <CLI/CLI.hpp>

namespace icf::cli {

/// --help in columns of a readable width, with the texts of the option declaration.
class HelpFormatter : public CLI::Formatter {
public:
    std::string make_option(const CLI::Option* option, bool isPositional) const override;
    std::string make_group(std::string group, bool isPositional, std::vector<const CLI::Option*> options) const override;
    std::string make_subcommand(const CLI::App* command) const override;
    std::string make_usage(const CLI::App* app, std::string name) const override;
};

/// "--lr X": an option with what it takes.
std::string optionSignature(const CLI::Option& option);
/// text broken at spaces into lines of at most width columns, all but the first indented.
std::string wrapped(const std::string& text, std::size_t indent, std::size_t width);
/// What went wrong while the command line was read, in one line with a way out: unknown options with the nearest known one, …
std::string parseProblem(const CLI::App& app, const CLI::ParseError& error, int argc, const char* const* argv);

} // namespace icf::cli
