#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/io/limits.h"
#include "core/io/torch_pickle.h"
#include "core/io/zip_archive.h"

namespace icf {
namespace {

// The opcodes that torch.save writes, by their names in pickletools: protocol 2, without those of objects, sets and bytes.
enum Opcode : unsigned char {
    kProto = 0x80, kStop = '.', kMark = '(',
    kNone = 'N', kNewTrue = 0x88, kNewFalse = 0x89, kBinInt = 'J', kBinInt1 = 'K', kBinInt2 = 'M', kLong1 = 0x8A, kBinFloat = 'G', kBinUnicode = 'X',
    kEmptyList = ']', kAppend = 'a', kAppends = 'e', kEmptyDict = '}', kSetItem = 's', kSetItems = 'u',
    kEmptyTuple = ')', kTuple = 't', kTuple1 = 0x85, kTuple2 = 0x86, kTuple3 = 0x87,
    kBinPut = 'q', kLongBinPut = 'r', kBinGet = 'h', kLongBinGet = 'j',
    kGlobal = 'c', kReduce = 'R', kBuild = 'b', kBinPersId = 'Q',
};

constexpr std::pair<std::string_view, ElementType> kStorageNames[] = {
    {"FloatStorage", ElementType::f32}, {"BFloat16Storage", ElementType::bf16}, {"HalfStorage", ElementType::f16},
    {"DoubleStorage", ElementType::f64}, {"LongStorage", ElementType::i64}, {"IntStorage", ElementType::i32},
    {"ShortStorage", ElementType::i16}, {"CharStorage", ElementType::i8}, {"ByteStorage", ElementType::u8}, {"BoolStorage", ElementType::boolean},
};

enum class Callable { orderedDict, rebuildTensor, rebuildParameter };
struct StorageClass {
    ElementType type;
};
struct Storage {
    ElementType type;
    std::span<const std::byte> bytes;
};

/// What the program computes with: values, and what tensors are made from.
struct Item {
    using Tuple = std::shared_ptr<const std::vector<Item>>;
    std::variant<PickleValue, Tuple, Callable, StorageClass, Storage> what;
    int depth = 0;           ///< Of lists, dicts and tuples in one another.
    std::size_t weight = 1;  ///< Values and bytes of text in all of it.

    template <class Kind> const Kind* plain() const
    {
        const auto* value = std::get_if<PickleValue>(&what);
        return value ? std::get_if<Kind>(&value->value) : nullptr;
    }
    const std::vector<Item>* tuple() const
    {
        const auto* items = std::get_if<Tuple>(&what);
        return items ? items->get() : nullptr;
    }
};

/// Runs a pickle program as far as torch.save needs it.  Lists and dicts are never recalled, so values are trees: there are no loops, and
/// what is shared costs its weight each time.
class PickleReader {
public:
    PickleReader(std::string where, const StorageSource& storages, std::shared_ptr<const void> owner, std::uint64_t copyLimit)
        : where_(std::move(where)), storages_(storages), owner_(std::move(owner)), copyLimit_(copyLimit)
    {
    }

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

    void push(Item item)
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

