#include <algorithm>
#include <filesystem>
#include <set>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/utf8.h"
#include "core/io/limits.h"
#include "core/io/safetensors.h"

namespace icf {
namespace {

constexpr const char* kSingleFile = "model.safetensors";
constexpr const char* kIndexFile = "model.safetensors.index.json";
constexpr const char* kReadable = "weights are read in float32, bfloat16 and float16";

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

ShardIndex readIndex(const std::string& path)
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
            && file.find_first_of(std::string_view("/\\:\0", 4)) == std::string::npos && file.ends_with(".safetensors");
        if (!plain)
            throw Error(
                path, "weight_map names \"" + printable(file) + "\"; only .safetensors files of this folder are read");
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

} // namespace

ModelWeights::ModelWeights(const std::string& folder)
    : folder_(folder)
{
    ShardIndex index;
    if (exists(folder + "/" + kSingleFile)) {
        index.shards = {kSingleFile};
    } else if (exists(folder + "/" + kIndexFile)) {
        index = readIndex(folder + "/" + kIndexFile);
    } else if (!exists(folder)) {
        throw Error(folder, "no such folder; check the path");
    } else if (exists(folder + "/pytorch_model.bin") || exists(folder + "/pytorch_model.bin.index.json")) {
        throw Error(folder, "holds pytorch_model.bin only; save the model again as safetensors");
    } else {
        throw Error(folder, "holds neither model.safetensors nor model.safetensors.index.json");
    }

    files_.reserve(index.shards.size());
    for (const std::string& name : index.shards) {
        const SafetensorsFile& file = files_.emplace_back(folder + "/" + name);
        for (const TensorData& tensor : file.tensors()) {
            const auto listed = index.shardOf.find(tensor.name);
            if (!index_.emplace(tensor.name, &tensor).second)
                faults_[tensor.name] = "is in more than one file";
            else if (listed != index.shardOf.end() && *listed->second != name)
                faults_[tensor.name] = "is in " + name + ", but the index says " + *listed->second;
            all_.push_back(&tensor);
        }
        for (const auto& [tensor, dtype] : file.foreign())
            faults_[tensor] = "has the unsupported dtype " + printable(dtype) + "; " + kReadable;
    }
    for (const auto& [tensor, shard] : index.shardOf)
        if (!index_.contains(tensor) && !faults_.contains(tensor))
            faults_[tensor] = "is missing in " + *shard + ", where the index has it; fetch that file again";
    for (const auto& [tensor, fault] : faults_)
        index_.erase(tensor);
}

const TensorData* ModelWeights::find(const std::string& name) const
{
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : found->second;
}

const TensorData& ModelWeights::require(const std::string& name, const std::vector<std::int64_t>& shape) const
{
    if (const auto fault = faults_.find(name); fault != faults_.end())
        throw Error(folder_, "tensor \"" + name + "\" " + fault->second);
    const TensorData* tensor = find(name);
    if (tensor == nullptr)
        throw Error(folder_, "tensor \"" + name + "\" is missing; the folder may hold another kind of model");
    if (tensor->shape != shape)
        throw Error(folder_,
            "tensor \"" + name + "\": expected shape " + shapeText(shape) + ", got " + shapeText(tensor->shape));
    if (!isFloatingPoint(tensor->type))
        throw Error(folder_, "tensor \"" + name + "\" has the unsupported dtype " + elementName(tensor->type) + "; " + kReadable);
    return *tensor;
}

} // namespace icf
