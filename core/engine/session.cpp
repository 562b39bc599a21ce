#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <filesystem>
#include <list>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/facts/prompt_choice.h"
#include "core/generate/generator.h"
#include "core/models/context_segment.h"
#include "core/models/inspection.h"
#include "core/models/models.h"
#include "core/models/plain_errors.h"
#include "core/nn/device.h"
#include "core/text/text_stream.h"

namespace icf {
namespace {

constexpr std::size_t kKeptDigests = 8;
/// Compressors that stay open beside the one in use, and the bytes of their files.
constexpr std::size_t kKeptCompressors = 8;
constexpr std::int64_t kKeptCompressorBytes = std::int64_t{1} << 31;

/// What tells a checkpoint from another that was put in its place: its files' names, sizes and times.
std::string identityOf(const std::string& folder)
{
    std::set<std::string> files;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
        std::error_code none;
        const auto size = entry->file_size(none);
        const auto time = entry->last_write_time(none).time_since_epoch().count();
        files.insert(entry->path().filename().string() + '/' + std::to_string(size) + '/' + std::to_string(time));
    }
    std::string identity;
    for (const std::string& file : files)
        identity += file + '\n';
    return identity;
}

class TorchSession : public Session {
public:
    TorchSession(const ModelOptions& options, const PartDone& loaded)
        : given_(options), cache_(deviceRuntime(resolveDevice(options.device))), models_(openModels(options, loaded)), lmSummary_(summarizeModel(options.lm_path))
    {
        if (models_.compressor)
            open_ = {options.icformer_path, identityOf(options.icformer_path), summarizeModel(options.icformer_path)};
        // Before it is used on another queue.
        models_.lm->runtime().synchronize();
    }

    void setCompressor(const std::string& icformerPath) override;

    const ModelSummary& languageModel() const override { return lmSummary_; }
    const ModelSummary* compressor() const override { return models_.compressor ? &open_.summary : nullptr; }
    std::string computeType() const override { return models_.compute.typeName(); }

    std::vector<std::int64_t> tokenize(const std::string& text, bool bos) const override { return models_.tokenizer->encode(text, bos); }
    std::string detokenize(const std::vector<std::int64_t>& ids, bool skipSpecial) const override
    {
        return models_.tokenizer->decode(ids, skipSpecial);
    }

    TokenBudget budget(const GenerationRequest& request) const override;
    GenerationReport generate(const GenerationRequest& request, TokenSink& sink, CancelToken& cancel) override
    {
        return withPlainErrors(given_, [&] { return answer(request, sink, cancel); });
    }
    AttentionReport attention(const std::string& context, const ChunkSettings& chunks, CancelToken& cancel, ProgressSink* progress) override
    {
        requireCompressor();
        return withPlainErrors(given_, [&] { return inspectAttention(models_, idsOf(context, 0), chunks, cancel, progress); });
    }
    ReconstructionReport reconstruct(const std::string& context, const ChunkSettings& chunks, CancelToken& cancel, ProgressSink* progress) override
    {
        requireCompressor();
        return withPlainErrors(given_, [&] { return inspectReconstruction(models_, idsOf(context, 0), chunks, cancel, progress); });
    }

private:
    struct KeptDigests {
        std::vector<std::int64_t> ids;
        ChunkSettings chunks;
        at::Tensor digests;
        double seconds = 0;  ///< That making them took.
    };
    /// A compressor that was opened, with what it made.
    struct OpenCompressor {
        std::string path;
        std::string identity;          ///< Of its files when they were read.
        ModelSummary summary{};
        std::list<KeptDigests> kept{};  ///< Of the last contexts, the newest first.
        std::optional<PromptTemplate> promptTemplate{};  ///< That it is asked with, once it was.
        std::unique_ptr<Compressor> compressor{};  ///< Null while it is the one in use.
    };

    void askAsTrained();
    void dropCompressors();
    void requireCompressor() const
    {
        if (!models_.compressor)
            throw Error("icformer_path", "no compressor is open; choose a checkpoint");
    }
    /// Vectors that stand for a context: its digests, or what baselines read where no compressor is open.
    std::int64_t vectorsFor(std::int64_t length, const ChunkSettings& chunks) const
    {
        constexpr std::int64_t kTokensPerVector = 4;
        return models_.compressor ? digestBudget(length, chunks, models_.compressor->config()) : (length + kTokensPerVector - 1) / kTokensPerVector;
    }
    /// contextIds, kept from the last text: every column and every count of one question reads the same.
    const std::vector<std::int64_t>& idsOf(const std::string& context, std::int64_t maxSeqLen) const;
    at::Tensor digestsOf(const std::vector<std::int64_t>& ids, const ChunkSettings& chunks, GenerationReport& report, TokenSink& sink, CancelToken& cancel);
    Layout layoutOf(const GenerationRequest& request, GenerationReport& report, TokenSink& sink, CancelToken& cancel);
    GenerationReport answer(const GenerationRequest& request, TokenSink& sink, CancelToken& cancel);