    Item pop()
    {
        if (stack_.size() <= (marks_.empty() ? 0 : marks_.back()))
            throw error("its pickle takes a value that is not there; the file is damaged");
        Item item = std::move(stack_.back());
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

    // What the opcodes do.
    void pushLong();
    void pushText();
    void pushTuple(std::size_t count);
    void pushGlobal(std::string_view module, std::string_view name);
    void fill(std::size_t count, bool dict);
    void memoize(std::uint32_t index);
    void recall(std::uint32_t index);
    void reduce();
    void loadStorage();

    void share(const Item& item);
    void putInto(Item& container, const Item& item) const
    {
        container.depth = std::max(container.depth, item.depth + 1);
        container.weight += item.weight;
        if (container.depth > kMaxPickleDepth)
            throw error("nests values deeper than " + std::to_string(kMaxPickleDepth) + " levels");
    }
    PickleValue valueOf(const Item& item) const;
    std::vector<std::int64_t> integersOf(const Item& item) const;
    PickleValue tensorOf(const std::vector<Item>& arguments);
    PickleValue parameterOf(const std::vector<Item>& arguments) const;
    TensorData dense(const Storage& storage, std::int64_t offset, const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides);

    std::string where_;
    const StorageSource& storages_;
    std::shared_ptr<const void> owner_;
    std::uint64_t copyLimit_;
    std::span<const std::byte> rest_;
    std::vector<Item> stack_;
    std::vector<std::size_t> marks_;
    /// No hash table: the program chooses the keys, and could have them all collide.
    std::map<std::uint32_t, Item> memo_;
    std::size_t made_ = 0;
    std::size_t shareLimit_ = 0;
};

/// False at the end.
bool PickleReader::step(unsigned char opcode)
{
    switch (opcode) {
    case kProto:
        if (const auto protocol = number<unsigned char>(); protocol != 2)
            throw error("has pickle protocol " + std::to_string(protocol) + ", torch.save writes 2; save it again without pickle_protocol");
        break;
    case kStop: return false;
    case kMark:
        if (marks_.size() >= kMaxPickleValues)
            throw error("its pickle sets too many marks");
        marks_.push_back(stack_.size());
        break;
    case kNone: pushPlain(std::monostate()); break;
    case kNewTrue: pushPlain(true); break;
    case kNewFalse: pushPlain(false); break;
    case kBinInt: pushPlain(std::int64_t{number<std::int32_t>()}); break;
    case kBinInt1: pushPlain(std::int64_t{number<std::uint8_t>()}); break;
    case kBinInt2: pushPlain(std::int64_t{number<std::uint16_t>()}); break;
    case kLong1: pushLong(); break;
    case kBinFloat: pushPlain(std::bit_cast<double>(__builtin_bswap64(number<std::uint64_t>()))); break;
    case kBinUnicode: pushText(); break;
    case kEmptyList: pushPlain(std::make_shared<PickleValue::List>()); break;
    case kEmptyDict: pushPlain(std::make_shared<PickleValue::Dict>()); break;
    case kEmptyTuple: pushTuple(0); break;
    case kTuple: {
        const std::size_t mark = popMark();
        pushTuple(stack_.size() - mark);
        break;
    }
    case kTuple1:
    case kTuple2:
    case kTuple3: pushTuple(opcode - kTuple1 + 1U); break;
    case kAppend: fill(1, false); break;
    case kAppends: {
        const std::size_t mark = popMark();
        fill(stack_.size() - mark, false);
        break;
    }
    case kSetItem: fill(2, true); break;
    case kSetItems: {
        const std::size_t mark = popMark();
        fill(stack_.size() - mark, true);
        break;
    }
    case kBinPut: memoize(number<std::uint8_t>()); break;
    case kLongBinPut: memoize(number<std::uint32_t>()); break;
    case kBinGet: recall(number<std::uint8_t>()); break;
    case kLongBinGet: recall(number<std::uint32_t>()); break;
    case kGlobal: {
        const std::string_view module = line();
        pushGlobal(module, line());
        break;
    }
    case kReduce: reduce(); break;
    case kBuild: {
        // Attributes of a state dict (its "_metadata") say nothing about tensors.
        pop();
        Item object = pop();
        if (!object.plain<std::shared_ptr<PickleValue::Dict>>())
            throw error("sets attributes of something that is not a dict, which is not allowed");
        push(std::move(object));
        break;
    }
    case kBinPersId: loadStorage(); break;
    default:
        throw error("uses the pickle opcode " + std::to_string(opcode) + ", which is not allowed; only tensors, numbers, texts, lists and dicts are read");
    }
    return true;
}

void PickleReader::pushLong()
{
    const auto bytes = take(number<std::uint8_t>());
    if (bytes.size() > 8)
        throw error("holds a whole number beyond 64 bits");
    // Two's complement, little-endian, of any length.
    std::uint64_t bits = !bytes.empty() && (std::to_integer<unsigned>(bytes.back()) & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    if (!bytes.empty())
        std::memcpy(&bits, bytes.data(), bytes.size());
    pushPlain(std::int64_t(bits));
}

void PickleReader::pushText()
{
    const auto bytes = take(number<std::uint32_t>());
    std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (validUtf8Prefix(text) != text.size())
        throw error("holds a text that is not UTF-8; the file is damaged");
    pushPlain(std::move(text), 1 + bytes.size());
}

void PickleReader::pushTuple(std::size_t count)
{
    if (stack_.size() < count || (!marks_.empty() && stack_.size() - count < marks_.back()))
        throw error("its pickle takes a value that is not there; the file is damaged");
    const auto from = stack_.end() - std::ptrdiff_t(count);
    auto items = std::make_shared<std::vector<Item>>(std::make_move_iterator(from), std::make_move_iterator(stack_.end()));
    stack_.erase(from, stack_.end());
    Item tuple;
    for (const Item& item : *items)
        putInto(tuple, item);
    tuple.what = Item::Tuple(std::move(items));
    push(std::move(tuple));
}

void PickleReader::pushGlobal(std::string_view module, std::string_view name)
{
    const auto* storage = std::find_if(std::begin(kStorageNames), std::end(kStorageNames), [&](const auto& known) { return known.first == name; });
    if (module == "torch" && storage != std::end(kStorageNames))
        push({StorageClass{storage->second}});
    else if (module == "collections" && name == "OrderedDict")
        push({Callable::orderedDict});
    else if (module == "torch._utils" && name == "_rebuild_tensor_v2")
        push({Callable::rebuildTensor});
    else if (module == "torch._utils" && name == "_rebuild_parameter")
        push({Callable::rebuildParameter});
    else
        throw error("asks for " + printable(module) + "." + printable(name)
            + ", which is not allowed: a file of tensors needs no such code; do not load it elsewhere unless you trust its source");
}

/// Moves the last values of the stack into the list or dict below them.
void PickleReader::fill(std::size_t count, bool dict)
{
    const bool there = stack_.size() > count && (marks_.empty() || stack_.size() - count > marks_.back());
    Item* container = there ? &stack_[stack_.size() - count - 1] : nullptr;
    const auto* list = container ? container->plain<std::shared_ptr<PickleValue::List>>() : nullptr;
    const auto* pairs = container ? container->plain<std::shared_ptr<PickleValue::Dict>>() : nullptr;
    if (!dict && !list)
        throw error("its pickle appends to something that is not a list; the file is damaged");
    if (dict && (!pairs || count % 2 != 0))
        throw error("its pickle fills something that is not a dict; the file is damaged");
    const auto from = stack_.end() - std::ptrdiff_t(count);
    for (auto item = from; item != stack_.end(); item += dict ? 2 : 1) {
        putInto(*container, *item);
        if (dict) {
            putInto(*container, item[1]);
            (*pairs)->emplace_back(valueOf(item[0]), valueOf(item[1]));
        } else {
            (*list)->push_back(valueOf(*item));
        }
    }
    stack_.erase(from, stack_.end());
}

/// Counts what is there twice; a small program must not multiply its values without end.
void PickleReader::share(const Item& item)
{
    if (item.weight > shareLimit_)
        throw error("repeats its values without end");
    shareLimit_ -= item.weight;
}

void PickleReader::memoize(std::uint32_t index)
{
    Item item = pop();
    share(item);
    memo_.insert_or_assign(index, item);
    stack_.push_back(std::move(item));
}

void PickleReader::recall(std::uint32_t index)
{
    const auto found = memo_.find(index);
    if (found == memo_.end())
        throw error("its pickle recalls a value that it never kept; the file is damaged");
    const Item& item = found->second;
    if (item.plain<std::shared_ptr<PickleValue::List>>() || item.plain<std::shared_ptr<PickleValue::Dict>>())
        throw error("holds one list or dict in two places, which torch.save of parameters never writes; save copies of them");
    share(item);
    push(item);
}

PickleValue PickleReader::valueOf(const Item& item) const
{
    if (const auto* value = std::get_if<PickleValue>(&item.what))
        return *value;
    const std::vector<Item>* items = item.tuple();
    if (!items)
        throw error("holds a class or a bare storage where a value belongs");
    PickleValue tuple;
    auto list = std::make_shared<PickleValue::List>();
    for (const Item& each : *items)
        list->push_back(valueOf(each));
    tuple.value = std::move(list);
    tuple.tuple = true;
    return tuple;
}

void PickleReader::reduce()
{
    const Item given = pop();
    const Item called = pop();
    const std::vector<Item>* arguments = given.tuple();
    const auto* callee = std::get_if<Callable>(&called.what);
    if (!arguments || !callee)
        throw error("its pickle calls something that is not allowed");
    if (*callee == Callable::rebuildTensor) {
        push({tensorOf(*arguments)});
    } else if (*callee == Callable::rebuildParameter) {
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
    const Item given = pop();
    const std::vector<Item>* id = given.tuple();
    const bool five = id && id->size() == 5;
    const auto* kind = five ? (*id)[0].plain<std::string>() : nullptr;
    const auto* type = five ? std::get_if<StorageClass>(&(*id)[1].what) : nullptr;
    const auto* key = five ? (*id)[2].plain<std::string>() : nullptr;
    const auto* elements = five ? (*id)[4].plain<std::int64_t>() : nullptr;
    if (!kind || *kind != "storage" || !type || !key || !(*id)[3].plain<std::string>() || !elements)
        throw error("describes a storage in an unknown way");
    const Storage storage{type->type, storages_(*key)};
    const std::size_t size = elementSize(type->type);
    if (*elements < 0 || storage.bytes.size() % size != 0 || std::uint64_t(*elements) != storage.bytes.size() / size)
        throw error("storage \"" + printable(*key) + "\" has other bytes than its pickle says; the file is damaged");
    push({storage});
}

std::vector<std::int64_t> PickleReader::integersOf(const Item& item) const
{
    const std::vector<Item>* items = item.tuple();
    if (!items || items->size() > kMaxRank)
        throw error("describes a tensor's shape in an unknown way");
    std::vector<std::int64_t> values;
    for (const Item& each : *items) {
        const auto* value = each.plain<std::int64_t>();
        if (!value || *value < 0)
            throw error("gives a tensor a shape or stride that is not a whole number");
        values.push_back(*value);
    }
    return values;
}

PickleValue PickleReader::tensorOf(const std::vector<Item>& arguments)
{
    // (storage, offset, shape, strides, requires_grad, hooks[, metadata])
    const auto* storage = arguments.size() >= 6 ? std::get_if<Storage>(&arguments[0].what) : nullptr;
    const auto* offset = storage ? arguments[1].plain<std::int64_t>() : nullptr;
    if (!offset)
        throw error("describes a tensor in an unknown way");
    PickleValue value;
    value.value = dense(*storage, *offset, integersOf(arguments[2]), integersOf(arguments[3]));
    return value;
}

PickleValue PickleReader::parameterOf(const std::vector<Item>& arguments) const
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
TensorData PickleReader::dense(const Storage& storage, std::int64_t offset, const std::vector<std::int64_t>& shape,
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

constexpr std::string_view kProgramName = "/data.pkl";

/// The folder inside the zip that holds everything.
std::string archiveOf(const ZipReader& zip, const std::string& path)
{
    std::string archive;
    for (const std::string_view name : zip.names()) {
        const bool program = name.ends_with(kProgramName) && name.find('/') == name.size() - kProgramName.size();
        if (!program)
            continue;
        if (!archive.empty())
            throw Error(path, "holds two archives in one");
        archive = name.substr(0, name.size() - kProgramName.size());
    }
    if (archive.empty())
        throw Error(path, "is a zip file, but not one that torch.save wrote: it holds no data.pkl");
    return archive;
}

} // namespace

PickleValue readPickleProgram(std::span<const std::byte> program, const std::string& where, const StorageSource& storages,
    std::shared_ptr<const void> owner, std::uint64_t copyLimit)
{
    return PickleReader(where, storages, std::move(owner), copyLimit).run(program);
}

PickleValue readTorchPickle(const std::string& path)
{
    const ZipReader zip(path);
    const std::string archive = archiveOf(zip, path);
    const auto order = zip.read(archive + "/byteorder");
    if (!order.empty() && std::string_view(reinterpret_cast<const char*>(order.data()), order.size()) != "little")
        throw Error(path, "was written on a big-endian machine; save it again on another");
    const auto program = zip.read(archive + std::string(kProgramName));
    if (program.size() > kMaxPickleBytes)
        throw Error(path, "describes its tensors in " + std::to_string(program.size()) + " bytes; at most " + std::to_string(kMaxPickleBytes) + " are read");
    const auto storage = [&](std::string_view key) {
        const std::string name = archive + "/data/" + std::string(key);
        if (!zip.contains(name))
            throw Error(path, "has no storage \"" + printable(key) + "\"; the file is damaged");
        return zip.read(name);
    };
    return readPickleProgram(program, path, storage, zip.file(), zip.file()->bytes().size());
}

namespace {

template <class Key> const PickleValue* entryOf(const PickleValue& value, const Key& key)
{
    if (const auto* dict = std::get_if<std::shared_ptr<PickleValue::Dict>>(&value.value)) {
        for (const auto& [name, entry] : **dict)
            if (const auto* same = std::get_if<Key>(&name.value); same && *same == key)
                return &entry;
    }
    return nullptr;
}

} // namespace

const PickleValue* PickleValue::find(const std::string& key) const { return entryOf(*this, key); }
const PickleValue* PickleValue::find(std::int64_t key) const { return entryOf(*this, key); }

} // namespace icf
