#include "core/data/text_hash.h"

#include <bit>
#include <cstring>

namespace icf {
namespace {

constexpr std::uint64_t kOdd1 = 0x9E3779B97F4A7C15ULL;
constexpr std::uint64_t kOdd2 = 0xC2B2AE3D27D4EB4FULL;
constexpr std::size_t kFirstSlots = 1024;

std::uint64_t finish(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

void mix(std::uint64_t& low, std::uint64_t& high, std::uint64_t a, std::uint64_t b)
{
    low = (std::rotl(low ^ (a * kOdd1), 29) + high) * kOdd2;
    high = (std::rotl(high ^ (b * kOdd2), 31) + low) * kOdd1;
}

} // namespace

TextHash hashText(std::string_view text, std::uint64_t seed)
{
    std::uint64_t low = seed ^ kOdd1;
    std::uint64_t high = seed ^ kOdd2;
    std::uint64_t words[2];
    std::size_t i = 0;
    for (; i + 16 <= text.size(); i += 16) {
        std::memcpy(words, text.data() + i, 16);
        mix(low, high, words[0], words[1]);
    }
    words[0] = words[1] = 0;
    if (i < text.size())
        std::memcpy(words, text.data() + i, text.size() - i);
    mix(low, high, words[0], words[1]);
    // The length tells a text from the same text with NULs after it.
    mix(low, high, text.size(), ~static_cast<std::uint64_t>(text.size()));
    low = finish(low ^ std::rotl(high, 17));
    high = finish(high + low * kOdd1);
    return {low, high};
}

bool TextHashSet::insert(TextHash hash)
{
    // All zero marks a free slot.
    if (hash == TextHash{})
        hash.high = 1;
    if ((used_ + 1) * 4 > slots_.size() * 3)
        grow();
    std::size_t at = hash.low & (slots_.size() - 1);
    while (slots_[at] != TextHash{}) {
        if (slots_[at] == hash)
            return false;
        at = (at + 1) & (slots_.size() - 1);
    }
    slots_[at] = hash;
    ++used_;
    return true;
}

void TextHashSet::grow()
{
    std::vector<TextHash> old(slots_.empty() ? kFirstSlots : slots_.size() * 2);
    old.swap(slots_);
    for (const TextHash& hash : old) {
        if (hash == TextHash{})
            continue;
        std::size_t at = hash.low & (slots_.size() - 1);
        while (slots_[at] != TextHash{})
            at = (at + 1) & (slots_.size() - 1);
        slots_[at] = hash;
    }
}

} // namespace icf
