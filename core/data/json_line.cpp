#include "core/data/json_line.h"

#include <bit>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "core/base/utf8.h"

namespace icf {
namespace {

constexpr int kMaxDepth = 64;

/// Bytes before the next quote, backslash or control character; sets wide when one of them is beyond ASCII.
std::size_t plainLength(const char* text, std::size_t size, bool& wide)
{
    std::size_t i = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i lastControl = _mm_set1_epi8(0x1F);
    int high = 0;
    for (; i + 16 <= size; i += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + i));
        // min(byte, 0x1F) == byte, as unsigned bytes, is true of control characters only.
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, lastControl), block);
        const __m128i stop =
            _mm_or_si128(control, _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash)));
        const auto stops = static_cast<unsigned>(_mm_movemask_epi8(stop));
        const int wideBytes = _mm_movemask_epi8(block);
        if (stops != 0) {
            const int first = std::countr_zero(stops);
            wide = wide || high != 0 || (wideBytes & ((1 << first) - 1)) != 0;
            return i + static_cast<std::size_t>(first);
        }
        high |= wideBytes;
    }
    wide = wide || high != 0;
#endif
    for (; i < size; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == '"' || byte == '\\')
            break;
        wide = wide || byte >= 0x80;
    }
    return i;
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// One pass over one line.
class LineScanner {
public:
    LineScanner(std::string_view line, std::span<JsonMember> wanted)
        : line_(line)
        , wanted_(wanted)
    {
    }

    JsonFault scan()
    {
        skipSpace();
        if (peek() != '{')
            return {"is not a JSON object", at_};
        if (!object(0, true))
            return fault_;
        skipSpace();
        if (at_ != line_.size())
            return {"has something after its JSON object", at_};
        return {};
    }

private:
    char peek() const { return at_ < line_.size() ? line_[at_] : '\0'; }

    bool fail(const char* reason)
    {
        fault_ = {at_ < line_.size() ? reason : "ends inside its JSON object", at_};
        return false;
    }

