#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/facts/summarize.h"
#include "core/models/versions.h"
#include "core/options/run_options.h"
#include "core/options/tool_options.h"
#include "core/report/first_batch.h"
#include "core/report/reports.h"

/// The torch-free face of the core: all that the two programs call.  Functions compute on the calling thread and know
/// nothing of others; give each long-lived caller its own.  All throw Error for the user's mistakes, Failure when the
/// surroundings fail, and Cancelled when the token asked them to stop and there is nothing to return.
namespace icf {

class Communicator;

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

/// The same by several processes that train the one model together, each calling this with the same options; null: this one alone.  The first of them writes
/// the run folder and calls its observer.  What every one of them throws is marked ThrownByAll; after anything else the caller ends them all with abort.
TrainingResult trainTogether(const TrainOptions& options, const TrainingStart& start, TrainingObserver& observer, CancelToken& cancel, Communicator* processes);

/// What a run with these options reads first, row by row, as it reads it: the same order, cuts and layout; or what it reads next from another place on, which
/// its checkpoint says.  Reads the tokenizer, the configs and the data, no weights.  Throws Error, also where the run is at its end.
FirstBatch firstBatch(const TrainOptions& options, CancelToken& cancel, const BatchPlace& from = {});

/// How to go on where a generation that did not end left its answers.
struct GenerateStart {
    bool resume = false;     ///< --resume: keep them and answer the other rows.
    bool overwrite = false;  ///< --overwrite: begin anew.
};

/// Watches icformer generate.
class GenerateObserver {
public:
    virtual ~GenerateObserver() = default;
    /// Answers done, of all; first with what is there already.
    virtual void onProgress(std::int64_t, std::int64_t) {}
    virtual void onMessage(Severity, const std::string&) {}
};

/// Answers every row of options.data_path.  The answers are written as they come to save_path/output_file.partial, which takes output_file's
/// place at the end; whatever ends the work before leaves them there.  Waits for a disk that is full.  Returns the number of rows.
/// Throws Error also when there are such answers and start says nothing of them, or they were made otherwise.
/// processes: as of trainTogether; batches of rows are dealt among them, and the first one writes the same file as a process by itself.
std::int64_t generateFile(const GenerateOptions& options, const GenerateStart& start, GenerateObserver& observer, CancelToken& cancel,
                          Communicator* processes = nullptr);

/// A language model, optionally with a compressor, kept in memory to answer many questions.  One thread at a time.
class Session {
public:
    virtual ~Session() = default;

    /// Loads options.lm_path and, unless empty, options.icformer_path.  Throws Error, and Cancelled between tensors once a stop is asked for.
    /// progress: hears how much of the language model is there; null: nobody does.
    static std::unique_ptr<Session> open(const ModelOptions& options, CancelToken& cancel, ProgressSink* progress = nullptr);

    /// Exchanges the compressor and keeps the language model; an empty path means none.  On an error the old one stays.  Those that were open
    /// before are kept with their digests, so that going back to one does not read it again unless its files changed: at most eight whose files have at
    /// most 2 GiB together, and always the last one; the one that was used the longest time ago goes first.
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
    /// Answers one request.  Keeps the digests of the last contexts, so that more questions about one are cheap, and with keepContext one context itself.
    virtual GenerationReport generate(const GenerationRequest& request, TokenSink& sink, CancelToken& cancel) = 0;

    /// These and generate look at cancel between layers and between blocks of a long context; stopped before there is anything to return, they
    /// throw Cancelled.  progress may be null.
    virtual AttentionReport attention(const std::string& context, const ChunkSettings& chunks, CancelToken& cancel,
                                      ProgressSink* progress = nullptr) = 0;
    virtual ReconstructionReport reconstruct(const std::string& context, const ChunkSettings& chunks, CancelToken& cancel,
                                             ProgressSink* progress = nullptr) = 0;
};

/// icformer compress: digests of one text or of each line of a jsonl, written as safetensors.  Of a jsonl, the tensors are
/// named digest.0, input_ids.0, …
/// warn: takes what is to be known of the models, a line each.
void compressToFile(const CompressOptions& options, const std::function<void(const std::string&)>& warn, CancelToken& cancel);

/// icformer tokenize: reads lines from one stream and writes lines to the other.
class TextTokenizer {
public:
    virtual ~TextTokenizer() = default;
    static std::unique_ptr<TextTokenizer> open(const std::string& lmPath);
    virtual std::vector<std::int64_t> encode(const std::string& text, bool bos) const = 0;
    virtual std::string decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const = 0;
};

} // namespace icf
