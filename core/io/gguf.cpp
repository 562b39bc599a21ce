#include "core/io/gguf.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/io/limits.h"
#include "core/io/model_path.h"

namespace icf {
namespace {

constexpr std::uint64_t kDefaultAlignment = 32;
constexpr std::uint64_t kMaxAlignment = 1 << 20;

/// Bytes of a metadata value of a fixed size; the fewest of a text (its length) or an array (type and count); 0 for no type of the format.
std::size_t leastBytes(GgufType type)
{
    switch (type) {
    case GgufType::u8:
    case GgufType::i8:
    case GgufType::boolean: return 1;
    case GgufType::u16:
    case GgufType::i16: return 2;
    case GgufType::u32:
    case GgufType::i32:
    case GgufType::f32: return 4;
    case GgufType::u64:
    case GgufType::i64:
    case GgufType::f64:
    case GgufType::text: return 8;
    case GgufType::array: return 12;
    }
    return 0;
}

/// What the format knows of a tensor type.
struct TensorType {
    std::uint32_t id;
    const char* name;
    std::optional<ElementType> element; ///< Nothing for types that cannot be read.
    BlockSize block;
};

TensorType known(std::uint32_t id, ElementType element)
{
    return {id, elementName(element), element, blockSize(element)};
}

const std::vector<TensorType>& tensorTypes()
{
    static const std::vector<TensorType> types{
        known(0, ElementType::f32), known(1, ElementType::f16), known(2, ElementType::q4_0), known(3, ElementType::q4_1),
        known(6, ElementType::q5_0), known(7, ElementType::q5_1), known(8, ElementType::q8_0), known(12, ElementType::q4_k),
        known(13, ElementType::q5_k), known(14, ElementType::q6_k), known(24, ElementType::i8), known(25, ElementType::i16),
        known(26, ElementType::i32), known(27, ElementType::i64), known(28, ElementType::f64), known(30, ElementType::bf16),
        {9, "Q8_1", {}, {32, 40}}, {10, "Q2_K", {}, {256, 84}}, {11, "Q3_K", {}, {256, 110}}, {15, "Q8_K", {}, {256, 292}},
        {16, "IQ2_XXS", {}, {256, 66}}, {17, "IQ2_XS", {}, {256, 74}}, {18, "IQ3_XXS", {}, {256, 98}}, {19, "IQ1_S", {}, {256, 50}},
        {20, "IQ4_NL", {}, {32, 18}}, {21, "IQ3_S", {}, {256, 110}}, {22, "IQ2_S", {}, {256, 82}}, {23, "IQ4_XS", {}, {256, 136}},
        {29, "IQ1_M", {}, {256, 56}}, {34, "TQ1_0", {}, {256, 54}}, {35, "TQ2_0", {}, {256, 66}}, {39, "MXFP4", {}, {32, 17}}};
    return types;
}

/// Reads the file from its start.  Nothing is handed out that is not there.
class GgufCursor {
public:
    GgufCursor(const std::string& path, std::span<const std::byte> bytes)
        : path_(path)
        , bytes_(bytes)
    {
    }

    std::size_t place() const { return place_; }
    std::size_t left() const { return bytes_.size() - place_; }

    std::span<const std::byte> take(std::uint64_t count)
    {
        if (count > left())
            throw Error(path_, "ends inside its header; it may be cut off: fetch it again");
        const auto taken = bytes_.subspan(place_, count);
        place_ += count;
        return taken;
    }

    template <class Number> Number number()
    {
        Number value{};
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }

    std::string_view text()
    {
        const auto bytes = take(number<std::uint64_t>());
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }

    /// A key or a tensor's name.
    std::string name(const char* what)
    {
        const std::string_view found = text();
        if (found.empty() || found.size() > kMaxGgufName || validUtf8Prefix(found) != found.size())
            throw Error(path_, std::string("has the unusable ") + what + " \"" + printable(found) + "\"");
        return std::string(found);
    }

    /// A count of things of at least so many bytes each, of which at most `most` may be there.
    std::uint64_t count(const std::string& what, std::size_t each, std::uint64_t most = std::numeric_limits<std::uint64_t>::max())
    {
        const auto found = number<std::uint64_t>();
        if (found > most)
            throw Error(path_, "claims " + std::to_string(found) + " " + what + "; at most " + std::to_string(most) + " are read");
        if (found > left() / each)
            throw Error(path_, "claims " + std::to_string(found) + " " + what + ", more than it has bytes for; it may be cut off: fetch it again");
        return found;
    }

