#include <cstddef>
#include <cstdint>
#include <cstring>

#include "tests/fuzz/hostile_readers.h"
#include "tests/fuzz/mutation.h"

// One libFuzzer program per reader; ICF_READER names it.  See tests/fuzz/README.md.

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);

namespace {

const icf::test::HostileReader& target()
{
    static const icf::test::HostileReader& reader = icf::test::hostileReader(ICF_READER);
    return reader;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    icf::test::attack(target(), {reinterpret_cast<const char*>(data), size});
    return 0;
}

/// Changes that know the format, beside libFuzzer's own; now and then a good file to start from anew.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maxSize, unsigned seed)
{
    icf::test::Numbers random(seed);
    const auto& seeds = target().seeds;
    const std::size_t choice = random.below(16);
    if (choice > 8)
        return LLVMFuzzerMutate(data, size, maxSize);
    std::string bytes(reinterpret_cast<const char*>(data), size);
    if (choice == 0)
        bytes = seeds[random.below(seeds.size())];
    else
        icf::test::Mutator(seed, seeds, target().words).edit(bytes);
    if (bytes.size() > maxSize)
        return LLVMFuzzerMutate(data, size, maxSize);
    std::memcpy(data, bytes.data(), bytes.size());
    return bytes.size();
}
