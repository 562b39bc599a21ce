#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace icf {

/// The pairs of tokens that byte-pair encoding joins, by rank.  Source: Sennrich et al., "Neural Machine Translation of Rare Words with Subword
/// Units", 2016; joined in the order of the Hugging Face tokenizers: the lowest rank first, of equal ones the leftmost.
class BpeMerges {
public:
    BpeMerges();

    /// To be called once, before add().
    void reserve(std::size_t pairs);
    /// Of the same pair the last one counts.
    void add(std::uint32_t left, std::uint32_t right, std::uint32_t rank, std::uint32_t merged);

    /// Joins neighbours in place until no pair is left.  Time n log n.
    void apply(std::vector<std::uint32_t>& ids) const;

private:
    struct Entry {
        std::uint64_t pair = kNoPair;
        std::uint32_t rank = 0;
        std::uint32_t merged = 0;
    };
    static constexpr std::uint64_t kNoPair = ~std::uint64_t{0};

    static std::uint64_t pairOf(std::uint32_t left, std::uint32_t right) { return std::uint64_t(left) << 32 | right; }
    /// Where the pair stands, or the free entry where it would.
    std::size_t slotOf(std::uint64_t pair) const;
    const Entry* find(std::uint32_t left, std::uint32_t right) const
    {
        const Entry& entry = entries_[slotOf(pairOf(left, right))];
        return entry.pair == kNoPair ? nullptr : &entry;
    }
    void applyShort(std::vector<std::uint32_t>& ids) const;
    void applyLong(std::vector<std::uint32_t>& ids) const;

    std::vector<Entry> entries_;  ///< Open addressing; a power of two, at most half full.
    std::uint64_t seed_;          ///< Drawn anew in each process: a file cannot have all of its pairs collide.
};

} // namespace icf
