#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace icf {

/// The bytes that a byte-level token spells ("Ġwalk" → " walk"); nothing when a character stands for no byte.  Source: bytes_to_unicode of GPT-2.
std::optional<std::string> bytesOfByteLevel(std::string_view spelled);

/// Tokens by their text.
class BpeVocabulary {
public:
    /// To be called for each token, then finish().  The texts must outlive this.
    void add(std::string_view text, std::uint32_t id) { entries_.push_back({headOf(text), text, id}); }
    void finish();

    std::optional<std::uint32_t> find(std::string_view text) const;

private:
    /// No hash table: the texts are a file's, and could all collide.
    struct Entry {
        std::uint64_t head;  ///< The first eight bytes, so that most comparisons stay within the table.
        std::string_view text;
        std::uint32_t id;
        bool operator<(const Entry& other) const { return head != other.head ? head < other.head : text < other.text; }
    };
    static std::uint64_t headOf(std::string_view text);

    std::vector<Entry> entries_;
};

} // namespace icf
