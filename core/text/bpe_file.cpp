#include <algorithm>
#include <filesystem>
#include <functional>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/mapped_file.h"
#include "core/base/utf8.h"
#include "core/text/bpe_definition.h"
#include "core/text/special_tokens.h"

namespace icf {
namespace {

using nlohmann::json;

constexpr std::int64_t kMaxBpeTokens = std::int64_t{1} << 20;  ///< The largest vocabularies have a quarter.
constexpr std::size_t kMaxStepsInRow = 16;
constexpr int kMaxStepDepth = 4;

/// Fields of the objects of one file.
class Fields {
public:
    Fields(const std::string& path, const json& object, const char* what) : path_(path), object_(object), what_(what)
    {
        if (!object.is_object())
            throw Error(path, std::string(what) + " is not an object");
    }

    bool flag(const char* key, bool otherwise) const
    {
        const auto found = object_.find(key);
        if (found == object_.end() || found->is_null())
            return otherwise;
        if (!found->is_boolean())
            unusable(key);
        return found->get<bool>();
    }
    std::string text(const char* key, const char* otherwise = nullptr) const
    {
        const auto found = object_.find(key);
        if (otherwise != nullptr && (found == object_.end() || found->is_null()))
            return otherwise;
        if (found == object_.end() || !found->is_string())
            unusable(key);
        return found->get<std::string>();
    }
    const json& list(const char* key) const
    {
        const auto found = object_.find(key);
        if (found == object_.end() || !found->is_array())
            unusable(key);
        return *found;
    }
    const json& member(const char* key) const
    {
        const auto found = object_.find(key);
        static const json none;
        return found == object_.end() ? none : *found;
    }
    [[noreturn]] void unusable(const char* key) const { throw Error(path_, std::string(what_) + " has no usable \"" + key + "\""); }
    [[noreturn]] void unsupported(const std::string& thing) const { throw Error(path_, std::string(what_) + " " + printable(thing) + " is not supported"); }

private:
    const std::string& path_;
    const json& object_;
    const char* what_;
};

class BpeFileReader {
public:
    explicit BpeFileReader(std::string path) { result_.where = std::move(path); }

    void read(const std::string& name, const json& value)
    {
        if (name == "added_tokens")
            readAdded(value);
        else if (name == "normalizer" && !value.is_null())
            readNormalizer(value, 0);
        else if (name == "pre_tokenizer" && !value.is_null())
            readPreTokenizer(value, 0);
        else if (name == "post_processor" && !value.is_null())
            readPostProcessor(value, 0);
        else if (name == "decoder" && !value.is_null())
            readDecoder(value, 0);
        else if (name == "model")
            readModel(value);
    }

    BpeDefinition take()
    {
        if (result_.tokens.empty())
            throw Error(result_.where, "holds no model");
        // A table has a row for each id, used or not: a small file must not ask for a large one.
        if (std::size_t(highestId_) > 2 * (names_ + result_.added.size()) + 1024)
            throw Error(result_.where, "has the id " + std::to_string(highestId_) + " with so few tokens");
        result_.alphabet = byteLevel_ ? BpeDefinition::Alphabet::bytes : BpeDefinition::Alphabet::characters;
        if (byteLevel_ != byteLevelDecoder_)
            throw Error(result_.where, "splits texts into bytes, or joins bytes to texts, but not both; this is not supported");
        return std::move(result_);
    }

private:
    const std::string& path() const { return result_.where; }

    void requireDepth(int depth) const
    {
        if (depth > kMaxStepDepth)
            throw Error(path(), "nests its steps too deep");
    }
    /// The objects in a Sequence, by visit.
    void forEach(const json& list, const std::function<void(const json&)>& visit) const
    {
        if (list.size() > kMaxStepsInRow)
            throw Error(path(), "has more than " + std::to_string(kMaxStepsInRow) + " steps in a row");
        for (const json& step : list)
            visit(step);
    }

    void check(const std::string& token, std::int64_t id) const
    {
        if (id < 0 || id >= kMaxBpeTokens)
            throw Error(path(), "token \"" + printable(token) + "\" has the impossible id " + std::to_string(id));
        if (token.size() > kMaxTokenBytes)
            throw Error(path(), "token \"" + printable(token) + "\" is longer than " + std::to_string(kMaxTokenBytes) + " bytes");
    }

