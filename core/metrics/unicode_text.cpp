#include "core/metrics/unicode_text.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace icf::unicode {
namespace {

struct CaseRange {
    char32_t first;
    char32_t last;
    int stride;
    int difference;
};

constexpr CaseRange kLower[] = {
#include "core/metrics/lower_case_table.inc"
};

struct Block {
    char32_t first;
    char32_t last;
};

/// Blocks beyond ASCII that hold punctuation, symbols and spaces.
constexpr Block kSymbols[] = {{0x80, 0xA9}, {0xAB, 0xB1}, {0xB4, 0xB4}, {0xB6, 0xB8}, {0xBB, 0xBB}, {0xBF, 0xBF},
    {0xD7, 0xD7}, {0xF7, 0xF7}, {0x2C2, 0x2C5}, {0x300, 0x36F}, {0x37E, 0x37E}, {0x387, 0x387}, {0x1680, 0x1680},
    {0x2000, 0x206F}, {0x20A0, 0x20CF}, {0x2190, 0x245F}, {0x2500, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3000, 0x3004},
    {0x3008, 0x3020}, {0xFE00, 0xFE6F}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65},
    {0xFFFD, 0xFFFD}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF}};

/// Bytes that the character starting with this one takes; 0 when it cannot start one.
std::size_t lengthFromLead(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

/// Reads one character at text[at] and moves at past it.
char32_t next(std::string_view text, std::size_t& at)
{
    constexpr char32_t kMalformed = 0xFFFD;
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lengthFromLead(lead);
    const std::size_t start = at++;
    if (length == 1)
        return lead;
    if (length == 0 || start + length > text.size())
        return kMalformed;
    char32_t c = lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[start + i]);
        if ((byte & 0xC0) != 0x80)
            return kMalformed;
        c = (c << 6) | (byte & 0x3Fu);
    }
    at = start + length;
    return c;
}

} // namespace

std::u32string decode(std::string_view text)
{
    std::u32string characters;
    characters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        characters.push_back(next(text, at));
    return characters;
}

void append(std::string& text, char32_t c)
{
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | (c >> 6));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0 | (c >> 12));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | (c >> 18));
        text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

bool isSpace(char32_t c)
{
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

char32_t lower(char32_t c)
{
    if (c < 0x80)
        return c >= U'A' && c <= U'Z' ? c + 32 : c;
    const auto* range = std::lower_bound(
        std::begin(kLower), std::end(kLower), c, [](const CaseRange& r, char32_t value) { return r.last < value; });
    if (range == std::end(kLower) || c < range->first || (c - range->first) % static_cast<char32_t>(range->stride) != 0)
        return c;
    return static_cast<char32_t>(static_cast<std::int64_t>(c) + range->difference);
}

bool isWord(char32_t c)
{
    if (c < 0x80)
        return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
    const auto* block = std::lower_bound(
        std::begin(kSymbols), std::end(kSymbols), c, [](const Block& b, char32_t value) { return b.last < value; });
    return block == std::end(kSymbols) || c < block->first;
}

std::size_t spaceLength(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80)
        return isSpace(lead) ? 1 : 0;
    // All white space beyond ASCII starts with one of these bytes.
    if (lead != 0xC2 && lead != 0xE1 && lead != 0xE2 && lead != 0xE3)
        return 0;
    std::size_t at = 0;
    return isSpace(next(text, at)) ? at : 0;
}

std::string_view stripEnd(std::string_view text)
{
    while (!text.empty()) {
        std::size_t cut = 0;
        for (std::size_t bytes = 1; bytes <= 3 && bytes <= text.size() && cut == 0; ++bytes)
            if (spaceLength(text.substr(text.size() - bytes)) == bytes)
                cut = bytes;
        if (cut == 0)
            break;
        text.remove_suffix(cut);
    }
    return text;
}

std::string_view strip(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t cut = spaceLength(text);
        if (cut == 0)
            break;
        text.remove_prefix(cut);
    }
    return stripEnd(text);
}

} // namespace icf::unicode
