#include "core/engine/answer_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/atomic_file.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/base/line_reader.h"
#include "core/engine/model_hashes.h"

namespace icf {
namespace {

namespace fs = std::filesystem;

constexpr JsonLimits kOriginLimits{.maxBytes = 1'000'000, .maxDepth = 8, .maxValues = 10'000};

/// Whole answers of a file and where the last of them ends.
struct Answers {
    std::int64_t count = 0;
    std::uint64_t end = 0;
};

bool isAnswer(std::string_view line)
{
    const nlohmann::json json = nlohmann::json::parse(line, nullptr, false);
    return json.is_object() && json.contains("answer");
}

/// What a writer that was killed left behind the last whole line is no answer.
Answers answersIn(const std::string& path)
{
    Answers answers;
    const ReadFile file(path);
    LineReader lines(file, kLongestLine);
    for (FileLine line; lines.next(line) && line.ended && isAnswer(line.text);) {
        ++answers.count;
        answers.end = line.end;
    }
    return answers;
}

bool isThere(const std::string& path) { return fs::exists(fs::symlink_status(path)); }

void cut(const std::string& path, std::uint64_t end)
{
    std::error_code failed;
    fs::resize_file(path, end, failed);
    if (failed)
        throw Failure(path, "cannot be written: " + failed.message());
}

} // namespace

AnswerFile::AnswerFile(std::string target, const GenerateStart& start)
    : target_(std::move(target)), partial_(target_ + ".partial"), origin_(partial_ + ".json"), start_(start)
{
    const bool regular = fs::is_regular_file(fs::symlink_status(partial_));
    if (start_.resume && !regular)
        throw Error(partial_, "there is no such file to go on with; leave out --resume to begin with the first row");
    if (regular && !start_.resume && !start_.overwrite) {
        if (const std::int64_t count = answersIn(partial_).count; count > 0)
            throw Error(partial_, "holds answers of a generation that did not end (" + std::to_string(count) + "); go on with them by --resume, or begin anew with --overwrite");
    }
}

AnswerFile::~AnswerFile()
{
    if (lock_ >= 0)
        close(lock_);
}

std::int64_t AnswerFile::begin(const nlohmann::json& madeFrom, std::int64_t rows)
{
    const bool made = !isThere(partial_);
    lock_ = open(partial_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    // File systems without locks say so with other numbers, and why it cannot be opened is said below.
    if (lock_ >= 0 && flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        throw Error(partial_, "another process is writing it; wait for that, or give another --output_file");
    // Opened before anything is cut: what is no file of ours, such as a link, is refused and stays as it is.
    file_ = std::make_unique<LineFile>(partial_);
    try {
        if (start_.resume)
            takeUp(madeFrom, rows);
        else
            startAnew(madeFrom);
    } catch (...) {
        if (made)
            removeIfEmpty();
        throw;
    }
    return done_;
}

void AnswerFile::takeUp(const nlohmann::json& madeFrom, std::int64_t rows)
{
    if (!isThere(origin_))
        throw Error(origin_, "is missing, and with it what the answers were made from; begin anew with --overwrite");
    const nlohmann::json before = readJsonFile(origin_, kOriginLimits);
    std::string changed = changedKeys(before.value("options", nlohmann::json()), madeFrom.at("options"));
    nlohmann::json files = madeFrom.at("files");
    dropUnrecordedHashes(before.value("files", nlohmann::json()), files);
    // The model's hash is one of the weights as they are computed with: read in another dtype they tell nothing of the file.
    if (changedKeys(before.value("options", nlohmann::json()), {{"dtype", madeFrom.at("options").value("dtype", nlohmann::json())}}) == "dtype")
        files.erase("lm_path");
    const std::string changedFiles = changedKeys(before.value("files", nlohmann::json()), files);
    changed += (changed.empty() || changedFiles.empty() ? "" : ", ") + changedFiles;
    if (!changed.empty())
        throw Error("--resume", "changed since the answers in " + partial_ + " were made: " + changed + "; undo that, or begin anew with --overwrite");
    const Answers answers = answersIn(partial_);
    if (answers.count > rows)
        throw Error(partial_, "holds more answers than the data has rows; begin anew with --overwrite");
    cut(partial_, answers.end);
    done_ = answers.count;
}

void AnswerFile::startAnew(const nlohmann::json& madeFrom)
{
    // In this order: answers never stand beside an origin that is not theirs.
    cut(partial_, 0);
    recoverFromTemporaries(fs::path(target_).parent_path().string(), [&](std::string_view name) { return name == fs::path(origin_).filename().string(); });
    writeAtomically(origin_, dumpText(madeFrom, 1) + "\n");
}

void AnswerFile::requireInPlace() const
{
    if (file_->gone())
        throw Failure(partial_, "is gone; the generation goes on when it is there again");
}

void AnswerFile::append(std::string_view line)
{
    requireInPlace();
    file_->append(line);
    ++done_;
}

void AnswerFile::sync()
{
    requireInPlace();
    file_->sync();
}

void AnswerFile::finish()
{
    if (!moved_) {
        sync();
        try {
            replaceFile(partial_, target_);
        } catch (const Failure&) {
            // When only the flush of the folder failed, the answers have their name, and there is nothing to try again.
            if (isThere(partial_))
                throw;
        }
        moved_ = true;
    }
    std::error_code ignored;
    fs::remove(origin_, ignored);
}

void AnswerFile::removeIfEmpty() noexcept
{
    std::error_code ignored;
    if (moved_ || done_ > 0 || !file_ || file_->gone() || fs::file_size(partial_, ignored) != 0)
        return;
    fs::remove(partial_, ignored);
    fs::remove(origin_, ignored);
}

} // namespace icf
