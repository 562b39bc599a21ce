#pragma once
#include <string>
#include <string_view>

namespace icf {

/// The text without the white space at its start, at its end, or both; white space is what Python's str.strip() takes.
std::string_view withoutLeadingSpace(std::string_view text);
std::string_view withoutTrailingSpace(std::string_view text);
std::string_view stripped(std::string_view text);

/// The text with each `from`, which must not be empty, replaced.
std::string withReplaced(std::string_view text, std::string_view from, std::string_view to);

/// The text without the spaces that tokenizers of words leave before punctuation and English endings, as clean_up_tokenization_spaces has it.
std::string withCleanSpaces(std::string text);

} // namespace icf