    ModelOptions given_;
    DeviceCacheGuard cache_;
    OpenModels models_;
    DeviceQueue queue_{models_.lm->device()};
    ModelSummary lmSummary_;
    OpenCompressor open_;  ///< What belongs to models_.compressor.
    std::list<OpenCompressor> others_;  ///< That were in use before, the newest first.
    PrefixCache prefix_, context_{PrefixCache::Part::withContext};
    struct KeptIds {
        std::string context;
        std::int64_t maxSeqLen = 0;
        std::vector<std::int64_t> ids;
    };
    mutable KeptIds lastIds_;
};

/// Each compressor is asked with the template that it was trained with, unless another was asked for.
void TorchSession::askAsTrained()
{
    if (!open_.promptTemplate) {
        given_.icformer_path = models_.compressor ? open_.path : std::string();
        open_.promptTemplate = choosePromptTemplate(given_);
    }
    models_.askWith(*open_.promptTemplate);
}

void TorchSession::setCompressor(const std::string& icformerPath)
{
    const std::string identity = icformerPath.empty() ? std::string() : identityOf(icformerPath);
    if (models_.compressor && open_.path == icformerPath && open_.identity == identity)
        return;
    // Of files that changed since, what was read is of no use any more.
    others_.remove_if([&](const OpenCompressor& one) { return one.path == icformerPath && one.identity != identity; });
    OpenCompressor open{icformerPath, identity};
    const auto kept = std::find_if(others_.begin(), others_.end(), [&](const OpenCompressor& one) { return one.path == icformerPath; });
    if (kept != others_.end()) {
        open = std::move(*kept);
        others_.erase(kept);
    } else if (!icformerPath.empty()) {
        open.compressor = withPlainErrors(given_, [&] { return openForInference(icformerPath, *models_.lm); });
        models_.lm->runtime().synchronize();
        open.summary = summarizeModel(icformerPath);
    }
    if (models_.compressor && open_.path != icformerPath) {
        open_.compressor = std::move(models_.compressor);
        others_.push_front(std::move(open_));
        dropCompressors();
    }
    models_.compressor = std::move(open.compressor);
    open_ = std::move(open);
    askAsTrained();
}

/// See Session::setCompressor: the last one stays, older ones as far as they fit.
void TorchSession::dropCompressors()
{
    std::int64_t bytes = 0;
    std::size_t count = 0;
    others_.remove_if([&](const OpenCompressor& one) {
        bytes += one.summary.bytes;
        return ++count > 1 && (count > kKeptCompressors || bytes > kKeptCompressorBytes);
    });
}

const std::vector<std::int64_t>& TorchSession::idsOf(const std::string& context, std::int64_t maxSeqLen) const
{
    if (lastIds_.context != context || lastIds_.maxSeqLen != maxSeqLen)
        lastIds_ = {context, maxSeqLen, contextIds(*models_.tokenizer, context, maxSeqLen)};
    return lastIds_.ids;
}

at::Tensor TorchSession::digestsOf(const std::vector<std::int64_t>& ids, const ChunkSettings& chunks, GenerationReport& report, TokenSink& sink, CancelToken& cancel)
{
    for (auto entry = open_.kept.begin(); entry != open_.kept.end(); ++entry) {
        if (entry->ids == ids && entry->chunks == chunks) {
            report.digestsReused = true;
            report.onceSeconds = entry->seconds;
            open_.kept.splice(open_.kept.begin(), open_.kept, entry);
            return entry->digests;
        }
    }
    const DeviceStopwatch watch(models_.lm->runtime());
    const at::Tensor digests = models_.compress({ids}, chunks, false, stageDone(models_, WorkStage::compressing, std::int64_t(ids.size()), cancel, &sink))[0];
    report.compressSeconds = report.onceSeconds = watch.seconds();
    open_.kept.push_front({ids, chunks, digests, report.onceSeconds});
    if (open_.kept.size() > kKeptDigests)
        open_.kept.pop_back();
    return digests;
}

Layout TorchSession::layoutOf(const GenerationRequest& request, GenerationReport& report, TokenSink& sink, CancelToken& cancel)
{
    const std::vector<std::int64_t>& ids = idsOf(request.context, request.maxSeqLen);
    Segment context;
    at::Tensor marker;
    if (request.mode == ContextMode::compressed) {
        requireCompressor();
        context.vectors = digestsOf(ids, request.chunks, report, sink, cancel);
        marker = models_.compressor->ft();
    } else {
        context = baselineSegment(models_, request.mode, ids, vectorsFor(std::int64_t(ids.size()), request.chunks), {std::uint64_t(request.sampling.sampling_seed), request.prompt});
    }
    Layout layout = models_.layouts->question(std::move(context), marker, models_.layouts->promptIds(request.prompt), nullptr);
    report.budget = layout.budget();
    report.budget.contextTokens = std::int64_t(ids.size());
    report.budget.modelPositions = models_.lm->config().rotary.stretchedPositions();
    return layout;
}

TokenBudget TorchSession::budget(const GenerationRequest& request) const
{
    // Counting needs no vectors: the digests' segment is stood in for by as many ids.
    GenerationRequest counted = request;
    const std::int64_t length = std::int64_t(idsOf(request.context, request.maxSeqLen).size());
    const std::int64_t vectors = vectorsFor(length, request.chunks);
    std::int64_t read = vectors;
    if (request.mode == ContextMode::full)
        read = length;
    else if (request.mode == ContextMode::none)
        read = 0;
    else if (request.mode != ContextMode::compressed)
        read = std::min(length, vectors);
    const at::Tensor marker = request.mode == ContextMode::compressed ? at::zeros({1, 1, 1}) : at::Tensor();
    const Segment context{SegmentRole::context, std::vector<std::int64_t>(std::size_t(read)), {}};
    TokenBudget result = models_.layouts->question(context, marker, models_.layouts->promptIds(request.prompt), nullptr).budget();
    result.contextTokens = length;
    result.modelPositions = models_.lm->config().rotary.stretchedPositions();
    return result;
}

GenerationReport TorchSession::answer(const GenerationRequest& request, TokenSink& sink, CancelToken& cancel)
{
    const c10::InferenceMode inference;
    // A training beside it has the other.
    const DeviceQueue::Use ownQueue(queue_);
    GenerationReport report;
    const Layout layout = layoutOf(request, report, sink, cancel);
    cancel.throwIfStopped();

    const bool keep = request.keepContext && request.mode == ContextMode::full;
    TextStream stream(*models_.tokenizer);
    const Generated generated = icf::generate(*models_.lm, {layout}, request.maxNewTokens, models_.tokenizer->eos(),
                                              {request.sampling}, cancel,
                                              [&](std::size_t, std::int64_t id) { sink.onToken(id, stream.add(id)); }, keep ? &context_ : &prefix_,
                                              stageDone(models_, WorkStage::reading, layout.length(), cancel, &sink));
    if (keep) {
        report.contextReused = context_.reused();
        report.onceSeconds = context_.seconds();
        report.keepSeconds = report.contextReused ? 0 : report.onceSeconds;
    }
    report.keptTokens = generated.keptPositions;
    report.ids = generated.rows[0].ids;
    report.text = answerText(*models_.tokenizer, report.ids);
    report.prefillSeconds = generated.prefillSeconds;
    report.firstTokenSeconds = report.compressSeconds + generated.firstTokenSeconds;
    report.decodeSeconds = generated.decodeSeconds;
    if (report.ids.size() > 1 && generated.decodeSeconds > 0)
        report.tokensPerSecond = double(report.ids.size() - 1) / generated.decodeSeconds;
    report.cacheBytes = generated.cacheBytes;
    report.stopped = generated.stopped && !generated.rows[0].ended;
    report.hitLimit = !report.stopped && !generated.rows[0].ended;
    return report;
}

} // namespace

std::unique_ptr<Session> Session::open(const ModelOptions& options, CancelToken& cancel, ProgressSink* progress)
{
    const auto loaded = [&](double share) {
        cancel.throwIfStopped();
        if (progress)
            progress->onProgress({WorkStage::loading, share, 0, 0});
    };
    loaded(0);
    return withPlainErrors(options, [&] { return std::make_unique<TorchSession>(options, loaded); });
}

} // namespace icf
