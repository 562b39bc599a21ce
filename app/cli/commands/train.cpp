#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/option_flags.h"
#include "app/cli/training_view.h"
#include "core/engine/engine.h"
#include "core/options/presets.h"

namespace icf::cli {
namespace {

struct TrainCommand {
    TrainCommand(CLI::App& command, std::string_view taskName)
        : task(taskName), flags(command, describe<TrainOptions>(), {"task"})
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
            "Continue the unfinished run of save_path from its newest valid checkpoint, or from the one given.");
        resume->expected(0, 1)->type_name("FOLDER")->group(group);
        command.add_flag("--overwrite", overwrite, "Replace an unfinished run and checkpoints of the same names.")->group(group);
        command.add_flag("--allow_changes", allowChanges, "Resume although data, model or options changed since.")->group(group);
    }

    static std::string presetNames(const std::string& separator)
    {
        std::string names;
        for (const Preset& one : presets())
            names.append(names.empty() ? "" : separator).append(one.key);
        return names;
    }

    /// presets < --config < flags.
    TrainOptions options(Terminal& terminal) const
    {
        TrainOptions options;
        if (!preset.empty())
            applyPreset(options, preset);
        if (!preset.empty() && options.task != task)
            throw Error("--preset", "\"" + preset + "\" is for " + options.task + ", not for " + std::string(task));
        options.task = task;
        options = flags.resolve(options, terminal);
        if (options.task != task)
            throw Error("--config", "its task is " + options.task + "; use icformer " + options.task);
        refuse(validate(options));
        showAdvice(advise(options), terminal);
        return options;
    }

    std::string task;
    OptionFlags flags;
    CLI::Option* resume = nullptr;
    std::string preset;
    std::string resumeCheckpoint;
    bool overwrite = false;
    bool allowChanges = false;
};

int runTraining(const TrainCommand& command, Context& context)
{
    const TrainOptions options = command.options(context.terminal);
    TrainingStart start;
    start.resume = command.resume->count() > 0;
    start.resumeCheckpoint = command.resumeCheckpoint;
    start.overwrite = command.overwrite;
    start.allowChanges = command.allowChanges;
    TrainingView view(context.terminal);
    const TrainingResult result = train(options, start, view, context.cancel);
    view.ended(result);
    if (!result.lastCheckpoint.empty())
        std::cout << result.lastCheckpoint << std::endl;
    if (result.state == RunState::finished)
        return kDone;
    return result.state == RunState::failed ? kFailed : context.stoppedCode();
}

void addTask(CLI::App& app, Context& context, const char* task, const char* help)
{
    CLI::App* sub = app.add_subcommand(task, help);
    const auto command = std::make_shared<TrainCommand>(*sub, task);
    sub->callback([command, &context] { context.action = [command, &context] { return runTraining(*command, context); }; });
}

} // namespace

void addPretrain(CLI::App& app, Context& context)
{
    addTask(app, context, "pretrain", "Train a compressor to let the language model repeat the text");
}

void addFinetune(CLI::App& app, Context& context)
{
    addTask(app, context, "finetune", "Train a compressor to let the language model answer questions about the text");
}

} // namespace icf::cli
