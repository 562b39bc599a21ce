#include "core/engine/inspection.h"

#include <c10/core/InferenceMode.h>

#include "core/generate/generator.h"

namespace icf {
namespace {

constexpr std::int64_t kNearest = 5;

std::vector<std::string> piecesOf(const Tokenizer& tokenizer, const std::vector<std::int64_t>& ids)
{
    std::vector<std::string> pieces;
    for (const std::int64_t id : ids)
        pieces.push_back(tokenizer.piece(id));
    return pieces;
}

std::vector<std::int64_t> toVector(const at::Tensor& ids)
{
    const at::Tensor dense = ids.cpu().contiguous();
    return {dense.const_data_ptr<std::int64_t>(), dense.const_data_ptr<std::int64_t>() + dense.numel()};
}

} // namespace

AttentionReport inspectAttention(const OpenModels& models, const std::vector<std::int64_t>& ids, const ChunkSettings& chunkSettings,
                                 CancelToken& cancel)
{
    const c10::InferenceMode inference;
    const IcformerConfig& config = models.compressor->config();
    const auto chunks = chunksOf(std::int64_t(ids.size()), chunkSettings);
    const std::int64_t length = std::int64_t(ids.size());
    AttentionReport report;
    report.tokens = piecesOf(*models.tokenizer, ids);
    report.chunks = std::int64_t(chunks.size());
    report.digestsPerChunk = config.digests;
    report.heads = config.heads;
    for (std::int64_t layer = 0; layer < config.layers; ++layer)
        report.layers += config.crossAttends(layer);
    const std::int64_t allDigests = report.chunks * config.digests;
    at::Tensor weights = at::zeros({report.layers, report.heads, allDigests, length}, at::kFloat);
    for (std::size_t c = 0; c < chunks.size(); ++c) {
        cancel.throwIfStopped();
        const auto [start, end] = chunks[c];
        report.chunkStarts.push_back(start);
        const at::Tensor context = models.lm->embed(std::vector<std::int64_t>(ids.begin() + start, ids.begin() + end)).unsqueeze(0);
        std::vector<at::Tensor> layers;
        const at::Tensor digests = models.compressor->encoder().forwardPlain(context, {end - start}, models.compressor->digestEmbeddings(),
                                                                             models.place.type, &layers)[0];
        const std::int64_t firstDigest = std::int64_t(c) * config.digests;
        for (std::size_t layer = 0; layer < layers.size(); ++layer) {
            weights[std::int64_t(layer)].narrow(1, firstDigest, config.digests).narrow(2, start, end - start)
                .copy_(layers[layer][0].narrow(-1, 0, end - start));
        }
        const at::Tensor scores = at::matmul(digests.to(at::kFloat), models.lm->embeddingMatrix().to(at::kFloat).t());
        const at::Tensor best = std::get<1>(scores.topk(std::min(kNearest, scores.size(-1)), -1)).cpu();
        for (std::int64_t i = 0; i < config.digests; ++i)
            report.nearest.push_back(piecesOf(*models.tokenizer, toVector(best[i])));
    }
    report.weights.assign(weights.const_data_ptr<float>(), weights.const_data_ptr<float>() + weights.numel());
    return report;
}

ReconstructionReport inspectReconstruction(const OpenModels& models, const std::vector<std::int64_t>& ids, const ChunkSettings& chunks,
                                           CancelToken& cancel)
{
    const c10::InferenceMode inference;
    const at::Tensor digests = models.compress({ids}, chunks)[0];
    cancel.throwIfStopped();
    Layout layout = models.layouts->pretrain(digests, models.compressor->ae(), ids);
    const LayoutBatch batch = assemble(*models.lm, {layout}, PadSide::behind);
    const at::Tensor hidden = models.lm->hiddenStates(batch.embeds);
    const at::Tensor logProbabilities = models.lm->logits(hidden[0].index_select(0, batch.labelRows)).log_softmax(-1);
    const at::Tensor right = logProbabilities.gather(1, batch.labels.unsqueeze(1)).squeeze(1).cpu().contiguous();
    const at::Tensor likeliest = logProbabilities.argmax(-1);

    ReconstructionReport report;
    report.original = piecesOf(*models.tokenizer, layout.label());
    report.forced = piecesOf(*models.tokenizer, toVector(likeliest));
    const at::Tensor probability = right.exp().to(at::kDouble);
    report.probability.assign(probability.const_data_ptr<double>(), probability.const_data_ptr<double>() + probability.numel());
    report.loss = -right.mean().item<double>();
    report.accuracy = likeliest.eq(batch.labels).to(at::kDouble).mean().item<double>();
    for (const auto& [start, end] : chunksOf(std::int64_t(ids.size()), chunks))
        report.chunkStarts.push_back(start);
    cancel.throwIfStopped();
    layout.segments.pop_back();  // On its own the model gets no label to read.
    const Generated free = generate(*models.lm, {layout}, std::int64_t(ids.size()) + 1, models.tokenizer->eos(), {}, cancel);
    report.freeRunning = piecesOf(*models.tokenizer, free.rows[0].ids);
    return report;
}

} // namespace icf