    GgufType type(const std::string& key)
    {
        const auto id = number<std::uint32_t>();
        if (leastBytes(GgufType{id}) == 0)
            throw Error(path_, "\"" + printable(key) + "\" has the unknown metadata type " + std::to_string(id));
        return GgufType{id};
    }

    GgufValue value(const std::string& key)
    {
        switch (type(key)) {
        case GgufType::u8: return std::uint64_t{number<std::uint8_t>()};
        case GgufType::i8: return std::int64_t{number<std::int8_t>()};
        case GgufType::u16: return std::uint64_t{number<std::uint16_t>()};
        case GgufType::i16: return std::int64_t{number<std::int16_t>()};
        case GgufType::u32: return std::uint64_t{number<std::uint32_t>()};
        case GgufType::i32: return std::int64_t{number<std::int32_t>()};
        case GgufType::u64: return number<std::uint64_t>();
        case GgufType::i64: return number<std::int64_t>();
        case GgufType::f32: return double{number<float>()};
        case GgufType::f64: return number<double>();
        case GgufType::boolean: return number<std::uint8_t>() != 0;
        case GgufType::text: return text();
        case GgufType::array: break;
        }
        return array(key, 1);
    }

private:
    GgufArray array(const std::string& key, int depth)
    {
        GgufArray out;
        out.type = type(key);
        out.count = count("elements of \"" + printable(key) + "\"", leastBytes(out.type));
        if (out.type == GgufType::array) {
            if (depth == kMaxGgufDepth)
                throw Error(path_, "\"" + printable(key) + "\" has arrays nested deeper than " + std::to_string(kMaxGgufDepth));
            for (std::uint64_t i = 0; i < out.count; ++i)
                array(key, depth + 1);
        } else if (out.type == GgufType::text) {
            out.texts.reserve(out.count);
            for (std::uint64_t i = 0; i < out.count; ++i)
                out.texts.push_back(text());
        } else {
            out.numbers = take(out.count * leastBytes(out.type));
        }
        return out;
    }