    std::int64_t idIn(const json& value, const std::string& token) const
    {
        if (!value.is_number_integer())
            throw Error(path(), "token \"" + printable(token) + "\" has no usable id");
        return value.get<std::int64_t>();
    }

    void readAdded(const json& list)
    {
        if (!list.is_array() || list.size() > kMaxAddedTokens)
            throw Error(path(), "added_tokens is not a list of at most " + std::to_string(kMaxAddedTokens) + " tokens");
        for (const json& value : list) {
            const Fields fields(path(), value, "an added token");
            BpeAddedToken token;
            token.content = fields.text("content");
            token.id = idIn(fields.member("id"), token.content);
            token.special = fields.flag("special", false);
            token.stripLeft = fields.flag("lstrip", false);
            token.stripRight = fields.flag("rstrip", false);
            token.singleWord = fields.flag("single_word", false);
            token.normalized = fields.flag("normalized", !token.special);
            check(token.content, token.id);
            highestId_ = std::max(highestId_, token.id);
            if (!token.content.empty())
                result_.added.push_back(std::move(token));
        }
    }

    void readNormalizer(const json& value, int depth)
    {
        requireDepth(depth);
        const Fields fields(path(), value, "normalizer");
        const std::string type = fields.text("type");
        if (type == "Sequence")
            return forEach(fields.list("normalizers"), [&](const json& step) { readNormalizer(step, depth + 1); });
        if (type == "NFC") {
            result_.normalizer.push_back({NormalizerStep::Kind::nfc, {}, {}});
        } else if (type == "NFKC") {
            result_.normalizer.push_back({NormalizerStep::Kind::nfkc, {}, {}});
        } else if (type == "Prepend") {
            result_.normalizer.push_back({NormalizerStep::Kind::prepend, {}, fields.text("prepend")});
        } else if (type == "Replace") {
            const Fields pattern(path(), fields.member("pattern"), "the pattern of Replace");
            result_.normalizer.push_back({NormalizerStep::Kind::replace, pattern.text("String"), fields.text("content")});
            if (result_.normalizer.back().from.empty())
                pattern.unusable("String");
        } else {
            fields.unsupported(type);
        }
    }

    void split(Regex pattern, SplitStep::Behavior behavior, bool invert = false)
    {
        SplitStep step;
        step.behavior = behavior;
        step.invert = invert;
        step.pattern = std::move(pattern);
        result_.splits.push_back(std::move(step));
    }

    void readPreTokenizer(const json& value, int depth)
    {
        requireDepth(depth);
        using Behavior = SplitStep::Behavior;
        const Fields fields(path(), value, "pre_tokenizer");
        const std::string type = fields.text("type");
        if (type == "Sequence")
            return forEach(fields.list("pretokenizers"), [&](const json& step) { readPreTokenizer(step, depth + 1); });
        if (byteLevel_)
            fields.unsupported(type + " after ByteLevel");
        if (type == "Split") {
            const Fields pattern(path(), fields.member("pattern"), "the pattern of Split");
            const std::string behavior = fields.text("behavior");
            const auto known = behavior == "Isolated" ? Behavior::isolated
                : behavior == "Removed"               ? Behavior::removed
                : behavior == "MergedWithPrevious"    ? Behavior::mergedWithPrevious
                : behavior == "MergedWithNext"        ? Behavior::mergedWithNext
                                                      : (fields.unsupported("Split with the behavior " + behavior), Behavior::isolated);
            Regex regex = pattern.member("Regex").is_string() ? Regex(pattern.text("Regex"), path()) : Regex::literal(pattern.text("String"), path());
            split(std::move(regex), known, fields.flag("invert", false));
        } else if (type == "Digits") {
            split(Regex(fields.flag("individual_digits", false) ? R"(\p{N})" : R"(\p{N}+)", path()), Behavior::isolated);
        } else if (type == "ByteLevel") {
            byteLevel_ = true;
            if (fields.flag("add_prefix_space", true)) {
                SplitStep step;
                step.kind = SplitStep::Kind::prefixSpace;
                result_.splits.push_back(std::move(step));
            }
            if (fields.flag("use_regex", true))
                split(Regex(kGpt2Pattern, path()), Behavior::isolated);
        } else if (type == "Metaspace") {
            if (fields.text("replacement", "\xE2\x96\x81") != "\xE2\x96\x81")
                fields.unsupported("Metaspace with another mark than U+2581");
            SplitStep step;
            step.kind = SplitStep::Kind::metaspace;
            step.prepend = prependOf(fields);
            result_.splits.push_back(std::move(step));
            if (fields.flag("split", true))
                split(Regex::literal("\xE2\x96\x81", path()), Behavior::mergedWithNext);
        } else {
            fields.unsupported(type);
        }
    }

