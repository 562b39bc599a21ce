#include "core/bench/bench_works.h"

#include <c10/core/InferenceMode.h>

#include <filesystem>
#include <unordered_set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/bench/bench_data.h"
#include "core/config/flops.h"
#include "core/data/dataset.h"
#include "core/lm/token_decoder.h"
#include "core/nn/device.h"
#include "core/train/adamw.h"
#include "core/train/objective.h"

namespace icf {
namespace {

constexpr std::int64_t kMaxTokensAtATime = 131'072;
constexpr std::int64_t kMaxPositionsRead = 32'768;  // At a time: a large model's activations take gigabytes.
constexpr std::int64_t kTrainLength = 512;
constexpr std::int64_t kPrefillLength = 512;
constexpr std::int64_t kDecodeAfter = 160;
constexpr std::int64_t kDecodeTokens = 64;
constexpr std::int64_t kLongContext = 8192;
constexpr std::int64_t kPromptTokens = 32;

std::int64_t distinct(const std::vector<std::vector<std::int64_t>>& contexts)
{
    std::unordered_set<std::int64_t> ids;
    for (const auto& context : contexts)
        ids.insert(context.begin(), context.end());
    return std::int64_t(ids.size());
}

/// Operations of a forward pass's products with the language model's weights for rows of so many positions.
double weightFlops(const DecoderConfig& config, std::int64_t rows, std::int64_t positions, std::int64_t scoredRows)
{
    double flops = 0;
    for (const FlopItem& item : decoderFlops(config, positions, 0, scoredRows))
        flops += item.part == kAttentionFlops ? 0 : double(rows) * item.flops;
    return flops;
}

/// Scores of the next token after embeds.
at::Tensor lastScores(const LanguageModel& lm, const at::Tensor& embeds, KvCache& cache)
{
    return lm.logits(lm.lastHiddenStates(embeds, &cache));
}

void requireWholeModel(const BenchModels& models, const char* work)
{
    if (!models.wholeModel)
        throw Error("--works", std::string(work) + " needs a whole language model; of this size only compress can be measured");
}

} // namespace

void BenchScene::measure(BenchRow row, const DeviceRuntime& device, const std::function<void()>& work) const
{
    announce(row.work + (row.variant.empty() ? "" : ", " + row.variant) + (row.length > 0 ? ", " + std::to_string(row.length) + " tokens" : "")
             + (row.batch > 1 ? " x " + std::to_string(row.batch) : ""));
    PeakMemory peak;
    device.resetPeak();
    for (std::int64_t round = 0; round <= options.repeats; ++round) {
        cancel.throwIfStopped();
        const DeviceStopwatch watch(device);
        work();
        if (const double seconds = watch.seconds(); round > 0)
            row.seconds.push_back(seconds);
    }
    row.peakMemoryBytes = peak.bytes();
    row.devicePeakMemoryBytes = device.memory().peak;
    report(row);
}

void benchCompress(const BenchScene& scene, BenchModels& models)
{
    at::NoGradGuard noGrad;
    const ChunkSettings chunks{true, scene.options.max_chunk_len};
    for (const TableUse table : {TableUse::never, TableUse::always}) {
        if (table == TableUse::always && !models.lm->device().is_cpu())
            continue;  // No command keeps one there.
        models.compressor->prepareForInference(*models.lm, models.compute.type, table);
        for (const std::int64_t length : benchLengths(scene.options)) {
            for (const std::int64_t batch : benchBatches(scene.options)) {
                if (length * batch > kMaxTokensAtATime)
                    continue;
                std::vector<std::vector<std::int64_t>> contexts;
                for (std::int64_t i = 0; i < batch; ++i)
                    contexts.push_back(models.context(length, i));
                BenchRow row{"compress", table == TableUse::never ? "once per distinct token" : "token table", length, batch, distinct(contexts),
                             double(length * batch), "tokens"};
                scene.measure(row, models.lm->runtime(), [&] { models.compress(spansOf(contexts), chunks); });
            }
        }
    }
}

void benchRead(const BenchScene& scene, BenchModels& models)
{
    requireWholeModel(models, "read");
    const c10::InferenceMode inference;
    const LanguageModel& lm = *models.lm;
    const ChunkSettings settings{true, scene.options.max_chunk_len};
    for (const std::int64_t length : benchLengths(scene.options)) {
        for (const std::int64_t batch : benchBatches(scene.options)) {
            if (length * batch > kMaxTokensAtATime)
                continue;
            const auto chunks = chunksOf(length, settings);
            const std::int64_t chunk = chunks[0].second - chunks[0].first;
            const std::int64_t rows = batch * std::int64_t(chunks.size());
            const std::int64_t positions = chunk + models.compressor->config().vectorsOf(chunk);
            // Ids stand where ICAE has its learned vectors: any vectors take as long.
            const at::Tensor ids = at::tensor(models.context(rows * positions), at::kLong).view({rows, positions}).to(lm.device());
            BenchRow row{"read", "chunks and digests, as ICAE", length, batch, 0, double(length * batch), "tokens"};
            row.flops = weightFlops(lm.config(), rows, positions, 0);
            const std::int64_t rowsAtATime = std::max<std::int64_t>(1, kMaxPositionsRead / positions);
            scene.measure(row, lm.runtime(), [&] {
                for (const at::Tensor& part : ids.split(rowsAtATime))
                    lm.hiddenStates(lm.embed(part));
            });
        }
    }
}

void benchTrain(const BenchScene& scene, BenchModels& models)
{
    requireWholeModel(models, "train");
    std::vector<NamedParameter> parameters = trainedParameters(*models.compressor, TrainingTask::pretrain);
    AdamW optimizer(parameters);
    const Objective objective(*models.lm, *models.compressor, *models.layouts, {TrainingTask::pretrain, {}, false, 1, models.compute.type});
    std::vector<TrainingSample> samples;
    std::vector<std::vector<std::int64_t>> contexts;
    for (std::int64_t i = 0; i < scene.options.train_samples; ++i) {
        contexts.push_back(models.context(kTrainLength, i));
        samples.push_back({contexts.back(), {}, {}, i + 1});
    }
    BenchRow row{"train", "step of pre-training", kTrainLength, scene.options.train_samples, distinct(contexts), double(scene.options.train_samples), "samples"};
    // Forward, and backward to the embeddings; what is computed again does not count.
    const std::int64_t labels = kTrainLength + 1;
    row.flops = 2 * weightFlops(models.lm->config(), scene.options.train_samples, models.compressor->config().vectorsOf(kTrainLength) + 1 + labels, labels);
    if (scene.options.gradient_checkpointing)
        row.note = "activations recomputed";
    models.lm->setGradientCheckpointing(scene.options.gradient_checkpointing);
    scene.measure(row, models.lm->runtime(), [&] {
        const TokenLosses losses = objective.losses(samples);
        losses.total(/*perSample=*/false).backward();
        optimizer.scaleGrad(1.0 / double(losses.losses.numel()));
        optimizer.step(1e-6);
        optimizer.zeroGrad();
    });
    models.lm->setGradientCheckpointing(false);
    for (NamedParameter& parameter : parameters)
        parameter.tensor.requires_grad_(false);
}

void benchPrefill(const BenchScene& scene, BenchModels& models)
{
    requireWholeModel(models, "prefill");
    const c10::InferenceMode inference;
    const at::Tensor embeds = models.lm->embed(models.context(kPrefillLength)).unsqueeze(0);
    scene.measure({"prefill", "full context", kPrefillLength, 1, 0, double(kPrefillLength), "tokens"}, models.lm->runtime(), [&] {
        KvCache cache = models.lm->makeCache(1, kPrefillLength);
        lastScores(*models.lm, embeds, cache);
    });
}

void benchDecode(const BenchScene& scene, BenchModels& models, bool eightBits)
{
    requireWholeModel(models, "decode");
    const c10::InferenceMode inference;
    const LanguageModel& lm = *models.lm;
    if (eightBits && !lm.device().is_cpu()) {
        scene.announce("decode_int8 is left out: only the CPU decodes in 8 bits");
        return;
    }
    if (eightBits)
        models.lm->quantizeInt8();
    const at::Tensor embeds = lm.embed(models.context(kDecodeAfter)).unsqueeze(0);
    KvCache cache = lm.makeCache(1, kDecodeAfter + kDecodeTokens);
    const at::Tensor first = lastScores(lm, embeds, cache);
    TokenDecoder decoder(lm, 1);
    scene.measure({eightBits ? "decode_int8" : "decode", "after 160 tokens", kDecodeTokens, 1, 0, double(kDecodeTokens), "tokens"}, lm.runtime(), [&] {
        cache.truncate(kDecodeAfter);
        at::Tensor scores = first;
        for (std::int64_t i = 0; i < kDecodeTokens; ++i) {
            const std::int64_t next = scores.argmax(-1).item<std::int64_t>();
            scores = decoder.step({next}, cache, {});
        }
    });
    if (eightBits)
        models.lm->dropInt8();
}

void benchFirstToken(const BenchScene& scene, BenchModels& models)
{
    requireWholeModel(models, "first_token");
    const c10::InferenceMode inference;
    const LanguageModel& lm = *models.lm;
    const std::vector<std::int64_t> context = models.context(kLongContext);
    const at::Tensor prompt = lm.embed(models.context(kPromptTokens, 3));
    const auto read = [&](const at::Tensor& vectors) {
        const at::Tensor embeds = at::cat({vectors.to(lm.type()), prompt}).unsqueeze(0);
        KvCache cache = lm.makeCache(1, embeds.size(1));
        lastScores(lm, embeds, cache);
    };
    models.compressor->prepareForInference(lm, models.compute.type);
    BenchRow row{"first_token", "compress and read digests", kLongContext, 1, distinct({context}), double(kLongContext), "tokens"};
    scene.measure(row, lm.runtime(), [&] {
        read(models.compress({context}, {true, scene.options.max_chunk_len})[0]);
    });
    row.variant = "read the full context";
    scene.measure(row, lm.runtime(), [&] { read(lm.embed(context)); });
}

void benchLoad(const BenchScene& scene)
{
    if (scene.options.lm_path.empty())
        throw Error("--works", "load needs a model on disk; give --lm_path, and --icformer_path for its compressor");
    std::int64_t bytes = 0;
    for (const std::string& folder : {scene.options.lm_path, scene.options.icformer_path}) {
        for (const auto& entry : folder.empty() ? std::filesystem::directory_iterator() : std::filesystem::directory_iterator(folder)) {
            if (entry.is_regular_file() && entry.path().extension() == ".safetensors")
                bytes += std::int64_t(entry.file_size());
        }
    }
    scene.measure({"load", "from the disk's cache", 0, 1, 0, double(bytes), "bytes"}, *deviceRuntime(resolveDevice(scene.options.device)), [&] { openBenchModels(scene.options); });
}

void benchData(const BenchScene& scene)
{
    const BenchData data(scene.options, scene.cancel);
    scene.measure({"data", "scan, check and index " + data.description(), 0, 1, 0, double(data.bytes()), "bytes"}, *deviceRuntime(at::kCPU),
                  [&] { DataSet::open(data.path(), DataKind::pile, /*strict=*/false, scene.cancel, nullptr, DataCache::none()); });
}

} // namespace icf
