#include "core/text/special_tokens.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/utf8.h"
#include "core/text/tokenizer_json.h"

namespace icf {
namespace {

using nlohmann::json;

constexpr std::int64_t kMaxTokenId = 1 << 24;
constexpr std::array kSpecialKeys = {
    "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"};

bool flag(const json& object, const char* key, bool otherwise)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

/// A token written as a text, or as {"content": …, "lstrip": …, …}.
std::optional<AddedToken> tokenFrom(const std::string& path, const json& value)
{
    AddedToken token;
    if (value.is_null())
        return std::nullopt;
    if (value.is_string()) {
        token.content = value.get<std::string>();
    } else if (value.is_object() && value.contains("content") && value["content"].is_string()) {
        token.content = value["content"].get<std::string>();
        token.stripLeft = flag(value, "lstrip", false);
        token.stripRight = flag(value, "rstrip", false);
        if (flag(value, "single_word", false))
            throw Error(path, "token \"" + printable(token.content) + "\" is single_word, which is not supported");
    } else {
        throw Error(path, "a special token is neither a text nor an object with \"content\"");
    }
    if (token.content.empty())
        return std::nullopt;
    return token;
}

/// Collects tokens while the files are read.
class Collector {
public:
    Collector(TokenizerConfig& config, const std::function<std::optional<std::int64_t>(const std::string&)>& pieceId)
        : config_(config)
        , pieceId_(pieceId)
        , modelSize_(config.size)
    {
    }

    void put(const std::string& path, AddedToken token, std::int64_t id)
    {
        if (id < 0 || id > kMaxTokenId)
            throw Error(path, "token \"" + printable(token.content) + "\" has the impossible id " + std::to_string(id));
        if (token.content.size() > kMaxTokenBytes)
            throw Error(path, "token \"" + printable(token.content) + "\" is longer than " + std::to_string(kMaxTokenBytes) + " bytes");
        if (config_.added.find(token.content) != nullptr)
            return;
        if (config_.added.size() >= kMaxAddedTokens)
            throw Error(path, "adds more than " + std::to_string(kMaxAddedTokens) + " tokens");
        token.id = id;
        config_.size = std::max(config_.size, id + 1);
        config_.added.add(std::move(token));
    }

    /// A special token takes its id from the added ones, from the model, or the next free one.
    /// additional: from "additional_special_tokens", not one of the named ones.
    void putSpecial(const std::string& path, const AddedToken& token, bool additional)
    {
        if (config_.added.find(token.content) == nullptr)
            put(path, token, pieceId_(token.content).value_or(config_.size));
        config_.special.insert(token.content);
        const std::int64_t id = config_.added.find(token.content)->id;
        config_.added.setApart(token.content, additional && id >= modelSize_);
        config_.specialIds.insert(id);
    }

