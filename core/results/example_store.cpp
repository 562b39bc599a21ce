#include "core/results/example_store.h"

#include <filesystem>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/base/line_reader.h"
#include "core/results/ordered_json.h"

namespace icf {
namespace {

constexpr const char* kExamplesFile = "/examples.jsonl";
/// An example has about a hundred values, and one for each of its chunks.
constexpr JsonLimits kLineLimits{.maxBytes = kLongestLine, .maxDepth = 8, .maxValues = 100'000};
/// Of keys, for one line; its objects have two dozen of them.
constexpr std::size_t kLineComparisons = 100'000;

/// Throws Error or nlohmann::json::exception for anything but a record.
ExampleRecord recordOf(const FileLine& line, const std::string& path)
{
    // Once for the limits, and again for the order of the metrics, which the tables keep.
    requireQuickToOrder(parseJson(line.text, path, kLineLimits), kLineComparisons);
    return recordFromJson(nlohmann::ordered_json::parse(line.text));
}

/// Calls use(record, end of its line in the file) for every whole, well-formed line; stops at the first other one.  Does nothing when there is no file.
template <class Use> void forEachRecord(const std::string& path, Use use)
{
    if (!std::filesystem::exists(std::filesystem::symlink_status(path)))
        return;
    const ReadFile file(path);
    LineReader lines(file, kLongestLine);
    for (FileLine line; lines.next(line);) {
        if (!line.ended)
            return;  // The writer was interrupted.
        ExampleRecord record;
        try {
            record = recordOf(line, path);
        } catch (const Error&) {
            return;
        } catch (const nlohmann::json::exception&) {
            return;
        }
        use(std::move(record), line.end);
    }
}

} // namespace

ExampleStore::ExampleStore(const std::string& folder, const std::vector<std::int64_t>& sizes)
{
    const std::string path = folder + kExamplesFile;
    std::vector<ExampleRecord> open;
    std::uintmax_t keep = 0;
    bool foreign = false;
    // A unit of no lines is whole without any.
    const auto skipEmpty = [&] {
        while (units_ < static_cast<std::int64_t>(sizes.size()) && sizes[static_cast<std::size_t>(units_)] == 0)
            ++units_;
    };
    skipEmpty();
    forEachRecord(path, [&](ExampleRecord record, std::uintmax_t end) {
        foreign = foreign || record.unit != units_ || units_ >= static_cast<std::int64_t>(sizes.size());
        if (foreign)
            return;
        open.push_back(std::move(record));
        if (static_cast<std::int64_t>(open.size()) == sizes[static_cast<std::size_t>(units_)]) {
            std::move(open.begin(), open.end(), std::back_inserter(records_));
            open.clear();
            keep = end;
            ++units_;
            skipEmpty();
        }
    });
    if (foreign)
        throw Error(path, "holds examples of another evaluation; give another --save_path, or --overwrite");
    // Opened first: what is no file of ours, such as a link, is refused and not cut.
    file_ = std::make_unique<LineFile>(path);
    std::error_code failed;
    std::filesystem::resize_file(path, keep, failed);
    if (failed)
        throw Failure(path, "cannot be opened for writing: " + failed.message());
}

void ExampleStore::append(std::vector<ExampleRecord> records)
{
    for (const ExampleRecord& record : records)
        file_->append(dumpText(recordToJson(record)));
    file_->sync();
    std::move(records.begin(), records.end(), std::back_inserter(records_));
    ++units_;
}

std::vector<ExampleRecord> readExamples(const std::string& folder)
{
    const std::string path = folder + kExamplesFile;
    if (!std::filesystem::exists(path))
        throw Error(folder, "holds no examples.jsonl; choose the results folder of an evaluation");
    std::vector<ExampleRecord> records;
    forEachRecord(path, [&](ExampleRecord record, std::uintmax_t) { records.push_back(std::move(record)); });
    return records;
}

} // namespace icf
