#include "core/bench/word_ids.h"

#include <string>
#include <unordered_map>

namespace icf {
namespace {

constexpr std::size_t kLongestPiece = 6;
constexpr std::int64_t kFirstId = 3;  // Behind <unk>, <s> and </s>.

bool isLetter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

} // namespace

std::vector<std::int64_t> wordIds(std::string_view text, std::int64_t vocab)
{
    std::vector<std::int64_t> ids;
    std::unordered_map<std::string, std::int64_t> known;
    for (std::size_t at = 0; at < text.size();) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        std::size_t length = 1;
        while (isLetter(text[at]) && length < kLongestPiece && at + length < text.size() && isLetter(text[at + length]))
            ++length;
        const std::int64_t next = kFirstId + std::int64_t(known.size()) % (vocab - kFirstId);
        ids.push_back(known.try_emplace(std::string(text.substr(at, length)), next).first->second);
        at += length;
    }
    return ids;
}

} // namespace icf
