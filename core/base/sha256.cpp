#include "core/base/sha256.h"

#include <openssl/evp.h>

#include <new>
#include <vector>

#include "core/base/mapped_file.h"

namespace icf {

struct Sha256::Context {
    EVP_MD_CTX* state = EVP_MD_CTX_new();
    Context() = default;
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { EVP_MD_CTX_free(state); }
};

Sha256::Sha256()
    : context_(std::make_unique<Context>())
{
    // OpenSSL fails here only for want of memory.
    if (context_->state == nullptr || EVP_DigestInit_ex(context_->state, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::byte> bytes)
{
    EVP_DigestUpdate(context_->state, bytes.data(), bytes.size());
}

std::array<unsigned char, 32> Sha256::finish()
{
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(context_->state, digest.data(), nullptr);
    return digest;
}

std::string Sha256::finishHex()
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : finish()) {
        hex += kDigits[byte >> 4];
        hex += kDigits[byte & 15];
    }
    return hex;
}

std::string sha256OfFile(const std::string& path)
{
    const ReadFile file(path);
    std::vector<std::byte> buffer(std::size_t{1} << 20);
    Sha256 hash;
    std::size_t offset = 0;
    while (const std::size_t got = file.readAt(buffer, offset)) {
        hash.update(std::span(buffer).first(got));
        offset += got;
    }
    return hash.finishHex();
}

} // namespace icf
