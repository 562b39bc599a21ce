#include "core/io/pickle_machine.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/base/error.h"
#include "core/base/utf8.h"

namespace icf {
namespace {

constexpr std::size_t kMaxNodes = 2'000'000;
constexpr std::size_t kMaxValues = 1'000'000;

// Opcodes of Python's pickle protocols 2 to 4, as named in pickletools.
enum Opcode : unsigned char {
    kProto = 0x80,
    kFrame = 0x95,
    kStop = '.',
    kMark = '(',
    kPop = '0',
    kPopMark = '1',
    kNone = 'N',
    kNewTrue = 0x88,
    kNewFalse = 0x89,
    kBinInt = 'J',
    kBinInt1 = 'K',
    kBinInt2 = 'M',
    kLong1 = 0x8A,
    kBinFloat = 'G',
    kBinUnicode = 'X',
    kShortBinUnicode = 0x8C,
    kBinUnicode8 = 0x8D,
    kEmptyList = ']',
    kAppend = 'a',
    kAppends = 'e',
    kEmptyDict = '}',
    kSetItem = 's',
    kSetItems = 'u',
    kEmptyTuple = ')',
    kTuple = 't',
    kTuple1 = 0x85,
    kTuple2 = 0x86,
    kTuple3 = 0x87,
    kBinPut = 'q',
    kLongBinPut = 'r',
    kMemoize = 0x94,
    kBinGet = 'h',
    kLongBinGet = 'j',
    kGlobal = 'c',
    kStackGlobal = 0x93,
    kReduce = 'R',
    kBuild = 'b',
    kBinPersId = 'Q',
};

struct StorageName {
    const char* name;
    ElementType type;
};
constexpr StorageName kStorageNames[] = {
    {"FloatStorage", ElementType::f32},
    {"BFloat16Storage", ElementType::bf16},
    {"HalfStorage", ElementType::f16},
    {"DoubleStorage", ElementType::f64},
    {"LongStorage", ElementType::i64},
    {"IntStorage", ElementType::i32},
    {"ShortStorage", ElementType::i16},
    {"CharStorage", ElementType::i8},
    {"ByteStorage", ElementType::u8},
    {"BoolStorage", ElementType::boolean},
};

} // namespace

Error PickleMachine::error(const std::string& what) const
{
    return {where_, what};
}

std::span<const std::byte> PickleMachine::take(std::size_t size)
{
    if (size > rest_.size())
        throw error("its pickle ends too early; the file is damaged");
    const auto taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
}

std::string_view PickleMachine::line()
{
    const std::string_view rest(reinterpret_cast<const char*>(rest_.data()), rest_.size());
    const auto end = rest.find('\n');
    if (end == std::string_view::npos)
        throw error("its pickle ends too early; the file is damaged");
    take(end + 1);
    return rest.substr(0, end);
}

template <typename Number> Number PickleMachine::number()
{
    Number value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
}

PickleMachine::Node* PickleMachine::make(Kind kind)
{
    if (nodes_.size() >= kMaxNodes)
        throw error("holds more than " + std::to_string(kMaxNodes) + " values");
    nodes_.emplace_back().kind = kind;
    return &nodes_.back();
}

void PickleMachine::push(Node* node)
{
    if (stack_.size() >= kMaxNodes)
        throw error("its pickle stacks too many values");
    stack_.push_back(node);
}

PickleMachine::Node* PickleMachine::pop()
{
    const std::size_t floor = marks_.empty() ? 0 : marks_.back();
    if (stack_.size() <= floor)
        throw error("its pickle takes a value that is not there; the file is damaged");
    Node* node = stack_.back();
    stack_.pop_back();
    return node;
}

std::size_t PickleMachine::popMark()
{
    if (marks_.empty())
        throw error("its pickle looks for a mark that is not there; the file is damaged");
    const std::size_t mark = marks_.back();
    marks_.pop_back();
    return mark;
}

void PickleMachine::memoize(std::uint32_t index)
{
    Node* node = pop();
    push(node);
    if (memo_.size() >= kMaxNodes)
        throw error("its pickle remembers too many values");
    memo_[index] = node;
}

void PickleMachine::recall(std::uint32_t index)
{
    const auto found = memo_.find(index);
    if (found == memo_.end())
        throw error("its pickle recalls a value that it never kept; the file is damaged");
    push(found->second);
}

PickleValue PickleMachine::run(std::span<const std::byte> program)
{
    rest_ = program;
    while (!stopped_)
        step(number<unsigned char>());
    if (stack_.size() != 1 || !marks_.empty())
        throw error("its pickle does not end in one value; the file is damaged");
    // Shared values are written out each time they are met; that must not multiply them without end.
    valueBudget_ = std::min(kMaxValues, 64 + program.size() * 8);
    textBudget_ = 4096 + program.size() * 64;
    return value(*stack_.back(), 0);
}

void PickleMachine::step(unsigned char opcode)
{
    switch (opcode) {
    case kProto:
        if (const auto protocol = number<unsigned char>(); protocol < 2 || protocol > 5)
            throw error("has the unknown pickle protocol " + std::to_string(protocol));
        break;
    case kFrame:
        number<std::uint64_t>();
        break;
    case kStop:
        stopped_ = true;
        break;
    case kMark:
        if (marks_.size() >= kMaxNodes)
            throw error("its pickle sets too many marks");
        marks_.push_back(stack_.size());
        break;
    case kPop:
        pop();
        break;
    case kPopMark:
        stack_.resize(popMark());
        break;
    case kNone:
        push(make(Kind::none));
        break;
    case kNewTrue:
    case kNewFalse:
        push(make(Kind::boolean));
        stack_.back()->flag = opcode == kNewTrue;
        break;
    case kBinInt:
        pushInteger(number<std::int32_t>());
        break;
    case kBinInt1:
        pushInteger(number<std::uint8_t>());
        break;
    case kBinInt2:
        pushInteger(number<std::uint16_t>());
        break;
    case kLong1:
        pushLong(number<std::uint8_t>());
        break;
    case kBinFloat: {
        Node* node = make(Kind::real);
        node->real = std::bit_cast<double>(__builtin_bswap64(number<std::uint64_t>()));
        push(node);
        break;
    }
    case kShortBinUnicode:
        pushText(number<std::uint8_t>());
        break;
    case kBinUnicode:
        pushText(number<std::uint32_t>());
        break;
    case kBinUnicode8:
        pushText(number<std::uint64_t>());
        break;
    case kEmptyList:
        push(make(Kind::list));
        break;
    case kEmptyDict:
        push(make(Kind::dict));
        break;
    case kEmptyTuple:
        push(make(Kind::tuple));
        break;
    case kAppend:
        append(stack_.size() - 1);
        break;
    case kAppends:
        append(popMark());
        break;
    case kSetItem:
        setItems(stack_.size() - 2);
        break;
    case kSetItems:
        setItems(popMark());
        break;
    case kTuple: {
        const std::size_t mark = popMark();
        pushTuple(stack_.size() - mark);
        break;
    }
    case kTuple1:
    case kTuple2:
    case kTuple3:
        pushTuple(opcode - kTuple1 + 1U);
        break;
    case kBinPut:
        memoize(number<std::uint8_t>());
        break;
    case kLongBinPut:
        memoize(number<std::uint32_t>());
        break;
    case kMemoize:
        memoize(static_cast<std::uint32_t>(memo_.size()));
        break;
    case kBinGet:
        recall(number<std::uint8_t>());
        break;
    case kLongBinGet:
        recall(number<std::uint32_t>());
        break;
    case kGlobal: {
        const std::string_view module = line();
        pushGlobal(module, line());
        break;
    }
    case kStackGlobal: {
        const Node* name = pop();
        const Node* module = pop();
        if (name->kind != Kind::text || module->kind != Kind::text)
            throw error("its pickle names a global by something that is no text");
        pushGlobal(module->text, name->text);
        break;
    }
    case kReduce:
        reduce();
        break;
    case kBuild:
        build();
        break;
    case kBinPersId:
        loadStorage();
        break;
    default:
        throw error("uses the pickle opcode " + std::to_string(opcode)
            + ", which is not allowed; only tensors, numbers, texts, "
              "lists and dicts are read");
    }
}

void PickleMachine::pushInteger(std::int64_t value)
{
    Node* node = make(Kind::integer);
    node->integer = value;
    push(node);
}

void PickleMachine::pushLong(std::size_t size)
{
    const auto bytes = take(size);
    if (size > 8)
        throw error("holds a whole number beyond 64 bits");
    // Two's complement, little-endian, of any length.
    std::uint64_t bits = size > 0 && (std::to_integer<unsigned>(bytes.back()) & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    std::memcpy(&bits, bytes.data(), size);
    pushInteger(static_cast<std::int64_t>(bits));
}

void PickleMachine::pushText(std::size_t size)
{
    const auto bytes = take(size);
    Node* node = make(Kind::text);
    node->text = {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    if (validUtf8Prefix(node->text) != size)
        throw error("holds a text that is not UTF-8; the file is damaged");
    push(node);
}

void PickleMachine::pushTuple(std::size_t size)
{
    if (stack_.size() < size || (!marks_.empty() && stack_.size() - size < marks_.back()))
        throw error("its pickle takes a value that is not there; the file is damaged");
    Node* node = make(Kind::tuple);
    node->items.assign(stack_.end() - static_cast<std::ptrdiff_t>(size), stack_.end());
    stack_.resize(stack_.size() - size);
    push(node);
}

void PickleMachine::pushGlobal(std::string_view module, std::string_view name)
{
    Node* node = make(Kind::global);
    if (module == "collections" && name == "OrderedDict") {
        node->global = Global::orderedDict;
    } else if (module == "torch._utils" && name == "_rebuild_tensor_v2") {
        node->global = Global::rebuildTensor;
    } else if (module == "torch._utils" && name == "_rebuild_parameter") {
        node->global = Global::rebuildParameter;
    } else {
        bool known = false;
        for (const StorageName& storage : kStorageNames)
            if (module == "torch" && name == storage.name) {
                node->global = Global::storageType;
                node->type = storage.type;
                known = true;
            }
        if (!known)
            throw error("asks for " + printable(module) + "." + printable(name)
                + ", which is not allowed: a file of tensors needs no "
                  "such code; do not load it elsewhere unless you trust its source");
    }
    push(node);
}

void PickleMachine::append(std::size_t from)
{
    if (from == 0 || from > stack_.size() || (!marks_.empty() && from <= marks_.back())
        || stack_[from - 1]->kind != Kind::list)
        throw error("its pickle appends to something that is no list; the file is damaged");
    auto& items = stack_[from - 1]->items;
    items.insert(items.end(), stack_.begin() + static_cast<std::ptrdiff_t>(from), stack_.end());
    stack_.resize(from);
}

void PickleMachine::setItems(std::size_t from)
{
    if (from == 0 || from > stack_.size() || (!marks_.empty() && from <= marks_.back())
        || stack_[from - 1]->kind != Kind::dict || (stack_.size() - from) % 2 != 0)
        throw error("its pickle fills something that is no dict; the file is damaged");
    auto& items = stack_[from - 1]->items;
    items.insert(items.end(), stack_.begin() + static_cast<std::ptrdiff_t>(from), stack_.end());
    stack_.resize(from);
}

void PickleMachine::reduce()
{
    const Node* arguments = pop();
    const Node* callee = pop();
    if (callee->kind != Kind::global || arguments->kind != Kind::tuple)
        throw error("its pickle calls something that is not allowed");
    switch (callee->global) {
    case Global::orderedDict:
        if (!arguments->items.empty())
            throw error("makes an OrderedDict from arguments, which torch.save never does");
        push(make(Kind::dict));
        return;
    case Global::rebuildTensor:
        push(rebuildTensor(*arguments));
        return;
    case Global::rebuildParameter:
        push(rebuildParameter(*arguments));
        return;
    case Global::storageType:
        break;
    }
    throw error("its pickle calls a storage class, which torch.save never does");
}

void PickleMachine::build()
{
    // Attributes of a state dict (its "_metadata") say nothing about tensors.
    pop();
    const Node* object = pop();
    if (object->kind != Kind::dict)
        throw error("sets attributes of something that is no dict, which is not allowed");
    push(const_cast<Node*>(object));
}

} // namespace icf
