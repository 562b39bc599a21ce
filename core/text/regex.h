#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace icf {

/// A regular expression of a tokenizer.json (Oniguruma's syntax, as far as tokenizers use it), matched with PCRE2 and its JIT.  \s means Unicode's
/// White_Space, classes are Unicode's.  Immutable; may be used from several threads.
class Regex {
public:
    /// Throws Error(where, …) when the pattern is malformed, longer than 8 KiB, or uses what is not supported.
    Regex(std::string_view pattern, const std::string& where);
    /// The pattern that matches a text as it stands.
    static Regex literal(std::string_view text, const std::string& where);

    /// The first match that begins at `from` or later, as offsets [begin, end); nothing when there is none.  text: well-formed UTF-8, from on the
    /// start of a character.  Throws Error when the pattern needs too many steps.
    std::optional<std::pair<std::size_t, std::size_t>> find(std::string_view text, std::size_t from) const;

private:
    struct Code;
    std::shared_ptr<const Code> code_;
    std::string where_;
};

} // namespace icf
