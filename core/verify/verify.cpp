#include <c10/core/InferenceMode.h>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/data/dataset.h"
#include "core/generate/generator.h"
#include "core/models/plain_errors.h"
#include "core/train/objective.h"
#include "core/train/sample_feed.h"
#include "core/verify/golden_case.h"

namespace icf {
namespace {

ModelOptions modelOptions(const GoldenCase& golden, const std::string& compressor)
{
    ModelOptions options;
    options.lm_path = golden.folder + "/lm";
    options.icformer_path = compressor.empty() ? std::string() : golden.folder + "/" + compressor;
    options.dtype = Dtype::float32;
    options.device = golden.device;
    return options;
}

std::vector<std::int64_t> toIds(const at::Tensor& tensor)
{
    const at::Tensor flat = tensor.flatten().contiguous();
    return {flat.const_data_ptr<std::int64_t>(), flat.const_data_ptr<std::int64_t>() + flat.numel()};
}

} // namespace

void verifyTokenizer(const GoldenCase& golden, std::vector<VerifyRow>& rows)
{
    const auto tokenizer = Tokenizer::open(golden.folder + "/lm");
    for (const bool bos : {false, true}) {
        const char* key = bos ? "tokenize_bos" : "tokenize";
        GoldenComparison comparison(key, kExact);
        for (const nlohmann::json& entry : golden.expected.at(key)) {
            const auto text = entry.at("text").get<std::string>();
            comparison.require(tokenizer->encode(text, bos) == readAs<std::vector<std::int64_t>>(entry.at("ids")), "first wrong: " + entry.at("text").dump());
        }
        rows.push_back(comparison.row());
    }
    GoldenComparison comparison("detokenize", kExact);
    for (const nlohmann::json& entry : golden.expected.at("detokenize")) {
        const auto ids = readAs<std::vector<std::int64_t>>(entry.at("ids"));
        comparison.require(tokenizer->decode(ids, false) == entry.at("text").get<std::string>(), "wrong: " + entry.at("text").dump());
        comparison.require(tokenizer->decode(ids, true) == entry.at("text_skip_special").get<std::string>(), "wrong: " + entry.at("text_skip_special").dump());
    }
    rows.push_back(comparison.row());
}

void verifyForward(const GoldenCase& golden, std::vector<VerifyRow>& rows)
{
    const c10::InferenceMode inference;
    const OpenModels models = openModels(modelOptions(golden, "start"));
    const LanguageModel& lm = *models.lm;

    GoldenComparison logits("lm.logits", kActivations);
    const at::Tensor hidden = lm.hiddenStates(lm.embed(golden.tensor("lm.input_ids").to(models.compute.device)));
    logits.add(lm.logits(hidden[0]).unsqueeze(0), golden.tensor("lm.logits"));
    rows.push_back(logits.row());

    GoldenComparison whole("digests, whole", kActivations), chunked("digests, chunked", kActivations), nearest("nearest tokens", kExact);
    const ChunkSettings chunks{true, golden.chunks().max_chunk_len};
    for (int i = 0; golden.tensors.find("soft." + std::to_string(i) + ".input_ids"); ++i) {
        const std::string name = "soft." + std::to_string(i);
        const std::vector<std::int64_t> ids = toIds(golden.tensor(name + ".input_ids"));
        const at::Tensor digests = models.compressor->compress(lm, {ids}, {}, false, at::kFloat)[0];
        whole.add(digests.unsqueeze(0), golden.tensor(name + ".whole"));
        chunked.add(models.compressor->compress(lm, {ids}, chunks, false, at::kFloat)[0].unsqueeze(0), golden.tensor(name + ".chunked"));
        nearest.add(at::matmul(digests, lm.embeddingMatrix().t()).argmax(-1), golden.tensor(name + ".nearest"));
    }
    for (const GoldenComparison* comparison : {&whole, &chunked, &nearest})
        rows.push_back(comparison->row());

    CancelToken cancel;
    const auto pile = DataSet::open(golden.folder + "/pile.jsonl", DataKind::pile, true, cancel);
    // The attention was recorded for the text as it is, with bos.
    const std::vector<std::int64_t> ids = models.tokenizer->encode(pile->row(0).context, true);
    const auto shown = models.compressor->attention(lm.embed(ids), at::kFloat);
    GoldenComparison attention("attention weights", kActivations);
    attention.require(shown.has_value(), "the compressor has no attention");
    for (std::size_t layer = 0; shown && layer < shown->weights.size(); ++layer)
        attention.add(shown->weights[layer].unsqueeze(0), golden.tensor("attn." + std::to_string(layer)));
    rows.push_back(attention.row());
}

void verifyLosses(const GoldenCase& golden, std::vector<VerifyRow>& rows)
{
    CancelToken cancel;
    const SampleLimits limits{readAs<std::int64_t>(golden.settings().at("max_seq")), 65535};
    {
        const OpenModels models = openModels(modelOptions(golden, "start"));
        const auto data = DataSet::open(golden.folder + "/pile_short.jsonl", DataKind::pile, true, cancel);
        std::vector<NamedParameter> parameters = models.compressor->vectors();
        parameters.push_back({"AE", models.compressor->ae()});
        for (const NamedParameter& parameter : models.compressor->weights())
            parameters.push_back({"icformer." + parameter.name, parameter.tensor});
        for (NamedParameter& parameter : parameters)
            parameter.tensor.requires_grad_(true);
        const Objective objective(*models.lm, *models.compressor, *models.layouts, {TrainingTask::pretrain, golden.chunks(), false, 1, at::kFloat});
        const TokenLosses losses = objective.losses({makeSample(data->row(0), TrainingTask::pretrain, limits, *models.tokenizer, *models.layouts, 0)});
        GoldenComparison perToken("pretrain loss per token", kActivations);
        perToken.add(losses.losses, golden.tensor("pretrain.loss"));
        rows.push_back(perToken.row());
        // The gradients were recorded of the sum of the losses, whatever avg_level the case trains with.
        losses.total(false).backward();
        GoldenComparison gradients("pretrain gradients", kActivations);
        for (const NamedParameter& parameter : parameters)
            gradients.add(parameter.tensor.grad(), golden.tensor("pretrain.grad." + parameter.name));
        rows.push_back(gradients.row());
    }
    const OpenModels models = openModels(modelOptions(golden, "finetune_start"));
    const auto data = DataSet::open(golden.folder + "/pwc.jsonl", DataKind::pwc, true, cancel);
    const double alpha = golden.settings().at("alpha").get<double>();
    const Objective objective(*models.lm, *models.compressor, *models.layouts, {TrainingTask::finetune, golden.chunks(), false, alpha, at::kFloat});
    GoldenComparison comparison("finetune loss per token", kActivations);
    at::NoGradGuard noGrad;
    std::vector<TrainingSample> all;
    for (std::int64_t i = 0; i < data->size(); ++i)
        all.push_back(makeSample(data->row(i), TrainingTask::finetune, limits, *models.tokenizer, *models.layouts, 0));
    const auto& recorded = golden.expected.at("finetune_losses");
    comparison.require(recorded.size() == all.size(), "another number of rows is used");
    const TokenLosses batched = objective.losses(all);
    const std::vector<at::Tensor> perSample = batched.losses.split_with_sizes(batched.counts);
    for (std::size_t i = 0; i < std::min(all.size(), recorded.size()); ++i) {
        const at::Tensor expected = at::tensor(at::ArrayRef<double>(recorded[i].get<std::vector<double>>()), at::kDouble);
        comparison.add(objective.losses({all[i]}).losses, expected);
        comparison.add(perSample[i], expected);  // All rows in one padded batch give the same.
    }
    rows.push_back(comparison.row());
}

void verifyGeneration(const GoldenCase& golden, std::vector<VerifyRow>& rows, CancelToken& cancel)
{
    const c10::InferenceMode inference;
    ModelOptions options = modelOptions(golden, "");
    options.icformer_path = golden.checkpoint("finetune");
    const OpenModels models = openModels(options);
    GoldenComparison compressed("greedy ids, compressed", kExact), full("greedy ids, full context", kExact), batched("greedy ids, all rows together", kExact);
    std::vector<Layout> together;
    std::vector<std::vector<std::int64_t>> expected;
    std::int64_t longest = 0;
    for (const nlohmann::json& entry : golden.expected.at("generate")) {
        const std::vector<std::int64_t> context = models.tokenizer->encode(entry.at("input").get<std::string>(), false);
        const std::vector<std::int64_t> prompt = models.tokenizer->encode(entry.at("prompt").get<std::string>(), false);
        const auto run = [&](const Layout& layout, const char* key, GoldenComparison& comparison) {
            const auto ids = readAs<std::vector<std::int64_t>>(entry.at(std::string(key) + "_ids"));
            const Generated generated = generate(*models.lm, {layout}, std::int64_t(ids.size()), models.tokenizer->eos(), {}, cancel);
            comparison.require(generated.rows[0].ids == ids, "first wrong: " + entry.at("prompt").dump());
            comparison.require(answerText(*models.tokenizer, generated.rows[0].ids) == entry.at(key).get<std::string>(), "text differs: " + entry.at(key).dump());
        };
        const at::Tensor digests = models.compressor->compress(*models.lm, {context}, golden.chunks(), false, at::kFloat)[0];
        together.push_back(models.layouts->question({SegmentRole::context, {}, digests}, models.compressor->ft(), prompt, nullptr));
        expected.push_back(readAs<std::vector<std::int64_t>>(entry.at("compressed_ids")));
        longest = std::max(longest, std::int64_t(expected.back().size()));
        run(together.back(), "compressed", compressed);
        run(models.layouts->question({SegmentRole::context, context, {}}, {}, prompt, nullptr), "full", full);
    }
    const Generated generated = generate(*models.lm, together, longest, models.tokenizer->eos(), {}, cancel);
    for (std::size_t i = 0; i < expected.size(); ++i)
        batched.require(generated.rows[i].ids == expected[i], "row " + std::to_string(i) + " differs");
    for (const GoldenComparison* comparison : {&compressed, &full, &batched})
        rows.push_back(comparison->row());
}

namespace {

std::vector<VerifyRow> verified(const std::string& directory, const std::string& device, CancelToken& cancel)
{
    const GoldenCase golden(directory, device);
    std::vector<VerifyRow> rows;
    verifyTokenizer(golden, rows);
    cancel.throwIfStopped();
    verifyForward(golden, rows);
    verifyLosses(golden, rows);
    verifyTraining(golden, "pretrain", rows, cancel);
    verifyTraining(golden, "finetune", rows, cancel);
    verifyGeneration(golden, rows, cancel);
    return rows;
}

} // namespace

std::vector<VerifyRow> verifyGolden(const std::string& directory, const std::string& device, CancelToken& cancel)
{
    const ComputeOptions place{.dtype = Dtype::float32, .device = device};
    try {
        return withPlainErrors(place, [&] { return verified(directory, device, cancel); });
    } catch (const nlohmann::json::exception& problem) {
        throw Error(directory + "/expected.json", std::string("not a recorded case: ") + problem.what());
    }
}

} // namespace icf
