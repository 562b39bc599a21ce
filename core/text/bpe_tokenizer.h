#pragma once
#include <cstdint>
#include <memory>

#include "core/text/bpe_definition.h"
#include "core/text/tokenizer.h"

namespace icf {

/// A tokenizer that gives the ids and texts of the Hugging Face tokenizers library for the same definition.  vocab: as of Tokenizer::open.
std::unique_ptr<Tokenizer> makeBpeTokenizer(BpeDefinition definition, std::int64_t vocab);

} // namespace icf
