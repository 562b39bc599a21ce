#include "core/evaluate/example_store.h"

#include <filesystem>
#include <fstream>

#include "core/base/error.h"

namespace icf {
namespace {

constexpr const char* kFile = "/examples.jsonl";

/// Calls use(record, end of its line in the file) for every whole, well-formed line; stops at the first other one.
template <class Use> void forEachRecord(const std::string& path, Use use)
{
    std::ifstream file(path, std::ios::binary);
    std::string line;
    std::uintmax_t end = 0;
    while (std::getline(file, line)) {
        if (file.eof())
            return;  // No newline: the writer was interrupted.
        end += line.size() + 1;
        ExampleRecord record;
        try {
            record = recordFromJson(nlohmann::ordered_json::parse(line));
        } catch (const nlohmann::json::exception&) {
            return;
        }
        use(std::move(record), end);
    }
}

} // namespace

ExampleStore::ExampleStore(const std::string& folder, const std::vector<std::int64_t>& sizes)
{
    const std::string path = folder + kFile;
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
    std::error_code failed;
    if (std::filesystem::exists(path, failed))
        std::filesystem::resize_file(path, keep, failed);
    if (failed)
        throw Failure(path, "cannot be opened for writing: " + failed.message());
    file_ = std::make_unique<LineFile>(path);
}

void ExampleStore::append(std::vector<ExampleRecord> records)
{
    for (const ExampleRecord& record : records)
        file_->append(recordToJson(record).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    file_->sync();
    std::move(records.begin(), records.end(), std::back_inserter(records_));
    ++units_;
}

std::vector<ExampleRecord> readExamples(const std::string& folder)
{
    const std::string path = folder + kFile;
    if (!std::filesystem::exists(path))
        throw Error(folder, "holds no examples.jsonl; choose the results folder of an evaluation");
    std::vector<ExampleRecord> records;
    forEachRecord(path, [&](ExampleRecord record, std::uintmax_t) { records.push_back(std::move(record)); });
    return records;
}

} // namespace icf
