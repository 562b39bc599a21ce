#include "core/text/text_cuts.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace icf {
namespace {

constexpr std::uint32_t kSpace = 0x2581;
constexpr std::size_t kLongestCharacter = 4;

/// One character; size 0 when it is malformed.
struct Character {
    std::uint32_t code = 0;
    std::size_t size = 0;
};

Character characterAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return std::uint32_t(static_cast<unsigned char>(text[at + i])); };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80)
        return {lead == ' ' ? kSpace : lead, 1};
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC0 || at + size > text.size() || validUtf8Prefix(text.substr(at, size)) != size)
        return {};
    std::uint32_t code = lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i)
        code = code << 6 | (byte(i) & 0x3FU);
    return {code, size};
}

std::uint64_t pair(std::uint32_t before, std::uint32_t after) { return std::uint64_t(before) << 32 | after; }

template <typename Code> void sortAndDropTwins(std::vector<Code>& codes)
{
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
}

} // namespace

void TextCuts::learn(std::string_view token, bool ordinary)
{
    std::uint32_t before = 0;
    for (std::size_t at = 0; at < token.size();) {
        const Character character = characterAt(token, at);
        if (character.size == 0)
            return;  // The library never finds such a token in a text.
        if (ordinary && character.size == token.size())
            known_.push_back(character.code);
        if (at > 0)
            neighbours_.push_back(pair(before, character.code));
        before = character.code;
        at += character.size;
    }
    if (neighbours_.size() >= sortAt_) {
        sortAndDropTwins(neighbours_);
        sortAt_ = std::max(sortAt_, 2 * neighbours_.size());
    }
}

void TextCuts::finish()
{
    sortAndDropTwins(neighbours_);
    sortAndDropTwins(known_);
}

bool TextCuts::mayCut(std::uint32_t before, std::uint32_t after) const
{
    const auto known = [&](std::uint32_t code) { return std::binary_search(known_.begin(), known_.end(), code); };
    return before != kSpace && known(before) && known(after) && !std::binary_search(neighbours_.begin(), neighbours_.end(), pair(before, after));
}

std::size_t TextCuts::find(std::string_view text, std::size_t from, std::size_t until) const
{
    // From the start of the character before; bytes after the lead have the form 10xxxxxx.
    std::size_t at = std::min(from, text.size());
    const auto inside = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U; };
    for (std::size_t back = 0; at > 0 && back < kLongestCharacter && (back == 0 || inside(at)); ++back)
        --at;
    Character before;
    for (; at < text.size() && at < until;) {
        const Character here = characterAt(text, at);
        if (at >= from && at > 0 && before.size > 0 && here.size > 0 && mayCut(before.code, here.code))
            return at;
        before = here;
        at += std::max<std::size_t>(1, here.size);
    }
    return std::string_view::npos;
}

} // namespace icf
