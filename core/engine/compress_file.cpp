#include <torch/types.h>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/io/safetensors.h"
#include "core/models/context_segment.h"
#include "core/models/models.h"
#include "core/models/plain_errors.h"
#include "core/models/read_lengths.h"
#include "core/nn/length_steps.h"
#include "core/nn/tensor_io.h"

namespace icf {
namespace {

/// The digests of many contexts, compressed a batch at a time when they are asked for in turn, so that those of one batch are in memory.
class DigestsInTurn {
public:
    DigestsInTurn(const OpenModels& models, const CompressOptions& options, const std::vector<std::vector<std::int64_t>>& contexts, const CancelToken& cancel)
        : models_(models), options_(options), contexts_(contexts), cancel_(cancel)
    {
    }

    /// Of context i: [vectors, hidden].
    at::Tensor operator[](std::size_t i)
    {
        if (i < first_ || i >= first_ + batch_.size())
            compressFrom(i);
        return batch_[i - first_];
    }

private:
    void compressFrom(std::size_t i)
    {
        const auto most = std::size_t(positionsAtOnce(models_.lm->device()));
        std::vector<TokenSpan> spans{contexts_[i]};
        std::size_t tokens = contexts_[i].size();
        for (std::size_t next = i + 1; next < contexts_.size() && tokens + contexts_[next].size() <= most; ++next) {
            spans.push_back(contexts_[next]);
            tokens += contexts_[next].size();
        }
        first_ = i;
        batch_ = withPlainErrors(options_.model, [&] { return models_.compress(spans, options_, false, untilStopped(cancel_)); });
    }

    const OpenModels& models_;
    const CompressOptions& options_;
    const std::vector<std::vector<std::int64_t>>& contexts_;
    const CancelToken& cancel_;
    std::size_t first_ = 0;
    DigestBatch batch_;
};

} // namespace

void compressToFile(const CompressOptions& options, const std::function<void(const std::string&)>& warn, CancelToken& cancel)
{
    if (options.model.icformer_path.empty())
        throw Error("--icformer_path", "compress needs a compressor checkpoint");
    if (options.text_file.empty() == options.data_path.empty())
        throw Error("compress", "give either --text_file or --data_path");
    const OpenModels models = openModels(options.model, untilStopped(cancel));
    for (const std::string& note : models.notes)
        warn(note);
    at::NoGradGuard noGrad;
    std::vector<std::vector<std::int64_t>> contexts;
    ReadLengths lengths(models);
    const auto add = [&](const std::string& text) {
        cancel.throwIfStopped();
        contexts.push_back(models.tokenizer->encode(text, options.bos));
        lengths.addContext(std::int64_t(contexts.back().size()), options, false);
    };
    const bool one = !options.text_file.empty();
    if (one) {
        add(readTextFile(options.text_file));
    } else {
        const auto data = DataSet::open(options.data_path, DataKind::contexts, /*strict=*/true, cancel);
        for (std::int64_t i = 0; i < data->size(); ++i)
            add(data->row(i).context);
    }
    for (const std::string& note : lengths.notes())
        warn(note);

    const CompressorConfig& config = models.compressor->config();
    DigestsInTurn digests(models, options, contexts, cancel);
    std::vector<TensorData> tensors;
    for (std::size_t i = 0; i < contexts.size(); ++i) {
        const std::string suffix = one ? "" : "." + std::to_string(i);
        TensorData& digest = tensors.emplace_back();
        digest.name = "digest" + suffix;
        digest.type = elementType(models.compute.type);
        digest.shape = {digestBudget(std::int64_t(contexts[i].size()), options, config), config.hidden};
        digest.later = std::make_shared<const std::function<TensorData()>>([&digests, i] { return tensorBytes("", digests[i]); });
        TensorData& ids = tensors.emplace_back();
        ids.name = "input_ids" + suffix;
        ids.type = ElementType::i64;
        ids.shape = {std::int64_t(contexts[i].size())};
        ids.bytes = std::as_bytes(std::span(contexts[i]));
    }
    writeSafetensors(options.output_file, tensors, {{"format", "pt"}});
}

} // namespace icf
