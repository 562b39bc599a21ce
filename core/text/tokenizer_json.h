#pragma once
#include <functional>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace icf {

/// What is read of a tokenizer.json beside a tokenizer.model: the files of transformers 5 say there what tokenizer_config.json said before.
struct TokenizerJson {
    std::string path;
    nlohmann::json added; ///< "added_tokens", a list of objects with "id" and "content"; null when there is none.
    std::optional<bool> legacy;    ///< Whether the mark goes before every stretch of text, after special tokens too.
    std::optional<bool> markFirst; ///< Whether a mark goes before the text at all.

    /// Throws Error naming the file when its vocabulary gives a token another id than pieceId, which knows those of tokenizer.model.
    void requireVocabulary(std::int64_t modelSize, const std::function<std::optional<std::int64_t>(const std::string&)>& pieceId) const;

    nlohmann::json vocabulary; ///< Token → id, or a list of [token, score]; null when there is none.
};

/// Reads folder/tokenizer.json; nothing when there is none.  Throws Error naming the file when it is malformed.
std::optional<TokenizerJson> readTokenizerJson(const std::string& folder);

} // namespace icf
