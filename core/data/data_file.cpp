#include "core/data/data_file.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/line_reader.h"
#include "core/base/temporary_folder.h"
#include "core/base/text_kind.h"

namespace icf {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
/// Bytes between two looks at what the disk has left.
constexpr std::uint64_t kLookBytes = std::uint64_t{64} << 20;

Compression checkedCompression(const ReadFile& file)
{
    const std::string head = file.textAt(0, kHeadBytes);
    const Compression compression = compressionOf(head);
    if (compression != Compression::none)
        return compression;
    if (const std::string kind = foreignKind(head); !kind.empty())
        throw Error(file.path(), kind);
    return Compression::none;
}

/// The disk where a copy is being written is full.
struct NoRoom { };

/// Decompresses one file, into memory first: most of what is small needs no more.
class Unpacking {
public:
    Unpacking(const ReadFile& source, Compression compression, const DataCache& cache, CancelToken& cancel, const std::function<void(double)>& progress)
        : source_(source)
        , stream_(source, compression)
        , cache_(cache)
        , cancel_(cancel)
        , progress_(progress)
        , block_(kBlockBytes)
    {
    }

    /// Reads until target holds limit bytes or more; true when the stream ended before.
    bool begin(std::string& target, std::size_t limit)
    {
        while (target.size() < limit) {
            const std::size_t got = next(target.empty() ? 0 : target.size());
            target.append(reinterpret_cast<const char*>(block_.data()), got);
            if (got < block_.size())
                return target.size() < limit;
        }
        return false;
    }

    /// Writes head and all that follows.  Throws NoRoom when the disk of folder gets full.
    void writeAll(ByteSink& sink, const std::string& head, const std::string& folder)
    {
        sink.writeText(head);
        std::uint64_t written = head.size(), looked = 0;
        for (std::size_t got = block_.size(); got == block_.size();) {
            if (written >= looked) {
                std::error_code ignored;
                if (std::filesystem::space(folder, ignored).available < cache_.spareBytes + kLookBytes)
                    throw NoRoom();
                looked = written + kLookBytes;
            }
            got = next(written);
            sink.write(std::span(block_).first(got));
            written += got;
        }
    }

private:
    /// The next block; before: bytes that went before it.
    std::size_t next(std::uint64_t before)
    {
        cancel_.throwIfStopped();
        const std::size_t got = stream_.read(block_);
        const std::string_view text(reinterpret_cast<const char*>(block_.data()), got);
        if (before == 0) {
            if (const std::string kind = foreignKind(text.substr(0, kHeadBytes)); !kind.empty())
                throw Error(source_.path(), "decompressed, it " + kind);
        }
        // A few bytes may stand for terabytes of nothing.
        lineEnded_ = lineEnded_ || text.find('\n') != std::string_view::npos;
        if (!lineEnded_ && before + got > kLongestLine)
            throw Error(source_.path(), "decompressed, its first line has more than " + std::to_string(kLongestLine) + " bytes; it is not jsonl");
        if (progress_)
            progress_(static_cast<double>(stream_.packedBytes()) / static_cast<double>(source_.size()));
        return got;
    }

    const ReadFile& source_;
    Decompressor stream_;
    const DataCache& cache_;
    CancelToken& cancel_;
    const std::function<void(double)>& progress_;
    std::vector<std::byte> block_;
    bool lineEnded_ = false;
};

/// What is known of a copy beside it: whose it is, and that it is whole.
std::string recordOf(const FileIdentity& source, const ReadFile& copy)
{
    return "copy 1\n" + textOf(source) + "\n" + std::to_string(copy.size()) + " " + identityOf(copy).sample + "\n";
}

/// The copy that an earlier start left, when it is still whole and of the same file.
std::unique_ptr<ReadFile> keptCopy(const std::string& copy, const std::string& record, const FileIdentity& source)
{
    try {
        auto file = std::make_unique<ReadFile>(copy);
        if (readWholeFile(record, kHeadBytes) != recordOf(source, *file))
            return nullptr;
        DataCache::touch(copy);
        DataCache::touch(record);
        return file;
    } catch (const std::exception&) {
        return nullptr;
    }
}

std::unique_ptr<ReadFile> inTemporaryFile(const std::function<void(ByteSink&, const std::string& folder)>& writer)
{
    // The folder goes at once; the open file stays until it is closed, and no longer.
    const TemporaryFolder folder("data");
    const std::string path = folder.path() + "/data.jsonl";
    FileSink sink(FileSystem::real(), path, false);
    writer(sink, folder.path());
    sink.finish();
    return std::make_unique<ReadFile>(path);
}

} // namespace

DataFile openDataFile(const std::string& path, const DataCache& cache, CancelToken& cancel, const std::function<void(double)>& progress)
{
    DataFile result;
    auto source = std::make_unique<ReadFile>(path);
    result.compression = checkedCompression(*source);
    if (result.compression == Compression::none) {
        result.bytes = std::move(source);
        return result;
    }
    result.source = identityOf(*source);
    const std::string copy = cache.nameFor(path, "jsonl"), record = cache.nameFor(path, "record");
    if (!copy.empty() && (result.bytes = keptCopy(copy, record, result.source))) {
        result.copy = copy;
        return result;
    }
    std::optional<Unpacking> unpacking;
    std::string head;
    const auto begin = [&] {
        head.clear();
        unpacking.emplace(*source, result.compression, cache, cancel, progress);
        return unpacking->begin(head, std::max<std::size_t>(cache.worthBytes, 1));
    };
    if (begin()) {
        result.bytes = inTemporaryFile([&](ByteSink& sink, const std::string&) { sink.writeText(head); });
        return result;
    }
    if (!copy.empty() && cache.settled(result.source)) {
        try {
            cache.tidy(copy);
            writeAtomically(copy, [&](ByteSink& sink) { unpacking->writeAll(sink, head, cache.folder); });
            result.bytes = std::make_unique<ReadFile>(copy);
            writeAtomically(record, recordOf(result.source, *result.bytes));
            cache.tidy(copy);
            result.copy = copy;
            return result;
        } catch (const NoRoom&) {
        } catch (const Failure&) {
        }
        begin();
    }
    try {
        result.bytes = inTemporaryFile([&](ByteSink& sink, const std::string& folder) { unpacking->writeAll(sink, head, folder); });
    } catch (const NoRoom&) {
        throw Failure(path, "the disk has no room for what it holds; make some, set XDG_CACHE_HOME to a folder on another disk, or decompress it there yourself");
    }
    return result;
}

std::string beginningOfDataFile(const std::string& path, std::size_t count)
{
    const ReadFile file(path);
    const Compression compression = checkedCompression(file);
    if (compression == Compression::none)
        return file.textAt(0, std::min(count, file.size()));
    CancelToken cancel;
    const DataCache none = DataCache::none();
    const std::function<void(double)> silent;
    std::string text;
    Unpacking(file, compression, none, cancel, silent).begin(text, count);
    text.resize(std::min(text.size(), count));
    return text;
}

} // namespace icf
