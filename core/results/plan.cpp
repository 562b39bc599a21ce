#include "core/results/plan.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/data/left_out.h"
#include "core/metrics/needle.h"
#include "core/metrics/random.h"
#include "core/metrics/unicode_text.h"

namespace icf {
namespace {

constexpr std::size_t kNamedLines = 20;
constexpr std::int64_t kHaystackTexts = 2000;

/// Rows left out of a cell for one reason.
struct LeftOut {
    std::int64_t count = 0;
    std::vector<std::int64_t> lines;  ///< The first ones.

    void add(std::int64_t line)
    {
        ++count;
        if (lines.size() < kNamedLines)
            lines.push_back(line);
    }
    nlohmann::ordered_json toJson() const { return {{"count", count}, {"lines", lines}}; }
};

/// The data in the order in which rows are taken: as in the file, or drawn with the seed.
std::vector<std::int64_t> takingOrder(std::int64_t size, const EvaluateOptions& options, std::int64_t seed)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(size));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    if (options.comparison.row_choice == RowChoice::random)
        Random(static_cast<std::uint64_t>(seed)).shuffle(order);
    return order;
}

class Planner {
public:
    Planner(const EvaluateOptions& options, const Tokenizer& tokenizer, std::int64_t vocab, std::int64_t digests, CancelToken& cancel)
        : options_(options), tokenizer_(tokenizer), vocab_(vocab), digests_(digests), cancel_(cancel)
    {
    }

    EvaluationPlan plan(std::size_t compressors);

private:
    void addQuestions(std::int64_t seed);
    void addReconstructions(const std::string& task, std::int64_t seed);
    void addRetrieval(const std::string& task, std::int64_t seed);
    void addLadder(EvaluationCell normal);
    EvaluationCell cell(const std::string& task, const std::string& name, std::int64_t seed) const;
    void finish(EvaluationCell cell);
    void finishAtRatios(const EvaluationCell& cell);
    void reach(double ratio, EvaluationCell& cell) const;
    const DataSet& questions();
    const DataSet& contexts();
    void note(const DataSet& data);
    void tell(const LeftOut& rows, const std::string& why);

    const EvaluateOptions& options_;
    const Tokenizer& tokenizer_;
    std::int64_t vocab_;
    std::int64_t digests_;
    CancelToken& cancel_;
    std::unique_ptr<DataSet> questions_;
    std::unique_ptr<DataSet> contexts_;
    EvaluationPlan plan_;
};

void Planner::note(const DataSet& data)
{
    const DataCounts& counts = data.counts();
    plan_.counts["data"] = {{"lines", counts.lines}, {"usable", counts.usable}, {"duplicates", counts.duplicates},
        {"language", counts.language}, {"open_prompts", counts.openPrompts}, {"skipped", counts.skipped}};
    for (const auto& [line, why] : counts.problems)
        plan_.warnings.push_back(options_.data_path + ":" + std::to_string(line) + ": " + why + "; skipped");
    for (const std::string& text : leftOutTexts(counts))
        plan_.warnings.push_back(options_.data_path + ": " + text);
    if (const std::string copy = copyNote(counts); !copy.empty())
        plan_.warnings.push_back(copy);
    plan_.dataFingerprint = data.fingerprint();
}

void Planner::tell(const LeftOut& rows, const std::string& why)
{
    const auto warn = [&](std::string text) {
        // With several seeds the same rows are met again.
        if (std::find(plan_.warnings.begin(), plan_.warnings.end(), text) == plan_.warnings.end())
            plan_.warnings.push_back(std::move(text));
    };
    for (const std::int64_t line : rows.lines)
        warn(options_.data_path + ":" + std::to_string(line) + ": " + why);
    if (const std::int64_t more = rows.count - std::int64_t(rows.lines.size()); more > 0)
        warn(options_.data_path + ": and " + std::to_string(more) + " more: " + why);
}

const DataSet& Planner::questions()
{
    if (!questions_) {
        questions_ = DataSet::open(options_.data_path, options_.comparison.all_prompts ? DataKind::pwc : DataKind::pwcTest, options_.strict, cancel_);
        note(*questions_);
    }
    return *questions_;
}

const DataSet& Planner::contexts()
{
    if (!contexts_) {
        contexts_ = DataSet::open(options_.data_path, DataKind::contexts, options_.strict, cancel_);
        if (!questions_)
            note(*contexts_);
    }
    return *contexts_;
}

EvaluationCell Planner::cell(const std::string& task, const std::string& name, std::int64_t seed) const
{
    EvaluationCell cell;
    cell.task = task;
    cell.name = name;
    cell.seed = seed;
    cell.chunks = options_.compression;
    cell.systems = systemsOf(options_);
    // Nothing is asked in a reconstruction that passages could be found for.
    if (cell.reconstructs())
        std::erase(cell.systems, "retrieved");
    return cell;
}

