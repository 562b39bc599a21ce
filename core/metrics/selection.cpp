#include "core/metrics/selection.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "core/metrics/random.h"
#include "core/metrics/unicode_text.h"

namespace icf {
namespace {

std::vector<std::int64_t> range(std::int64_t begin, std::int64_t end)
{
    std::vector<std::int64_t> places(static_cast<std::size_t>(std::max<std::int64_t>(0, end - begin)));
    std::iota(places.begin(), places.end(), begin);
    return places;
}

std::vector<std::string> sortedWords(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    for (const char32_t c : unicode::decode(text)) {
        if (unicode::isWord(c)) {
            unicode::append(word, unicode::lower(c));
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty())
        words.push_back(std::move(word));
    std::sort(words.begin(), words.end());
    return words;
}

std::vector<std::int64_t> drawn(std::int64_t length, std::int64_t budget, std::uint64_t seed)
{
    std::vector<std::int64_t> places = range(0, length);
    Random(seed).shuffle(places);
    places.resize(static_cast<std::size_t>(budget));
    std::sort(places.begin(), places.end());
    return places;
}

std::vector<std::int64_t> retrieved(std::span<const std::string> tokenTexts, std::int64_t budget, std::string_view query)
{
    const std::vector<Passage> passages = splitPassages(tokenTexts);
    std::vector<std::string> texts;
    for (const Passage& passage : passages) {
        std::string text;
        for (std::int64_t i = passage.begin; i < passage.end; ++i)
            text += tokenTexts[static_cast<std::size_t>(i)];
        texts.push_back(std::move(text));
    }
    const std::vector<double> scores = Bm25(texts).scores(query);
    std::vector<std::size_t> order(passages.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::vector<std::int64_t> places;
    for (const std::size_t best : order) {
        // The last passage is cut rather than left out: the baseline shall use its whole budget.
        const std::int64_t room = budget - static_cast<std::int64_t>(places.size());
        const std::vector<std::int64_t> kept = range(passages[best].begin, std::min(passages[best].end, passages[best].begin + room));
        places.insert(places.end(), kept.begin(), kept.end());
    }
    std::sort(places.begin(), places.end());
    return places;
}

} // namespace

std::vector<std::int64_t> selectTokens(ContextMode mode, std::int64_t length, std::int64_t budget, std::uint64_t seed,
                                       std::span<const std::string> tokenTexts, std::string_view query)
{
    const std::int64_t kept = std::clamp<std::int64_t>(budget, 0, length);
    switch (mode) {
    case ContextMode::full: return range(0, length);
    case ContextMode::none:
    case ContextMode::compressed:
    case ContextMode::meanPooled: return {};
    case ContextMode::truncatedFirst: return range(0, kept);
    case ContextMode::truncatedLast: return range(length - kept, length);
    case ContextMode::truncatedEnds: {
        std::vector<std::int64_t> places = range(0, kept - kept / 2);
        const std::vector<std::int64_t> last = range(length - kept / 2, length);
        places.insert(places.end(), last.begin(), last.end());
        return places;
    }
    case ContextMode::randomTokens: return drawn(length, kept, seed);
    case ContextMode::retrieved: return retrieved(tokenTexts.first(static_cast<std::size_t>(length)), kept, query);
    }
    return {};
}

std::vector<std::int64_t> gather(const std::vector<std::int64_t>& ids, const std::vector<std::int64_t>& places)
{
    std::vector<std::int64_t> result;
    result.reserve(places.size());
    for (const std::int64_t place : places)
        result.push_back(ids[static_cast<std::size_t>(place)]);
    return result;
}

Bm25::Bm25(const std::vector<std::string>& passages, double k1, double b) : k1_(k1), b_(b)
{
    std::size_t total = 0;
    for (const std::string& passage : passages) {
        words_.push_back(sortedWords(passage));
        total += words_.back().size();
    }
    averageLength_ = passages.empty() ? 0 : static_cast<double>(total) / static_cast<double>(passages.size());
}

std::vector<double> Bm25::scores(std::string_view query) const
{
    std::vector<double> result(words_.size(), 0);
    const std::vector<std::string> all = sortedWords(query);
    const std::set<std::string> distinct(all.begin(), all.end());
    const double passages = static_cast<double>(words_.size());
    for (const std::string& word : distinct) {
        std::vector<double> counts;
        for (const std::vector<std::string>& words : words_) {
            const auto [first, last] = std::equal_range(words.begin(), words.end(), word);
            counts.push_back(static_cast<double>(last - first));
        }
        const auto holding = static_cast<double>(std::count_if(counts.begin(), counts.end(), [](double c) { return c > 0; }));
        const double idf = std::log(1 + (passages - holding + 0.5) / (holding + 0.5));
        for (std::size_t i = 0; i < result.size(); ++i) {
            if (counts[i] > 0) {
                const double length = static_cast<double>(words_[i].size()) / averageLength_;
                result[i] += idf * counts[i] * (k1_ + 1) / (counts[i] + k1_ * (1 - b_ + b_ * length));
            }
        }
    }
    return result;
}

std::vector<Passage> splitPassages(std::span<const std::string> tokenTexts, std::int64_t longest)
{
    std::vector<Passage> passages;
    const auto count = static_cast<std::int64_t>(tokenTexts.size());
    std::int64_t begin = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::string& text = tokenTexts[static_cast<std::size_t>(i)];
        const bool last = i + 1 == count;
        const bool stop = !text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == '?');
        // "3.14" and "e.g." are cut by the tokenizer too: a sentence ends only where white space follows.
        const bool spaceNext = last || (!tokenTexts[static_cast<std::size_t>(i + 1)].empty()
            && unicode::spaceLength(tokenTexts[static_cast<std::size_t>(i + 1)]) > 0);
        const bool lineEnd = text.find('\n') != std::string::npos;
        if (last || lineEnd || (stop && spaceNext) || i + 1 - begin == longest) {
            passages.push_back({begin, i + 1});
            begin = i + 1;
        }
    }
    return passages;
}

} // namespace icf
