#include "core/data/text_hash.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace icf {
namespace {

constexpr std::uint64_t kOdd1 = 0x9E3779B97F4A7C15ULL;
constexpr std::uint64_t kOdd2 = 0xC2B2AE3D27D4EB4FULL;
constexpr std::size_t kTables = 4096, kFirstSlots = 8;

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

std::uint64_t& TextHashSet::Table::find(std::uint64_t value)
{
    // The upper half of the product: even over any number of slots.
    auto at = static_cast<std::size_t>(((value >> 32) * slots.size()) >> 32);
    while (slots[at] != 0 && slots[at] != value)
        at = at + 1 == slots.size() ? 0 : at + 1;
    return slots[at];
}

void TextHashSet::Table::grow()
{
    std::vector<std::uint64_t> old(std::max(kFirstSlots, slots.size() + slots.size() / 4));
    old.swap(slots);
    for (const std::uint64_t value : old)
        if (value != 0)
            find(value) = value;
}

bool TextHashSet::insert(TextHash hash)
{
    tables_.resize(kTables);
    Table& table = tables_[hash.low & (kTables - 1)];
    if ((table.used + 1) * 5 > table.slots.size() * 4)
        table.grow();
    const std::uint64_t value = std::max(hash.high, std::uint64_t{1});
    std::uint64_t& slot = table.find(value);
    if (slot == value)
        return false;
    slot = value;
    ++table.used;
    ++size_;
    return true;
}

} // namespace icf
