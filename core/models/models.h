#pragma once
#include <torch/types.h>

#include <functional>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "core/compressor/compressor.h"
#include "core/layout/layout.h"
#include "core/lm/language_model.h"
#include "core/options/run_options.h"
#include "core/text/tokenizer.h"

namespace icf {

/// Where and in what dtype to compute, with "auto" resolved.
struct ComputeDevice {
    at::Device device = at::kCPU;
    at::ScalarType type = at::kFloat;
    std::int64_t threads = 0;
    std::shared_ptr<const void> deterministic{};  ///< While one is kept anywhere, LibTorch only chooses deterministic algorithms; null unless asked for, on a GPU.

    /// "float32", "bfloat16" or "float16".
    std::string typeName() const;
    /// The GPU for machineDescription (core/run/machine.h): {"name": "NVIDIA H200", "memory_bytes": …, "driver": "580.95.05", "cuda": "13.0"}, without what nobody
    /// says; null for the CPU.
    nlohmann::json gpu() const;
};

/// Resolves device, dtype and threads, sets torch's thread count, and holds it to deterministic algorithms if asked.  Throws Error on a device that this build or
/// machine does not have, and on a dtype that the device cannot compute.
ComputeDevice computeDevice(const ComputeOptions& options);

/// What every command that computes has open.
struct OpenModels {
    ComputeDevice compute;
    std::unique_ptr<Tokenizer> tokenizer;
    std::unique_ptr<LanguageModel> lm;
    std::unique_ptr<LayoutBuilder> layouts;
    /// On the language model, as in ModelSummary, and on a template that the compressor does not know; for whoever asked to see.
    std::vector<std::string> notes;
    std::unique_ptr<Compressor> compressor;  ///< Null when options.icformer_path is empty.

    /// Asks with another template from now on.
    void askWith(const PromptTemplate& promptTemplate);

    /// Compressor::compress with the language model and dtype that are open.
    DigestBatch compress(const std::vector<TokenSpan>& contexts, const ChunkSettings& chunks, bool encode = false, const PartDone& partDone = {}) const
    {
        return compressor->compress(*lm, contexts, chunks, encode, compute.type, partDone);
    }
};

/// For openModels: says every few seconds how much of the language model is loaded.  cancel: ends it when that asks for it; null: nothing does.
PartDone loadingTold(std::function<void(const std::string& text)> say, const CancelToken* cancel = nullptr);
/// Loads language model, tokenizer and, if named, compressor, and checks that they fit.  Throws Error.
/// partDone: called between tensors.
OpenModels openModels(const ModelOptions& options, const PartDone& partDone = {});
/// Loads a compressor for an open language model.  Throws Error naming both sizes when it does not fit.
std::unique_ptr<Compressor> openCompressor(const std::string& folder, const LanguageModel& lm);
/// The same, made fast for weights that stay as they are: for everything but training.
std::unique_ptr<Compressor> openForInference(const std::string& folder, const LanguageModel& lm);

/// Context ids as icformer generate, Compare and evaluation read them: no bos, cut to maxSeqLen unless 0.
std::vector<std::int64_t> contextIds(const Tokenizer& tokenizer, const std::string& context, std::int64_t maxSeqLen);

/// Text of generated ids: special tokens dropped, white space stripped at both ends.
std::string answerText(const Tokenizer& tokenizer, const std::vector<std::int64_t>& ids);

} // namespace icf
