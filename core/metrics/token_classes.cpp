#include "core/metrics/token_classes.h"

#include <algorithm>
#include <iterator>

#include "core/metrics/unicode_text.h"

namespace icf {
namespace {

// Sorted, for binary search.
constexpr std::string_view kFunctionWords[] = {"a", "about", "above", "after", "again", "against", "all", "also", "am", "an", "and", "any",
    "are", "as", "at", "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "could", "did", "do",
    "does", "doing", "down", "during", "each", "every", "few", "for", "from", "further", "had", "has", "have", "having", "he", "her", "here",
    "hers", "herself", "him", "himself", "his", "how", "i", "if", "in", "into", "is", "it", "its", "itself", "just", "may", "me", "might",
    "more", "most", "must", "my", "myself", "no", "nor", "not", "now", "of", "off", "on", "once", "only", "or", "other", "our", "ours",
    "ourselves", "out", "over", "own", "same", "shall", "she", "should", "so", "some", "such", "than", "that", "the", "their", "theirs",
    "them", "themselves", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under", "until", "up", "us", "very",
    "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
    "yours", "yourself", "yourselves"};

constexpr std::int64_t kRareAtMost = 2;

struct Character {
    char32_t value;
    std::size_t begin;
};

std::vector<Character> charactersOf(std::string_view text)
{
    std::vector<Character> result;
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t length = 1;
        while (begin + length < text.size() && (static_cast<unsigned char>(text[begin + length]) & 0xC0) == 0x80)
            ++length;
        const std::u32string decoded = unicode::decode(text.substr(begin, length));
        result.push_back({decoded.size() == 1 ? decoded[0] : char32_t{0xFFFD}, begin});
        begin += length;
    }
    return result;
}

bool isDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// Whether the character at i keeps two parts of a word together: don't, 3.14, 2019-2020.
bool joinsWord(const std::vector<Character>& text, std::size_t i)
{
    if (i == 0 || i + 1 >= text.size())
        return false;
    const char32_t c = text[i].value;
    const char32_t before = text[i - 1].value;
    const char32_t after = text[i + 1].value;
    if (c == U'\'' || c == U'\u2019')
        return unicode::isWord(before) && unicode::isWord(after);
    return (c == U'.' || c == U',' || c == U'-') && isDigit(before) && isDigit(after);
}

std::string lowered(std::string_view word)
{
    std::string result;
    for (const char32_t c : unicode::decode(word))
        unicode::append(result, unicode::lower(c));
    return result;
}

/// Calls use(begin, end, startsSentence) for every word.
template <class Use> void forEachWord(std::string_view text, Use use)
{
    const std::vector<Character> characters = charactersOf(text);
    bool sentenceStart = true;
    for (std::size_t i = 0; i < characters.size();) {
        if (!unicode::isWord(characters[i].value)) {
            const char32_t c = characters[i].value;
            if (c == U'.' || c == U'!' || c == U'?' || c == U'\n')
                sentenceStart = true;
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < characters.size() && (unicode::isWord(characters[end].value) || joinsWord(characters, end)))
            ++end;
        use(characters[i].begin, end < characters.size() ? characters[end].begin : text.size(), sentenceStart);
        sentenceStart = false;
        i = end;
    }
}

TokenClass kindOf(std::string_view word, bool startsSentence, const WordCounts& counts)
{
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return TokenClass::number;
    const std::string low = lowered(word);
    const bool function = std::binary_search(std::begin(kFunctionWords), std::end(kFunctionWords), low);
    const bool capital = unicode::isUpper(unicode::decode(word).front());
    if (capital && !function && (!startsSentence || !counts.seenInLowerCase(word)))
        return TokenClass::name;
    if (function)
        return TokenClass::functionWord;
    return counts.count(word) <= kRareAtMost ? TokenClass::rare : TokenClass::common;
}

} // namespace

std::string_view tokenClassKey(TokenClass kind)
{
    constexpr std::array<std::string_view, kTokenClasses> kKeys{"number", "name", "function_word", "rare", "common", "other"};
    return kKeys[static_cast<std::size_t>(kind)];
}

void WordCounts::add(std::string_view text)
{
    forEachWord(text, [&](std::size_t begin, std::size_t end, bool) {
        const std::string_view word = text.substr(begin, end - begin);
        const std::string low = lowered(word);
        Entry& entry = entries_[low];
        ++entry.all;
        entry.lower += low == word;
    });
}

std::int64_t WordCounts::count(std::string_view word) const
{
    const auto found = entries_.find(lowered(word));
    return found == entries_.end() ? 0 : found->second.all;
}

bool WordCounts::seenInLowerCase(std::string_view word) const
{
    const auto found = entries_.find(lowered(word));
    return found != entries_.end() && found->second.lower > 0;
}

std::vector<ClassifiedWord> classifyWords(std::string_view text, const WordCounts& counts)
{
    std::vector<ClassifiedWord> words;
    forEachWord(text, [&](std::size_t begin, std::size_t end, bool startsSentence) {
        words.push_back({begin, end, kindOf(text.substr(begin, end - begin), startsSentence, counts)});
    });
    return words;
}

std::vector<TokenClass> classifyTokens(std::span<const std::string> tokenTexts, const WordCounts& counts)
{
    std::string text;
    for (const std::string& token : tokenTexts)
        text += token;
    const std::vector<ClassifiedWord> words = classifyWords(text, counts);
    std::vector<TokenClass> kinds;
    std::size_t at = 0;
    auto word = words.begin();
    for (const std::string& token : tokenTexts) {
        const std::size_t visible = at + (token.size() > 1 && token.front() == ' ' ? 1 : 0);
        while (word != words.end() && word->end <= visible)
            ++word;
        kinds.push_back(word != words.end() && word->begin <= visible && !token.empty() ? word->kind : TokenClass::other);
        at += token.size();
    }
    return kinds;
}

void ClassTally::add(TokenClass kind, bool correct)
{
    right[static_cast<std::size_t>(kind)] += correct;
    ++total[static_cast<std::size_t>(kind)];
}

ClassTally& ClassTally::operator+=(const ClassTally& other)
{
    for (std::size_t i = 0; i < kTokenClasses; ++i) {
        right[i] += other.right[i];
        total[i] += other.total[i];
    }
    return *this;
}

double ClassTally::share(TokenClass kind) const
{
    const auto i = static_cast<std::size_t>(kind);
    return total[i] > 0 ? static_cast<double>(right[i]) / static_cast<double>(total[i]) : 0;
}

ClassTally recallByClass(std::string_view reference, std::string_view candidate, const WordCounts& counts)
{
    std::map<std::string_view, std::int64_t> available;
    forEachWord(candidate, [&](std::size_t begin, std::size_t end, bool) { ++available[candidate.substr(begin, end - begin)]; });
    ClassTally tally;
    for (const ClassifiedWord& word : classifyWords(reference, counts)) {
        const auto found = available.find(reference.substr(word.begin, word.end - word.begin));
        const bool right = found != available.end() && found->second > 0;
        if (right)
            --found->second;
        tally.add(word.kind, right);
    }
    return tally;
}

} // namespace icf
