#pragma once
#include <functional>
#include <string>

#include "core/base/cancel_token.h"

namespace icf {

/// Where the self-test computes.
struct SelftestPlace {
    std::string device = "cpu";  ///< As ComputeOptions::device.
    int threads = 0;             ///< 0: one per core.
};

/// One step of the self-test, told when it has ended.
struct SelftestStep {
    std::string name;    ///< What was tried: "tokenize", "train", …
    std::string note;    ///< What came out, or what is wrong.
    double seconds = 0;
    bool passed = false;
};

/// Does with the demo, in a few seconds, what the program is for: tokenizes, makes training steps, saves, loads again, compresses and
/// answers.  Every step must give what it gives on a machine where all is well; the first that does not ends the test.  Writes into a
/// temporary folder only, which is removed.  demoFolder: see findDemoFolder.
/// Returns whether every step passed.  Throws Cancelled, and Error when the device is not there.
bool selftest(const std::string& demoFolder, const SelftestPlace& place, const std::function<void(const SelftestStep&)>& report, CancelToken& cancel);

} // namespace icf
