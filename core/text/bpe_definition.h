#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/text/regex.h"

namespace icf {

class GgufFile;

/// A token that is found in a text before it is split into words.
struct BpeAddedToken {
    std::string content;
    std::int64_t id = 0;
    bool special = false;     ///< Left out when special tokens are skipped.
    bool stripLeft = false;   ///< White space before it belongs to it.
    bool stripRight = false;  ///< White space after it belongs to it.
    bool singleWord = false;  ///< Only where no letter or digit touches it.
    bool normalized = false;  ///< Looked for in the normalized text, and normalized itself.
};

/// A step from the raw text to the text that is split.
struct NormalizerStep {
    enum class Kind { nfc, nfkc, prepend, replace } kind = Kind::nfc;
    std::string from;  ///< Of replace.
    std::string to;    ///< What is prepended or put in place.
};

/// A step that splits texts, of which the parts go to the next step.
struct SplitStep {
    enum class Kind {
        pattern,      ///< At the matches of a pattern.
        prefixSpace,  ///< A space is put before a text that has none.
        metaspace,    ///< Spaces become U+2581, and one is put in front.
    } kind = Kind::pattern;
    enum class Behavior { isolated, removed, mergedWithPrevious, mergedWithNext } behavior = Behavior::isolated;
    enum class Prepend { always, first, never } prepend = Prepend::always;  ///< Of metaspace; first: only where the whole text begins.
    bool invert = false;              ///< What does not match counts as the match.
    std::optional<Regex> pattern;     ///< Of pattern.
};

/// How GPT-2 and many after it split texts into words.
inline constexpr const char* kGpt2Pattern = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

/// Byte-pair encoding as the Hugging Face tokenizers describe it, whatever the file: tokenizer.json here.
struct BpeDefinition {
    /// How text becomes the symbols that are merged, and back.
    enum class Alphabet {
        bytes,       ///< Byte-level: each byte has a printable character in the vocabulary (GPT-2).
        characters,  ///< As sentencepiece: characters, U+2581 for spaces, <0x00> … for bytes of unknown ones.
    };

    std::string where;                     ///< The file, for messages.
    Alphabet alphabet = Alphabet::bytes;
    std::vector<std::string> tokens;       ///< The model's own by id, spelled as in the file; empty where an id is unused.
    std::vector<std::pair<std::string, std::string>> merges;  ///< By rank.
    bool ignoreMerges = false;             ///< A whole word that is a token is not merged.
    bool byteFallback = false;
    bool fuseUnknown = false;              ///< A run of unknown characters is one unknown token.
    std::string unknown;                   ///< The token for unknown characters; empty: they are left out.
    std::vector<BpeAddedToken> added;
    std::vector<NormalizerStep> normalizer;
    std::vector<SplitStep> splits;
    /// What decoding leaves out at the start of a text: nothing, one space, or all spaces of the first token.
    enum class Drops { nothing, space, firstTokensSpaces } drops = Drops::nothing;
    bool cleanUpSpaces = false;            ///< Decoding takes the spaces before punctuation out.
    std::optional<std::int64_t> bos;
    std::int64_t eos = 0;

    /// The id of a token, added or the model's own; nothing when there is none.
    std::optional<std::int64_t> idOf(const std::string& token) const;
};

/// Reads tokenizer.json, and from tokenizer_config.json (or special_tokens_map.json) the name of the end token.  Throws Error naming the file, and
/// what in it is not supported.
BpeDefinition readBpeDefinition(const std::string& folder);

/// The same from the metadata of a GGUF file (tokenizer.ggml.*): "gpt2" is byte-level with the splits that tokenizer.ggml.pre names, "llama" joins
/// characters in the order of the tokens' scores, as sentencepiece does in legacy mode.  Throws Error naming the file and the key.
BpeDefinition ggufBpeDefinition(const GgufFile& file);

} // namespace icf
