#include "core/text/bpe_merges.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <queue>
#include <random>

namespace icf {
namespace {

constexpr std::size_t kShort = 24;  ///< Up to so many tokens looking at all pairs is faster than a queue.
constexpr std::uint32_t kNoRank = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

/// Finalizer of SplitMix64 (Steele, Lea, Flood, 2014).
std::uint64_t mixed(std::uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/// A pair that may be joined: its left token stands at `position`.
struct Candidate {
    std::uint32_t rank;
    std::uint32_t position;
    std::uint32_t merged;
    bool operator<(const Candidate& other) const { return rank != other.rank ? rank > other.rank : position > other.position; }
};

/// A token in a doubly linked list.
struct Symbol {
    std::uint32_t id;
    std::uint32_t before;
    std::uint32_t after;
    bool gone = false;
};

} // namespace

BpeMerges::BpeMerges() : entries_(2)
{
    std::random_device random;
    seed_ = std::uint64_t(random()) << 32 | random();
}

void BpeMerges::reserve(std::size_t pairs)
{
    entries_.assign(std::bit_ceil(std::max<std::size_t>(2, 2 * pairs + 1)), {});
}

std::size_t BpeMerges::slotOf(std::uint64_t pair) const
{
    const std::size_t mask = entries_.size() - 1;
    std::size_t slot = std::size_t(mixed(pair ^ seed_)) & mask;
    while (entries_[slot].pair != pair && entries_[slot].pair != kNoPair)
        slot = (slot + 1) & mask;
    return slot;
}

void BpeMerges::add(std::uint32_t left, std::uint32_t right, std::uint32_t rank, std::uint32_t merged)
{
    const std::uint64_t pair = pairOf(left, right);
    entries_[slotOf(pair)] = {pair, rank, merged};
}

void BpeMerges::apply(std::vector<std::uint32_t>& ids) const
{
    if (ids.size() < 2)
        return;
    if (ids.size() <= kShort)
        applyShort(ids);
    else
        applyLong(ids);
}

void BpeMerges::applyShort(std::vector<std::uint32_t>& ids) const
{
    std::array<std::uint32_t, kShort> rank, merged;
    std::size_t pairs = ids.size() - 1;
    const auto look = [&](std::size_t i) {
        const Entry* entry = find(ids[i], ids[i + 1]);
        rank[i] = entry ? entry->rank : kNoRank;
        merged[i] = entry ? entry->merged : 0;
    };
    for (std::size_t i = 0; i < pairs; ++i)
        look(i);
    while (pairs > 0) {
        const std::size_t best = std::size_t(std::min_element(rank.begin(), rank.begin() + std::ptrdiff_t(pairs)) - rank.begin());
        if (rank[best] == kNoRank)
            return;
        ids[best] = merged[best];
        ids.erase(ids.begin() + std::ptrdiff_t(best) + 1);
        std::copy(rank.begin() + std::ptrdiff_t(best) + 1, rank.begin() + std::ptrdiff_t(pairs), rank.begin() + std::ptrdiff_t(best));
        std::copy(merged.begin() + std::ptrdiff_t(best) + 1, merged.begin() + std::ptrdiff_t(pairs), merged.begin() + std::ptrdiff_t(best));
        --pairs;
        if (best < pairs)
            look(best);
        if (best > 0)
            look(best - 1);
    }
}

void BpeMerges::applyLong(std::vector<std::uint32_t>& ids) const
{
    std::vector<Symbol> symbols(ids.size());
    std::vector<Candidate> found;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        symbols[i] = {ids[i], i > 0 ? std::uint32_t(i - 1) : kNobody, i + 1 < ids.size() ? std::uint32_t(i + 1) : kNobody};
        if (const Entry* entry = i + 1 < ids.size() ? find(ids[i], ids[i + 1]) : nullptr)
            found.push_back({entry->rank, std::uint32_t(i), entry->merged});
    }
    std::priority_queue<Candidate> queue({}, std::move(found));
    const auto consider = [&](std::uint32_t position) {
        const Symbol& left = symbols[position];
        if (left.after == kNobody)
            return;
        if (const Entry* entry = find(left.id, symbols[left.after].id))
            queue.push({entry->rank, position, entry->merged});
    };
    while (!queue.empty()) {
        const Candidate top = queue.top();
        queue.pop();
        Symbol& left = symbols[top.position];
        if (left.gone || left.after == kNobody)
            continue;
        Symbol& right = symbols[left.after];
        // What stood here when it was put into the queue may have been joined with others since.
        const Entry* entry = find(left.id, right.id);
        if (entry == nullptr || entry->merged != top.merged)
            continue;
        left.id = top.merged;
        left.after = right.after;
        right.gone = true;
        if (left.after != kNobody)
            symbols[left.after].before = top.position;
        if (left.before != kNobody)
            consider(left.before);
        consider(top.position);
    }
    ids.clear();
    for (std::uint32_t i = 0; i != kNobody; i = symbols[i].after)
        ids.push_back(symbols[i].id);
}

} // namespace icf
