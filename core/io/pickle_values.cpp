#include <cstring>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/io/limits.h"
#include "core/io/pickle_machine.h"

namespace icf {

void PickleMachine::loadStorage()
{
    const Node* id = pop();
    // ("storage", class, key, device, elements)
    const bool good = id->kind == Kind::tuple && id->items.size() == 5 && id->items[0]->kind == Kind::text
        && id->items[0]->text == "storage" && id->items[1]->kind == Kind::global
        && id->items[1]->global == Global::storageType && id->items[2]->kind == Kind::text
        && id->items[3]->kind == Kind::text && id->items[4]->kind == Kind::integer;
    if (!good)
        throw error("describes a storage in an unknown way");
    const std::string_view key = id->items[2]->text;
    const Storage storage{id->items[1]->type, storages_(key)};
    const std::int64_t elements = id->items[4]->integer;
    if (elements < 0 || storage.bytes.size() % elementSize(storage.type) != 0
        || static_cast<std::uint64_t>(elements) != storage.bytes.size() / elementSize(storage.type))
        throw error("storage \"" + printable(key) + "\" has other bytes than its pickle says; the file is damaged");
    Node* node = make(Kind::storage);
    storageNodes_.push_back(storage);
    node->storage = &storageNodes_.back();
    push(node);
}

std::vector<std::int64_t> PickleMachine::integers(const Node& tuple) const
{
    std::vector<std::int64_t> values;
    if (tuple.kind != Kind::tuple || tuple.items.size() > kMaxRank)
        throw error("describes a tensor's shape in an unknown way");
    for (const Node* item : tuple.items) {
        if (item->kind != Kind::integer || item->integer < 0)
            throw error("gives a tensor a shape or stride that is no whole number");
        values.push_back(item->integer);
    }
    return values;
}

PickleMachine::Node* PickleMachine::rebuildTensor(const Node& arguments)
{
    // (storage, offset, shape, strides, requires_grad, hooks[, metadata])
    const auto& items = arguments.items;
    if (items.size() < 6 || items[0]->kind != Kind::storage || items[1]->kind != Kind::integer)
        throw error("describes a tensor in an unknown way");
    TensorData tensor = dense(*items[0]->storage, items[1]->integer, integers(*items[2]), integers(*items[3]));
    Node* node = make(Kind::tensor);
    tensors_.push_back(std::move(tensor));
    node->tensor = &tensors_.back();
    return node;
}

PickleMachine::Node* PickleMachine::rebuildParameter(const Node& arguments)
{
    // (tensor, requires_grad, hooks)
    const auto& items = arguments.items;
    if (items.size() != 3 || items[0]->kind != Kind::tensor || items[1]->kind != Kind::boolean)
        throw error("describes a Parameter in an unknown way");
    Node* node = make(Kind::parameter);
    node->tensor = items[0]->tensor;
    node->flag = items[1]->flag;
    return node;
}

TensorData PickleMachine::dense(const Storage& storage, std::int64_t offset, const std::vector<std::int64_t>& shape,
    const std::vector<std::int64_t>& strides)
{
    const std::size_t element = elementSize(storage.type);
    const auto elements = static_cast<std::int64_t>(storage.bytes.size() / element);
    const auto bytes = checkedBytes(shape, storage.type);
    if (strides.size() != shape.size() || offset < 0 || offset > elements || !bytes || *bytes > storage.bytes.size())
        throw error("holds a tensor that is larger than its storage; the file is damaged, or the tensor was expanded: "
                    "save a copy of it");

    TensorData tensor{.name = {}, .type = storage.type, .shape = shape, .bytes = {}, .owner = owner_};
    if (*bytes == 0)
        return tensor;
    // The last element's place, and whether the elements lie one after the other.
    std::int64_t last = offset;
    std::int64_t expected = 1;
    bool contiguous = true;
    for (std::size_t i = shape.size(); i-- > 0;) {
        std::int64_t reach = 0;
        if (__builtin_mul_overflow(shape[i] - 1, strides[i], &reach) || __builtin_add_overflow(last, reach, &last)
            || last >= elements)
            throw error("holds a tensor that reaches outside its storage; the file is damaged");
        contiguous = contiguous && (shape[i] == 1 || strides[i] == expected);
        expected *= shape[i];
    }
    if (last >= elements)
        throw error("holds a tensor that reaches outside its storage; the file is damaged");
    const std::byte* first = storage.bytes.data() + static_cast<std::size_t>(offset) * element;
    if (contiguous && reinterpret_cast<std::uintptr_t>(first) % element == 0) {
        tensor.bytes = {first, *bytes};
        return tensor;
    }

    if (*bytes > copyLimit_)
        throw error("holds strided tensors of more bytes than the file has; save contiguous copies of them");
    copyLimit_ -= *bytes;
    // A side of one element may have any stride: nobody steps along it.
    std::vector<std::int64_t> steps = strides;
    for (std::size_t d = 0; d < shape.size(); ++d)
        if (shape[d] == 1)
            steps[d] = 0;
    auto copy = std::make_shared<std::vector<std::byte>>(*bytes);
    std::vector<std::int64_t> index(shape.size(), 0);
    std::int64_t at = 0;
    for (std::size_t done = 0; done < *bytes; done += element) {
        std::memcpy(copy->data() + done, first + static_cast<std::size_t>(at) * element, element);
        for (std::size_t d = shape.size(); d-- > 0;) {
            at += steps[d];
            if (++index[d] < shape[d])
                break;
            at -= index[d] * steps[d];
            index[d] = 0;
        }
    }
    tensor.bytes = *copy;
    tensor.owner = std::move(copy);
    return tensor;
}

PickleValue PickleMachine::value(const Node& node, int depth)
{
    if (depth > kMaxPickleDepth)
        throw error("nests values deeper than " + std::to_string(kMaxPickleDepth) + " levels");
    const std::size_t cost =
        1 + (node.kind == Kind::tensor || node.kind == Kind::parameter ? node.tensor->shape.size() : 0);
    if (cost > valueBudget_ || node.text.size() > textBudget_)
        throw error("repeats its values without end");
    valueBudget_ -= cost;

    PickleValue out;
    switch (node.kind) {
    case Kind::none:
        break;
    case Kind::boolean:
        out.value = node.flag;
        break;
    case Kind::integer:
        out.value = node.integer;
        break;
    case Kind::real:
        out.value = node.real;
        break;
    case Kind::text:
        textBudget_ -= node.text.size();
        out.value = std::string(node.text);
        break;
    case Kind::list:
    case Kind::tuple: {
        auto list = std::make_shared<PickleValue::List>();
        for (const Node* item : node.items)
            list->push_back(value(*item, depth + 1));
        out.value = std::move(list);
        out.tuple = node.kind == Kind::tuple;
        break;
    }
    case Kind::dict: {
        auto dict = std::make_shared<PickleValue::Dict>();
        for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
            PickleValue key = value(*node.items[i], depth + 1);
            dict->emplace_back(std::move(key), value(*node.items[i + 1], depth + 1));
        }
        out.value = std::move(dict);
        break;
    }
    case Kind::tensor:
    case Kind::parameter:
        out.value = *node.tensor;
        out.parameter = node.kind == Kind::parameter;
        out.requiresGrad = out.parameter && node.flag;
        break;
    case Kind::global:
    case Kind::storage:
        throw error("holds a class or a bare storage where a value belongs");
    }
    return out;
}

} // namespace icf
