#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/text/tokenizer.h"

namespace icf {

/// The tokenizer of language models with random weights, which have none of their own: pieces of at most six letters, single digits, single
/// other characters.  The pieces of the text that it is made for get ids from 3 on, in the order in which they are met, wrapped at vocab;
/// every other piece is <unk>.  Ids then repeat about as often as a real tokenizer's of a large vocabulary.  Byte-wise: letters are those of
/// ASCII and all bytes beyond it.
class WordTokenizer : public Tokenizer {
public:
    WordTokenizer(std::string_view text, std::int64_t vocab);

    std::vector<std::int64_t> encode(const std::string& text, bool bos, std::size_t atMost = std::numeric_limits<std::size_t>::max()) const override;
    /// The pieces with spaces between them.
    std::string decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const override;
    std::string piece(std::int64_t id) const override;
    std::optional<std::int64_t> bos() const override { return 1; }
    std::int64_t eos() const override { return 2; }
    std::int64_t size() const override { return vocab_; }
    std::string description() const override;

private:
    std::int64_t vocab_;
    std::unordered_map<std::string, std::int64_t> ids_;
    std::vector<std::string> pieces_;  ///< By id, as far as there are any.
};

} // namespace icf
