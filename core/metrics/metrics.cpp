#include "core/metrics/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "core/metrics/unicode_text.h"

namespace icf {
namespace {

double harmonic(double precision, double recall)
{
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

double share(std::int64_t part, std::int64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

Overlap overlapOf(std::int64_t common, std::int64_t candidate, std::int64_t reference)
{
    Overlap result;
    result.precision = share(common, std::max<std::int64_t>(candidate, 1));
    result.recall = share(common, std::max<std::int64_t>(reference, 1));
    result.f1 = harmonic(result.precision, result.recall);
    return result;
}

/// Words of two texts as small numbers, equal words equal numbers.
struct NumberedPair {
    std::vector<std::int64_t> reference;
    std::vector<std::int64_t> candidate;
};

NumberedPair numbered(const std::vector<std::string>& reference, const std::vector<std::string>& candidate)
{
    std::unordered_map<std::string_view, std::int64_t> ids;
    const auto number = [&](const std::vector<std::string>& words) {
        std::vector<std::int64_t> result;
        result.reserve(words.size());
        for (const std::string& word : words)
            result.push_back(ids.try_emplace(word, static_cast<std::int64_t>(ids.size())).first->second);
        return result;
    };
    NumberedPair pair;
    pair.reference = number(reference);
    pair.candidate = number(candidate);
    return pair;
}

/// The n-grams of a sequence of numbered words, sorted, so that bags can be compared by merging.
std::vector<std::array<std::int64_t, 4>> sortedGrams(const std::vector<std::int64_t>& words, std::size_t n)
{
    std::vector<std::array<std::int64_t, 4>> grams;
    if (words.size() < n)
        return grams;
    grams.resize(words.size() - n + 1, {-1, -1, -1, -1});
    for (std::size_t i = 0; i < grams.size(); ++i)
        std::copy_n(words.begin() + static_cast<std::ptrdiff_t>(i), n, grams[i].begin());
    std::sort(grams.begin(), grams.end());
    return grams;
}

/// Size of the intersection of two sorted bags.
template <class Bag> std::int64_t common(const Bag& first, const Bag& second)
{
    std::int64_t count = 0;
    auto a = first.begin();
    auto b = second.begin();
    while (a != first.end() && b != second.end()) {
        if (*a < *b) {
            ++a;
        } else if (*b < *a) {
            ++b;
        } else {
            ++count;
            ++a;
            ++b;
        }
    }
    return count;
}

std::int64_t longestCommonSubsequence(const std::vector<std::int64_t>& first, const std::vector<std::int64_t>& second)
{
    std::vector<std::int64_t> row(second.size() + 1, 0);
    for (const std::int64_t word : first) {
        std::int64_t diagonal = 0;
        for (std::size_t j = 0; j < second.size(); ++j) {
            const std::int64_t above = row[j + 1];
            row[j + 1] = word == second[j] ? diagonal + 1 : std::max(above, row[j]);
            diagonal = above;
        }
    }
    return row.back();
}

template <class Sequence> std::int64_t levenshtein(const Sequence& reference, const Sequence& candidate)
{
    std::vector<std::int64_t> row(candidate.size() + 1);
    std::iota(row.begin(), row.end(), std::int64_t{0});
    for (std::size_t i = 0; i < reference.size(); ++i) {
        std::int64_t diagonal = row[0];
        row[0] = static_cast<std::int64_t>(i) + 1;
        for (std::size_t j = 0; j < candidate.size(); ++j) {
            const std::int64_t above = row[j + 1];
            row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (reference[i] == candidate[j] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isStop(char c) { return c == '.' || c == ','; }

/// Punctuation that 13a always sets apart: ASCII without letters, digits, apostrophe, comma, hyphen, full stop.
bool isSetApart(char c)
{
    return (c >= '{' && c <= '~') || (c >= '[' && c <= '`') || (c >= ' ' && c <= '&') || (c >= '(' && c <= '+')
        || (c >= ':' && c <= '@') || c == '/';
}

std::string setPunctuationApart(std::string_view text)
{
    std::string result;
    result.reserve(text.size() * 2);
    for (const char c : text) {
        if (isSetApart(c)) {
            result += ' ';
            result += c;
            result += ' ';
        } else {
            result += c;
        }
    }
    return result;
}

/// One left-to-right pass over non-overlapping pairs: where pair(a, b) holds, write(result, a, b) replaces both.
template <class Pair, class Write> std::string rewritePairs(std::string_view text, Pair pair, Write write)
{
    std::string result;
    result.reserve(text.size() + text.size() / 4);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i + 1 < text.size() && pair(text[i], text[i + 1])) {
            write(result, text[i], text[i + 1]);
            ++i;
        } else {
            result += text[i];
        }
    }
    return result;
}

double bleuFrom(const BleuCounts& counts, bool effectiveOrder)
{
    if (std::all_of(counts.matches.begin(), counts.matches.end(), [](std::int64_t m) { return m == 0; }))
        return 0;
    double penalty = 1;
    if (counts.candidateLength < counts.referenceLength)
        penalty = counts.candidateLength > 0
            ? std::exp(1 - static_cast<double>(counts.referenceLength) / static_cast<double>(counts.candidateLength)) : 0;
    double smoothing = 1;
    double logs = 0;
    std::size_t order = effectiveOrder ? 0 : counts.matches.size();
    for (std::size_t n = 0; n < counts.matches.size(); ++n) {
        if (counts.totals[n] == 0) {
            if (!effectiveOrder)
                return 0;  // An order without any n-gram has precision 0 here, as in sacrebleu.
            break;
        }
        if (effectiveOrder)
            order = n + 1;
        if (counts.matches[n] == 0) {
            smoothing *= 2;
            logs += std::log(1 / (smoothing * static_cast<double>(counts.totals[n])));
        } else {
            logs += std::log(share(counts.matches[n], counts.totals[n]));
        }
    }
    return penalty * std::exp(logs / static_cast<double>(order));
}

} // namespace

std::vector<std::string> rougeTokens(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    const auto end = [&] {
        if (!word.empty())
            words.push_back(std::move(word));
        word.clear();
    };
    for (const char32_t c : unicode::decode(text)) {
        constexpr char32_t kDottedCapitalI = 0x130;
        // Python lowers this letter to "i" and a combining dot, which then is a gap.
        const char32_t low = c == kDottedCapitalI ? U'i' : unicode::lower(c);
        if ((low >= U'a' && low <= U'z') || (low >= U'0' && low <= U'9'))
            word += static_cast<char>(low);
        else
            end();
        if (c == kDottedCapitalI)
            end();
    }
    end();
    return words;
}

RougeScores rouge(std::string_view reference, std::string_view candidate)
{
    const NumberedPair pair = numbered(rougeTokens(reference), rougeTokens(candidate));
    const auto gramOverlap = [&](std::size_t n) {
        const auto wanted = sortedGrams(pair.reference, n);
        const auto given = sortedGrams(pair.candidate, n);
        return overlapOf(common(wanted, given), static_cast<std::int64_t>(given.size()), static_cast<std::int64_t>(wanted.size()));
    };
    RougeScores scores;
    scores.rouge1 = gramOverlap(1);
    scores.rouge2 = gramOverlap(2);
    scores.rougeL = overlapOf(longestCommonSubsequence(pair.reference, pair.candidate),
        static_cast<std::int64_t>(pair.candidate.size()), static_cast<std::int64_t>(pair.reference.size()));
    return scores;
}

BleuCounts& BleuCounts::operator+=(const BleuCounts& other)
{
    for (std::size_t n = 0; n < matches.size(); ++n) {
        matches[n] += other.matches[n];
        totals[n] += other.totals[n];
    }
    candidateLength += other.candidateLength;
    referenceLength += other.referenceLength;
    longReferences += other.longReferences;
    return *this;
}

std::vector<std::string> bleuTokens(std::string_view text)
{
    std::string line(unicode::stripEnd(text));
    replaceAll(line, "<skipped>", "");
    replaceAll(line, "-\n", "");
    replaceAll(line, "\n", " ");
    replaceAll(line, "&quot;", "\"");
    replaceAll(line, "&amp;", "&");
    replaceAll(line, "&lt;", "<");
    replaceAll(line, "&gt;", ">");
    line = setPunctuationApart(" " + line + " ");
    // Working on bytes gives what working on characters does: only ASCII is ever matched by name.
    line = rewritePairs(line, [](char a, char b) { return !isDigit(a) && isStop(b); },
        [](std::string& out, char a, char b) { out += a; out += ' '; out += b; out += ' '; });
    line = rewritePairs(line, [](char a, char b) { return isStop(a) && !isDigit(b); },
        [](std::string& out, char a, char b) { out += ' '; out += a; out += ' '; out += b; });
    line = rewritePairs(line, [](char a, char b) { return isDigit(a) && b == '-'; },
        [](std::string& out, char a, char b) { out += a; out += ' '; out += b; out += ' '; });
    std::vector<std::string> words;
    unicode::forEachWord(line, [&](std::string_view word) { words.emplace_back(word); });
    return words;
}

BleuCounts bleuCounts(std::string_view reference, std::string_view candidate)
{
    const NumberedPair pair = numbered(bleuTokens(reference), bleuTokens(candidate));
    BleuCounts counts;
    counts.candidateLength = static_cast<std::int64_t>(pair.candidate.size());
    counts.referenceLength = static_cast<std::int64_t>(pair.reference.size());
    counts.longReferences = pair.reference.size() >= counts.matches.size() ? 1 : 0;
    for (std::size_t n = 1; n <= counts.matches.size(); ++n) {
        const auto given = sortedGrams(pair.candidate, n);
        counts.totals[n - 1] = static_cast<std::int64_t>(given.size());
        counts.matches[n - 1] = common(sortedGrams(pair.reference, n), given);
    }
    return counts;
}

double corpusBleu(const BleuCounts& counts) { return bleuFrom(counts, false); }

double sentenceBleu(std::string_view reference, std::string_view candidate) { return bleuFrom(bleuCounts(reference, candidate), true); }

bool exactMatch(std::string_view reference, std::string_view candidate)
{
    return unicode::strip(reference) == unicode::strip(candidate);
}

std::vector<std::string> squadTokens(std::string_view text)
{
    std::u32string kept;
    for (const char32_t c : unicode::decode(text)) {
        const bool punctuation = c < 0x80 && c > U' ' && c != 0x7F && (c == U'_' || !unicode::isWord(c));
        if (!punctuation)
            kept += unicode::lower(c);
    }
    std::vector<std::string> words;
    std::string word;
    std::u32string run;
    const auto endRun = [&] {
        // An article stands between word boundaries; what it is removed from falls apart there.
        const bool article = run == U"a" || run == U"an" || run == U"the";
        if (article && !word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        } else if (!article) {
            for (const char32_t c : run)
                unicode::append(word, c);
        }
        run.clear();
        return article;
    };
    const auto endWord = [&] {
        if (!word.empty())
            words.push_back(std::move(word));
        word.clear();
    };
    for (const char32_t c : kept) {
        if (unicode::isWord(c)) {
            run += c;
            continue;
        }
        endRun();
        if (unicode::isSpace(c))
            endWord();
        else
            unicode::append(word, c);
    }
    endRun();
    endWord();
    return words;
}

Overlap tokenOverlap(std::string_view reference, std::string_view candidate)
{
    NumberedPair pair = numbered(squadTokens(reference), squadTokens(candidate));
    if (pair.reference.empty() || pair.candidate.empty()) {
        const double same = pair.reference.empty() && pair.candidate.empty() ? 1 : 0;
        return {same, same, same};
    }
    std::sort(pair.reference.begin(), pair.reference.end());
    std::sort(pair.candidate.begin(), pair.candidate.end());
    return overlapOf(common(pair.reference, pair.candidate), static_cast<std::int64_t>(pair.candidate.size()),
        static_cast<std::int64_t>(pair.reference.size()));
}

std::int64_t editDistance(std::span<const std::int64_t> reference, std::span<const std::int64_t> candidate)
{
    return levenshtein(reference, candidate);
}

std::int64_t editDistance(std::string_view reference, std::string_view candidate)
{
    return levenshtein(unicode::decode(reference), unicode::decode(candidate));
}

double editRate(std::string_view reference, std::string_view candidate)
{
    const std::u32string first = unicode::decode(reference);
    const std::u32string second = unicode::decode(candidate);
    const std::size_t longer = std::max(first.size(), second.size());
    return longer == 0 ? 0 : share(levenshtein(first, second), static_cast<std::int64_t>(longer));
}

TextScores scoreText(std::string_view reference, std::string_view candidate)
{
    TextScores scores;
    if (!rougeTokens(reference).empty())
        scores.rouge = rouge(reference, candidate);
    if (const BleuCounts counts = bleuCounts(reference, candidate); counts.defined())
        scores.bleu = bleuFrom(counts, true);
    scores.exact = exactMatch(reference, candidate);
    scores.tokens = tokenOverlap(reference, candidate);
    scores.editRate = editRate(reference, candidate);
    return scores;
}

} // namespace icf
