#pragma once
#include <c10/util/Exception.h>

#include <new>
#include <string_view>

#include "core/base/error.h"

namespace icf {

/// Throws what torch threw as the programs know it: std::bad_alloc when memory ran out, else a Failure of one line (torch's
/// own texts go on for pages).
[[noreturn]] inline void throwPlainly(const c10::Error& error)
{
    const std::string_view text = error.what_without_backtrace();
    for (const std::string_view sign : {"can't allocate memory", "not enough memory", "out of memory"}) {
        if (text.find(sign) != std::string_view::npos)
            throw std::bad_alloc();
    }
    throw Failure("torch", text.substr(0, text.find('\n')));
}

/// Runs work and lets torch's errors out as the programs know them.
template <class Work> auto withPlainErrors(Work&& work) -> decltype(work())
{
    try {
        return work();
    } catch (const c10::Error& error) {
        throwPlainly(error);
    }
}

} // namespace icf
