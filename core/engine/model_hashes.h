#pragma once
#include <nlohmann/json.hpp>

#include "core/options/run_options.h"

namespace icf {

/// SHA-256 of the models' files by option and name ("lm_path/config.json", "icformer_path/param.pt", …), as far as they are there: what of the
/// language model is no weight but shapes the numbers all the same, and all of the compressor.
nlohmann::json modelFileHashes(const ModelOptions& model);

} // namespace icf
