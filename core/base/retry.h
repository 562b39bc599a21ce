#pragma once
#include <functional>
#include <optional>
#include <string>

#include "core/base/cancel_token.h"

namespace icf {

/// Writes once.  Returns why the disk did not take it (a Failure, an Error or a file-system error; anything else is passed on), or nothing when it did.
std::optional<std::string> tryToWrite(const std::function<void()>& write);

/// Repeats write until the disk takes it: a disk that is full, read-only or gone makes long work wait instead of ending it.
/// What is taken for the disk's fault: see tryToWrite.
/// what: what could not be done ("the checkpoint could not be written"); tell: given one line when it begins to wait, and when the reason
/// becomes another.
/// Returns false when a stop was asked for before the disk took it.
bool writeOrWait(const std::string& what, const std::function<void()>& write, const std::function<void(const std::string& line)>& tell,
                 const CancelToken& cancel);

} // namespace icf
