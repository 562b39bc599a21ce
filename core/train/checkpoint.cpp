#include "core/train/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/nn/tensor_io.h"
#include "core/run/run_folder.h"

namespace icf {
namespace {

constexpr const char* kPrefix = "checkpoint-";

PickleValue parameterFile(const Compressor& compressor)
{
    PickleValue::Dict entries;
    const auto add = [&](const char* name, const at::Tensor& tensor) {
        PickleValue value{tensorBytes(name, tensor)};
        value.parameter = true;
        entries.push_back({PickleValue{std::string(name)}, std::move(value)});
    };
    add("digest_embeddings", compressor.digestEmbeddings());
    add("AE", compressor.ae());
    if (compressor.hasFt())
        add("FT", compressor.ft());
    return {std::make_shared<PickleValue::Dict>(std::move(entries))};
}

constexpr const char* kLog = "log";

/// The log so far as float64 [steps, columns].
TensorData logTensor(const TrainingState& state)
{
    const auto numbers = std::make_shared<std::vector<double>>(state.logNumbers());
    TensorData tensor;
    tensor.name = kLog;
    tensor.type = ElementType::f64;
    tensor.shape = {std::int64_t(state.log.size()), std::int64_t(TrainingState::kLogColumns)};
    tensor.bytes = std::as_bytes(std::span(*numbers));
    tensor.owner = numbers;
    return tensor;
}

void readLog(const std::string& folder, TrainingState& state)
{
    const std::string path = folder + "/resume.safetensors";
    const SafetensorsFile file(path);
    const TensorData* log = file.find(kLog);
    if (!log || log->type != ElementType::f64 || log->shape.size() != 2 || log->shape[1] != std::int64_t(TrainingState::kLogColumns))
        throw Error(path, "log is missing or does not fit");
    const auto* first = reinterpret_cast<const double*>(log->bytes.data());
    state.setLogNumbers({first, log->bytes.size() / sizeof(double)});
}

std::vector<TensorData> resumeTensors(const AdamW& optimizer, const TrainingState& state)
{
    std::vector<TensorData> tensors{logTensor(state)};
    for (const NamedParameter& entry : optimizer.state())
        tensors.push_back(tensorBytes(entry.name, entry.tensor));
    // A checkpoint may fall inside an accumulation: the gradients so far belong to it.
    for (const NamedParameter& parameter : optimizer.parameters()) {
        if (parameter.tensor.grad().defined())
            tensors.push_back(tensorBytes("grad." + parameter.name, parameter.tensor.grad()));
    }
    return tensors;
}

} // namespace

void writeCheckpoint(const std::string& folder, const CheckpointContent& content, bool replace, const FileSystem& system)
{
    std::vector<TensorData> weights;
    for (const NamedParameter& parameter : content.compressor.encoder().parameters())
        weights.push_back(tensorBytes(parameter.name, parameter.tensor));

    DirectoryTransaction transaction(folder, replace, system);
    transaction.add("config.json", content.compressor.config().toJson().dump(2) + "\n");
    transaction.add("model.safetensors", [&](ByteSink& sink) {
        writeSafetensors(sink, folder + "/model.safetensors", weights, {{"format", "pt"}});
    });
    transaction.add("param.pt", [&](ByteSink& sink) {
        writeTorchPickle(sink, parameterFile(content.compressor), "param");
    });
    if (content.writeOptimizer) {
        transaction.add("optimizer.pt", [&](ByteSink& sink) {
            writeTorchPickle(sink, content.optimizer.toPickle(content.learningRate.at(content.state.steps),
                              content.learningRate.constant() ? std::nullopt : std::optional(content.learningRate.base())), "optimizer");
        });
    }
    if (content.writeScheduler && !content.learningRate.constant()) {
        transaction.add("scheduler.pt", [&](ByteSink& sink) {
            writeTorchPickle(sink, content.learningRate.toPickle(content.state.steps), "scheduler");
        });
    }
    transaction.add("trainer_state.json", [&](ByteSink& sink) { content.state.writeTrainerState(sink); });
    transaction.add("resume.safetensors", [&](ByteSink& sink) {
        writeSafetensors(sink, folder + "/resume.safetensors", resumeTensors(content.optimizer, content.state));
    });
    nlohmann::json resume = content.state.toJson();
    resume["fingerprints"] = content.fingerprints;
    transaction.add("resume.json", resume.dump() + "\n");
    transaction.commit();
}

ResumeData readResume(const std::string& folder)
{
    const std::string path = folder + "/resume.json";
    if (!std::filesystem::exists(path))
        throw Error(folder, "cannot be resumed: it has no resume.json (written by the Python code?); start from it with --icformer_path instead");
    const nlohmann::json json = readJsonFile(path);
    ResumeData data;
    data.state = TrainingState::fromJson(json, path);
    readLog(folder, data.state);
    data.fingerprints = json.value("fingerprints", nlohmann::json::object());
    return data;
}

void restoreOptimizer(const std::string& folder, const TrainingState& state, AdamW& optimizer)
{
    at::NoGradGuard noGrad;
    const std::string path = folder + "/resume.safetensors";
    const SafetensorsFile file(path);
    const auto require = [&](const std::string& name, const at::Tensor& like) -> const TensorData& {
        const TensorData* data = file.find(name);
        if (!data || !at::IntArrayRef(data->shape).equals(like.sizes()) || data->type != ElementType::f32)
            throw Error(path, name + " is missing or does not fit");
        return *data;
    };
    for (NamedParameter& entry : optimizer.state())
        entry.tensor.copy_(viewTensor(require(entry.name, entry.tensor)));
    for (const NamedParameter& parameter : optimizer.parameters()) {
        if (file.find("grad." + parameter.name))
            parameter.tensor.mutable_grad() = loadTensor(require("grad." + parameter.name, parameter.tensor), at::kFloat, parameter.tensor.device());
    }
    optimizer.setSteps(state.optimizerSteps);
}

std::int64_t checkpointNumber(const std::string& folder)
{
    const std::string name = std::filesystem::path(folder).filename().string();
    std::int64_t number = -1;
    if (name.starts_with(kPrefix))
        std::from_chars(name.data() + std::string_view(kPrefix).size(), name.data() + name.size(), number);
    return number;
}

std::string checkpointRun(const std::string& folder)
{
    try {
        return readJsonFile(folder + "/resume.json").at("fingerprints").at("run").get<std::string>();
    } catch (const std::exception&) {
        return {};
    }
}

std::optional<std::string> newestValidCheckpoint(const std::string& runFolder, const std::string& runId, std::vector<std::string>& skipped)
{
    std::vector<std::string> all = listCheckpoints(runFolder);
    for (auto folder = all.rbegin(); folder != all.rend(); ++folder) {
        const ManifestCheck check = verifyManifest(*folder);
        if (check.state == ManifestState::broken)
            skipped.push_back(*folder + ": " + check.problem);
        else if (!std::filesystem::exists(*folder + "/resume.json"))
            skipped.push_back(*folder + ": it has no resume.json");
        else if (checkpointRun(*folder) != runId)
            skipped.push_back(*folder + ": another run wrote it");
        else
            return *folder;
    }
    return std::nullopt;
}

void pruneCheckpoints(const std::string& runFolder, const std::string& runId, std::int64_t keepLast, std::int64_t best)
{
    if (keepLast <= 0)
        return;
    const std::vector<std::string> all = listCheckpoints(runFolder);
    std::int64_t kept = 0;
    for (auto folder = all.rbegin(); folder != all.rend(); ++folder) {
        // A link may lead anywhere, and nothing outside the run folder is ours to remove.
        if (std::filesystem::is_symlink(*folder) || checkpointRun(*folder) != runId || ++kept <= keepLast || checkpointNumber(*folder) == best)
            continue;
        // Without resume.json, which goes first, a half-removed folder is never taken for one to go on from.
        std::error_code ignored;
        std::filesystem::remove(*folder + "/resume.json", ignored);
        std::filesystem::remove_all(*folder, ignored);
    }
}

} // namespace icf
