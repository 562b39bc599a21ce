#pragma once
#include <functional>
#include <string>

#include "core/base/cancel_token.h"

namespace icf {

/// Repeats write until the disk takes it: a disk that is full, read-only or gone makes long work wait instead of ending it.
/// A Failure, an Error and a file-system error are taken for the disk's; anything else is passed on.
/// what: what could not be done ("the checkpoint could not be written"); tell: given one line when it begins to wait.
/// Returns false when a stop was asked for before the disk took it.
bool writeOrWait(const std::string& what, const std::function<void()>& write, const std::function<void(const std::string& line)>& tell,
                 const CancelToken& cancel);

} // namespace icf
