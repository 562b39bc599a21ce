#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/train/checkpoint.h"

namespace icf {

/// A checkpoint that a run does not take, and why, in one line.
struct PassedOver {
    std::string folder;
    std::string problem;
};

/// What saving did.
struct SavedCheckpoint {
    std::string folder;
    std::vector<std::string> stayed{};  ///< Old checkpoints that could not be removed, each told once.
};

/// The checkpoints of one run in its folder: their names, which of them is the newest that is sound, replacing and pruning.  A run owns its folder, so
/// that all of them are its own; what somebody put there by hand under a checkpoint's name is neither taken nor replaced nor removed.
class CheckpointStore {
public:
    /// run: RunInfo::id.
    CheckpointStore(std::string folder, std::string run, const FileSystem& system = FileSystem::real());

    /// Where the checkpoint of that number is.
    std::string path(std::int64_t number) const { return folder_ + "/" + checkpointName(number); }
    /// True when the run has written that one.
    bool holds(std::int64_t number) const;

    /// The newest checkpoint that the run can be resumed from; skipped receives the newer ones that it cannot be resumed from, newest first.
    std::optional<std::string> newest(std::vector<PassedOver>& skipped) const;
    /// The first one, numbered higher than `number`, that is not the run's own.
    std::optional<PassedOver> foreign(std::int64_t number) const;

    /// Writes the checkpoint of the content's state, whole or not at all, in place of an older one of that number.  Then removes the run's older ones
    /// as keep_last and keep_best say.  Throws Error when what has that name is not the run's own, Failure when the disk refuses.
    SavedCheckpoint save(const CheckpointContent& content);

private:
    enum class Owner { run, unknown, other };
    /// problem: why it is not the run's.  unknown: what it says of itself is damaged.
    Owner ownerOf(const std::string& checkpoint, std::string& problem) const;
    std::vector<std::string> prune(std::int64_t keepLast, std::int64_t best);

    std::string folder_;
    std::string run_;
    FileSystem system_;
    std::set<std::string> stuck_;  ///< Those that could not be removed, told already.
};

} // namespace icf
