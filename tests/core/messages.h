#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace icf::test {

/// What an Error that the work throws says; empty when it throws none.
inline std::string messageOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

inline bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace icf::test
