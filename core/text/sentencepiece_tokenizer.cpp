#include <sentencepiece_processor.h>

#include <algorithm>
#include <optional>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/base/utf8.h"
#include "core/text/sentencepiece_check.h"
#include "core/text/sentencepiece_tokenizer.h"
#include "core/text/special_tokens.h"
#include "core/text/text_cuts.h"
#include "core/text/tokenizer.h"
#include "core/text/white_space.h"

namespace icf {
namespace {

constexpr std::string_view kSpaceMark = "\xE2\x96\x81"; // U+2581
/// What a stretch in the middle of a text is read after.  No token holds it but the one of its byte.
constexpr std::string_view kLead = "\n";
/// Where a stretch ends even if there is no place for a cut.
constexpr std::size_t kLongestStretch = std::size_t{2} << 20;
/// Of the text on which cutting is tried when a model is opened.
constexpr std::size_t kSampleBytes = 4096;
constexpr std::size_t kMaxModelBytes = std::size_t{64} << 20;
/// Protobuf for "normalizer_spec { add_dummy_prefix: false }": appended to a model, it is merged over what is there.
constexpr std::string_view kNoDummyPrefix("\x1A\x02\x18\x00", 4);

/// The rules of transformers' LlamaTokenizer (4.44, slow) around the sentencepiece library.
class SentencePieceTokenizer : public Tokenizer {
public:
    SentencePieceTokenizer(const std::string& folder, std::size_t stretchBytes, std::int64_t vocab);

    std::vector<std::int64_t> encode(const std::string& text, bool bos, std::size_t atMost) const override;
    std::vector<std::int64_t> encodeAfterBos(const std::string& text) const override;
    std::string decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const override;
    std::string piece(std::int64_t id) const override;
    std::string text(std::int64_t id) const override;
    std::optional<std::int64_t> bos() const override { return bos_; }
    std::int64_t eos() const override { return eos_; }
    std::int64_t size() const override { return config_.size; }
    std::vector<std::string> notes() const override;
    std::string description() const override;

private:
    void load(const std::string& path, bool legacy);
    std::int64_t specialId(const std::string& content) const;
    void requireEmbeddings(const std::vector<std::int64_t>& ids) const;
    std::vector<int> encodePlain(std::string_view text) const;
    void encodeStretch(std::string_view text, bool first, std::vector<std::int64_t>& ids) const;
    void encodePart(std::string_view text, std::size_t atMost, std::vector<std::int64_t>& ids) const;
    std::vector<int> encodeAfter(const std::string& lead, std::size_t leadTokens, std::string_view text) const;
    std::size_t nextCut(std::string_view text) const;
    bool learnCuts();
    std::string decodePieces(const std::vector<std::string>& pieces) const;
    std::string joinTokens(std::vector<std::string> tokens) const;

