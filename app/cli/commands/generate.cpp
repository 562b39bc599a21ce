#include <filesystem>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/option_flags.h"
#include "core/engine/engine.h"

namespace icf::cli {
namespace {

class GenerateView : public GenerateObserver {
public:
    explicit GenerateView(Terminal& terminal) : terminal_(terminal) {}

    void onProgress(std::int64_t done, std::int64_t total) override
    {
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
        const double left = done > 0 ? seconds / double(done) * double(total - done) : -1;
        terminal_.progress(total > 0 ? double(done) / double(total) : 0, left, countText(done) + " of " + countText(total) + " rows");
    }
    void onMessage(Severity severity, const std::string& text) override { terminal_.message(severity, text); }

private:
    Terminal& terminal_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
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

int run(const OptionFlags& flags, Context& context)
{
    const GenerateOptions options = checkedOptions(flags, GenerateOptions{}, context.terminal);
    GenerateView view(context.terminal);
    const std::int64_t rows = generateFile(options, view, context.cancel);
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
    const auto flags = std::make_shared<OptionFlags>(*command, describe<GenerateOptions>());
    flags->addConfig(*command);
    flags->accept(*command, trainingOnly());
    command->callback([flags, &context] { context.action = [flags, &context] { return run(*flags, context); }; });
}

} // namespace icf::cli
