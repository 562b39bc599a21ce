#include <c10/core/InferenceMode.h>

#include <memory>

#include "core/compressor/icformer.h"
#include "core/compressor/mean_pooling.h"
#include "core/config/icformer_config.h"
#include "core/config/mean_pooling_config.h"
#include "core/layout/label_scores.h"
#include "core/lm/token_decoder.h"
#include "core/verify/device_comparison.h"

namespace icf {
namespace {

using Tensors = std::vector<at::Tensor>;

constexpr std::int64_t kVocab = 512, kHidden = 128;

/// A small model with much of what architectures differ in: grouped heads, norms of queries and keys, biases, a window in some layers, scaled positions.
DecoderConfig smallModel()
{
    DecoderConfig config;
    config.hidden = kHidden;
    config.intermediate = 192;
    config.layers = 3;
    config.heads = 8;
    config.keyValueHeads = 2;
    config.headDim = 16;
    config.vocab = kVocab;
    config.maxPositions = 256;
    config.queryKeyValueBias = true;
    config.queryKeyNorm = true;
    config.slidingWindow = 12;
    config.windowedLayers = {false, true, false};
    config.rotary.scaling = RotaryScaling::dynamicNtk;
    config.rotary.maxPositions = 24;  // Fewer than the rows below have.
    config.rotary.factor = 2;
    return config;
}

std::unique_ptr<LanguageModel> modelOn(at::Device device, at::ScalarType type) { return LanguageModel::random(smallModel(), 5, type, device); }

/// Token ids with repeats.
std::vector<std::int64_t> someIds(std::int64_t length, std::int64_t seed)
{
    std::vector<std::int64_t> ids;
    for (std::int64_t i = 0; i < length; ++i)
        ids.push_back(3 + (i * i * 7 + seed * 31 + i / 5) % 97);
    return ids;
}

at::Tensor idRows(std::int64_t rows, std::int64_t length, at::Device device)
{
    Tensors all;
    for (std::int64_t row = 0; row < rows; ++row)
        all.push_back(at::tensor(at::IntArrayRef(someIds(length, row)), at::kLong));
    return at::stack(all).to(device);
}

/// Positions of rows with padding in front that are no padding, as rows of the flattened batch.
at::Tensor unpaddedRows(at::IntArrayRef leftPadding, std::int64_t length, at::Device device)
{
    std::vector<std::int64_t> rows;
    for (std::size_t row = 0; row < leftPadding.size(); ++row)
        for (std::int64_t i = leftPadding[row]; i < length; ++i)
            rows.push_back(std::int64_t(row) * length + i);
    return at::tensor(at::IntArrayRef(rows), at::kLong).to(device);
}

const std::vector<std::int64_t> kPadding{0, 7, 19};

void checkReading(DeviceComparison& compare)
{
    constexpr std::int64_t kLength = 40;
    const auto readWithGradients = [&](at::Device device, at::IntArrayRef leftPadding) {
        const auto lm = modelOn(device, compare.type());
        const at::Tensor embeds = lm->embed(idRows(3, kLength, device)).detach().requires_grad_();
        const at::Tensor rows = unpaddedRows(leftPadding.empty() ? at::IntArrayRef{0, 0, 0} : leftPadding, kLength, device);
        const at::Tensor hidden = lm->hiddenStatesOf(rows, embeds, nullptr, leftPadding);
        backwardPattern(hidden);
        return Tensors{hidden, embeds.grad()};
    };
    compare.onBoth("hiddenStates, and back", kModel, [&](at::Device device) { return readWithGradients(device, {}); });
    compare.onBoth("hiddenStates, rows padded on the left, and back", kModel, [&](at::Device device) { return readWithGradients(device, kPadding); });
    compare.onBoth("readAll in blocks", kModel, [&](at::Device device) {
        const c10::InferenceMode inference;
        const auto lm = modelOn(device, compare.type());
        lm->setBlockWork(1);
        return Tensors{lm->readAll(lm->embed(idRows(1, 100, device)), {})};
    });
    compare.onBoth("logits", kModel, [&](at::Device device) {
        const c10::InferenceMode inference;
        const auto lm = modelOn(device, compare.type());
        return Tensors{lm->logits(lm->lastHiddenStates(lm->embed(idRows(3, kLength, device))))};
    });
}

/// Scores of the tokens after a prompt, token by token.
at::Tensor stepByStep(const LanguageModel& lm, std::int64_t prompt, std::int64_t length, at::IntArrayRef leftPadding)
{
    const c10::InferenceMode inference;
    const auto batch = std::int64_t(leftPadding.size());
    const at::Tensor ids = idRows(batch, length, at::kCPU);
    KvCache cache = lm.makeCache(batch, length);
    Tensors scores{lm.logits(lm.lastHiddenStates(lm.embed(ids.narrow(1, 0, prompt).to(lm.device())), &cache, leftPadding))};
    TokenDecoder decoder(lm, batch);
    for (std::int64_t i = prompt; i < length; ++i) {
        const at::Tensor column = ids.select(1, i).contiguous();
        const std::vector<std::int64_t> next(column.const_data_ptr<std::int64_t>(), column.const_data_ptr<std::int64_t>() + batch);
        scores.push_back(decoder.step(next, cache, leftPadding).clone());
    }
    return at::stack(scores, 1);
}

void checkDecoding(DeviceComparison& compare)
{
    // From within the scaled positions on: dynamic scaling turns what is in the cache already otherwise than a longer row's.
    constexpr std::int64_t kPrompt = 20, kLength = 30;
    compare.onBoth("TokenDecoder, rows padded on the left", kModel, [&](at::Device device) {
        return Tensors{stepByStep(*modelOn(device, compare.type()), kPrompt, kLength, kPadding)};
    });
    compare.check("TokenDecoder against reading the whole row", kModel, [&] {
        DecoderConfig config = smallModel();
        config.rotary = {};
        const auto lm = LanguageModel::random(config, 6, compare.type(), compare.device());
        const at::Tensor steps = stepByStep(*lm, kPrompt, kLength, kPadding);
        const c10::InferenceMode inference;
        const at::Tensor whole = lm->hiddenStates(lm->embed(idRows(3, kLength, compare.device())), nullptr, kPadding).narrow(1, kPrompt - 1, steps.size(1));
        return differenceOf(steps, lm->logits(whole.reshape({-1, kHidden})).view(steps.sizes()));
    });
}

void checkLabels(DeviceComparison& compare)
{
    constexpr std::int64_t kLabels = 70;
    const at::Tensor read = normalNumbers({kLabels, kHidden}, 41, compare.type()), taught = normalNumbers({kLabels, kHidden}, 42, compare.type());
    for (const bool teacher : {false, true}) {
        compare.onBoth(teacher ? "scoreLabels, divergence from a teacher, and back" : "scoreLabels, and back", kModel, [&](at::Device device) {
            const auto lm = modelOn(device, compare.type());
            const at::Tensor hidden = read.to(device).clone().requires_grad_();
            const at::Tensor labels = at::tensor(at::IntArrayRef(someIds(kLabels, 9)), at::kLong).to(device);
            const LabelScores scores = scoreLabels(*lm, hidden, labels, teacher ? taught.to(device) : at::Tensor(), teacher ? 0.3 : 1);
            backwardPattern(scores.losses);
            Tensors all{scores.losses, hidden.grad()};
            if (teacher)
                all.push_back(scores.divergences);
            return all;
        });
    }
}

/// A new compressor for the small model, none of whose vectors is 0.
std::unique_ptr<Compressor> compressorOn(at::Device device, bool meanPooling)
{
    std::unique_ptr<Compressor> compressor;
    if (meanPooling) {
        compressor = std::make_unique<MeanPooling>(MeanPoolingConfig::forModel(smallModel(), 8));
    } else {
        IcformerConfig config = IcformerConfig::forModel(smallModel(), 3, 8);
        config.crossAttentionFrequency = 2;
        config.attentionBias = true;
        compressor = std::make_unique<Icformer>(config, 7);
    }
    std::uint64_t seed = 50;
    for (const NamedParameter& vector : compressor->vectors())
        vector.tensor.copy_(normalNumbers(vector.tensor.sizes(), ++seed));
    compressor->to(device);
    return compressor;
}

void checkCompressors(DeviceComparison& compare)
{
    const at::ScalarType type = compare.type();
    const std::vector<std::vector<std::int64_t>> some{someIds(40, 1), someIds(7, 2), someIds(90, 3), someIds(33, 4)};
    std::vector<std::vector<std::int64_t>> withEmpty = some;
    withEmpty.insert(withEmpty.begin() + 1, std::vector<std::int64_t>{});
    struct Case {
        const char* name;
        ChunkSettings chunks;
        bool encode;
    };
    for (const bool meanPooling : {false, true}) {
        const std::string kind = meanPooling ? "mean pooling" : "icformer";
        for (const Case& one : {Case{"rows of unequal length", {}, false}, Case{"chunks", {true, 16}, false}, Case{"encode", {true, 16}, true}}) {
            const std::string name = kind + ", " + one.name;
            const std::vector<std::vector<std::int64_t>>& contexts = one.encode ? some : withEmpty;  // No model reads an empty row.
            compare.onBoth(name + ", and back", kModel, [&](at::Device device) {
                const auto lm = modelOn(device, type);
                const auto compressor = compressorOn(device, meanPooling);
                std::vector<NamedParameter> parameters = compressor->weights();
                for (const NamedParameter& vector : compressor->vectors())
                    parameters.push_back(vector);
                for (NamedParameter& parameter : parameters)
                    parameter.tensor.requires_grad_(true);
                const at::Tensor digests = compressor->compress(*lm, spansOf(contexts), one.chunks, one.encode, type).vectors;
                backwardPattern(digests);
                Tensors all{digests};
                for (const NamedParameter& parameter : parameters)
                    all.push_back(parameter.tensor.grad());
                return all;
            });
            compare.onBoth(name + ", prepared", kModel, [&](at::Device device) {
                const c10::InferenceMode inference;
                const auto lm = modelOn(device, type);
                const auto compressor = compressorOn(device, meanPooling);
                compressor->prepareForInference(*lm, type);
                return Tensors{compressor->compress(*lm, spansOf(contexts), one.chunks, one.encode, type).vectors};
            });
        }
    }
    compare.onBoth("icformer, attention weights", kModel, [&](at::Device device) {
        const c10::InferenceMode inference;
        const auto lm = modelOn(device, type);
        return compressorOn(device, false)->attention(lm->embed(someIds(40, 1)), type)->weights;
    });
}

} // namespace

void checkModels(DeviceComparison& compare)
{
    checkReading(compare);
    checkDecoding(compare);
    checkLabels(compare);
    checkCompressors(compare);
}

} // namespace icf
