#define PCRE2_CODE_UNIT_WIDTH 8
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <pcre2.h>
#include <torch/version.h>
#include <utf8proc.h>
#include <zlib.h>
#include <zstd.h>

#include "core/models/versions.h"
#include "core/nn/device.h"

namespace icf {
namespace {

/// "10.42".
std::string pcre2Version()
{
    char text[64] = {};
    pcre2_config(PCRE2_CONFIG_VERSION, text);
    const std::string whole = text;
    return whole.substr(0, whole.find(' '));
}

/// "2.13.0", with the CUDA that its CUDA build brings.
std::string torchVersion()
{
    const std::string cuda = cudaVersion();
    return cuda.empty() ? TORCH_VERSION : TORCH_VERSION ", CUDA " + cuda;
}

} // namespace

std::vector<std::pair<std::string, std::string>> componentVersions()
{
    const std::string json = std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." + std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "."
        + std::to_string(NLOHMANN_JSON_VERSION_PATCH);
    return {{"icformer-studio", ICF_VERSION}, {"libtorch", torchVersion()}, {"sentencepiece", "0.2.1"}, {"nlohmann-json", json},
        {"PCRE2", pcre2Version()}, {"utf8proc", utf8proc_version()}, {"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)}, {"zlib", zlibVersion()}, {"zstd", ZSTD_versionString()}};
}

std::string gpuDriverVersion()
{
    return cudaVersion().empty() ? std::string() : driverVersion();
}

} // namespace icf
