#include "ui/train/training_phase.h"

namespace icf::ui {

AllowedActions allowedIn(Phase phase)
{
    switch (phase) {
    case Phase::starting: return {.stopAndSave = false, .stopAndDiscard = true};
    case Phase::running: return {.pause = true, .stopAndSave = true, .stopAndDiscard = true, .checkpoint = true};
    case Phase::paused: return {.resume = true, .stopAndSave = true, .stopAndDiscard = true};
    // A save that takes too long can still be given up.
    case Phase::saving: return {.stopAndDiscard = true};
    case Phase::idle:
    case Phase::discarding: break;
    }
    return {};
}

bool isBusy(Phase phase)
{
    return phase != Phase::idle;
}

} // namespace icf::ui
