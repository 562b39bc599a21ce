#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/options/choices.h"

namespace icf {

/// True when the CPU multiplies bfloat16 matrices natively (AVX512-BF16, AMX, or Arm's BF16) and the environment does not mask it
/// (ONEDNN_MAX_CPU_ISA): then "auto" means bfloat16 on the CPU, elsewhere float32.
bool cpuHasBfloat16();

/// True when the frozen model's weights are laid out anew for products of this dtype on the CPU (bfloat16 where oneDNN multiplies it), which takes memory.
bool cpuPacks(Dtype dtype);

/// The instruction sets that the parts of the computation use on this CPU, masks of the environment applied, as name and set: "oneDNN"
/// ("AVX512_CORE_BF16", as ONEDNN_MAX_CPU_ISA would name it), "ATen" ("AVX2") and "bfloat16" ("native", "through oneDNN" or "in float32").
std::vector<std::pair<std::string, std::string>> instructionSets();
/// The same in one line: "oneDNN AVX2, ATen AVX2, bfloat16 in float32".
std::string instructionSetsText();

} // namespace icf
