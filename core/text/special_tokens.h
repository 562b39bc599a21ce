#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace icf {

/// Tokens that a file may add.
inline constexpr std::size_t kMaxAddedTokens = 100'000;
/// Bytes of a token.  At every position of a text one is compared as far as it agrees; those of models have some 30.
inline constexpr std::size_t kMaxTokenBytes = 2048;

/// A token that is found in text before the tokenizer proper sees it.
struct AddedToken {
    std::string content;
    std::int64_t id = 0;
    bool stripLeft = false; ///< White space before it belongs to it.
    bool stripRight = false; ///< White space after it belongs to it.
    bool singleWord = false; ///< Found only where no letter or digit touches it.
    bool apart = true; ///< Decoding puts single spaces around it: tokens that are not special, or not the model's.
};

/// The added tokens of a tokenizer.  A file may hold as many as it likes, and texts and answers are long: nothing here goes through all of them.
class AddedTokens {
public:
    AddedTokens() = default;
    AddedTokens(AddedTokens&&) = default;
    AddedTokens& operator=(AddedTokens&&) = default;

    /// Leaves a token of the same content as it is.
    void add(AddedToken token);
    /// Sets `apart` of the token of that content, which must be there.
    void setApart(const std::string& content, bool apart);

    /// Null when there is none; of several of the same id the longest.
    const AddedToken* find(std::int64_t id) const;
    const AddedToken* find(std::string_view content) const;
    /// The longest that a text begins with; null when there is none.
    const AddedToken* longestAtStartOf(std::string_view text) const;
    std::size_t size() const { return tokens_.size(); }
    /// Those with ids from first on, by id.
    std::vector<const AddedToken*> from(std::int64_t first) const;

private:
    std::map<std::string, AddedToken, std::less<>> tokens_; ///< By content.
    std::map<std::int64_t, const AddedToken*> byId_; ///< Into tokens_, whose nodes stay where they are.
    std::array<bool, 256> starts_{}; ///< First bytes of tokens.
};

/// What the json files beside tokenizer.model say.
struct TokenizerConfig {
    bool legacy = true; ///< Absent means true, as in transformers 4.44; in files of transformers 5 what tokenizer.json says, else false.
    bool addPrefixSpace = true;
    bool cleanUpSpaces = false;
    std::string bos = "<s>";
    std::string eos = "</s>";
    std::string unknown = "<unk>";
    AddedTokens added;
    std::set<std::int64_t> specialIds; ///< Left out by skipSpecial.
    std::set<std::string, std::less<>> special; ///< Contents of the special ones.
    std::int64_t size = 0; ///< Ids in use: the model's and the added ones.
};

/// Reads tokenizer_config.json and, where it has no "added_tokens_decoder", special_tokens_map.json and added_tokens.json of older folders and
/// tokenizer.json of newer ones.
/// pieceId: id of a token in the model, if it is there; modelSize: tokens of the model.  Throws Error naming the file.
TokenizerConfig readTokenizerConfig(const std::string& folder, std::int64_t modelSize,
    const std::function<std::optional<std::int64_t>(const std::string&)>& pieceId);

/// A stretch of text between added tokens, or one of them.
struct TextPart {
    std::string_view text;
    const AddedToken* token = nullptr; ///< Null for ordinary text.
};

/// Splits a text at added tokens: the earliest, and of several at one place the longest.
std::vector<TextPart> splitAtAddedTokens(std::string_view text, const AddedTokens& added);

} // namespace icf
