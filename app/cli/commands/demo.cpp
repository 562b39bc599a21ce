#include <filesystem>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/demo_answers.h"
#include "app/cli/launched.h"
#include "app/cli/option_flags.h"
#include "app/cli/training_view.h"
#include "core/data/dataset.h"
#include "core/facts/demo_folder.h"
#include "core/options/option_tools.h"
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
            .help = ICF_TR("Folder of the demo's models and data. Empty: the one that came with the program."), .content = Content::inputFolder,
            .affects = Affects::content});
        v(self.save_path, Field{.key = "save_path", .label = ICF_TR("Run folder"),
            .help = ICF_TR("Folder for the run that the demo makes."), .content = Content::outputFolder, .affects = Affects::nothing});
        v(self.steps, Field{.key = "steps", .label = ICF_TR("Stop after"), .help = ICF_TR("Optimizer steps of the fine-tuning."),
            .unit = ICF_TR("steps"), .minimum = 1, .maximum = 1'000'000, .affects = Affects::later});
        v(self.questions, Field{.key = "questions", .label = ICF_TR("Questions"),
            .help = ICF_TR("Held-out questions asked before and after the training."), .minimum = 1, .maximum = 1'000'000,
            .affects = Affects::result});
        v(self.threads, Field{.key = "threads", .label = ICF_TR("Threads"),
            .help = ICF_TR("CPU threads for the computation. 0: one per core."), .minimum = 0, .maximum = 1024,
            .affects = Affects::rounding});
        v(self.overwrite, Field{.key = "overwrite", .label = ICF_TR("Overwrite"),
            .help = ICF_TR("Replace an unfinished run in a run folder that was given with --save_path."), .affects = Affects::nothing});
    }
};

} // namespace
} // namespace icf

namespace icf::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShownRows = 3;
constexpr const char* kBefore = "compressed, before";
constexpr const char* kAfter = "compressed, after";

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

/// The rows that are asked: the first held-out ones, which nobody picked.
std::vector<DataRow> firstRows(const DataSet& data, std::int64_t count)
{
    std::vector<DataRow> rows;
    for (std::int64_t i = 0; i < std::min(count, data.size()); ++i)
        rows.push_back(data.row(i));
    return rows;
}

void printChapter(const char* title) { std::cout << '\n' << title << std::endl; }

int runDemo(const OptionFlags& flags, Context& context)
{
    requireOneProcess(context, "demo");
    Terminal& terminal = context.terminal;
    CancelToken& cancel = context.cancel;
    const DemoOptions given = flags.resolve(DemoOptions{}, terminal);
    refuse(rangeProblems(given));
    const std::string folder = findDemo(context.programFolder, given.demo_path);
    TrainOptions options = demoOptions(folder, given.save_path);
    options.loop.steps = given.steps;
    options.model.threads = given.threads;
    refuse(validate(options));

    terminal.line("IC-Former demo: a small language model reads 8 digest vectors in place of each chunk of at most "
        + std::to_string(options.compression.max_chunk_len) + " tokens");
    const auto data = DataSet::open(folder + "/pwc_test.jsonl", DataKind::pwcTest, /*strict=*/true, cancel);
    const std::vector<DataRow> rows = firstRows(*data, given.questions);
    const std::vector<DataRow> example{data->row(std::min(kDemoExampleRow, data->size() - 1))};
    const DemoSettings settings{options.compression, options.sampling.max_new_tokens};
    const auto session = Session::open(options.model, cancel);
    const auto ask = [&](ContextMode mode, const char* name) { return askAll(*session, rows, mode, settings, name, terminal, cancel); };
    const auto askExample = [&](ContextMode mode, const char* name) { return askQuietly(*session, example, mode, settings, name, cancel); };

    printChapter("1. Digests hold a text");
    // The first question also pays for memory and code that all others share: it stays out of the times.
    const DemoAnswers exampleBefore = askExample(ContextMode::compressed, kBefore);
    printReadBack(example.front(), session->reconstruct(example.front().context, settings.chunks, cancel),
        exampleBefore.reports.front().budget.contextRead);

    printChapter("2. A minute of fine-tuning teaches the compressor what questions need");
    const DemoAnswers before = ask(ContextMode::compressed, kBefore);
    TrainingStart start;
    // The demo's own folder may be replaced each time; one that the user named only when told so.
    start.overwrite = given.overwrite || given.save_path == DemoOptions{}.save_path;
    TrainingView view(terminal);
    const TrainingResult result = train(options, start, view, cancel);
    view.ended(result);
    if (result.state != RunState::finished)
        return result.state == RunState::failed ? kFailed : context.stoppedCode();
    view.showCurve();
    session->setCompressor(result.lastCheckpoint);
    const DemoAnswers after = ask(ContextMode::compressed, kAfter);

    printChapter("3. The same number of vectors, other ways");
    const auto ways = [&](const auto& askOne, const DemoAnswers& untrained, const DemoAnswers& trained) {
        return std::vector<DemoAnswers>{askOne(ContextMode::full, "full text"), trained, untrained, askOne(ContextMode::truncatedFirst, "first tokens"),
            askOne(ContextMode::truncatedLast, "last tokens"), askOne(ContextMode::meanPooled, "means of embeddings")};
    };
    printExample(example.front(), 0, ways(askExample, exampleBefore, askExample(ContextMode::compressed, kAfter)));
    const std::vector<DemoAnswers> all = ways(ask, before, after);
    std::cout << "\nThat example was chosen; these are the first held-out questions:\n";
    for (std::size_t i = 0; i < std::min(kShownRows, rows.size()); ++i)
        printExample(rows[i], i, all);
    printSummary(all, result.seconds);
    return kDone;
}

} // namespace

void addDemo(CLI::App& app, Context& context)
{
    CLI::App* command = app.add_subcommand("demo", "Fine-tune the demo's compressor for about a minute and compare its answers");
    const auto flags = std::make_shared<OptionFlags>(*command, describe<DemoOptions>());
    command->callback([flags, &context] { context.action = [flags, &context] { return runDemo(*flags, context); }; });
}

} // namespace icf::cli
