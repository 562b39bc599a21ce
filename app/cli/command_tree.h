#pragma once
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace icf::cli {

/// What an option's value is, for completion.
enum class ValueKind { none, file, folder, choice, other };

/// The public commands of the program in order.
std::vector<const CLI::App*> publicCommands(const CLI::App& app);
/// Their names.
std::vector<std::string> commandNames(const CLI::App& app);
/// The public options of a command in order, without positional ones.
std::vector<const CLI::Option*> publicOptions(const CLI::App& command);
/// The positional arguments of a command.
std::vector<const CLI::Option*> positionals(const CLI::App& command);
/// What the option takes, from its type name ("FILE", "FOLDER", "a|b|c", …).
ValueKind valueKind(const CLI::Option& option);
/// The words of "a|b|c".
std::vector<std::string> choices(const CLI::Option& option);

} // namespace icf::cli
