#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <torch/version.h>
#include <zlib.h>
#include <zstd.h>

#include "core/models/versions.h"

namespace icf {

std::vector<std::pair<std::string, std::string>> componentVersions()
{
    const std::string json = std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." + std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "."
        + std::to_string(NLOHMANN_JSON_VERSION_PATCH);
    return {{"icformer-studio", ICF_VERSION}, {"libtorch", TORCH_VERSION}, {"sentencepiece", "0.2.1"}, {"nlohmann-json", json},
        {"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)}, {"zlib", zlibVersion()}, {"zstd", ZSTD_versionString()}};
}

} // namespace icf
