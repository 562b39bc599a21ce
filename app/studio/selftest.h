#pragma once

namespace icf::ui {

struct StudioArguments;

/// icformer-studio --selftest: what `icformer selftest` does, and then whether the window and each of its pages can be drawn.  Prints a
/// line for each step on stdout.  Returns the exit code.
int runSelftest(StudioArguments arguments);

} // namespace icf::ui
