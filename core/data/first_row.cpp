#include "core/data/first_row.h"

#include <algorithm>

#include "core/data/data_file.h"
#include "core/data/jsonl_data_set.h"

namespace icf {
namespace {
constexpr std::size_t kFirstRowBytes = std::size_t{1} << 20;
}

std::optional<DataRow> firstRow(const std::string& path, DataKind kind)
{
    const std::string begin = beginningOfDataFile(path, kFirstRowBytes);
    RowReader reader(kind);
    std::int64_t line = 0;
    for (std::size_t from = 0; from < begin.size();) {
        const std::size_t end = std::min(begin.find('\n', from), begin.size());
        ++line;
        if (reader.read(std::string_view(begin).substr(from, end - from)).kind == LineVerdict::Kind::usable) {
            DataRow row = reader.row();
            row.line = line;
            return row;
        }
        from = end + 1;
    }
    return std::nullopt;
}

} // namespace icf
