#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/cancel_token.h"
#include "core/base/temporary_folder.h"
#include "core/bench/bench_options.h"

namespace icf {

/// The jsonl file that data opens: the one that was named, or a temporary one of made-up texts, which goes with this object.
class BenchData {
public:
    /// Throws Error when the temporary file cannot be written, Failure when the disk has no room for it.
    BenchData(const BenchOptions& options, CancelToken& cancel);

    const std::string& path() const { return path_; }
    std::int64_t bytes() const { return bytes_; }
    std::string description() const { return temporary_ ? "made-up texts of 500 to 8,500 bytes" : path_; }

private:
    std::string path_;
    std::int64_t bytes_ = 0;
    std::optional<TemporaryFolder> temporary_;
};

} // namespace icf
