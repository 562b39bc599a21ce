#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace icf {

/// 128 bits that stand for a text.
struct TextHash {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool operator==(const TextHash&) const = default;
};

/// Hashes a text; the same on every platform.  Two lanes of multiply-and-rotate mixing over 16 bytes at a time with the finalizer
/// of SplitMix64: even enough that two of 10^9 different texts agree with probability 10^-20, not made to resist forgery.
TextHash hashText(std::string_view text, std::uint64_t seed = 0);

/// A set of text hashes that keeps 64 bits of each, at most 13 bytes a hash: a hash's low bits choose one of 4096 tables (open addressing, at most
/// 4/5 full, grown by a quarter one table at a time), which keeps the high ones.  76 bits tell two texts apart, so that one of 10^9 different texts is
/// taken for another with probability 10^-5, one of 10^7 with 10^-9.
class TextHashSet {
public:
    /// Returns true when the hash was not there before.
    bool insert(TextHash hash);
    std::size_t size() const { return size_; }

private:
    struct Table {
        std::vector<std::uint64_t> slots;  ///< 0 marks a free one.
        std::size_t used = 0;

        /// The slot that holds the value, or the free one where it belongs.
        std::uint64_t& find(std::uint64_t value);
        void grow();
    };

    std::vector<Table> tables_;
    std::size_t size_ = 0;
};

} // namespace icf
