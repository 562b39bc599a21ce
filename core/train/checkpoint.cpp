#include "core/train/checkpoint.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/nn/tensor_io.h"
#include "core/run/run_log.h"

namespace icf {
namespace {

PickleValue parameterFile(const Compressor& compressor)
{
    PickleValue::Dict entries;
    for (const NamedParameter& parameter : compressor.parameterFile()) {
        PickleValue value{tensorToWrite(parameter.name, parameter.tensor)};
        value.parameter = true;
        entries.push_back({PickleValue{parameter.name}, std::move(value)});
    }
    return {std::make_shared<PickleValue::Dict>(std::move(entries))};
}

constexpr const char* kLog = "log";
constexpr const char* kTimes = "times";
constexpr const char* kValidations = "validations";
/// What a checkpoint of ours must hold, checked by its manifest, to be gone on from.
constexpr std::array<const char*, 7> kResumeFiles{"resume.json", "resume.safetensors", "times.safetensors", "samples.jsonl",
                                                  "config.json", "model.safetensors", "param.pt"};

/// A table of float64 [steps, columns].
TensorData tableTensor(const char* name, std::vector<double> numbers, std::size_t columns)
{
    const auto kept = std::make_shared<std::vector<double>>(std::move(numbers));
    TensorData tensor;
    tensor.name = name;
    tensor.type = ElementType::f64;
    tensor.shape = {std::int64_t(kept->size() / columns), std::int64_t(columns)};
    tensor.bytes = std::as_bytes(std::span(*kept));
    tensor.owner = kept;
    return tensor;
}

/// The numbers of a table in a file, which must have so many rows.
std::vector<double> readTable(const std::string& path, const char* name, std::int64_t rows, std::size_t columns)
{
    const SafetensorsFile file(path);
    const TensorData* table = file.find(name);
    if (!table || table->type != ElementType::f64 || table->shape != std::vector<std::int64_t>{rows, std::int64_t(columns)})
        throw Error(path, std::string(name) + " is missing, or has not as many rows as resume.json says");
    std::vector<double> numbers(table->bytes.size() / sizeof(double));
    if (!numbers.empty())
        std::memcpy(numbers.data(), table->bytes.data(), table->bytes.size());
    return numbers;
}

std::vector<TensorData> resumeTensors(const AdamW& optimizer, const TrainingState& state)
{
    std::vector<TensorData> tensors{tableTensor(kLog, state.logNumbers(), TrainingState::kLogColumns),
                                    tableTensor(kValidations, state.validationNumbers(), TrainingState::kValidationColumns)};
    for (const NamedParameter& entry : optimizer.state())
        tensors.push_back(tensorToWrite(entry.name, entry.tensor));
    // A checkpoint may fall inside an accumulation: the gradients so far belong to it.
    for (const NamedParameter& parameter : optimizer.parameters()) {
        if (parameter.tensor.grad().defined())
            tensors.push_back(tensorToWrite("grad." + parameter.name, parameter.tensor.grad()));
    }
    return tensors;
}

/// The compressor as the Python code reads it.
void addCompressor(DirectoryTransaction& transaction, const std::string& folder, const CheckpointContent& content)
{
    nlohmann::json config = content.compressor.config().toJson();
    if (content.chunkLength)
        config[kChunkLengthKey] = *content.chunkLength;
    if (content.promptTemplate)
        config[kPromptTemplateKey] = content.promptTemplate->toJson();
    transaction.add("config.json", config.dump(2) + "\n");
    transaction.add("model.safetensors", [&](ByteSink& sink) {
        std::vector<TensorData> weights;
        for (const NamedParameter& parameter : content.compressor.weights())
            weights.push_back(tensorToWrite(parameter.name, parameter.tensor));
        writeSafetensors(sink, folder + "/model.safetensors", weights, {{"format", "pt"}});
    });
    transaction.add("param.pt", [&](ByteSink& sink) {
        writeTorchPickle(sink, parameterFile(content.compressor), "param");
    });
}

/// What else the Python code knows of a run.
void addPythonState(DirectoryTransaction& transaction, const CheckpointContent& content)
{
    if (content.options.save_optimizer) {
        transaction.add("optimizer.pt", [&](ByteSink& sink) {
            writeTorchPickle(sink, content.optimizer.toPickle(content.learningRate.at(content.state.steps),
                              content.learningRate.constant() ? std::nullopt : std::optional(content.learningRate.base())), "optimizer");
        });
    }
    if (content.options.save_scheduler && !content.learningRate.constant()) {
        transaction.add("scheduler.pt", [&](ByteSink& sink) {
            writeTorchPickle(sink, content.learningRate.toPickle(content.state.steps), "scheduler");
        });
    }
    transaction.add("trainer_state.json", [&](ByteSink& sink) { content.state.writeTrainerState(sink); });
}

/// What an exact resume needs.
void addResumeState(DirectoryTransaction& transaction, const std::string& folder, const std::string& run, const CheckpointContent& content)
{
    transaction.add("resume.safetensors", [&](ByteSink& sink) {
        writeSafetensors(sink, folder + "/resume.safetensors", resumeTensors(content.optimizer, content.state));
    });
    // Apart from the others, which are the same however fast the machine is.
    transaction.add("times.safetensors", [&](ByteSink& sink) {
        writeSafetensors(sink, folder + "/times.safetensors", {tableTensor(kTimes, content.state.logTimes(), TrainingState::kTimeColumns)});
    });
    transaction.add("samples.jsonl", [&](ByteSink& sink) { writeSamples(sink, content.state.log.samples); });
    nlohmann::json resume = content.state.toJson();
    resume["run"] = run;
    resume["fingerprints"] = content.fingerprints;
    transaction.add("resume.json", resume.dump() + "\n");
}

} // namespace

void writeCheckpoint(const std::string& folder, const std::string& run, const CheckpointContent& content, const FileSystem& system)
{
    DirectoryTransaction transaction(folder, /*replace=*/true, system);
    addCompressor(transaction, folder, content);
    addPythonState(transaction, content);
    addResumeState(transaction, folder, run, content);
    transaction.commit();
}

ResumeData readResume(const std::string& folder)
{
    const std::string path = folder + "/resume.json", tables = folder + "/resume.safetensors", times = folder + "/times.safetensors";
    const nlohmann::json json = readJsonFile(path);
    ResumeData data;
    TrainingState& state = data.state;
    state = TrainingState::fromJson(json, path);
    state.setLogNumbers(readTable(tables, kLog, state.steps, TrainingState::kLogColumns), tables);
    state.setValidationNumbers(readTable(tables, kValidations, state.validations, TrainingState::kValidationColumns), tables);
    state.setLogTimes(readTable(times, kTimes, state.steps, TrainingState::kTimeColumns), times);
    state.log.samples = readSamples(folder + "/samples.jsonl", state.steps);
    data.fingerprints = json.value("fingerprints", nlohmann::json());
    for (const char* group : {"options", "files", "rounding"}) {
        if (!data.fingerprints.is_object() || !data.fingerprints.contains(group) || !data.fingerprints[group].is_object())
            throw Error(path, std::string("fingerprints.") + group + " is missing or no object");
    }
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

std::string checkpointProblem(const std::string& folder)
{
    if (!std::filesystem::exists(folder + "/resume.json"))
        return kNoResumeFile;
    nlohmann::json state;
    try {
        state = readJsonFile(folder + "/resume.json");
    } catch (const Error&) {
        // The manifest names what is damaged.
    } catch (const Failure& failure) {
        return failure.what();
    }
    if (const std::string problem = TrainingState::formatProblem(state); !problem.empty())
        return problem;
    const ManifestCheck check = verifyManifest(folder);
    if (check.state == ManifestState::broken)
        return check.problem;
    if (check.state == ManifestState::absent)
        return "it has no manifest.json, so that its files cannot be checked";
    for (const char* name : kResumeFiles) {
        if (!check.files.contains(name))
            return std::string(name) + " is not in manifest.json";
    }
    try {
        readResume(folder);
        return {};
    } catch (const Error& error) {
        return error.what();
    } catch (const Failure& failure) {
        return failure.what();
    }
}

} // namespace icf
