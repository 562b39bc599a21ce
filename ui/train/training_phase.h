#pragma once

namespace icf::ui {

/// Where training is.  One value decides which actions the user has.
enum class Phase {
    idle,        ///< Nothing runs; the queue may hold waiting runs.
    starting,    ///< Taken up: data is indexed and models are loaded.
    running,
    paused,
    saving,      ///< Stop and save was asked for.
    discarding,  ///< Stop and discard was asked for.
};

/// The user's actions.
struct AllowedActions {
    bool pause = false;
    bool resume = false;
    bool stopAndSave = false;
    bool stopAndDiscard = false;
    bool checkpoint = false;
    bool operator==(const AllowedActions&) const = default;
};

/// What may be done in a phase.  Starting (that is, queueing) is always allowed.
AllowedActions allowedIn(Phase phase);

/// True while a run holds the compute thread.
bool isBusy(Phase phase);

} // namespace icf::ui
