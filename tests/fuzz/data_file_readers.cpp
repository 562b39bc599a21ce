#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <chrono>
#include <cstring>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/base/sha256.h"
#include "core/data/dataset.h"
#include "tests/fuzz/reader_parts.h"

namespace icf::test {
namespace {

constexpr std::size_t kMagicBytes = 16, kHashBytes = 32; ///< Of core/data/row_index.cpp.
constexpr std::string_view kStandInKey = "\"key\":\"KEY\"";

std::string gzipOf(const std::string& text)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, text.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string zstdOf(const std::string& text)
{
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
    return packed;
}

/// A data file with its index in a cache, so that an index can be put in the place of the good one.
struct IndexedData {
    std::string data = scratch().write("indexed.jsonl", golden("pile_short.jsonl").substr(0, 4000));
    DataCache cache{.folder = scratch().path("cache"), .worthBytes = 1, .settledAfter = std::chrono::nanoseconds(0)};
    std::string name = cache.nameFor(data, "pile.index");
    std::string key; ///< As JSON.
    std::string good; ///< With the stand-in for the key, which is another for each start, and without the hash.

    IndexedData()
    {
        CancelToken cancel;
        (void)DataSet::open(data, DataKind::pile, false, cancel, nullptr, cache);
        const std::string whole = readWholeFile(name, 1 << 20);
        const std::size_t head = kMagicBytes + sizeof(std::uint64_t), headEnd = whole.find("}", head) + 1;
        key = "\"key\":" + nlohmann::json::parse(whole.substr(head, headEnd - head)).at("key").dump();
        good = whole.substr(0, whole.size() - kHashBytes);
        good.replace(good.find(key), key.size(), kStandInKey);
        setHeadBytes(good, headEnd - head - key.size() + kStandInKey.size());
    }
    static void setHeadBytes(std::string& index, std::uint64_t bytes) { std::memcpy(index.data() + kMagicBytes, &bytes, sizeof bytes); }

    /// The file that the bytes stand for: with the key of this data, and a hash that fits.
    std::string indexOf(std::string_view bytes) const
    {
        std::string index(bytes);
        if (const std::size_t at = index.find(kStandInKey); at != std::string::npos && at > kMagicBytes + sizeof(std::uint64_t)) {
            std::uint64_t headBytes = 0;
            std::memcpy(&headBytes, index.data() + kMagicBytes, sizeof headBytes);
            index.replace(at, kStandInKey.size(), key);
            setHeadBytes(index, headBytes + key.size() - kStandInKey.size());
        }
        Sha256 hash;
        hash.update(std::as_bytes(std::span(index)));
        const auto end = hash.finish();
        return index.append(reinterpret_cast<const char*>(end.data()), end.size());
    }
};

} // namespace

HostileReader packedDataReader()
{
    const std::string text = golden("pile_short.jsonl").substr(0, 4000);
    return {"packed_data", {gzipOf(text), zstdOf(text), gzipOf(text) + gzipOf(text)},
        {"\x1F\x8B\x08", std::string("\x1F\x8B\x08\x00", 4), "\x28\xB5\x2F\xFD", "\xFF\xFF\xFF\xFF", "\x50\x2A\x4D\x18", std::string("\0\0\0\0", 4), "\x04\x22\x4D\x18"},
        [](std::string_view bytes) {
            const std::string path = scratch().write("packed.jsonl.gz", bytes);
            CancelToken cancel;
            const auto data = DataSet::open(path, DataKind::pile, false, cancel, nullptr, DataCache::none());
            for (std::int64_t i = 0; i < data->size(); ++i)
                look(data->row(i).context);
        }};
}

HostileReader rowIndexReader()
{
    static const IndexedData indexed;
    return {"row_index", {indexed.good},
        {"\"rows\":", "\"problems\":", "[[1,\"x\"]]", "null", "-1", "1e400", "18446744073709551615", "{", "}", std::string("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 8),
            std::string(kStandInKey), std::string(24, '\0')},
        [](std::string_view bytes) {
            scratch().write("cache/" + indexed.name.substr(indexed.name.rfind('/') + 1), indexed.indexOf(bytes));
            CancelToken cancel;
            const auto data = DataSet::open(indexed.data, DataKind::pile, false, cancel, nullptr, indexed.cache);
            if (!data->counts().fromCache)
                throw Error("index", "was not taken");
            look(data->fingerprint());
            for (std::int64_t i = 0; i < std::min<std::int64_t>(data->size(), 16); ++i)
                look(data->row(i).context);
        }};
}

} // namespace icf::test
