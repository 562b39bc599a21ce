#pragma once
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/options/describe.h"
#include "core/options/run_options.h"
#include "core/options/tool_options.h"

/// What can be done with every command's option struct: JSON, files, typed text, differences, command lines, checks.
namespace icf {

/// One thing wrong with a set of options.
struct OptionProblem {
    std::string key;      ///< The option's key; empty when the set as a whole is wrong.
    std::string message;  ///< What is wrong and what to do, in English.
};

/// One option whose value differs between two sets; values as JSON text.
struct OptionDifference {
    std::string key;
    std::string first;
    std::string second;
};

/// Which keys an options file set, and which it holds beside.
struct OptionsRead {
    std::vector<std::string> taken;
    std::vector<std::string> leftOut;  ///< Only of a run.json or evaluation.json: not options of this command, or meaning something else to it.
};

namespace detail {

/// Options by key, with values of their declared types that are allowed.
using KeyedValues = std::vector<std::pair<std::string, OptionValue>>;

/// The functions below do the work of those with the same name, on descriptions.
nlohmann::ordered_json toJson(const std::vector<OptionDescription>& options);
KeyedValues fromJson(const std::vector<OptionDescription>& known, const nlohmann::json& json, std::string_view source);
KeyedValues readOptionsFile(const std::vector<OptionDescription>& known, const std::string& path, OptionsRead& read);
OptionValue fromText(const std::vector<OptionDescription>& known, std::string_view key, std::string_view text);
std::vector<OptionProblem> rangeProblems(const std::vector<OptionDescription>& options);
std::vector<OptionDifference> differences(const std::vector<OptionDescription>& first, const std::vector<OptionDescription>& second);
std::string commandLine(std::string_view command, const std::vector<OptionDescription>& options, const std::vector<OptionDescription>& defaults,
                        std::string_view impliedKey = {});

template <class Options> void write(Options& options, const KeyedValues& values)
{
    for (const auto& [key, value] : values)
        writeOption(options, key, value);
}

} // namespace detail

/// Flat JSON object with every option of the set, by key, in declaration order.
template <class Options> nlohmann::ordered_json toJson(const Options& options) { return detail::toJson(describe(options)); }

/// The same with those options only that affect one of these.
template <class Options> nlohmann::ordered_json optionsThatAffect(std::initializer_list<Affects> what, const Options& options)
{
    std::vector<OptionDescription> described = describe(options);
    std::erase_if(described, [&](const OptionDescription& option) { return std::find(what.begin(), what.end(), option.field.affects) == what.end(); });
    return detail::toJson(described);
}

/// Reads a flat JSON object over the values that options already has.  Throws Error naming the key ("[file] lr: …") on an
/// unknown key, a wrong type, a value out of range or not among the choices; options is then unchanged.
/// source: name shown in messages.
template <class Options> void fromJson(Options& options, const nlohmann::json& json, std::string_view source)
{
    detail::write(options, detail::fromJson(describe<Options>(), json, source));
}

/// Reads a JSON file with fromJson: an options file, or the run.json (or evaluation.json) of a run to repeat.  What another command wrote gives
/// what this one has too; for a training run icformer_path is then the run's folder, and its data and its folder are left out.  Throws Error when
/// the file is missing, larger than 1 MB, nested deeper than 16, or not an object.
template <class Options> OptionsRead readOptionsFile(Options& options, const std::string& path)
{
    OptionsRead read;
    detail::write(options, detail::readOptionsFile(describe<Options>(), path, read));
    return read;
}

/// Sets one option from text as typed on a command line.  Throws Error("--key", …) on an unknown key, text of the wrong type, a
/// value out of range or not among the choices.
template <class Options> void setFromText(Options& options, std::string_view key, std::string_view text)
{
    writeOption(options, key, detail::fromText(describe<Options>(), key, text));
}

/// The options whose values differ, in declaration order.
template <class Options> std::vector<OptionDifference> differences(const Options& first, const Options& second)
{
    return detail::differences(describe(first), describe(second));
}

/// The options whose values are out of range or not among the choices.
template <class Options> std::vector<OptionProblem> rangeProblems(const Options& options) { return detail::rangeProblems(describe(options)); }

/// Within single quotes of a POSIX shell.
std::string singleQuoted(std::string_view text);

/// The shell command line that gives these options, leaving out those that equal the defaults: "icformer finetune --lr 0.001 …".
/// Arguments are quoted for a POSIX shell.
template <class Options> std::string commandLine(const Options& options)
{
    return detail::commandLine(Options::kCommand, describe(options), describe<Options>());
}
/// The same; the command implies the task.
std::string commandLine(const TrainOptions& options);

/// The longest chunk that the compressor in a folder was trained on, in tokens, 0 for whole contexts; nothing when its config.json does not say.
std::optional<std::int64_t> trainedChunkLength(const std::string& folder);

/// Checks ranges, choices and everything that needs more than one option or the disk (paths that do not exist, a hub name
/// as lm_path, …).  Empty when all is well; anything in it forbids the start.
template <class Options> std::vector<OptionProblem> validate(const Options& options);
template <> std::vector<OptionProblem> validate(const TrainOptions& options);
template <> std::vector<OptionProblem> validate(const GenerateOptions& options);
template <> std::vector<OptionProblem> validate(const CompressOptions& options);
template <> std::vector<OptionProblem> validate(const TokenizeOptions& options);

/// Settings that are allowed but rarely intended (chunks shorter than the digests, float16 on a CPU, …): warnings only.
template <class Options> std::vector<OptionProblem> advise(const Options& options);
template <> std::vector<OptionProblem> advise(const TrainOptions& options);
template <> std::vector<OptionProblem> advise(const GenerateOptions& options);
template <> std::vector<OptionProblem> advise(const CompressOptions& options);
template <> std::vector<OptionProblem> advise(const TokenizeOptions& options);

/// The same for what only the number of usable rows tells: a limit of steps that the epochs do not reach, a warm-up that the run does not end.
std::vector<OptionProblem> adviseLength(const TrainingLoopOptions& loop, std::int64_t rows);

/// The options of a run that change nothing as the others are: layers of a compressor that has none, what a loaded checkpoint brings, what a
/// switch leaves out.  A form disables them.
std::vector<std::string> withoutEffect(const TrainOptions& options);

/// Optimizer steps of all epochs over so many rows, and those of the run, which a limit may end sooner.
std::int64_t stepsInEpochs(const TrainingLoopOptions& loop, std::int64_t rows);
std::int64_t stepsInAll(const TrainingLoopOptions& loop, std::int64_t rows);

} // namespace icf
