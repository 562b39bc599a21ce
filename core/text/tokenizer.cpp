#include "core/text/tokenizer.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/text/sentencepiece_tokenizer.h"

namespace icf {

std::unique_ptr<Tokenizer> Tokenizer::open(const std::string& folder, std::size_t stretchBytes, std::int64_t vocab)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        throw Error(folder, "no such folder; give a local folder with a Llama model (hub names are not fetched)");
    if (std::filesystem::exists(folder + "/tokenizer.model", ignored))
        return openSentencePieceTokenizer(folder, stretchBytes, vocab);
    throw Error(folder, "holds no tokenizer.model; only models with a sentencepiece tokenizer can be used");
}

} // namespace icf