    const std::string& path_;
    std::span<const std::byte> bytes_;
    std::size_t place_ = 0;
};

/// One entry of the list of tensors.
struct GgufEntry {
    TensorData tensor;
    std::uint64_t begin = 0;          ///< From the start of the data on.
    std::optional<std::uint64_t> size; ///< Bytes; nothing for an unknown type.
    std::string foreign;              ///< The type where tensor.type cannot say it.
};

GgufEntry readGgufEntry(GgufCursor& cursor, const std::string& path, std::uint64_t alignment)
{
    GgufEntry out;
    out.tensor.name = cursor.name("tensor name");
    const auto refuse = [&](const std::string& what) -> Error { return {path, "tensor \"" + printable(out.tensor.name) + "\" " + what}; };
    const auto rank = cursor.number<std::uint32_t>();
    if (rank > kMaxGgufRank)
        throw refuse("has " + std::to_string(rank) + " dimensions; at most " + std::to_string(kMaxGgufRank) + " are read");
    for (std::uint32_t i = 0; i < rank; ++i) {
        const auto dimension = cursor.number<std::uint64_t>();
        if (dimension > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
            throw refuse("has the unusable dimension " + std::to_string(dimension));
        out.tensor.shape.push_back(std::int64_t(dimension));
    }
    std::ranges::reverse(out.tensor.shape);

    const auto id = cursor.number<std::uint32_t>();
    const auto type = std::ranges::find(tensorTypes(), id, &TensorType::id);
    if (type == tensorTypes().end()) {
        out.foreign = "type " + std::to_string(id);
    } else {
        // A type that cannot be read is measured as bytes, of which a row has so many for each of its blocks.
        std::vector<std::int64_t> shape = out.tensor.shape;
        if (type->element)
            out.tensor.type = *type->element;
        else
            out.foreign = type->name;
        if (!type->element && !shape.empty()) {
            if (shape.back() % type->block.elements != 0)
                throw refuse("has a row that is not a whole number of blocks of " + out.foreign);
            shape.back() /= type->block.elements;
            shape.push_back(type->block.bytes);
        }
        out.size = checkedBytes(shape, type->element.value_or(ElementType::u8));
        if (!out.size)
            throw refuse("has a shape that does not fit its type " + std::string(type->name));
    }
    out.begin = cursor.number<std::uint64_t>();
    if (out.begin % alignment != 0)
        throw refuse("does not begin at a multiple of the file's alignment of " + std::to_string(alignment) + " bytes");
    return out;
}

double elementAt(const GgufArray& array, std::uint64_t index)
{
    const std::byte* at = array.numbers.data() + index * leastBytes(array.type);
    const auto as = [at](auto value) {
        std::memcpy(&value, at, sizeof value);
        return double(value);
    };
    switch (array.type) {
    case GgufType::u8:
    case GgufType::boolean: return as(std::uint8_t{});
    case GgufType::i8: return as(std::int8_t{});
    case GgufType::u16: return as(std::uint16_t{});
    case GgufType::i16: return as(std::int16_t{});
    case GgufType::u32: return as(std::uint32_t{});
    case GgufType::i32: return as(std::int32_t{});
    case GgufType::f32: return as(float{});
    case GgufType::u64: return as(std::uint64_t{});
    case GgufType::i64: return as(std::int64_t{});
    case GgufType::f64: return as(double{});
    case GgufType::text:
    case GgufType::array: break;
    }
    return 0;
}

} // namespace

GgufFile::GgufFile(const std::string& path)
{
    read(path);
    constexpr const char* kParts = "split.count";
    const std::int64_t parts = whole(kParts).value_or(1);
    if (parts <= 1)
        return;
    if (parts > std::int64_t(kMaxShards))
        throw Error(path, std::string(kParts) + ": at most " + std::to_string(kMaxShards) + " parts are read, got " + std::to_string(parts));
    if (const std::int64_t own = whole("split.no").value_or(0); own != 0)
        throw Error(path, "is part " + std::to_string(own + 1) + " of " + std::to_string(parts) + " of a model; give the first part");
    const std::vector<std::string> paths = ggufParts(path);
    if (std::int64_t(paths.size()) != parts)
        throw Error(path, "is the first of " + std::to_string(parts) + " parts of a model, whose names must end in -00001-of-00003.gguf and so on; give it its name back");
    for (std::size_t part = 1; part < paths.size(); ++part)
        addPart(paths[part], std::int64_t(part) + 1, parts);
    const std::int64_t wanted = whole("split.tensors.count").value_or(0);
    if (const std::size_t found = tensors_.size() + foreign_.size(); wanted > 0 && std::size_t(wanted) != found)
        throw Error(path, "the parts hold " + std::to_string(found) + " tensors, and split.tensors.count says " + std::to_string(wanted) + "; fetch them again");
}

void GgufFile::addPart(const std::string& path, std::int64_t number, std::int64_t parts)
{
    GgufFile part{NoParts{}};
    part.read(path);
    if (part.whole("split.count").value_or(0) != parts || part.whole("split.no").value_or(-1) != number - 1)
        throw Error(path, "does not say that it is part " + std::to_string(number) + " of " + std::to_string(parts) + "; fetch it again");
    std::set<std::string_view> names;
    for (const TensorData& tensor : tensors_)
        names.insert(tensor.name);
    const auto requireNew = [&](const std::string& name) {
        if (names.contains(name) || foreign_.contains(name))
            throw Error(path, "has the tensor \"" + printable(name) + "\", which another part has too");
    };
    for (const TensorData& tensor : part.tensors_)
        requireNew(tensor.name);
    for (const auto& [name, type] : part.foreign_)
        requireNew(name);
    std::ranges::move(part.tensors_, std::back_inserter(tensors_));
    foreign_.merge(part.foreign_);
}

void GgufFile::read(const std::string& path)
{
    path_ = path;
    file_ = MappedFile::open(path);
    const std::span<const std::byte> bytes = file_->bytes();
    GgufCursor cursor(path_, bytes);
    constexpr std::string_view kMagic = "GGUF";
    if (bytes.size() < kMagic.size() || std::memcmp(cursor.take(kMagic.size()).data(), kMagic.data(), kMagic.size()) != 0)
        throw Error(path, "does not begin with \"GGUF\": not a GGUF file");
    version_ = cursor.number<std::uint32_t>();
    if (version_ == 1 || (version_ > 3 && version_ < 0x10000))
        throw Error(path, "is GGUF version " + std::to_string(version_) + "; versions 2 and 3 are read: convert the model again");
    if (version_ != 2 && version_ != 3)
        throw Error(path, "is a big-endian GGUF file, or damaged; convert the model again on a little-endian machine");

    // A tensor takes a length, a number of dimensions, a type and an offset at least; an entry a length, a type and a byte.
    const std::uint64_t tensorCount = cursor.count("tensors", 24, kMaxTensors);
    const std::uint64_t entryCount = cursor.count("metadata entries", 13, kMaxGgufEntries);
    for (std::uint64_t i = 0; i < entryCount; ++i) {
        std::string key = cursor.name("metadata key");
        GgufValue value = cursor.value(key);
        if (const auto [at, isNew] = metadata_.emplace(std::move(key), std::move(value)); !isNew)
            throw Error(path, "has the metadata key \"" + printable(at->first) + "\" twice");
    }
    const std::int64_t alignment = whole("general.alignment").value_or(kDefaultAlignment);
    if (alignment < 1 || alignment > std::int64_t(kMaxAlignment) || !std::has_single_bit(std::uint64_t(alignment)))
        throw Error(path, "general.alignment: expected a power of two up to " + std::to_string(kMaxAlignment) + ", got " + std::to_string(alignment));

    std::vector<GgufEntry> entries;
    entries.reserve(tensorCount);
    std::set<std::string_view> names;
    for (std::uint64_t i = 0; i < tensorCount; ++i)
        if (!names.insert(entries.emplace_back(readGgufEntry(cursor, path_, std::uint64_t(alignment))).tensor.name).second)
            throw Error(path, "has the tensor \"" + printable(entries.back().tensor.name) + "\" twice");
    std::ranges::stable_sort(entries, {}, [](const GgufEntry& entry) { return std::pair(entry.begin, entry.size.value_or(0)); });

    const std::size_t padding = (std::size_t(alignment) - cursor.place() % std::size_t(alignment)) % std::size_t(alignment);
    const std::span<const std::byte> data = bytes.subspan(std::min(bytes.size(), cursor.place() + padding));
    std::uint64_t end = 0;
    tensors_.reserve(entries.size());
    for (GgufEntry& entry : entries) {
        const std::string shown = "tensor \"" + printable(entry.tensor.name) + "\" ";
        if (entry.begin < end)
            throw Error(path, shown + "overlaps the one before it");
        if (entry.begin > data.size() || entry.size.value_or(0) > data.size() - entry.begin)
            throw Error(path, shown + "reaches past the end of the file; it may be cut off: fetch it again");
        end = entry.begin + entry.size.value_or(0);
        if (!entry.foreign.empty()) {
            foreign_.emplace(std::move(entry.tensor.name), std::move(entry.foreign));
            continue;
        }
        entry.tensor.bytes = data.subspan(entry.begin, *entry.size);
        entry.tensor.owner = file_;
        entry.tensor.mapped = true;
        alignToElements(entry.tensor);
        tensors_.push_back(std::move(entry.tensor));
    }
}

const GgufValue* GgufFile::find(std::string_view key) const
{
    const auto found = metadata_.find(key);
    return found == metadata_.end() ? nullptr : &found->second;
}

template <class Wanted> std::optional<Wanted> GgufFile::value(std::string_view key, const char* expected) const
{
    const GgufValue* found = find(key);
    if (found == nullptr)
        return std::nullopt;
    if (const auto* wanted = std::get_if<Wanted>(found))
        return *wanted;
    throw Error(path_, std::string(key) + ": expected " + expected);
}

std::optional<std::int64_t> GgufFile::whole(std::string_view key) const
{
    const GgufValue* found = find(key);
    const auto* natural = found ? std::get_if<std::uint64_t>(found) : nullptr;
    if (natural && *natural <= std::uint64_t(std::numeric_limits<std::int64_t>::max()))
        return std::int64_t(*natural);
    return value<std::int64_t>(key, "a whole number");
}

std::optional<double> GgufFile::number(std::string_view key) const
{
    const GgufValue* found = find(key);
    if (const auto* natural = found ? std::get_if<std::uint64_t>(found) : nullptr)
        return double(*natural);
    if (const auto* signedWhole = found ? std::get_if<std::int64_t>(found) : nullptr)
        return double(*signedWhole);
    return value<double>(key, "a number");
}

std::optional<bool> GgufFile::flag(std::string_view key) const
{
    return value<bool>(key, "true or false");
}

std::optional<std::string_view> GgufFile::text(std::string_view key) const
{
    return value<std::string_view>(key, "a text");
}

std::optional<std::span<const std::string_view>> GgufFile::texts(std::string_view key) const
{
    const GgufValue* found = find(key);
    if (found == nullptr)
        return std::nullopt;
    const auto* array = std::get_if<GgufArray>(found);
    if (array == nullptr || (array->type != GgufType::text && array->count > 0))
        throw Error(path_, std::string(key) + ": expected a list of texts");
    return std::span<const std::string_view>(array->texts);
}

std::optional<std::vector<double>> GgufFile::numbers(std::string_view key) const
{
    const GgufValue* found = find(key);
    if (found == nullptr)
        return std::nullopt;
    const auto* array = std::get_if<GgufArray>(found);
    if (array == nullptr || ((array->type == GgufType::text || array->type == GgufType::array) && array->count > 0))
        throw Error(path_, std::string(key) + ": expected a list of numbers");
    std::vector<double> out(array->count);
    for (std::uint64_t i = 0; i < array->count; ++i)
        out[i] = elementAt(*array, i);
    return out;
}

} // namespace icf