    sentencepiece::SentencePieceProcessor model_;
    TokenizerConfig config_;
    std::string folder_;
    std::int64_t vocab_;
    std::int64_t modelSize_ = 0;
    std::int64_t bos_ = -1;
    std::int64_t eos_ = -1;
    std::int64_t unknown_ = -1;
    std::size_t unknownLength_ = 0; ///< Tokens of the unknown token's own spelling.
    std::size_t stretchBytes_;
    bool cuts_ = false;             ///< Texts may be cut.
    TextCuts textCuts_;
    std::size_t leadLength_ = 0;    ///< Tokens of kLead.
};

SentencePieceTokenizer::SentencePieceTokenizer(const std::string& folder, std::size_t stretchBytes, std::int64_t vocab)
    : folder_(folder)
    , vocab_(vocab)
    , stretchBytes_(std::max<std::size_t>(1, stretchBytes))
{
    const std::string path = folder + "/tokenizer.model";
    load(path, true);
    modelSize_ = model_.GetPieceSize();
    if (modelSize_ > vocab_)
        throw Error(folder, "the tokenizer has " + std::to_string(modelSize_) + " tokens, the model only " + std::to_string(vocab_) + "; they do not belong together");
    unknown_ = model_.unk_id();
    // The library accepts a model whose unknown piece is not the one that it names, and reads beyond its list when asked for it.
    if (unknown_ < 0)
        throw Error(path, "names no piece for unknown characters; fetch the file again");
    config_ =
        readTokenizerConfig(folder, modelSize_, [this](const std::string& content) -> std::optional<std::int64_t> {
            const int id = model_.PieceToId(content);
            if (id < 0 || id >= modelSize_ || (id == unknown_ && model_.IdToPiece(id) != content))
                return std::nullopt;
            return id;
        });
    if (!config_.legacy)
        load(path, false);
    bos_ = specialId(config_.bos);
    eos_ = specialId(config_.eos);
    unknownLength_ = encodePlain(config_.unknown).size();
    cuts_ = cuts_ && learnCuts();
}

/// Learns where texts may be cut.  False when they may not be.
bool SentencePieceTokenizer::learnCuts()
{
    std::string sample;
    for (std::int64_t id = 0; id < modelSize_; ++id) {
        const std::string& token = model_.IdToPiece(int(id));
        // What follows the lead must not join with it; and what an unused token is taken apart into depends on all of the text.
        if ((token.size() > kLead.size() && token.find(kLead) != std::string::npos && !model_.IsControl(int(id))) || model_.IsUnused(int(id)))
            return false;
        const bool ordinary = !model_.IsControl(int(id)) && !model_.IsUnknown(int(id)) && !model_.IsByte(int(id));
        textCuts_.learn(token, ordinary);
        if (ordinary && sample.size() < kSampleBytes)
            sample += withReplaced(token, kSpaceMark, " ");
    }
    textCuts_.finish();
    leadLength_ = encodePlain(kLead).size();
    // A model may have settings that the pieces do not show, such as marks after words: tried on a text of its own pieces.
    std::vector<std::int64_t> whole, parts;
    encodeStretch(sample, true, whole);
    std::string_view rest = sample;
    if (textCuts_.find(rest, 1, rest.size()) == std::string_view::npos)
        return false;
    for (bool first = true; !rest.empty(); first = false) {
        const std::size_t cut = std::min(textCuts_.find(rest, 1, rest.size()), rest.size());
        encodeStretch(rest.substr(0, cut), first, parts);
        rest.remove_prefix(cut);
    }
    return whole == parts;
}

void SentencePieceTokenizer::load(const std::string& path, bool legacy)
{
    auto [bytes, mayBeCut] = checkSentencePieceModel(readWholeFile(path, kMaxModelBytes), path);
    cuts_ = mayBeCut;
    if (!legacy)
        bytes += kNoDummyPrefix;
    // The library writes its reasons to stderr as it goes; ours is the one line of the Error.
    sentencepiece::SetMinLogLevel(4);
    std::string problem;
    try {
        const sentencepiece::util::Status status = model_.LoadFromSerializedProto(bytes);
        problem = status.ok() ? "" : status.message();
    } catch (const std::exception& error) {
        problem = error.what();
    }
    if (!problem.empty())
        throw Error(path, "sentencepiece refuses it (" + printable(problem, 200) + "); fetch the file again");
}

/// Of a token that every prompt needs.
std::int64_t SentencePieceTokenizer::specialId(const std::string& content) const
{
    const AddedToken* token = config_.added.find(content);
    if (token == nullptr)
        throw Error(folder_, "the tokenizer has no token \"" + printable(content) + "\"");
    requireEmbeddings({token->id});
    return token->id;
}

void SentencePieceTokenizer::requireEmbeddings(const std::vector<std::int64_t>& ids) const
{
    for (const std::int64_t id : ids)
        if (id >= vocab_)
            throw Error(folder_, "the token \"" + printable(piece(id)) + "\" has the id " + std::to_string(id) + ", the model has only " + std::to_string(vocab_)
                        + " embeddings; take it out of the text, or use the tokenizer of the model");
}

std::vector<int> SentencePieceTokenizer::encodePlain(std::string_view text) const
{
    std::vector<int> ids;
    const sentencepiece::util::Status status = model_.Encode(text, &ids);
    if (!status.ok())
        throw Error("tokenizer", std::string("sentencepiece cannot encode the text: ") + status.message());
    return ids;
}

/// Tokens of a text as they are after another, of which it is known how many tokens it has.
std::vector<int> SentencePieceTokenizer::encodeAfter(const std::string& lead, std::size_t leadTokens, std::string_view text) const
{
    std::vector<int> found = encodePlain(lead + std::string(text));
    found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(leadTokens, found.size())));
    return found;
}

