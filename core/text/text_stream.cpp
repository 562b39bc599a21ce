#include "core/text/text_stream.h"

namespace icf {

std::string TextStream::add(std::int64_t id)
{
    ids_.push_back(id);
    const auto textTo = [&](std::size_t end) {
        return tokenizer_.decode({ids_.begin() + std::ptrdiff_t(start_), ids_.begin() + std::ptrdiff_t(end)}, /*skipSpecial=*/true);
    };
    const std::string before = textTo(given_);
    const std::string text = textTo(ids_.size());
    // Byte tokens of a character that is not whole yet decode to U+FFFD.
    if (text.size() <= before.size() || !text.starts_with(before) || text.ends_with("\xEF\xBF\xBD"))
        return {};
    start_ = given_;
    given_ = ids_.size();
    return text.substr(before.size());
}

} // namespace icf
