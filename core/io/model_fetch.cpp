#include "core/io/model_fetch.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/mapped_file.h"
#include "core/base/utf8.h"
#include "core/io/zip_archive.h"

namespace icf {
namespace {

namespace fs = std::filesystem;

/// Another program, without its output; its messages go to a file.  Killed when this object ends before it.
class ChildProgram {
public:
    ChildProgram(std::vector<std::string> command, const std::string& messages)
    {
        std::vector<char*> arguments;
        for (std::string& argument : command)
            arguments.push_back(argument.data());
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, messages.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        // The caller may handle or block signals; the program shall end by them.
        posix_spawnattr_t how;
        posix_spawnattr_init(&how);
        sigset_t none, ending;
        sigemptyset(&none);
        sigemptyset(&ending);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
            sigaddset(&ending, signal);
        posix_spawnattr_setsigmask(&how, &none);
        posix_spawnattr_setsigdefault(&how, &ending);
        posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        problem_ = posix_spawnp(&process_, arguments[0], &files, &how, arguments.data(), environ);
        posix_spawnattr_destroy(&how);
        posix_spawn_file_actions_destroy(&files);
        if (problem_ != 0)
            process_ = 0;
    }
    ~ChildProgram()
    {
        if (process_ == 0)
            return;
        ::kill(process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) { }
    }
    ChildProgram(const ChildProgram&) = delete;
    ChildProgram& operator=(const ChildProgram&) = delete;

    /// Why it could not be started; 0 when it was.
    int problem() const { return problem_; }
    /// Whether it ended well, once it has ended.
    std::optional<bool> result()
    {
        int status = 0;
        if (process_ == 0 || ::waitpid(process_, &status, WNOHANG) != process_)
            return std::nullopt;
        process_ = 0;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    pid_t process_ = 0;
    int problem_ = 0;
};

/// A file that is removed at the end, if it was made.
struct TransientFile {
    std::string path;
    ~TransientFile()
    {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

/// Writes on, and hashes what it writes.
struct HashingSink : ByteSink {
    HashingSink(ByteSink& to, const CancelToken& token) : sink(to), cancel(token) {}
    void write(std::span<const std::byte> bytes) override
    {
        cancel.throwIfStopped();
        hash.update(bytes);
        sink.write(bytes);
    }
    ByteSink& sink;
    const CancelToken& cancel;
    Sha256 hash;
};

/// The last line of what a program said.
std::string lastLineOf(const std::string& path)
{
    std::string text = readWholeFile(path, std::size_t{1} << 20);
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return printable(text.substr(text.rfind('\n') + 1));
}

void download(const CatalogModel& model, const std::string& path, const std::string& messages, const FetchProgress& progress, const CancelToken& cancel)
{
    const std::vector<std::vector<std::string>> programs{
        {"curl", "--fail", "--location", "--silent", "--show-error", "--connect-timeout", "30", "--speed-limit", "1", "--speed-time", "60", "--output", path, model.url},
        {"wget", "--no-verbose", "--timeout=60", "--tries=2", "--output-document", path, model.url}};
    for (const std::vector<std::string>& command : programs) {
        ChildProgram program(command, messages);
        if (program.problem() == ENOENT)
            continue;
        if (program.problem() != 0)
            throw std::system_error(program.problem(), std::generic_category(), command[0]);
        std::optional<bool> result;
        while (!(result = program.result())) {
            cancel.throwIfStopped();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            std::error_code none;
            const std::uintmax_t here = fs::file_size(path, none);
            if (progress && !none)
                progress(std::min<std::uint64_t>(here, model.bytes), model.bytes);
        }
        // A signal from the terminal reaches both.
        cancel.throwIfStopped();
        if (!*result)
            throw Failure(model.url, "could not be downloaded (" + lastLineOf(messages) + "); check the network, or download it elsewhere and name the file with --archive");
        return;
    }
    throw Error(model.url, "downloading needs curl or wget, and neither is installed; install one, or download it elsewhere and name the file with --archive");
}

/// Whether a folder holds the model; throws Error when it holds something else.
bool holdsModel(const std::string& folder, const CatalogModel& model)
{
    std::error_code none;
    if (!fs::exists(fs::symlink_status(folder, none)))
        return false;
    for (const CatalogFile& file : model.files)
        if (const std::string path = folder + "/" + file.name; !fs::is_regular_file(path, none) || sha256OfFile(path) != file.sha256)
            throw Error(folder, "is there, but its " + file.name + " is missing or another one; move the folder away and start again");
    return true;
}

} // namespace

FetchResult fetchModel(const CatalogModel& model, const std::string& modelsFolder, const std::string& archive, const FetchProgress& progress,
    const CancelToken& cancel)
{
    const std::string folder = modelsFolder + "/" + model.name;
    recoverFromTemporaries(modelsFolder, [&](std::string_view name) { return name == model.name; });
    if (holdsModel(folder, model))
        return FetchResult::alreadyThere;
    std::error_code error;
    fs::create_directories(modelsFolder, error);
    if (error)
        throw Error(modelsFolder, "cannot be made (" + error.message() + "); choose another folder with --folder");

    // Beside the folder, where there must be room anyway, under names that recoverFromTemporaries takes for such.
    const std::string stem = folder + ".tmp-" + std::to_string(::getpid());
    const TransientFile packed{stem + "-download"}, messages{stem + "-messages"};
    if (archive.empty())
        download(model, packed.path, messages.path, progress, cancel);
    const std::string& source = archive.empty() ? packed.path : archive;
    if (const std::string found = sha256OfFile(source); found != model.sha256)
        throw Error(archive.empty() ? model.url : archive,
            "is not the file that is expected: its SHA-256 is " + found + ", not " + model.sha256 + (archive.empty() ? "; start again" : "; download " + model.url));

    const ZipReader zip(source, ZipReader::Method::deflated);
    DirectoryTransaction whole(folder, /*replace=*/false);
    for (const CatalogFile& file : model.files) {
        std::string found;
        whole.add(file.name, [&](ByteSink& sink) {
            HashingSink hashing(sink, cancel);
            zip.unpack(file.entry, hashing);
            found = hashing.hash.finishHex();
        });
        if (found != file.sha256)
            throw Error(source, "holds another " + file.name + " than is expected; report it");
    }
    whole.commit();
    return FetchResult::fetched;
}

} // namespace icf
