#include "app/cli/completion.h"

#include "app/cli/command_tree.h"
#include "core/options/option_tools.h"

namespace icf::cli {
namespace {

std::string joined(const std::vector<std::string>& words, const char* separator)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : separator) + word;
    return text;
}

std::vector<std::string> longNames(const CLI::Option& option)
{
    std::vector<std::string> names;
    for (const std::string& name : option.get_lnames())
        names.push_back("--" + name);
    return names;
}

/// The names of the program's own options.
std::vector<std::string> programOptions(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::Option* option : publicOptions(app)) {
        const std::vector<std::string> own = longNames(*option);
        names.insert(names.end(), own.begin(), own.end());
    }
    return names;
}

/// The first sentence, which is what fits beside a completion.
std::string firstSentence(const std::string& text)
{
    const std::size_t end = text.find(". ");
    std::string sentence = end == std::string::npos ? text : text.substr(0, end);
    if (sentence.ends_with('.'))
        sentence.pop_back();
    return sentence;
}

/// fish knows two escapes inside single quotes.
std::string fishQuoted(const std::string& text)
{
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + "'";
}

/// zsh's option specifications give brackets and colons a meaning.
std::string zshEscaped(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\')
            result += '\\';
        result += c;
    }
    return result;
}

std::string zshAction(const CLI::Option& option)
{
    switch (valueKind(option)) {
    case ValueKind::file:
        return "_files";
    case ValueKind::folder:
        return "_files -/";
    case ValueKind::choice:
        return "(" + joined(choices(option), " ") + ")";
    case ValueKind::none:
    case ValueKind::other:
        break;
    }
    return " ";
}

} // namespace

std::string bashCompletion(const CLI::App& app)
{
    std::string text = "# bash completion for icformer, printed by: icformer completion bash\n"
                       "_icformer()\n{\n"
                       "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} options=\n"
                       "    COMPREPLY=()\n"
                       "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                       "        COMPREPLY=($(compgen -W \""
        + joined(commandNames(app), " ") + " " + joined(programOptions(app), " ") + "\" -- \"$current\"))\n        return\n    fi\n"
        + "    case $command in\n";
    for (const CLI::App* command : publicCommands(app)) {
        text += "    " + command->get_name() + ")\n        case $previous in\n";
        std::vector<std::string> names;
        for (const CLI::Option* option : publicOptions(*command)) {
            const std::vector<std::string> own = longNames(*option);
            names.insert(names.end(), own.begin(), own.end());
            std::string reply;
            if (valueKind(*option) == ValueKind::file)
                reply = "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$current\"))";
            else if (valueKind(*option) == ValueKind::folder)
                reply = "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- \"$current\"))";
            else if (valueKind(*option) == ValueKind::choice)
                reply = "COMPREPLY=($(compgen -W \"" + joined(choices(*option), " ") + "\" -- \"$current\"))";
            else if (valueKind(*option) == ValueKind::other)
                reply = ":";
            if (!reply.empty() && !own.empty())
                text += "        " + joined(own, "|") + ") " + reply + "; return ;;\n";
        }
        text += "        esac\n        options=\"" + joined(names, " ") + "\" ;;\n";
    }
    text += "    esac\n"
            "    if [[ $current == -* ]]; then\n"
            "        COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
            "    else\n"
            "        compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$current\"))\n"
            "    fi\n}\ncomplete -F _icformer icformer\n";
    return text;
}

std::string zshCompletion(const CLI::App& app)
{
    std::string text = "#compdef icformer\n# zsh completion for icformer, printed by: icformer completion zsh\n\n_icformer() {\n"
                       "    local context state line\n"
                       "    _arguments -C ";
    for (const CLI::Option* option : publicOptions(app)) {
        for (const std::string& name : longNames(*option))
            text += singleQuoted(name + "[" + zshEscaped(firstSentence(option->get_description())) + "]") + " ";
    }
    text += "'1: :->command' '*:: :->arguments' && return\n"
                       "    case $state in\n    command)\n        local -a commands=(\n";
    for (const CLI::App* command : publicCommands(app))
        text += "            " + singleQuoted(command->get_name() + ":" + zshEscaped(command->get_description())) + "\n";
    text += "        )\n        _describe command commands ;;\n    arguments)\n        case $words[1] in\n";
    for (const CLI::App* command : publicCommands(app)) {
        text += "        " + command->get_name() + ")\n            _arguments";
        for (const CLI::Option* option : publicOptions(*command)) {
            for (const std::string& name : longNames(*option)) {
                std::string one = name + "[" + zshEscaped(firstSentence(option->get_description())) + "]";
                if (valueKind(*option) != ValueKind::none)
                    one += (option->get_expected_min() == 0 ? "::" : ":") + zshEscaped(name.substr(2)) + ":" + zshAction(*option);
                text += " \\\n                " + singleQuoted(one);
            }
        }
        const std::vector<const CLI::Option*> arguments = positionals(*command);
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const std::string place = arguments.size() == 1 ? "*" : std::to_string(i + 1);
            text += " \\\n                " + singleQuoted(place + ":" + arguments[i]->get_name(true) + ":" + zshAction(*arguments[i]));
        }
        text += " ;;\n";
    }
    return text + "        esac ;;\n    esac\n}\n\n_icformer \"$@\"\n";
}

std::string fishCompletion(const CLI::App& app)
{
    std::string text = "# fish completion for icformer, printed by: icformer completion fish\n"
                       "complete -c icformer -n __fish_use_subcommand -f\n";
    for (const CLI::Option* option : publicOptions(app)) {
        for (const std::string& name : option->get_lnames())
            text += "complete -c icformer -n __fish_use_subcommand -l " + name + " -d " + fishQuoted(firstSentence(option->get_description())) + "\n";
    }
    for (const CLI::App* command : publicCommands(app)) {
        text += "complete -c icformer -n __fish_use_subcommand -a " + command->get_name() + " -d " + fishQuoted(command->get_description()) + "\n";
        const std::string when = "complete -c icformer -n '__fish_seen_subcommand_from " + command->get_name() + "'";
        for (const CLI::Option* option : publicOptions(*command)) {
            for (const std::string& name : option->get_lnames()) {
                text += when + " -l " + name;
                if (valueKind(*option) == ValueKind::choice)
                    text += " -x -a " + fishQuoted(joined(choices(*option), " "));
                else if (valueKind(*option) == ValueKind::folder)
                    text += " -x -a '(__fish_complete_directories)'";
                else if (valueKind(*option) == ValueKind::file)
                    text += " -r -F";
                else if (valueKind(*option) == ValueKind::other)
                    text += " -x";
                text += " -d " + fishQuoted(firstSentence(option->get_description())) + "\n";
            }
        }
    }
    return text;
}

} // namespace icf::cli
