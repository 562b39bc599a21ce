#include "core/models/inspection.h"

#include <algorithm>

#include <c10/core/InferenceMode.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number_text.h"
#include "core/generate/generator.h"
#include "core/layout/label_scores.h"

namespace icf {
namespace {

constexpr std::int64_t kNearest = 5;
constexpr double kShareOfMemory = 0.5;  ///< Of what is free, for the attention of one context.

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

/// What the right tokens got under teacher forcing.  hidden: [rows, hidden]; labels: [rows].
void scoreForced(const OpenModels& models, const at::Tensor& hidden, const at::Tensor& labels, const PartDone& partDone, ReconstructionReport& report)
{
    // A whole vocabulary's scores for each of a long context's tokens take a while: a stop is heard in between.
    constexpr std::int64_t kRowsAtOnce = 1024;
    const std::int64_t rows = hidden.size(0);
    double loss = 0;
    std::int64_t hits = 0;
    for (std::int64_t start = 0; start < rows; start += kRowsAtOnce) {
        tellPart(partDone, double(start) / double(rows));
        const std::int64_t count = std::min(kRowsAtOnce, rows - start);
        const at::Tensor expected = labels.narrow(0, start, count);
        const LabelScores scores = scoreLabels(*models.lm, hidden.narrow(0, start, count), expected);
        for (std::string& piece : piecesOf(*models.tokenizer, toVector(scores.likeliest)))
            report.forced.push_back(std::move(piece));
        const at::Tensor losses = scores.losses.to(at::kCPU, at::kDouble).contiguous();
        const at::Tensor probability = losses.neg().exp();
        report.probability.insert(report.probability.end(), probability.const_data_ptr<double>(), probability.const_data_ptr<double>() + count);
        loss += losses.sum().item<double>();
        hits += scores.correct(expected).sum().item<std::int64_t>();
    }
    report.loss = loss / double(rows);
    report.accuracy = double(hits) / double(rows);
}

} // namespace

PartDone stageDone(const OpenModels& models, WorkStage stage, std::int64_t positions, CancelToken& cancel, ProgressSink* progress)
{
    WorkProgress report{stage, 0, positions, stage == WorkStage::compressing ? 0 : models.lm->config().rotary.stretchedPositions()};
    PartDone done = [report, &cancel, progress](double share) mutable {
        cancel.throwIfStopped();
        report.share = share;
        if (progress)
            progress->onProgress(report);
    };
    done(0);
    return done;
}

AttentionReport inspectAttention(const OpenModels& models, const std::vector<std::int64_t>& ids, const ChunkSettings& chunkSettings,
                                 CancelToken& cancel, ProgressSink* progress)
{
    const c10::InferenceMode inference;
    const CompressorConfig& config = models.compressor->config();
    const LayerSizes sizes = config.layerSizes();
    const auto chunks = chunksOf(std::int64_t(ids.size()), chunkSettings);
    const std::int64_t length = std::int64_t(ids.size());
    AttentionReport report;
    report.tokens = piecesOf(*models.tokenizer, ids);
    report.chunks = std::int64_t(chunks.size());
    report.digestsPerChunk = config.vectorsOf(chunks.front().second - chunks.front().first);
    report.heads = sizes.attentionLayers > 0 ? sizes.heads : 0;
    report.layers = sizes.attentionLayers;
    const std::int64_t allDigests = report.layers > 0 ? report.chunks * config.digests : 0;
    // Twice: as a tensor and as the report's.
    const double bytes = 2 * 4.0 * double(report.layers * report.heads) * double(allDigests) * double(length);
    if (bytes > kShareOfMemory * double(freeMemory()))
        throw Failure("context", "the attention of " + std::to_string(allDigests) + " digests to " + std::to_string(length) + " tokens takes "
                      + fixedText(bytes / 1e9, 1) + " GB; inspect a shorter text");
    const PartDone partDone = stageDone(models, WorkStage::compressing, length, cancel, progress);
    const at::Tensor words = models.lm->denseEmbedding(at::kFloat).t();
    at::Tensor weights = at::zeros({report.layers, report.heads, allDigests, length}, at::kFloat);
    for (std::size_t c = 0; c < chunks.size(); ++c) {
        const auto [start, end] = chunks[c];
        const double before = double(start) / double(std::max<std::int64_t>(1, length)), after = double(end) / double(std::max<std::int64_t>(1, length));
        tellPart(partDone, before);
        report.chunkStarts.push_back(start);
        const TokenSpan chunk(ids.data() + start, std::size_t(end - start));
        const PartDone part = partOf(partDone, before, after);
        at::Tensor digests;
        if (report.layers == 0) {
            digests = models.compress({chunk}, {}, false, part)[0];
        } else {
            const at::Tensor context = models.lm->embed(at::IntArrayRef(chunk.data(), chunk.size()));
            const auto attention = models.compressor->attention(context, models.compute.type, part);
            digests = attention->digests;
            const std::int64_t firstDigest = std::int64_t(c) * config.digests;
            for (std::int64_t layer = 0; layer < report.layers; ++layer) {
                weights[layer].narrow(1, firstDigest, config.digests).narrow(2, start, end - start)
                    .copy_(attention->weights[std::size_t(layer)].narrow(-1, 0, end - start));
            }
        }
        const at::Tensor scores = at::matmul(digests.to(at::kFloat), words);
        const at::Tensor best = std::get<1>(scores.topk(std::min(kNearest, scores.size(-1)), -1)).cpu();
        for (std::int64_t i = 0; i < digests.size(0); ++i)
            report.nearest.push_back(piecesOf(*models.tokenizer, toVector(best[i])));
    }
    report.weights.assign(weights.const_data_ptr<float>(), weights.const_data_ptr<float>() + weights.numel());
    return report;
}

ReconstructionReport inspectReconstruction(const OpenModels& models, const std::vector<std::int64_t>& ids, const ChunkSettings& chunks,
                                           CancelToken& cancel, ProgressSink* progress)
{
    const c10::InferenceMode inference;
    const std::int64_t length = std::int64_t(ids.size());
    const at::Tensor digests = models.compress({ids}, chunks, false, stageDone(models, WorkStage::compressing, length, cancel, progress))[0];
    Layout layout = models.layouts->pretrain(digests, models.compressor->ae(), ids);
    const LayoutBatch batch = assemble(*models.lm, {layout}, PadSide::right);
    const PartDone read = stageDone(models, WorkStage::reading, layout.length(), cancel, progress);
    const at::Tensor hidden = models.lm->readAll(batch.embeds, partOf(read, 0, 0.9));
    ReconstructionReport report;
    report.original = piecesOf(*models.tokenizer, layout.label());
    scoreForced(models, hidden[0].index_select(0, batch.labelRows), batch.labels, partOf(read, 0.9, 1), report);
    for (const auto& [start, end] : chunksOf(std::int64_t(ids.size()), chunks))
        report.chunkStarts.push_back(start);
    layout.segments.pop_back();  // On its own the model gets no label to read.
    const PartDone written = stageDone(models, WorkStage::writing, layout.length() + length + 1, cancel, progress);
    std::int64_t tokens = 0;
    const Generated free = generate(*models.lm, {layout}, length + 1, models.tokenizer->eos(), {}, cancel, [&](std::size_t, std::int64_t) {
        // A stop keeps what is written so far.
        if (!cancel.stopRequested())
            written(double(++tokens) / double(length + 1));
    });
    report.freeRunning = piecesOf(*models.tokenizer, free.rows[0].ids);
    report.freeText = answerText(*models.tokenizer, free.rows[0].ids);
    return report;
}

} // namespace icf
