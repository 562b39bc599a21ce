#pragma once

namespace icf {

/// True when the processor multiplies bfloat16 matrices natively (AVX512-BF16, AMX, or Arm's BF16): then "auto" means
/// bfloat16 on the processor, elsewhere float32.
bool processorHasBfloat16();

} // namespace icf
