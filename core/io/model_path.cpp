#include "core/io/model_path.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <utility>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/io/limits.h"

namespace icf {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHubPrefix = "models--";
constexpr std::size_t kMaxRefBytes = 256;

/// The name of a snapshot that a file of refs/ holds; empty when there is no usable one.
std::string readRef(const fs::path& path)
{
    try {
        std::string name = readWholeFile(path.string(), kMaxRefBytes);
        while (!name.empty() && (name.back() == '\n' || name.back() == ' '))
            name.pop_back();
        return name.find('/') == std::string::npos && !name.starts_with('.') ? name : std::string();
    } catch (const Error&) {
        return {};
    }
}

/// The only entry of a folder that is wanted; empty when there is none, or more than one.
template <class Wanted> fs::path onlyOne(const fs::path& folder, Wanted wanted)
{
    fs::path found;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (!wanted(*entry))
            continue;
        if (!found.empty())
            return {};
        found = entry->path();
    }
    return found;
}

/// The numbers at the end of "name-00002-of-00003.gguf": 2 and 3; zeros when it does not end so.
std::pair<std::size_t, std::size_t> partOfParts(std::string_view name)
{
    constexpr std::string_view kLike = "-00001-of-00001.gguf";
    if (name.size() < kLike.size())
        return {};
    name.remove_prefix(name.size() - kLike.size());
    std::size_t part = 0, parts = 0;
    const auto number = [&](std::size_t at, std::size_t& value) {
        const auto [end, fault] = std::from_chars(name.data() + at, name.data() + at + 5, value);
        return fault == std::errc() && end == name.data() + at + 5;
    };
    const bool fits = name[0] == '-' && name.substr(6, 4) == "-of-" && name.ends_with(".gguf") && number(1, part) && number(10, parts);
    return fits ? std::pair(part, parts) : std::pair<std::size_t, std::size_t>();
}

/// The last part that has a name: "b" of "a/b/".
std::string lastPart(const fs::path& path)
{
    return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

} // namespace

bool isFurtherGgufPart(const std::string& path)
{
    return partOfParts(path).first > 1;
}

std::vector<std::string> ggufParts(const std::string& path)
{
    const auto [first, parts] = partOfParts(path);
    if (first != 1 || parts < 2)
        return {path};
    std::vector<std::string> all;
    constexpr std::size_t kNumber = 5, kNumberPlace = 19;  // From the end.
    for (std::size_t part = 1; part <= std::min(parts, kMaxShards); ++part) {
        const std::string digits = std::to_string(part);
        all.push_back(std::string(path).replace(path.size() - kNumberPlace, kNumber, std::string(kNumber - digits.size(), '0') + digits));
    }
    return all;
}

bool isGgufPath(const std::string& path)
{
    return path.ends_with(".gguf");
}

std::string modelFiles(const std::string& path)
{
    std::error_code ignored;
    fs::path folder = path;
    if (!fs::is_directory(folder, ignored))
        return path;
    if (lastPart(folder).starts_with(kHubPrefix) && !fs::exists(folder / "config.json", ignored)) {
        const fs::path snapshots = folder / "snapshots";
        const std::string main = readRef(folder / "refs" / "main");
        const fs::path snapshot = !main.empty() && fs::is_directory(snapshots / main, ignored)
            ? snapshots / main
            : onlyOne(snapshots, [](const fs::directory_entry& entry) {
                  std::error_code none;
                  return entry.is_directory(none);
              });
        if (!snapshot.empty())
            folder = snapshot;
    }
    if (!fs::exists(folder / "config.json", ignored)) {
        // Of a split model the first part stands for all.
        const fs::path file = onlyOne(folder, [](const fs::directory_entry& entry) { return isGgufPath(entry.path().string()) && !isFurtherGgufPart(entry.path().string()); });
        if (!file.empty())
            return file.string();
    }
    return folder == fs::path(path) ? path : folder.string();
}

std::string modelName(const std::string& path)
{
    fs::path own = fs::path(path).lexically_normal();
    if (!own.has_filename())
        own = own.parent_path();
    std::string name = own.filename().string();
    if (own.parent_path().filename() == "snapshots")
        name = own.parent_path().parent_path().filename().string();
    if (!name.starts_with(kHubPrefix))
        return own.filename().string();
    name.erase(0, kHubPrefix.size());
    if (const std::size_t between = name.find("--"); between != std::string::npos)
        name.replace(between, 2, "/");
    return name;
}

} // namespace icf
