#include "app/cli/terminal.h"

#include <algorithm>
#include <cmath>

#include <sys/ioctl.h>
#include <unistd.h>

#include "core/base/utf8.h"

namespace icf::cli {
namespace {

/// At most count characters of well-formed text, each taken to be one column wide.
std::string firstCharacters(const std::string& text, std::size_t count)
{
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool continues = (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
        if (!continues && ++seen > count)
            return text.substr(0, i);
    }
    return text;
}

} // namespace

Terminal::Terminal(std::FILE* stream)
    : stream_(stream), interactive_(isatty(fileno(stream)) != 0), pause_(interactive_ ? 100 : 10'000)
{
}

Terminal::~Terminal() { endProgress(); }

std::size_t Terminal::columns() const
{
    winsize size{};
    if (ioctl(fileno(stream_), TIOCGWINSZ, &size) != 0 || size.ws_col < 20)
        return 80;
    return std::min<std::size_t>(size.ws_col, 120);
}

void Terminal::clearBar()
{
    if (!bar_.empty())
        std::fputs("\r\033[K", stream_);
}

void Terminal::drawBar()
{
    if (!bar_.empty())
        std::fputs(bar_.c_str(), stream_);
    std::fflush(stream_);
}

void Terminal::message(Severity severity, std::string_view text)
{
    if (silent_)
        return;
    // Texts from files may hold control characters that would move the cursor or worse.
    constexpr std::size_t kLongest = 4000;
    const std::string shown = printable(text, kLongest);
    const char* prefix = severity == Severity::error ? "error: " : severity == Severity::warning ? "warning: " : "";
    clearBar();
    std::fprintf(stream_, "%s%s\n", prefix, shown.c_str());
    drawBar();
}

void Terminal::progress(double share, double secondsLeft, std::string_view text)
{
    const Clock::time_point now = Clock::now();
    if (silent_)
        return;
    if (shown_ != Clock::time_point{} && now - shown_ < pause_)
        return;
    shown_ = now;
    share = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0;
    char percent[16];
    std::snprintf(percent, sizeof percent, "%3.0f %%", std::floor(share * 100));
    const std::string left = secondsLeft >= 0 && std::isfinite(secondsLeft) ? "  " + durationText(secondsLeft) + " left" : "";
    const std::string caption = std::string(percent) + left + (text.empty() ? "" : "  ") + std::string(text);
    if (!interactive_) {
        std::fprintf(stream_, "%s\n", caption.c_str());
        std::fflush(stream_);
        return;
    }
    const std::size_t room = columns() - 1;
    constexpr std::size_t kBar = 24;
    std::string bar;
    if (room > kBar + 30) {
        const auto filled = std::size_t(share * double(kBar));
        bar = "[" + std::string(filled, '#') + std::string(kBar - filled, '.') + "] ";
    }
    clearBar();
    bar_ = firstCharacters(bar + caption, room);
    drawBar();
}

void Terminal::endProgress()
{
    clearBar();
    bar_.clear();
    shown_ = {};
    std::fflush(stream_);
}

std::string durationText(double seconds)
{
    const auto whole = std::int64_t(std::clamp(std::round(seconds), 0.0, 3.6e8));
    char text[32];
    if (whole >= 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", static_cast<long long>(whole / 3600), static_cast<long long>(whole / 60 % 60),
            static_cast<long long>(whole % 60));
    else
        std::snprintf(text, sizeof text, "%02lld:%02lld", static_cast<long long>(whole / 60), static_cast<long long>(whole % 60));
    return text;
}

std::string countText(std::int64_t count)
{
    std::string digits = std::to_string(count);
    for (int i = int(digits.size()) - 3; i > (count < 0 ? 1 : 0); i -= 3)
        digits.insert(std::size_t(i), ",");
    return digits;
}

std::string countText(std::int64_t count, const char* noun)
{
    return countText(count) + " " + noun + (count == 1 ? "" : "s");
}

} // namespace icf::cli
