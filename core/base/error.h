#pragma once
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

namespace icf {

/// A mistake the user can mend: wrong input, option, path or file.  The programs print the one line and leave with
/// exit code 2; the studio shows it in the page.
class Error : public std::runtime_error {
public:
    /// where: the file, option or module at fault ("data.jsonl:12", "--lr", "compress"); what: what is wrong and what to do.
    Error(std::string_view where, std::string_view what);

    /// The part in brackets of the message.
    const std::string& where() const noexcept { return where_; }
    /// The message without its place.
    const std::string& what_only() const noexcept { return text_; }

private:
    std::string where_;
    std::string text_;
};

/// The surroundings failed (disk full, out of memory, file vanished): nothing the command line could say better.
/// Exit code 1; a run that meets it stays resumable.
class Failure : public std::runtime_error {
public:
    /// where and what as in Error.
    Failure(std::string_view where, std::string_view what);
};

/// The memory of a GPU ran out.  To whoever knows nothing of devices a lack of memory like any other; exit code 1, and a run that meets it stays resumable.
class DeviceOutOfMemory : public std::bad_alloc {
public:
    /// device: as a user knows it: "cuda:0 (NVIDIA H200, 141 GB)".
    explicit DeviceOutOfMemory(const std::string& device);
    /// "out of memory on cuda:0 (NVIDIA H200, 141 GB)"; what helps depends on what was done.
    const char* what() const noexcept override { return text_.what(); }

private:
    std::runtime_error text_;  ///< Unlike a string, copied without taking memory.
};

/// Thrown by long work when its CancelToken asked it to stop.  Not an error: it carries no message to show.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

} // namespace icf
