#include "app/cli/manual.h"

#include "app/cli/command_tree.h"
#include "app/cli/help_text.h"

namespace icf::cli {
namespace {

/// Text as roff prints it: no escapes, no requests at the start of a line, minus signs that can be copied.
std::string roff(const std::string& text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n'))
            result += std::string("\\&") + c;
        else
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
