#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace icf {

/// The tokens that end an answer of a model, beside its tokenizer's end of text: eos_token_id of generation_config.json, without such a file that of
/// config.json (a number, a list, or nothing); of a GGUF file the ends of turns and messages in its metadata.  Throws Error naming the file when they are no token ids.
std::vector<std::int64_t> endTokens(const std::string& folder);

} // namespace icf
