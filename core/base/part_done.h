#pragma once
#include <functional>

#include "core/base/cancel_token.h"

namespace icf {

/// Called between the parts of a long computation, many times a second, with the share of its work that is done (0 to 1).  What it throws ends the
/// computation, so this is how one is stopped; may be empty.
using PartDone = std::function<void(double share)>;

/// Says it to whoever listens.
inline void tellPart(const PartDone& partDone, double share)
{
    if (partDone)
        partDone(share);
}

/// One that listens to nothing and ends the computation when the token asks for it.
inline PartDone untilStopped(const CancelToken& cancel)
{
    return [&cancel](double) { cancel.throwIfStopped(); };
}

/// The part from `from` to `to` of a longer computation, as one of its own.
inline PartDone partOf(const PartDone& whole, double from, double to)
{
    if (!whole)
        return {};
    return [&whole, from, to](double share) { whole(from + (to - from) * share); };
}

} // namespace icf
