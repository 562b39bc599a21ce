#include "core/io/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>

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

constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
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

/// One entry of the header, checked on its own.
struct HeaderEntry {
    TensorData tensor;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
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
    const auto element = type.is_string() ? elementFromName(type.get_ref<const std::string&>()) : std::nullopt;
    if (!element)
        throw refuse(
            "has the unsupported dtype " + printable(type.dump(-1, ' ', true, json::error_handler_t::replace)));
    out.tensor.type = *element;

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
    const auto bytes = checkedBytes(out.tensor.shape, *element);
    if (!bytes || out.end < out.begin || out.end - out.begin != *bytes)
        throw refuse("has data_offsets that do not agree with its shape and dtype");
    return out;
}

void readMetadata(const std::string& path, const json& entry, std::map<std::string, std::string>& metadata)
{
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
    const json description =
        parseJson(header, path, {.maxBytes = kMaxHeaderBytes, .maxDepth = 4, .maxValues = 8'000'000});

    std::vector<HeaderEntry> entries;
    for (const auto& [name, entry] : description.items()) {
        if (name == kMetadataKey)
            readMetadata(path, entry, metadata_);
        else
            entries.push_back(readEntry(path, name, entry));
    }
    std::sort(entries.begin(), entries.end(), [](const HeaderEntry& a, const HeaderEntry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });

    const std::span<const std::byte> data = bytes.subspan(sizeof headerBytes + headerBytes);
    std::uint64_t expected = 0;
    for (HeaderEntry& entry : entries) {
        const std::string shown = "\"" + printable(entry.tensor.name) + "\"";
        if (entry.begin != expected)
            throw Error(
                path, entry.begin < expected ? "tensor " + shown + " overlaps the one before it" : "tensor " + shown + " leaves a hole before it");
        if (entry.end > data.size())
            throw Error(path, "tensor " + shown + " reaches past the end of the file; it may be cut off: fetch it again");
        expected = entry.end;
        entry.tensor.bytes = data.subspan(entry.begin, entry.end - entry.begin);
        entry.tensor.owner = file;
        alignToElements(entry.tensor);
        index_[entry.tensor.name] = tensors_.size();
        tensors_.push_back(std::move(entry.tensor));
    }
    if (expected != data.size())
        throw Error(path, "holds " + std::to_string(data.size() - expected) + " bytes that belong to no tensor");
}

const TensorData* SafetensorsFile::find(const std::string& name) const
{
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : &tensors_[found->second];
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
        if (!bytes || *bytes != tensor.bytes.size())
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
        sink.write(tensor.bytes);
}

void writeSafetensors(
    const std::string& path, const std::vector<TensorData>& tensors, const std::map<std::string, std::string>& metadata)
{
    writeAtomically(path, [&](ByteSink& sink) { writeSafetensors(sink, path, tensors, metadata); });
}

} // namespace icf
