#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace icf {

/// Where a text may be cut so that its pieces, tokenized one by one, give the tokens of the whole: between two characters that stand beside each
/// other in no token of the vocabulary, so that no token can reach across.
class TextCuts {
public:
    /// Adds a token of the vocabulary, spelled with U+2581 for spaces.  ordinary: text is tokenized to it, which is not so of "<s>" and "<0x0A>".
    void learn(std::string_view token, bool ordinary);
    /// To be called when all tokens are learnt, before the first find().
    void finish();

    /// The first safe place for a cut from `from` on and before `until`, as an offset into the text; npos when there is none.  Never beside malformed
    /// UTF-8 or after a space (of several, some vocabularies make one).
    std::size_t find(std::string_view text, std::size_t from, std::size_t until) const;

private:
    bool mayCut(std::uint32_t before, std::uint32_t after) const;

    std::size_t sortAt_ = std::size_t{1} << 20;     ///< Pairs at which they are sorted early, to drop those that are there twice.
    // Sorted.  No hash tables: the vocabulary is a file's, and could have all of its characters collide.
    std::vector<std::uint64_t> neighbours_;  ///< Pairs of characters inside of tokens.
    std::vector<std::uint32_t> known_;       ///< Characters that are tokens: runs of others may become one unknown token.
};

} // namespace icf
