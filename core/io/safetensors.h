#pragma once
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/byte_sink.h"
#include "core/io/tensor_data.h"

namespace icf {

/// Reads a safetensors file by mapping it.  Checks everything before a tensor is handed out: header length at most
/// 100 MB and inside the file, at most 200,000 tensors, JSON without duplicate keys, offsets contiguous without holes or overlaps,
/// sizes equal to shape × type with checked arithmetic, file length exact.  Throws Error naming the file and the tensor.
class SafetensorsFile {
public:
    explicit SafetensorsFile(const std::string& path);

    /// In the order of their bytes in the file.
    const std::vector<TensorData>& tensors() const { return tensors_; }
    /// Hands them over; the file has none afterwards.
    std::vector<TensorData> takeTensors()
    {
        byName_.clear();
        return std::exchange(tensors_, {});
    }
    /// Null when there is none of that name.
    const TensorData* find(const std::string& name) const;
    /// Name → dtype of those whose dtype is none of ElementType: "F8_E4M3", "U16", "C64", …  They are not among tensors().
    const std::map<std::string, std::string>& foreign() const { return foreign_; }
    const std::map<std::string, std::string>& metadata() const { return metadata_; }

private:
    std::vector<TensorData> tensors_;
    std::vector<std::uint32_t> byName_; ///< Indexes of tensors_, sorted by name.
    std::map<std::string, std::string> foreign_;
    std::map<std::string, std::string> metadata_;
};

/// Writes a safetensors file: to a temporary name beside it, flushed, then renamed.  Tensors keep the given order.
/// metadata: the "__metadata__" object, e.g. {"format": "pt"} as transformers expects.
void writeSafetensors(const std::string& path, const std::vector<TensorData>& tensors,
    const std::map<std::string, std::string>& metadata = {});

/// The same into a sink, for a file that is part of a larger whole (a checkpoint).  name: what messages call the file.
void writeSafetensors(ByteSink& sink, const std::string& name, const std::vector<TensorData>& tensors,
    const std::map<std::string, std::string>& metadata = {});

/// All tensors of a model under the names of Hugging Face folders: model.safetensors, or the shards that model.safetensors.index.json names (plain
/// names inside the folder only); else pytorch_model.bin, or its shards, without running anything from it; or a GGUF file.  Files are
/// mapped; later look-ups do not copy.  What is wrong with one tensor alone (the index lists it and no shard has it, it has a dtype
/// that cannot be read, two shards have it) is refused only when that tensor is required.
class ModelWeights {
public:
    /// path: a folder, a GGUF file, or what modelFiles (core/io/model_path.h) finds them by.
    explicit ModelWeights(const std::string& path);
    ModelWeights(ModelWeights&&) = default;
    ModelWeights& operator=(ModelWeights&&) = default;
    ModelWeights(const ModelWeights&) = delete;
    ModelWeights& operator=(const ModelWeights&) = delete;

    /// Null when there is none of that name that can be read.
    const TensorData* find(const std::string& name) const;
    /// Whether there is one of that name, be it one that cannot be used.
    bool has(const std::string& name) const { return index_.contains(name) || faults_.contains(name); }
    /// The folder or GGUF file that they are read from.
    const std::string& folder() const { return folder_; }
    /// Throws Error naming folder and tensor (as its file calls it) when it is missing, its shape differs, or it holds no floating-point numbers.
    const TensorData& require(const std::string& name, const std::vector<std::int64_t>& shape) const;
    /// Of all shards.
    const std::vector<const TensorData*>& tensors() const { return all_; }

private:
    void readFolder();
    /// The tensors of one file.
    void add(std::vector<TensorData> tensors);

    std::deque<std::vector<TensorData>> parts_;
    std::vector<const TensorData*> all_;
    std::map<std::string_view, const TensorData*> index_; ///< Names as they stand in parts_.
    std::map<std::string, std::string> faults_;           ///< Tensor → why it cannot be used.
    std::string folder_;
    bool gguf_ = false;
};

} // namespace icf
