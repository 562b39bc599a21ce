#include "app/cli/help_text.h"

#include <algorithm>
#include <numeric>
#include <sstream>

#include "app/cli/command_tree.h"
#include "core/base/utf8.h"

namespace icf::cli {
namespace {

constexpr std::size_t kColumn = 32;
constexpr std::size_t kWidth = 110;

/// Changes that turn one word into the other.
std::size_t editDistance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

/// "; did you mean …?" when a known word is close.
std::string suggestion(const std::string& word, const std::vector<std::string>& known)
{
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string& candidate : known) {
        const std::size_t distance = editDistance(word, candidate);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = candidate;
        }
    }
    return best.empty() ? "" : "; did you mean " + best + "?";
}

std::vector<std::string> optionNames(const CLI::App& command)
{
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options([](const CLI::Option* one) { return !one->get_group().empty(); })) {
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    }
    return names;
}

/// The subcommand that was being read; the program itself when there is none.
const CLI::App& currentCommand(const CLI::App& app)
{
    const std::vector<CLI::App*> parsed = app.get_subcommands();
    return parsed.empty() ? app : *parsed.front();
}

std::string helpHint(const CLI::App& app, const CLI::App& command)
{
    return "see icformer " + (&command == &app ? std::string() : command.get_name() + " ") + "--help";
}

} // namespace

std::string optionSignature(const CLI::Option& option)
{
    if (option.get_positional())
        return option.get_name(true);
    std::string text = option.get_name(false, true);
    std::replace(text.begin(), text.end(), ',', ' ');
    const bool takesValue = option.get_expected_max() > 0 && option.get_type_size_max() > 0;
    if (!takesValue || option.get_type_name().empty())
        return text;
    return text + (option.get_expected_min() == 0 ? " [" + option.get_type_name() + "]" : " " + option.get_type_name());
}

std::string wrapped(const std::string& text, std::size_t indent, std::size_t width)
{
    std::istringstream words(text);
    std::string result;
    std::size_t column = indent;
    for (std::string word; words >> word;) {
        if (column > indent && column + 1 + word.size() > width) {
            result += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            result += ' ';
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool) const
{
    std::string line = "  " + optionSignature(*option);
    if (line.size() + 2 > kColumn)
        line += "\n" + std::string(kColumn, ' ');
    else
        line.resize(kColumn, ' ');
    return line + wrapped(option->get_description(), kColumn, kWidth) + "\n";
}

std::string HelpFormatter::make_group(std::string group, bool, std::vector<const CLI::Option*> options) const
{
    std::string text = "\n" + group + ":\n";
    for (const CLI::Option* option : options)
        text += make_option(option, false);
    return text;
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const
{
    std::string line = "  " + command->get_name();
    line.resize(16, ' ');
    return line + wrapped(command->get_description(), 16, kWidth) + "\n";
}

std::string HelpFormatter::make_usage(const CLI::App* app, std::string) const
{
    if (!app->get_parent())
        return "usage: icformer COMMAND [OPTION...]\n       icformer COMMAND --help\n";
    std::string text = "usage: icformer " + app->get_name();
    for (const CLI::Option* option : app->get_options([](const CLI::Option* one) { return one->get_positional(); }))
        text += " " + option->get_name(true);
    return text + " [OPTION...]\n";
}

std::string parseProblem(const CLI::App& app, const CLI::ParseError& error, int argc, const char* const* argv)
{
    const CLI::App& command = currentCommand(app);
    if (argc < 2)
        return "[icformer] no command given; " + helpHint(app, app);
    const std::string first = printable(argv[1]);
    if (first.starts_with('-'))
        return "[" + first + "] there is no such option before the command; " + helpHint(app, app);
    if (&command == &app)
        return "[icformer] unknown command \"" + first + "\"" + suggestion(first, commandNames(app)) + "; " + helpHint(app, app);
    if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
        const std::vector<std::string> extras = app.remaining(true);
        const std::string word = extras.empty() ? std::string() : printable(extras.front().substr(0, extras.front().find('=')));
        if (word.starts_with('-'))
            return "[" + word + "] there is no such option" + suggestion(word, optionNames(command)) + "; " + helpHint(app, command);
        return "[" + command.get_name() + "] unexpected argument \"" + word + "\"; " + helpHint(app, command);
    }
    std::string what = error.what();
    what = what.substr(0, what.find('\n'));
    return "[" + command.get_name() + "] " + printable(what, 300) + "; " + helpHint(app, command);
}

} // namespace icf::cli
