#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace icf {

/// SHA-256 of bytes that arrive in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::span<const std::byte> bytes);
    void update(std::string_view text) { update(std::as_bytes(std::span(text.data(), text.size()))); }
    /// The hash; the object is spent afterwards.
    std::array<unsigned char, 32> finish();
    /// The hash in 64 lower-case hex digits; the object is spent afterwards.
    std::string finishHex();

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

/// SHA-256 of a regular file in hex.  Throws Error as MappedFile::open does.
std::string sha256OfFile(const std::string& path);

} // namespace icf
