#pragma once
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "core/report/reports.h"

namespace icf::cli {

/// What people read: messages and progress on stderr.  On a terminal a progress bar stays below the messages; elsewhere
/// progress is a plain line now and then.
class Terminal {
public:
    explicit Terminal(std::FILE* stream);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// One line; warnings and errors say so.
    void line(std::string_view text) { message(Severity::info, text); }
    void message(Severity severity, std::string_view text);
    /// share: 0 … 1 of the work; secondsLeft: negative while unknown; text: what else is known.
    void progress(double share, double secondsLeft, std::string_view text);
    /// Takes the bar away.
    void endProgress();

    /// Of several processes one speaks for all; the others are silent.
    void setSilent(bool silent) { silent_ = silent; }

    /// False where output is kept or read by a program: there are no bars and pictures.
    bool isInteractive() const { return interactive_; }
    /// Characters in a line; at most 120.
    std::size_t columns() const;

private:
    using Clock = std::chrono::steady_clock;

    void clearBar();
    void drawBar();

    std::FILE* stream_;
    bool interactive_;
    bool silent_ = false;
    std::string bar_;                   ///< The bar as shown; empty when there is none.
    Clock::time_point shown_{};         ///< When progress was last shown.
    std::chrono::milliseconds pause_;   ///< Time between two showings.
};

/// "1:02:03" or "02:03".
std::string durationText(double seconds);
/// 18323 → "18,323".
std::string countText(std::int64_t count);
/// "1 row", "18,323 rows".
std::string countText(std::int64_t count, const char* noun);

} // namespace icf::cli
