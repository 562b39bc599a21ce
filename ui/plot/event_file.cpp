#include "ui/plot/event_file.h"

#include <QDateTime>
#include <QDir>
#include <QtEndian>

#include <array>
#include <bit>
#include <string>

#include "core/base/error.h"
#include "core/run/run_folder.h"
#include "ui/common/save_file.h"
#include "ui/plot/curve_export.h"

namespace icf::ui {

namespace {

/// Wire types of protocol buffers.
enum Wire { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

void putVarint(std::string& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        out.push_back(char(value | 0x80));
    out.push_back(char(value));
}

void putKey(std::string& out, int field, Wire wire)
{
    putVarint(out, std::uint64_t(field) << 3 | wire);
}

template <class Integer> void putLittle(std::string& out, Integer value)
{
    char bytes[sizeof(Integer)];
    qToLittleEndian(value, bytes);
    out.append(bytes, sizeof bytes);
}

void putBytes(std::string& out, int field, std::string_view bytes)
{
    putKey(out, field, kBytes);
    putVarint(out, bytes.size());
    out.append(bytes);
}

/// The start of every Event: when, and at which step.
std::string event(double wallTime, std::int64_t step)
{
    std::string out;
    putKey(out, 1, kFixed64);
    putLittle(out, std::bit_cast<std::uint64_t>(wallTime));
    putKey(out, 2, kVarint);
    putVarint(out, std::uint64_t(step));
    return out;
}

/// One Summary.Value: a tag and a number.
void putScalar(std::string& summary, std::string_view tag, double value)
{
    std::string scalar;
    putBytes(scalar, 1, tag);
    putKey(scalar, 2, kFixed32);
    putLittle(scalar, std::bit_cast<std::uint32_t>(float(value)));
    putBytes(summary, 1, scalar);
}

/// TFRecord masks its checksums, since a checksum of bytes that hold checksums would be weak.
std::uint32_t masked(std::string_view bytes)
{
    return std::rotr(crc32c(bytes), 15) + 0xa282ead8u;
}

void putRecord(std::string& file, std::string_view record)
{
    std::string length;
    putLittle(length, std::uint64_t(record.size()));
    file += length;
    putLittle(file, masked(length));
    file += record;
    putLittle(file, masked(record));
}

} // namespace

std::uint32_t crc32c(std::string_view bytes)
{
    static const auto table = [] {
        std::array<std::uint32_t, 256> made{};
        for (std::uint32_t i = 0; i < made.size(); ++i) {
            std::uint32_t rest = i;
            for (int bit = 0; bit < 8; ++bit)
                rest = rest & 1 ? rest >> 1 ^ 0x82f63b78u : rest >> 1;
            made[i] = rest;
        }
        return made;
    }();
    std::uint32_t crc = ~0u;
    for (const char byte : bytes)
        crc = table[(crc ^ std::uint8_t(byte)) & 0xff] ^ crc >> 8;
    return ~crc;
}

QByteArray eventFile(const RunCurves& run, double startedAt)
{
    std::string file;
    std::string version = event(startedAt, 0);
    putBytes(version, 3, "brain.Event:2");
    putRecord(file, version);
    for (std::size_t i = 0; i < run.size(); ++i) {
        std::string summary;
        putScalar(summary, "train/loss", run.y(Metric::loss, i));
        putScalar(summary, "train/grad_norm", run.y(Metric::gradNorm, i));
        putScalar(summary, "train/learning_rate", run.y(Metric::learningRate, i));
        putScalar(summary, "train/tokens_per_second", run.y(Metric::tokensPerSecond, i));
        std::string record = event(startedAt + run.x(Horizontal::time, i), std::int64_t(run.x(Horizontal::step, i)));
        putBytes(record, 5, summary);
        putRecord(file, record);
    }
    for (std::size_t i = 0; i < run.validations(); ++i) {
        std::string summary;
        putScalar(summary, "validation/loss", run.validationLoss(i));
        putScalar(summary, "validation/accuracy", run.validation(i).tokenAccuracy);
        if (run.validation(i).diagonality)
            putScalar(summary, "validation/diagonality", *run.validation(i).diagonality);
        std::string record = event(startedAt + run.validationX(Horizontal::time, i), std::int64_t(run.validationX(Horizontal::step, i)));
        putBytes(record, 5, summary);
        putRecord(file, record);
    }
    return QByteArray(file.data(), qsizetype(file.size()));
}

QString writeEventFile(const RunCurves& run, const QString& folder)
{
    qint64 started = 0;
    try {
        started = QDateTime::fromString(QString::fromStdString(readRun(run.folder().toStdString()).started), Qt::ISODate).toSecsSinceEpoch();
    } catch (const std::exception&) {
        // Curves that come from no folder: the present will do.
    }
    if (started <= 0)
        started = QDateTime::currentSecsSinceEpoch();
    const QString own = QDir(folder).filePath(run.name());
    if (!QDir().mkpath(own))
        throw Error(own.toStdString(), "cannot be made; choose a folder that you may write to");
    const QString file = own + QStringLiteral("/events.out.tfevents.%1.icformer-studio").arg(started);
    writeWholeFile(file, eventFile(run, double(started)));
    return file;
}

} // namespace icf::ui
