#pragma once
#include "app/cli/context.h"

namespace icf::cli {

/// Joins the other processes of a launcher that do this command together; they live in the context, where a stop of any becomes one of all.  From then on
/// the first speaks for all.  Returns one process by itself without a launcher.  Throws Error where they cannot be joined.
Communicator& joinProcesses(Context& context);

/// For a command that one process does by itself: throws Error where a launcher started several, which would write the same file, and lets the first speak.
void requireOneProcess(Context& context, const char* command);

} // namespace icf::cli
