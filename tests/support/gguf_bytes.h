#pragma once
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/gguf.h"

namespace icf::test {

/// Makes GGUF files, good and broken ones, byte by byte as the format's documentation says.
class GgufBytes {
public:
    /// Counts that the header claims in place of the true ones.
    std::uint32_t version = 3;
    std::int64_t claimedTensors = -1, claimedEntries = -1;
    std::size_t alignment = 32;

    template <class Number> static std::string number(Number value)
    {
        return {reinterpret_cast<const char*>(&value), sizeof value};
    }
    static std::string text(std::string_view value) { return number(std::uint64_t(value.size())) + std::string(value); }
    static std::string type(GgufType value) { return number(std::uint32_t(value)); }

    /// An entry: its key, type and the bytes of its value.
    GgufBytes& add(const std::string& key, GgufType valueType, const std::string& bytes)
    {
        ++entries_;
        header_ += text(key) + type(valueType) + bytes;
        return *this;
    }
    GgufBytes& add(const std::string& key, std::string_view value) { return add(key, GgufType::text, text(value)); }
    GgufBytes& add(const std::string& key, const char* value) { return add(key, std::string_view(value)); }
    GgufBytes& add(const std::string& key, std::uint32_t value) { return add(key, GgufType::u32, number(value)); }
    GgufBytes& add(const std::string& key, float value) { return add(key, GgufType::f32, number(value)); }
    GgufBytes& add(const std::string& key, bool value) { return add(key, GgufType::boolean, std::string(1, value ? '\1' : '\0')); }
    GgufBytes& add(const std::string& key, const std::vector<std::string>& values)
    {
        std::string bytes = type(GgufType::text) + number(std::uint64_t(values.size()));
        for (const std::string& value : values)
            bytes += text(value);
        return add(key, GgufType::array, bytes);
    }
    template <class Number> GgufBytes& addNumbers(const std::string& key, GgufType elementType, const std::vector<Number>& values)
    {
        std::string bytes = type(elementType) + number(std::uint64_t(values.size()));
        for (const Number& value : values)
            bytes += number(value);
        return add(key, GgufType::array, bytes);
    }

    /// A tensor with a shape in torch's order.  id: the format's number of its type.  offset: where it is said to lie; where it does by itself.
    GgufBytes& addTensor(const std::string& name, std::uint32_t id, std::vector<std::uint64_t> shape, std::string_view bytes, std::int64_t offset = -1)
    {
        ++tensors_;
        list_ += text(name) + number(std::uint32_t(shape.size()));
        for (std::size_t i = shape.size(); i-- > 0;)
            list_ += number(shape[i]);
        list_ += number(id) + number(offset < 0 ? std::uint64_t(data_.size()) : std::uint64_t(offset));
        data_ += bytes;
        data_.resize((data_.size() + alignment - 1) / alignment * alignment, '\0');
        return *this;
    }

    std::string bytes() const
    {
        std::string out = "GGUF" + number(version) + number(claimedTensors < 0 ? tensors_ : std::uint64_t(claimedTensors))
            + number(claimedEntries < 0 ? entries_ : std::uint64_t(claimedEntries)) + header_ + list_;
        if (tensors_ > 0)
            out.resize((out.size() + alignment - 1) / alignment * alignment, '\0');
        return out + data_;
    }

private:
    std::uint64_t entries_ = 0, tensors_ = 0;
    std::string header_, list_, data_;
};

} // namespace icf::test
