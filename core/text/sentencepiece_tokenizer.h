#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/text/tokenizer.h"

namespace icf {

/// The tokenizer.model of a folder, read as the Hugging Face LlamaTokenizer does (slow, sentencepiece), in non-legacy mode ("legacy": false in
/// tokenizer_config.json) or legacy mode.  As Tokenizer::open.
std::unique_ptr<Tokenizer> openSentencePieceTokenizer(const std::string& folder, std::size_t stretchBytes, std::int64_t vocab);

} // namespace icf
