#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/base/byte_sink.h"
#include "core/io/tensor_data.h"

namespace icf {

/// Reads a safetensors file by mapping it.  Checks everything before a tensor is handed out: header length at most
/// 100 MB and inside the file, JSON without duplicate keys, known types, offsets contiguous without holes or overlaps,
/// sizes equal to shape × type with checked arithmetic, file length exact.  Throws Error naming the file and the tensor.
class SafetensorsFile {
public:
    explicit SafetensorsFile(const std::string& path);

    /// In the order of their bytes in the file.
    const std::vector<TensorData>& tensors() const { return tensors_; }
    /// Null when there is none of that name.
    const TensorData* find(const std::string& name) const;
    const std::map<std::string, std::string>& metadata() const { return metadata_; }

private:
    std::vector<TensorData> tensors_;
    std::map<std::string, std::size_t> index_;
    std::map<std::string, std::string> metadata_;
};

/// Writes a safetensors file: to a temporary name beside it, flushed, then renamed.  Tensors keep the given order.
/// metadata: the "__metadata__" object, e.g. {"format": "pt"} as transformers expects.
void writeSafetensors(const std::string& path, const std::vector<TensorData>& tensors,
    const std::map<std::string, std::string>& metadata = {});

/// The same into a sink, for a file that is part of a larger whole (a checkpoint).  name: what messages call the file.
void writeSafetensors(ByteSink& sink, const std::string& name, const std::vector<TensorData>& tensors,
    const std::map<std::string, std::string>& metadata = {});

/// All tensors of a model folder: model.safetensors, or the shards that model.safetensors.index.json names (plain names
/// inside the folder only).  Later look-ups do not copy.
class ModelWeights {
public:
    explicit ModelWeights(const std::string& folder);
    ModelWeights(ModelWeights&&) = default;
    ModelWeights& operator=(ModelWeights&&) = default;
    ModelWeights(const ModelWeights&) = delete;
    ModelWeights& operator=(const ModelWeights&) = delete;

    /// Null when there is none of that name.
    const TensorData* find(const std::string& name) const;
    /// Throws Error naming folder and tensor when it is missing or its shape differs.
    const TensorData& require(const std::string& name, const std::vector<std::int64_t>& shape) const;
    /// Of all shards.
    const std::vector<const TensorData*>& tensors() const { return all_; }

private:
    std::vector<SafetensorsFile> files_;
    std::vector<const TensorData*> all_;
    std::map<std::string, const TensorData*> index_;
    std::string folder_;
};

} // namespace icf
