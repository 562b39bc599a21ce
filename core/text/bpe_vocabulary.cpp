#include "core/text/bpe_vocabulary.h"

#include <algorithm>

namespace icf {
namespace {

constexpr int kNoByte = -1;

/// Byte by code point: printable characters of Latin-1 stand for themselves, the other bytes in order for the characters from U+0100 on.
const std::array<std::int16_t, 0x144>& byteOfCharacter()
{
    static const auto table = [] {
        std::array<std::int16_t, 0x144> bytes;
        bytes.fill(kNoByte);
        std::size_t next = 0x100;
        for (int byte = 0; byte < 256; ++byte) {
            const bool printable = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
            bytes[printable ? std::size_t(byte) : next++] = std::int16_t(byte);
        }
        return bytes;
    }();
    return table;
}

} // namespace

std::optional<std::string> bytesOfByteLevel(std::string_view spelled)
{
    std::string bytes;
    for (std::size_t i = 0; i < spelled.size(); ++i) {
        std::size_t code = static_cast<unsigned char>(spelled[i]);
        // All of the alphabet is in at most two bytes.
        if (code >= 0xE0)
            return std::nullopt;
        if (code >= 0xC0 && i + 1 < spelled.size())
            code = (code & 0x1FU) << 6 | (static_cast<unsigned char>(spelled[++i]) & 0x3FU);
        const int byte = code < byteOfCharacter().size() ? byteOfCharacter()[code] : kNoByte;
        if (byte == kNoByte)
            return std::nullopt;
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

std::uint64_t BpeVocabulary::headOf(std::string_view text)
{
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 8; ++i)
        head = head << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return head;
}

void BpeVocabulary::finish()
{
    std::stable_sort(entries_.begin(), entries_.end());
}

std::optional<std::uint32_t> BpeVocabulary::find(std::string_view text) const
{
    const Entry wanted{headOf(text), text, 0};
    const auto found = std::lower_bound(entries_.begin(), entries_.end(), wanted);
    return found == entries_.end() || found->text != text ? std::nullopt : std::optional(found->id);
}

} // namespace icf
