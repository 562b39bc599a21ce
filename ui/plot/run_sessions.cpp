#include <QDateTime>

#include "core/run/run_folder.h"
#include "ui/plot/run_curves.h"

/// When a run was at work.
namespace icf::ui {

namespace {

std::optional<double> timeOf(const std::string& text)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODate);
    return time.isValid() ? std::optional(double(time.toMSecsSinceEpoch()) / 1000) : std::nullopt;
}

} // namespace

std::vector<RunSession> sessionsOf(const RunInfo& run)
{
    const std::optional<double> started = timeOf(run.started);
    if (!started)
        return {};
    std::vector<RunSession> sessions{{0, *started}};
    const nlohmann::json resumed = run.extra.is_object() ? run.extra.value("resumed", nlohmann::json()) : nlohmann::json();
    for (const nlohmann::json& one : resumed) {
        const nlohmann::json step = one.is_object() ? one.value("step", nlohmann::json()) : nlohmann::json();
        const nlohmann::json time = one.is_object() ? one.value("time", nlohmann::json()) : nlohmann::json();
        const std::optional<double> at = time.is_string() ? timeOf(time.get<std::string>()) : std::nullopt;
        if (!step.is_number_integer() || !at || *at < sessions.back().time)
            continue;
        // What came after that step was done anew.
        while (sessions.size() > 1 && sessions.back().step >= step.get<std::int64_t>())
            sessions.pop_back();
        sessions.push_back({step.get<std::int64_t>(), *at});
    }
    return sessions;
}

} // namespace icf::ui