    static SplitStep::Prepend prependOf(const Fields& fields)
    {
        const std::string scheme = fields.text("prepend_scheme", fields.flag("add_prefix_space", true) ? "always" : "never");
        if (scheme != "always" && scheme != "first" && scheme != "never")
            fields.unusable("prepend_scheme");
        return scheme == "always" ? SplitStep::Prepend::always : scheme == "first" ? SplitStep::Prepend::first : SplitStep::Prepend::never;
    }

    /// Only which token is put in front counts: texts are encoded one at a time.
    void readPostProcessor(const json& value, int depth)
    {
        requireDepth(depth);
        const Fields fields(path(), value, "post_processor");
        const std::string type = fields.text("type");
        if (type == "Sequence")
            return forEach(fields.list("processors"), [&](const json& step) { readPostProcessor(step, depth + 1); });
        if (type == "ByteLevel")
            return;
        if (type != "TemplateProcessing")
            fields.unsupported(type);
        const json& single = fields.list("single");
        if (single.empty() || !single[0].is_object() || !single[0].contains("SpecialToken"))
            return;
        const std::string name = Fields(path(), single[0]["SpecialToken"], "a special token of post_processor").text("id");
        const Fields tokens(path(), fields.member("special_tokens"), "special_tokens of post_processor");
        const json& ids = Fields(path(), tokens.member(name.c_str()), "a special token of post_processor").list("ids");
        if (ids.size() != 1)
            throw Error(path(), "post_processor has no single id for \"" + printable(name) + "\"");
        check(name, idIn(ids[0], name));
        result_.bos = ids[0].get<std::int64_t>();
    }

    void readDecoder(const json& value, int depth)
    {
        requireDepth(depth);
        const Fields fields(path(), value, "decoder");
        const std::string type = fields.text("type");
        if (type == "Sequence")
            return forEach(fields.list("decoders"), [&](const json& step) { readDecoder(step, depth + 1); });
        if (type == "ByteLevel") {
            byteLevelDecoder_ = true;
        } else if (type == "Metaspace") {
            result_.drops = prependOf(fields) != SplitStep::Prepend::never ? BpeDefinition::Drops::firstTokensSpaces : BpeDefinition::Drops::nothing;
        } else if (type == "Strip") {
            if (fields.text("content") != " " || fields.member("start") != 1 || fields.member("stop") != 0)
                fields.unsupported("Strip of something else than the first space");
            result_.drops = BpeDefinition::Drops::space;
        } else if (type == "Replace") {
            const Fields pattern(path(), fields.member("pattern"), "the pattern of Replace");
            if (pattern.text("String") != "\xE2\x96\x81" || fields.text("content") != " ")
                fields.unsupported("Replace of something else than U+2581");
        } else if (type != "ByteFallback" && type != "Fuse") {
            fields.unsupported(type);
        }
    }

