#include "core/text/tokenizer_json.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/mapped_file.h"
#include "core/base/utf8.h"

namespace icf {
namespace {

using nlohmann::json;

/// A text of an object; null when it has none of that name.
const std::string* textAt(const json& object, const char* key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_string() ? &found->get_ref<const std::string&>() : nullptr;
}

/// Calls visit with a step and, when it is a sequence, with those in it.
void forSteps(const json& step, const char* list, const std::function<void(const json&)>& visit)
{
    visit(step);
    if (const auto steps = step.is_object() ? step.find(list) : step.end(); step.is_object() && steps != step.end() && steps->is_array())
        for (const json& inner : *steps)
            visit(inner);
}

/// Where the mark for a space is put, from the steps that can say so.
void readMarks(TokenizerJson& result, const json& normalizer, const json& preTokenizer)
{
    forSteps(normalizer, "normalizers", [&](const json& step) {
        const std::string* type = textAt(step, "type");
        if (type && *type == "Prepend")
            result.legacy = result.markFirst = true;
    });
    forSteps(preTokenizer, "pretokenizers", [&](const json& step) {
        const std::string* type = textAt(step, "type");
        if (!type || *type != "Metaspace")
            return;
        const std::string* scheme = textAt(step, "prepend_scheme");
        // Before there were schemes.
        const bool always = !scheme && step.value("add_prefix_space", json()) == true;
        result.legacy = always || (scheme && *scheme == "always");
        result.markFirst = always || (scheme && *scheme != "never");
    });
}

} // namespace

void TokenizerJson::requireVocabulary(std::int64_t modelSize, const std::function<std::optional<std::int64_t>(const std::string&)>& pieceId) const
{
    const auto check = [&](const std::string& token, std::int64_t id) {
        // Beyond the model's own tokens are added ones.
        if (id < modelSize && pieceId(token) != id)
            throw Error(path, "gives the token \"" + printable(token) + "\" the id " + std::to_string(id)
                        + ", tokenizer.model beside it does not; they do not belong together");
    };
    if (vocabulary.is_object()) {
        for (const auto& [token, id] : vocabulary.items())
            if (id.is_number_integer())
                check(token, id.get<std::int64_t>());
    } else if (vocabulary.is_array()) {
        for (std::size_t i = 0; i < vocabulary.size(); ++i)
            if (vocabulary[i].is_array() && !vocabulary[i].empty() && vocabulary[i][0].is_string())
                check(vocabulary[i][0].get_ref<const std::string&>(), std::int64_t(i));
    }
}

std::optional<TokenizerJson> readTokenizerJson(const std::string& folder)
{
    TokenizerJson result{.path = folder + "/tokenizer.json", .added = {}, .legacy = {}, .markFirst = {}, .vocabulary = {}};
    std::error_code ignored;
    if (!std::filesystem::exists(result.path, ignored))
        return std::nullopt;
    const JsonLimits limits;
    json normalizer, preTokenizer;
    parseJsonMembers(readWholeFile(result.path, limits.maxBytes), result.path, limits, [&](const std::string& name, json& value) {
        if (name == "added_tokens")
            result.added = std::move(value);
        else if (name == "normalizer")
            normalizer = std::move(value);
        else if (name == "pre_tokenizer")
            preTokenizer = std::move(value);
        else if (name == "model" && value.is_object() && value.contains("vocab"))
            result.vocabulary = std::move(value["vocab"]);
    });
    if (!result.added.is_null() && !result.added.is_array())
        throw Error(result.path, "added_tokens is not a list");
    readMarks(result, normalizer, preTokenizer);
    return result;
}

} // namespace icf
