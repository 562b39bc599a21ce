#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/engine/reports.h"
#include "core/options/run_options.h"
#include "core/options/tool_options.h"

/// The torch-free face of the core: all that the two programs call.  Functions compute on the calling thread and know
/// nothing of others; give each long-lived caller its own.  All throw Error for the user's mistakes, Failure when the
/// surroundings fail, and Cancelled when the token asked them to stop and there is nothing to return.
namespace icf {

/// How to go on where save_path already holds a run.
struct TrainingStart {
    bool resume = false;           ///< --resume: continue the unfinished run.
    std::string resumeCheckpoint;  ///< The checkpoint to continue from; empty: the newest valid one.
    bool overwrite = false;        ///< --overwrite.
    bool allowChanges = false;     ///< Resume although data, model or options changed since.
};

/// Trains a compressor and writes the run folder.  Returns also when stopped; a checkpoint was then written unless the
/// stop was StopRequest::discard.
TrainingResult train(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel);

/// How to go on where a generation that did not end left its answers.
struct GenerateStart {
    bool resume = false;     ///< --resume: keep them and answer the other rows.
    bool overwrite = false;  ///< --overwrite: begin anew.
};

/// Watches icformer generate.
class GenerateObserver {
public:
    virtual ~GenerateObserver() = default;
    /// First with what is there already.
    virtual void onProgress(std::int64_t done, std::int64_t total) = 0;
    virtual void onMessage(Severity, const std::string&) {}
};

/// Answers every row of options.data_path.  The answers are written as they come to save_path/output_file.partial, which takes output_file's
/// place at the end; whatever ends the work before leaves them there.  Waits for a disk that is full.  Returns the number of rows.
/// Throws Error also when there are such answers and start says nothing of them, or they were made otherwise.
std::int64_t generateFile(const GenerateOptions& options, const GenerateStart& start, GenerateObserver& observer, CancelToken& cancel);

/// Attention of the digests over one context.
struct AttentionReport {
    std::vector<std::string> tokens;         ///< Context tokens as text, length n.
    std::int64_t chunks = 0;
    std::int64_t digestsPerChunk = 0;
    std::vector<std::int64_t> chunkStarts;   ///< Index of each chunk's first token.
    std::int64_t layers = 0;                 ///< Cross-attention layers.
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
    std::vector<std::int64_t> chunkStarts;
    double loss = 0;                          ///< Mean cross-entropy per token.
    double accuracy = 0;                      ///< Teacher-forced.
};

/// A language model, optionally with a compressor, kept in memory to answer many questions.  One thread at a time.
class Session {
public:
    virtual ~Session() = default;

    /// Loads options.lm_path and, unless empty, options.icformer_path.
    static std::unique_ptr<Session> open(const ModelOptions& options, CancelToken& cancel);

    /// Exchanges the compressor and keeps the language model; an empty path drops it.  On an error the old one stays.
    virtual void setCompressor(const std::string& icformerPath) = 0;

    virtual const ModelSummary& languageModel() const = 0;
    /// Null when there is no compressor.
    virtual const ModelSummary* compressor() const = 0;
    virtual std::string computeType() const = 0;

    /// Token ids of a text, without bos unless asked for; special tokens in the text are recognised.
    virtual std::vector<std::int64_t> tokenize(const std::string& text, bool bos) const = 0;
    virtual std::string detokenize(const std::vector<std::int64_t>& ids, bool skipSpecial) const = 0;

    /// What the prompt of this request would take, without computing it.
    virtual TokenBudget budget(const GenerationRequest& request) const = 0;
    /// Answers one request.  Keeps the digests of the last contexts, so that more questions about one are cheap.
    virtual GenerationReport generate(const GenerationRequest& request, TokenSink& sink, CancelToken& cancel) = 0;

    /// These and generate look at cancel between layers and between blocks of a long context; stopped before there is anything to return, they
    /// throw Cancelled.  progress may be null.
    virtual AttentionReport attention(const std::string& context, bool useChunk, std::int64_t maxChunkLen, CancelToken& cancel,
                                      ProgressSink* progress = nullptr) = 0;
    virtual ReconstructionReport reconstruct(const std::string& context, bool useChunk, std::int64_t maxChunkLen, CancelToken& cancel,
                                             ProgressSink* progress = nullptr) = 0;
};

/// icformer compress: digests of one text or of each line of a jsonl, written as safetensors.  Of a jsonl, the tensors are
/// named digest.0, input_ids.0, …
void compressToFile(const CompressOptions& options, CancelToken& cancel);

/// icformer tokenize: reads lines from one stream and writes lines to the other.
class TextTokenizer {
public:
    virtual ~TextTokenizer() = default;
    static std::unique_ptr<TextTokenizer> open(const std::string& lmPath);
    virtual std::vector<std::int64_t> encode(const std::string& text, bool bos) const = 0;
    virtual std::string decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const = 0;
};

/// One quantity of icformer verify.
struct VerifyRow {
    std::string quantity;      ///< "lm.logits", "pretrain log: loss", …
    double largestDifference = 0;
    double tolerance = 0;      ///< As the share of tolerance: absolute + relative parts together give 1 at the limit.
    bool passed = false;
    std::string note;
};
/// Compares this build with a directory laid out as in tests/golden/<case>.
std::vector<VerifyRow> verifyGolden(const std::string& directory, CancelToken& cancel);

/// Reads configs and tensor headers of a model or checkpoint folder; never throws for what is in it: see problem.
ModelSummary summarizeModel(const std::string& folder);
/// Why this compressor cannot be used with this model; empty when it can.
std::string whyNotTogether(const ModelSummary& lm, const ModelSummary& compressor);

/// Versions of what the programs are made of: "icformer-studio", "libtorch", "sentencepiece", … with their versions.
std::vector<std::pair<std::string, std::string>> componentVersions();

} // namespace icf
