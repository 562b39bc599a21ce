#include "core/engine/engine.h"
#include "core/text/tokenizer.h"

namespace icf {
namespace {

class FolderTokenizer : public TextTokenizer {
public:
    explicit FolderTokenizer(const std::string& folder) : tokenizer_(Tokenizer::open(folder)) {}
    std::vector<std::int64_t> encode(const std::string& text, bool bos) const override { return tokenizer_->encode(text, bos); }
    std::string decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const override { return tokenizer_->decode(ids, skipSpecial); }

private:
    std::unique_ptr<Tokenizer> tokenizer_;
};

} // namespace

std::unique_ptr<TextTokenizer> TextTokenizer::open(const std::string& lmPath)
{
    return std::make_unique<FolderTokenizer>(lmPath);
}

} // namespace icf
