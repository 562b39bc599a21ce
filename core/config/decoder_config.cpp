#include "core/config/decoder_config.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/io/safetensors.h"

namespace icf {
namespace {

constexpr const char* kEmbedding = "model.embed_tokens.weight";
constexpr const char* kHead = "lm_head.weight";

/// Of `layers` layers, those that a list names; an empty list names all.
std::string layerCountText(const std::vector<bool>& list, std::int64_t layers)
{
    const auto count = std::count(list.begin(), list.end(), true);
    return list.empty() || count == layers ? std::string() : " in " + std::to_string(count) + " of " + std::to_string(layers) + " layers";
}

} // namespace

std::vector<WeightShape> layerShapes(const DecoderConfig& c, std::int64_t layer)
{
    const std::int64_t queries = c.heads * c.headDim;
    const std::int64_t keyValue = c.keyValueHeads * c.headDim;
    const std::string prefix = "model.layers." + std::to_string(layer) + ".";
    std::vector<WeightShape> shapes;
    const auto linear = [&](const char* name, std::int64_t rows, std::int64_t columns, bool bias) {
        shapes.push_back({prefix + name + ".weight", {rows, columns}});
        if (bias)
            shapes.push_back({prefix + name + ".bias", {rows}});
    };
    linear("self_attn.q_proj", queries, c.hidden, c.queryKeyValueBias);
    linear("self_attn.k_proj", keyValue, c.hidden, c.queryKeyValueBias);
    linear("self_attn.v_proj", keyValue, c.hidden, c.queryKeyValueBias);
    linear("self_attn.o_proj", c.hidden, queries, c.outputBias);
    linear("mlp.gate_proj", c.intermediate, c.hidden, c.mlpBias);
    linear("mlp.up_proj", c.intermediate, c.hidden, c.mlpBias);
    linear("mlp.down_proj", c.hidden, c.intermediate, c.mlpBias);
    shapes.push_back({prefix + "input_layernorm.weight", {c.hidden}});
    shapes.push_back({prefix + "post_attention_layernorm.weight", {c.hidden}});
    if (c.queryKeyNorm) {
        shapes.push_back({prefix + "self_attn.q_norm.weight", {c.headDim}});
        shapes.push_back({prefix + "self_attn.k_norm.weight", {c.headDim}});
    }
    return shapes;
}

std::vector<WeightShape> weightShapes(const DecoderConfig& c)
{
    std::vector<WeightShape> shapes{{kEmbedding, {c.vocab, c.hidden}}, {"model.norm.weight", {c.hidden}}};
    for (std::int64_t layer = 0; layer < c.layers; ++layer) {
        for (WeightShape& shape : layerShapes(c, layer))
            shapes.push_back(std::move(shape));
    }
    if (!c.tieWordEmbeddings)
        shapes.push_back({kHead, {c.vocab, c.hidden}});
    return shapes;
}

std::string DecoderConfig::windowDescription() const
{
    return slidingWindow == 0 ? std::string() : std::to_string(slidingWindow) + " tokens" + layerCountText(windowedLayers, layers);
}

std::string DecoderConfig::attentionDescription() const
{
    std::string biased = queryKeyValueBias ? "q, k, v" : "";
    if (outputBias)
        biased += biased.empty() ? "o" : ", o";
    std::string result = biased.empty() ? "" : "biases on " + biased;
    if (queryKeyNorm)
        result += std::string(result.empty() ? "" : "; ") + "norms of q and k";
    return result;
}

std::string DecoderConfig::rotaryDescription() const
{
    return rotary.description() + (rotaryLayers.empty() ? std::string() : "," + layerCountText(rotaryLayers, layers));
}

void DecoderConfig::requireWeights(const ModelWeights& weights) const
{
    if (!tieWordEmbeddings && weights.has(kEmbedding) && !weights.has(kHead))
        throw Error(weights.folder(), std::string("tensor \"") + kHead + "\" is missing, and config.json does not say that the embedding is used for it; "
                    "if it is, set \"tie_word_embeddings\": true there");
    icf::requireWeights(weights, weightShapes(*this));
}

std::vector<std::string> DecoderConfig::notesOn(const ModelWeights& weights) const
{
    std::vector<std::string> notes;
    const TensorData* head = weights.find(kHead);
    const TensorData* embedding = weights.find(kEmbedding);
    if (tieWordEmbeddings && head && embedding && (head->type != embedding->type || !std::ranges::equal(head->bytes, embedding->bytes)))
        notes.push_back(weights.folder() + ": tie_word_embeddings is true, but the file has another lm_head.weight; the embedding is used in its place. "
                        "If lm_head.weight is meant, set \"tie_word_embeddings\": false in config.json");
    return notes;
}

double DecoderConfig::layerMatrixElements() const
{
    double sum = 0;
    for (const WeightShape& weight : layerShapes(*this, 0)) {
        if (weight.shape.size() == 2)
            sum += double(weight.shape[0]) * double(weight.shape[1]);
    }
    return sum;
}

bool DecoderConfig::keepsPackedWeights() const
{
    constexpr double kMaxWeights = 1 << 29;
    return double(layers) * layerMatrixElements() <= kMaxWeights;
}

} // namespace icf
