#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/mapped_file.h"
#include "core/io/tensor_data.h"

namespace icf {

/// The types of GGUF metadata, with the numbers that the format gives them.
enum class GgufType : std::uint32_t { u8, i8, u16, i16, u32, i32, f32, boolean, text, array, u64, i64, f64 };

/// An array of GGUF metadata.  Of one whose elements are arrays only the count is kept.
struct GgufArray {
    GgufType type = GgufType::u8;                 ///< Of the elements.
    std::uint64_t count = 0;
    std::span<const std::byte> numbers;           ///< As they stand in the file, of any alignment; for numbers and truth values.
    std::vector<std::string_view> texts;          ///< For texts.
};

using GgufValue = std::variant<std::uint64_t, std::int64_t, double, bool, std::string_view, GgufArray>;

/// Reads a GGUF file (version 2 or 3, little-endian) by mapping it.  Checks everything before a value or tensor is handed out: counts against the
/// limits and the bytes that are there before memory is taken, lengths, types, nesting of arrays, keys and tensor names once each, the alignment,
/// sizes equal to shape × type with checked arithmetic, tensors inside the file and apart.  Of a model that is split over several files
/// (NAME-00001-of-00003.gguf), which lie beside one another, the first is named and the tensors of all are there.  Throws Error naming the file and the
/// key or tensor.
/// Format: docs/gguf.md of the ggml project.
class GgufFile {
public:
    explicit GgufFile(const std::string& path);

    const std::string& path() const { return path_; }
    std::uint32_t version() const { return version_; }

    /// All metadata, by key.  Texts, arrays and tensors point into the mapped file, which owner() keeps.
    const std::map<std::string, GgufValue, std::less<>>& metadata() const { return metadata_; }
    std::shared_ptr<const void> owner() const { return file_; }

    /// The value of a key; nothing when there is no such key.  Throw Error naming file and key when it has another type.  whole: any integer
    /// type, at most 2^63 - 1; number: any integer or floating-point type.
    std::optional<std::int64_t> whole(std::string_view key) const;
    std::optional<double> number(std::string_view key) const;
    std::optional<bool> flag(std::string_view key) const;
    std::optional<std::string_view> text(std::string_view key) const;
    std::optional<std::span<const std::string_view>> texts(std::string_view key) const;
    std::optional<std::vector<double>> numbers(std::string_view key) const;

    /// In the order of their bytes in the file, those of further parts after them.  Names are the file's own ("blk.0.attn_q.weight"); shapes are [rows, columns] as torch has them, the
    /// reverse of the file's.
    const std::vector<TensorData>& tensors() const { return tensors_; }
    /// Name → type of those whose type is none of ElementType: "Q2_K", "IQ4_XS", "type 99", …  They are not among tensors().
    const std::map<std::string, std::string>& foreign() const { return foreign_; }

private:
    struct NoParts {};
    explicit GgufFile(NoParts) {}
    /// One file as it is.
    void read(const std::string& path);
    /// The tensors of another part of the model; number: counted from 1.
    void addPart(const std::string& path, std::int64_t number, std::int64_t parts);
    const GgufValue* find(std::string_view key) const;
    template <class Wanted> std::optional<Wanted> value(std::string_view key, const char* expected) const;

    std::string path_;
    std::shared_ptr<const MappedFile> file_;
    std::uint32_t version_ = 0;
    std::map<std::string, GgufValue, std::less<>> metadata_;
    std::vector<TensorData> tensors_;
    std::map<std::string, std::string> foreign_;
};

} // namespace icf
