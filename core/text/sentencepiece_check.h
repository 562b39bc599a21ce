#pragma once
#include <string>
#include <string_view>

namespace icf {

/// Checks a serialized sentencepiece model before the library sees it.  sentencepiece 0.2.1 trusts its normalization trie and
/// the nesting of user-defined pieces and reads outside its buffers when they are wrong; this function refuses such files,
/// and whatever is not well-formed protobuf.  Throws Error(where, …).  Returns true for a model that joins pairs (BPE) and has
/// no rules that rewrite text: of such a one, and its vocabulary, it is known where a text may be cut.
bool checkSentencePieceModel(std::string_view bytes, const std::string& where);

} // namespace icf
