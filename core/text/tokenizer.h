#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace icf {

/// The tokenizer of a model folder.  Rules: docs/reference.md, "Tokenizer".  Immutable; may be used from several threads.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    /// Text is given to the library in stretches of about so many bytes, since it takes some two hundred bytes of memory for each; whole where
    /// the model does not allow it: one that is no BPE, rewrites text, or has unused tokens or line breaks in tokens.  Llama's allow it.
    static constexpr std::size_t kStretchBytes = std::size_t{64} << 10;

    /// The tokenizer by the files found: tokenizer.model (sentencepiece, as the Hugging Face LlamaTokenizer uses it), else
    /// tokenizer.json (byte-pair encoding, as the Hugging Face tokenizers library reads it), or the metadata of a GGUF file.  folder: as
    /// modelFiles (core/io/model_path.h) finds them.  Throws Error when they are missing or malformed.
    /// stretchBytes changes no token; tests cut everywhere.
    /// vocab: the embeddings of the model that reads the ids.  Throws Error when the tokenizer's own tokens are more; added ones beyond it that no
    /// text uses do no harm.
    static std::unique_ptr<Tokenizer> open(const std::string& folder, std::size_t stretchBytes = kStretchBytes,
        std::int64_t vocab = std::numeric_limits<std::int64_t>::max());

    /// Ids of a text; special tokens in it (<s>, </s>, <unk>) are recognised.  bos: put the bos id in front, where there is one.
    /// atMost: only the first so many ids are wanted; a text that may be cut is not read further than needed.
    /// A stretch of 2 MiB in which every two neighbours stand together in some token ("xxxx…") is cut all the same; there a token may differ
    /// from those of the whole.
    /// Throws Error naming the token when an id is beyond the vocab of open.
    virtual std::vector<std::int64_t> encode(const std::string& text, bool bos, std::size_t atMost = std::numeric_limits<std::size_t>::max()) const = 0;
    /// Ids of a text that stands directly after bos, with the bos id in front, where there is one: as the text of both is tokenized.
    virtual std::vector<std::int64_t> encodeAfterBos(const std::string& text) const { return encode(text, true); }
    /// Text of ids; skipSpecial leaves out the special tokens.  Bytes that make no character become U+FFFD.
    virtual std::string decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const = 0;
    /// The token as a reader would like to see it ("▁walk", "<0x0A>").
    virtual std::string piece(std::int64_t id) const = 0;
    /// The bytes that the token stands for within a text (" walk", "\n"); they may be part of a character only.
    virtual std::string text(std::int64_t id) const { return piece(id); }

    /// The id that texts begin with; many models (Qwen's) have none.
    virtual std::optional<std::int64_t> bos() const = 0;
    /// The id that ends an answer.
    virtual std::int64_t eos() const = 0;
    virtual std::int64_t size() const = 0;
    /// What whoever uses it should know, a line each; mostly nothing.
    virtual std::vector<std::string> notes() const { return {}; }
    /// "sentencepiece, legacy: false, 32000 tokens".
    virtual std::string description() const = 0;
};

} // namespace icf
