#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/io/tensor_data.h"
#include "core/io/torch_pickle.h"

namespace icf {

/// The bytes of a named storage.  Throws Error when the file has none.
using StorageSource = std::function<std::span<const std::byte>(std::string_view key)>;

/// Runs the pickle program of a torch file on an allow-list of opcodes and globals: builds values, calls nothing.
/// Memory stays below about 100 bytes per byte of the program (capped), plus strided tensors made dense (at most
/// copyLimit bytes in all).
class PickleMachine {
public:
    PickleMachine(std::string where, StorageSource storages, std::shared_ptr<const void> owner, std::uint64_t copyLimit)
        : where_(std::move(where))
        , storages_(std::move(storages))
        , owner_(std::move(owner))
        , copyLimit_(copyLimit)
    {
    }

    /// Throws Error naming the file and what in it is not allowed.
    PickleValue run(std::span<const std::byte> program);

private:
    enum class Kind { none, boolean, integer, real, text, list, tuple, dict, global, storage, tensor, parameter };
    enum class Global { orderedDict, rebuildTensor, rebuildParameter, storageType };
    struct Storage {
        ElementType type;
        std::span<const std::byte> bytes;
    };
    /// A value while the program runs.  Texts stay in the file; all nodes are freed together, so that neither loops among
    /// them nor their depth matter.
    struct Node {
        Kind kind = Kind::none;
        Global global = Global::orderedDict;
        bool flag = false; ///< A boolean; of a parameter, requires_grad.
        union {
            std::int64_t integer = 0;
            double real;
            ElementType type; ///< Of a storage class.
            const TensorData* tensor;
            const Storage* storage;
        };
        std::string_view text;
        std::vector<Node*> items; ///< Of lists and tuples; keys and values in turn of dicts.
    };

    // The opcodes, by what they do.
    void step(unsigned char opcode);
    void pushInteger(std::int64_t value);
    void pushLong(std::size_t size);
    void pushText(std::size_t size);
    void pushTuple(std::size_t size);
    void pushGlobal(std::string_view module, std::string_view name);
    void append(std::size_t from);
    void setItems(std::size_t from);
    void reduce();
    void build();
    void loadStorage();
    Node* rebuildTensor(const Node& arguments);
    Node* rebuildParameter(const Node& arguments);
    TensorData dense(const Storage& storage, std::int64_t offset, const std::vector<std::int64_t>& shape,
        const std::vector<std::int64_t>& strides);

    // The parts of the machine.
    Error error(const std::string& what) const;
    std::span<const std::byte> take(std::size_t size);
    std::string_view line();
    template <typename Number> Number number();
    Node* make(Kind kind);
    void push(Node* node);
    Node* pop();
    std::size_t popMark();
    void memoize(std::uint32_t index);
    void recall(std::uint32_t index);
    std::vector<std::int64_t> integers(const Node& tuple) const;
    PickleValue value(const Node& node, int depth);

    std::string where_;
    StorageSource storages_;
    std::shared_ptr<const void> owner_;
    std::uint64_t copyLimit_;

    std::span<const std::byte> rest_;
    std::deque<Node> nodes_;
    std::deque<TensorData> tensors_;
    std::deque<Storage> storageNodes_;
    std::vector<Node*> stack_;
    std::vector<std::size_t> marks_;
    /// No hash table: the program chooses the keys, and could have them all collide.
    std::map<std::uint32_t, Node*> memo_;
    bool stopped_ = false;
    std::size_t valueBudget_ = 0;
    std::size_t textBudget_ = 0;
};

} // namespace icf
