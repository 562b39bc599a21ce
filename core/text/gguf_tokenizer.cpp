#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/io/gguf.h"
#include "core/text/bpe_definition.h"

namespace icf {
namespace {

constexpr std::size_t kMaxGgufTokens = std::size_t{1} << 20; ///< The largest vocabularies have a quarter.
constexpr std::size_t kMaxGgufTokenBytes = 512;
constexpr std::string_view kGgufSpace = "\xE2\x96\x81"; ///< U+2581, which stands for a space in tokens.

/// The values of tokenizer.ggml.token_type.
enum class GgufTokenType { normal = 1, unknown = 2, control = 3, userDefined = 4, unused = 5, byte = 6 };

/// What tokenizer.ggml.pre stands for: the pre-tokenizers of the models that it is named after.
struct GgufSplits {
    const char* name;
    std::vector<const char*> patterns;
    bool nfc = false;
    bool ignoreMerges = false;
    bool bos = false; ///< Where tokenizer.ggml.add_bos_token says nothing.
};

const GgufSplits* ggufSplits(std::string_view name)
{
    static constexpr const char* kLlama3 =
        R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
    static constexpr const char* kQwen2 =
        R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
    static constexpr const char* kTekken =
        R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|)"
        R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
    static const std::vector<GgufSplits> all{
        {.name = "gpt-2", .patterns = {kGpt2Pattern}},
        {.name = "smollm", .patterns = {R"(\p{N})", kGpt2Pattern}},
        {.name = "llama-bpe", .patterns = {kLlama3}, .ignoreMerges = true, .bos = true},
        {.name = "qwen2", .patterns = {kQwen2}, .nfc = true},
        {.name = "tekken", .patterns = {kTekken}, .ignoreMerges = true, .bos = true}};
    const auto found = std::ranges::find(all, name, &GgufSplits::name);
    return found == all.end() ? nullptr : &*found;
}

std::int64_t ggufTokenId(const GgufFile& file, const char* key, std::size_t count, std::int64_t fallback)
{
    const std::int64_t id = file.whole(key).value_or(fallback);
    if (id < 0 || std::size_t(id) >= count)
        throw Error(file.path(), std::string(key) + ": expected the id of one of the " + std::to_string(count) + " tokens");
    return id;
}

void readByteLevel(const GgufFile& file, BpeDefinition& out)
{
    const std::string pre(file.text("tokenizer.ggml.pre").value_or("gpt-2"));
    const GgufSplits* splits = ggufSplits(pre);
    if (splits == nullptr)
        throw Error(file.path(), "tokenizer.ggml.pre \"" + printable(pre) + "\" is not supported; gpt-2, smollm, llama-bpe, qwen2 and tekken are");
    for (const char* pattern : splits->patterns) {
        SplitStep step;
        step.pattern = Regex(pattern, file.path());
        out.splits.push_back(std::move(step));
    }
    if (splits->nfc)
        out.normalizer.push_back({NormalizerStep::Kind::nfc, {}, {}});
    out.ignoreMerges = splits->ignoreMerges;
    const auto merges = file.texts("tokenizer.ggml.merges");
    if (!merges)
        throw Error(file.path(), "tokenizer.ggml.merges is missing; convert the model again");
    out.merges.reserve(merges->size());
    for (const std::string_view merge : *merges) {
        const std::size_t space = merge.find(' ');
        if (space == std::string_view::npos || merge.find(' ', space + 1) != std::string_view::npos)
            throw Error(file.path(), "tokenizer.ggml.merges has a merge that is not two tokens");
        out.merges.emplace_back(merge.substr(0, space), merge.substr(space + 1));
    }
    if (file.flag("tokenizer.ggml.add_bos_token").value_or(splits->bos))
        out.bos = ggufTokenId(file, "tokenizer.ggml.bos_token_id", out.tokens.size(), -1);
}

/// Merges in the order in which sentencepiece joins: every way to make a token of two others, the tokens of high scores first.
std::vector<std::pair<std::string, std::string>> mergesOfScores(const std::vector<std::string>& tokens, const std::vector<double>& types, const std::vector<double>& scores)
{
    std::unordered_map<std::string_view, std::size_t> ids;
    for (std::size_t id = 0; id < tokens.size(); ++id)
        if (types[id] == double(GgufTokenType::normal) || types[id] == double(GgufTokenType::userDefined))
            ids.emplace(tokens[id], id);
    std::vector<std::tuple<double, std::size_t, std::size_t>> found; // −score, ids of the two halves
    for (const auto& [token, id] : ids)
        for (std::size_t cut = 1; cut < token.size(); ++cut) {
            if ((static_cast<unsigned char>(token[cut]) & 0xC0) == 0x80)
                continue; // Inside of a character.
            const auto left = ids.find(token.substr(0, cut));
            const auto right = ids.find(token.substr(cut));
            if (left != ids.end() && right != ids.end())
                found.emplace_back(-scores[id], left->second, right->second);
        }
    std::ranges::sort(found);
    std::vector<std::pair<std::string, std::string>> merges;
    merges.reserve(found.size());
    for (const auto& [score, left, right] : found)
        merges.emplace_back(tokens[left], tokens[right]);
    return merges;
}

void readSentencePieces(const GgufFile& file, BpeDefinition& out, const std::vector<double>& types)
{
    const auto scores = file.numbers("tokenizer.ggml.scores");
    if (!scores || scores->size() != types.size())
        throw Error(file.path(), "tokenizer.ggml.scores does not hold a number for each token");
    if (std::ranges::any_of(*scores, [](double score) { return !(score == score); }))
        throw Error(file.path(), "tokenizer.ggml.scores has an entry that is not a number");
    out.alphabet = BpeDefinition::Alphabet::characters;
    out.merges = mergesOfScores(out.tokens, types, *scores);
    out.byteFallback = true;
    out.fuseUnknown = true;
    out.unknown = out.tokens[std::size_t(ggufTokenId(file, "tokenizer.ggml.unknown_token_id", out.tokens.size(), 0))];
    if (file.flag("tokenizer.ggml.add_space_prefix").value_or(true)) {
        out.normalizer.push_back({NormalizerStep::Kind::prepend, {}, std::string(kGgufSpace)});
        out.drops = BpeDefinition::Drops::space;
    }
    out.normalizer.push_back({NormalizerStep::Kind::replace, " ", std::string(kGgufSpace)});
    if (file.flag("tokenizer.ggml.add_bos_token").value_or(true))
        out.bos = ggufTokenId(file, "tokenizer.ggml.bos_token_id", out.tokens.size(), 1);
}

} // namespace