/// first: the text begins here; otherwise something stands before it, and neither a space is put in front nor one taken away.
void SentencePieceTokenizer::encodeStretch(std::string_view text, bool first, std::vector<std::int64_t>& ids) const
{
    std::vector<int> found;
    if (!first)
        found = encodeAfter(std::string(kLead), leadLength_, text);
    else if (config_.legacy || !(text.starts_with(kSpaceMark) || text.starts_with(' ')))
        found = encodePlain(text);
    else
        // The library would treat a leading space apart; after the unknown token's spelling it does not.
        found = encodeAfter(config_.unknown, unknownLength_, text);
    ids.insert(ids.end(), found.begin(), found.end());
}

/// Length of the stretch that a text begins with.
std::size_t SentencePieceTokenizer::nextCut(std::string_view text) const
{
    if (!cuts_ || text.size() <= stretchBytes_)
        return text.size();
    const std::size_t longest = std::max(kLongestStretch, stretchBytes_);
    const std::size_t cut = textCuts_.find(text, stretchBytes_, longest);
    if (cut != std::string_view::npos)
        return cut;
    if (text.size() <= longest)
        return text.size();
    std::size_t end = longest;
    while (end > longest - 4 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return end;
}

void SentencePieceTokenizer::encodePart(std::string_view text, std::size_t atMost, std::vector<std::int64_t>& ids) const
{
    for (bool first = true; !text.empty() && ids.size() < atMost; first = false) {
        const std::size_t cut = nextCut(text);
        encodeStretch(text.substr(0, cut), first, ids);
        text.remove_prefix(cut);
    }
}

std::vector<std::int64_t> SentencePieceTokenizer::encode(const std::string& text, bool bos, std::size_t atMost) const
{
    std::vector<std::int64_t> ids;
    std::string spaced;
    std::string_view rest = text;
    const bool modern = !config_.legacy && !text.empty();
    if (modern) {
        spaced = withReplaced(text, kSpaceMark, " ");
        if (config_.addPrefixSpace)
            spaced.insert(0, kSpaceMark);
        rest = spaced;
    }

    std::vector<TextPart> parts = splitAtAddedTokens(rest, config_.added);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].token == nullptr)
            continue;
        if (parts[i].token->stripRight && i + 1 < parts.size() && parts[i + 1].token == nullptr)
            parts[i + 1].text = withoutLeadingSpace(parts[i + 1].text);
        if (parts[i].token->stripLeft && i > 0 && parts[i - 1].token == nullptr)
            parts[i - 1].text = withoutTrailingSpace(parts[i - 1].text);
    }
    // Where the first text is the mark alone and a special token follows, the mark is dropped.
    const bool markAlone = modern && !parts.empty() && (parts.front().text == kSpaceMark || parts.front().text == " ");
    for (const TextPart& part : parts) {
        if (ids.size() >= atMost && !markAlone)
            break;
        if (part.token == nullptr) {
            if (!part.text.empty())
                encodePart(part.text, atMost, ids);
            continue;
        }
        if (markAlone && ids.size() == 1 && &part == &parts[1] && config_.special.contains(part.token->content))
            ids.clear();
        ids.push_back(part.token->id);
    }
    if (bos)
        ids.insert(ids.begin(), bos_);
    if (ids.size() > atMost)
        ids.resize(atMost);
    if (config_.size > vocab_)
        requireEmbeddings(ids);
    return ids;
}

std::vector<std::int64_t> SentencePieceTokenizer::encodeAfterBos(const std::string& text) const
{
    // Found in the text, the token keeps the rules for what follows a special one.
    return encode(config_.bos + text, false, std::numeric_limits<std::size_t>::max());
}

