#pragma once
#include <algorithm>
#include <cstring>
#include <map>

#include "core/base/error.h"
#include "core/io/limits.h"
#include "core/io/torch_pickle.h"

namespace icf {

/// What a program may call.
enum class PickleCallable { orderedDict, rebuildTensor, rebuildParameter };

/// A class of storages, torch.FloatStorage and so on.
struct PickleStorageClass {
    ElementType type;
};
/// A storage of the archive.
struct PickleStorage {
    ElementType type;
    std::span<const std::byte> bytes;
};

/// What the program computes with: values, and what tensors are made from.
struct PickleItem {
    using Tuple = std::shared_ptr<const std::vector<PickleItem>>;
    std::variant<PickleValue, Tuple, PickleCallable, PickleStorageClass, PickleStorage> what;
    int depth = 0;           ///< Of lists, dicts and tuples in one another.
    std::size_t weight = 1;  ///< Values and bytes of text in all of it.

    template <class Kind> const Kind* plain() const
    {
        const auto* value = std::get_if<PickleValue>(&what);
        return value ? std::get_if<Kind>(&value->value) : nullptr;
    }
    const std::vector<PickleItem>* tuple() const
    {
        const auto* items = std::get_if<Tuple>(&what);
        return items ? items->get() : nullptr;
    }
};

/// Runs a pickle program as far as torch.save needs it.  Lists and dicts are never recalled, so values are trees: there are no loops, and
/// what is shared costs its weight each time.
class PickleReader {
public:
    /// As readPickleProgram().
    PickleReader(std::string where, const StorageSource& storages, std::shared_ptr<const void> owner, std::uint64_t copyLimit, bool mapped)
        : where_(std::move(where)), storages_(storages), owner_(std::move(owner)), copyLimit_(copyLimit), mapped_(mapped)
    {
    }

    /// The value that the program leaves.  Throws Error naming where and what is not allowed; to be called once.
    PickleValue run(std::span<const std::byte> program)
    {
        rest_ = program;
        shareLimit_ = kShareFloor + program.size() * kSharePerByte;
        while (step(number<unsigned char>())) {
        }
        if (stack_.size() != 1 || !marks_.empty())
            throw error("its pickle does not end in one value; the file is damaged");
        return valueOf(stack_.back());
    }

private:
    static constexpr std::size_t kShareFloor = 4096, kSharePerByte = 64;

    bool step(unsigned char opcode);

    Error error(const std::string& what) const { return {where_, what}; }

    std::span<const std::byte> take(std::size_t size)
    {
        if (size > rest_.size())
            throw error("its pickle ends too early; the file is damaged");
        const auto taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }

    template <typename Number> Number number()
    {
        Number value;
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }

    std::string_view line()
    {
        const auto end = std::find(rest_.begin(), rest_.end(), std::byte{'\n'});
        if (end == rest_.end())
            throw error("its pickle ends too early; the file is damaged");
        const auto taken = take(std::size_t(end - rest_.begin()) + 1);
        return {reinterpret_cast<const char*>(taken.data()), taken.size() - 1};
    }

    void push(PickleItem item)
    {
        if (++made_ > kMaxPickleValues)
            throw error("holds more than " + std::to_string(kMaxPickleValues) + " values");
        stack_.push_back(std::move(item));
    }
    template <class Plain> void pushPlain(Plain plain, std::size_t weight = 1)
    {
        PickleValue value;
        value.value = std::move(plain);
        push({std::move(value), 0, weight});
    }

    PickleItem pop()
    {
        if (stack_.size() <= (marks_.empty() ? 0 : marks_.back()))
            throw error("its pickle takes a value that is not there; the file is damaged");
        PickleItem item = std::move(stack_.back());
        stack_.pop_back();
        return item;
    }

    std::size_t popMark()
    {
        if (marks_.empty())
            throw error("its pickle looks for a mark that is not there; the file is damaged");
        const std::size_t mark = marks_.back();
        marks_.pop_back();
        return mark;
    }

    // What the opcodes do (pickle_reader.cpp).
    void pushLong();
    void pushText();
    void pushTuple(std::size_t count);
    void pushGlobal(std::string_view module, std::string_view name);
    void fill(std::size_t count, bool dict);
    void memoize(std::uint32_t index);
    void recall(std::uint32_t index);
    void reduce();
    void loadStorage();

    void share(const PickleItem& item);
    void putInto(PickleItem& container, const PickleItem& item) const
    {
        container.depth = std::max(container.depth, item.depth + 1);
        container.weight += item.weight;
        if (container.depth > kMaxPickleDepth)
            throw error("nests values deeper than " + std::to_string(kMaxPickleDepth) + " levels");
    }

    // Values and tensors (pickle_tensors.cpp).
    PickleValue valueOf(const PickleItem& item) const;
    std::vector<std::int64_t> integersOf(const PickleItem& item) const;
    PickleValue tensorOf(const std::vector<PickleItem>& arguments);
    PickleValue parameterOf(const std::vector<PickleItem>& arguments) const;
    TensorData dense(const PickleStorage& storage, std::int64_t offset, const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides);

    std::string where_;
    const StorageSource& storages_;
    std::shared_ptr<const void> owner_;
    std::uint64_t copyLimit_;
    bool mapped_;
    std::span<const std::byte> rest_;
    std::vector<PickleItem> stack_;
    std::vector<std::size_t> marks_;
    /// No hash table: the program chooses the keys, and could have them all collide.
    std::map<std::uint32_t, PickleItem> memo_;
    std::size_t made_ = 0;
    std::size_t shareLimit_ = 0;
};

} // namespace icf
