#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/options/option_lists.h"
#include "core/options/option_tools.h"
#include "core/options/run_options.h"
#include "core/report/reports.h"

namespace icf {

/// Which rows of the data are evaluated on: those at its start, or drawn with the seed.
enum class RowChoice { first, random };
template <> inline constexpr std::array<std::string_view, 2> kEnumNames<RowChoice>{"first", "random"};

/// What an evaluation can ask.
inline constexpr std::array<std::string_view, 6> kEvaluationTasks{"qa", "autoencode", "ladder", "needle", "keyvalue", "cost"};
/// What it can compare: every way to read a context, and the digests of another row.
inline constexpr auto kEvaluationSystems = [] {
    std::array<std::string_view, kEnumNames<ContextMode>.size() + 1> names{};
    std::copy(kEnumNames<ContextMode>.begin(), kEnumNames<ContextMode>.end(), names.begin());
    names.back() = "other_row";
    return names;
}();

/// What the question-answering and reconstruction tasks compare, and on what.
struct ComparisonOptions {
    std::string tasks = "qa";
    std::string systems = "compressed,full,none,truncated_first,truncated_last,truncated_ends,random_tokens,mean_pooled,retrieved,other_row";
    std::string checkpoints;
    bool average_checkpoints = false;
    std::string seeds = "42";
    std::int64_t rows = 200;
    RowChoice row_choice = RowChoice::first;
    bool all_prompts = false;
    std::string lengths = "0";
    std::string ratios;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.tasks, Field{.key = "tasks", .label = ICF_TR("Tasks"),
            .help = ICF_TR("What is asked of the systems."), .parts = kEvaluationTasks, .affects = Affects::result});
        v(self.systems, Field{.key = "systems", .label = ICF_TR("Systems"),
            .help = ICF_TR("What the language model reads in place of the context: the digests, and baselines to compare them with."),
            .parts = kEvaluationSystems, .affects = Affects::result});
        v(self.checkpoints, Field{.key = "checkpoints", .label = ICF_TR("More checkpoints"),
            .help = ICF_TR("Comma-separated folders of further compressors, compared with the first."), .affects = Affects::content});
        v(self.average_checkpoints, Field{.key = "average_checkpoints", .label = ICF_TR("Average checkpoints"),
            .help = ICF_TR("Treat the checkpoints as repetitions (seeds) of one system: mean and interval instead of one row each."),
            .affects = Affects::later});
        v(self.seeds, Field{.key = "seeds", .label = ICF_TR("Seeds"),
            .help = ICF_TR("Comma-separated seeds of the drawn rows, the random baselines and the needles."), .affects = Affects::result});
        v(self.rows, Field{.key = "rows", .label = ICF_TR("Rows"),
            .help = ICF_TR("Usable rows of the data to evaluate on. 0: all."), .zero = ICF_TR("all"), .minimum = 0, .maximum = 1e9, .affects = Affects::result});
        v(self.row_choice, Field{.key = "row_choice", .label = ICF_TR("Choice of rows"),
            .help = ICF_TR("first: from the start of the file; random: drawn with the seed."), .affects = Affects::result});
        v(self.all_prompts, Field{.key = "all_prompts", .label = ICF_TR("Open prompts too"),
            .help = ICF_TR("Keep the five open-ended prompts of PwC (summary, title, …), which the reference leaves out of tests."),
            .level = Level::advanced, .affects = Affects::result});
        v(self.lengths, Field{.key = "lengths", .label = ICF_TR("Context lengths"),
            .help = ICF_TR("Comma-separated lengths that autoencode and ladder cut contexts to; shorter contexts are left out. "
                           "0: whole contexts."),
            .unit = ICF_TR("tokens"), .affects = Affects::result});
        v(self.ratios, Field{.key = "ratios", .label = ICF_TR("Ratios"),
            .help = ICF_TR("Comma-separated compression ratios of qa, autoencode and ladder, reached by the length of the chunks. "
                           "Empty: the chunks set below."), .affects = Affects::result});
    }
};

