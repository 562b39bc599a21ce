#include "core/text/bpe_text.h"

#include <utf8proc.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "core/base/utf8.h"

namespace icf {
namespace {

/// Bytes of the malformed text that one U+FFFD stands for: as many as a character could begin with, at least one.
std::size_t brokenLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(0);
    const std::size_t whole = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 1;
    std::size_t length = 1;
    while (length < whole && length < text.size() && (byte(length) & 0xC0U) == 0x80U) {
        const unsigned second = byte(1);
        // Second bytes that no character has after these leads.
        if (length == 1 && ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90)))
            break;
        ++length;
    }
    return length;
}

} // namespace

std::string repairedUtf8(std::string_view text)
{
    std::string out;
    while (true) {
        const std::size_t valid = validUtf8Prefix(text);
        out.append(text.substr(0, valid));
        text.remove_prefix(valid);
        if (text.empty())
            return out;
        out += "\xEF\xBF\xBD";
        text.remove_prefix(brokenLength(text));
    }
}

std::string normalForm(std::string_view text, bool compatible)
{
    // Below U+0300 all is in form C, and ASCII in form KC.
    const unsigned limit = compatible ? 0x80 : 0xCC;
    bool below = true;
    for (const char c : text)
        below = below && static_cast<unsigned char>(c) < limit;
    if (below)
        return std::string(text);
    utf8proc_uint8_t* mapped = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), utf8proc_ssize_t(text.size()), &mapped,
                                               static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | (compatible ? UTF8PROC_COMPAT : 0)));
    if (size < 0)
        throw std::bad_alloc();
    std::string result(reinterpret_cast<const char*>(mapped), std::size_t(size));
    std::free(mapped);  // NOLINT: the library's way.
    return result;
}

std::string readableToken(std::string_view bytes)
{
    std::string out;
    while (!bytes.empty()) {
        const auto lead = static_cast<unsigned char>(bytes[0]);
        const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        const bool whole = size <= bytes.size() && validUtf8Prefix(bytes.substr(0, size)) == size;
        if (!whole || lead < 0x20 || lead == 0x7F) {
            char shown[8];
            std::snprintf(shown, sizeof shown, "<0x%02X>", lead);
            out += shown;
            bytes.remove_prefix(1);
            continue;
        }
        out += lead == ' ' ? std::string_view("\xE2\x96\x81") : bytes.substr(0, size);
        bytes.remove_prefix(size);
    }
    return out;
}

} // namespace icf