BpeDefinition ggufBpeDefinition(const GgufFile& file)
{
    const std::string model(file.text("tokenizer.ggml.model").value_or(""));
    if (model != "gpt2" && model != "llama")
        throw Error(file.path(), model.empty() ? "tokenizer.ggml.model is missing; the file holds no tokenizer" : "tokenizer.ggml.model \"" + printable(model) + "\" is not supported; gpt2 and llama are");
    const auto tokens = file.texts("tokenizer.ggml.tokens");
    if (!tokens || tokens->empty() || tokens->size() > kMaxGgufTokens)
        throw Error(file.path(), "tokenizer.ggml.tokens: expected 1 to " + std::to_string(kMaxGgufTokens) + " tokens");
    const std::vector<double> types = file.numbers("tokenizer.ggml.token_type").value_or(std::vector<double>(tokens->size(), double(GgufTokenType::normal)));
    if (types.size() != tokens->size())
        throw Error(file.path(), "tokenizer.ggml.token_type has no entry for each token");

    BpeDefinition out;
    out.where = file.path();
    // Converters fill the list up to the embedding's padded rows ("[PAD151665]"); what nobody may generate is no token.
    std::size_t count = tokens->size();
    while (count > 1 && types[count - 1] == double(GgufTokenType::unused))
        --count;
    out.tokens.assign(tokens->begin(), tokens->begin() + std::ptrdiff_t(count));
    for (std::size_t id = 0; id < out.tokens.size(); ++id) {
        const std::string& token = out.tokens[id];
        if (token.size() > kMaxGgufTokenBytes)
            throw Error(file.path(), "token " + std::to_string(id) + " is longer than " + std::to_string(kMaxGgufTokenBytes) + " bytes");
        const bool control = types[id] == double(GgufTokenType::control) || types[id] == double(GgufTokenType::unknown);
        if ((control || types[id] == double(GgufTokenType::userDefined)) && !token.empty())
            out.added.push_back({.content = token, .id = std::int64_t(id), .special = control});
    }
    if (model == "gpt2")
        readByteLevel(file, out);
    else
        readSentencePieces(file, out, types);
    out.eos = ggufTokenId(file, "tokenizer.ggml.eos_token_id", out.tokens.size(), model == "llama" ? 2 : -1);
    return out;
}

} // namespace icf
