#pragma once
#include <string>
#include <vector>

#include "app/cli/terminal.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"

namespace icf::cli {

/// Answers to the same held-out questions in one way, and what they cost.
struct DemoAnswers {
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

/// How the demo asks: as its training does.
struct DemoSettings {
    bool useChunk = true;
    std::int64_t maxChunkLen = 32;
    std::int64_t maxNewTokens = 32;
};

/// Asks every row's question; says so on the terminal unless title is empty.  Throws Cancelled when stopped.
DemoAnswers askAll(Session& session, const std::vector<DataRow>& rows, ContextMode mode, const DemoSettings& settings, const std::string& title,
    Terminal& terminal, CancelToken& cancel);

/// Prints one row with its three answers side by side on stdout.
void printExample(const DataRow& row, std::size_t index, const DemoAnswers& before, const DemoAnswers& after, const DemoAnswers& full);
/// Prints the counts, ratio and times on stdout.
void printSummary(const DemoAnswers& before, const DemoAnswers& after, const DemoAnswers& full, double trainingSeconds);

} // namespace icf::cli
