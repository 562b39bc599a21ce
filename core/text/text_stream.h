#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/text/tokenizer.h"

namespace icf {

/// Text of ids that come one after the other.  Decodes from the token before the last piece on, not from the start, so that an answer takes
/// time in proportion to its length.
class TextStream {
public:
    /// tokenizer must outlive the stream.
    explicit TextStream(const Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

    /// The text that a token adds; special tokens add none, and half a character waits for the rest of it.
    std::string add(std::int64_t id);

private:
    const Tokenizer& tokenizer_;
    std::vector<std::int64_t> ids_;
    std::size_t start_ = 0;  ///< Where decoding begins: the piece before the next one, since a text's first token loses its space.
    std::size_t given_ = 0;  ///< Tokens whose text was returned.
};

} // namespace icf