    /// Of a token that was put.
    std::int64_t idOf(const std::string& content) const { return config_.added.find(content)->id; }

private:
    TokenizerConfig& config_;
    const std::function<std::optional<std::int64_t>(const std::string&)>& pieceId_;
    std::int64_t modelSize_;
};

void readAddedDecoder(const std::string& path, const json& decoder, Collector& collector)
{
    if (!decoder.is_object())
        throw Error(path, "added_tokens_decoder is not an object");
    for (const auto& [key, value] : decoder.items()) {
        const bool number = !key.empty() && key.size() <= 9 && key.find_first_not_of("0123456789") == std::string::npos;
        const auto token = tokenFrom(path, value);
        if (!number || !token)
            throw Error(path, "added_tokens_decoder has the unreadable entry \"" + printable(key) + "\"");
        collector.put(path, *token, std::stoll(key));
    }
}

void readAddedFile(const std::string& path, Collector& collector)
{
    const json added = readJsonFile(path);
    if (!added.is_object())
        throw Error(path, "is not an object of tokens and ids");
    for (const auto& [content, id] : added.items()) {
        if (!id.is_number_integer() || content.empty())
            throw Error(path, "\"" + printable(content) + "\" has no usable id");
        collector.put(path, AddedToken{.content = content}, id.get<std::int64_t>());
    }
}

/// The tokens that tokenizer.json adds.  modern: those that it calls special are left out with the special ones, as transformers 5 does.
void readAddedJson(const TokenizerJson& file, bool modern, Collector& collector)
{
    for (const json& value : file.added) {
        const auto token = tokenFrom(file.path, value);
        const auto id = value.is_object() ? value.find("id") : value.end();
        if (!token || !value.is_object() || id == value.end() || !id->is_number_integer())
            throw Error(file.path, "added_tokens has an entry without usable \"id\" and \"content\"");
        collector.put(file.path, *token, id->get<std::int64_t>());
        if (collector.idOf(token->content) != id->get<std::int64_t>())
            throw Error(file.path, "token \"" + printable(token->content) + "\" has the id " + id->dump() + " here, and " + std::to_string(collector.idOf(token->content)) + " in added_tokens.json");
        if (modern && flag(value, "special", false))
            collector.putSpecial(file.path, *token, false);
    }
}

/// The special tokens without a role of their own: "additional_special_tokens" of transformers 4; "extra_special_tokens" of 5, a list in their
/// place, or an object of named ones beside them.
std::vector<AddedToken> furtherSpecialTokens(const std::string& path, const json& values)
{
    std::vector<AddedToken> found;
    const auto take = [&](const json& list) {
        for (const json& value : list)
            if (const auto token = tokenFrom(path, value))
                found.push_back(*token);
    };
    const json extra = values.value("extra_special_tokens", json());
    if (!extra.is_null() && !extra.is_structured())
        throw Error(path, "extra_special_tokens is neither a list nor an object");
    take(extra);
    const json additional = values.value("additional_special_tokens", json());
    if (additional.is_array() && !extra.is_array())
        take(additional);
    return found;
}

bool exists(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

} // namespace

void AddedTokens::add(AddedToken token)
{
    const auto [place, fresh] = tokens_.try_emplace(token.content, token);
    if (!fresh)
        return;
    starts_[static_cast<unsigned char>(token.content.front())] = true;
    const AddedToken*& known = byId_[token.id];
    if (known == nullptr || known->content.size() < token.content.size())
        known = &place->second;
}

void AddedTokens::setApart(const std::string& content, bool apart)
{
    tokens_.at(content).apart = apart;
}

const AddedToken* AddedTokens::find(std::int64_t id) const
{
    const auto found = byId_.find(id);
    return found == byId_.end() ? nullptr : found->second;
}

const AddedToken* AddedTokens::find(std::string_view content) const
{
    const auto found = tokens_.find(content);
    return found == tokens_.end() ? nullptr : &found->second;
}

std::vector<const AddedToken*> AddedTokens::from(std::int64_t first) const
{
    std::vector<const AddedToken*> found;
    for (auto entry = byId_.lower_bound(first); entry != byId_.end(); ++entry)
        found.push_back(entry->second);
    return found;
}

const AddedToken* AddedTokens::longestAtStartOf(std::string_view text) const
{
    if (text.empty() || !starts_[static_cast<unsigned char>(text.front())])
        return nullptr;
    // Of the tokens that sort up to the text, the last one begins as long with it as any that it begins with.
    while (!text.empty()) {
        auto last = tokens_.upper_bound(text);
        if (last == tokens_.begin())
            return nullptr;
        const std::string& content = (--last)->first;
        if (text.starts_with(content))
            return &last->second;
        const std::size_t shorter = std::min(content.size(), text.size());
        text = text.substr(0, std::size_t(std::mismatch(text.begin(), text.begin() + std::ptrdiff_t(shorter), content.begin()).first - text.begin()));
    }
    return nullptr;
}

TokenizerConfig readTokenizerConfig(const std::string& folder, std::int64_t modelSize,
    const std::function<std::optional<std::int64_t>(const std::string&)>& pieceId)
{
    const std::string path = folder + "/tokenizer_config.json";
    json values = readJsonFile(path);
    if (!values.is_object())
        throw Error(path, "is not a JSON object");
    const std::string kind = values.contains("tokenizer_class") && values["tokenizer_class"].is_string()
        ? values["tokenizer_class"].get<std::string>()
        : "LlamaTokenizer";
    // Of the tokenizers library as such, which says what it does in tokenizer.json.  tokenizer.model beside it must say the same.
    const bool generic = kind == "TokenizersBackend" || kind == "PreTrainedTokenizerFast";
    if (kind != "LlamaTokenizer" && kind != "LlamaTokenizerFast" && !generic)
        throw Error(path, "tokenizer_class " + printable(kind) + " is not supported; use a model with LlamaTokenizer");

    TokenizerConfig config;
    config.size = modelSize;
    const auto given = [&](const char* key) {
        const auto found = values.find(key);
        return found != values.end() && !found->is_null();
    };
    const bool modern = generic || given("backend");
    const bool hasDecoder = given("added_tokens_decoder");
    std::optional<TokenizerJson> file;
    if (generic || !hasDecoder || (modern && !given("legacy")))
        file = readTokenizerJson(folder);
    if (file && generic)
        file->requireVocabulary(modelSize, pieceId);
    config.legacy = flag(values, "legacy", !modern);
    config.addPrefixSpace = flag(values, "add_prefix_space", true);
    if (file && (generic || (modern && !given("legacy"))))
        config.legacy = file->legacy.value_or(config.legacy);
    if (file && (generic || (modern && !given("add_prefix_space"))))
        config.addPrefixSpace = file->markFirst.value_or(config.addPrefixSpace);
    config.cleanUpSpaces = flag(values, "clean_up_tokenization_spaces", false);

    Collector collector(config, pieceId);
    if (hasDecoder) {
        readAddedDecoder(path, values["added_tokens_decoder"], collector);
    } else {
        // Folders from before transformers 4.34 keep them in files of their own, and those files win.
        if (const std::string map = folder + "/special_tokens_map.json"; exists(map)) {
            const json special = readJsonFile(map);
            if (!special.is_object())
                throw Error(map, "is not a JSON object");
            values.update(special);
        }
        if (const std::string added = folder + "/added_tokens.json"; exists(added))
            readAddedFile(added, collector);
        if (file)
            readAddedJson(*file, modern, collector);
    }
    for (const char* key : kSpecialKeys) {
        std::string* known = std::string_view(key) == "bos_token" ? &config.bos
            : std::string_view(key) == "eos_token"                ? &config.eos
            : std::string_view(key) == "unk_token"                ? &config.unknown
                                                                  : nullptr;
        auto token = values.contains(key) ? tokenFrom(path, values[key]) : std::nullopt;
        if (!token && known != nullptr)
            token = AddedToken{.content = *known};
        if (!token)
            continue;
        if (known != nullptr)
            *known = token->content;
        collector.putSpecial(path, *token, false);
    }
    for (const AddedToken& token : furtherSpecialTokens(path, values))
        collector.putSpecial(path, token, true);
    return config;
}

std::vector<TextPart> splitAtAddedTokens(std::string_view text, const AddedTokens& added)
{
    std::vector<TextPart> parts;
    std::size_t plain = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        const AddedToken* found = added.longestAtStartOf(text.substr(i));
        if (found == nullptr) {
            ++i;
            continue;
        }
        if (i > plain)
            parts.push_back({text.substr(plain, i - plain), nullptr});
        parts.push_back({text.substr(i, found->content.size()), found});
        i += found->content.size();
        plain = i;
    }
    if (plain < text.size())
        parts.push_back({text.substr(plain), nullptr});
    return parts;
}

} // namespace icf
