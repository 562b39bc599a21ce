#pragma once
#include <nlohmann/json.hpp>

#include "core/options/run_options.h"

namespace icf {

/// SHA-256 of the models' files by option and name ("lm_path/config.json", "icformer_path/param.pt", …), as far as they are there: what of the
/// language model is no weight but shapes the numbers all the same, and all of the compressor.  Of a GGUF file, which holds its configuration and
/// tokenizer too, the whole is hashed ("lm_path/gguf").
nlohmann::json modelFileHashes(const ModelOptions& model);

/// Takes out of such hashes what versions before 0.2 did not record, where before, which was recorded, does not hold it: tokenizer.json.
void dropUnrecordedHashes(const nlohmann::json& before, nlohmann::json& now);

} // namespace icf
