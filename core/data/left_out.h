#pragma once
#include <string>
#include <vector>

#include "core/data/dataset.h"

namespace icf {

/// What a data set leaves out of its file and why, one line for each reason that occurred: "3 of 200 rows left out: …".  Lines are
/// counted that hold something.
std::vector<std::string> leftOutTexts(const DataCounts& counts);

} // namespace icf
