#include "ui/runs/run_watcher.h"

#include <QFileInfo>

namespace icf::ui {

namespace {
constexpr int kPollMilliseconds = 500;
}

RunWatcher::RunWatcher(Runner& background, QObject* parent) : QObject(parent), background_(background)
{
    timer_.setInterval(kPollMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &RunWatcher::poll);
}

void RunWatcher::watch(const QStringList& folders)
{
    order_ = folders;
    std::erase_if(watched_, [&](const auto& entry) { return !folders.contains(entry.first); });
    bool fresh = false;
    for (const QString& folder : folders) {
        if (watched_.contains(folder))
            continue;
        watched_[folder] = {std::make_shared<MetricsReader>(folder.toStdString()),
                            std::make_shared<RunCurves>(folder, QFileInfo(folder).fileName())};
        fresh = true;
    }
    if (!fresh)
        return;
    if (job_)
        again_ = true;
    else
        poll();
}

void RunWatcher::setSamplesPerEpoch(const QString& folder, std::int64_t samples)
{
    if (const auto found = watched_.find(folder); found != watched_.end())
        found->second.curves->setSamplesPerEpoch(samples);
}

void RunWatcher::setSessions(const QString& folder, const std::vector<RunSession>& sessions)
{
    if (const auto found = watched_.find(folder); found != watched_.end())
        found->second.curves->setSessions(sessions);
}

std::vector<std::shared_ptr<const RunCurves>> RunWatcher::curves() const
{
    std::vector<std::shared_ptr<const RunCurves>> curves;
    for (const QString& folder : order_)
        curves.push_back(watched_.at(folder).curves);
    return curves;
}

void RunWatcher::setActive(bool active)
{
    if (active)
        timer_.start();
    else
        timer_.stop();
}

void RunWatcher::poll()
{
    if (job_ || watched_.empty())
        return;
    std::vector<std::pair<QString, std::shared_ptr<MetricsReader>>> readers;
    for (const auto& [folder, watched] : watched_)
        readers.emplace_back(folder, watched.reader);
    job_ = background_.submit(this, [this, readers](CancelToken& cancel, const Post& post) {
        std::vector<News> news;
        for (const auto& [folder, reader] : readers) {
            cancel.throwIfStopped();
            News one;
            one.folder = folder;
            one.anew = reader->poll(one.steps, one.validations, one.samples);
            if (one.anew || !one.steps.empty() || !one.validations.empty() || !one.samples.empty())
                news.push_back(std::move(one));
        }
        post([this, news = std::move(news)] { take(news); });
    });
    connect(job_, &Job::ended, this, [this] {
        job_.clear();
        if (std::exchange(again_, false))
            poll();
    });
}

void RunWatcher::take(const std::vector<News>& news)
{
    bool any = false;
    for (const News& one : news) {
        const auto found = watched_.find(one.folder);
        if (found == watched_.end())
            continue;
        RunCurves& curves = *found->second.curves;
        if (one.anew)
            curves.clear();
        for (const StepReport& step : one.steps)
            curves.add(step);
        for (const ValidationReport& validation : one.validations)
            curves.add(validation);
        if (!one.samples.empty() || one.anew)
            Q_EMIT sampled(one.folder, one.samples, one.anew || !found->second.polled);
        found->second.polled = true;
        any = true;
    }
    if (any)
        Q_EMIT grown();
}

} // namespace icf::ui
