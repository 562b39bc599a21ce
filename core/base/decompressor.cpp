#include "core/base/decompressor.h"

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <limits>
#include <new>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace icf {
namespace {

constexpr std::size_t kInputBytes = std::size_t{64} << 10;
/// What zstd itself accepts without being told otherwise.
constexpr int kWindowLog = 27;

} // namespace

/// The packed bytes, a block at a time.
class Decompressor::Stream {
public:
    explicit Stream(const ReadFile& file)
        : file_(file)
        , input_(kInputBytes)
    {
    }
    virtual ~Stream() = default;

    virtual std::size_t read(std::span<std::byte> target) = 0;
    std::uint64_t packedBytes() const { return readTo_ - (end_ - begin_); }

protected:
    /// The packed bytes at hand; none at the file's end.
    std::span<const std::byte> input()
    {
        if (begin_ == end_) {
            const std::size_t want = std::min<std::uint64_t>(input_.size(), file_.size() - readTo_);
            end_ = file_.readAt(std::span(input_).first(want), readTo_);
            if (end_ != want)
                throw Failure(file_.path(), "became shorter while it was read; leave it alone and start again");
            begin_ = 0;
            readTo_ += end_;
        }
        return std::span(input_).subspan(begin_, end_ - begin_);
    }
    void take(std::size_t count) { begin_ += count; }

    [[noreturn]] void damaged(const char* format) const
    {
        throw Error(file_.path(), "is damaged: its " + std::string(format) + " stream does not hold before byte " + std::to_string(packedBytes()) + "; fetch it again");
    }
    [[noreturn]] void cutShort(const char* format) const
    {
        throw Error(file_.path(), "is cut short: it ends inside its " + std::string(format) + " stream; fetch it again");
    }
    const std::string& path() const { return file_.path(); }

private:
    const ReadFile& file_;
    std::vector<std::byte> input_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t readTo_ = 0; ///< File offset of end_.
};

namespace {

class GzipStream : public Decompressor::Stream {
public:
    explicit GzipStream(const ReadFile& file)
        : Stream(file)
    {
        // 16: the gzip format, with its checksum.
        if (inflateInit2(&state_, MAX_WBITS + 16) != Z_OK)
            throw std::bad_alloc();
    }
    ~GzipStream() override { inflateEnd(&state_); }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    std::size_t read(std::span<std::byte> target) override
    {
        std::size_t done = 0;
        while (done < target.size()) {
            const auto packed = input();
            if (!inMember_) {
                if (packed.empty())
                    break;
                if (!beginMember(packed[0]))
                    continue;
            }
            if (packed.empty())
                cutShort("gzip");
            const std::size_t room = std::min<std::size_t>(target.size() - done, std::numeric_limits<uInt>::max());
            state_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data()));
            state_.avail_in = static_cast<uInt>(packed.size());
            state_.next_out = reinterpret_cast<Bytef*>(target.data() + done);
            state_.avail_out = static_cast<uInt>(room);
            const int result = inflate(&state_, Z_NO_FLUSH);
            take(packed.size() - state_.avail_in);
            done += room - state_.avail_out;
            if (result == Z_MEM_ERROR)
                throw std::bad_alloc();
            if (result == Z_STREAM_END)
                inMember_ = false;
            else if (result != Z_OK && result != Z_BUF_ERROR)
                damaged("gzip");
        }
        return done;
    }

private:
    /// False when the byte is one of the zeros that tapes and some tools put after the last member.
    bool beginMember(std::byte first)
    {
        if (first == std::byte{0} && members_ > 0) {
            padded_ = true;
            take(1);
            return false;
        }
        if (first != std::byte{0x1F} || padded_)
            throw Error(path(), "has something else after its gzip stream; fetch it again");
        inflateReset(&state_);
        inMember_ = true;
        ++members_;
        return true;
    }

    z_stream state_{};
    bool inMember_ = false;
    bool padded_ = false;
    std::uint64_t members_ = 0;
};

class ZstandardStream : public Decompressor::Stream {
public:
    explicit ZstandardStream(const ReadFile& file)
        : Stream(file)
        , state_(ZSTD_createDCtx(), ZSTD_freeDCtx)
    {
        if (!state_)
            throw std::bad_alloc();
        ZSTD_DCtx_setParameter(state_.get(), ZSTD_d_windowLogMax, kWindowLog);
    }

    std::size_t read(std::span<std::byte> target) override
    {
        ZSTD_outBuffer out{target.data(), target.size(), 0};
        while (out.pos < out.size) {
            const auto packed = input();
            if (packed.empty() && !inFrame_)
                break;
            ZSTD_inBuffer in{packed.data(), packed.size(), 0};
            const std::size_t before = out.pos;
            const std::size_t result = ZSTD_decompressStream(state_.get(), &out, &in);
            take(in.pos);
            if (ZSTD_isError(result))
                refuse(result);
            // 0: a frame is complete and all of it handed out.
            inFrame_ = result != 0;
            if (packed.empty() && out.pos == before && inFrame_)
                cutShort("Zstandard");
        }
        return out.pos;
    }

private:
    [[noreturn]] void refuse(std::size_t result) const
    {
        switch (ZSTD_getErrorCode(result)) {
        case ZSTD_error_memory_allocation:
            throw std::bad_alloc();
        case ZSTD_error_frameParameter_windowTooLarge:
            throw Error(path(), "was packed with a window of more than 128 MiB; decompress it first (zstd -d --long=31)");
        default:
            damaged("Zstandard");
        }
    }

    std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> state_;
    bool inFrame_ = false;
};

} // namespace

Compression compressionOf(std::string_view head)
{
    if (head.starts_with("\x1F\x8B"))
        return Compression::gzip;
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(head[i]); };
    // Also the frames that readers pass over, with which pzstd and seekable files begin.
    const bool skippable = head.size() >= 4 && (byteAt(0) & 0xF0) == 0x50 && head.substr(1, 3) == "\x2A\x4D\x18";
    return skippable || head.starts_with("\x28\xB5\x2F\xFD") ? Compression::zstandard : Compression::none;
}

Decompressor::Decompressor(const ReadFile& file, Compression compression)
{
    if (compression == Compression::gzip)
        stream_ = std::make_unique<GzipStream>(file);
    else
        stream_ = std::make_unique<ZstandardStream>(file);
}

Decompressor::~Decompressor() = default;

std::size_t Decompressor::read(std::span<std::byte> target)
{
    return stream_->read(target);
}

std::uint64_t Decompressor::packedBytes() const
{
    return stream_->packedBytes();
}

} // namespace icf
