#include "core/text/bpe_tokenizer.h"

#include <algorithm>
#include <array>
#include <mutex>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/text/bpe_merges.h"
#include "core/text/bpe_text.h"
#include "core/text/bpe_vocabulary.h"
#include "core/text/special_tokens.h"
#include "core/text/white_space.h"

namespace icf {
namespace {

constexpr std::string_view kMark = "\xE2\x96\x81";  // U+2581
constexpr std::size_t kCachedWords = 1 << 14;
constexpr std::size_t kLongestCachedWord = 64;

std::size_t characterSize(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    return std::min<std::size_t>(text.size() - at, lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2);
}

/// Of <0x00> … <0xFF>; nothing for others.
std::optional<unsigned char> byteOfFallback(std::string_view token)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
    if (token.size() != 6 || !token.starts_with("<0x") || token[5] != '>' || digit(token[3]) < 0 || digit(token[4]) < 0)
        return std::nullopt;
    return static_cast<unsigned char>(digit(token[3]) * 16 + digit(token[4]));
}

/// What lies beside added tokens, in the sense of Rust's regular expressions.
class Surroundings {
public:
    std::size_t spacesAtStart(std::string_view text) const
    {
        const auto found = starts_.find(text, 0);
        return found ? found->second : 0;
    }
    /// Where the white space that a text ends with begins.
    std::size_t startOfSpacesAtEnd(std::string_view text) const
    {
        std::size_t at = text.size();
        while (at > 0) {
            std::size_t before = at - 1;
            while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0U) == 0x80U)
                --before;
            if (spacesAtStart(text.substr(before, at - before)) == 0)
                break;
            at = before;
        }
        return at;
    }
    bool wordAtStart(std::string_view text) const { return bool(word_.find(text, 0)); }
    bool wordAtEnd(std::string_view text) const
    {
        std::size_t at = text.size();
        while (at > 0 && (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U))
            --at;
        return !text.empty() && wordAtStart(text.substr(at));
    }

private:
    Regex starts_{R"(\A\s*)", "tokenizer"};
    Regex word_{R"(\A[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\x{200c}\x{200d}])", "tokenizer"};
};

class BpeTokenizer : public Tokenizer {
public:
    BpeTokenizer(BpeDefinition definition, std::int64_t vocab);

    std::vector<std::int64_t> encode(const std::string& text, bool bos, std::size_t atMost) const override { return encodeFrom(text, bos, true, atMost); }
    std::vector<std::int64_t> encodeAfterBos(const std::string& text) const override
    {
        return encodeFrom(text, true, false, std::numeric_limits<std::size_t>::max());
    }
    std::string decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const override;
    std::string piece(std::int64_t id) const override { return known(id) && added(id) ? spelled_[std::size_t(id)] : readableToken(text(id)); }
    std::string text(std::int64_t id) const override { return known(id) ? texts_[std::size_t(id)] : std::string(); }
    std::optional<std::int64_t> bos() const override { return definition_.bos; }
    std::int64_t eos() const override { return definition_.eos; }
    std::int64_t size() const override { return std::int64_t(texts_.size()); }
    std::vector<std::string> notes() const override;
    std::string description() const override;

private:
    struct CachedWord {
        std::string text;
        std::vector<std::uint32_t> ids;
    };
    /// One call of encode.
    struct Encoding {
        std::vector<std::int64_t>& ids;
        std::size_t atMost;
        std::vector<CachedWord>* cache;  ///< Null while another thread has it.
        std::vector<std::uint32_t> word;
    };

    bool bytes() const { return definition_.alphabet == BpeDefinition::Alphabet::bytes; }
    bool known(std::int64_t id) const { return id >= 0 && id < size() && present_[std::size_t(id)]; }
    bool added(std::int64_t id) const { return raw_.find(id) != nullptr || normalized_.find(id) != nullptr; }
    void learnTokens();
    void learnMerges();
    std::string normalize(std::string_view text) const;
    void requireEmbeddings(const std::vector<std::int64_t>& ids) const;

