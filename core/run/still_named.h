#pragma once
#include <string>

namespace icf {

/// True while the path names the very file that is open: not after somebody deleted or moved it, or put another in its place.  A path that
/// cannot be looked at just now counts as unchanged.
bool stillNamed(int descriptor, const std::string& path);

} // namespace icf
