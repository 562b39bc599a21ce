#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/byte_sink.h"
#include "core/report/reports.h"

/// Brings the files of a run folder that grow line by line to what a checkpoint knows.
namespace icf {

/// Writes metrics.jsonl at path anew: each step once, in order, its validation after it.  The file is replaced whole, so that whoever follows it
/// starts anew.  Returns how many of these lines the file lacked or told otherwise.  Throws Error when it is no regular file, Failure when
/// the disk refuses.
std::int64_t restoreMetrics(const std::string& path, const RunLog& log);

/// The same for samples.jsonl.
std::int64_t restoreSamples(const std::string& path, const std::vector<SampleReport>& samples);

/// The lines of a checkpoint's samples.jsonl.
void writeSamples(ByteSink& sink, const std::vector<SampleReport>& samples);
/// The other way round.  Throws Error when a line is no sample, or one of a step after lastStep or before that of the line above.
std::vector<SampleReport> readSamples(const std::string& path, std::int64_t lastStep);

} // namespace icf