    void readModel(const json& value)
    {
        const Fields fields(path(), value, "model");
        // Files from before there were types of models hold BPE where they have merges.
        if (const std::string type = fields.text("type", "BPE"); type != "BPE")
            fields.unsupported(type);
        if (!fields.text("continuing_subword_prefix", "").empty() || !fields.text("end_of_word_suffix", "").empty())
            fields.unsupported("with marks at the ends of words");
        if (!fields.member("dropout").is_null() && fields.member("dropout") != 0)
            fields.unsupported("with dropout");
        result_.ignoreMerges = fields.flag("ignore_merges", false);
        result_.byteFallback = fields.flag("byte_fallback", false);
        result_.fuseUnknown = fields.flag("fuse_unk", false);
        result_.unknown = fields.text("unk_token", "");
        const json& vocabulary = fields.member("vocab");
        if (!vocabulary.is_object() || vocabulary.empty() || vocabulary.size() > std::size_t(kMaxBpeTokens))
            fields.unusable("vocab");
        names_ = vocabulary.size();
        result_.tokens.resize(names_);
        for (const auto& [token, id] : vocabulary.items()) {
            const std::int64_t number = idIn(id, token);
            check(token, number);
            highestId_ = std::max(highestId_, number);
            if (std::size_t(number) >= result_.tokens.size())
                result_.tokens.resize(std::size_t(number) + 1);
            if (!result_.tokens[std::size_t(number)].empty())
                throw Error(path(), "gives the id " + std::to_string(number) + " to two tokens");
            result_.tokens[std::size_t(number)] = token;
        }
        for (const json& merge : fields.list("merges")) {
            if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
                result_.merges.emplace_back(merge[0].get<std::string>(), merge[1].get<std::string>());
                continue;
            }
            const std::string text = merge.is_string() ? merge.get<std::string>() : std::string();
            const std::size_t space = text.find(' ');
            if (space == std::string::npos || text.find(' ', space + 1) != std::string::npos)
                throw Error(path(), "has a merge that is not two tokens");
            result_.merges.emplace_back(text.substr(0, space), text.substr(space + 1));
        }
    }

    BpeDefinition result_;
    std::size_t names_ = 0;          ///< Tokens of the model.
    std::int64_t highestId_ = 0;
    bool byteLevel_ = false;         ///< The pre-tokenizer is.
    bool byteLevelDecoder_ = false;
};

/// The text of a special token, which may be an object with "content"; empty when there is none.
std::string contentOf(const json& object, const char* key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || found == object.end())
        return {};
    const json& value = found->is_object() && found->contains("content") ? (*found)["content"] : *found;
    return value.is_string() ? value.get<std::string>() : std::string();
}

json objectIn(const std::string& path)
{
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return json::object();
    json value = readJsonFile(path);
    if (!value.is_object())
        throw Error(path, "is not a JSON object");
    return value;
}

} // namespace

std::optional<std::int64_t> BpeDefinition::idOf(const std::string& token) const
{
    if (token.empty())
        return std::nullopt;
    const auto known = std::find_if(added.begin(), added.end(), [&](const BpeAddedToken& each) { return each.content == token; });
    if (known != added.end())
        return known->id;
    const auto own = std::find(tokens.begin(), tokens.end(), token);
    return own == tokens.end() ? std::nullopt : std::optional(std::int64_t(own - tokens.begin()));
}

BpeDefinition readBpeDefinition(const std::string& folder)
{
    const JsonLimits limits;
    BpeFileReader reader(folder + "/tokenizer.json");
    const std::string path = folder + "/tokenizer.json";
    std::vector<std::string> seen;
    parseJsonMembers(readWholeFile(path, limits.maxBytes), path, limits, [&](const std::string& name, json& value) {
        if (std::find(seen.begin(), seen.end(), name) != seen.end())
            throw Error(path, "holds \"" + printable(name) + "\" twice");
        if (seen.size() < kMaxStepsInRow)
            seen.push_back(name);
        reader.read(name, value);
    });
    BpeDefinition definition = reader.take();

    const json config = objectIn(folder + "/tokenizer_config.json");
    const json map = objectIn(folder + "/special_tokens_map.json");
    std::string eos = contentOf(config, "eos_token");
    if (eos.empty())
        eos = contentOf(map, "eos_token");
    const std::optional<std::int64_t> end = definition.idOf(eos);
    if (!end)
        throw Error(folder, eos.empty() ? "tokenizer_config.json names no eos_token, so answers would never end" : "the tokenizer has no token \"" + printable(eos) + "\"");
    definition.eos = *end;
    // Files made from others leave it to the program to put bos in front.
    if (const auto add = config.find("add_bos_token"); !definition.bos && add != config.end() && *add == true)
        definition.bos = definition.idOf(contentOf(config, "bos_token"));
    if (const auto clean = config.find("clean_up_tokenization_spaces"); clean != config.end() && *clean == true)
        definition.cleanUpSpaces = true;
    return definition;
}

} // namespace icf
