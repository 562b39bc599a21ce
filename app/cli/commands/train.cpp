#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/launched.h"
#include "app/cli/option_flags.h"
#include "app/cli/training_view.h"
#include "core/engine/engine.h"
#include "core/options/presets.h"
#include "core/processes/together.h"
#include "core/run/run_folder.h"

namespace icf::cli {
namespace {

struct TrainCommand {
    TrainCommand(CLI::App& command, TrainingTask wanted)
        : task(wanted), flags(command, describe<TrainOptions>(), {"task"})
    {
        flags.addConfig(command);
        // The reference's programs share one list of arguments.
        const std::vector<OptionDescription> generate = describe<GenerateOptions>();
        std::vector<OptionDescription> others;
        for (const OptionDescription& option : generate) {
            if (option.field.key == "output_file")
                others.push_back(option);
        }
        flags.accept(command, others);
        command.add_option("--preset", preset, "Settings to start from; the studio explains each.")->type_name(presetNames("|"))->group("Task and data");
        const char* group = "An existing run folder";
        resume = command.add_option("--resume", resumeCheckpoint,
            "Continue the run of save_path from its newest valid checkpoint. Any other checkpoint named here begins a new run in save_path. What is not said otherwise is as the run.json beside the checkpoint has it.");
        resume->expected(0, 1)->type_name("FOLDER")->group(group);
        command.add_flag("--overwrite", overwrite, "Move what save_path holds of an unfinished run to previous-K, as a finished one.")->group(group);
        command.add_flag("--allow_changes", allowChanges, "Resume although data, model or options changed since.")->group(group);
    }

    static std::string name(TrainingTask one) { return std::string(nameOf(one)); }

    static std::string presetNames(const std::string& separator)
    {
        std::string names;
        for (const Preset& one : presets())
            names.append(names.empty() ? "" : separator).append(one.key);
        return names;
    }

    /// presets < --config < flags.
    TrainOptions newOptions(Terminal& terminal) const
    {
        TrainOptions options;
        if (!preset.empty())
            applyPreset(options, preset);
        if (!preset.empty() && options.task != task)
            throw Error("--preset", "\"" + preset + "\" is for " + name(options.task) + ", not for " + name(task));
        options.task = task;
        options = flags.resolve(options, terminal);
        if (options.task != task)
            throw Error("--config", "its task is " + name(options.task) + "; use icformer " + name(options.task));
        return options;
    }

    /// The folder of the run that goes on.
    std::string runBefore(const TrainOptions& options) const
    {
        return resumeCheckpoint.empty() ? options.save_path : folderOfCheckpoint(resumeCheckpoint);
    }

    /// The run's own < flags.
    TrainOptions resumedOptions(Terminal& terminal) const
    {
        TrainOptions where;
        flags.layOver(where);
        const std::string before = runBefore(where);
        // Somebody may have moved a checkpoint out of its run.
        if (!resumeCheckpoint.empty() && !isRunFolder(before))
            return newOptions(terminal);
        const RunInfo run = readRunToResume(before);
        if (run.options.task != task)
            throw Error(before, "this run's task is " + name(run.options.task) + "; use icformer " + name(run.options.task));
        TrainOptions options = run.options;
        options.save_path = where.save_path;
        options = flags.resolve(options, terminal, /*resumes=*/true);
        std::string& start = options.model.icformer_path;
        start = isRunFolder(start) ? run.options.model.icformer_path : whereItMoved(run, start);
        return options;
    }

    TrainOptions options(Terminal& terminal) const
    {
        const bool alone = resume->count() > 0 && preset.empty() && !flags.hasConfig();
        TrainOptions options = alone ? resumedOptions(terminal) : newOptions(terminal);
        if (resume->count() > 0 && !alone && isRunFolder(runBefore(options)))
            options.model.icformer_path = whereItMoved(readRunToResume(runBefore(options)), options.model.icformer_path);
        refuse(validate(options));
        showAdvice(advise(options), terminal);
        return options;
    }

    TrainingTask task;
    OptionFlags flags;
    CLI::Option* resume = nullptr;
    std::string preset;
    std::string resumeCheckpoint;
    bool overwrite = false;
    bool allowChanges = false;
};

int runTraining(const TrainCommand& command, Context& context)
{
    Communicator& processes = joinProcesses(context);
    const bool speaks = processes.rank() == 0;
    TrainOptions options;
    together(processes, [&] { options = command.options(context.terminal); });
    TrainingStart start;
    start.resume = command.resume->count() > 0;
    start.resumeCheckpoint = command.resumeCheckpoint;
    start.overwrite = command.overwrite;
    start.allowChanges = command.allowChanges;
    TrainingView view(context.terminal);
    const TrainingResult result = trainTogether(options, start, view, context.cancel, context.processes.get());
    view.ended(result);
    if (speaks && !result.lastCheckpoint.empty())
        std::cout << result.lastCheckpoint << std::endl;
    if (result.state == RunState::finished)
        return kDone;
    return result.state == RunState::failed ? kFailed : context.stoppedCode();
}

void addTask(CLI::App& app, Context& context, TrainingTask task, const char* help)
{
    CLI::App* sub = app.add_subcommand(std::string(nameOf(task)), help);
    const auto command = std::make_shared<TrainCommand>(*sub, task);
    sub->callback([command, &context] { context.action = [command, &context] { return runTraining(*command, context); }; });
}

} // namespace

void addPretrain(CLI::App& app, Context& context)
{
    addTask(app, context, TrainingTask::pretrain, "Train a compressor to let the language model repeat the text");
}

void addFinetune(CLI::App& app, Context& context)
{
    addTask(app, context, TrainingTask::finetune, "Train a compressor to let the language model answer questions about the text");
}

} // namespace icf::cli
