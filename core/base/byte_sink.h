#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace icf {

/// Where a writer of a format puts its bytes: a file, a checkpoint under way, a buffer.
class ByteSink {
public:
    virtual ~ByteSink() = default;
    /// Appends.  Throws Failure when the bytes cannot be kept.
    virtual void write(std::span<const std::byte> bytes) = 0;
    /// The same for text.
    void writeText(std::string_view text) { write(std::as_bytes(std::span(text.data(), text.size()))); }
};

} // namespace icf
