#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "core/base/line_reader.h"
#include "core/run/report_json.h"
#include "core/run/run_folder.h"

namespace icf {
namespace {

constexpr std::int64_t kSmallestBlock = 4 << 10, kLargestBlock = 1 << 20;

struct FileState {
    std::uint64_t inode = 0;
    std::int64_t size = 0;
};

/// Inode 0 and size 0 when there is no such file.
FileState look(const std::string& path)
{
    struct stat status {};
    if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return {};
    return {std::uint64_t(status.st_ino), std::int64_t(status.st_size)};
}

/// Hands every whole line after offset to use and moves offset past the last one.  size: of the file, as last seen.
template <class Use> void readLines(const std::string& path, std::int64_t size, std::int64_t& offset, Use use)
{
    if (size <= offset)
        return;
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return;
    std::string pending;
    std::int64_t position = offset;
    std::vector<char> block(std::size_t(std::clamp<std::int64_t>(size - offset, kSmallestBlock, kLargestBlock)));
    for (ssize_t count; (count = pread(descriptor, block.data(), block.size(), position)) > 0; position += count) {
        std::string_view fresh(block.data(), std::size_t(count));
        for (std::size_t end; (end = fresh.find('\n')) != std::string_view::npos; fresh.remove_prefix(end + 1)) {
            if (pending.size() <= kLongestLine) {
                pending.append(fresh.substr(0, end));
                use(pending);
            }
            pending.clear();
            offset = position + std::int64_t(fresh.data() - block.data() + std::ptrdiff_t(end) + 1);
        }
        if (pending.size() <= kLongestLine)
            pending.append(fresh);
    }
    close(descriptor);
}

} // namespace

MetricsReader::MetricsReader(std::string folder) : folder_(std::move(folder)) {}

bool MetricsReader::poll(std::vector<StepReport>& steps, std::vector<ValidationReport>& validations, std::vector<SampleReport>& samples)
{
    const std::string metricsPath = folder_ + "/metrics.jsonl";
    const std::string samplesPath = folder_ + "/samples.jsonl";
    const FileState metrics = look(metricsPath);
    const FileState sampleFile = look(samplesPath);
    const auto anew = [](std::uint64_t known, std::int64_t offset, const FileState& now) {
        return known != 0 && (known != now.inode || now.size < offset);
    };
    const bool restarted = anew(metricsFile_, metricsOffset_, metrics) || anew(samplesFile_, samplesOffset_, sampleFile);
    if (restarted)
        metricsOffset_ = samplesOffset_ = 0;
    metricsFile_ = metrics.inode;
    samplesFile_ = sampleFile.inode;

    readLines(metricsPath, metrics.size, metricsOffset_, [&](const std::string& text) {
        const nlohmann::json line = parseLogLine(text);
        if (!line.is_object())
            return;
        if (const auto kind = line.find("kind"); kind != line.end() && *kind == "validation") {
            if (auto report = validationFromJson(line))
                validations.push_back(std::move(*report));
        } else if (auto step = stepFromJson(line)) {
            steps.push_back(std::move(*step));
        }
    });
    readLines(samplesPath, sampleFile.size, samplesOffset_, [&](const std::string& text) {
        if (auto report = sampleFromJson(parseLogLine(text)))
            samples.push_back(std::move(*report));
    });
    return restarted;
}

} // namespace icf
