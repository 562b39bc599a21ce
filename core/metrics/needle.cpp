#include "core/metrics/needle.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

#include "core/base/error.h"
#include "core/metrics/random.h"
#include "core/metrics/unicode_text.h"

namespace icf {
namespace {

constexpr std::array<std::string_view, 24> kFirstNames{"Anna", "Ben", "Carl", "Dora", "Emil", "Hana", "Ivan", "Jane", "Kurt", "Lena",
    "Mara", "Nils", "Olga", "Paul", "Rosa", "Sven", "Tina", "Vera", "Yuri", "Adam", "Cora", "Hugo", "Iris", "Noah"};
constexpr std::array<std::string_view, 24> kFamilyNames{"Baker", "Clark", "Doyle", "Fisher", "Grant", "Hill", "Jones", "Klein", "Moore",
    "Novak", "Parker", "Reed", "Stone", "Turner", "Vance", "Walker", "Young", "Brown", "Frost", "Hayes", "Lang", "Price", "Ross", "Weber"};
constexpr std::uint64_t kLeastValue = 10;
constexpr std::uint64_t kValues = 90;

std::string filled(std::string text, const std::string& key, const std::string& value)
{
    const auto replace = [&](std::string_view mark, const std::string& by) {
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += by.size())
            text.replace(at, mark.size(), by);
    };
    replace("{key}", key);
    replace("{first}", key.substr(0, key.find(' ')));
    replace("{value}", value);
    return text;
}

std::string drawKey(Random& random)
{
    return std::string(kFirstNames[random.below(kFirstNames.size())]) + " " + std::string(kFamilyNames[random.below(kFamilyNames.size())]);
}

std::string drawValue(Random& random) { return std::to_string(kLeastValue + random.below(kValues)); }

std::vector<std::string> sentencesOf(const std::string& text)
{
    std::vector<std::string> sentences;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
        const bool end = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n';
        if ((stop && end) || i + 1 == text.size()) {
            const std::string_view sentence = unicode::strip(std::string_view(text).substr(begin, i + 1 - begin));
            if (!sentence.empty())
                sentences.emplace_back(sentence);
            begin = i + 1;
        }
    }
    return sentences;
}

std::string joined(const std::vector<std::string>& sentences, const std::string& fact, double depth)
{
    const auto before = static_cast<std::size_t>(std::lround(std::clamp(depth, 0.0, 1.0) * static_cast<double>(sentences.size())));
    std::string text;
    for (std::size_t i = 0; i <= sentences.size(); ++i) {
        if (i == before)
            text += (text.empty() ? "" : " ") + fact;
        if (i < sentences.size())
            text += (text.empty() ? "" : " ") + sentences[i];
    }
    return text;
}

/// The seed's sequence differs for every place of the grid, so that cells do not share their needles.
std::uint64_t cellSeed(std::uint64_t seed, std::int64_t length, double depth)
{
    return seed * 1'000'003u + static_cast<std::uint64_t>(length) * 1009u + static_cast<std::uint64_t>(std::lround(depth * 1000));
}

/// Adds filler from next() as long as the text stays within length tokens, then puts the fact at its depth.
template <class Next>
void fill(NeedleSample& sample, const std::string& fact, std::int64_t length, const TokenCounter& count, Next next)
{
    if (count(fact) > length)
        throw Error("needle", "the fact alone has " + std::to_string(count(fact)) + " tokens, the length is " + std::to_string(length)
            + ": choose a larger length");
    std::vector<std::string> filler;
    constexpr int kMaxMisses = 8;  // A long sentence that does not fit shall not end the search for a short one.
    for (int misses = 0; misses < kMaxMisses;) {
        const std::string sentence = next();
        if (sentence.empty())
            break;
        filler.push_back(sentence);
        if (count(joined(filler, fact, sample.depth)) > length) {
            filler.pop_back();
            ++misses;
        }
    }
    sample.context = joined(filler, fact, sample.depth);
    sample.tokens = count(sample.context);
    sample.length = length;
}

} // namespace

NeedleSample makeNeedle(const NeedleStyle& style, const std::vector<std::string>& haystack, std::int64_t length, double depth,
                        std::uint64_t seed, const TokenCounter& count)
{
    Random random(cellSeed(seed, length, depth));
    const std::string key = drawKey(random);
    NeedleSample sample;
    sample.value = drawValue(random);
    sample.depth = depth;
    sample.prompt = filled(style.question, key, sample.value);
    sample.answer = filled(style.answer, key, sample.value);
    const std::string firstName = key.substr(0, key.find(' '));
    std::vector<std::string> sentences;
    // Few texts make enough sentences; reading all of a large file for each sample would be slow.
    constexpr std::size_t kMaxSentences = 20'000;
    for (std::size_t i = 0, start = haystack.empty() ? 0 : random.below(haystack.size()); i < haystack.size() && sentences.size() < kMaxSentences; ++i)
        for (std::string& sentence : sentencesOf(haystack[(start + i) % haystack.size()]))
            if (sentence.find(firstName) == std::string::npos)
                sentences.push_back(std::move(sentence));
    if (sentences.empty())
        throw Error("needle", "the data has no sentence to hide a fact in: choose other data");
    random.shuffle(sentences);
    std::size_t used = 0;
    fill(sample, filled(style.fact, key, sample.value), length, count, [&] { return used < sentences.size() ? sentences[used++] : std::string(); });
    return sample;
}

NeedleSample makeKeyValue(const NeedleStyle& style, std::int64_t length, double depth, std::uint64_t seed, const TokenCounter& count)
{
    Random random(cellSeed(seed, length, depth));
    const std::string key = drawKey(random);
    NeedleSample sample;
    sample.value = drawValue(random);
    sample.depth = depth;
    sample.prompt = filled(style.question, key, sample.value);
    sample.answer = filled(style.answer, key, sample.value);
    std::set<std::string> keys{key};
    fill(sample, filled(style.fact, key, sample.value), length, count, [&]() -> std::string {
        if (keys.size() == kFirstNames.size() * kFamilyNames.size())
            return {};
        std::string other = drawKey(random);
        while (!keys.insert(other).second)
            other = drawKey(random);
        std::string value = drawValue(random);
        while (value == sample.value)
            value = drawValue(random);
        return filled(style.fact, other, value);
    });
    return sample;
}

bool holdsValue(const std::string& answer, const std::string& value)
{
    const std::u32string text = unicode::decode(answer);
    const std::u32string wanted = unicode::decode(value);
    if (wanted.empty())
        return false;
    for (std::size_t at = 0; (at = text.find(wanted, at)) != std::u32string::npos; ++at) {
        const bool startsWord = at == 0 || !unicode::isWord(text[at - 1]);
        const std::size_t end = at + wanted.size();
        if (startsWord && (end == text.size() || !unicode::isWord(text[end])))
            return true;
    }
    return false;
}

} // namespace icf
