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

/// A set of text hashes: open addressing, 16 bytes a slot, at most 3/4 full.
class TextHashSet {
public:
    /// Returns true when the hash was not there before.
    bool insert(TextHash hash);
    std::size_t size() const { return used_; }

private:
    void grow();

    std::vector<TextHash> slots_;
    std::size_t used_ = 0;
};

} // namespace icf
