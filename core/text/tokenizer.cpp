#include "core/text/tokenizer.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/text/bpe_tokenizer.h"
#include "core/text/sentencepiece_tokenizer.h"

namespace icf {

std::unique_ptr<Tokenizer> Tokenizer::open(const std::string& folder, std::size_t stretchBytes, std::int64_t vocab)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        throw Error(folder, "no such folder; give a local folder with a Llama model (hub names are not fetched)");
    if (std::filesystem::exists(folder + "/tokenizer.model", ignored))
        return openSentencePieceTokenizer(folder, stretchBytes, vocab);
    if (std::filesystem::exists(folder + "/tokenizer.json", ignored))
        return makeBpeTokenizer(readBpeDefinition(folder), vocab);
    throw Error(folder, "holds neither tokenizer.model nor tokenizer.json; choose the folder of a model with one of them");
}

} // namespace icf
