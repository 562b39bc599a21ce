#include "core/results/evaluate_options.h"

#include <algorithm>
#include <functional>

#include "core/base/error.h"
#include "core/options/path_checks.h"
#include "core/results/results.h"

namespace icf {
namespace {

constexpr double kLargestSeed = 9007199254740991.0;
constexpr double kLongest = 10'000'000;

} // namespace

std::vector<std::string> tasksOf(const EvaluateOptions& options) { return knownNames(options.comparison.tasks, "tasks", kEvaluationTasks); }

std::vector<std::string> systemsOf(const EvaluateOptions& options)
{
    std::vector<std::string> systems = knownNames(options.comparison.systems, "systems", kEvaluationSystems);
    std::stable_partition(systems.begin(), systems.end(), [](const std::string& name) { return name == "compressed"; });
    return systems;
}

std::vector<std::string> compressorsOf(const EvaluateOptions& options)
{
    std::vector<std::string> folders;
    if (!options.model.icformer_path.empty())
        folders.push_back(options.model.icformer_path);
    for (const std::string& folder : splitList(options.comparison.checkpoints))
        folders.push_back(folder);
    return folders;
}

std::vector<std::int64_t> seedsOf(const EvaluateOptions& options)
{
    std::vector<std::int64_t> seeds;
    for (const double seed : splitNumbers(options.comparison.seeds, "seeds", 0, kLargestSeed))
        seeds.push_back(static_cast<std::int64_t>(seed));
    if (seeds.empty())
        throw Error("--seeds", "names nothing; give at least one");
    return seeds;
}

template <> std::vector<OptionProblem> validate(const EvaluateOptions& options)
{
    std::vector<OptionProblem> problems = rangeProblems(options);
    checkInputFile("data_path", options.data_path, problems);
    checkOutputFolder("save_path", options.save_path, problems);
    checkLanguageModel("lm_path", options.model.lm_path, problems);
    checkDevice("device", options.model.device, problems);
    const std::vector<std::string> compressors = compressorsOf(options);
    for (std::size_t i = 0; i < compressors.size(); ++i)
        checkCompressor(i == 0 && !options.model.icformer_path.empty() ? "icformer_path" : "checkpoints", compressors[i], problems);
    if (compressors.empty())
        problems.push_back({"icformer_path", "needed: the folder of a trained compressor (it also sets the budget of the baselines)"});
    const auto check = [&](const char* key, const std::function<void()>& read) {
        try {
            read();
        } catch (const Error& e) {
            problems.push_back({key, e.what_only()});
        }
    };
    check("tasks", [&] { tasksOf(options); });
    check("systems", [&] { systemsOf(options); });
    check("seeds", [&] { seedsOf(options); });
    check("lengths", [&] { splitNumbers(options.comparison.lengths, "lengths", 0, kLongest); });
    check("ratios", [&] { splitNumbers(options.comparison.ratios, "ratios", 1, kLongest); });
    check("needle_lengths", [&] { splitNumbers(options.needle.needle_lengths, "needle_lengths", 1, kLongest); });
    check("needle_depths", [&] { splitNumbers(options.needle.needle_depths, "needle_depths", 0, 1); });
    check("needle_ratios", [&] { splitNumbers(options.needle.needle_ratios, "needle_ratios", 1, kLongest); });
    check("cost_lengths", [&] { splitNumbers(options.cost_lengths, "cost_lengths", 1, kLongest); });
    for (const char* name : kEvaluationFiles) {
        if (samePlace(options.data_path, options.save_path + "/" + name))
            problems.push_back({"save_path", "the evaluation would write over its own data, " + options.data_path + "; give another folder"});
    }
    if (samePlace(options.save_path, options.model.lm_path))
        problems.push_back({"save_path", "is the language model's folder; results need a folder of their own"});
    return problems;
}

template <> std::vector<OptionProblem> advise(const EvaluateOptions& options)
{
    std::vector<OptionProblem> advice;
    adviseModel(options.model, advice);
    // Ratios are reached by other chunks on purpose.
    if (options.comparison.ratios.empty()) {
        for (const std::string& compressor : compressorsOf(options))
            adviseTrainedChunks(compressor, options.compression, advice);
    }
    adviseSampling(options.sampling, advice);
    if (options.comparison.average_checkpoints && compressorsOf(options).size() < 2)
        advice.push_back({"average_checkpoints", "has no effect with one checkpoint"});
    return advice;
}

} // namespace icf
