#include "app/cli/manual.h"

#include <cstdio>
#include <tuple>

#include "app/cli/command_tree.h"
#include "app/cli/help_text.h"

namespace icf::cli {
namespace {

/// The code point that starts at i, and how many bytes it takes.
std::pair<unsigned, std::size_t> codePoint(const std::string& text, std::size_t i)
{
    const auto byte = [&](std::size_t offset) { return unsigned(static_cast<unsigned char>(text[i + offset])); };
    const std::size_t length = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : byte(0) >= 0xC0 ? 2 : 1;
    if (length == 1 || i + length > text.size())
        return {byte(0), 1};
    unsigned point = byte(0) & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k)
        point = (point << 6U) | (byte(k) & 0x3FU);
    return {point, length};
}

/// Text as roff prints it: no escapes, no requests at the start of a line, minus signs that can be copied, lists that may
/// break, and nothing but ASCII.
std::string roff(const std::string& text)
{
    std::string result;
    for (std::size_t i = 0, length = 1; i < text.size(); i += length) {
        const char c = text[i];
        length = 1;
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else if (c == '|')
            result += "|\\:";
        else if (c == ',' && i + 1 < text.size() && text[i + 1] != ' ')
            result += ",\\:";
        else if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n'))
            result += std::string("\\&") + c;
        else if (static_cast<unsigned char>(c) >= 0x80) {
            unsigned point = 0;
            std::tie(point, length) = codePoint(text, i);
            char name[16];
            std::snprintf(name, sizeof name, "\\[u%04X]", point);
            result += name;
        } else
            result += c;
    }
    return result;
}

std::string optionsOf(const CLI::App& command)
{
    std::string text;
    for (const CLI::Option* option : positionals(command))
        text += ".TP\n.I " + roff(option->get_name(true)) + "\n" + roff(option->get_description()) + "\n";
    std::string group;
    for (const CLI::Option* option : publicOptions(command)) {
        if (option->get_lnames().empty() || option->get_lnames().front() == "help")
            continue;
        if (option->get_group() != group && option->get_group() != "Options")
            text += ".PP\n.I " + roff(group = option->get_group()) + "\n";
        text += ".TP\n.B " + roff(optionSignature(*option)) + "\n" + roff(option->get_description()) + "\n";
    }
    return text;
}

} // namespace

std::string manualPage(const CLI::App& app)
{
    std::string text = ".TH ICFORMER 1 \"\" \"IC\\-Former Studio " ICF_VERSION "\" \"User Commands\"\n"
                       // Long option names in a narrow window would leave lines that cannot be filled.
                       ".ad l\n.nh\n"
                       ".SH NAME\nicformer \\- train, run and examine In\\-Context Formers\n"
                       ".SH SYNOPSIS\n.B icformer\n.I COMMAND\n.RI [ OPTION ...]\n"
                       ".SH DESCRIPTION\n"
        + roff(app.get_description())
        + " A frozen language model reads a few digest vectors in place of a long context; icformer trains the small encoder that makes "
          "them, answers questions from compressed contexts, and compares the answers with those from the full text.\n.PP\n"
          "Messages and progress go to standard error, data to standard output or files. Options that take a value accept\n"
          ".BI \\-\\-name= value\ntoo; a switch is turned off with\n.BR \\-\\-name=false .\n"
          "The order of precedence is: defaults, preset, configuration file, flags.\n"
          ".SH COMMANDS\n";
    for (const CLI::App* command : publicCommands(app))
        text += ".TP\n.B " + command->get_name() + "\n" + roff(command->get_description()) + ".\n";
    for (const CLI::App* command : publicCommands(app)) {
        const std::string options = optionsOf(*command);
        if (!options.empty())
            text += ".SH \"OPTIONS OF " + command->get_name() + "\"\n" + options;
    }
    text += ".SH EXIT STATUS\n"
            ".TP\n.B 0\nDone.\n"
            ".TP\n.B 1\nFailed: the disk is full, memory ran out, or a comparison does not agree.\n"
            ".TP\n.B 2\nWrong usage or input; one line says what, where and what to do.\n"
            ".TP\n.BR 130 \", \" 143\nInterrupted by SIGINT or SIGTERM, after a checkpoint was written. A second signal ends the program at once.\n"
            ".SH FILES\nA run is a folder:\n.I run.json\n(options, versions, hashes, state),\n.I metrics.jsonl\n(one line per optimizer step and "
            "validation),\n.I samples.jsonl\n(answers made while training),\n.I log.txt\nand\n.IR checkpoint\\-N /.\n"
            ".SH EXAMPLES\n.nf\n"
            "icformer demo\n"
            "icformer finetune \\-\\-lm_path model \\-\\-data_path train.jsonl \\-\\-save_path run \\-\\-shuffle\n"
            "icformer generate \\-\\-lm_path model \\-\\-icformer_path run/checkpoint\\-1000 \\-\\-data_path test.jsonl\n"
            "icformer inspect run\n"
            ".fi\n"
            ".SH SEE ALSO\n.BR icformer\\-studio (1)\n";
    return text;
}

} // namespace icf::cli
