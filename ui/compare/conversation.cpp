#include "ui/compare/conversation.h"

#include <algorithm>

namespace icf::ui {

ColumnKind Conversation::system(int index)
{
    static constexpr std::array<ColumnKind, kSystems> kKinds{{{ContextMode::compressed}, {ContextMode::full}, {ContextMode::full, 0, true}}};
    return kKinds[std::size_t(index)];
}

void Conversation::take(const Comparison& comparison)
{
    const auto continues = [&](const Comparison& c) {
        return c.context == comparison.context && c.lm == comparison.lm && c.checkpoint == comparison.checkpoint && c.settings.chunking == comparison.settings.chunking
            && c.computeType == comparison.computeType;
    };
    if (!turns_.isEmpty() && !continues(turns_.first().comparison)) {
        turns_.clear();
        once_ = {};
    }
    Turn turn{comparison, {}};
    for (int i = 0; i < kSystems; ++i) {
        const ColumnResult* column = comparison.column(system(i));
        if (!column || !column->report || column->report->ids.empty())
            continue;
        const GenerationReport& r = *column->report;
        turn.costs[std::size_t(i)] = Cost{r.budget.total() - r.keptTokens, r.firstTokenSeconds - r.compressSeconds - r.keepSeconds};
        if (system(i).mode == ContextMode::compressed)
            once_[std::size_t(i)] = Cost{r.budget.contextTokens, r.onceSeconds};
        else if (system(i).kept)
            once_[std::size_t(i)] = Cost{r.keptTokens, r.onceSeconds};
    }
    const auto same = std::find_if(turns_.begin(), turns_.end(), [&](const Turn& one) { return one.comparison.id == comparison.id; });
    if (same != turns_.end())
        *same = std::move(turn);
    else
        turns_.append(std::move(turn));
}

std::optional<double> Conversation::secondsUpTo(int system, int turn) const
{
    double sum = once_[std::size_t(system)] ? once_[std::size_t(system)]->seconds : 0;
    for (int i = 0; i <= turn; ++i) {
        const auto& cost = turns_.at(i).costs[std::size_t(system)];
        if (!cost)
            return std::nullopt;
        sum += cost->seconds;
    }
    return sum;
}

} // namespace icf::ui
