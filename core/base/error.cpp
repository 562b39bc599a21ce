#include "core/base/error.h"

#include "core/base/utf8.h"

namespace icf {
namespace {

constexpr std::size_t kMaxWhereBytes = 1024;

std::string placed(std::string_view where, std::string_view what)
{
    std::string message;
    message.reserve(where.size() + what.size() + 3);
    if (!where.empty())
        // A path may hold anything; the message stays one line.
        message.append("[").append(printable(where, kMaxWhereBytes)).append("] ");
    return message.append(what);
}

} // namespace

Error::Error(std::string_view where, std::string_view what)
    : std::runtime_error(placed(where, what))
    , where_(where)
    , text_(what)
{
}

DeviceOutOfMemory::DeviceOutOfMemory(const std::string& device) : text_("out of memory on " + device)
{
}

Failure::Failure(std::string_view where, std::string_view what)
    : std::runtime_error(placed(where, what))
{
}

} // namespace icf
