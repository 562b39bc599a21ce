#include "core/text/sentencepiece_check.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <unordered_set>
#include <vector>

#include "core/base/error.h"
#include "core/base/utf8.h"

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
constexpr std::uint64_t kKindUnigram = 1, kKindPairs = 2, kLastKind = 4;
constexpr std::uint32_t kNormalizerCharsmap = 2;
constexpr std::uint64_t kTypeNormal = 1, kTypeUserDefined = 4, kTypeUnused = 5, kLastType = 6;

constexpr std::size_t kMaxPieces = 4'000'000;
/// Bounds the library's recursion over unused pieces; trained models stay below 100.
constexpr std::size_t kMaxPieceBytes = 2048;
/// Bytes that a normalization rule reads: the library walks so far at every position of a text.
constexpr std::size_t kMaxRuleBytes = 2048;
/// Of all rules; those of Unicode take 180 KB.
constexpr std::uint32_t kMaxTrieBytes = 16U << 20;
/// Bytes that a rule writes for each that it reads, and in all: a text must not grow out of proportion.  The longest of Unicode's own
/// rules writes 33 for 3.
constexpr int kMaxRuleGrowth = 32;
constexpr std::size_t kMaxReplacementBytes = 1024;
/// The library keeps this many matches of user-defined pieces at one position, and reads all that it counted.
constexpr std::size_t kMaxNestedPieces = 64;
/// The same for the normalization rules.
constexpr int kMaxNestedRules = 32;
/// Pieces in one bucket of the library's hash tables.  Of an honest vocabulary a dozen meet at most.
constexpr std::uint8_t kMaxCollisions = 64;

enum class Wire { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

/// One field of a protobuf message.
struct Field {
    std::uint32_t number = 0;
    Wire wire = Wire::varint;
    std::uint64_t value = 0; ///< Of varints.
    std::string_view bytes; ///< Of length-delimited fields.
    std::string_view whole; ///< The field as it stands in the message, tag included.
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
        const std::string_view from = rest_;
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
        field.whole = from.substr(0, from.size() - rest_.size());
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

/// The double array of a normalization trie ("Darts"), as sentencepiece searches it, over the texts that its rules write.  Equal endings
/// of rules share their nodes, so that several ways may lead to one.
class TrieCheck {
public:
    TrieCheck(std::string_view units, std::string_view replacements)
        : units_(units.size() / 4)
        , nodes_(units_.size())
        , replacements_(replacements)
    {
        std::memcpy(units_.data(), units.data(), units_.size() * 4);
    }

    /// True when no search can leave the array, loop, go on for long, find more rules at one position than the library keeps, or make a text
    /// grow out of proportion.
    bool sound() { return visit(0, 0) && nodes_[0].surplus <= 0; }

private:
    static constexpr int kNoRule = -1'000'000;
    enum class State : std::uint8_t { fresh, open, done };
    /// What lies below a node, over all ways.
    struct Node {
        State state = State::fresh;
        std::uint8_t rules = 0;    ///< The most on one way.
        std::uint16_t length = 0;  ///< The longest.
        int surplus = kNoRule;     ///< The most bytes that a rule writes beyond what its bytes below the node allow.
    };

    /// depth: of the way that led here first; no way is longer than a rule may be.
    bool visit(std::size_t index, std::size_t depth)
    {
        Node& node = nodes_[index];
        if (node.state != State::fresh)
            return node.state == State::done;  // Open: a circle.
        node.state = State::open;
        const std::size_t base = index ^ offset(units_[index]);
        // A NUL in a text is a label as any other, and leads to the base itself.  Rules hold none: what stands there is the number of a
        // node's own rule, or a unit of another label.
        if ((base | 0xFF) >= units_.size() || label(units_[base]) == 0 || depth > kMaxRuleBytes)
            return false;
        for (std::uint32_t next = 1; next < 256; ++next) {
            const std::size_t child = base ^ next;
            if (label(units_[child]) != next)
                continue;
            if (child == 0 || !visit(child, depth + 1))
                return false;
            node.length = std::max<std::uint16_t>(node.length, static_cast<std::uint16_t>(nodes_[child].length + 1));
            node.rules = std::max(node.rules, nodes_[child].rules);
            node.surplus = std::max(node.surplus, nodes_[child].surplus - kMaxRuleGrowth);
        }
        if (index != 0 && hasLeaf(units_[index])) {
            const std::size_t at = units_[base] & 0x7FFFFFFFU;
            const std::size_t size = at < replacements_.size() ? replacements_.substr(at, kMaxReplacementBytes + 1).find('\0') : std::string_view::npos;
            if (size == std::string_view::npos)
                return false;
            ++node.rules;
            node.surplus = std::max(node.surplus, static_cast<int>(size));
        }
        node.state = State::done;
        return node.length <= kMaxRuleBytes && node.rules <= kMaxNestedRules;
    }

    /// Of a unit that holds a rule's number: none that a search looks for.
    static std::uint32_t label(std::uint32_t unit) { return unit & 0x800000FFU; }
    static bool hasLeaf(std::uint32_t unit) { return ((unit >> 8) & 1) == 1; }
    static std::size_t offset(std::uint32_t unit)
    {
        return static_cast<std::size_t>(unit >> 10) << ((unit & (1U << 9)) >> 6);
    }

