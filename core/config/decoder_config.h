#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/config/rotary_config.h"

namespace icf {

class ModelWeights;

/// config.json of a Llama-family model, as far as it changes the computation.
struct DecoderConfig {
    std::int64_t hidden = 0;
    std::int64_t intermediate = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t keyValueHeads = 0;
    std::int64_t headDim = 0;
    std::int64_t vocab = 0;
    std::int64_t maxPositions = 0;
    double rmsNormEps = 1e-6;
    bool tieWordEmbeddings = false;
    bool attentionBias = false;
    bool mlpBias = false;
    RotaryConfig rotary;

    /// Reads folder/config.json.  Throws Error when it is no Llama or asks for something unsupported.
    static DecoderConfig read(const std::string& folder);

    /// Throws Error naming the first tensor that is missing, has another shape, or cannot be read.
    void requireWeights(const ModelWeights& weights) const;
    /// What whoever uses the weights should know, a line each; mostly nothing.
    std::vector<std::string> notesOn(const ModelWeights& weights) const;

    /// True when the model keeps its weights also as matrix products read them, for each direction; in bfloat16 on the processor.  Models of over
    /// 2^29 weights in their layers do without: their users need the memory (at most 2 GiB) more.
    bool keepsPackedWeights() const;
};

} // namespace icf
