#include "core/text/sentencepiece_check.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

#include "core/base/error.h"

namespace icf {
namespace {

// Field numbers of sentencepiece_model.proto.
constexpr std::uint32_t kModelPieces = 1;
constexpr std::uint32_t kModelTrainer = 2;
constexpr std::uint32_t kModelNormalizer = 3;
constexpr std::uint32_t kModelDenormalizer = 5;
constexpr std::uint32_t kPieceText = 1;
constexpr std::uint32_t kPieceScore = 2;
constexpr std::uint32_t kPieceType = 3;
constexpr std::uint32_t kTrainerModelType = 3;
constexpr std::uint64_t kKindUnigram = 1, kKindPairs = 2;
constexpr std::uint32_t kNormalizerCharsmap = 2;
constexpr std::uint64_t kTypeUserDefined = 4;

constexpr std::size_t kMaxPieces = 4'000'000;
/// Bounds the library's recursion over unused pieces; trained models stay below 100.
constexpr std::size_t kMaxPieceBytes = 2048;
/// The library keeps this many matches of user-defined pieces at one place, and reads all that it counted.
constexpr std::size_t kMaxNestedPieces = 64;
/// The same for the normalization rules.
constexpr int kMaxNestedRules = 32;

enum class Wire { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

/// One field of a protobuf message.
struct Field {
    std::uint32_t number = 0;
    Wire wire = Wire::varint;
    std::uint64_t value = 0; ///< Of varints.
    std::string_view bytes; ///< Of length-delimited fields.
};

/// Walks the fields of one message.
class FieldReader {
public:
    FieldReader(std::string_view message, const std::string& where)
        : rest_(message)
        , where_(where)
    {
    }

    std::optional<Field> next()
    {
        if (rest_.empty())
            return std::nullopt;
        const std::uint64_t tag = varint();
        Field field;
        if (tag >> 32 != 0 || tag >> 3 == 0)
            throw malformed();
        field.number = static_cast<std::uint32_t>(tag >> 3);
        field.wire = static_cast<Wire>(tag & 7);
        switch (field.wire) {
        case Wire::varint:
            field.value = varint();
            break;
        case Wire::fixed64:
            take(8);
            break;
        case Wire::fixed32:
            field.bytes = take(4);
            break;
        case Wire::bytes:
            field.bytes = take(varint());
            break;
        default:
            throw malformed();
        }
        return field;
    }

    Error malformed() const { return {where_, "is not a sentencepiece model, or it is damaged; fetch it again"}; }

private:
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (rest_.empty())
                throw malformed();
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80)
                return value;
        }
        throw malformed();
    }

    std::string_view take(std::uint64_t size)
    {
        if (size > rest_.size())
            throw malformed();
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    std::string_view rest_;
    const std::string& where_;
};

/// The double array of a normalization trie ("Darts"), as sentencepiece searches it.
class TrieCheck {
public:
    TrieCheck(std::string_view units, std::size_t valueLimit)
        : count_(units.size() / 4)
        , seen_(count_, false)
        , valueLimit_(valueLimit)
    {
        units_.resize(count_);
        std::memcpy(units_.data(), units.data(), count_ * 4);
    }

    /// True when no search can leave the array, loop, or find more rules at one place than the library keeps.
    bool sound()
    {
        struct Visit {
            std::size_t node;
            int rules;
        };
        std::vector<Visit> open{{0, 0}};
        seen_[0] = true;
        while (!open.empty()) {
            const auto [node, rules] = open.back();
            open.pop_back();
            const std::size_t base = node ^ offset(units_[node]);
            if ((base | 0xFF) >= count_)
                return false;
            for (std::size_t label = 1; label < 256; ++label) {
                const std::size_t child = base ^ label;
                if ((units_[child] & 0x800000FFU) != label)
                    continue;
                if (seen_[child])
                    return false;
                seen_[child] = true;
                int childRules = rules;
                if (hasLeaf(units_[child])) {
                    const std::size_t leaf = child ^ offset(units_[child]);
                    if (leaf >= count_ || (units_[leaf] & 0x7FFFFFFFU) >= valueLimit_ || ++childRules > kMaxNestedRules)
                        return false;
                }
                open.push_back({child, childRules});
            }
        }
        return true;
    }

private:
    static bool hasLeaf(std::uint32_t unit) { return ((unit >> 8) & 1) == 1; }
    static std::size_t offset(std::uint32_t unit)
    {
        return static_cast<std::size_t>(unit >> 10) << ((unit & (1U << 9)) >> 6);
    }