    std::vector<std::int64_t> encodeFrom(const std::string& text, bool bos, bool atStart, std::size_t atMost) const;
    // These return false when there are ids enough.  atStart: the whole text begins here.
    template <class Plain> bool splitAtAdded(std::string_view text, const AddedTokens& tokens, Encoding& to, Plain plain) const;
    bool split(std::string_view text, std::size_t step, bool atStart, Encoding& to) const;
    bool splitByPattern(const SplitStep& by, std::string_view text, std::size_t step, bool atStart, Encoding& to) const;
    bool encodeWord(std::string_view text, Encoding& to) const;
    void wordIds(std::string_view text, std::vector<std::uint32_t>& ids) const;
    void symbols(std::string_view text, std::vector<std::uint32_t>& ids) const;

    BpeDefinition definition_;
    std::int64_t vocab_;
    std::vector<std::string> spelled_;   ///< By id, as in the file, added ones too.
    std::vector<std::string> texts_;     ///< By id: what a token decodes to.
    std::vector<bool> present_, special_;
    std::vector<std::string> matched_;   ///< By id: the text that the model's own tokens are made from.
    BpeVocabulary vocabulary_;
    std::array<std::optional<std::uint32_t>, 256> byteIds_;
    std::optional<std::uint32_t> unknown_;
    BpeMerges merges_;
    AddedTokens raw_, normalized_;
    Surroundings surroundings_;
    mutable std::mutex cacheLock_;
    mutable std::vector<CachedWord> cache_;
};

BpeTokenizer::BpeTokenizer(BpeDefinition definition, std::int64_t vocab) : definition_(std::move(definition)), vocab_(vocab), cache_(kCachedWords)
{
    if (std::int64_t(definition_.tokens.size()) > vocab_)
        throw Error(definition_.where, "the tokenizer has " + std::to_string(definition_.tokens.size()) + " tokens, the model only " + std::to_string(vocab_)
                    + "; they do not belong together");
    for (BpeAddedToken& token : definition_.added) {
        if (token.normalized)
            token.content = normalize(token.content);
        if (!token.content.empty())
            (token.normalized ? normalized_ : raw_).add({.content = token.content, .id = token.id, .stripLeft = token.stripLeft,
                                                         .stripRight = token.stripRight, .singleWord = token.singleWord});
    }
    learnTokens();
    learnMerges();
    if (definition_.bos)
        requireEmbeddings({*definition_.bos});
    requireEmbeddings({definition_.eos});
}

void BpeTokenizer::learnTokens()
{
    spelled_ = definition_.tokens;
    for (const BpeAddedToken& token : definition_.added) {
        if (std::size_t(token.id) >= spelled_.size())
            spelled_.resize(std::size_t(token.id) + 1);
        spelled_[std::size_t(token.id)] = token.content;
    }
    present_.resize(spelled_.size());
    special_.resize(spelled_.size());
    texts_.resize(spelled_.size());
    for (const BpeAddedToken& token : definition_.added)
        special_[std::size_t(token.id)] = token.special;
    for (std::size_t id = 0; id < spelled_.size(); ++id) {
        present_[id] = !spelled_[id].empty();
        texts_[id] = bytes() ? bytesOfByteLevel(spelled_[id]).value_or(spelled_[id]) : withReplaced(spelled_[id], kMark, " ");
        if (const auto byte = bytes() ? std::nullopt : byteOfFallback(spelled_[id]))
            texts_[id] = std::string(1, static_cast<char>(*byte));
    }
    matched_.resize(definition_.tokens.size());
    for (std::size_t id = 0; id < matched_.size(); ++id) {
        const std::string& token = definition_.tokens[id];
        // No text has a byte-level token with a character that stands for no byte.
        const std::optional<std::string> text = bytes() ? bytesOfByteLevel(token) : token;
        if (!text || text->empty())
            continue;
        matched_[id] = *text;
        vocabulary_.add(matched_[id], std::uint32_t(id));
        if (const auto byte = byteOfFallback(token); byte && !bytes())
            byteIds_[*byte] = std::uint32_t(id);
        else if (bytes() && text->size() == 1)
            byteIds_[static_cast<unsigned char>(text->front())] = std::uint32_t(id);
    }
    vocabulary_.finish();
    if (!definition_.unknown.empty()) {
        const auto own = std::find(definition_.tokens.begin(), definition_.tokens.end(), definition_.unknown);
        if (own == definition_.tokens.end())
            throw Error(definition_.where, "the model has no token \"" + printable(definition_.unknown) + "\", which unknown characters shall become");
        unknown_ = std::uint32_t(own - definition_.tokens.begin());
    }
}

