#include "core/io/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/base/mapped_file.h"
#include "core/base/utf8.h"
#include "core/io/limits.h"

static_assert(
    std::endian::native == std::endian::little, "the formats are little-endian; a big-endian machine needs swaps");

namespace icf {
namespace {

using nlohmann::json;

constexpr const char* kMetadataKey = "__metadata__";

std::optional<ElementType> elementFromName(const std::string& name)
{
    for (const ElementType type :
        {ElementType::f64, ElementType::f32, ElementType::f16, ElementType::bf16, ElementType::i64, ElementType::i32,
            ElementType::i16, ElementType::i8, ElementType::u8, ElementType::boolean})
        if (name == elementName(type))
            return type;
    return std::nullopt;
}

/// Bits of one element of the format's other dtypes; 0 for dtypes that are not known here, of which no size can be told.
unsigned foreignBits(std::string_view dtype)
{
    if (dtype == "F4")
        return 4;
    if (dtype == "F6_E2M3" || dtype == "F6_E3M2")
        return 6;
    if (dtype.starts_with("F8_"))
        return 8;
    return dtype == "U16" ? 16 : dtype == "U32" ? 32 : dtype == "U64" || dtype == "C64" ? 64 : 0;
}

/// Bytes of a dense tensor of another dtype; nothing when they are no whole number or too many.
std::optional<std::uint64_t> foreignBytes(std::span<const std::int64_t> shape, unsigned bits)
{
    const auto elements = checkedBytes(shape, ElementType::u8);
    std::uint64_t total = 0;
    if (!elements || __builtin_mul_overflow(*elements, bits, &total) || total % 8 != 0)
        return std::nullopt;
    return total / 8;
}

/// One entry of the header, checked on its own.
struct HeaderEntry {
    TensorData tensor;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::string foreign; ///< The dtype where tensor.type cannot say it.
};

const json& member(const std::string& path, const std::string& tensor, const json& entry, const char* key)
{
    const auto found = entry.find(key);
    if (found == entry.end())
        throw Error(path, "tensor \"" + printable(tensor) + "\" has no " + key);
    return *found;
}

HeaderEntry readEntry(const std::string& path, const std::string& name, const json& entry)
{
    const auto refuse = [&](const std::string& what) -> Error {
        return {path, "tensor \"" + printable(name) + "\" " + what};
    };
    if (!entry.is_object())
        throw refuse("is not described by an object");
    HeaderEntry out;
    out.tensor.name = name;

    const json& type = member(path, name, entry, "dtype");
    if (!type.is_string() || type.get_ref<const std::string&>().empty())
        throw refuse("has the unusable dtype " + printable(type.dump(-1, ' ', true, json::error_handler_t::replace)));
    const auto element = elementFromName(type.get_ref<const std::string&>());
    if (element)
        out.tensor.type = *element;
    else
        out.foreign = type.get<std::string>();

    const json& shape = member(path, name, entry, "shape");
    if (!shape.is_array() || shape.size() > kMaxRank)
        throw refuse("has no usable shape");
    for (const json& dimension : shape) {
        if (!dimension.is_number_unsigned() || dimension.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
            throw refuse("has a shape that is not made of whole numbers");
        out.tensor.shape.push_back(dimension.get<std::int64_t>());
    }

    const json& offsets = member(path, name, entry, "data_offsets");
    if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned()
        || !offsets[1].is_number_unsigned())
        throw refuse("has no usable data_offsets");
    out.begin = offsets[0].get<std::uint64_t>();
    out.end = offsets[1].get<std::uint64_t>();
    const unsigned bits = element ? 0 : foreignBits(out.foreign);
    const bool sizeKnown = element || bits > 0;
    const auto bytes = element ? checkedBytes(out.tensor.shape, *element) : foreignBytes(out.tensor.shape, bits);
    if (out.end < out.begin || (sizeKnown && (!bytes || out.end - out.begin != *bytes)))
        throw refuse("has data_offsets that do not agree with its shape and dtype");
    return out;
}

void readMetadata(const std::string& path, const json& entry, std::map<std::string, std::string>& metadata)
{
    if (entry.is_null())
        return; // As some writers say that there is none.
    if (!entry.is_object())
        throw Error(path, "__metadata__ is not an object");
    for (const auto& [key, value] : entry.items()) {
        if (!value.is_string())
            throw Error(path, "__metadata__: \"" + printable(key) + "\" is not a text");
        metadata[key] = value.get<std::string>();
    }
}

} // namespace

SafetensorsFile::SafetensorsFile(const std::string& path)
{
    const std::shared_ptr<const MappedFile> file = MappedFile::open(path);
    const std::span<const std::byte> bytes = file->bytes();
    std::uint64_t headerBytes = 0;
    if (bytes.size() < sizeof headerBytes)
        throw Error(path, "is too short to be a safetensors file; it may be cut off: fetch it again");
    std::memcpy(&headerBytes, bytes.data(), sizeof headerBytes);
    if (headerBytes > kMaxHeaderBytes)
        throw Error(path, "claims a header of " + std::to_string(headerBytes) + " bytes: not a safetensors file");
    if (headerBytes > bytes.size() - sizeof headerBytes)
        throw Error(path, "ends inside its header; it may be cut off: fetch it again");
    const std::string_view header(reinterpret_cast<const char*>(bytes.data()) + sizeof headerBytes, headerBytes);
    if (!header.starts_with('{'))
        throw Error(path, "has a header that does not start with '{': not a safetensors file");
    std::vector<HeaderEntry> entries;
    bool hasMetadata = false;
    const auto twice = [&](const std::string& name) -> Error { return {path, "JSON: key \"" + printable(name) + "\" appears twice in one object"}; };
    parseJsonMembers(header, path, {.maxBytes = kMaxHeaderBytes, .maxDepth = 4, .maxValues = 8'000'000}, [&](const std::string& name, json& entry) {
        if (name == kMetadataKey) {
            if (std::exchange(hasMetadata, true))
                throw twice(name);
            readMetadata(path, entry, metadata_);
            return;
        }
        if (entries.size() >= kMaxTensors)
            throw Error(path, "describes more than " + std::to_string(kMaxTensors) + " tensors: not a model");
        entries.push_back(readEntry(path, name, entry));
    });
    std::sort(entries.begin(), entries.end(), [](const HeaderEntry& a, const HeaderEntry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });

    const std::span<const std::byte> data = bytes.subspan(sizeof headerBytes + headerBytes);
    std::uint64_t expected = 0;
    tensors_.reserve(entries.size());
    for (HeaderEntry& entry : entries) {
        const std::string shown = "\"" + printable(entry.tensor.name) + "\"";
        if (entry.begin != expected)
            throw Error(
                path, entry.begin < expected ? "tensor " + shown + " overlaps the one before it" : "tensor " + shown + " leaves a hole before it");
        if (entry.end > data.size())
            throw Error(path, "tensor " + shown + " reaches past the end of the file; it may be cut off: fetch it again");
        expected = entry.end;
        if (!entry.foreign.empty()) {
            if (!foreign_.emplace(entry.tensor.name, std::move(entry.foreign)).second)
                throw twice(entry.tensor.name);
            continue;
        }
        entry.tensor.bytes = data.subspan(entry.begin, entry.end - entry.begin);
        entry.tensor.owner = file;
        entry.tensor.mapped = true;
        alignToElements(entry.tensor);
        tensors_.push_back(std::move(entry.tensor));
    }
    if (expected != data.size())
        throw Error(path, "holds " + std::to_string(data.size() - expected) + " bytes that belong to no tensor");

    byName_.resize(tensors_.size());
    std::iota(byName_.begin(), byName_.end(), std::uint32_t{0});
    std::sort(byName_.begin(), byName_.end(), [&](std::uint32_t a, std::uint32_t b) { return tensors_[a].name < tensors_[b].name; });
    for (std::size_t i = 0; i < byName_.size(); ++i) {
        const std::string& name = tensors_[byName_[i]].name;
        if ((i > 0 && tensors_[byName_[i - 1]].name == name) || foreign_.contains(name))
            throw twice(name);
    }
}

const TensorData* SafetensorsFile::find(const std::string& name) const
{
    const auto found = std::lower_bound(byName_.begin(), byName_.end(), name, [&](std::uint32_t i, const std::string& wanted) { return tensors_[i].name < wanted; });
    return found == byName_.end() || tensors_[*found].name != name ? nullptr : &tensors_[*found];
}

void writeSafetensors(ByteSink& sink, const std::string& name, const std::vector<TensorData>& tensors,
    const std::map<std::string, std::string>& metadata)
{
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty())
        header[kMetadataKey] = metadata;
    std::map<std::string_view, bool> seen;
    std::uint64_t offset = 0;
    for (const TensorData& tensor : tensors) {
        const auto bytes = checkedBytes(tensor.shape, tensor.type);
        if (tensor.name == kMetadataKey || !seen.emplace(tensor.name, true).second)
            throw Error(name, "two tensors cannot be called \"" + printable(tensor.name) + "\"");
        if (validUtf8Prefix(tensor.name) != tensor.name.size())
            throw Error(name, "the tensor name \"" + printable(tensor.name) + "\" is not UTF-8");
        if (!bytes || (!tensor.later && *bytes != tensor.bytes.size()))
            throw Error(name, "tensor \"" + tensor.name + "\" has other bytes than its shape says");
        header[tensor.name] = {
            {"dtype", elementName(tensor.type)}, {"shape", tensor.shape}, {"data_offsets", {offset, offset + *bytes}}};
        offset += *bytes;
    }
    std::string text = dumpText(header);
    // The data starts at a multiple of eight bytes, so that a mapping is aligned.
    text.resize((text.size() + 7) / 8 * 8, ' ');
    if (text.size() > kMaxHeaderBytes)
        throw Error(name, "more tensors than a safetensors header may describe");
    const std::uint64_t headerBytes = text.size();
    sink.write(std::as_bytes(std::span(&headerBytes, 1)));
    sink.writeText(text);
    for (const TensorData& tensor : tensors)
        sink.write(withBytes(tensor, name).bytes);
}

void writeSafetensors(
    const std::string& path, const std::vector<TensorData>& tensors, const std::map<std::string, std::string>& metadata)
{
    writeAtomically(path, [&](ByteSink& sink) { writeSafetensors(sink, path, tensors, metadata); });
}

} // namespace icf
