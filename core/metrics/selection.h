#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/report/reports.h"

/// Which tokens of a context a baseline keeps when it may read only as many vectors as there are digests.
namespace icf {

/// Places in the context (ascending, from 0) that the mode keeps, at most budget of them.  When budget reaches the
/// context's length every mode but none keeps all of it: truncation at full length is the full context.
/// tokenTexts: the context's tokens as text with their leading spaces (Tokenizer::text()); only retrieved reads them.
/// seed: of randomTokens.  query: of retrieved.  Modes without tokens of their own (compressed, meanPooled) keep nothing.
std::vector<std::int64_t> selectTokens(ContextMode mode, std::int64_t length, std::int64_t budget, std::uint64_t seed = 0,
                                       std::span<const std::string> tokenTexts = {}, std::string_view query = {});

/// The ids at those places.
std::vector<std::int64_t> gather(const std::vector<std::int64_t>& ids, const std::vector<std::int64_t>& places);

/// BM25 ranking of passages against a query.  Words are runs of letters and digits in lower case.
/// Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009; idf = ln(1 + (N − n + ½) / (n + ½)).
class Bm25 {
public:
    /// k1 saturates repeated words, b weighs the passage's length.
    explicit Bm25(const std::vector<std::string>& passages, double k1 = 1.2, double b = 0.75);
    /// One score per passage; 0 where no word of the query occurs.
    std::vector<double> scores(std::string_view query) const;

private:
    std::vector<std::vector<std::string>> words_;  ///< Sorted, per passage.
    double averageLength_ = 0;
    double k1_;
    double b_;
};

/// A stretch of tokens [begin, end).
struct Passage {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

/// Cuts a tokenized text into sentences (after . ! ? and line ends); a sentence of more than longest tokens is cut again.
std::vector<Passage> splitPassages(std::span<const std::string> tokenTexts, std::int64_t longest = 64);

} // namespace icf