    std::vector<std::uint32_t> units_;
    std::vector<Node> nodes_;
    std::string_view replacements_;
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
    if (trieBytes > kMaxTrieBytes || trieBytes >= map.size() || trieBytes < 1024 || trieBytes % 1024 != 0 || map.back() != '\0')
        return false;
    return TrieCheck(map.substr(0, trieBytes), map.substr(trieBytes)).sound();
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
        // The library passes over a kind that it does not know and keeps the one before.
        if (field->wire != Wire::varint || field->value < 1 || field->value > kLastKind)
            throw Error(where, "is of a kind of sentencepiece model that is not known here");
        kind = field->value;
    }
    return kind;
}

struct Piece {
    std::string_view text;
    std::uint64_t type = kTypeNormal;
    /// The library has one table for these and one for the others: control, unknown and byte.
    bool ordinary() const { return type == kTypeNormal || type == kTypeUserDefined || type == kTypeUnused; }
};

/// Checks one piece.
Piece checkPiece(std::string_view message, const std::string& where)
{
    FieldReader reader(message, where);
    Piece piece;
    bool typed = false;
    while (const auto field = reader.next()) {
        const bool wrongWire = (field->number == kPieceText && field->wire != Wire::bytes)
            || (field->number == kPieceScore && field->wire != Wire::fixed32)
            || (field->number == kPieceType && field->wire != Wire::varint);
        if (wrongWire)
            throw reader.malformed();
        if (field->number == kPieceText) {
            piece.text = field->bytes;
        } else if (field->number == kPieceType) {
            // The library takes the low 32 bits of a type, passes over those that it does not know, and keeps the one before.
            if (typed || field->value < kTypeNormal || field->value > kLastType)
                throw Error(where, "holds a token of a type that is not known here, or of two; the file is damaged");
            piece.type = field->value;
            typed = true;
        }
    }
    if (piece.text.empty() || piece.text.size() > kMaxPieceBytes || piece.text.find('\0') != std::string_view::npos)
        throw Error(where,
            "holds a token that is empty, longer than " + std::to_string(kMaxPieceBytes)
                + " bytes or has a NUL; the file is damaged");
    return piece;
}

/// True when texts were made to meet in one bucket of the library's hash table, where each is compared with all before it.
bool collide(const std::vector<std::string_view>& texts)
{
    // The library reserves room for as many as there are, and so gets as many buckets.
    std::unordered_set<std::string_view> table;
    table.reserve(texts.size());
    std::vector<std::uint8_t> met(table.bucket_count());
    return std::any_of(texts.begin(), texts.end(),
        [&](std::string_view text) { return ++met[std::hash<std::string_view>()(text) % met.size()] > kMaxCollisions; });
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

CheckedSentencePieceModel checkSentencePieceModel(std::string_view bytes, const std::string& where)
{
    FieldReader reader(bytes, where);
    CheckedSentencePieceModel model;
    model.bytes.reserve(bytes.size());
    std::vector<std::string_view> ordinary, others;
    bool rules = false;
    std::uint64_t kind = kKindUnigram;
    std::uint32_t settings = 0; // One bit for each part that a model has once.
    std::vector<std::string_view> userDefined;
    while (const auto field = reader.next()) {
        const bool setting = field->number == kModelTrainer || field->number == kModelNormalizer || field->number == kModelDenormalizer;
        if (!setting && field->number != kModelPieces)
            continue;
        if (field->wire != Wire::bytes)
            throw reader.malformed();
        if (setting) {
            // The library would merge them.
            if ((settings & 1U << field->number) != 0)
                throw Error(where, "has its settings twice; the file is damaged");
            settings |= 1U << field->number;
        }
        if (field->number == kModelPieces) {
            if (ordinary.size() + others.size() == kMaxPieces)
                throw Error(where, "holds more than " + std::to_string(kMaxPieces) + " tokens");
            const Piece piece = checkPiece(field->bytes, where);
            (piece.ordinary() ? ordinary : others).push_back(piece.text);
            if (piece.type == kTypeUserDefined)
                userDefined.push_back(piece.text);
        } else if (field->number == kModelTrainer) {
            kind = checkTrainer(field->bytes, where).value_or(kind);
        } else {
            const bool found = checkNormalizer(field->bytes, where);
            rules = rules || (found && field->number == kModelNormalizer);
        }
        model.bytes += field->whole;
    }
    if (ordinary.empty() && others.empty())
        throw Error(where, "holds no tokens: not a sentencepiece model, or damaged; fetch it again");
    if (collide(ordinary) || collide(others))
        throw Error(where, "holds tokens that were made to be looked up slowly; do not use this model");
    if (deepestNesting(userDefined) > kMaxNestedPieces)
        throw Error(
            where, "nests more than " + std::to_string(kMaxNestedPieces) + " user-defined tokens in one another");
    // Text is compared with user-defined pieces byte by byte, malformed or not; other pieces see it with its malformed bytes replaced.
    const bool wholeCharacters = std::all_of(userDefined.begin(), userDefined.end(),
        [](std::string_view text) { return validUtf8Prefix(text) == text.size(); });
    model.mayBeCut = kind == kKindPairs && !rules && wholeCharacters;
    return model;
}

} // namespace icf