void BpeTokenizer::learnMerges()
{
    merges_.reserve(definition_.merges.size());
    std::uint32_t rank = 0;
    for (const auto& [left, right] : definition_.merges) {
        std::array<std::optional<std::string>, 3> texts{left, right, left + right};
        if (bytes())
            for (auto& text : texts)
                text = bytesOfByteLevel(*text);
        std::array<std::optional<std::uint32_t>, 3> ids;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            ids[i] = texts[i] ? vocabulary_.find(*texts[i]) : std::nullopt;
            if (!ids[i])
                throw Error(definition_.where, "merges \"" + printable(left) + "\" and \"" + printable(right) + "\", which are not tokens, or make none");
        }
        merges_.add(*ids[0], *ids[1], rank++, *ids[2]);
    }
    definition_.merges = {};
}

void BpeTokenizer::requireEmbeddings(const std::vector<std::int64_t>& ids) const
{
    for (const std::int64_t id : ids)
        if (id >= vocab_)
            throw Error(definition_.where, "the token \"" + printable(piece(id)) + "\" has the id " + std::to_string(id) + ", the model has only "
                        + std::to_string(vocab_) + " embeddings; take it out of the text, or use the tokenizer of the model");
}

std::string BpeTokenizer::normalize(std::string_view text) const
{
    std::string result(text);
    for (const NormalizerStep& step : definition_.normalizer) {
        if (step.kind == NormalizerStep::Kind::nfc || step.kind == NormalizerStep::Kind::nfkc)
            result = normalForm(result, step.kind == NormalizerStep::Kind::nfkc);
        else if (step.kind == NormalizerStep::Kind::replace)
            result = withReplaced(result, step.from, step.to);
        else if (!result.empty())
            result.insert(0, step.to);
    }
    return result;
}

std::vector<std::int64_t> BpeTokenizer::encodeFrom(const std::string& text, bool bos, bool atStart, std::size_t atMost) const
{
    std::vector<std::int64_t> ids;
    if (bos && definition_.bos)
        ids.push_back(*definition_.bos);
    const std::unique_lock lock(cacheLock_, std::try_to_lock);
    Encoding to{ids, atMost, lock ? &cache_ : nullptr, {}};
    std::string repaired;
    std::string_view given = text;
    if (validUtf8Prefix(text) != text.size())
        given = repaired = repairedUtf8(text);
    if (ids.size() < atMost)
        splitAtAdded(given, raw_, to, [&](std::string_view part, bool first) {
            const std::string changed = definition_.normalizer.empty() ? std::string() : normalize(part);
            return splitAtAdded(definition_.normalizer.empty() ? part : changed, normalized_, to,
                                [&](std::string_view plain, bool start) { return split(plain, 0, first && start && atStart, to); });
        });
    if (ids.size() > atMost)
        ids.resize(atMost);
    if (size() > vocab_)
        requireEmbeddings(ids);
    return ids;
}

