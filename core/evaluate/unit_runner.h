#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/models/read_lengths.h"
#include "core/results/example_record.h"
#include "core/results/plan.h"

namespace icf {

/// Computes units of a plan with the models that are open.
class UnitRunner {
public:
    /// models.compressor may be exchanged between units.
    UnitRunner(const OpenModels& models, const EvaluationPlan& plan, const EvaluateOptions& options)
        : models_(models), plan_(plan), options_(options), lengths_(models)
    {
    }

    /// The records of one unit: for each system, each item.  label: of the compressor.  Throws Cancelled.
    std::vector<ExampleRecord> run(const EvaluationUnit& unit, std::int64_t number, const std::string& label, CancelToken& cancel);
    /// What was read so far, each system's prompts counted.
    ReadLengths& lengths() { return lengths_; }

private:
    void questions(const EvaluationCell& cell, const std::vector<EvaluationItem>& items, const std::vector<std::string>& systems,
                   std::vector<ExampleRecord>& records, CancelToken& cancel);
    void reconstructions(const EvaluationCell& cell, const std::vector<EvaluationItem>& items, const std::vector<std::string>& systems,
                         std::vector<ExampleRecord>& records, CancelToken& cancel);
    std::vector<std::string> generated(const std::vector<EvaluationItem>& items, const std::vector<Layout>& layouts,
                                       const std::vector<std::int64_t>& limits, CancelToken& cancel);
    const WordCounts& wordCounts(std::size_t cell);

    const OpenModels& models_;
    const EvaluationPlan& plan_;
    const EvaluateOptions& options_;
    ReadLengths lengths_;
    std::map<std::size_t, WordCounts> wordCounts_;
    const WordCounts* words_ = nullptr;  ///< Of the unit's cell.
};

} // namespace icf
