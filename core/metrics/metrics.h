#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Text metrics.  All take UTF-8, the reference first and the candidate second, and give shares between 0 and 1.
/// ROUGE and BLEU equal PyPI's rouge-score 0.1.2 and sacrebleu 2.6.0 to 1e-6 (tests/core/data/metric_pairs.jsonl).
/// Definitions and choices: docs/evaluation.md, "Metrics".
namespace icf {

/// Overlap as shares of the candidate (precision) and of the reference (recall), and their harmonic mean.
struct Overlap {
    double precision = 0;
    double recall = 0;
    double f1 = 0;
};

/// ROUGE-1, ROUGE-2 and ROUGE-L of one pair.
struct RougeScores {
    Overlap rouge1;
    Overlap rouge2;
    Overlap rougeL;
};

/// ROUGE as rouge-score computes it without its stemmer: lower case, every run of other characters than a-z and 0-9 is a
/// gap; ROUGE-L is the longest common subsequence over the whole text.
RougeScores rouge(std::string_view reference, std::string_view candidate);
/// The words that rouge() compares.
std::vector<std::string> rougeTokens(std::string_view text);

/// What BLEU adds up over a corpus.
struct BleuCounts {
    std::array<std::int64_t, 4> matches{};  ///< Clipped n-gram matches for n = 1 … 4.
    std::array<std::int64_t, 4> totals{};   ///< n-grams of the candidates.
    std::int64_t candidateLength = 0;       ///< Words.
    std::int64_t referenceLength = 0;       ///< Words.
    std::int64_t longReferences = 0;        ///< References of four words and more.

    /// False when no reference has four words in a row: then there is nothing that BLEU-4 could count, and an exact answer would score 0.
    bool defined() const { return longReferences > 0; }
    BleuCounts& operator+=(const BleuCounts& other);
};

/// BLEU-4 counts of one pair, with sacrebleu's 13a tokenizer, case kept.
BleuCounts bleuCounts(std::string_view reference, std::string_view candidate);
/// The words that bleuCounts() compares.
std::vector<std::string> bleuTokens(std::string_view text);
/// BLEU-4 of a corpus from its summed counts: exponential smoothing, brevity penalty; sacrebleu's score divided by 100.
double corpusBleu(const BleuCounts& counts);
/// BLEU-4 of one pair: as corpusBleu, with only the n-gram orders that the candidate is long enough for
/// (sacrebleu's sentence_bleu, divided by 100).
double sentenceBleu(std::string_view reference, std::string_view candidate);

/// True when both are the same bytes after white space at both ends is dropped.
bool exactMatch(std::string_view reference, std::string_view candidate);
/// Overlap of words as bags in the manner of SQuAD: lower case, ASCII punctuation and the articles a, an, the dropped.
/// Both empty counts as 1, one empty as 0.
Overlap tokenOverlap(std::string_view reference, std::string_view candidate);
/// The words that tokenOverlap() compares.
std::vector<std::string> squadTokens(std::string_view text);

/// Levenshtein distance of two id sequences (insertions, deletions, exchanges; cost 1 each).
std::int64_t editDistance(std::span<const std::int64_t> reference, std::span<const std::int64_t> candidate);
/// The same over Unicode characters.
std::int64_t editDistance(std::string_view reference, std::string_view candidate);
/// editDistance over characters divided by the longer length; 0 when both are empty.
double editRate(std::string_view reference, std::string_view candidate);

/// Every metric of one pair.
struct TextScores {
    std::optional<RougeScores> rouge;  ///< Nothing when the reference has no word of Latin letters or digits, which is all that rouge() sees.
    std::optional<double> bleu;        ///< sentenceBleu; nothing when the reference has fewer than four words.
    bool exact = false;    ///< exactMatch.
    Overlap tokens;        ///< tokenOverlap.
    double editRate = 0;
};
/// Computes them all.
TextScores scoreText(std::string_view reference, std::string_view candidate);

} // namespace icf
