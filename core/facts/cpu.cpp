#include "core/facts/cpu.h"

#include <ATen/Version.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string_view>

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#endif
#if defined(__linux__) && defined(__aarch64__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

#include "core/nn/cpu_products.h"

namespace icf {
namespace {

#if defined(__x86_64__) && defined(__GNUC__)

/// A bit of CPUID's leaf 7, for what older compilers do not know by name.
enum class Register { a, d };
bool leaf7(unsigned subleaf, Register part, unsigned bit)
{
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (!__get_cpuid_count(7, subleaf, &a, &b, &c, &d))
        return false;
    return (((part == Register::a ? a : d) >> bit) & 1U) != 0;
}

bool hasAvx512Core()
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq");
}
bool hasAvx512Vnni() { return hasAvx512Core() && __builtin_cpu_supports("avx512vnni"); }
bool hasAvx512Bf16() { return hasAvx512Vnni() && __builtin_cpu_supports("avx512bf16"); }
bool hasAvx512Fp16() { return hasAvx512Bf16() && leaf7(0, Register::d, 23); }
bool hasAmx() { return hasAvx512Bf16() && leaf7(0, Register::d, 22) && leaf7(0, Register::d, 24); }
bool hasAvx2() { return __builtin_cpu_supports("avx2") != 0; }
bool hasAvxVnni() { return hasAvx2() && leaf7(1, Register::a, 4); }
bool hasAvxNeConvert() { return hasAvxVnni() && leaf7(1, Register::d, 4) && leaf7(1, Register::d, 5); }
bool hasAvx() { return __builtin_cpu_supports("avx") != 0; }
bool hasSse41() { return __builtin_cpu_supports("sse4.1") != 0; }

/// oneDNN's sets, the best first, by the names that ONEDNN_MAX_CPU_ISA takes.
struct InstructionSet {
    std::string_view name;
    bool (*has)();
    bool bfloat16;  ///< Multiplies it natively.
};
constexpr std::array<InstructionSet, 10> kSets{{{"AVX512_CORE_AMX", hasAmx, true}, {"AVX512_CORE_FP16", hasAvx512Fp16, true},
    {"AVX512_CORE_BF16", hasAvx512Bf16, true}, {"AVX512_CORE_VNNI", hasAvx512Vnni, false}, {"AVX512_CORE", hasAvx512Core, false},
    {"AVX2_VNNI_2", hasAvxNeConvert, false}, {"AVX2_VNNI", hasAvxVnni, false}, {"AVX2", hasAvx2, false}, {"AVX", hasAvx, false},
    {"SSE41", hasSse41, false}}};

/// The best set that the CPU has and the environment lets oneDNN use; null on a CPU without any.
const InstructionSet* oneDnnSet()
{
    const char* mask = std::getenv("ONEDNN_MAX_CPU_ISA");
    if (!mask)
        mask = std::getenv("DNNL_MAX_CPU_ISA");
    std::string name = mask ? mask : "";
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    const auto named = std::find_if(kSets.begin(), kSets.end(), [&](const InstructionSet& set) { return set.name == name; });
    // As oneDNN does: any other name masks nothing.
    const auto first = named == kSets.end() ? kSets.begin() : named;
    const auto found = std::find_if(first, kSets.end(), [](const InstructionSet& set) { return set.has(); });
    return found == kSets.end() ? nullptr : &*found;
}

#endif

std::string oneDnnName()
{
#if defined(__x86_64__) && defined(__GNUC__)
    const InstructionSet* set = oneDnnSet();
    return set ? std::string(set->name) : "none";
#else
    return "default";
#endif
}

} // namespace

bool cpuHasBfloat16()
{
#if defined(__x86_64__) && defined(__GNUC__)
    const InstructionSet* set = oneDnnSet();
    return set && set->bfloat16 && cpuMultiplies(at::kBFloat16);
#elif defined(__linux__) && defined(__aarch64__) && defined(HWCAP2_BF16)
    return (getauxval(AT_HWCAP2) & HWCAP2_BF16) != 0 && cpuMultiplies(at::kBFloat16);
#else
    return false;
#endif
}

bool cpuPacks(Dtype dtype)
{
    return (dtype == Dtype::bfloat16 || (dtype == Dtype::automatic && cpuHasBfloat16())) && cpuMultiplies(at::kBFloat16);
}

std::vector<std::pair<std::string, std::string>> instructionSets()
{
    const char* bfloat16 = cpuHasBfloat16() ? "native" : cpuMultiplies(at::kBFloat16) ? "through oneDNN" : "in float32";
    return {{"oneDNN", oneDnnName()}, {"ATen", at::get_cpu_capability()}, {"bfloat16", bfloat16}};
}

std::string instructionSetsText()
{
    std::string text;
    for (const auto& [name, set] : instructionSets())
        text += (text.empty() ? "" : ", ") + name + " " + set;
    return text;
}

} // namespace icf
