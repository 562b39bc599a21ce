#include "core/bench/word_tokenizer.h"

namespace icf {
namespace {

constexpr std::size_t kLongestPiece = 6;

bool isLetter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

template <class Use> void forPieces(std::string_view text, Use use)
{
    for (std::size_t at = 0; at < text.size();) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        std::size_t length = 1;
        while (isLetter(text[at]) && length < kLongestPiece && at + length < text.size() && isLetter(text[at + length]))
            ++length;
        use(std::string(text.substr(at, length)));
        at += length;
    }
}

} // namespace

WordTokenizer::WordTokenizer(std::string_view text, std::int64_t vocab) : vocab_(vocab), pieces_{"<unk>", "<s>", "</s>"}
{
    const std::int64_t special = std::int64_t(pieces_.size());
    forPieces(text, [&](std::string piece) {
        const auto [known, added] = ids_.try_emplace(piece, special + std::int64_t(ids_.size()) % (vocab - special));
        if (added && known->second == std::int64_t(pieces_.size()))
            pieces_.push_back(std::move(piece));
    });
}

std::vector<std::int64_t> WordTokenizer::encode(const std::string& text, bool bos, std::size_t atMost) const
{
    std::vector<std::int64_t> ids;
    if (bos)
        ids.push_back(*this->bos());
    forPieces(text, [&](const std::string& piece) {
        const auto known = ids_.find(piece);
        ids.push_back(known == ids_.end() ? 0 : known->second);
    });
    if (ids.size() > atMost)
        ids.resize(atMost);
    return ids;
}

std::string WordTokenizer::decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const
{
    std::string text;
    for (const std::int64_t id : ids) {
        if (skipSpecial && id < 3)
            continue;
        text += (text.empty() ? "" : " ") + piece(id);
    }
    return text;
}

std::string WordTokenizer::piece(std::int64_t id) const
{
    return id >= 0 && id < std::int64_t(pieces_.size()) ? pieces_[std::size_t(id)] : "<" + std::to_string(id) + ">";
}

std::string WordTokenizer::description() const
{
    return "pieces of at most " + std::to_string(kLongestPiece) + " letters, " + std::to_string(vocab_) + " tokens";
}

} // namespace icf