/// As AddedVocabulary of the tokenizers library: the leftmost match, of several the longest; a match that does not count is passed over whole.
template <class Plain> bool BpeTokenizer::splitAtAdded(std::string_view text, const AddedTokens& tokens, Encoding& to, Plain plain) const
{
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size() && tokens.size() > 0;) {
        const AddedToken* token = tokens.longestAtStartOf(text.substr(at));
        if (token == nullptr) {
            ++at;
            continue;
        }
        std::size_t begin = at, end = at + token->content.size();
        at = end;
        if (token->singleWord && (surroundings_.wordAtEnd(text.substr(0, begin)) || surroundings_.wordAtStart(text.substr(end))))
            continue;
        if (token->stripLeft)
            begin = std::max(surroundings_.startOfSpacesAtEnd(text.substr(0, begin)), done);
        if (token->stripRight)
            end += surroundings_.spacesAtStart(text.substr(end));
        if (done < begin && !plain(text.substr(done, begin - done), done == 0))
            return false;
        to.ids.push_back(token->id);
        if (to.ids.size() >= to.atMost)
            return false;
        done = end;
    }
    return done >= text.size() || plain(text.substr(done), done == 0);
}

bool BpeTokenizer::split(std::string_view text, std::size_t step, bool atStart, Encoding& to) const
{
    if (text.empty())
        return true;
    if (step == definition_.splits.size())
        return encodeWord(text, to);
    const SplitStep& by = definition_.splits[step];
    if (by.kind == SplitStep::Kind::pattern)
        return splitByPattern(by, text, step, atStart, to);
    if (by.kind == SplitStep::Kind::prefixSpace)
        return text.starts_with(' ') ? split(text, step + 1, atStart, to) : split(" " + std::string(text), step + 1, atStart, to);
    std::string marked = withReplaced(text, " ", kMark);
    const bool wanted = by.prepend == SplitStep::Prepend::always || (by.prepend == SplitStep::Prepend::first && atStart);
    if (wanted && !marked.starts_with(kMark))
        marked.insert(0, kMark);
    return split(marked, step + 1, atStart, to);
}

bool BpeTokenizer::splitByPattern(const SplitStep& by, std::string_view text, std::size_t step, bool atStart, Encoding& to) const
{
    using Behavior = SplitStep::Behavior;
    const auto pass = [&](std::size_t begin, std::size_t end) { return split(text.substr(begin, end - begin), step + 1, atStart && begin == 0, to); };
    // Of the two kinds that merge: the part that may still grow.
    std::size_t heldBegin = 0, heldEnd = 0;
    bool held = false, heldMatch = false;
    const auto part = [&](std::size_t begin, std::size_t end, bool match) {
        match = match != by.invert;
        if (begin == end)
            return true;
        if (by.behavior == Behavior::isolated)
            return pass(begin, end);
        if (by.behavior == Behavior::removed)
            return match || pass(begin, end);
        const bool grows = held && (by.behavior == Behavior::mergedWithPrevious ? match && !heldMatch : heldMatch && !match);
        const bool goesOn = grows || !held || pass(heldBegin, heldEnd);
        heldBegin = grows ? heldBegin : begin;
        heldEnd = end;
        heldMatch = match;
        held = true;
        return goesOn;
    };
    std::size_t done = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const auto found = by.pattern->find(text, at);
        if (!found)
            break;
        const auto [begin, end] = *found;
        if (!part(done, begin, false) || !part(begin, end, true))
            return false;
        done = end;
        at = end > begin || end == text.size() ? end + std::size_t(end == begin) : end + characterSize(text, end);
    }
    return part(done, text.size(), false) && (!held || pass(heldBegin, heldEnd));
}

bool BpeTokenizer::encodeWord(std::string_view text, Encoding& to) const
{
    if (to.cache && text.size() <= kLongestCachedWord) {
        CachedWord& cached = (*to.cache)[std::hash<std::string_view>()(text) % kCachedWords];
        if (cached.text != text) {
            cached.text.clear();
            wordIds(text, cached.ids);
            cached.text = text;
        }
        to.ids.insert(to.ids.end(), cached.ids.begin(), cached.ids.end());
    } else {
        wordIds(text, to.word);
        to.ids.insert(to.ids.end(), to.word.begin(), to.word.end());
    }
    return to.ids.size() < to.atMost;
}