void Planner::finish(EvaluationCell cell)
{
    std::vector<EvaluationItem>& items = cell.items;
    Random random(static_cast<std::uint64_t>(cell.seed));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::size_t start = random.below(items.size());
        for (std::size_t step = 0; step < items.size() && items[i].other < 0; ++step) {
            const std::size_t candidate = (start + step) % items.size();
            if (items[candidate].context != items[i].context)
                items[i].other = static_cast<std::int64_t>(candidate);
        }
    }
    if (std::any_of(items.begin(), items.end(), [](const EvaluationItem& item) { return item.other < 0; })
        && std::erase(cell.systems, "other_row") > 0)
        plan_.warnings.push_back(cell.task + " " + cell.name + ": all contexts are the same, so other_row is left out");
    plan_.cells.push_back(std::move(cell));
}

/// Sets the chunks to a length that the compressor turns into its digests at this ratio.
void Planner::reach(double ratio, EvaluationCell& cell) const
{
    cell.name += (cell.name.empty() ? "ratio=" : " ratio=") + exactText(ratio);
    cell.chunks = {true, std::max<std::int64_t>(1, static_cast<std::int64_t>(ratio * static_cast<double>(digests_) + 0.5))};
}

void Planner::finishAtRatios(const EvaluationCell& cell)
{
    const std::vector<double> ratios = splitNumbers(options_.comparison.ratios, "ratios", 1, 1e7);
    if (ratios.empty())
        finish(cell);
    for (const double ratio : ratios) {
        EvaluationCell each = cell;
        reach(ratio, each);
        finish(std::move(each));
    }
}

void Planner::addQuestions(std::int64_t seed)
{
    const DataSet& data = questions();
    EvaluationCell result = cell("qa", "", seed);
    LeftOut unanswered;
    LeftOut empty;
    for (const std::int64_t index : takingOrder(data.size(), options_, seed)) {
        if (options_.comparison.rows > 0 && static_cast<std::int64_t>(result.items.size()) >= options_.comparison.rows)
            break;
        cancel_.throwIfStopped();
        const DataRow row = data.row(index);
        if (unicode::strip(row.answer).empty()) {
            unanswered.add(row.line);
            continue;
        }
        EvaluationItem item;
        item.row = index;
        item.line = row.line;
        item.context = tokenizer_.encode(row.context, false);
        if (static_cast<std::int64_t>(item.context.size()) > options_.compression.max_seq_len)
            item.context.resize(static_cast<std::size_t>(options_.compression.max_seq_len));
        if (item.context.empty()) {
            empty.add(row.line);
            continue;
        }
        item.prompt = row.prompt;
        item.reference = row.answer;
        result.items.push_back(std::move(item));
    }
    plan_.counts["qa"]["seed " + std::to_string(seed)] = {{"used", result.items.size()}, {"without_answer", unanswered.toJson()}, {"without_context", empty.toJson()}};
    tell(unanswered, "has no answer; left out of qa");
    tell(empty, "has an empty context; left out of qa");
    if (result.items.empty())
        throw Error(options_.data_path, "no row has an answer to compare with and a context; give data with {\"input\", \"prompt\", \"answer\"}");
    finishAtRatios(result);
}

void Planner::addReconstructions(const std::string& task, std::int64_t seed)
{
    const DataSet& data = contexts();
    bool any = false;
    for (const double lengthValue : splitNumbers(options_.comparison.lengths, "lengths", 0, 1e7)) {
        const auto length = static_cast<std::int64_t>(lengthValue);
        const std::string name = length > 0 ? "length=" + std::to_string(length) : "";
        EvaluationCell result = cell(task, name, seed);
        LeftOut tooShort;
        std::int64_t repeated = 0;
        std::unordered_set<std::string> seen;
        for (const std::int64_t index : takingOrder(data.size(), options_, seed)) {
            if (options_.comparison.rows > 0 && static_cast<std::int64_t>(result.items.size()) >= options_.comparison.rows)
                break;
            cancel_.throwIfStopped();
            const DataRow row = data.row(index);
            if (!seen.insert(row.context).second) {
                ++repeated;  // Question data holds each text once per question.
                continue;
            }
            EvaluationItem item;
            item.row = index;
            item.line = row.line;
            item.context = tokenizer_.encode(row.context, true);
            if (item.context.size() < 2 || static_cast<std::int64_t>(item.context.size()) < length) {
                tooShort.add(row.line);
                continue;
            }
            const std::int64_t longest = length > 0 ? length : options_.compression.max_seq_len;
            if (static_cast<std::int64_t>(item.context.size()) > longest)
                item.context.resize(static_cast<std::size_t>(longest));
            item.reference = std::string(unicode::strip(tokenizer_.decode(item.context, true)));
            result.items.push_back(std::move(item));
        }
        plan_.counts[task][(name.empty() ? "whole" : name) + " seed " + std::to_string(seed)] = {{"used", result.items.size()},
            {"too_short", tooShort.toJson()}, {"repeated", repeated}};
        if (!result.items.empty())
            tell(tooShort, length > 0 ? "is shorter than " + std::to_string(length) + " tokens; left out of " + task : "has an empty context; left out of " + task);
        if (result.items.empty()) {
            plan_.warnings.push_back(task + " " + name + ": no context of the data is that long; left out");
            continue;
        }
        any = true;
        if (task == "ladder")
            addLadder(std::move(result));
        else
            finishAtRatios(result);
    }
    if (!any)
        throw Error("--lengths", "no context of " + options_.data_path + " is long enough for " + task + "; give shorter lengths, or 0 for whole contexts");
}

