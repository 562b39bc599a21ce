#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/engine/engine.h"
#include "core/run/line_file.h"

namespace icf {

/// The answers of `icformer generate` while they are made: "<target>.partial", one line each and only growing, and beside it
/// "<target>.partial.json", which says what they were made from.  finish() lets them take the target's place.  One writer at a time.
class AnswerFile {
public:
    /// Touches nothing yet.  Throws Error when an interrupted generation left answers and start says nothing of them, or there are none
    /// where start wants to resume.
    AnswerFile(std::string target, const GenerateStart& start);
    ~AnswerFile();
    AnswerFile(const AnswerFile&) = delete;
    AnswerFile& operator=(const AnswerFile&) = delete;

    /// Takes up the answers that are there, or begins anew.  madeFrom: all that answers depend on: {"options": {…}, "files": {…}}; rows: how
    /// many there will be.  Returns how many are there.  Throws Error when those were made from something else (naming it), when another
    /// process is writing, and when the files may not be written; Failure when the disk refuses.
    std::int64_t begin(const nlohmann::json& madeFrom, std::int64_t rows);

    /// Appends one answer as JSON on one line.  Throws Failure (FileTooLarge, …); nothing of it is then left.
    void append(std::string_view line);
    /// Pushes what is there to the disk.  Throws Failure.
    void sync();
    /// Lets the answers take the target's place; may be called again after it threw.  Throws Failure.
    void finish();
    /// Removes both files where they hold no answer.
    void removeIfEmpty() noexcept;

    std::int64_t done() const { return done_; }
    const std::string& partial() const { return partial_; }

private:
    void requireInPlace() const;
    void takeUp(const nlohmann::json& madeFrom, std::int64_t rows);
    void startAnew(const nlohmann::json& madeFrom);

    std::string target_, partial_, origin_;  ///< origin_: the file that says what they were made from.
    GenerateStart start_;
    std::unique_ptr<LineFile> file_;
    int lock_ = -1;
    std::int64_t done_ = 0;
    bool moved_ = false;
};

} // namespace icf
