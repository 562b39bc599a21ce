#include "core/bench/bench_data.h"

#include <filesystem>
#include <fstream>
#include <random>

#include "core/base/error.h"

namespace icf {
namespace {

/// One line of about the length of the Pile's shorter texts, unlike all others.
std::string madeUpLine(std::mt19937_64& random)
{
    static constexpr const char* kWords[] = {"context", "of", "the", "a", "vector", "reads", "long", "short", "\\\"quoted\\\"", "and", "in", "digest"};
    std::string line = "{\"text\": \"" + std::to_string(random());
    const std::size_t length = 500 + random() % 8000;
    while (line.size() < length)
        line += std::string(" ") + kWords[random() % std::size(kWords)];
    return line + ".\"}\n";
}

} // namespace

BenchData::BenchData(const BenchOptions& options, CancelToken& cancel) : path_(options.data_path)
{
    if (path_.empty()) {
        // A folder of its own: the names in the system's are anybody's, and a file there may be a link.
        temporary_.emplace("bench");
        path_ = temporary_->path() + "/data.jsonl";
        std::ofstream file(path_, std::ios::binary);
        std::mt19937_64 random(42);
        for (std::int64_t written = 0; written < options.data_megabytes * 1'000'000;) {
            const std::string line = madeUpLine(random);
            file << line;
            written += std::int64_t(line.size());
            cancel.throwIfStopped();
            if (!file)
                throw Error(path_, "the temporary file cannot be written; free some space or give a smaller --data_megabytes");
        }
    }
    bytes_ = std::int64_t(std::filesystem::file_size(path_));
}

} // namespace icf
