#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Which kinds of words a compressor loses: numbers and names fail first, function words last.
namespace icf {

/// What a word is; the first that holds, in this order.
enum class TokenClass {
    number,       ///< Has a digit.
    name,         ///< Capitalised, and not merely because it begins a sentence.
    functionWord, ///< Article, pronoun, preposition, conjunction, auxiliary (English list).
    rare,         ///< At most twice in the data.
    common,       ///< Any other word.
    other,        ///< White space, punctuation and symbols.
};
inline constexpr std::size_t kTokenClasses = 6;
/// Key in result files: "number", "name", "function_word", "rare", "common", "other".
std::string_view tokenClassKey(TokenClass kind);

/// How often words occur in the data.
class WordCounts {
public:
    /// Counts the words of a text.
    void add(std::string_view text);
    /// Times the word (any case) occurs.
    std::int64_t count(std::string_view word) const;
    /// True when the word also occurs uncapitalised, so that a capital at a sentence's start says nothing.
    bool seenInLowerCase(std::string_view word) const;

private:
    struct Entry {
        std::int64_t all = 0;
        std::int64_t lower = 0;
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

/// A word of a text and its kind; offsets in bytes.
struct ClassifiedWord {
    std::size_t begin = 0;
    std::size_t end = 0;
    TokenClass kind = TokenClass::other;
};
/// The words (runs of letters and digits, with inner apostrophes, points and hyphens between digits) of a text.
std::vector<ClassifiedWord> classifyWords(std::string_view text, const WordCounts& counts);
/// The kind of every token of a text: that of the word that holds its first visible character.
/// tokenTexts: as of Tokenizer::text(); together they are the text.
std::vector<TokenClass> classifyTokens(std::span<const std::string> tokenTexts, const WordCounts& counts);

/// Words right and words in all, by kind.
struct ClassTally {
    std::array<std::int64_t, kTokenClasses> right{};
    std::array<std::int64_t, kTokenClasses> total{};

    void add(TokenClass kind, bool correct);
    ClassTally& operator+=(const ClassTally& other);
    /// Share of right ones; 0 where there are none.
    double share(TokenClass kind) const;
};
/// How many of the reference's words the candidate holds (as bags, case kept), by kind.
ClassTally recallByClass(std::string_view reference, std::string_view candidate, const WordCounts& counts);

} // namespace icf
