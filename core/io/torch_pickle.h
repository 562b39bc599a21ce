#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/byte_sink.h"
#include "core/io/tensor_data.h"

namespace icf {

/// A value of a torch zip-pickle (torch.save): the small part of Python that param.pt and optimizer.pt are made of.
/// Lists and tuples are both List; dicts keep their order; Parameters are their tensors.
struct PickleValue {
    using List = std::vector<PickleValue>;
    using Dict = std::vector<std::pair<PickleValue, PickleValue>>;
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::shared_ptr<List>, std::shared_ptr<Dict>,
        TensorData>
        value;
    bool tuple = false; ///< A List that was a tuple: written as one.
    bool parameter = false; ///< A tensor that was (or is to be written as) a torch.nn.Parameter.
    bool requiresGrad = true; ///< Of a Parameter: the reference saves a frozen AE with false.

    /// The entry of a dict by string or integer key; null when there is none or this is no dict.
    const PickleValue* find(const std::string& key) const;
    const PickleValue* find(std::int64_t key) const;
    /// Null when this is no tensor.
    const TensorData* tensor() const { return std::get_if<TensorData>(&value); }
};

/// Reads a torch zip-pickle without running anything from it: the opcodes and globals that torch.save writes for tensors
/// (torch._utils._rebuild_tensor_v2, torch._utils._rebuild_parameter, torch.*Storage, collections.OrderedDict), stored
/// (uncompressed) zip entries, every size checked against the bytes present before memory is taken, strides made dense.
/// Storages on any device ('cuda:0') are read.  Throws Error naming the file and what in it is not allowed.
PickleValue readTorchPickle(const std::string& path);

/// The bytes of a named storage.  Throws Error when the file has none.
using StorageSource = std::function<std::span<const std::byte>(std::string_view key)>;

/// The same for the program alone (data.pkl).  owner keeps the storages alive, mapped: they are parts of a file's mapping; strided tensors made dense take at most copyLimit bytes in
/// all, everything else about 130 bytes per byte of the program, capped by core/io/limits.h.
PickleValue readPickleProgram(std::span<const std::byte> program, const std::string& where, const StorageSource& storages,
    std::shared_ptr<const void> owner, std::uint64_t copyLimit, bool mapped = false);

/// Writes one that torch.load(weights_only=True) reads: zip, stored, protocol 2, storages on 'cpu', 64-byte aligned.
/// archive: the folder name inside the zip, by torch's custom the file's stem.  Atomic like writeSafetensors.
void writeTorchPickle(const std::string& path, const PickleValue& value, const std::string& archive);

/// The same into a sink, for a file that is part of a larger whole (a checkpoint).
void writeTorchPickle(ByteSink& sink, const PickleValue& value, const std::string& archive);

} // namespace icf
