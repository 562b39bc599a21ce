#include "ui/runs/run_scanner.h"

#include <exception>
#include <filesystem>

namespace icf::ui {

namespace {

constexpr int kScanMilliseconds = 2000;

/// Bytes of all files below a folder; what cannot be read counts nothing.
qint64 sizeOf(const std::string& folder)
{
    qint64 bytes = 0;
    std::error_code error;
    const auto options = std::filesystem::directory_options::skip_permission_denied;
    for (auto it = std::filesystem::recursive_directory_iterator(folder, options, error);
         !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
        std::error_code ignored;
        if (it->is_regular_file(ignored) && !it->is_symlink(ignored))
            bytes += qint64(it->file_size(ignored));
    }
    return bytes;
}

} // namespace

RunScanner::RunScanner(Runner& background, const Settings& settings, QObject* parent)
    : QObject(parent), background_(background), settings_(settings), evaluations_(std::make_shared<EvaluationIndex>())
{
    timer_.setInterval(kScanMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &RunScanner::scan);
    connect(&settings_, &Settings::runRootsChanged, this, &RunScanner::scan);
}

void RunScanner::setWatching(bool watching)
{
    if (watching) {
        timer_.start();
        scan();
    } else {
        timer_.stop();
    }
}

void RunScanner::scan()
{
    // A slow disk must not pile up looks.
    if (job_)
        return;
    std::vector<std::string> roots;
    for (const QString& root : settings_.runRoots())
        roots.push_back(root.toStdString());
    job_ = background_.submit(this, [this, roots, evaluations = evaluations_](CancelToken& cancel, const Post& post) {
        std::vector<ListedRun> runs;
        evaluations->look(roots);
        for (const std::string& root : roots) {
            std::error_code error;
            if (!std::filesystem::is_directory(root, error))
                continue;
            for (const std::string& folder : findRuns(root)) {
                cancel.throwIfStopped();
                try {
                    ListedRun run{readRun(folder), sizeOf(folder)};
                    run.evaluation = evaluations->of(run.info.folder);
                    runs.push_back(std::move(run));
                } catch (const std::exception& broken) {
                    // Shown with its reason instead of left out: a run that vanishes from the list looks lost.  Whatever is wrong with one
                    // folder, the others are listed.
                    ListedRun run;
                    run.info.folder = folder;
                    run.info.name = std::filesystem::path(folder).filename().string();
                    run.info.state = RunState::failed;
                    run.info.message = broken.what();
                    runs.push_back(std::move(run));
                }
            }
        }
        post([this, runs = std::move(runs)] { Q_EMIT scanned(runs); });
    });
}

} // namespace icf::ui
