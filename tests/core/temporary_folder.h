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

#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"
#include "tests/core/numbers.h"

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

/// The number of a process that was ours and is gone.
inline pid_t goneProcess()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    ::waitpid(child, nullptr, 0);
    return child;
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

} // namespace icf::test
