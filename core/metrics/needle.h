#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Retrieval tests made from a seed: one fact hidden in a long text, asked for afterwards.
namespace icf {

/// How needles look.  {key} (a name), {first} (its first word) and {value} are replaced.
struct NeedleStyle {
    std::string fact = "{key} is {value} years old.";
    std::string question = "How old is {key}?";
    std::string answer = "{first} is {value} years old.";
};

/// One test.
struct NeedleSample {
    std::string context;
    std::string prompt;
    std::string answer;    ///< The sentence asked for.
    std::string value;     ///< What has to appear in the answer as a word.
    double depth = 0;      ///< Where the fact stands: 0 at the start, 1 at the end.
    std::int64_t length = 0;  ///< Tokens asked for; the context has at most so many.
    std::int64_t tokens = 0;  ///< Tokens of the context.
};

/// Number of tokens of a text.
using TokenCounter = std::function<std::int64_t(const std::string&)>;

/// A fact among sentences of other texts.
/// haystack: texts whose sentences fill the context, drawn in random order; sentences that hold the key are left out.
/// Sentences are added while the context stays within length tokens.  Throws Error when the fact alone is longer, or when
/// the haystack has no sentence.  The same arguments give the same sample.
NeedleSample makeNeedle(const NeedleStyle& style, const std::vector<std::string>& haystack, std::int64_t length, double depth,
                        std::uint64_t seed, const TokenCounter& count);

/// A list of facts of the same kind about different keys, one of which is asked for: nothing but the key tells it apart.
/// Throws Error when not even the asked fact fits.
NeedleSample makeKeyValue(const NeedleStyle& style, std::int64_t length, double depth, std::uint64_t seed, const TokenCounter& count);

/// True when value stands in the answer as a word of its own.
bool holdsValue(const std::string& answer, const std::string& value);

} // namespace icf
