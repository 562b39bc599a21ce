#include <filesystem>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/demo_answers.h"
#include "app/cli/option_flags.h"
#include "app/cli/training_view.h"
#include "core/data/dataset.h"
#include "core/engine/demo_folder.h"
#include "core/options/option_tools_impl.h"
#include "core/options/presets.h"

namespace icf {
namespace {

struct DemoOptions {
    std::string demo_path;
    std::string save_path = "output/demo";
    std::int64_t steps = presetSteps();
    std::int64_t questions = 60;
    std::int64_t threads = 0;
    bool overwrite = false;

    static std::int64_t presetSteps() { return demoOptions({}, {}).loop.steps; }

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v.section(Section{"demo", ICF_TR("Demo")});
        v(self.demo_path, Field{.key = "demo_path", .label = ICF_TR("Demo folder"),
            .help = ICF_TR("Folder of the demo's models and data. Empty: the one that came with the program."), .content = Content::inputFolder});
        v(self.save_path, Field{.key = "save_path", .label = ICF_TR("Run folder"),
            .help = ICF_TR("Folder for the run that the demo makes."), .content = Content::outputFolder});
        v(self.steps, Field{.key = "steps", .label = ICF_TR("Stop after"), .help = ICF_TR("Optimizer steps of the fine-tuning."),
            .unit = ICF_TR("steps"), .minimum = 1, .maximum = 1'000'000});
        v(self.questions, Field{.key = "questions", .label = ICF_TR("Questions"),
            .help = ICF_TR("Held-out questions asked before and after the training."), .minimum = 1, .maximum = 1'000'000});
        v(self.threads, Field{.key = "threads", .label = ICF_TR("Threads"),
            .help = ICF_TR("Processor threads for the computation. 0: one per core."), .minimum = 0, .maximum = 1024});
        v(self.overwrite, Field{.key = "overwrite", .label = ICF_TR("Overwrite"),
            .help = ICF_TR("Replace an unfinished run in a run folder that was given with --save_path.")});
    }
};

} // namespace
} // namespace icf

namespace icf::cli {
namespace {

namespace fs = std::filesystem;

std::string findDemo(const fs::path& programFolder, const std::string& given)
{
    if (!given.empty()) {
        if (!fs::exists(fs::path(given) / "lm" / "config.json"))
            throw Error("--demo_path", "no lm/config.json in " + given + ": not the demo's folder");
        return given;
    }
    const fs::path folder = findDemoFolder(programFolder);
    if (!folder.empty())
        return folder.string();
    throw Error("--demo_path", "the demo's files are not beside the program; give their folder");
}

std::vector<DataRow> heldOutRows(const std::string& path, std::int64_t count, CancelToken& cancel)
{
    const auto data = DataSet::open(path, DataKind::pwcTest, /*strict=*/true, cancel);
    std::vector<DataRow> rows;
    for (std::int64_t i = 0; i < std::min(count, data->size()); ++i)
        rows.push_back(data->row(i));
    return rows;
}

/// The first rows, which nobody picked, and then one that the training turned right, if there is any among the others.
void printExamples(const std::vector<DataRow>& rows, const DemoAnswers& before, const DemoAnswers& after, const DemoAnswers& full)
{
    constexpr std::size_t kFirst = 4;
    std::cout << "\nThe first held-out questions, side by side:\n";
    for (std::size_t i = 0; i < std::min(kFirst, rows.size()); ++i)
        printExample(rows[i], i, before, after, full);
    for (std::size_t i = kFirst; i < rows.size(); ++i) {
        if (!before.right[i] && after.right[i]) {
            std::cout << "\nOne that the training turned right:\n";
            printExample(rows[i], i, before, after, full);
            return;
        }
    }
}

int run(const OptionFlags& flags, Context& context)
{
    Terminal& terminal = context.terminal;
    const DemoOptions given = flags.resolve(DemoOptions{}, terminal);
    refuse(detail::rangeProblems(given));
    const std::string folder = findDemo(context.programFolder, given.demo_path);
    TrainOptions options = demoOptions(folder, given.save_path);
    options.loop.steps = given.steps;
    options.model.threads = given.threads;
    refuse(validate(options));

    terminal.line("IC-Former demo: a small language model reads 8 digest vectors in place of each chunk of at most "
        + std::to_string(options.compression.max_chunk_len) + " tokens");
    const std::vector<DataRow> rows = heldOutRows(folder + "/pwc_test.jsonl", given.questions, context.cancel);
    const DemoSettings settings{options.compression.use_chunk, options.compression.max_chunk_len, options.sampling.max_new_tokens};
    const auto session = Session::open(options.model, context.cancel);
    const auto ask = [&](ContextMode mode, const char* title) { return askAll(*session, rows, mode, settings, title, terminal, context.cancel); };
    // A first question pays for memory and code that all others share; keep it out of the times.
    askAll(*session, {rows.front()}, ContextMode::compressed, settings, {}, terminal, context.cancel);
    const DemoAnswers full = ask(ContextMode::full, "answers from the full text");
    const DemoAnswers before = ask(ContextMode::compressed, "compressed, before the training");

    TrainingStart start;
    // The demo's own folder may be replaced each time; one that the user named only when told so.
    start.overwrite = given.overwrite || given.save_path == DemoOptions{}.save_path;
    TrainingView view(terminal);
    const TrainingResult result = train(options, start, view, context.cancel);
    view.ended(result);
    if (result.state != RunState::finished)
        return result.state == RunState::failed ? kFailed : context.stoppedCode();

    session->setCompressor(result.lastCheckpoint);
    const DemoAnswers after = ask(ContextMode::compressed, "compressed, after the training");
    printExamples(rows, before, after, full);
    printSummary(before, after, full, result.seconds);
    return kDone;
}

} // namespace

void addDemo(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("demo", "Fine-tune the demo's compressor for about a minute and compare its answers");
    const auto flags = std::make_shared<OptionFlags>(*command, describe<DemoOptions>());
    command->callback([flags, &context] { context.action = [flags, &context] { return run(*flags, context); }; });
}

} // namespace icf::cli
