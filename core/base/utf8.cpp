#include "core/base/utf8.h"

#include <cstdint>
#include <cstring>

namespace icf {
namespace {

/// Length of the well-formed sequence that starts at p, 0 when there is none.
std::size_t sequenceLength(const unsigned char* p, std::size_t left) noexcept
{
    const auto continues = [&](std::size_t i) { return i < left && (p[i] & 0xC0) == 0x80; };
    const unsigned char lead = p[0];
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!continues(1) || !continues(2))
            return 0;
        const bool overlong = lead == 0xE0 && p[1] < 0xA0;
        const bool surrogate = lead == 0xED && p[1] >= 0xA0;
        return overlong || surrogate ? 0 : 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!continues(1) || !continues(2) || !continues(3))
            return 0;
        const bool overlong = lead == 0xF0 && p[1] < 0x90;
        const bool beyond = lead == 0xF4 && p[1] >= 0x90;
        return overlong || beyond ? 0 : 4;
    }
    return 0;
}

} // namespace

std::size_t validUtf8Prefix(std::string_view text) noexcept
{
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    const std::size_t size = text.size();
    std::size_t i = 0;
    while (i < size) {
        // Most text is ASCII: eight bytes at a time.
        while (i + 8 <= size) {
            std::uint64_t word;
            std::memcpy(&word, p + i, 8);
            if (word & 0x8080808080808080ULL)
                break;
            i += 8;
        }
        if (i == size)
            break;
        const std::size_t length = sequenceLength(p + i, size - i);
        if (length == 0)
            return i;
        i += length;
    }
    return size;
}

std::string printable(std::string_view text, std::size_t maxBytes)
{
    std::string out;
    std::size_t i = 0;
    while (i < text.size()) {
        const auto* p = reinterpret_cast<const unsigned char*>(text.data()) + i;
        const std::size_t length = sequenceLength(p, text.size() - i);
        if (out.size() + (length == 0 ? 1 : length) > maxBytes)
            return out + "…";
        const bool control = length == 1 && (*p < 0x20 || *p == 0x7F);
        // U+0080…009F are control characters too, and terminals obey some of them.
        const bool wideControl = length == 2 && p[0] == 0xC2 && p[1] < 0xA0;
        if (length == 0 || control || wideControl)
            out += '?';
        else
            out.append(text.substr(i, length));
        i += length == 0 ? 1 : length;
    }
    return out;
}

} // namespace icf
