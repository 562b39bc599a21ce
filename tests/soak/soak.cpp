#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "app/process_setup.h"
#include "app/studio/studio.h"
#include "core/base/memory.h"
#include "core/options/presets.h"
#include "ui/common/icons.h"
#include "ui/train/config_panel.h"
#include "ui/train/train_page.h"

// usage: soak RUNS MINUTES
// Starts and stops RUNS tiny runs in the studio, then trains the demo for MINUTES with the studio open, and prints how memory, file
// descriptors and threads went.  Ends with 1 when descriptors or threads grew, or memory by more than what the log and the curves
// of the steps take.  ./test --long soak runs it.

using namespace icf;
using namespace icf::ui;
namespace fs = std::filesystem;

namespace {

/// What the process holds at a moment.
struct Holding {
    double at = 0;  ///< Runs done, or minutes.
    double resident = 0;  ///< MiB
    double inUse = 0;     ///< MiB of the heap.
    std::size_t descriptors = 0;
    std::size_t threads = 0;
    double steps = 0;
};

std::size_t countIn(const char* folder)
{
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder))
        ++count;
    return count;
}

Holding holdingNow(double at, double steps)
{
    const struct mallinfo2 heap = mallinfo2();
    constexpr double kMebibyte = 1 << 20;
    const Holding now{at, double(residentMemory()) / kMebibyte, double(heap.uordblks + heap.hblkhd) / kMebibyte, countIn("/proc/self/fd"),
        countIn("/proc/self/task"), steps};
    std::printf("%10.1f  %8.1f MiB  %8.2f MiB in use  %4zu descriptors  %3zu threads  %9.0f steps\n", now.at, now.resident, now.inUse,
                now.descriptors, now.threads, now.steps);
    std::fflush(stdout);
    return now;
}

/// The least of some readings.
template <class Readings, class Number> Number least(Readings from, Readings to, Number Holding::*member)
{
    return (*std::min_element(from, to, [&](const Holding& a, const Holding& b) { return a.*member < b.*member; })).*member;
}

/// KiB of the heap that came into use with each step.
struct Growth {
    double whole = 0;  ///< From the first readings to the last; the least of a few at each end, since a page may hold something for a moment.
    double usual = 0;  ///< The median of what came in between two readings of the same page.
};

/// The studio shows one after the other while it trains.
const QStringList kPages{QStringLiteral("train"), QStringLiteral("runs"), QStringLiteral("compare"), QStringLiteral("inspect"),
    QStringLiteral("evaluate"), QStringLiteral("data"), QStringLiteral("models"), QStringLiteral("train")};

Growth growth(const std::vector<Holding>& all)
{
    constexpr double kKibibytes = 1024;  // In a MiB.
    constexpr std::ptrdiff_t kEnd = 3;
    const double before = least(all.begin(), all.begin() + kEnd, &Holding::inUse), after = least(all.end() - kEnd, all.end(), &Holding::inUse);
    Growth result;
    result.whole = (after - before) * kKibibytes / (all.back().steps - all.front().steps);
    std::vector<double> between;
    const auto round = std::size_t(kPages.size());
    for (std::size_t i = round; i < all.size(); ++i) {
        if (all[i].steps > all[i - round].steps)
            between.push_back((all[i].inUse - all[i - round].inUse) * kKibibytes / (all[i].steps - all[i - round].steps));
    }
    const auto median = between.begin() + std::ptrdiff_t(between.size() / 2);
    std::nth_element(between.begin(), median, between.end());
    // Without a step between any two readings there is no verdict.
    result.usual = between.empty() ? std::numeric_limits<double>::quiet_NaN() : *median;
    return result;
}

