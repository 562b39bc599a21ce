#include "core/base/error.h"

namespace icf {
namespace {

std::string placed(std::string_view where, std::string_view what)
{
    std::string message;
    message.reserve(where.size() + what.size() + 3);
    if (!where.empty())
        message.append("[").append(where).append("] ");
    return message.append(what);
}

} // namespace

Error::Error(std::string_view where, std::string_view what)
    : std::runtime_error(placed(where, what)), where_(where), text_(what)
{
}

Failure::Failure(std::string_view where, std::string_view what) : std::runtime_error(placed(where, what)) {}

} // namespace icf
