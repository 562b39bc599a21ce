#pragma once
#include <functional>
#include <string>

#include "core/base/cancel_token.h"
#include "core/verify/selftest.h"

namespace icf {

/// One comparison of a device with the CPU.
struct DeviceCheck {
    std::string name;              ///< What both computed: "attend, causal", "20 steps of fine-tuning: loss", …
    std::string dtype;             ///< In which dtype: "float32" or "bfloat16".
    double largestDifference = 0;  ///< Of all numbers, as a share of the largest number of the CPU's tensor; of answers, the share that differs.
    double tolerance = 0;          ///< What largestDifference may be at most.
    double seconds = 0;
    bool passed = false;
    std::string note;              ///< Why it could not be compared; empty otherwise.
};

/// Computes everything that the program is made of on the CPU and on another device and compares the two: the functions of the models, batches of
/// unequal rows, generation, labels, 20 training steps, checkpoints that go from one device to the other, an interrupted run.  In float32, and
/// in bfloat16 where the device computes it.  What fails does not end the comparison.  Takes under a minute; writes into a temporary folder only, which
/// is removed.  demoFolder: see findDemoFolder; report: told each comparison when it has ended.
/// Returns whether every one passed.  Throws Cancelled, and Error when the device or the demo is not there.
bool compareWithCpu(const std::string& demoFolder, const SelftestPlace& place, const std::function<void(const DeviceCheck&)>& report, CancelToken& cancel);

} // namespace icf
