#pragma once
#include <QByteArray>
#include <QDir>
#include <QFileInfo>
#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace icf::test {

/// A folder that is removed with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        if (!folder_.isValid())
            throw std::runtime_error("no temporary folder");
    }
    std::string path(const std::string& name = {}) const
    {
        const std::string base = folder_.path().toStdString();
        return name.empty() ? base : base + "/" + name;
    }
    /// Writes a file and returns its path.
    std::string write(const std::string& name, std::string_view bytes) const
    {
        std::ofstream(path(name), std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path(name);
    }
    /// Names in the folder.
    std::size_t count() const
    {
        std::size_t n = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(path()))
            ++n;
        return n;
    }

private:
    /// In memory where there is such a folder: tests that write thousands of files wait for no disk.
    static QString pattern()
    {
        const QString memory = QStringLiteral("/dev/shm");
        const QFileInfo info(memory);
        return (info.isDir() && info.isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/icf-test-XXXXXX");
    }

    QTemporaryDir folder_{pattern()};
};

inline std::string fileBytes(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The message of the Error that the call throws; empty when it throws none.
template <typename Call> QString errorOf(Call&& call)
{
    try {
        call();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

/// A generator with the same numbers everywhere (SplitMix64).
class Numbers {
public:
    explicit Numbers(std::uint64_t seed)
        : state_(seed)
    {
    }
    std::uint64_t next()
    {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// In 0 … limit-1.
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(next() % limit); }

private:
    std::uint64_t state_;
};

} // namespace icf::test
