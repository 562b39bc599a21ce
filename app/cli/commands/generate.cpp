#include <filesystem>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/launched.h"
#include "app/cli/option_flags.h"
#include "core/base/stopwatch.h"
#include "core/base/time_left.h"
#include "core/engine/engine.h"
#include "core/processes/together.h"

namespace icf::cli {
namespace {

class GenerateView : public GenerateObserver {
public:
    explicit GenerateView(Terminal& terminal) : terminal_(terminal) {}

    void onProgress(std::int64_t done, std::int64_t total) override
    {
        timeLeft_.note(watch_.seconds(), done);
        terminal_.progress(total > 0 ? double(done) / double(total) : 0, timeLeft_.secondsFor(total - done), countText(done) + " of " + countText(total) + " rows");
    }
    void onMessage(Severity severity, const std::string& text) override { terminal_.message(severity, text); }

private:
    Terminal& terminal_;
    TimeLeft timeLeft_;
    Stopwatch watch_;
};

/// Arguments of the reference's generate.py that only concern training.
std::vector<OptionDescription> trainingOnly()
{
    std::vector<OptionDescription> options;
    for (const OptionDescription& option : describe<TrainOptions>()) {
        for (const std::string_view key : {"seed", "shuffle", "lr", "max_epoch", "save_interval", "save_optimizer", "save_scheduler",
                 "gradient_accumulation", "clip_grad", "max_norm", "avg_level"}) {
            if (option.field.key == key)
                options.push_back(option);
        }
    }
    return options;
}

struct GenerateCommand {
    OptionFlags flags;
    GenerateStart start;
};

int runGenerate(const GenerateCommand& command, Context& context)
{
    const auto& [flags, start] = command;
    if (start.resume && start.overwrite)
        throw Error("--overwrite", "drops what --resume keeps; give one of the two");
    Communicator& processes = joinProcesses(context);
    GenerateOptions options;
    together(processes, [&] { options = checkedOptions<GenerateOptions>(flags, context.terminal); });
    GenerateView view(context.terminal);
    const std::int64_t rows = generateFile(options, start, view, context.cancel, &processes);
    if (processes.rank() != 0)
        return kDone;
    context.terminal.endProgress();
    const std::string path = (std::filesystem::path(options.save_path) / options.output_file).string();
    context.terminal.line(countText(rows, "answer") + " in " + path);
    std::cout << path << std::endl;
    return kDone;
}

} // namespace

void addGenerate(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("generate", "Answer the questions of a test file from compressed contexts");
    const auto generate = std::make_shared<GenerateCommand>(OptionFlags(*command, describe<GenerateOptions>()));
    generate->flags.addConfig(*command);
    generate->flags.accept(*command, trainingOnly());
    const char* group = "Answers of a generation that did not end";
    command->add_flag("--resume", generate->start.resume, "Keep those in output_file.partial and answer the other rows.")->group(group);
    command->add_flag("--overwrite", generate->start.overwrite, "Drop them and begin anew.")->group(group);
    command->callback([generate, &context] { context.action = [generate, &context] { return runGenerate(*generate, context); }; });
}

} // namespace icf::cli