void Planner::addLadder(EvaluationCell normal)
{
    const std::string suffix = normal.name.empty() ? "" : " " + normal.name;
    // The steps of the paper's Table 5, from natural text to noise.  bos stays in front.
    const std::ptrdiff_t first = tokenizer_.bos() ? 1 : 0;
    for (const char* step : {"normal", "reversed", "ids+1", "random"}) {
        EvaluationCell cell = normal;
        cell.name = step + suffix;
        Random random(static_cast<std::uint64_t>(normal.seed));
        for (EvaluationItem& item : cell.items) {
            std::vector<std::int64_t>& ids = item.context;
            if (cell.name.starts_with("reversed"))
                std::reverse(ids.begin() + first, ids.end());
            for (std::size_t i = std::size_t(first); i < ids.size(); ++i) {
                if (cell.name.starts_with("ids+1"))
                    ids[i] = (ids[i] + 1) % vocab_;
                else if (cell.name.starts_with("random"))
                    ids[i] = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(vocab_)));
            }
            item.reference = std::string(unicode::strip(tokenizer_.decode(ids, true)));
        }
        finishAtRatios(cell);
    }
}

void Planner::addRetrieval(const std::string& task, std::int64_t seed)
{
    const NeedleOptions& needle = options_.needle;
    const NeedleStyle style{needle.needle_fact, needle.needle_question, needle.needle_answer};
    const TokenCounter count = [&](const std::string& text) { return static_cast<std::int64_t>(tokenizer_.encode(text, false).size()); };
    std::vector<std::string> haystack;
    if (task == "needle") {
        const DataSet& data = contexts();
        std::unordered_set<std::string> seen;
        for (std::int64_t i = 0; i < std::min(data.size(), kHaystackTexts); ++i) {
            std::string text = data.row(i).context;
            if (seen.insert(text).second)
                haystack.push_back(std::move(text));
        }
    }
    std::vector<double> ratios = splitNumbers(needle.needle_ratios, "needle_ratios", 1, 1e7);
    const bool asConfigured = ratios.empty();
    if (asConfigured)
        ratios.push_back(0);
    for (const double ratio : ratios) {
        for (const double length : splitNumbers(needle.needle_lengths, "needle_lengths", 1, 1e7)) {
            for (const double depth : splitNumbers(needle.needle_depths, "needle_depths", 0, 1)) {
                EvaluationCell result = cell(task, "length=" + exactText(length) + " depth=" + exactText(depth), seed);
                if (!asConfigured)
                    reach(ratio, result);
                for (std::int64_t i = 0; i < needle.needle_samples; ++i) {
                    cancel_.throwIfStopped();
                    const std::uint64_t sampleSeed = static_cast<std::uint64_t>(seed) * 100'003u + static_cast<std::uint64_t>(i);
                    const NeedleSample sample = task == "needle"
                        ? makeNeedle(style, haystack, static_cast<std::int64_t>(length), depth, sampleSeed, count)
                        : makeKeyValue(style, static_cast<std::int64_t>(length), depth, sampleSeed, count);
                    result.items.push_back({i, 0, tokenizer_.encode(sample.context, false), sample.prompt, sample.answer, sample.value});
                }
                finish(std::move(result));
            }
        }
    }
}

EvaluationPlan Planner::plan(std::size_t compressors)
{
    plan_.counts = nlohmann::ordered_json::object();
    for (const std::int64_t seed : seedsOf(options_)) {
        for (const std::string& task : tasksOf(options_)) {
            if (task == "qa")
                addQuestions(seed);
            else if (task == "autoencode" || task == "ladder")
                addReconstructions(task, seed);
            else if (task == "needle" || task == "keyvalue")
                addRetrieval(task, seed);
        }
    }
    // The compressor is the outermost loop: only one is in memory at a time.
    for (std::size_t compressor = 0; compressor < compressors; ++compressor) {
        for (std::size_t c = 0; c < plan_.cells.size(); ++c) {
            const EvaluationCell& each = plan_.cells[c];
            std::vector<std::string> systems = each.systems;
            if (compressor > 0)
                std::erase_if(systems, [](const std::string& name) { return name != "compressed" && name != "other_row"; });
            if (systems.empty())
                continue;
            const auto batch = static_cast<std::size_t>(options_.batch_size);
            for (std::size_t first = 0; first < each.items.size(); first += batch)
                plan_.units.push_back({c, compressor, first, std::min(batch, each.items.size() - first), systems});
        }
    }
    return std::move(plan_);
}

} // namespace

EvaluationPlan makePlan(const EvaluateOptions& options, const Tokenizer& tokenizer, std::int64_t vocab, std::int64_t compressorDigests,
                        std::size_t compressors, CancelToken& cancel)
{
    return Planner(options, tokenizer, vocab, compressorDigests, cancel).plan(compressors);
}

} // namespace icf
