#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/enum_names.h"
#include "core/report/settings.h"

/// Plain values that the engine hands to the programs.  No torch type, no Qt type; copied between threads.
namespace icf {

/// What is known before the first step.
struct TrainingStarted {
    std::string saveFolder;             ///< The run folder, absolute.
    std::int64_t samplesPerEpoch = 0;   ///< Usable rows.
    std::int64_t epochs = 0;
    std::int64_t stepsTotal = 0;        ///< Optimizer steps that the options ask for.
    std::int64_t droppedDuplicates = 0;
    std::int64_t droppedLanguage = 0;   ///< Rows with CJK or full-width characters.
    std::int64_t skippedLines = 0;      ///< Unusable lines.
    std::int64_t trainableParameters = 0;
    std::string computeType;            ///< "float32", "bfloat16", …: what auto resolved to.
    std::string device;
    std::int64_t threads = 0;
    std::int64_t resumedAtStep = 0;     ///< 0 for a new run.
};

/// One optimizer step: one line of metrics.jsonl.
struct StepReport {
    std::int64_t step = 0;          ///< Optimizer steps done, counted over the whole run from 1.
    std::int64_t epoch = 0;         ///< From 0.
    std::int64_t sample = 0;        ///< Samples done in this epoch (the reference's "step").
    double loss = 0;                ///< Averaged as avg_level says.
    double gradNorm = 0;            ///< Global L2 norm before clipping.
    double learningRate = 0;
    double seconds = 0;             ///< Time spent training since the run began, pauses left out.
    std::int64_t tokens = 0;        ///< Context tokens read since the run began.
    double samplesPerSecond = 0;
    double tokensPerSecond = 0;
    bool skipped = false;           ///< True when a non-finite loss or gradient kept the weights as they were.
};

/// Where a run is; sent at most a few times a second.
struct ProgressReport {
    std::int64_t samplesDone = 0;   ///< Over all epochs.
    std::int64_t samplesTotal = 0;  ///< Over all epochs, or until the step limit.
    std::int64_t epoch = 0;
    std::int64_t epochs = 0;
    std::int64_t sampleInEpoch = 0;
    std::int64_t samplesPerEpoch = 0;
    double seconds = 0;
    double secondsLeft = 0;         ///< Estimate; negative while unknown.
    double samplesPerSecond = 0;
    double tokensPerSecond = 0;
};

/// Validation during training: one line of metrics.jsonl with "kind": "validation".
struct ValidationReport {
    std::int64_t step = 0;
    double loss = 0;
    double tokenAccuracy = 0;   ///< Share of label tokens that are the likeliest under teacher forcing.
    std::int64_t rows = 0;
    bool best = false;
    std::optional<double> diagonality = std::nullopt;  ///< Of the last cross-attention layer: docs/reference.md, "Diagonality".
};

/// One answer (or reconstruction) made while training: one line of samples.jsonl.
struct SampleReport {
    std::int64_t step = 0;
    std::int64_t row = 0;
    std::string input;
    std::string prompt;     ///< Empty for a reconstruction.
    std::string reference;
    std::string output;
};

/// All that a run has told so far; checkpoints keep it.
struct RunLog {
    std::vector<StepReport> steps{};
    std::vector<ValidationReport> validations{};
    std::vector<SampleReport> samples{};
};

/// A checkpoint that is safely on disk.
struct CheckpointReport {
    std::string path;
    std::int64_t step = 0;
    double seconds = 0;     ///< Time the writing took.
    bool best = false;      ///< No validation so far had a lower loss than the one at this place.
};

enum class Severity { info, warning, error };
template <> inline constexpr std::array<std::string_view, 3> kEnumNames<Severity>{"info", "warning", "error"};

/// How a run ended.
enum class RunState { running, paused, finished, stopped, failed, interrupted };
template <> inline constexpr std::array<std::string_view, 6> kEnumNames<RunState>{"running", "paused", "finished", "stopped", "failed", "interrupted"};

struct TrainingResult {
    RunState state = RunState::finished;
    std::string message;                ///< Why, when it did not finish.
    std::string lastCheckpoint;         ///< Empty when none was written.
    std::int64_t steps = 0;
    double seconds = 0;
    double lastLoss = 0;
    std::int64_t skippedSteps = 0;
    /// The most memory that the process held while the run went on, models and data included, above what it held when the run began: what other
    /// runs took before, or models that are open beside it, does not count.  0 where the system does not say.
    std::int64_t peakMemoryBytes = 0;
    std::int64_t processPeakMemoryBytes = 0;  ///< The same with what it held when the run began.
    std::int64_t devicePeakMemoryBytes = 0;   ///< The most that tensors on a GPU held while the run went on; 0 on the CPU.
};

/// Watches a training run; called on the thread that trains.  Implementations must not throw.
class TrainingObserver {
public:
    virtual ~TrainingObserver() = default;
    virtual void onStarted(const TrainingStarted&) {}
    virtual void onStep(const StepReport&) {}
    virtual void onProgress(const ProgressReport&) {}
    virtual void onValidation(const ValidationReport&) {}
    virtual void onSample(const SampleReport&) {}
    virtual void onCheckpoint(const CheckpointReport&) {}
    virtual void onMessage(Severity, const std::string&) {}
};

/// What the language model reads in place of the context.  Every mode goes through the one prompt layout.
enum class ContextMode {
    compressed,      ///< The compressor's digests.
    full,            ///< The whole context as text.
    none,            ///< Nothing: only the template and the prompt.
    truncatedFirst,  ///< The first tokens, as many as there are digests.
    truncatedLast,   ///< The last tokens, as many.
    truncatedEnds,   ///< Half from the start, half from the end.
    randomTokens,    ///< As many tokens of the context, drawn at random, in order.
    meanPooled,      ///< Means of the context's embeddings, as many vectors as digests.
    retrieved,       ///< The best passages for the prompt (BM25), at most as many tokens.
};
template <> inline constexpr std::array<std::string_view, 9> kEnumNames<ContextMode>{"compressed", "full", "none", "truncated_first",
    "truncated_last", "truncated_ends", "random_tokens", "mean_pooled", "retrieved"};

/// Tokens and vectors of one prompt by part.
struct TokenBudget {
    std::int64_t templateTokens = 0;  ///< Prefix, postfix and marker.
    std::int64_t contextTokens = 0;   ///< Tokens of the context as given.
    std::int64_t contextRead = 0;     ///< Vectors that the model reads in place of the context.
    std::int64_t promptTokens = 0;
    std::int64_t modelPositions = 0;  ///< That the model was made for; 0 where that is not known.
    std::int64_t total() const { return templateTokens + contextRead + promptTokens; }
    /// Context tokens per vector read; 0 when nothing is read.
    double ratio() const { return contextRead > 0 ? double(contextTokens) / double(contextRead) : 0; }
};

/// One generation to make.
struct GenerationRequest {
    ContextMode mode = ContextMode::compressed;
    std::string context;
    std::string prompt;            ///< As the user typed it: the template is added here.
    ChunkSettings chunks;
    std::int64_t maxSeqLen = 0;    ///< Context cut to its first tokens; 0: not cut.
    std::int64_t maxNewTokens = 256;
    SamplingSettings sampling;
    /// Of the full context: keeps the keys and values of template and context, of one context at a time, so that more questions about it read only
    /// what follows.
    bool keepContext = false;
};

/// What one generation was and cost.  Times in seconds.
struct GenerationReport {
    std::string text;                 ///< Special tokens dropped, white space stripped at both ends.
    std::vector<std::int64_t> ids;    ///< With the closing eos when there was one.
    TokenBudget budget;
    double compressSeconds = 0;       ///< 0 when nothing was compressed.
    double prefillSeconds = 0;
    double firstTokenSeconds = 0;     ///< Compress, prefill and choosing the first token.
    double decodeSeconds = 0;
    double tokensPerSecond = 0;       ///< Of decoding.
    std::int64_t cacheBytes = 0;      ///< Key/value cache in use at the end.
    bool digestsReused = false;       ///< The digests of this context were kept from before.
    std::int64_t keptTokens = 0;      ///< Of the prompt, read before this question or to be kept for more: the rest was read for this question alone.
    double keepSeconds = 0;           ///< Reading template and context to keep them; part of prefillSeconds, 0 when they were kept from before.
    bool contextReused = false;       ///< Template and context were kept from before.
    double onceSeconds = 0;           ///< What the digests or the kept context took when they were made, now or before; 0 where nothing is kept.
    bool stopped = false;             ///< Ended by the cancel token.
    bool hitLimit = false;            ///< Ended by maxNewTokens.
};

/// What a session is busy with.
enum class WorkStage {
    loading,      ///< The models are loaded.
    compressing,  ///< The compressor reads the context.
    reading,      ///< The language model reads the prompt, or what it is to repeat.
    writing,      ///< Token after token is generated.
};

/// How far one stage is.  The first report of a stage comes before it is computed.
struct WorkProgress {
    WorkStage stage = WorkStage::reading;
    double share = 0;              ///< Of the stage's work, 0 to 1.
    std::int64_t positions = 0;    ///< That the language model will have read after the stage; of compressing: tokens of the context; of loading: 0.
    std::int64_t modelPositions = 0;  ///< That the model was made for; 0 where nothing is read by it.
    /// More is read than the model was made for: it then computes, but what it says means little.
    bool beyondModel() const { return modelPositions > 0 && positions > modelPositions; }
};

/// Hears how far a computation is; called on the thread that computes, many times a second.
class ProgressSink {
public:
    virtual ~ProgressSink() = default;
    virtual void onProgress(const WorkProgress&) {}
};

/// Receives the text so far after each token; called on the thread that generates.
class TokenSink : public ProgressSink {
public:
    /// piece: the text that the new token adds (empty while a character is incomplete).
    virtual void onToken(std::int64_t id, const std::string& piece) = 0;
};

/// A model folder as far as it can be told without loading weights.
struct ModelSummary {
    std::string path;
    std::string kind;               ///< model_type: "llama", "qwen3", "icformer", "mean_pooling", …
    bool languageModel = false;     ///< kind is one of the language models that are supported.
    bool compressor = false;        ///< kind is one of the compressors.
    bool usable = false;
    std::string problem;            ///< Why not usable.
    std::int64_t parameters = 0;    ///< Counted from the tensor headers.
    std::int64_t bytes = 0;
    std::string dtype;
    std::int64_t hidden = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t keyValueHeads = 0;
    std::int64_t headDim = 0;
    std::int64_t intermediate = 0;
    std::int64_t vocab = 0;         ///< Language models.
    bool tiedHead = false;          ///< Language models: the embedding is the head too.
    std::string window;             ///< Language models: "4096 tokens in 14 of 28 layers"; empty without a sliding window.
    std::string attention;          ///< Language models: "biases on q, k, v; norms of q and k"; empty for neither.
    std::int64_t digests = 0;       ///< Compressors.
    std::int64_t contextLimit = 0;  ///< max_position_embeddings.
    std::string rotary;             ///< "theta 10000", "theta 5000000, in 27 of 36 layers", …
    std::string tokenizer;          ///< "sentencepiece, legacy: false", …
    std::string promptTemplate;     ///< PromptTemplate::description(): of compressors the one in training, of language models the one for it.
    std::vector<std::string> notes; ///< Of language models: what commands that load it warn of.
    bool hasFineTuneToken = false;  ///< Compressors: param.pt holds FT.
    std::optional<std::int64_t> chunkLength = std::nullopt;  ///< Compressors: the longest chunk in training, 0: whole contexts; nothing: not told.
};

/// Attention of the digests over one context.
struct AttentionReport {
    std::vector<std::string> tokens;         ///< Context tokens as text, length n.
    std::int64_t chunks = 0;
    std::int64_t digestsPerChunk = 0;        ///< Of all chunks but the last, which may have fewer.
    std::vector<std::int64_t> chunkStarts;   ///< Index of each chunk's first token.
    std::int64_t layers = 0;                 ///< Cross-attention layers; 0: the compressor has no attention, and weights is empty.
    std::int64_t heads = 0;
    /// [layer][head][digest over all chunks][context token], row-major; 0 outside the digest's own chunk.
    std::vector<float> weights;
    /// For each digest over all chunks, the nearest vocabulary tokens by dot product, best first.
    std::vector<std::vector<std::string>> nearest;
};

/// How well the context can be read back from its digests.
struct ReconstructionReport {
    std::vector<std::string> original;        ///< Context tokens with the closing eos.
    std::vector<std::string> forced;          ///< Likeliest token at each place under teacher forcing.
    std::vector<double> probability;          ///< Of the right token at each place.
    std::vector<std::string> freeRunning;     ///< Greedy tokens.
    std::string freeText;                     ///< The same as text.
    std::vector<std::int64_t> chunkStarts;
    double loss = 0;                          ///< Mean cross-entropy per token.
    double accuracy = 0;                      ///< Teacher-forced.
};

} // namespace icf
