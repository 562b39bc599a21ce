#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/engine/reports.h"

/// Brings the files of a run folder that grow line by line to what a checkpoint knows.
namespace icf {

/// Writes metrics.jsonl at path anew: each step once, in order, its validation behind it.  The file is replaced whole, so that whoever follows it
/// starts anew.  Returns how many of these lines the file lacked or told otherwise.  Throws Error when it is no regular file, Failure when
/// the disk refuses.
std::int64_t restoreMetrics(const std::string& path, const std::vector<StepReport>& steps, const std::vector<ValidationReport>& validations);

/// Keeps the lines of samples.jsonl whose step is not after the given one; otherwise as restoreMetrics.
void cutSamples(const std::string& path, std::int64_t step);

} // namespace icf
