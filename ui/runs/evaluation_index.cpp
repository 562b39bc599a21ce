#include "ui/runs/evaluation_index.h"

#include <exception>

#include "core/results/results.h"
#include "core/run/run_folder.h"

namespace icf::ui {

namespace {

namespace fs = std::filesystem;

/// The first row of a task that tells of this compressor; null when there is none.
const SystemSummary* rowOf(const EvaluationResults& results, std::string_view task, const std::string& label)
{
    for (const SystemSummary& row : results.systems)
        if (row.task == task && row.system == "compressed" && (row.checkpoint.empty() || row.checkpoint == label))
            return &row;
    return nullptr;
}

RunEvaluation figuresOf(const EvaluationResults& results, const std::string& folder, const std::string& label)
{
    RunEvaluation found{folder};
    const auto take = [&](std::string_view task, std::initializer_list<const char*> keys) {
        const SystemSummary* row = rowOf(results, task, label);
        for (const char* key : keys)
            if (const MetricSummary* metric = row ? row->metric(key) : nullptr; metric && metric->interval.count > 0)
                found.figures[key] = metric->interval.mean;
    };
    take("qa", {"em", "f1", "rougeL_f1"});
    take("autoencode", {"bleu"});
    return found;
}

/// The name that an evaluation has for its compressor of this number.
std::string labelOf(const EvaluationResults& results, std::size_t number)
{
    const auto compressors = results.identity.find("compressors");
    if (compressors == results.identity.end() || !compressors->is_array() || number >= compressors->size())
        return {};
    const auto& one = (*compressors)[number];
    return one.is_object() && one.contains("label") && one["label"].is_string() ? one["label"].get<std::string>() : std::string();
}

} // namespace

void EvaluationIndex::look(const std::vector<std::string>& roots)
{
    std::map<std::string, Evaluation> found;
    for (const std::string& root : roots) {
        for (const std::string& folder : findEvaluations(root)) {
            const fs::path file = fs::path(folder) / "evaluation.json";
            std::error_code error;
            Evaluation one{fs::last_write_time(file, error), fs::file_size(file, error)};
            if (const auto before = known_.find(folder); before != known_.end() && before->second.written == one.written && before->second.bytes == one.bytes) {
                found.insert(*before);
                continue;
            }
            try {
                const EvaluationResults results = readResults(folder);
                const std::vector<std::string> compressors = compressorsOf(results.options);
                for (std::size_t i = 0; i < compressors.size(); ++i)
                    one.compressors.emplace_back(fs::absolute(compressors[i]).lexically_normal().string(), figuresOf(results, folder, labelOf(results, i)));
            } catch (const std::exception&) {
                // The Evaluate page says what is wrong with it.
            }
            found.insert_or_assign(folder, std::move(one));
        }
    }
    known_ = std::move(found);
}

std::optional<RunEvaluation> EvaluationIndex::of(const std::string& runFolder) const
{
    const Evaluation* newest = nullptr;
    std::optional<RunEvaluation> best;
    for (const auto& [folder, evaluation] : known_) {
        for (const auto& [compressor, figures] : evaluation.compressors) {
            if (compressor != runFolder && !compressor.starts_with(runFolder + '/'))
                continue;
            if (newest && evaluation.written < newest->written)
                continue;
            newest = &evaluation;
            best = figures;
        }
    }
    return best;
}

} // namespace icf::ui
