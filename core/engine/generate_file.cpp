#include <nlohmann/json.hpp>

#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/engine/models.h"
#include "core/engine/plain_errors.h"
#include "core/generate/generator.h"

namespace icf {
namespace {

/// Answers a batch of rows from their digests.
std::vector<std::string> answers(const OpenModels& models, const std::vector<DataRow>& rows, const GenerateOptions& options, PrefixCache& prefix, CancelToken& cancel)
{
    std::vector<std::vector<std::int64_t>> contexts;
    for (const DataRow& row : rows)
        contexts.push_back(contextIds(*models.tokenizer, row.context, options.compression.max_seq_len));
    at::NoGradGuard noGrad;
    const std::vector<at::Tensor> digests = models.compress(contexts, chunkSettings(options.compression), options.compression.encode, untilStopped(cancel));
    std::vector<Layout> layouts;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        layouts.push_back(models.layouts->question({SegmentRole::context, {}, digests[i]}, models.compressor->ft(),
                                                   models.layouts->promptIds(rows[i].prompt), nullptr));
    }
    const SamplingOptions& sampling = options.sampling;
    const Generated generated = generate(*models.lm, layouts, sampling.max_new_tokens, models.tokenizer->eos(),
                                         {sampling.temperature, sampling.top_p, sampling.top_k, std::uint64_t(sampling.sampling_seed)}, cancel, nullptr, &prefix);
    if (generated.stopped)
        throw Cancelled();
    std::vector<std::string> texts;
    for (const GeneratedRow& row : generated.rows)
        texts.push_back(answerText(*models.tokenizer, row.ids));
    return texts;
}

} // namespace

std::int64_t generateFile(const GenerateOptions& options, GenerateObserver& observer, CancelToken& cancel)
{
    if (options.model.icformer_path.empty())
        throw Error("--icformer_path", "generate needs a compressor checkpoint");
    const auto data = DataSet::open(options.data_path, DataKind::pwcTest, options.strict, cancel);
    for (const auto& [line, why] : data->counts().problems)
        observer.onMessage(Severity::warning, options.data_path + ":" + std::to_string(line) + ": " + why + "; skipped");
    const OpenModels models = openModels(options.model);
    if (!models.compressor->hasFt())
        observer.onMessage(Severity::warning, options.model.icformer_path + ": this compressor was not fine-tuned (param.pt has no FT); expect poor answers");

    std::error_code failed;
    std::filesystem::create_directories(options.save_path, failed);
    if (failed)
        throw Error(options.save_path, "the folder cannot be made: " + failed.message());
    PrefixCache prefix;
    std::int64_t done = 0;
    writeAtomically(options.save_path + "/" + options.output_file, [&](ByteSink& sink) {
        while (done < data->size()) {
            cancel.throwIfStopped();
            std::vector<DataRow> rows;
            for (std::int64_t i = done; i < std::min(data->size(), done + options.batch_size); ++i)
                rows.push_back(data->row(i));
            const std::vector<std::string> texts = withPlainErrors([&] { return answers(models, rows, options, prefix, cancel); });
            for (std::size_t i = 0; i < rows.size(); ++i) {
                nlohmann::ordered_json line;
                line["input"] = rows[i].context;
                line["prompt"] = LayoutBuilder::promptText(rows[i].prompt);
                line["answer"] = texts[i];
                sink.writeText(dumpText(line) + "\n");
            }
            done += std::int64_t(rows.size());
            observer.onProgress(done, data->size());
        }
    });
    return done;
}

} // namespace icf
