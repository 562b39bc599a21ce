#include <algorithm>
#include <filesystem>
#include <set>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/utf8.h"
#include "core/io/gguf_weights.h"
#include "core/io/limits.h"
#include "core/io/model_path.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"

namespace icf {
namespace {

constexpr const char* kSingleFile = "model.safetensors";
constexpr const char* kIndexFile = "model.safetensors.index.json";
constexpr const char* kTorchFile = "pytorch_model.bin";
constexpr const char* kTorchIndexFile = "pytorch_model.bin.index.json";
constexpr const char* kReadable = "weights are read in float32, bfloat16 and float16";
constexpr const char* kGgufReadable = "F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K and Q6_K are read";

bool exists(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

/// What an index says.
struct ShardIndex {
    std::set<std::string> shards;                      ///< Plain names of files in the folder.
    std::map<std::string, const std::string*> shardOf; ///< Tensor → one of shards.
};

/// extension: of the files that it may name.
ShardIndex readIndex(const std::string& path, const std::string& extension)
{
    const nlohmann::json index = readJsonFile(path);
    if (!index.is_object() || !index.contains("weight_map") || !index["weight_map"].is_object())
        throw Error(path, "has no \"weight_map\" object");
    ShardIndex out;
    for (const auto& [tensor, shard] : index["weight_map"].items()) {
        if (!shard.is_string())
            throw Error(path, "weight_map: \"" + printable(tensor) + "\" names no file");
        const std::string file = shard.get<std::string>();
        const bool plain = !file.empty() && !file.starts_with('.') && printable(file, file.size()) == file
            && file.find_first_of(std::string_view("/\\:\0", 4)) == std::string::npos && file.ends_with(extension);
        if (!plain)
            throw Error(
                path, "weight_map names \"" + printable(file) + "\"; only " + extension + " files of this folder are read");
        out.shardOf[tensor] = &*out.shards.insert(file).first;
        if (out.shards.size() > kMaxShards)
            throw Error(path, "names more than " + std::to_string(kMaxShards) + " files");
    }
    return out;
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text = "[";
    for (const std::int64_t dimension : shape)
        text += (text.size() > 1 ? ", " : "") + std::to_string(dimension);
    return text + "]";
}

/// The tensors of a state dict that torch.save wrote.
std::vector<TensorData> torchTensors(const std::string& path)
{
    const PickleValue state = readTorchPickle(path);
    const auto* entries = std::get_if<std::shared_ptr<PickleValue::Dict>>(&state.value);
    if (entries == nullptr)
        throw Error(path, "is not a state dict (names with their tensors); save the model again as safetensors");
    std::vector<TensorData> tensors;
    for (const auto& [key, value] : **entries) {
        const auto* name = std::get_if<std::string>(&key.value);
        if (name != nullptr && value.tensor() != nullptr)
            tensors.emplace_back(*value.tensor()).name = *name;
    }
    return tensors;
}

} // namespace

ModelWeights::ModelWeights(const std::string& path)
    : folder_(modelFiles(path))
    , gguf_(isGgufPath(folder_))
{
    if (gguf_) {
        const GgufFile file(folder_);
        add(decoderTensors(file));
        for (const auto& [tensor, type] : file.foreign())
            faults_[torchTensorName(tensor)] = "has the unsupported type " + printable(type) + "; " + kGgufReadable;
    } else {
        readFolder();
    }
    for (const auto& [tensor, fault] : faults_)
        index_.erase(tensor);
}

void ModelWeights::readFolder()
{
    ShardIndex index;
    bool torch = false;
    if (exists(folder_ + "/" + kSingleFile)) {
        index.shards = {kSingleFile};
    } else if (exists(folder_ + "/" + kIndexFile)) {
        index = readIndex(folder_ + "/" + kIndexFile, ".safetensors");
    } else if (exists(folder_ + "/" + kTorchFile)) {
        index.shards = {kTorchFile};
        torch = true;
    } else if (exists(folder_ + "/" + kTorchIndexFile)) {
        index = readIndex(folder_ + "/" + kTorchIndexFile, ".bin");
        torch = true;
    } else if (!exists(folder_)) {
        throw Error(folder_, "no such folder; check the path");
    } else {
        throw Error(folder_, "holds neither model.safetensors nor model.safetensors.index.json, nor pytorch_model.bin or one .gguf file");
    }

    for (const std::string& name : index.shards) {
        const std::string path = folder_ + "/" + name;
        if (torch) {
            add(torchTensors(path));
        } else {
            SafetensorsFile file(path);
            add(file.takeTensors());
            for (const auto& [tensor, dtype] : file.foreign())
                faults_[tensor] = "has the unsupported dtype " + printable(dtype) + "; " + kReadable;
        }
        for (const TensorData& tensor : parts_.back()) {
            const auto listed = index.shardOf.find(tensor.name);
            if (listed != index.shardOf.end() && *listed->second != name)
                faults_.emplace(tensor.name, "is in " + name + ", but the index says " + *listed->second);
        }
    }
    for (const auto& [tensor, shard] : index.shardOf)
        if (!index_.contains(tensor) && !faults_.contains(tensor))
            faults_[tensor] = "is missing in " + *shard + ", where the index has it; fetch that file again";
}

void ModelWeights::add(std::vector<TensorData> tensors)
{
    for (const TensorData& tensor : parts_.emplace_back(std::move(tensors))) {
        if (!index_.emplace(tensor.name, &tensor).second)
            faults_[tensor.name] = gguf_ ? "is there twice under different names" : "is in more than one file";
        all_.push_back(&tensor);
    }
}

const TensorData* ModelWeights::find(const std::string& name) const
{
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : found->second;
}

const TensorData& ModelWeights::require(const std::string& name, const std::vector<std::int64_t>& shape) const
{
    // As the file calls it.
    const std::string shown = "tensor \"" + (gguf_ ? ggufTensorName(name) : name) + "\"";
    if (const auto fault = faults_.find(name); fault != faults_.end())
        throw Error(folder_, shown + " " + fault->second);
    const TensorData* tensor = find(name);
    if (tensor == nullptr)
        throw Error(folder_, shown + " is missing; the " + (gguf_ ? "file" : "folder") + " may hold another kind of model");
    if (tensor->shape != shape)
        throw Error(folder_,
            shown + ": expected shape " + shapeText(shape) + ", got " + shapeText(tensor->shape));
    if (!isFloatingPoint(tensor->type))
        throw Error(folder_, shown + " has the unsupported dtype " + elementName(tensor->type) + "; " + kReadable);
    return *tensor;
}

} // namespace icf
