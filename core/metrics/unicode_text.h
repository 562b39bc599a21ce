#pragma once
#include <cstdint>
#include <string>
#include <string_view>

/// The little Unicode that the metrics need, as Python's str methods see it.
namespace icf::unicode {

/// Characters of UTF-8 text; a malformed byte becomes U+FFFD.
std::u32string decode(std::string_view text);
/// Appends one character as UTF-8.
void append(std::string& text, char32_t c);
/// White space in the sense of Python's str.split() and str.strip().
bool isSpace(char32_t c);
/// Lower case of one character (simple mapping of the Latin, Greek, Cyrillic, Armenian, Georgian and full-width letters).
char32_t lower(char32_t c);
/// Upper-case letter of those scripts.
inline bool isUpper(char32_t c) { return lower(c) != c; }
/// Letter, digit or underscore; approximately regular expressions' \w (symbols and punctuation of the common blocks are
/// told apart, everything else beyond ASCII counts as a letter).
bool isWord(char32_t c);
/// The text without white space at both ends.
std::string_view strip(std::string_view text);
/// The text without white space at its end.
std::string_view stripEnd(std::string_view text);
/// Calls use(std::string_view) for every stretch between white space.
template <class Use> void forEachWord(std::string_view text, Use&& use);

/// Length in bytes of the white space that starts at text[0]; 0 when there is none.
std::size_t spaceLength(std::string_view text);

template <class Use> void forEachWord(std::string_view text, Use&& use)
{
    std::size_t start = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        if (const std::size_t gap = spaceLength(text.substr(i))) {
            if (i > start)
                use(text.substr(start, i - start));
            i += gap;
            start = i;
        } else {
            ++i;
        }
    }
    if (text.size() > start)
        use(text.substr(start));
}

} // namespace icf::unicode
