#pragma once
#include <string>
#include <string_view>

namespace icf {

/// Checks a serialized sentencepiece model before the library sees it.  sentencepiece 0.2.1 trusts its normalization trie and
/// the nesting of user-defined pieces and reads outside its buffers when they are wrong; this function refuses such files,
/// and whatever is not well-formed protobuf.  Throws Error(where, …).  Returns true when the model has rules that rewrite text.
bool checkSentencePieceModel(std::string_view bytes, const std::string& where);

} // namespace icf
