#include "core/io/pickle_reader.h"

#include <bit>

#include "core/base/utf8.h"

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

} // namespace

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
        PickleItem object = pop();
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
    auto items = std::make_shared<std::vector<PickleItem>>(std::make_move_iterator(from), std::make_move_iterator(stack_.end()));
    stack_.erase(from, stack_.end());
    PickleItem tuple;
    for (const PickleItem& item : *items)
        putInto(tuple, item);
    tuple.what = PickleItem::Tuple(std::move(items));
    push(std::move(tuple));
}

void PickleReader::pushGlobal(std::string_view module, std::string_view name)
{
    const auto* storage = std::find_if(std::begin(kStorageNames), std::end(kStorageNames), [&](const auto& known) { return known.first == name; });
    if (module == "torch" && storage != std::end(kStorageNames))
        push({PickleStorageClass{storage->second}});
    else if (module == "collections" && name == "OrderedDict")
        push({PickleCallable::orderedDict});
    else if (module == "torch._utils" && name == "_rebuild_tensor_v2")
        push({PickleCallable::rebuildTensor});
    else if (module == "torch._utils" && name == "_rebuild_parameter")
        push({PickleCallable::rebuildParameter});
    else
        throw error("asks for " + printable(module) + "." + printable(name)
            + ", which is not allowed: a file of tensors needs no such code; do not load it elsewhere unless you trust its source");
}

/// Moves the last values of the stack into the list or dict below them.
void PickleReader::fill(std::size_t count, bool dict)
{
    const bool there = stack_.size() > count && (marks_.empty() || stack_.size() - count > marks_.back());
    PickleItem* container = there ? &stack_[stack_.size() - count - 1] : nullptr;
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
void PickleReader::share(const PickleItem& item)
{
    if (item.weight > shareLimit_)
        throw error("repeats its values without end");
    shareLimit_ -= item.weight;
}

void PickleReader::memoize(std::uint32_t index)
{
    PickleItem item = pop();
    share(item);
    memo_.insert_or_assign(index, item);
    stack_.push_back(std::move(item));
}

void PickleReader::recall(std::uint32_t index)
{
    const auto found = memo_.find(index);
    if (found == memo_.end())
        throw error("its pickle recalls a value that it never kept; the file is damaged");
    const PickleItem& item = found->second;
    if (item.plain<std::shared_ptr<PickleValue::List>>() || item.plain<std::shared_ptr<PickleValue::Dict>>())
        throw error("holds one list or dict in two places, which torch.save of parameters never writes; save copies of them");
    share(item);
    push(item);
}

PickleValue readPickleProgram(std::span<const std::byte> program, const std::string& where, const StorageSource& storages,
    std::shared_ptr<const void> owner, std::uint64_t copyLimit, bool mapped)
{
    return PickleReader(where, storages, std::move(owner), copyLimit, mapped).run(program);
}

} // namespace icf
