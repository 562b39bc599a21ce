#pragma once
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/options/describe.h"
#include "core/options/option_tools.h"

namespace icf::cli {

/// The flags of one command, made from the declaration of its options, and what was given on the command line.  The texts
/// are turned into values by the declaration too, so that a flag and a JSON key refuse the same things.
class OptionFlags {
public:
    /// Adds a flag for every option that is not in leaveOut.
    OptionFlags(CLI::App& command, const std::vector<OptionDescription>& options, const std::vector<std::string_view>& leaveOut = {});
    /// Accepts flags that mean something to other commands: the reference's programs share one list of arguments.  They are hidden
    /// from --help, and warn when used.
    void accept(CLI::App& command, const std::vector<OptionDescription>& options);
    /// Adds --config FILE.
    void addConfig(CLI::App& command);

    /// Lays --config over the defaults and the flags over both.  resumes: the defaults are the options of a run that goes on, which has its
    /// compressor.  Throws Error.
    template <class Options> Options resolve(Options options, Terminal& terminal, bool resumes = false) const
    {
        OptionsRead read;
        if (!configFile_.empty())
            read = readOptionsFile(options, configFile_);
        layOver(options);
        warn(terminal);
        warnOfLeftOut(read.leftOut, terminal);
        if (!resumes)
            takeCompressor(options, read.taken, terminal);
        return options;
    }

    /// Lays the flags alone over options.  Throws Error.
    template <class Options> void layOver(Options& options) const
    {
        for (const auto& [key, text] : given())
            setFromText(options, key, text);
    }

    /// True when the command line has the flag.
    bool has(std::string_view key) const;
    bool hasConfig() const { return !configFile_.empty(); }

    /// Throws Error when the path that is written is the file that --config read.
    void keepConfigFrom(const std::string& output) const;
    /// Options files come from strangers too: throws Error when the path that is written is there already and another one than without
    /// --config.  flags: what names the path on the command line.
    void requireNamedByUser(const std::string& output, const std::string& withoutConfig, std::string_view flags) const;

private:
    /// Puts checkpoints in the place of runs, and cuts contexts as the compressor was trained to unless the user said how.
    template <class Options> void takeCompressor(Options& options, const std::vector<std::string>& configKeys, Terminal& terminal) const
    {
        if constexpr (requires { options.model.icformer_path; }) {
            ChunkOptions& chunks = chunkOptions(options);
            const ChunkOptions plain;
            options.model.icformer_path = checkpointFor("icformer_path", options.model.icformer_path, terminal);
            // A preset's count as said.
            if (!says(configKeys, "use_chunk") && !says(configKeys, "max_chunk_len") && chunks.use_chunk == plain.use_chunk && chunks.max_chunk_len == plain.max_chunk_len)
                chunkAsTrained(chunks, options.model.icformer_path, terminal);
        } else if constexpr (requires { options.icformer_path; }) {
            options.icformer_path = checkpointFor("icformer_path", options.icformer_path, terminal);
        }
        if constexpr (requires { options.comparison.checkpoints; })
            options.comparison.checkpoints = checkpointsFor("checkpoints", options.comparison.checkpoints, terminal);
    }
    template <class Options> static ChunkOptions& chunkOptions(Options& options)
    {
        if constexpr (requires { options.compression; })
            return options.compression;
        else
            return options;
    }
    /// True when the command line or the config file has the key.
    bool says(const std::vector<std::string>& configKeys, std::string_view key) const;
    void warnOfLeftOut(const std::vector<std::string>& keys, Terminal& terminal) const;
    /// A run's best checkpoint, else its last, which it says; every other path stays.
    static std::string checkpointFor(std::string_view key, const std::string& path, Terminal& terminal);
    /// The same for a list with commas.
    static std::string checkpointsFor(std::string_view key, const std::string& paths, Terminal& terminal);
    static void chunkAsTrained(ChunkOptions& chunks, const std::string& checkpoint, Terminal& terminal);

    /// Key and text of every flag on the command line.
    std::vector<std::pair<std::string, std::string>> given() const;
    void warn(Terminal& terminal) const;

    std::string commandName_;
    std::vector<std::pair<std::string, CLI::Option*>> flags_;
    std::vector<std::pair<std::string, CLI::Option*>> ignored_;
    CLI::Option* misspelt_ = nullptr;  ///< --max_seq_ken of the reference's scripts.
    std::string configFile_;
};

/// Throws Error with the first problem, naming the other options at fault; shows the advice as warnings.
void refuse(const std::vector<OptionProblem>& problems);
void showAdvice(const std::vector<OptionProblem>& advice, Terminal& terminal);

/// The flags, validated: what every command starts with.
template <class Options> Options checkedOptions(const OptionFlags& flags, Terminal& terminal)
{
    Options defaults;
    Options options = flags.resolve(defaults, terminal);
    refuse(validate(options));
    if constexpr (requires { options.output_file; }) {
        constexpr bool kInFolder = requires { options.save_path; };
        const auto outputOf = [](const Options& each) {
            if constexpr (kInFolder)
                return each.save_path + "/" + each.output_file;
            else
                return each.output_file;
        };
        flags.keepConfigFrom(outputOf(options));
        flags.layOver(defaults);
        flags.requireNamedByUser(outputOf(options), outputOf(defaults), kInFolder ? "--save_path and --output_file" : "--output_file");
    }
    showAdvice(advise(options), terminal);
    return options;
}

} // namespace icf::cli