std::string SentencePieceTokenizer::text(std::int64_t id) const
{
    // The library holds byte pieces to this form.
    if (config_.added.find(id) == nullptr && id >= 0 && id < modelSize_ && model_.IsByte(int(id)))
        return std::string(1, static_cast<char>(std::stoi(model_.IdToPiece(int(id)).substr(3, 2), nullptr, 16)));
    return withReplaced(piece(id), kSpaceMark, " ");
}

std::string SentencePieceTokenizer::piece(std::int64_t id) const
{
    if (const AddedToken* token = config_.added.find(id))
        return token->content;
    // Models may have more rows than the tokenizer has tokens; such an id reads as unknown.
    return model_.IdToPiece(static_cast<int>(id >= 0 && id < modelSize_ ? id : unknown_));
}

std::string SentencePieceTokenizer::decodePieces(const std::vector<std::string>& pieces) const
{
    std::string text;
    const sentencepiece::util::Status status = model_.Decode(pieces, &text);
    if (!status.ok())
        throw Error("tokenizer", std::string("sentencepiece cannot decode the ids: ") + status.message());
    return text;
}

std::string SentencePieceTokenizer::joinTokens(std::vector<std::string> tokens) const
{
    if (config_.addPrefixSpace && tokens.front().starts_with(kSpaceMark))
        tokens.front().erase(0, kSpaceMark.size());
    std::string out;
    std::vector<std::string> plain;
    bool afterSpecial = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (config_.special.contains(tokens[i])) {
            if (!afterSpecial && i != 0 && config_.legacy)
                out += ' ';
            out += decodePieces(plain) + tokens[i];
            plain.clear();
            afterSpecial = true;
            continue;
        }
        if (afterSpecial && i == 1 && config_.addPrefixSpace && !tokens[i].starts_with(kSpaceMark))
            out += ' ';
        plain.push_back(std::move(tokens[i]));
        afterSpecial = false;
    }
    return out + decodePieces(plain);
}

std::string SentencePieceTokenizer::decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const
{
    // Some added tokens stand apart, with single spaces around them.
    std::vector<std::string> parts;
    std::vector<std::string> tokens;
    const auto close = [&] {
        if (tokens.empty())
            return;
        std::string joined = joinTokens(std::move(tokens));
        tokens.clear();
        if (!joined.empty())
            parts.push_back(std::move(joined));
    };
    for (const std::int64_t id : ids) {
        if (skipSpecial && config_.specialIds.contains(id))
            continue;
        std::string token = piece(id);
        if (const AddedToken* added = config_.added.find(token); added != nullptr && added->apart) {
            close();
            parts.push_back(std::move(token));
        } else {
            tokens.push_back(std::move(token));
        }
    }
    close();
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i > 0 ? " " : "") + parts[i];
    return config_.cleanUpSpaces ? withCleanSpaces(std::move(text)) : text;
}

std::vector<std::string> SentencePieceTokenizer::notes() const
{
    const std::vector<const AddedToken*> beyond = config_.added.from(vocab_);
    if (beyond.empty())
        return {};
    return {folder_ + ": the model has only " + std::to_string(vocab_) + " embeddings, the added token \"" + printable(beyond.front()->content) + "\" has the id "
            + std::to_string(beyond.front()->id) + (beyond.size() > 1 ? ", and " + std::to_string(beyond.size() - 1) + " more are beyond, too" : "")
            + "; a text that holds such a token is refused"};
}

std::string SentencePieceTokenizer::description() const
{
    return std::string("sentencepiece, legacy: ") + (config_.legacy ? "true" : "false") + ", " + std::to_string(size())
        + " tokens";
}

} // namespace

std::unique_ptr<Tokenizer> openSentencePieceTokenizer(const std::string& folder, std::size_t stretchBytes, std::int64_t vocab)
{
    return std::make_unique<SentencePieceTokenizer>(folder, stretchBytes, vocab);
}

} // namespace icf
