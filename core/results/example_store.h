#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/results/example_record.h"
#include "core/run/line_file.h"

namespace icf {

/// examples.jsonl of a results folder: grows unit by unit and can be taken up again after an interruption.
class ExampleStore {
public:
    /// Opens folder/examples.jsonl and keeps the lines of whole units: unit u is whole when it has sizes[u] lines.  What
    /// follows the first incomplete unit is cut off.  Throws Error when a line belongs to another plan, Failure when the
    /// file cannot be written.
    ExampleStore(const std::string& folder, const std::vector<std::int64_t>& sizes);

    /// Units that are already there.
    std::int64_t finishedUnits() const { return units_; }
    /// Everything so far, in the order of the plan.
    const std::vector<ExampleRecord>& records() const { return records_; }
    /// Appends the records of the next unit and pushes them to the disk.
    void append(std::vector<ExampleRecord> records);

private:
    std::vector<ExampleRecord> records_;
    std::int64_t units_ = 0;
    std::unique_ptr<LineFile> file_;
};

/// Reads every whole line of folder/examples.jsonl.  Throws Error when there is no such file.
std::vector<ExampleRecord> readExamples(const std::string& folder);

} // namespace icf
