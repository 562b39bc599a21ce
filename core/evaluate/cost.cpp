#include "core/evaluate/cost.h"

#include <c10/core/InferenceMode.h>

#include <functional>

#include "core/base/memory.h"
#include "core/lm/token_decoder.h"
#include "core/models/context_segment.h"
#include "core/nn/device.h"

namespace icf {
namespace {

constexpr std::int64_t kAnswerTokens = 16;
constexpr const char* kQuestion = "What does the text say about it?";

/// A row cut where the context ends: what can be kept, and what each question adds.
struct SplitRow {
    Layout kept;
    Layout question;
};

SplitRow splitRow(const OpenModels& models, Segment context, const at::Tensor& marker)
{
    Layout whole = models.layouts->question(std::move(context), marker, models.layouts->promptIds(kQuestion), nullptr);
    SplitRow row;
    for (Segment& segment : whole.segments) {
        const bool asked = segment.role == SegmentRole::prompt || segment.role == SegmentRole::postfix;
        (asked ? row.question : row.kept).segments.push_back(std::move(segment));
    }
    return row;
}

struct RowTimes {
    double prefill = 0;
    double question = 0;
    double decode = 0;
    std::int64_t cacheBytes = 0;
};

RowTimes timeRow(const LanguageModel& lm, const SplitRow& row)
{
    KvCache cache = lm.makeCache(1, row.kept.length() + row.question.length() + kAnswerTokens);
    RowTimes times;
    DeviceStopwatch watch(lm.runtime());
    lm.hiddenStates(assemble(lm, {row.kept}, PadSide::left).embeds, &cache);
    times.prefill = watch.lap();
    at::Tensor next = lm.logits(lm.lastHiddenStates(assemble(lm, {row.question}, PadSide::left).embeds, &cache)).argmax(-1);
    times.question = watch.lap();
    times.cacheBytes = cache.usedBytes();
    TokenDecoder decoder(lm, 1);
    for (std::int64_t i = 1; i < kAnswerTokens; ++i)
        next = decoder.step({next.item<std::int64_t>()}, cache, {}).argmax(-1);
    times.decode = watch.lap();
    return times;
}

void countFlops(CostSummary& cost, const OpenModels& models, std::int64_t chunks, const SplitRow& digests, const SplitRow& full)
{
    const DecoderConfig& lm = models.lm->config();
    cost.flops.emplace_back("compress", models.compressor->config().flops(cost.length, chunks));
    for (const auto& [name, row] : {std::pair("digests", &digests), std::pair("full context", &full)}) {
        const std::int64_t kept = row->kept.length();
        const std::int64_t asked = row->question.length();
        cost.flops.emplace_back(std::string("prefill, ") + name, decoderFlops(lm, kept, 0, 0));
        cost.flops.emplace_back(std::string("prompt after ") + name, decoderFlops(lm, asked, kept, 1));
        std::vector<FlopItem> decode;
        for (std::int64_t i = 1; i < kAnswerTokens; ++i)
            decode = sum(decode, decoderFlops(lm, 1, kept + asked + i - 1, 1));
        cost.flops.emplace_back(std::string("decode after ") + name, decode);
    }
}

/// The most memory that the process, and tensors on the device, had while work ran; 0 where that cannot be told.
struct Peaks {
    std::int64_t process = 0;
    std::int64_t device = 0;
};
Peaks peaksDuring(const DeviceRuntime& device, const std::function<void()>& work)
{
    PeakMemory peak;
    device.resetPeak();
    work();
    return {peak.bytes(), device.memory().peak};
}

CostSummary costAt(const OpenModels& models, const EvaluateOptions& options, const std::vector<std::int64_t>& ids, CancelToken& cancel)
{
    const ChunkSettings chunks = options.compression;
    CostSummary cost;
    cost.length = std::int64_t(ids.size());
    cost.repeats = options.cost_repeats;
    cost.answerTokens = kAnswerTokens;
    const SplitRow full = splitRow(models, {SegmentRole::context, ids, {}}, {});
    SplitRow digests;
    std::vector<double> compress, prefillDigests, prefillFull, askDigests, askFull, decodeDigests, decodeFull;
    for (std::int64_t round = 0; round <= options.cost_repeats; ++round) {
        cancel.throwIfStopped();
        DeviceStopwatch watch(models.lm->runtime());
        const at::Tensor vectors = models.compress({ids}, chunks, options.compression.encode)[0];
        const double seconds = watch.lap();
        digests = splitRow(models, {SegmentRole::context, {}, vectors}, models.compressor->ft());
        const RowTimes ours = timeRow(*models.lm, digests);
        const RowTimes theirs = timeRow(*models.lm, full);
        cost.digests = vectors.size(0);
        cost.cacheBytesDigests = ours.cacheBytes;
        cost.cacheBytesContext = theirs.cacheBytes;
        if (round == 0)
            continue;  // To warm up.
        compress.push_back(seconds);
        prefillDigests.push_back(ours.prefill);
        prefillFull.push_back(theirs.prefill);
        askDigests.push_back(ours.question);
        askFull.push_back(theirs.question);
        decodeDigests.push_back(ours.decode);
        decodeFull.push_back(theirs.decode);
    }
    // Apart from the timed rounds, which alternate.
    const Peaks ours = peaksDuring(models.lm->runtime(), [&] {
        const at::Tensor vectors = models.compress({ids}, chunks, options.compression.encode)[0];
        timeRow(*models.lm, splitRow(models, {SegmentRole::context, {}, vectors}, models.compressor->ft()));
    });
    const Peaks theirs = peaksDuring(models.lm->runtime(), [&] { timeRow(*models.lm, full); });
    cost.peakMemoryDigests = ours.process;
    cost.peakMemoryContext = theirs.process;
    cost.devicePeakMemoryDigests = ours.device;
    cost.devicePeakMemoryContext = theirs.device;
    cost.questionTokens = full.question.length();
    cost.seconds = {median(compress), median(prefillDigests), median(prefillFull), median(askDigests), median(askFull),
        median(decodeDigests), median(decodeFull)};
    countFlops(cost, models, std::int64_t(chunksOf(cost.length, chunks).size()), digests, full);
    cost.breakEven = breakEven(cost.seconds);
    return cost;
}

} // namespace

std::vector<CostSummary> measureCost(const OpenModels& models, const EvaluateOptions& options, const std::string& text, CancelToken& cancel)
{
    const c10::InferenceMode inference;
    std::vector<CostSummary> costs;
    PeakMemory peak;
    const std::vector<std::int64_t> once = models.tokenizer->encode(text, false);
    for (const double length : splitNumbers(options.cost_lengths, "cost_lengths", 1, 1e7)) {
        std::vector<std::int64_t> ids;
        while (std::int64_t(ids.size()) < std::int64_t(length) && !once.empty())
            ids.insert(ids.end(), once.begin(), once.end());
        ids.resize(std::size_t(length));
        costs.push_back(costAt(models, options, ids, cancel));
        costs.back().peakMemoryBytes = peak.bytes();
    }
    return costs;
}

} // namespace icf
