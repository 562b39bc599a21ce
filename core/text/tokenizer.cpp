#include "core/text/tokenizer.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/io/gguf.h"
#include "core/io/model_path.h"
#include "core/text/bpe_tokenizer.h"
#include "core/text/sentencepiece_tokenizer.h"

namespace icf {

std::unique_ptr<Tokenizer> Tokenizer::open(const std::string& path, std::size_t stretchBytes, std::int64_t vocab)
{
    const std::string folder = modelFiles(path);
    if (isGgufPath(folder))
        return makeBpeTokenizer(ggufBpeDefinition(GgufFile(folder)), vocab);
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        throw Error(folder, "no such folder; give a local folder with a language model (hub names are not fetched)");
    if (std::filesystem::exists(folder + "/tokenizer.model", ignored))
        return openSentencePieceTokenizer(folder, stretchBytes, vocab);
    if (std::filesystem::exists(folder + "/tokenizer.json", ignored))
        return makeBpeTokenizer(readBpeDefinition(folder), vocab);
    throw Error(folder, "holds neither tokenizer.model nor tokenizer.json; choose the folder of a model with one of them");
}

} // namespace icf
