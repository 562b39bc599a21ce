#include <filesystem>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/base/temporary_folder.h"
#include "core/engine/engine.h"
#include "core/io/torch_pickle.h"
#include "core/nn/tensor_io.h"
#include "core/options/option_tools.h"
#include "core/verify/golden_case.h"

namespace icf {
namespace {

/// The settings that the reference ran with.
TrainOptions recordedOptions(const GoldenCase& golden, const std::string& stage, const std::string& saveFolder)
{
    const nlohmann::json& settings = golden.settings();
    const bool pretrain = stage == "pretrain";
    TrainOptions options;
    setFromText(options, "task", stage);
    options.data_path = golden.folder + (pretrain ? "/pile_short.jsonl" : "/pwc.jsonl");
    options.save_path = saveFolder;
    options.model.lm_path = golden.folder + "/lm";
    options.model.icformer_path = golden.folder + (pretrain ? "/start" : "/finetune_start");
    options.model.dtype = Dtype::float32;
    options.model.device = golden.device;
    options.compression.use_chunk = settings.at("chunk").get<bool>();
    options.compression.max_chunk_len = readAs<std::int64_t>(settings.at("max_chunk"));
    options.compression.max_seq_len = readAs<std::int64_t>(settings.at("max_seq"));
    options.loop.lr = 1e-3;
    options.loop.max_epoch = 2;
    options.loop.gradient_accumulation = readAs<std::int64_t>(settings.at("ga"));
    options.loop.clip_grad = true;
    options.loop.max_norm = 0.5;
    setFromText(options, "avg_level", settings.at("avg").get<std::string>());
    options.loop.alpha = settings.at("alpha").get<double>();
    options.checkpoint.save_optimizer = true;
    return options;
}

void compareLogs(const nlohmann::json& actual, const nlohmann::json& expected, const std::string& stage, std::vector<VerifyRow>& rows)
{
    GoldenComparison loss(stage + " log: loss", kLogLoss), gradNorm(stage + " log: grad_norm", kLogGradNorm), place(stage + " log: step, epoch, rate", kExact);
    place.require(actual.size() == expected.size(), "another number of steps");
    for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i) {
        loss.add(actual[i].at("loss").get<double>(), expected[i].at("loss").get<double>());
        gradNorm.add(actual[i].at("grad_norm").get<double>(), expected[i].at("grad_norm").get<double>());
        for (const char* key : {"step", "epoch", "learning_rate"})
            place.add(actual[i].at(key).get<double>(), expected[i].at(key).get<double>());
    }
    for (const GoldenComparison* comparison : {&loss, &gradNorm, &place})
        rows.push_back(comparison->row());
}

void compareWeights(const std::string& actual, const std::string& expected, const std::string& stage, std::vector<VerifyRow>& rows)
{
    GoldenComparison weights(stage + " final weights", kTrainedState);
    const ModelWeights ours(actual), theirs(expected);
    weights.require(ours.tensors().size() == theirs.tensors().size(), "another number of tensors");
    for (const TensorData* tensor : theirs.tensors()) {
        const TensorData* found = ours.find(tensor->name);
        if (found)
            weights.add(viewTensor(*found), viewTensor(*tensor));
        else
            weights.require(false, tensor->name + " is missing");
    }
    rows.push_back(weights.row());

    GoldenComparison parameters(stage + " param.pt", kTrainedState);
    const PickleValue ourFile = readTorchPickle(actual + "/param.pt"), theirFile = readTorchPickle(expected + "/param.pt");
    for (const char* key : {"digest_embeddings", "AE", "FT"}) {
        const PickleValue* found = ourFile.find(key);
        const PickleValue* recorded = theirFile.find(key);
        parameters.require(!found == !recorded, std::string(key) + " is in only one of the files");
        if (found && recorded)
            parameters.add(viewTensor(*found->tensor()), viewTensor(*recorded->tensor()));
    }
    rows.push_back(parameters.row());
}

void compareOptimizers(const std::string& actual, const std::string& expected, const std::string& stage, std::vector<VerifyRow>& rows)
{
    GoldenComparison moments(stage + " optimizer moments", kTrainedState), steps(stage + " optimizer steps", kExact);
    const PickleValue ours = readTorchPickle(actual + "/optimizer.pt"), theirs = readTorchPickle(expected + "/optimizer.pt");
    const PickleValue* ourState = ours.find("state");
    const PickleValue* theirState = theirs.find("state");
    std::int64_t index = 0;
    for (; theirState && theirState->find(index); ++index) {
        const PickleValue* entry = ourState ? ourState->find(index) : nullptr;
        if (!entry) {
            moments.require(false, "parameter " + std::to_string(index) + " is missing");
            break;
        }
        const PickleValue* recorded = theirState->find(index);
        for (const char* key : {"exp_avg", "exp_avg_sq"})
            moments.add(viewTensor(*entry->find(key)->tensor()), viewTensor(*recorded->find(key)->tensor()));
        steps.add(viewTensor(*entry->find("step")->tensor()), viewTensor(*recorded->find("step")->tensor()));
    }
    moments.require(ourState && !ourState->find(index), "another number of parameters");
    rows.push_back(moments.row());
    rows.push_back(steps.row());
}

} // namespace

void verifyTraining(const GoldenCase& golden, const std::string& stage, std::vector<VerifyRow>& rows, CancelToken& cancel)
{
    const TemporaryFolder temporary("verify");
    const TrainOptions options = recordedOptions(golden, stage, temporary.path() + "/run");
    TrainingObserver silent;
    const TrainingResult result = train(options, {}, silent, cancel);
    cancel.throwIfStopped();
    const std::string recorded = golden.checkpoint(stage);
    const std::string written = options.save_path + "/" + std::filesystem::path(recorded).filename().string();
    if (!std::filesystem::is_directory(written)) {
        GoldenComparison missing(stage + " checkpoint name", kExact);
        missing.require(false, "wrote " + result.lastCheckpoint + " instead");
        rows.push_back(missing.row());
        return;
    }
    const nlohmann::json ours = readJsonFile(written + "/trainer_state.json");
    const nlohmann::json theirs = readJsonFile(recorded + "/trainer_state.json");
    compareLogs(ours.at("log_history"), golden.expected.at(stage + "_log"), stage, rows);
    GoldenComparison epoch(stage + " steps_per_epoch", kExact);
    epoch.add(ours.at("steps_per_epoch").get<double>(), theirs.at("steps_per_epoch").get<double>());
    rows.push_back(epoch.row());
    compareWeights(written, recorded, stage, rows);
    compareOptimizers(written, recorded, stage, rows);
}

} // namespace icf
