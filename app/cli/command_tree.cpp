#include "app/cli/command_tree.h"

#include <sstream>

namespace icf::cli {

std::vector<const CLI::App*> publicCommands(const CLI::App& app)
{
    return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

std::vector<std::string> commandNames(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::App* command : publicCommands(app))
        names.push_back(command->get_name());
    return names;
}

std::vector<const CLI::Option*> publicOptions(const CLI::App& command)
{
    return command.get_options([](const CLI::Option* option) { return !option->get_positional() && !option->get_group().empty(); });
}

std::vector<const CLI::Option*> positionals(const CLI::App& command)
{
    return command.get_options([](const CLI::Option* option) { return option->get_positional(); });
}

ValueKind valueKind(const CLI::Option& option)
{
    if (option.get_expected_max() == 0 || option.get_type_size_max() == 0)
        return ValueKind::none;
    const std::string type = option.get_type_name();
    if (type == "FILE" || type == "NAME")
        return ValueKind::file;
    if (type == "FOLDER")
        return ValueKind::folder;
    return type.find('|') != std::string::npos ? ValueKind::choice : ValueKind::other;
}

std::vector<std::string> choices(const CLI::Option& option)
{
    std::vector<std::string> words;
    std::istringstream text(option.get_type_name());
    for (std::string word; std::getline(text, word, '|');)
        words.push_back(word);
    return words;
}

} // namespace icf::cli