void BpeTokenizer::wordIds(std::string_view text, std::vector<std::uint32_t>& ids) const
{
    ids.clear();
    if (definition_.ignoreMerges) {
        if (const auto whole = vocabulary_.find(text)) {
            ids.push_back(*whole);
            return;
        }
    }
    symbols(text, ids);
    merges_.apply(ids);
}

/// What a word consists of before anything is merged.
void BpeTokenizer::symbols(std::string_view text, std::vector<std::uint32_t>& ids) const
{
    bool unknownBefore = false;  // An unknown token is put in when what follows it is known: so does the library.
    const auto unknown = [&] {
        if (unknownBefore && !definition_.fuseUnknown)
            ids.push_back(*unknown_);
        unknownBefore = unknown_.has_value();
    };
    const auto put = [&](std::uint32_t id) {
        if (unknownBefore)
            ids.push_back(*unknown_);
        unknownBefore = false;
        ids.push_back(id);
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = bytes() ? 1 : characterSize(text, at);
        const std::string_view character = text.substr(at, size);
        at += size;
        if (const auto id = bytes() ? byteIds_[static_cast<unsigned char>(character[0])] : vocabulary_.find(character)) {
            put(*id);
            continue;
        }
        const bool fallback = !bytes() && definition_.byteFallback
            && std::all_of(character.begin(), character.end(), [&](char c) { return byteIds_[static_cast<unsigned char>(c)].has_value(); });
        if (!fallback) {
            unknown();
            continue;
        }
        for (const char c : character)
            ids.push_back(*byteIds_[static_cast<unsigned char>(c)]);
    }
    if (unknownBefore)
        ids.push_back(*unknown_);
}

std::string BpeTokenizer::decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const
{
    std::string text;
    std::string run;  // Bytes that are to be a text, or none of them.
    const auto closeRun = [&] {
        if (validUtf8Prefix(run) == run.size())
            text += run;
        else
            for (std::size_t i = 0; i < run.size(); ++i)
                text += "\xEF\xBF\xBD";
        run.clear();
    };
    bool first = true;
    for (const std::int64_t id : ids) {
        if (!known(id) || (skipSpecial && special_[std::size_t(id)]))
            continue;
        const std::string& token = texts_[std::size_t(id)];
        if (!bytes() && byteOfFallback(spelled_[std::size_t(id)])) {
            run += token;
        } else {
            closeRun();
            if (first && definition_.drops == BpeDefinition::Drops::firstTokensSpaces)
                text += withReplaced(spelled_[std::size_t(id)], kMark, "");
            else
                text += token;
        }
        first = false;
    }
    closeRun();
    if (bytes())
        text = repairedUtf8(text);
    if (definition_.drops == BpeDefinition::Drops::space && text.starts_with(' '))
        text.erase(0, 1);
    return definition_.cleanUpSpaces ? withCleanSpaces(std::move(text)) : text;
}

std::vector<std::string> BpeTokenizer::notes() const
{
    if (size() <= vocab_)
        return {};
    return {definition_.where + ": the model has only " + std::to_string(vocab_) + " embeddings, the tokenizer has " + std::to_string(size())
            + " tokens with those added to it; a text that holds one of those beyond is refused"};
}

std::string BpeTokenizer::description() const
{
    return std::string(bytes() ? "byte-level BPE" : "BPE of characters") + ", " + std::to_string(size()) + " tokens";
}

} // namespace

std::unique_ptr<Tokenizer> makeBpeTokenizer(BpeDefinition definition, std::int64_t vocab)
{
    return std::make_unique<BpeTokenizer>(std::move(definition), vocab);
}

} // namespace icf