    std::size_t count_;
    std::vector<std::uint32_t> units_;
    std::vector<bool> seen_;
    std::size_t valueLimit_;
};

/// A charsmap: 4 bytes trie size, trie, replacement texts that end in NUL.
bool charsmapSound(std::string_view map)
{
    if (map.empty())
        return true;
    std::uint32_t trieBytes = 0;
    if (map.size() <= sizeof trieBytes)
        return false;
    std::memcpy(&trieBytes, map.data(), sizeof trieBytes);
    map.remove_prefix(sizeof trieBytes);
    if (trieBytes >= map.size() || trieBytes < 1024 || trieBytes % 1024 != 0 || map.back() != '\0')
        return false;
    return TrieCheck(map.substr(0, trieBytes), map.size() - trieBytes).sound();
}

/// True when it has rules.
bool checkNormalizer(std::string_view message, const std::string& where)
{
    FieldReader reader(message, where);
    bool rules = false;
    while (const auto field = reader.next()) {
        if (field->number != kNormalizerCharsmap)
            continue;
        if (field->wire != Wire::bytes || !charsmapSound(field->bytes))
            throw Error(where, "its normalization rules are damaged; fetch the file again");
        rules = rules || !field->bytes.empty();
    }
    return rules;
}

/// The kind of model; nothing when the message does not say.
std::optional<std::uint64_t> checkTrainer(std::string_view message, const std::string& where)
{
    FieldReader reader(message, where);
    std::optional<std::uint64_t> kind;
    while (const auto field = reader.next()) {
        if (field->number != kTrainerModelType)
            continue;
        if (field->wire != Wire::varint || field->value < 1 || field->value > 4)
            throw Error(where, "is of a kind of sentencepiece model that is not known here");
        kind = field->value;
    }
    return kind;
}

/// Checks one piece; returns its text when it is user-defined.
std::optional<std::string_view> checkPiece(std::string_view message, const std::string& where)
{
    FieldReader reader(message, where);
    std::string_view text;
    std::uint64_t type = 1;
    while (const auto field = reader.next()) {
        const bool wrongWire = (field->number == kPieceText && field->wire != Wire::bytes)
            || (field->number == kPieceScore && field->wire != Wire::fixed32)
            || (field->number == kPieceType && field->wire != Wire::varint);
        if (wrongWire)
            throw reader.malformed();
        if (field->number == kPieceText)
            text = field->bytes;
        else if (field->number == kPieceType)
            type = field->value;
    }
    if (text.empty() || text.size() > kMaxPieceBytes || text.find('\0') != std::string_view::npos)
        throw Error(where,
            "holds a token that is empty, longer than " + std::to_string(kMaxPieceBytes)
                + " bytes or has a NUL; the file is damaged");
    if (type == kTypeUserDefined)
        return text;
    return std::nullopt;
}

/// Longest chain of texts each of which starts with the one before.
std::size_t deepestNesting(std::vector<std::string_view>& texts)
{
    std::sort(texts.begin(), texts.end());
    std::vector<std::string_view> chain;
    std::size_t deepest = 0;
    for (const std::string_view text : texts) {
        while (!chain.empty() && !text.starts_with(chain.back()))
            chain.pop_back();
        chain.push_back(text);
        deepest = std::max(deepest, chain.size());
    }
    return deepest;
}

} // namespace

bool checkSentencePieceModel(std::string_view bytes, const std::string& where)
{
    FieldReader reader(bytes, where);
    std::size_t pieces = 0;
    bool rules = false;
    std::uint64_t kind = kKindUnigram;
    std::vector<std::string_view> userDefined;
    while (const auto field = reader.next()) {
        const bool message = field->number == kModelPieces || field->number == kModelTrainer
            || field->number == kModelNormalizer || field->number == kModelDenormalizer;
        if (message && field->wire != Wire::bytes)
            throw reader.malformed();
        if (field->number == kModelPieces) {
            if (++pieces > kMaxPieces)
                throw Error(where, "holds more than " + std::to_string(kMaxPieces) + " tokens");
            if (const auto text = checkPiece(field->bytes, where))
                userDefined.push_back(*text);
        } else if (field->number == kModelTrainer) {
            kind = checkTrainer(field->bytes, where).value_or(kind);
        } else if (field->number == kModelNormalizer || field->number == kModelDenormalizer) {
            const bool found = checkNormalizer(field->bytes, where);
            rules = rules || (found && field->number == kModelNormalizer);
        }
    }
    if (pieces == 0)
        throw Error(where, "holds no tokens: not a sentencepiece model, or damaged; fetch it again");
    if (deepestNesting(userDefined) > kMaxNestedPieces)
        throw Error(
            where, "nests more than " + std::to_string(kMaxNestedPieces) + " user-defined tokens in one another");
    return kind == kKindPairs && !rules;
}

} // namespace icf
