#include <bit>
#include <cstring>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/io/limits.h"
#include "core/io/torch_pickle.h"
#include "core/io/zip_archive.h"

namespace icf {
namespace {

const char* storageName(ElementType type)
{
    switch (type) {
    case ElementType::f64:
        return "DoubleStorage";
    case ElementType::f32:
        return "FloatStorage";
    case ElementType::f16:
        return "HalfStorage";
    case ElementType::bf16:
        return "BFloat16Storage";
    case ElementType::i64:
        return "LongStorage";
    case ElementType::i32:
        return "IntStorage";
    case ElementType::i16:
        return "ShortStorage";
    case ElementType::i8:
        return "CharStorage";
    case ElementType::u8:
        return "ByteStorage";
    case ElementType::boolean:
        return "BoolStorage";
    default:
        return "";
    }
}

/// Writes the pickle program (protocol 2) and collects the storages that go beside it.
class ProgramWriter {
public:
    std::string program(const PickleValue& value)
    {
        out_ = "\x80\x02";
        put(value, 0);
        out_ += '.';
        return std::move(out_);
    }
    /// Parts of the value.
    const std::vector<const TensorData*>& storages() const { return storages_; }

private:
    template <typename Number> void raw(Number value)
    {
        out_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }

    void text(std::string_view value)
    {
        if (validUtf8Prefix(value) != value.size() || value.size() > 0xFFFFFFFF)
            throw Error("torch file", "the text \"" + printable(value) + "\" is not UTF-8");
        out_ += 'X';
        raw(static_cast<std::uint32_t>(value.size()));
        out_ += value;
    }

    void integer(std::int64_t value)
    {
        if (value >= 0 && value <= 0xFF) {
            out_ += 'K';
            raw(static_cast<std::uint8_t>(value));
        } else if (value >= 0 && value <= 0xFFFF) {
            out_ += 'M';
            raw(static_cast<std::uint16_t>(value));
        } else if (value >= INT32_MIN && value <= INT32_MAX) {
            out_ += 'J';
            raw(static_cast<std::int32_t>(value));
        } else {
            out_ += "\x8A\x08";
            raw(value);
        }
    }

    void global(std::string_view module, std::string_view name)
    {
        out_ += 'c';
        out_.append(module).append("\n").append(name).append("\n");
    }

    void emptyOrderedDict()
    {
        global("collections", "OrderedDict");
        out_ += ")R";
    }

    void integers(const std::vector<std::int64_t>& values)
    {
        out_ += '(';
        for (const std::int64_t value : values)
            integer(value);
        out_ += 't';
    }

    void tensor(const TensorData& tensor)
    {
        std::vector<std::int64_t> strides(tensor.shape.size(), 1);
        for (std::size_t i = strides.size(); i-- > 1;)
            strides[i - 1] = strides[i] * std::max<std::int64_t>(tensor.shape[i], 1);
        global("torch._utils", "_rebuild_tensor_v2");
        out_ += "((";
        text("storage");
        global("torch", storageName(tensor.type));
        text(std::to_string(storages_.size()));
        text("cpu");
        integer(tensor.count());
        out_ += "tQ";
        integer(0);
        integers(tensor.shape);
        integers(strides);
        out_ += '\x89';
        emptyOrderedDict();
        out_ += "tR";
        storages_.push_back(&tensor);
    }

    void put(const PickleValue& value, int depth)
    {
        if (depth > kMaxPickleDepth)
            throw Error("torch file", "values are nested deeper than " + std::to_string(kMaxPickleDepth) + " levels");
        if (std::holds_alternative<std::monostate>(value.value)) {
            out_ += 'N';
        } else if (const auto* truth = std::get_if<bool>(&value.value)) {
            out_ += *truth ? '\x88' : '\x89';
        } else if (const auto* number = std::get_if<std::int64_t>(&value.value)) {
            integer(*number);
        } else if (const auto* real = std::get_if<double>(&value.value)) {
            out_ += 'G';
            raw(__builtin_bswap64(std::bit_cast<std::uint64_t>(*real)));
        } else if (const auto* words = std::get_if<std::string>(&value.value)) {
            text(*words);
        } else if (const auto* list = std::get_if<std::shared_ptr<PickleValue::List>>(&value.value)) {
            out_ += value.tuple ? "(" : "](";
            for (const PickleValue& item : **list)
                put(item, depth + 1);
            out_ += value.tuple ? 't' : 'e';
        } else if (const auto* dict = std::get_if<std::shared_ptr<PickleValue::Dict>>(&value.value)) {
            out_ += "}(";
            for (const auto& [key, entry] : **dict) {
                put(key, depth + 1);
                put(entry, depth + 1);
            }
            out_ += 'u';
        } else if (const TensorData* data = value.tensor()) {
            if (value.parameter)
                global("torch._utils", "_rebuild_parameter");
            tensor(*data);
            if (value.parameter) {
                out_ += value.requiresGrad ? '\x88' : '\x89';
                emptyOrderedDict();
                out_ += "\x87R";
            }
        }
    }

    std::string out_;
    std::vector<const TensorData*> storages_;
};

} // namespace

void writeTorchPickle(ByteSink& sink, const PickleValue& value, const std::string& archive)
{
    if (archive.empty() || archive.find('/') != std::string::npos || archive.size() > 1024)
        throw Error("torch file", "\"" + printable(archive) + "\" cannot be the folder inside the zip");
    ProgramWriter writer;
    const std::string program = writer.program(value);
    ZipWriter zip(sink);
    zip.add(archive + "/data.pkl", program);
    zip.add(archive + "/.format_version", "1");
    zip.add(archive + "/.storage_alignment", "64");
    zip.add(archive + "/byteorder", "little");
    for (std::size_t i = 0; i < writer.storages().size(); ++i)
        zip.add(archive + "/data/" + std::to_string(i), withBytes(*writer.storages()[i], "torch file").bytes);
    zip.add(archive + "/version", "3\n");
    zip.finish();
}

void writeTorchPickle(const std::string& path, const PickleValue& value, const std::string& archive)
{
    writeAtomically(path, [&](ByteSink& sink) { writeTorchPickle(sink, value, archive); });
}

} // namespace icf
