#pragma once
#include <string>
#include <string_view>

namespace icf {

/// A sentencepiece model that may be given to the library.
struct CheckedSentencePieceModel {
    /// The pieces and settings of the file as they stand there, and nothing else of it: the library would encode the texts that a model
    /// brings along to test itself, however long they are.
    std::string bytes;
    /// It joins pairs (BPE), has no rules that rewrite text, and no user-defined pieces that begin or end inside of a character: of such
    /// a one, and its vocabulary, it is known where a text may be cut.
    bool mayBeCut = false;
};

/// Checks a serialized sentencepiece model before the library sees it.  sentencepiece 0.2.1 trusts its normalization trie and
/// the nesting of user-defined pieces and reads outside its buffers when they are wrong; this function refuses such files,
/// whatever is not well-formed protobuf, and what the library might understand otherwise than we do.  Throws Error(where, …).
CheckedSentencePieceModel checkSentencePieceModel(std::string_view bytes, const std::string& where);

} // namespace icf
