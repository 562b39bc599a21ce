#pragma once
#include <functional>
#include <memory>
#include <string>

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace icf::test {

/// What a program left behind.
struct Outcome {
    int code = -1;         ///< Exit code; -1 after a crash or a timeout.
    std::string out;
    std::string err;

    /// The last line on stderr, where the error is.
    std::string lastLine() const;
    bool says(std::string_view part) const { return err.find(part) != std::string::npos; }
    /// Everything, for a failed test.
    std::string text() const;
};

/// Runs icformer in a folder of its own and waits for it.
class Program {
public:
    Program();

    /// From now on the program is started by another one: its path and its arguments.
    void launchWith(const QStringList& launcher) { launcher_ = launcher; }
    /// Arguments as in a shell, without quoting: separated by spaces, @ stands for tests/golden/base, # for the scratch folder.
    Outcome run(const std::string& arguments, const std::string& input = {});
    /// Starts it and returns while it runs.  before: what the new process does first.
    std::unique_ptr<QProcess> start(const std::string& arguments, const std::function<void()>& before = {});
    /// Waits for a started program.
    static Outcome wait(QProcess& process);
    /// Waits until text appears on the program's stderr; false after half a minute or when it ended.
    static bool waitFor(QProcess& process, std::string_view text, std::string& seen);

    /// A path in the scratch folder.
    std::string path(const std::string& name) const;
    /// Writes a file into the scratch folder and returns its path.
    std::string write(const std::string& name, const std::string& bytes) const;
    static std::string read(const std::string& path);

private:
    QStringList split(const std::string& arguments) const;
    QTemporaryDir folder_;
    QStringList launcher_;
};

/// tests/golden/base.
std::string golden();

} // namespace icf::test
