#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ranges>
#include <thread>

#include "app/process_setup.h"
#include "ui/common/icons.h"
#include "ui/plot/curve_panel.h"
#include "ui/plot/metric_plot.h"
#include "ui/session/payload.h"
#include "ui/train/config_panel.h"
#include "whole_window.h"

using namespace icf;
using namespace icf::ui;

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

/// Median, 99th percentile and worst of some times in milliseconds.
void tell(const char* what, std::vector<double> times)
{
    std::ranges::sort(times);
    const auto at = [&](double share) { return times[std::size_t(share * double(times.size() - 1))]; };
    std::printf("%-52s n %6zu   median %7.2f ms   99 %% %7.2f ms   worst %7.2f ms\n", what, times.size(), at(0.5), at(0.99), times.back());
    std::fflush(stdout);
}

/// Asks the event loop every two milliseconds, from another thread, how long it takes to answer: what a click would wait.
class LoopProbe {
public:
    LoopProbe()
        : thread_([this] {
            while (!quit_) {
                QMetaObject::invokeMethod(&receiver_, [this, sent = Clock::now()] { waits_.push_back(milliseconds(Clock::now() - sent)); },
                    Qt::QueuedConnection);
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
        })
    {
    }
    ~LoopProbe()
    {
        quit_ = true;
        thread_.join();
    }
    std::vector<double> take() { return std::exchange(waits_, {}); }

private:
    QObject receiver_;
    std::vector<double> waits_; ///< Touched on the interface's thread only.
    std::atomic<bool> quit_ = false;
    std::thread thread_;
};

/// Notes the events of the window that take longest, with those that they send themselves: where a slow moment comes from.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        constexpr double kSlow = 30;
        const QString name = QString::fromLatin1(receiver->metaObject()->className()) + QLatin1Char(' ') + receiver->objectName();
        const int type = int(event->type());
        const auto start = Clock::now();
        const bool result = QApplication::notify(receiver, event);
        const double took = milliseconds(Clock::now() - start);
        if (took >= kSlow && thread() == QThread::currentThread())
            slow_.push_back({took, QStringLiteral("%1, event %2").arg(name).arg(type)});
        return result;
    }
    /// Prints the slowest so far and forgets them.
    void tellSlowest(std::size_t count)
    {
        std::ranges::sort(slow_, std::greater{}, &std::pair<double, QString>::first);
        for (const auto& [took, what] : slow_ | std::views::take(count))
            std::printf("    %7.1f ms  %s\n", took, qPrintable(what));
        slow_.clear();
    }

private:
    std::vector<std::pair<double, QString>> slow_;
};

