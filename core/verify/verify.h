#pragma once
#include <string>
#include <vector>

#include "core/base/cancel_token.h"

namespace icf {

/// One quantity of icformer verify.
struct VerifyRow {
    std::string quantity;      ///< "lm.logits", "pretrain log: loss", …
    double largestDifference = 0;
    double tolerance = 0;      ///< As the share of tolerance: absolute + relative parts together give 1 at the limit.
    bool passed = false;
    std::string note;
};
/// Compares this build with a directory laid out as in tests/golden/<case>, in float32.  device: as ComputeOptions::device; the tolerances are the same
/// for all.  Throws Error for a directory that is none, and a device that is not there.
std::vector<VerifyRow> verifyGolden(const std::string& directory, const std::string& device, CancelToken& cancel);

} // namespace icf