    void skipSpace()
    {
        while (
            at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t' || line_[at_] == '\r' || line_[at_] == '\n'))
            ++at_;
    }

    bool text(JsonText& out)
    {
        if (peek() != '"')
            return fail("is not valid JSON: a '\"' was expected");
        const std::size_t begin = ++at_;
        out = {};
        while (true) {
            at_ += plainLength(line_.data() + at_, line_.size() - at_, out.wide);
            const char c = peek();
            if (c == '"')
                break;
            if (c != '\\')
                return fail(c == '\0' ? "holds a NUL character" : "is not valid JSON: a control character in a text");
            out.escaped = true;
            if (!escape())
                return false;
        }
        out.raw = line_.substr(begin, at_ - begin);
        if (out.wide) {
            if (const std::size_t valid = validUtf8Prefix(out.raw); valid != out.raw.size()) {
                at_ = begin + valid;
                return fail(kNotUtf8);
            }
        }
        ++at_;
        return true;
    }

    bool escape()
    {
        ++at_;
        switch (peek()) {
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
            ++at_;
            return true;
        case 'u':
            ++at_;
            for (int i = 0; i < 4; ++i, ++at_)
                if (!isHex(peek()))
                    return fail("is not valid JSON: \\u needs four hex digits");
            return true;
        default:
            return fail("is not valid JSON: an unknown escape in a text");
        }
    }

    bool word(std::string_view expected)
    {
        if (line_.substr(at_, expected.size()) != expected)
            return fail("is not valid JSON: a value was expected");
        at_ += expected.size();
        return true;
    }

    bool digits()
    {
        if (!isDigit(peek()))
            return fail("is not valid JSON: a digit was expected");
        while (isDigit(peek()))
            ++at_;
        return true;
    }

    bool number()
    {
        if (peek() == '-')
            ++at_;
        if (peek() == 'I')
            return word("Infinity");
        if (peek() == '0')
            ++at_;
        else if (!digits())
            return false;
        if (peek() == '.') {
            ++at_;
            if (!digits())
                return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            ++at_;
            if (peek() == '+' || peek() == '-')
                ++at_;
            return digits();
        }
        return true;
    }

    bool value(int depth)
    {
        JsonText ignored;
        switch (peek()) {
        case '"':
            return text(ignored);
        case '{':
            return object(depth + 1, false);
        case '[':
            return array(depth + 1);
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        case 'N':
            return word("NaN");
        case 'I':
            return word("Infinity");
        default:
            if (peek() == '-' || isDigit(peek()))
                return number();
            return fail("is not valid JSON: a value was expected");
        }
    }

    bool array(int depth)
    {
        if (depth >= kMaxDepth)
            return fail("nests deeper than 64 levels");
        ++at_;
        skipSpace();
        if (peek() == ']') {
            ++at_;
            return true;
        }
        while (true) {
            skipSpace();
            if (!value(depth))
                return false;
            skipSpace();
            if (peek() == ']') {
                ++at_;
                return true;
            }
            if (peek() != ',')
                return fail("is not valid JSON: a ',' or ']' was expected");
            ++at_;
        }
    }

    JsonMember* find(const JsonText& key)
    {
        std::string decoded;
        std::string_view name = key.raw;
        if (key.escaped) {
            // A key with half of a surrogate pair has no UTF-8, and is none that is looked for.
            if (!decodeJsonText(key, decoded))
                return nullptr;
            name = decoded;
        }
        for (JsonMember& member : wanted_)
            if (member.key == name)
                return &member;
        return nullptr;
    }

    bool object(int depth, bool outermost)
    {
        if (depth >= kMaxDepth)
            return fail("nests deeper than 64 levels");
        ++at_;
        skipSpace();
        if (peek() == '}') {
            ++at_;
            return true;
        }
        while (true) {
            skipSpace();
            JsonText key;
            if (!text(key))
                return false;
            skipSpace();
            if (peek() != ':')
                return fail("is not valid JSON: a ':' was expected");
            ++at_;
            skipSpace();
            JsonMember* member = outermost ? find(key) : nullptr;
            if (member != nullptr && peek() == '"') {
                if (!text(member->value))
                    return false;
                member->state = JsonMember::State::text;
            } else {
                if (!value(depth))
                    return false;
                if (member != nullptr)
                    member->state = JsonMember::State::other;
            }
            skipSpace();
            if (peek() == '}') {
                ++at_;
                return true;
            }
            if (peek() != ',')
                return fail("is not valid JSON: a ',' or '}' was expected");
            ++at_;
        }
    }

    std::string_view line_;
    std::span<JsonMember> wanted_;
    std::size_t at_ = 0;
    JsonFault fault_;
};

unsigned hexAt(std::string_view raw, std::size_t at)
{
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const char c = raw[i];
        value = value * 16 + static_cast<unsigned>(isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
}

void appendUtf8(std::string& out, unsigned code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

} // namespace

JsonFault scanJsonLine(std::string_view line, std::span<JsonMember> wanted)
{
    return LineScanner(line, wanted).scan();
}

bool decodeJsonText(const JsonText& text, std::string& out)
{
    if (!text.escaped) {
        out.append(text.raw);
        return true;
    }
    // The scan has checked the escapes.
    std::string_view raw = text.raw;
    out.reserve(out.size() + raw.size());
    while (true) {
        const std::size_t plain = raw.find('\\');
        out.append(raw.substr(0, plain));
        if (plain == std::string_view::npos)
            return true;
        const char kind = raw[plain + 1];
        std::size_t used = plain + 2;
        switch (kind) {
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        case 'n':
            out += '\n';
            break;
        case 'r':
            out += '\r';
            break;
        case 't':
            out += '\t';
            break;
        case 'u': {
            unsigned code = hexAt(raw, used);
            used += 4;
            if (code >= 0xD800 && code < 0xE000) {
                const bool paired = code < 0xDC00 && raw.substr(used, 2) == "\\u";
                const unsigned low = paired ? hexAt(raw, used + 2) : 0;
                if (low < 0xDC00 || low >= 0xE000)
                    return false;
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                used += 6;
            }
            appendUtf8(out, code);
            break;
        }
        default:
            out += kind;
            break;
        }
        raw.remove_prefix(used);
    }
}

} // namespace icf
