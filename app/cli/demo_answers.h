#pragma once
#include <string>
#include <vector>

#include "app/cli/terminal.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"

namespace icf::cli {

/// How the demo asks: as its training does.
struct DemoSettings {
    ChunkSettings chunks{true, 32};
    std::int64_t maxNewTokens = 32;
};

/// Answers to the same questions in one way, and what they cost.
struct DemoAnswers {
    std::string name;  ///< "full text", …
    std::vector<GenerationReport> reports;
    std::vector<bool> right;  ///< The answer is the reference's, word for word.

    std::int64_t rightCount() const;
    /// Mean seconds until the first token and for the rest of the answer.
    double meanFirstTokenSeconds() const;
    double meanDecodeSeconds() const;
    double meanCompressSeconds() const;
    /// Context tokens over the vectors read in their place, over all questions.
    double ratio() const;
};

/// Asks every row's question with progress on the terminal, and says there how many answers were right.  Throws Cancelled when stopped.
DemoAnswers askAll(Session& session, const std::vector<DataRow>& rows, ContextMode mode, const DemoSettings& settings, const std::string& name,
    Terminal& terminal, CancelToken& cancel);
/// The same for rows that are not counted; prints nothing.
DemoAnswers askQuietly(Session& session, const std::vector<DataRow>& rows, ContextMode mode, const DemoSettings& settings, const std::string& name,
    CancelToken& cancel);

/// Prints a context beside what its digests give back, on stdout.
void printReadBack(const DataRow& row, const ReconstructionReport& report, std::int64_t digests);
/// Prints the context and question of a row on stdout, and under them the answer of each way.  row: its index in the answers.
void printExample(const DataRow& example, std::size_t row, const std::vector<DemoAnswers>& ways);
/// Prints the counts, ratio and times on stdout.
void printSummary(const std::vector<DemoAnswers>& ways, double trainingSeconds);

} // namespace icf::cli
