#include "core/base/text_kind.h"

#include <array>

namespace icf {
namespace {

using namespace std::string_view_literals;

/// UTF-16 without a mark: in text of Western languages every second byte is NUL, and no other.
std::string marklessUtf16(std::string_view head)
{
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i)
        zeros[i % 2] += head[i] == '\0' ? 1 : 0;
    const std::size_t enough = head.size() / 2 * 7 / 10;
    if (enough > 0 && zeros[0] > enough && zeros[1] == 0)
        return "is UTF-16 (big-endian); convert it to UTF-8 first (iconv -f UTF-16BE -t UTF-8)";
    if (enough > 0 && zeros[1] > enough && zeros[0] == 0)
        return "is UTF-16 (little-endian); convert it to UTF-8 first (iconv -f UTF-16LE -t UTF-8)";
    return {};
}

std::string hexByte(unsigned char byte)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    return {'0', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
}

} // namespace

std::string foreignKind(std::string_view head)
{
    const auto begins = [head](std::string_view bytes, std::size_t at = 0) { return head.size() >= at && head.substr(at).starts_with(bytes); };
    if (begins("\x1F\x8B"))
        return "is a gzip file; decompress it first (gzip -dk)";
    if (begins("\x28\xB5\x2F\xFD"))
        return "is a Zstandard file; decompress it first (zstd -dk)";
    if (begins("BZh"))
        return "is a bzip2 file; decompress it first (bzip2 -dk)";
    if (begins("\xFD\x37zXZ"))
        return "is an xz file; decompress it first (xz -dk)";
    if (begins("\x04\x22\x4D\x18"))
        return "is an LZ4 file; decompress it first (lz4 -dk)";
    if (begins("7z\xBC\xAF\x27\x1C"))
        return "is a 7-Zip archive; unpack it first";
    if (begins("PK\x03\x04") || begins("PK\x05\x06"))
        return "is a zip archive (office documents and torch files are such, too); take its text out first";
    if (begins("ustar", 257))
        return "is a tar archive; unpack it first";
    if (begins("PAR1"))
        return "is a Parquet file; write its rows as jsonl first, one object a line";
    if (begins("ARROW1"))
        return "is an Arrow file; write its rows as jsonl first, one object a line";
    if (begins("Obj\x01"))
        return "is an Avro file; write its rows as jsonl first, one object a line";
    if (begins("SQLite format 3\0"sv))
        return "is an SQLite database; write its rows as jsonl first, one object a line";
    if (begins("\x89HDF\r\n\x1A\n"))
        return "is an HDF5 file; write its rows as jsonl first, one object a line";
    if (begins("\x93NUMPY"))
        return "is a NumPy file; write its texts down first";
    if (begins("%PDF-"))
        return "is a PDF file; take its text out first (pdftotext)";
    if (begins("\x89PNG") || begins("\xFF\xD8\xFF"))
        return "is a picture, not a text";
    if (begins("\x7F\x45LF"))
        return "is a program, not a text";
    // UTF-32 before UTF-16, whose mark its own begins with.
    if (begins("\xFF\xFE\0\0"sv) || begins("\0\0\xFE\xFF"sv))
        return "is UTF-32; convert it to UTF-8 first (iconv -f UTF-32 -t UTF-8)";
    if (begins("\xFF\xFE") || begins("\xFE\xFF"))
        return "is UTF-16; convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8)";
    return marklessUtf16(head.substr(0, kHeadBytes));
}

std::string notUtf8(std::string_view text, std::size_t at, const std::string& place)
{
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char byte = byteAt(at);
    // An accented letter among plain ones; UTF-8 never has a single byte beyond ASCII.
    const bool alone = (at == 0 || byteAt(at - 1) < 0x80) && (at + 1 == text.size() || byteAt(at + 1) < 0x80);
    if (alone && byte >= 0xA0) {
        const std::string letter{static_cast<char>(0xC0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3F))};
        return "is not UTF-8: byte " + hexByte(byte) + " at " + place + ", in Latin-1 " + letter + "; convert it to UTF-8 first (iconv -f LATIN1 -t UTF-8)";
    }
    if (alone)
        return "is not UTF-8: byte " + hexByte(byte) + " at " + place + "; convert it to UTF-8 first (iconv -f WINDOWS-1252 -t UTF-8, if it is that)";
    return "is not UTF-8: byte " + hexByte(byte) + " at " + place + "; convert it to UTF-8 or mend it first";
}

std::string_view withoutByteOrderMark(std::string_view text)
{
    return text.substr(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
}

} // namespace icf
