#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>

#include "core/data/dataset.h"
#include "core/generate/generator.h"
#include "core/layout/label_scores.h"
#include "core/models/models.h"
#include "core/verify/device_comparison.h"

namespace icf {
namespace {

constexpr std::int64_t kQuestions = 8, kLongestAnswer = 16;
/// As the demo's compressor was trained.
constexpr ChunkSettings kChunks{true, 32};

/// The demo's models, and questions about contexts of unequal length.
class Questions {
public:
    Questions(const std::string& demoFolder, at::ScalarType type, at::Device device, CancelToken& cancel) : cancel_(cancel)
    {
        ModelOptions options;
        options.lm_path = demoFolder + "/lm";
        options.icformer_path = demoFolder + "/icformer-trained";
        options.dtype = type == at::kFloat ? Dtype::float32 : Dtype::bfloat16;
        options.device = device.str();
        options.threads = at::get_num_threads();
        models_ = openModels(options);
        const auto data = DataSet::open(demoFolder + "/pwc_test.jsonl", DataKind::pwcTest, /*strict=*/true, cancel);
        std::vector<std::vector<std::int64_t>> contexts;
        for (std::int64_t i = 0; i < std::min(kQuestions, data->size()); ++i) {
            const DataRow row = data->row(i);
            contexts.push_back(contextIds(*models_.tokenizer, row.context, 0));
            const std::vector<std::int64_t> prompt = models_.layouts->promptIds(row.prompt), answer = models_.layouts->answerIds(row.answer);
            full_.push_back(models_.layouts->question({SegmentRole::context, contexts.back(), {}}, {}, prompt, nullptr));
            const at::Tensor digests = models_.compress({contexts.back()}, kChunks)[0];
            compressed_.push_back(models_.layouts->question({SegmentRole::context, {}, digests}, models_.compressor->ft(), prompt, nullptr));
            answered_.push_back(models_.layouts->question({SegmentRole::context, {}, digests}, models_.compressor->ft(), prompt, &answer));
        }
    }

    /// The ids of each answer, all rows in one batch.
    std::vector<std::vector<std::int64_t>> answers(bool compressed, const SamplingSettings& sampling = {}, PrefixCache* kept = nullptr)
    {
        const Generated generated = generate(*models_.lm, compressed ? compressed_ : full_, kLongestAnswer, models_.tokenizer->eos(), {sampling, {}}, cancel_, nullptr, kept);
        std::vector<std::vector<std::int64_t>> ids;
        for (const GeneratedRow& row : generated.rows)
            ids.push_back(row.ids);
        return ids;
    }

    /// The loss of each token of the right answers.
    at::Tensor losses() const
    {
        const LabelRows read = readLabels(*models_.lm, answered_);
        return scoreLabels(*models_.lm, read.hidden, read.labels).losses;
    }

private:
    CancelToken& cancel_;
    OpenModels models_;
    std::vector<Layout> compressed_, full_, answered_;
};

} // namespace

void checkGeneration(DeviceComparison& compare, const std::string& demoFolder)
{
    const c10::InferenceMode inference;
    const auto questionsOn = [&](at::Device device) { return Questions(demoFolder, compare.type(), device, compare.cancel()); };
    compare.onBoth("answers from digests", kAnswers, [&](at::Device device) { return questionsOn(device).answers(true); });
    compare.onBoth("answers from the full text", kAnswers, [&](at::Device device) { return questionsOn(device).answers(false); });
    compare.onBoth("answers from digests, drawn with a seed", kAnswers, [&](at::Device device) { return questionsOn(device).answers(true, {0.7, 0.9, 20, 3}); });
    compare.onBoth("answers after a kept prefix", kAnswers, [&](at::Device device) {
        Questions questions = questionsOn(device);
        PrefixCache kept;
        questions.answers(true, {}, &kept);
        return questions.answers(true, {}, &kept);
    });
    compare.onBoth("losses of the right answers", kModel, [&](at::Device device) { return std::vector<at::Tensor>{questionsOn(device).losses()}; });
}

} // namespace icf
