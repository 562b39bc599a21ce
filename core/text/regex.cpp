#define PCRE2_CODE_UNIT_WIDTH 8
#include "core/text/regex.h"

#include <pcre2.h>

#include <cstdint>

#include "core/base/error.h"
#include "core/base/utf8.h"

namespace icf {
namespace {

constexpr std::size_t kMaxPatternBytes = 8192;
/// Steps at one position of a text; what tokenizers use needs some for each character of a match.
constexpr std::uint32_t kMaxMatchSteps = 4'000'000;
/// Unicode's White_Space, as a part of a character class.  PCRE2's \s takes U+180E too.
constexpr std::string_view kWhiteSpace = R"(\t-\r \x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})";

/// The pattern with \s and \S spelled out.
std::string translated(std::string_view pattern, const std::string& where)
{
    std::string out;
    bool inClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            const char next = pattern[++i];
            if (next == 's') {
                out += inClass ? std::string(kWhiteSpace) : "[" + std::string(kWhiteSpace) + "]";
            } else if (next == 'S' && !inClass) {
                out += "[^" + std::string(kWhiteSpace) + "]";
            } else if (next == 'S' || next == 'h' || next == 'H' || next == 'R' || next == 'X') {
                throw Error(where, std::string("the pattern \"") + printable(pattern) + "\" uses \\" + next + " where it is not supported");
            } else {
                out += c;
                out += next;
            }
            continue;
        }
        if (inClass && (c == '[' || pattern.substr(i).starts_with("&&")) && !pattern.substr(i).starts_with("[:"))
            throw Error(where, "the pattern \"" + printable(pattern) + "\" combines character classes, which is not supported");
        if (c == '[')
            inClass = true;
        else if (c == ']')
            inClass = false;
        out += c;
    }
    return out;
}

/// One for each thread: where a match is reported.
pcre2_match_data* matchData()
{
    struct Owner {
        pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
        ~Owner() { pcre2_match_data_free(data); }
    };
    thread_local const Owner owner;
    return owner.data;
}

} // namespace

struct Regex::Code {
    pcre2_code* code = nullptr;
    pcre2_match_context* limits = pcre2_match_context_create(nullptr);

    Code() = default;
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;
    ~Code()
    {
        pcre2_code_free(code);
        pcre2_match_context_free(limits);
    }
};

Regex::Regex(std::string_view pattern, const std::string& where) : where_(where)
{
    if (pattern.size() > kMaxPatternBytes || validUtf8Prefix(pattern) != pattern.size())
        throw Error(where, "holds a pattern of more than " + std::to_string(kMaxPatternBytes) + " bytes, or of no text");
    const std::string text = translated(pattern, where);
    auto code = std::make_shared<Code>();
    int problem = 0;
    PCRE2_SIZE at = 0;
    code->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &problem, &at, nullptr);
    if (code->code == nullptr)
        throw Error(where, "the pattern \"" + printable(pattern) + "\" is not understood");
    // Without JIT, where a system forbids it, matching takes longer.
    pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE);
    pcre2_set_match_limit(code->limits, kMaxMatchSteps);
    code_ = std::move(code);
}

Regex Regex::literal(std::string_view text, const std::string& where)
{
    std::string pattern;
    for (const char c : text) {
        if (std::string_view(R"(\^$.[]|()?*+{}-)").find(c) != std::string_view::npos)
            pattern += '\\';
        pattern += c;
    }
    return Regex(pattern, where);
}

std::optional<std::pair<std::size_t, std::size_t>> Regex::find(std::string_view text, std::size_t from) const
{
    pcre2_match_data* data = matchData();
    const auto match = [&](std::uint32_t options) {
        return pcre2_match(code_->code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from, PCRE2_NO_UTF_CHECK | options, data, code_->limits);
    };
    int found = match(0);
    // The interpreter takes memory as it needs it.
    if (found == PCRE2_ERROR_JIT_STACKLIMIT)
        found = match(PCRE2_NO_JIT);
    if (found == PCRE2_ERROR_NOMATCH)
        return std::nullopt;
    if (found < 0)
        throw Error(where_, "splitting this text takes too many steps");
    const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(data);
    // \K in a lookahead could end a match before it begins.
    if (offsets[0] < from || offsets[1] < offsets[0])
        throw Error(where_, "holds a pattern that is not supported");
    return std::pair(offsets[0], offsets[1]);
}

} // namespace icf
