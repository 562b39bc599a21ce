#include <c10/core/InferenceMode.h>

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
    TorchSession(const ModelOptions& options, CancelToken& cancel)
        : given_(options), cache_(deviceRuntime(resolveDevice(options.device))), models_(openModels(options, untilStopped(cancel))), lmSummary_(summarizeModel(options.lm_path))
    {
        if (models_.compressor)
            open_ = {options.icformer_path, identityOf(options.icformer_path), summarizeModel(options.icformer_path), {}};
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
    };
    /// A compressor that was opened, with what it made.
    struct OpenCompressor {
        std::string path;
        std::string identity;          ///< Of its files when they were read.
        ModelSummary summary;
        std::list<KeptDigests> kept;   ///< Of the last contexts, the newest first.
        std::optional<PromptTemplate> promptTemplate{};  ///< That it is asked with, once it was.
    };

    void askAsTrained();
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
    at::Tensor digestsOf(const std::vector<std::int64_t>& ids, const ChunkSettings& chunks, bool& reused, TokenSink& sink, CancelToken& cancel);
    Layout layoutOf(const GenerationRequest& request, GenerationReport& report, TokenSink& sink, CancelToken& cancel);
    GenerationReport answer(const GenerationRequest& request, TokenSink& sink, CancelToken& cancel);

    ModelOptions given_;
    DeviceCacheGuard cache_;
    OpenModels models_;
    DeviceQueue queue_{models_.lm->device()};
    ModelSummary lmSummary_;
    OpenCompressor open_;  ///< What belongs to models_.compressor.
    /// The one that was open before, for who goes back and forth between two; null when there is none.
    std::unique_ptr<Compressor> before_;
    OpenCompressor openBefore_;
    PrefixCache prefix_;
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
    const auto isOpen = [&](const std::unique_ptr<Compressor>& compressor, const OpenCompressor& open) {
        return compressor && open.path == icformerPath && open.identity == identity;
    };
    if (isOpen(models_.compressor, open_))
        return;
    if (isOpen(before_, openBefore_)) {
        std::swap(models_.compressor, before_);
        std::swap(open_, openBefore_);
        askAsTrained();
        return;
    }
    std::unique_ptr<Compressor> compressor;
    OpenCompressor open{icformerPath, identity, {}, {}};
    if (!icformerPath.empty()) {
        compressor = withPlainErrors(given_, [&] { return openForInference(icformerPath, *models_.lm); });
        models_.lm->runtime().synchronize();
        open.summary = summarizeModel(icformerPath);
    }
    if (models_.compressor) {
        before_ = std::move(models_.compressor);
        openBefore_ = std::move(open_);
    }
    models_.compressor = std::move(compressor);
    open_ = std::move(open);
    askAsTrained();
}

const std::vector<std::int64_t>& TorchSession::idsOf(const std::string& context, std::int64_t maxSeqLen) const
{
    if (lastIds_.context != context || lastIds_.maxSeqLen != maxSeqLen)
        lastIds_ = {context, maxSeqLen, contextIds(*models_.tokenizer, context, maxSeqLen)};
    return lastIds_.ids;
}

at::Tensor TorchSession::digestsOf(const std::vector<std::int64_t>& ids, const ChunkSettings& chunks, bool& reused, TokenSink& sink, CancelToken& cancel)
{
    for (auto entry = open_.kept.begin(); entry != open_.kept.end(); ++entry) {
        if (entry->ids == ids && entry->chunks == chunks) {
            reused = true;
            open_.kept.splice(open_.kept.begin(), open_.kept, entry);
            return open_.kept.front().digests;
        }
    }
    reused = false;
    const at::Tensor digests = models_.compress({ids}, chunks, false, stageDone(models_, WorkStage::compressing, std::int64_t(ids.size()), cancel, &sink))[0];
    open_.kept.push_front({ids, chunks, digests});
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
        context.vectors = digestsOf(ids, request.chunks, report.digestsReused, sink, cancel);
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
    const DeviceStopwatch watch(models_.lm->runtime());
    const Layout layout = layoutOf(request, report, sink, cancel);
    if (request.mode == ContextMode::compressed && !report.digestsReused)
        report.compressSeconds = watch.seconds();
    cancel.throwIfStopped();

    TextStream stream(*models_.tokenizer);
    const Generated generated = icf::generate(*models_.lm, {layout}, request.maxNewTokens, models_.tokenizer->eos(),
                                              {request.sampling}, cancel,
                                              [&](std::size_t, std::int64_t id) { sink.onToken(id, stream.add(id)); }, &prefix_,
                                              stageDone(models_, WorkStage::reading, layout.length(), cancel, &sink));
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

std::unique_ptr<Session> Session::open(const ModelOptions& options, CancelToken& cancel)
{
    cancel.throwIfStopped();
    return withPlainErrors(options, [&] { return std::make_unique<TorchSession>(options, cancel); });
}

} // namespace icf
