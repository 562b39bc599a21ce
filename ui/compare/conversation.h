#pragma once
#include <array>
#include <optional>

#include "ui/compare/comparison.h"

namespace icf::ui {

/// What questions about one context cost one after the other: with the digests, with the full context, and with the full context kept.  All of it was measured.
class Conversation {
public:
    static constexpr int kSystems = 3;
    /// Compressed, full context, full context kept.
    static ColumnKind system(int index);

    /// Tokens or vectors read, and seconds until that was done; of a question: to its first token.
    struct Cost {
        qint64 tokens = 0;
        double seconds = 0;
    };
    struct Turn {
        Comparison comparison;
        std::array<std::optional<Cost>, kSystems> costs; ///< Without what is done once; absent where the system was not asked.
    };

    /// Takes an answered question.  One about another context, or with other models or chunks, begins a new conversation; one that is there already takes
    /// its own place.
    void take(const Comparison& comparison);
    const QList<Turn>& turns() const { return turns_; }
    /// What is done once for the context: compressing it, or reading it to keep it.  Absent for a system that does nothing once, or was not asked.
    std::optional<Cost> once(int system) const { return once_[std::size_t(system)]; }
    /// Seconds up to a question with what is done once; absent unless the system was asked every question so far.
    std::optional<double> secondsUpTo(int system, int turn) const;

private:
    QList<Turn> turns_;
    std::array<std::optional<Cost>, kSystems> once_;
};

} // namespace icf::ui