/// Starts the studio as its user does and waits until its window has been drawn and it has left again.
void startOfTheWindow()
{
    const QTemporaryDir folder;
    std::vector<double> times;
    for (int i = 0; i < 7; ++i) {
        QProcess studio;
        studio.setProcessChannelMode(QProcess::ForwardedChannels);
        const auto start = Clock::now();
        studio.start(QCoreApplication::applicationDirPath() + QStringLiteral("/icformer-studio"),
            {QStringLiteral("--settings"), folder.filePath(QStringLiteral("s.ini")), QStringLiteral("--exit-when-shown")});
        if (!studio.waitForFinished(60'000) || studio.exitCode() != 0)
            return void(std::printf("the studio did not start\n"));
        times.push_back(milliseconds(Clock::now() - start));
    }
    tell("start until the window is drawn, and exit", times);
}

/// The real engine trains on the demo while Compare streams long answers; Train and Compare are shown in turn, and the pointer moves over the
/// curves.
void eventLoop(int seconds)
{
    WholeWindow whole(&icf::train);
    PageFixture::show(*whole.window, QSize(1360, 860));
    auto& application = static_cast<TimedApplication&>(*qApp);
    auto* train = whole.window->findChild<TrainPage*>();
    auto* compare = whole.window->findChild<ComparePage*>();
    {
        LoopProbe probe;
        QTest::qWait(2000);
        tell("event loop, idle", probe.take());
    }
    TrainOptions options = train->config()->options();
    options.loop.steps = 1'000'000;
    options.loop.max_epoch = 1000;
    options.loop.batch_size = 4;
    options.loop.gradient_accumulation = 4;
    train->config()->setOptions(options, {});
    QTest::mouseClick(train->config()->startButton(), Qt::LeftButton);
    QSignalSpy steps(&train->controller(), &TrainingController::stepped);
    QTRY_VERIFY_WITH_TIMEOUT(!steps.isEmpty(), kComputing);
    const QString context = QStringLiteral("Paul Green collects maps and has 56 of them. Paul plays the tuba. ").repeated(6);
    compare->receive({{payload::kContext, context}, {payload::kPrompt, QStringLiteral("Repeat the above text.")}});
    PageFixture::child<QSpinBox>(*compare, "maxNewTokens")->setValue(4000);
    QSignalSpy pieces(&compare->run(), &ComparisonRun::piece);
    const auto ask = [&] {
        if (!compare->run().active())
            PageFixture::child<QPushButton>(*compare, "compareButton")->click();
    };
    QObject::connect(&compare->run(), &ComparisonRun::finished, compare, ask, Qt::QueuedConnection);
    whole.window->showPage(QStringLiteral("compare"));
    ask();
    QTRY_VERIFY_WITH_TIMEOUT(!pieces.isEmpty(), kComputing);
    const qsizetype stepsBefore = steps.size(), piecesBefore = pieces.size();
    application.tellSlowest(0);
    LoopProbe probe;
    QElapsedTimer clock;
    clock.start();
    auto* plot = train->findChild<MetricPlot*>();
    for (int i = 0; clock.elapsed() < seconds * 1000; ++i) {
        const bool onTrain = clock.elapsed() / 3000 % 2 == 0;
        const QString page = onTrain ? QStringLiteral("train") : QStringLiteral("compare");
        if (whole.window->currentPage()->objectName() != page)
            whole.window->showPage(page);
        if (onTrain)
            QTest::mouseMove(plot, QPoint(60 + i * 7 % (plot->width() - 80), plot->height() / 2));
        QTest::qWait(20);
    }
    std::printf("%lld steps trained and %lld pieces streamed in %d s\n", static_cast<long long>(steps.size() - stepsBefore),
        static_cast<long long>(pieces.size() - piecesBefore), seconds);
    tell("event loop, training and streaming", probe.take());
    application.tellSlowest(12);
    compare->run().disconnect(compare);
    compare->run().stopAll();
    whole.fixture.training.cancelAll();
    QTRY_COMPARE_WITH_TIMEOUT(whole.fixture.training.pending(), 0, kComputing);
}

/// Drags a panel of one million points to and fro; a frame is an event and the drawing that follows it.
void millionPoints()
{
    TemporaryHome home;
    Theme theme;
    Settings settings(home.folder.filePath(QStringLiteral("s.ini")));
    auto run = std::make_shared<RunCurves>(QStringLiteral("long"), QStringLiteral("long"));
    std::uint64_t random = 1;
    for (std::int64_t i = 1; i <= 1'000'000; ++i) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        const double noise = double(random >> 40) / double(1 << 24);
        StepReport step;
        step.step = i;
        step.loss = 2 + 6 / (1 + double(i) * 1e-4) + noise;
        step.gradNorm = 1 + noise;
        step.learningRate = 1e-4;
        step.seconds = 0.1 * double(i);
        step.tokens = 512 * i;
        step.tokensPerSecond = 5000 + 500 * noise;
        run->add(step);
    }
    CurvePanel panel(theme, settings, QStringLiteral("bench"));
    PageFixture::show(panel, QSize(1200, 800));
    QElapsedTimer timer;
    timer.start();
    panel.setRuns({run});
    QApplication::processEvents();
    std::printf("1,000,000 points shown after %lld ms\n", static_cast<long long>(timer.elapsed()));
    MetricPlot* plot = panel.plot(Metric::loss);
    struct View {
        const char* name;
        double share;
    };
    for (const auto& [name, share] : {View{"pan, all points in view", 1}, View{"pan, a tenth in view", 0.1}, View{"pan, a thousandth in view", 0.001}}) {
        plot->setFollowing(true);
        QApplication::processEvents();
        plot->xAxis->setRange(5e5 - 5e5 * share, 5e5 + 5e5 * share);
        QApplication::processEvents();
        const QPoint from = plot->axisRect()->center();
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        std::vector<double> frames;
        for (int i = 1; i <= 120; ++i) {
            const auto start = Clock::now();
            const QPoint place = from + QPoint(i <= 60 ? 3 * i : 3 * (120 - i), 0);
            QMouseEvent move(QEvent::MouseMove, place, plot->mapToGlobal(place), Qt::LeftButton, Qt::LeftButton, {});
            QApplication::sendEvent(plot, &move);
            // The queued drawing of all four plots, and the painting.
            QApplication::processEvents();
            QApplication::processEvents();
            frames.push_back(milliseconds(Clock::now() - start));
        }
        QTest::mouseRelease(plot, Qt::LeftButton, {}, from);
        double sum = 0;
        for (const double frame : frames)
            sum += frame;
        std::printf("%.1f frames/s: ", 1000 * double(frames.size()) / sum);
        tell(name, frames);
    }
}

/// One line of a megabyte into the context of Compare.
void paste()
{
    PageFixture fixture;
    ComparePage page(fixture.services, fixture.session);
    PageFixture::show(page);
    QApplication::clipboard()->setText(QStringLiteral("Paul Green collects maps and has 56 of them. ").repeated(23'000).left(1'000'000));
    auto* editor = PageFixture::child<QPlainTextEdit>(page, "contextEditor");
    std::vector<double> returned, painted;
    for (int i = 0; i < 10; ++i) {
        editor->setFocus();
        const auto start = Clock::now();
        QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
        returned.push_back(milliseconds(Clock::now() - start));
        QApplication::processEvents();
        painted.push_back(milliseconds(Clock::now() - start));
        QTest::qWait(1500);
    }
    tell("paste of 1 MB in one line, until the key returns", returned);
    tell("paste of 1 MB in one line, until it is painted", painted);
}

} // namespace

/// Prints how fast the studio reacts.  studio_bench [SECONDS]: how long to train and stream (60).
int main(int argc, char** argv)
{
    icf::setUpProcess(argv);
    TimedApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("icformer-studio"));
    QStandardPaths::setTestModeEnabled(true);
    icf::ui::loadResources();
    std::printf("%s\n", qPrintable(QGuiApplication::platformName()));
    startOfTheWindow();
    paste();
    millionPoints();
    eventLoop(argc > 1 ? std::max(1, std::atoi(argv[1])) : 60);
    return 0;
}
