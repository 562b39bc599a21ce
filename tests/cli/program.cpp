#include "tests/cli/program.h"

#include <QElapsedTimer>

#include <csignal>
#include <fstream>
#include <sstream>

namespace icf::test {
namespace {

constexpr int kPatience = 180'000;

} // namespace

std::string golden() { return std::string(ICF_TEST_DATA) + "/golden/base"; }

std::string Outcome::lastLine() const
{
    std::string text = err;
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    const std::size_t start = text.rfind('\n');
    return start == std::string::npos ? text : text.substr(start + 1);
}

std::string Outcome::text() const { return "code " + std::to_string(code) + "\nstdout: " + out + "\nstderr: " + err; }

Program::Program() = default;

QStringList Program::split(const std::string& arguments) const
{
    QStringList list;
    std::istringstream words(arguments);
    for (std::string word; words >> word;) {
        if (word.front() == '@')
            word = golden() + word.substr(1);
        else if (word.front() == '#')
            word = folder_.path().toStdString() + word.substr(1);
        list << (word == "''" ? QString() : QString::fromStdString(word));
    }
    return list;
}

std::unique_ptr<QProcess> Program::start(const std::string& arguments, const std::function<void()>& before)
{
    auto process = std::make_unique<QProcess>();
    process->setChildProcessModifier([before] {
        // Whoever runs the tests in the background may have these ignored.
        signal(SIGINT, SIG_DFL);
        signal(SIGTERM, SIG_DFL);
        if (before)
            before();
    });
    process->setWorkingDirectory(folder_.path());
    const QStringList all = launcher_ + QStringList{QStringLiteral(ICF_PROGRAM)} + split(arguments);
    process->start(all.first(), all.mid(1));
    process->waitForStarted();
    return process;
}

Outcome Program::wait(QProcess& process)
{
    Outcome outcome;
    if (!process.waitForFinished(kPatience))
        process.kill();
    else if (process.exitStatus() == QProcess::NormalExit)
        outcome.code = process.exitCode();
    outcome.out = process.readAllStandardOutput().toStdString();
    outcome.err = process.readAllStandardError().toStdString();
    return outcome;
}

bool Program::waitFor(QProcess& process, std::string_view text, std::string& seen)
{
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < 30'000;) {
        seen += process.readAllStandardError().toStdString();
        if (seen.find(text) != std::string::npos)
            return true;
        if (process.state() == QProcess::NotRunning)
            return false;
        process.waitForReadyRead(50);
        process.setReadChannel(QProcess::StandardError);
    }
    return false;
}

Outcome Program::run(const std::string& arguments, const std::string& input)
{
    const auto process = start(arguments);
    process->write(QByteArray::fromStdString(input));
    process->closeWriteChannel();
    return wait(*process);
}

std::string Program::path(const std::string& name) const { return folder_.path().toStdString() + "/" + name; }

std::string Program::write(const std::string& name, const std::string& bytes) const
{
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
}

std::string Program::read(const std::string& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

} // namespace icf::test