/// The retrieval tests.
struct NeedleOptions {
    std::string needle_lengths = "64,128,256";
    std::string needle_depths = "0,0.25,0.5,0.75,1";
    std::string needle_ratios;
    std::int64_t needle_samples = 10;
    std::string needle_fact = "{key} is {value} years old.";
    std::string needle_question = "How old is {key}?";
    std::string needle_answer = "{first} is {value} years old.";

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.needle_lengths, Field{.key = "needle_lengths", .label = ICF_TR("Needle: lengths"),
            .help = ICF_TR("Comma-separated context lengths of needle and keyvalue."), .unit = ICF_TR("tokens"), .level = Level::advanced,
            .affects = Affects::result});
        v(self.needle_depths, Field{.key = "needle_depths", .label = ICF_TR("Needle: depths"),
            .help = ICF_TR("Comma-separated positions of the fact, from 0 (start) to 1 (end)."), .level = Level::advanced,
            .affects = Affects::result});
        v(self.needle_ratios, Field{.key = "needle_ratios", .label = ICF_TR("Needle: ratios"),
            .help = ICF_TR("Comma-separated compression ratios, reached by the length of the chunks. Empty: the chunks set below."),
            .level = Level::advanced, .affects = Affects::result});
        v(self.needle_samples, Field{.key = "needle_samples", .label = ICF_TR("Needle: samples"),
            .help = ICF_TR("Samples for each length, depth and ratio."), .minimum = 1, .maximum = 100'000, .level = Level::advanced,
            .affects = Affects::result});
        v(self.needle_fact, Field{.key = "needle_fact", .label = ICF_TR("Needle: fact"),
            .help = ICF_TR("The hidden sentence; {key}, {first} and {value} are replaced by a name, its first word and a number."), .level = Level::advanced,
            .affects = Affects::result});
        v(self.needle_question, Field{.key = "needle_question", .label = ICF_TR("Needle: question"),
            .help = ICF_TR("The prompt that asks for the value."), .level = Level::advanced, .affects = Affects::result});
        v(self.needle_answer, Field{.key = "needle_answer", .label = ICF_TR("Needle: answer"),
            .help = ICF_TR("The answer expected; a right one has to hold the value as a word."), .level = Level::advanced,
            .affects = Affects::result});
    }
};

/// What `icformer evaluate` and the Evaluate page are made of.
struct EvaluateOptions : RowOptions {
    std::string data_path = "./data/pwc_test.jsonl";
    std::string save_path = "./evaluation";
    bool overwrite = false;
    std::string cost_lengths = "512,2048";
    std::int64_t cost_repeats = 5;
    std::int64_t resamples = 10'000;
    ComparisonOptions comparison;
    NeedleOptions needle;
    ModelOptions model;
    ContextOptions compression;
    SamplingOptions sampling;

    EvaluateOptions() { batch_size = 8; }

    static constexpr std::string_view kCommand = "evaluate";

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v.section(Section{"task", ICF_TR("Task and data")});
        v(self.data_path, Field{.key = "data_path", .label = ICF_TR("Test data"),
            .help = ICF_TR("jsonl with {\"input\", \"prompt\", \"answer\"} for qa; {\"text\"} or {\"input\"} for the other tasks."),
            .content = Content::inputFile, .affects = Affects::content});
        v(self.save_path, Field{.key = "save_path", .label = ICF_TR("Results folder"),
            .help = ICF_TR("Folder of the results. An interrupted evaluation with the same settings continues where it stopped."),
            .content = Content::outputFolder, .affects = Affects::nothing});
        v(self.overwrite, Field{.key = "overwrite", .label = ICF_TR("Replace results"),
            .help = ICF_TR("Start anew where the folder holds another evaluation."), .affects = Affects::nothing});
        RowOptions::visit(self, v);
        v(self.resamples, Field{.key = "resamples", .label = ICF_TR("Bootstrap resamples"),
            .help = ICF_TR("Resamples of the paired bootstrap between two systems."), .minimum = 100, .maximum = 10'000'000,
            .level = Level::advanced, .affects = Affects::later});
        v.section(Section{"comparison", ICF_TR("Comparison")});
        ComparisonOptions::visit(self.comparison, v);
        v(self.cost_lengths, Field{.key = "cost_lengths", .label = ICF_TR("Cost: lengths"),
            .help = ICF_TR("Comma-separated context lengths of the cost task."), .unit = ICF_TR("tokens"), .level = Level::advanced,
            .affects = Affects::result});
        v(self.cost_repeats, Field{.key = "cost_repeats", .label = ICF_TR("Cost: repetitions"),
            .help = ICF_TR("Timed repetitions after one to warm up; the median is given."), .minimum = 1, .maximum = 1000,
            .level = Level::advanced, .affects = Affects::result});
        NeedleOptions::visit(self.needle, v);
        v.section(Section{"model", ICF_TR("Models and device")});
        ModelOptions::visit(self.model, v);
        v.section(Section{"compression", ICF_TR("Compression")});
        ContextOptions::visit(self.compression, v);
        v.section(Section{"sampling", ICF_TR("Generation")});
        SamplingOptions::visit(self.sampling, v);
    }
};

/// The tasks that the options name; throws Error on an unknown one.
std::vector<std::string> tasksOf(const EvaluateOptions& options);
/// The systems, compressed first when it is among them; throws Error on an unknown one.
std::vector<std::string> systemsOf(const EvaluateOptions& options);
/// Every compressor folder: icformer_path, then checkpoints.
std::vector<std::string> compressorsOf(const EvaluateOptions& options);
/// Seeds as numbers.
std::vector<std::int64_t> seedsOf(const EvaluateOptions& options);

template <> std::vector<OptionProblem> validate(const EvaluateOptions& options);
template <> std::vector<OptionProblem> advise(const EvaluateOptions& options);

} // namespace icf
