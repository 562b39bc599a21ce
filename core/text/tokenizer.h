#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace icf {

/// The tokenizer of a Llama model folder, equal to the Hugging Face LlamaTokenizer (slow, sentencepiece), in non-legacy
/// mode ("legacy": false in tokenizer_config.json) or legacy mode.  Rules: docs/reference.md, "Tokenizer".
/// Immutable; may be used from several threads.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    /// Reads tokenizer.model and tokenizer_config.json of the folder.  Throws Error when they are missing or malformed.
    static std::unique_ptr<Tokenizer> open(const std::string& folder);

    /// Ids of a text; special tokens in it (<s>, </s>, <unk>) are recognised.  bos: put the bos id in front.
    virtual std::vector<std::int64_t> encode(const std::string& text, bool bos) const = 0;
    /// Text of ids; skipSpecial leaves out the special tokens.
    virtual std::string decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const = 0;
    /// The token as a reader would like to see it ("▁walk", "<0x0A>").
    virtual std::string piece(std::int64_t id) const = 0;

    virtual std::int64_t bos() const = 0;
    virtual std::int64_t eos() const = 0;
    virtual std::int64_t size() const = 0;
    /// "sentencepiece, legacy: false, 32000 tokens".
    virtual std::string description() const = 0;
};

} // namespace icf
