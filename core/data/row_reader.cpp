#include <algorithm>
#include <cstdint>
#include <cstring>

#include "core/base/text_kind.h"
#include "core/data/jsonl_data_set.h"

namespace icf {
namespace {

// What the reference's test reading leaves out: they ask for no fact of the context.
constexpr std::array<std::string_view, 5> kOpenPrompts = {
    "Write a paragraph (i.e., continuation) that follows the above text.",
    "Rephrase the above text.",
    "Summarize the above text.",
    "Write a title for the above text.",
    "Extract a few keywords for the above text.",
};

LineVerdict unusable(std::string reason)
{
    LineVerdict verdict;
    verdict.kind = LineVerdict::Kind::unusable;
    verdict.reason = std::move(reason);
    return verdict;
}

} // namespace

bool holdsExcludedLanguage(std::string_view text)
{
    // All three ranges have three bytes that start with E3 to E9 or EF.
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        std::uint64_t word = 0;
        while (i + sizeof word <= text.size()) {
            std::memcpy(&word, text.data() + i, sizeof word);
            if ((word & 0x8080808080808080ULL) != 0)
                break;
            i += sizeof word;
        }
        if (i + 2 >= text.size())
            break;
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0xE3 || (lead > 0xE9 && lead != 0xEF))
            continue;
        const unsigned code = (lead & 0x0FU) << 12 | (static_cast<unsigned char>(text[i + 1]) & 0x3FU) << 6
            | (static_cast<unsigned char>(text[i + 2]) & 0x3FU);
        if ((code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3040 && code <= 0x30FF)
            || (code >= 0xFF00 && code <= 0xFFEF))
            return true;
        i += 2;
    }
    return false;
}

RowReader::RowReader(DataKind kind)
    : kind_(kind)
{
    switch (kind) {
    case DataKind::pile:
        members_[memberCount_++].key = "text";
        break;
    case DataKind::contexts:
        members_[memberCount_++].key = "text";
        members_[memberCount_++].key = "input";
        break;
    case DataKind::pwc:
    case DataKind::pwcTest:
        members_[memberCount_++].key = "input";
        members_[memberCount_++].key = "prompt";
        members_[memberCount_++].key = "answer";
        break;
    }
}

bool RowReader::decode(const JsonMember& member, std::string& out, LineVerdict& verdict) const
{
    out.clear();
    if (member.state == JsonMember::State::text && decodeJsonText(member.value, out))
        return true;
    const std::string name = "\"" + std::string(member.key) + "\"";
    if (member.state == JsonMember::State::missing)
        verdict = unusable("has no " + name);
    else if (member.state == JsonMember::State::other)
        verdict = unusable("its " + name + " is not a text");
    else
        verdict = unusable("its " + name + " holds half of a surrogate pair, which is not a character");
    return false;
}

LineVerdict RowReader::read(std::string_view line)
{
    const auto wanted = std::span(members_).first(memberCount_);
    for (JsonMember& member : wanted) {
        member.state = JsonMember::State::missing;
        member.value = {};
    }
    if (const JsonFault fault = scanJsonLine(line, wanted); fault.reason != nullptr) {
        const std::string column = "column " + std::to_string(fault.at + 1);
        return unusable(std::string_view(fault.reason) == kNotUtf8 ? notUtf8(line, fault.at, column) : std::string(fault.reason) + " (" + column + ")");
    }

    LineVerdict verdict;
    row_.prompt.clear();
    row_.answer.clear();
    const bool second = kind_ == DataKind::contexts && members_[0].state == JsonMember::State::missing
        && members_[1].state != JsonMember::State::missing;
    if (!decode(members_[second ? 1 : 0], row_.context, verdict))
        return verdict;
    if (kind_ == DataKind::pwc || kind_ == DataKind::pwcTest) {
        const bool withoutAnswer = kind_ == DataKind::pwcTest && members_[2].state == JsonMember::State::missing;
        if (!decode(members_[1], row_.prompt, verdict)
            || (!withoutAnswer && !decode(members_[2], row_.answer, verdict)))
            return verdict;
        if (holdsExcludedLanguage(row_.context)) {
            verdict.kind = LineVerdict::Kind::language;
            return verdict;
        }
        if (kind_ == DataKind::pwcTest
            && std::find(kOpenPrompts.begin(), kOpenPrompts.end(), row_.prompt) != kOpenPrompts.end()) {
            verdict.kind = LineVerdict::Kind::openPrompt;
            return verdict;
        }
    }
    verdict.contextHash = hashText(row_.context);
    std::uint64_t all = verdict.contextHash.high;
    if (memberCount_ == 3)
        all ^= hashText(row_.prompt, 1).low + hashText(row_.answer, 2).high;
    verdict.rowHash = static_cast<std::uint32_t>(all ^ (all >> 32));
    return verdict;
}

} // namespace icf