/// Over the second half: the first warms caches up.  perStep: KiB that a step's log line and curve points may take.
/// What the heap has in use tells a leak exactly, but not by a straight line through the readings: the arrays of a run's steps double at 2,048, 4,096 …
/// steps, one of which lies in every second half, and where it lies would decide.  So the whole growth is held against perStep, and what comes in between
/// two doublings, some 0.09 KiB, against a quarter of a KiB.  Resident memory goes up and down with the gaps between tensors, and a file or a thread may be
/// open for a moment (a page reads a run): what leaks there stays, so that the least of many readings grows.
bool isFlat(const char* what, std::vector<Holding> all, double perStep)
{
    constexpr std::size_t kMinReadings = 32;
    if (all.size() < kMinReadings) {
        std::printf("%s: too few readings for a verdict\n", what);
        return false;
    }
    all.erase(all.begin(), all.begin() + std::ptrdiff_t(all.size() / 2));
    const auto middle = all.begin() + std::ptrdiff_t(all.size() / 2);
    constexpr double kResidentNoise = 1.02;
    const auto before = [&](auto member) { return least(all.begin(), middle, member); };
    const auto after = [&](auto member) { return least(middle, all.end(), member); };
    constexpr double kUsuallyAllowed = 0.25;
    const Growth heap = growth(all);
    const bool flat = after(&Holding::descriptors) <= before(&Holding::descriptors) && after(&Holding::threads) <= before(&Holding::threads)
        && after(&Holding::resident) <= kResidentNoise * before(&Holding::resident) && heap.whole <= perStep && heap.usual <= kUsuallyAllowed;
    std::printf("%s, second half (%.0f steps): heap in use grew by %.3f KiB per step (up to %.3f allowed), between most readings by %.3f (up to %.3f); "
                "the least in its first and second half: resident %.1f and %.1f MiB, descriptors %zu and %zu, threads %zu and %zu: %s\n",
                what, all.back().steps - all.front().steps, heap.whole, perStep, heap.usual, kUsuallyAllowed, before(&Holding::resident),
                after(&Holding::resident), before(&Holding::descriptors), after(&Holding::descriptors), before(&Holding::threads),
                after(&Holding::threads), flat ? "flat" : "GROWS");
    return flat;
}

void waitFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Pauses the run and waits until nothing computes: a step or a validation may have to end first.
void pauseAtRest(TrainingController& controller)
{
    controller.pause();
    constexpr int kLook = 400;
    constexpr double kRestingShare = 0.1;
    for (double share = 1; share > kRestingShare;) {
        const std::clock_t before = std::clock();
        waitFor(kLook);
        share = double(std::clock() - before) / CLOCKS_PER_SEC / (kLook / 1000.0);
    }
}

TrainOptions tinyRun(const std::string& folder)
{
    const std::string golden = ICF_TEST_DATA "/golden/base";
    TrainOptions options;
    options.task = TrainingTask::finetune;
    options.model.lm_path = golden + "/lm";
    options.model.icformer_path = golden + "/finetune_start";
    options.model.dtype = Dtype::float32;
    options.data_path = golden + "/pwc.jsonl";
    options.save_path = folder;
    options.loop.gradient_accumulation = 2;
    options.loop.max_epoch = 100000;
    return options;
}

