#include "core/io/model_scan.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>

#include "core/io/model_path.h"

namespace icf {

std::vector<std::string> findModels(const std::string& root, const ModelScanLimits& limits, const CancelToken& cancel)
{
    namespace fs = std::filesystem;
    std::vector<std::string> found;
    fs::path top = fs::path(root).lexically_normal();
    if (!top.has_filename())
        top = top.parent_path();
    std::deque<std::pair<fs::path, int>> waiting{{top, 0}};
    std::set<fs::path> seen; // By what links lead to: they may lead back up.
    for (int looked = 0; !waiting.empty() && looked < limits.mostFolders; ++looked) {
        cancel.throwIfStopped();
        const auto [folder, level] = waiting.front();
        waiting.pop_front();
        std::error_code none;
        const fs::path real = fs::canonical(folder, none);
        if (none || !seen.insert(real).second)
            continue;
        if (fs::exists(folder / "config.json", none)) {
            found.push_back(folder.string());
        } else if (folder.filename().string().starts_with("models--") && modelFiles(folder.string()) != folder.string()) {
            found.push_back(folder.string()); // Not its snapshots one by one.
            continue;
        }
        std::vector<fs::path> below;
        for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
            std::error_code ignored;
            const fs::path& path = entry->path();
            if (path.filename().string().starts_with('.'))
                continue;
            if (entry->is_directory(ignored))
                below.push_back(path);
            else if (isGgufPath(path.string()) && !isFurtherGgufPart(path.string()) && entry->is_regular_file(ignored))
                found.push_back(path.string());
        }
        if (level >= limits.depth)
            continue;
        std::ranges::sort(below);
        for (fs::path& path : below)
            waiting.emplace_back(std::move(path), level + 1);
    }
    std::ranges::sort(found);
    return found;
}

} // namespace icf
