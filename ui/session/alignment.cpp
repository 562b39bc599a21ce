#include "ui/session/alignment.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>

namespace icf::ui {

namespace {

enum Step : std::uint8_t { kPair, kFirstOnly, kSecondOnly };

} // namespace

Alignment alignTokens(
    const std::vector<std::string>& first, const std::vector<std::string>& second, std::size_t maxCells)
{
    std::size_t head = 0;
    while (head < first.size() && head < second.size() && first[head] == second[head])
        ++head;
    std::size_t tail = 0;
    while (tail < first.size() - head && tail < second.size() - head
        && first[first.size() - 1 - tail] == second[second.size() - 1 - tail])
        ++tail;

    // Numbers for words: the table below compares millions of pairs.
    std::map<std::string_view, int> numbers;
    const auto numbered = [&numbers, head, tail](const std::vector<std::string>& tokens) {
        std::vector<int> out;
        for (std::size_t i = head; i < tokens.size() - tail; ++i)
            out.push_back(numbers.try_emplace(tokens[i], int(numbers.size())).first->second);
        return out;
    };
    const std::vector<int> left = numbered(first), right = numbered(second);

    Alignment result;
    result.reserve(std::max(first.size(), second.size()));
    for (std::size_t i = 0; i < head; ++i)
        result.emplace_back(int(i), int(i));

    const std::size_t n = first.size() - head - tail, m = second.size() - head - tail;
    const int offset = int(head);
    if ((n + 1) > maxCells / (m + 1)) {
        for (std::size_t i = 0; i < std::max(n, m); ++i)
            result.emplace_back(i < n ? int(i) + offset : -1, i < m ? int(i) + offset : -1);
    } else if (n + m > 0) {
        const std::size_t width = m + 1;
        std::vector<std::uint8_t> steps((n + 1) * width, kPair);
        std::vector<int> previous(width), current(width);
        for (std::size_t j = 0; j < width; ++j) {
            previous[j] = int(j);
            steps[j] = kSecondOnly;
        }
        for (std::size_t i = 1; i <= n; ++i) {
            current[0] = int(i);
            steps[i * width] = kFirstOnly;
            for (std::size_t j = 1; j <= m; ++j) {
                const int pair = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                const int only = previous[j] + 1, other = current[j - 1] + 1;
                const int best = std::min({pair, only, other});
                current[j] = best;
                steps[i * width + j] = best == pair ? kPair : best == only ? kFirstOnly : kSecondOnly;
            }
            std::swap(previous, current);
        }
        Alignment middle;
        for (std::size_t i = n, j = m; i > 0 || j > 0;) {
            switch (steps[i * width + j]) {
            case kPair:
                middle.emplace_back(int(--i) + offset, int(--j) + offset);
                break;
            case kFirstOnly:
                middle.emplace_back(int(--i) + offset, -1);
                break;
            default:
                middle.emplace_back(-1, int(--j) + offset);
                break;
            }
        }
        result.insert(result.end(), middle.rbegin(), middle.rend());
    }
    for (std::size_t i = 0; i < tail; ++i)
        result.emplace_back(int(first.size() - tail + i), int(second.size() - tail + i));
    return result;
}

namespace {

std::vector<DiffWord> splitWords(const QString& text)
{
    std::vector<DiffWord> words;
    for (int i = 0; i < text.size();) {
        while (i < text.size() && text[i].isSpace())
            ++i;
        const int start = i;
        while (i < text.size() && !text[i].isSpace())
            ++i;
        if (i > start)
            words.push_back({start, i - start, false});
    }
    return words;
}

std::vector<std::string> wordTexts(const QString& text, const std::vector<DiffWord>& words)
{
    std::vector<std::string> result;
    result.reserve(words.size());
    for (const DiffWord& word : words)
        result.push_back(text.mid(word.start, word.length).toStdString());
    return result;
}

} // namespace

WordDiff diffWords(const QString& text, const QString& other)
{
    WordDiff result;
    result.words = splitWords(text);
    const auto mine = wordTexts(text, result.words), theirs = wordTexts(other, splitWords(other));
    for (auto [i, j] : alignTokens(mine, theirs)) {
        const bool same = i >= 0 && j >= 0 && mine[std::size_t(i)] == theirs[std::size_t(j)];
        if (same)
            continue;
        if (i >= 0) {
            result.words[std::size_t(i)].differs = true;
            ++result.differing;
        }
        if (j >= 0)
            ++result.missing;
    }
    return result;
}

} // namespace icf::ui
