#include "app/cli/option_flags.h"

#include <algorithm>
#include <filesystem>

#include "core/base/utf8.h"
#include "core/options/option_lists.h"
#include "core/options/path_checks.h"
#include "core/run/run_folder.h"

namespace icf::cli {
namespace {

CLI::Option* addFlag(CLI::App& command, const OptionDescription& option)
{
    const std::string name = "--" + std::string(option.field.key);
    std::string help(option.field.help);
    if (std::holds_alternative<bool>(option.value))
        return command.add_flag(name)->description(help)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    for (const std::string_view part : option.field.parts)
        help.append(part == option.field.parts.front() ? " Comma-separated: " : ", ").append(part);
    if (!option.field.parts.empty())
        help += '.';
    const std::string unit = option.field.unit.empty() ? "" : " " + std::string(option.field.unit);
    const std::string value = valueText(option.value);
    if (!value.empty())
        help += " [" + value + unit + "]";
    // The text is kept as it is: the option tools turn it into a value.
    return command.add_option(name)->description(help)->type_name(valueName(option))->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

} // namespace

OptionFlags::OptionFlags(CLI::App& command, const std::vector<OptionDescription>& options, const std::vector<std::string_view>& leaveOut)
    : commandName_(command.get_name())
{
    for (const OptionDescription& option : options) {
        if (std::find(leaveOut.begin(), leaveOut.end(), option.field.key) != leaveOut.end())
            continue;
        CLI::Option* flag = addFlag(command, option);
        flag->group(std::string(option.section.title));
        flags_.emplace_back(option.field.key, flag);
        if (option.field.key == "max_seq_len") {
            misspelt_ = command.add_option("--max_seq_ken", "The reference's scripts spell --max_seq_len so.");
            misspelt_->group("")->type_name("N")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        }
    }
}

void OptionFlags::accept(CLI::App& command, const std::vector<OptionDescription>& options)
{
    for (const OptionDescription& option : options) {
        const std::string name = "--" + std::string(option.field.key);
        if (command.get_option_no_throw(name))
            continue;
        CLI::Option* flag = addFlag(command, option);
        flag->group("");
        ignored_.emplace_back(option.field.key, flag);
    }
}

void OptionFlags::addConfig(CLI::App& command)
{
    command.add_option("--config", configFile_, "JSON file with options by name, or the run.json of a run to repeat; flags override it.")
        ->type_name("FILE")
        ->group("Task and data");
}

std::vector<std::pair<std::string, std::string>> OptionFlags::given() const
{
    std::vector<std::pair<std::string, std::string>> texts;
    if (misspelt_ && misspelt_->count() > 0)
        texts.emplace_back("max_seq_len", misspelt_->results().back());
    for (const auto& [key, flag] : flags_) {
        if (flag->count() > 0)
            texts.emplace_back(key, flag->results().back());
    }
    return texts;
}

void OptionFlags::keepConfigFrom(const std::string& output) const
{
    if (samePlace(configFile_, output))
        throw Error("--output_file", "is the file that --config reads; give another name");
}

void OptionFlags::requireNamedByUser(const std::string& output, const std::string& withoutConfig, std::string_view flags) const
{
    std::error_code ignored;
    const bool isThere = !output.empty() && std::filesystem::exists(std::filesystem::symlink_status(output, ignored));
    if (!configFile_.empty() && isThere && !samePlace(output, withoutConfig))
        throw Error("--output_file", "is there already, and only the --config file names it: " + output + "; to replace it give " + std::string(flags)
            + " on the command line");
}

bool OptionFlags::has(std::string_view key) const
{
    return std::any_of(flags_.begin(), flags_.end(), [&](const auto& flag) { return flag.first == key && flag.second->count() > 0; });
}

void OptionFlags::warn(Terminal& terminal) const
{
    if (misspelt_ && misspelt_->count() > 0)
        terminal.message(Severity::warning, "[--max_seq_ken] taken as --max_seq_len");
    for (const auto& [key, flag] : ignored_) {
        if (flag->count() > 0)
            terminal.message(Severity::warning, "[--" + key + "] has no effect on " + commandName_);
    }
}

bool OptionFlags::says(const std::vector<std::string>& configKeys, std::string_view key) const
{
    return has(key) || std::find(configKeys.begin(), configKeys.end(), key) != configKeys.end();
}

void OptionFlags::warnOfLeftOut(const std::vector<std::string>& keys, Terminal& terminal) const
{
    std::string list;
    for (const std::string& key : keys)
        list += (list.empty() ? "" : ", ") + printable(key);
    if (!list.empty())
        terminal.message(Severity::warning, "[--config] what another command wrote; " + commandName_ + " takes from it what it has itself, and leaves out: " + list);
}

std::string OptionFlags::checkpointFor(std::string_view key, const std::string& path, Terminal& terminal)
{
    const std::optional<ChosenCheckpoint> chosen = path.empty() ? std::nullopt : checkpointOfRun(path);
    if (!chosen)
        return path;
    terminal.line("[--" + std::string(key) + "] " + path + " is a run; its " + (chosen->best ? "best" : "last") + " checkpoint is taken: " + chosen->folder);
    return chosen->folder;
}

std::string OptionFlags::checkpointsFor(std::string_view key, const std::string& paths, Terminal& terminal)
{
    std::string taken;
    for (const std::string& path : splitList(paths))
        taken += (taken.empty() ? "" : ",") + checkpointFor(key, path, terminal);
    return taken;
}

void OptionFlags::chunkAsTrained(ChunkOptions& chunks, const std::string& checkpoint, Terminal& terminal)
{
    const std::int64_t length = trainedChunkLength(checkpoint).value_or(0);
    if (length == 0)
        return;
    chunks.use_chunk = true;
    chunks.max_chunk_len = length;
    terminal.line("contexts are cut into chunks of at most " + countText(length, "token") + ", as " + checkpoint + " was trained; --use_chunk=false keeps them whole");
}

void refuse(const std::vector<OptionProblem>& problems)
{
    if (problems.empty())
        return;
    std::string others;
    for (std::size_t i = 1; i < problems.size(); ++i)
        others += (i == 1 ? "" : ", ") + ("--" + problems[i].key);
    const std::string where = problems[0].key.empty() ? std::string("options") : "--" + problems[0].key;
    throw Error(where, problems[0].message + (others.empty() ? "" : " (also wrong: " + others + ")"));
}

void showAdvice(const std::vector<OptionProblem>& advice, Terminal& terminal)
{
    for (const OptionProblem& one : advice)
        terminal.message(Severity::warning, "[--" + one.key + "] " + one.message);
}

} // namespace icf::cli
