#include "core/bench/bench_options.h"

#include <functional>

#include "core/base/error.h"
#include "core/options/option_lists.h"
#include "core/options/path_checks.h"

namespace icf {
namespace {

constexpr double kLongest = 10'000'000;

std::vector<std::int64_t> wholeNumbers(std::string_view text, std::string_view key)
{
    std::vector<std::int64_t> numbers;
    for (const double number : splitNumbers(text, key, 1, kLongest)) {
        if (number != std::floor(number))
            throw Error("--" + std::string(key), "expected whole numbers, separated by commas");
        numbers.push_back(std::int64_t(number));
    }
    if (numbers.empty())
        throw Error("--" + std::string(key), "names nothing; give at least one");
    return numbers;
}

} // namespace

std::vector<std::string> worksOf(const BenchOptions& options) { return knownNames(options.works, "works", kBenchWorks); }
std::vector<std::int64_t> benchLengths(const BenchOptions& options) { return wholeNumbers(options.lengths, "lengths"); }
std::vector<std::int64_t> benchBatches(const BenchOptions& options) { return wholeNumbers(options.batches, "batches"); }

template <> std::vector<OptionProblem> validate(const BenchOptions& options)
{
    std::vector<OptionProblem> problems = rangeProblems(options);
    if (!options.lm_path.empty())
        checkLanguageModel("lm_path", options.lm_path, problems);
    if (!options.icformer_path.empty()) {
        checkCompressor("icformer_path", options.icformer_path, problems);
        if (options.lm_path.empty())
            problems.push_back({"icformer_path", "needs its language model too; give --lm_path"});
    }
    if (!options.text_file.empty())
        checkInputFile("text_file", options.text_file, problems);
    if (!options.ids_file.empty())
        checkInputFile("ids_file", options.ids_file, problems);
    if (!options.data_path.empty())
        checkInputFile("data_path", options.data_path, problems);
    if (!options.output_file.empty())
        checkOutputFile("output_file", options.output_file, {{"text_file", options.text_file}, {"ids_file", options.ids_file}, {"data_path", options.data_path}},
            {options.lm_path, options.icformer_path}, /*parentIsMade=*/false, problems);
    checkDevice("device", options.device, problems);
    const auto check = [&](const char* key, const std::function<void()>& read) {
        try {
            read();
        } catch (const Error& e) {
            problems.push_back({key, e.what_only()});
        }
    };
    check("works", [&] { worksOf(options); });
    check("lengths", [&] { benchLengths(options); });
    check("batches", [&] { benchBatches(options); });
    return problems;
}

template <> std::vector<OptionProblem> advise(const BenchOptions& options)
{
    std::vector<OptionProblem> advice;
    if (options.repeats < 3)
        advice.push_back({"repeats", "a median of fewer than three rounds says little"});
    return advice;
}

} // namespace icf
