#include "core/io/pickle_reader.h"

#include "core/base/utf8.h"

namespace icf {

PickleValue PickleReader::valueOf(const PickleItem& item) const
{
    if (const auto* value = std::get_if<PickleValue>(&item.what))
        return *value;
    const std::vector<PickleItem>* items = item.tuple();
    if (!items)
        throw error("holds a class or a bare storage where a value belongs");
    PickleValue tuple;
    auto list = std::make_shared<PickleValue::List>();
    for (const PickleItem& each : *items)
        list->push_back(valueOf(each));
    tuple.value = std::move(list);
    tuple.tuple = true;
    return tuple;
}

void PickleReader::reduce()
{
    const PickleItem given = pop();
    const PickleItem called = pop();
    const std::vector<PickleItem>* arguments = given.tuple();
    const auto* callee = std::get_if<PickleCallable>(&called.what);
    if (!arguments || !callee)
        throw error("its pickle calls something that is not allowed");
    if (*callee == PickleCallable::rebuildTensor) {
        push({tensorOf(*arguments)});
    } else if (*callee == PickleCallable::rebuildParameter) {
        push({parameterOf(*arguments)});
    } else {
        if (!arguments->empty())
            throw error("makes an OrderedDict from arguments, which torch.save never does");
        pushPlain(std::make_shared<PickleValue::Dict>());
    }
}

void PickleReader::loadStorage()
{
    // ("storage", class, key, device, elements)
    const PickleItem given = pop();
    const std::vector<PickleItem>* id = given.tuple();
    const bool five = id && id->size() == 5;
    const auto* kind = five ? (*id)[0].plain<std::string>() : nullptr;
    const auto* type = five ? std::get_if<PickleStorageClass>(&(*id)[1].what) : nullptr;
    const auto* key = five ? (*id)[2].plain<std::string>() : nullptr;
    const auto* elements = five ? (*id)[4].plain<std::int64_t>() : nullptr;
    if (!kind || *kind != "storage" || !type || !key || !(*id)[3].plain<std::string>() || !elements)
        throw error("describes a storage in an unknown way");
    const PickleStorage storage{type->type, storages_(*key)};
    const std::size_t size = elementSize(type->type);
    if (*elements < 0 || storage.bytes.size() % size != 0 || std::uint64_t(*elements) != storage.bytes.size() / size)
        throw error("storage \"" + printable(*key) + "\" has other bytes than its pickle says; the file is damaged");
    push({storage});
}

std::vector<std::int64_t> PickleReader::integersOf(const PickleItem& item) const
{
    const std::vector<PickleItem>* items = item.tuple();
    if (!items || items->size() > kMaxRank)
        throw error("describes a tensor's shape in an unknown way");
    std::vector<std::int64_t> values;
    for (const PickleItem& each : *items) {
        const auto* value = each.plain<std::int64_t>();
        if (!value || *value < 0)
            throw error("gives a tensor a shape or stride that is not a whole number");
        values.push_back(*value);
    }
    return values;
}

PickleValue PickleReader::tensorOf(const std::vector<PickleItem>& arguments)
{
    // (storage, offset, shape, strides, requires_grad, hooks[, metadata])
    const auto* storage = arguments.size() >= 6 ? std::get_if<PickleStorage>(&arguments[0].what) : nullptr;
    const auto* offset = storage ? arguments[1].plain<std::int64_t>() : nullptr;
    if (!offset)
        throw error("describes a tensor in an unknown way");
    PickleValue value;
    value.value = dense(*storage, *offset, integersOf(arguments[2]), integersOf(arguments[3]));
    return value;
}

PickleValue PickleReader::parameterOf(const std::vector<PickleItem>& arguments) const
{
    // (tensor, requires_grad, hooks)
    const auto* tensor = arguments.size() == 3 ? arguments[0].plain<TensorData>() : nullptr;
    const auto* requiresGrad = tensor ? arguments[1].plain<bool>() : nullptr;
    if (!requiresGrad)
        throw error("describes a Parameter in an unknown way");
    PickleValue value;
    value.value = *tensor;
    value.parameter = true;
    value.requiresGrad = *requiresGrad;
    return value;
}

/// The tensor as a part of its storage, or a copy of it where its elements do not lie one after the other.
TensorData PickleReader::dense(const PickleStorage& storage, std::int64_t offset, const std::vector<std::int64_t>& shape,
    const std::vector<std::int64_t>& strides)
{
    const std::size_t element = elementSize(storage.type);
    const auto elements = std::int64_t(storage.bytes.size() / element);
    const auto bytes = checkedBytes(shape, storage.type);
    if (strides.size() != shape.size() || offset < 0 || offset > elements || !bytes || *bytes > storage.bytes.size())
        throw error("holds a tensor that is larger than its storage; the file is damaged, or the tensor was expanded: save a copy of it");
    TensorData tensor{.name = {}, .type = storage.type, .shape = shape, .bytes = {}, .owner = owner_};
    if (*bytes == 0)
        return tensor;
    std::int64_t last = offset, expected = 1;
    bool contiguous = true;
    // Nobody steps along a side of one element: any stride will do there.
    std::vector<std::int64_t> steps = strides;
    for (std::size_t i = shape.size(); i-- > 0;) {
        steps[i] = shape[i] == 1 ? 0 : strides[i];
        std::int64_t reach = 0;
        if (__builtin_mul_overflow(shape[i] - 1, steps[i], &reach) || __builtin_add_overflow(last, reach, &last) || last >= elements)
            throw error("holds a tensor that reaches outside its storage; the file is damaged");
        contiguous = contiguous && (shape[i] == 1 || steps[i] == expected);
        expected *= shape[i];
    }
    if (last >= elements)
        throw error("holds a tensor that reaches outside its storage; the file is damaged");
    const std::byte* first = storage.bytes.data() + std::size_t(offset) * element;
    if (contiguous && reinterpret_cast<std::uintptr_t>(first) % element == 0) {
        tensor.bytes = {first, *bytes};
        tensor.mapped = mapped_;
        return tensor;
    }

    if (*bytes > copyLimit_)
        throw error("holds strided tensors of more bytes than the file has; save contiguous copies of them");
    copyLimit_ -= *bytes;
    auto copy = std::make_shared<std::vector<std::byte>>(*bytes);
    std::vector<std::int64_t> index(shape.size(), 0);
    std::int64_t at = 0;
    for (std::size_t done = 0; done < *bytes; done += element) {
        std::memcpy(copy->data() + done, first + std::size_t(at) * element, element);
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

} // namespace icf
