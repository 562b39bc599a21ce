#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace icf::ui {

/// What an evaluation found of a checkpoint.
struct RunEvaluation {
    std::string folder;                       ///< Of the evaluation.
    std::map<std::string, double> figures{};  ///< Means by metric: "em", "f1", "rougeL_f1" of answers, "bleu" of reconstructions.
};

/// Which evaluations there are of the checkpoints of runs.  Remembers those that it has read.
class EvaluationIndex {
public:
    /// Reads the evaluations below these folders that are new or have changed; those that cannot be read count nothing.
    void look(const std::vector<std::string>& roots);
    /// The newest evaluation of a checkpoint in a run's folder, an absolute path; nothing when there is none.
    std::optional<RunEvaluation> of(const std::string& runFolder) const;

private:
    struct Evaluation {
        std::filesystem::file_time_type written{};
        std::uintmax_t bytes = 0;
        std::vector<std::pair<std::string, RunEvaluation>> compressors{};  ///< By folder, absolute.
    };
    std::map<std::string, Evaluation> known_;  ///< By folder.
};

} // namespace icf::ui
