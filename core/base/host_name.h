#pragma once
#include <string>

namespace icf {

/// The name of this machine; empty when it has none.
std::string hostName();

} // namespace icf