/// Each run is stopped when it starts or after one to three steps, by saving or by discarding.
bool startAndStop(TrainPage& page, int count, const std::string& folder)
{
    TrainingController& controller = page.controller();
    QEventLoop loop;
    std::uint64_t random = 20240613;
    int stopAt = 0, done = 0;
    double steps = 0;
    StopRequest how = StopRequest::save;
    bool failed = false;
    std::vector<Holding> all;
    const auto next = [&] {
        random = random * 6364136223846793005ULL + 1442695040888963407ULL;
        stopAt = int((random >> 33) % 4);
        how = (random >> 40) % 2 == 0 ? StopRequest::save : StopRequest::discard;
        controller.enqueue(tinyRun(folder + "/" + std::to_string(done)));
    };
    QObject::connect(&controller, &TrainingController::started, &loop, [&] {
        if (stopAt == 0)
            controller.stop(how);
    });
    QObject::connect(&controller, &TrainingController::stepped, &loop, [&](const StepReport& step) {
        ++steps;
        if (step.step == stopAt)
            controller.stop(how);
    });
    QObject::connect(&controller, &TrainingController::ended, &loop, [&](const QueuedRun& run) {
        failed = failed || !run.result || run.result->state != RunState::stopped;
        if (failed)
            std::printf("run %d: %s\n", done, qPrintable(run.message));
        fs::remove_all(run.options.save_path);
        QTimer::singleShot(0, &loop, [&, id = run.id] {
            controller.remove(id);
            if (++done % std::max(1, count / 50) == 0)
                all.push_back(holdingNow(done, steps));
            if (failed || done == count)
                loop.quit();
            else
                next();
        });
    });
    std::printf("%d starts and stops of a tiny run\n", count);
    next();
    loop.exec();
    // A run leaves nothing behind; a tenth of a KiB for each step is within the noise of the heap.
    return !failed && isFlat("runs", all, 0.1);
}

bool trainLong(Studio& studio, TrainPage& page, double minutes, const std::string& folder)
{
    TrainOptions options;
    applyPreset(options, "demo");
    const std::string demo = ICF_RESOURCES "/demo";
    options.model.lm_path = demo + "/lm";
    options.model.icformer_path = demo + "/icformer-start";
    options.data_path = demo + "/pwc_train.jsonl";
    options.validation.eval_data = demo + "/pwc_test.jsonl";
    options.validation.eval_interval = 50;
    options.checkpoint.keep_last = 2;
    options.loop.max_epoch = 1'000'000;
    options.loop.steps = 0;
    options.save_path = folder + "/long";
    double steps = 0;
    bool ended = false;
    QObject context;
    QObject::connect(&page.controller(), &TrainingController::stepped, &context, [&] { ++steps; });
    QObject::connect(&page.controller(), &TrainingController::ended, &context, [&](const QueuedRun& run) {
        ended = true;
        if (!run.message.isEmpty())
            std::printf("%s\n", qPrintable(run.message));
    });
    std::printf("%.1f minutes of training the demo with the studio open\n", minutes);
    page.controller().enqueue(options);
    std::vector<Holding> all;
    QElapsedTimer clock;
    clock.start();
    while (!ended && double(clock.elapsed()) < minutes * 60'000) {
        studio.window().showPage(kPages[qsizetype(all.size()) % kPages.size()]);
        waitFor(int(minutes * 60'000 / 100));
        pauseAtRest(page.controller());
        all.push_back(holdingNow(double(clock.elapsed()) / 60'000, steps));
        page.controller().resume();
    }
    if (ended)
        return false;
    page.controller().stop(StopRequest::save);
    while (!ended)
        waitFor(50);
    return isFlat("training", all, 1.0);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: soak RUNS MINUTES\n");
        return 2;
    }
    setUpProcess(argv);
    QTemporaryDir folder;
    QApplication::setOrganizationName(QStringLiteral("icformer-studio"));
    QApplication::setApplicationName(QStringLiteral("icformer-studio-soak"));
    qputenv("XDG_DATA_HOME", folder.path().toUtf8());
    QApplication application(argc, argv);
    loadResources();
    StudioArguments arguments;
    arguments.settingsFile = folder.filePath(QStringLiteral("settings.ini"));
    Studio studio(arguments);
    studio.show();
    auto* page = studio.window().findChild<TrainPage*>();
    const std::string runs = folder.path().toStdString();
    const int count = std::atoi(argv[1]);
    const double minutes = std::atof(argv[2]);
    bool flat = true;
    if (count > 0)
        flat = startAndStop(*page, count, runs) && flat;
    if (minutes > 0)
        flat = trainLong(studio, *page, minutes, runs) && flat;
    return flat ? 0 : 1;
}
