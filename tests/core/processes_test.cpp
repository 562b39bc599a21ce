#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>

#include "core/base/error.h"
#include "core/processes/launch.h"
#include "core/processes/own_device.h"
#include "core/processes/together.h"
#include "tests/core/threads_as_processes.h"

using namespace icf;
using namespace icf::test;

namespace {

/// What each of the processes is told when some of them fail; empty for nothing.
std::vector<std::string> toldTo(std::int64_t size, const std::function<void(std::int64_t)>& work)
{
    std::vector<std::string> told(static_cast<std::size_t>(size));
    ThreadsAsProcesses(size).run([&](Communicator& one) {
        std::string& mine = told[std::size_t(one.rank())];
        try {
            together(one, [&] { work(one.rank()); });
        } catch (const ErrorOfAll& error) {
            mine = std::string("Error ") + error.what();
        } catch (const FailureOfAll& failure) {
            mine = std::string("Failure ") + failure.what();
        } catch (const Cancelled&) {
            mine = "Cancelled";
        }
    });
    return told;
}

} // namespace

/// What processes do together, as threads that meet.
class ProcessesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sumsAreThoseOfAllInTheOrderOfRanks()
    {
        for (const std::size_t count : {1U, 2U, 7U, 1000U}) {
            std::array<std::vector<float>, 3> values;
            for (std::size_t rank = 0; rank < values.size(); ++rank) {
                for (std::size_t i = 0; i < count; ++i)
                    values[rank].push_back(rank == 0 ? 1e8F : float(i + rank) * 0.1F);
            }
            const auto before = values;
            ThreadsAsProcesses(3).run([&](Communicator& one) { sumOver(one, std::span(values[std::size_t(one.rank())])); });
            for (std::size_t i = 0; i < count; ++i) {
                const float wanted = float(double(before[0][i]) + double(before[1][i]) + double(before[2][i]));
                for (const std::vector<float>& process : values)
                    QCOMPARE(process[i], wanted);
            }
        }
    }

    void aSumLongerThanAMessageIsWhole()
    {
        const std::size_t count = (std::size_t{16} << 20) / sizeof(double) + 5;
        std::array<std::vector<double>, 2> values{std::vector<double>(count, 1), std::vector<double>(count, 2)};
        ThreadsAsProcesses(2).run([&](Communicator& one) { sumOver(one, std::span(values[std::size_t(one.rank())])); });
        for (const std::vector<double>& process : values)
            QVERIFY(std::all_of(process.begin(), process.end(), [](double value) { return value == 3; }));
    }

    void aProcessByItselfKeepsItsValues()
    {
        Alone alone;
        std::array<double, 2> values{0.1, 0.2};
        sumOver(alone, std::span(values));
        QCOMPARE(values[1], 0.2);
        QCOMPARE(textsOf(alone, "mine"), std::vector<std::string>{"mine"});
    }

    void textsOfAnyLengthsComeInTheOrderOfRanks()
    {
        const std::vector<std::string> texts{"", "one", "a longer one"};
        ThreadsAsProcesses(3).run([&](Communicator& one) {
            QCOMPARE(textsOf(one, texts[std::size_t(one.rank())]), texts);
            QCOMPARE(textsOf(one, ""), std::vector<std::string>(3));
        });
    }

    void whatFailsInOneIsThrownByAllAndNamesIt()
    {
        const auto missing = toldTo(3, [](std::int64_t rank) { if (rank == 1) throw Error("data.jsonl", "is missing; name another"); });
        QVERIFY2(missing[0].starts_with("Error [data.jsonl] is missing; name another (process 1 of 3"), missing[0].c_str());
        QCOMPARE(missing, std::vector<std::string>(3, missing[0]));
        const auto full = toldTo(2, [](std::int64_t rank) { if (rank == 1) throw Failure("disk", "is full"); });
        QVERIFY2(full[0].starts_with("Failure [process 1 of 2") && full[0].ends_with("is full"), full[0].c_str());
        QCOMPARE(full[1], full[0]);
    }

    void whatAllSayAlikeNamesNone()
    {
        QCOMPARE(toldTo(2, [](std::int64_t) { throw Error("--lr", "is wrong"); }), std::vector<std::string>(2, "Error [--lr] is wrong"));
        QCOMPARE(toldTo(2, [](std::int64_t) {}), std::vector<std::string>(2));
        QCOMPARE(toldTo(2, [](std::int64_t rank) { if (rank == 0) throw Cancelled(); }), std::vector<std::string>(2, "Cancelled"));
    }

    void dealtPiecesAreEachDoneOnceAndKeptInTheirOrder()
    {
        std::array<std::atomic<int>, 8> done{};
        std::vector<std::string> kept;
        std::array<CancelToken, 3> tokens;
        ThreadsAsProcesses(3).run([&](Communicator& one) {
            Agreement agreement(one, tokens[std::size_t(one.rank())]);
            deal(agreement, 1, 8, [&](std::int64_t i) { ++done[std::size_t(i)]; return std::to_string(i) + " by " + std::to_string(one.rank()); },
                 [&](std::int64_t i, const std::string& text) { if (one.rank() != 0) qFatal("kept by another"); kept.push_back(std::to_string(i) + ": " + text); });
        });
        QCOMPARE(kept, (std::vector<std::string>{"1: 1 by 0", "2: 2 by 1", "3: 3 by 2", "4: 4 by 0", "5: 5 by 1", "6: 6 by 2", "7: 7 by 0"}));
        QCOMPARE(done[0].load(), 0);
        for (std::size_t i = 1; i < done.size(); ++i)
            QCOMPARE(done[i].load(), 1);
    }

    void aStopOrAFailureOfOneEndsTheDealForAll()
    {
        std::array<CancelToken, 2> tokens;
        std::array<std::string, 2> told;
        int kept = 0;
        const auto dealt = [&](std::int64_t failing) {
            kept = 0;
            ThreadsAsProcesses(2).run([&](Communicator& one) {
                const auto rank = std::size_t(one.rank());
                Agreement agreement(one, tokens[rank]);
                try {
                    deal(agreement, 0, 1000, [&](std::int64_t i) {
                        if (i == failing)
                            throw Failure("row 3", "cannot be read");
                        if (i == 5)
                            tokens[1].stop(StopRequest::save);
                        return std::string();
                    }, [&](std::int64_t, const std::string&) { ++kept; });
                } catch (const std::exception& problem) {
                    told[rank] = thrownByAll(problem) ? problem.what() : "";
                }
            });
        };
        dealt(3);
        QVERIFY2(told[0].starts_with("[process 1 of 2") && told[0].find("[row 3] cannot be read") != std::string::npos, told[0].c_str());
        QCOMPARE(told[1], told[0]);
        QCOMPARE(kept, 2);
        dealt(-1);
        QCOMPARE(told[0], std::string(Cancelled().what()));
        QCOMPARE(told[1], told[0]);
        QVERIFY2(kept == 6 || kept == 8, std::to_string(kept).c_str());
    }

    void eachProcessOfAHostTakesACardOfItsOwn()
    {
        QCOMPARE(ownDevice("auto", 3, 8), std::string("cuda:3"));
        QCOMPARE(ownDevice("cuda", 3, 2), std::string("cuda:1"));
        QCOMPARE(ownDevice("auto", 3, 0), std::string("auto"));
        QCOMPARE(ownDevice("cpu", 3, 8), std::string("cpu"));
        QCOMPARE(ownDevice("cuda:5", 3, 8), std::string("cuda:5"));
    }

    void oneProcessOfAHostWorksFirst()
    {
        std::atomic<int> done{0};
        std::array<int, 3> before{};
        ThreadsAsProcesses(3).run([&](Communicator& one) {
            togetherOnePerHostFirst(one, [&] { before[std::size_t(one.rank())] = done++; });
        });
        QCOMPARE(before[0], 0);
        QCOMPARE(done.load(), 3);
    }

    void processesOfAHostShareItsCores()
    {
        const auto cores = std::int64_t(std::thread::hardware_concurrency());
        Alone alone;
        QCOMPARE(fairThreads(alone), std::max<std::int64_t>(1, cores));
        ThreadsAsProcesses(2).run([&](Communicator& one) { QCOMPARE(fairThreads(one), std::max<std::int64_t>(1, cores / 2)); });
    }

    void aLauncherIsSeenInTheEnvironment()
    {
        const std::array<const char*, 12> names{"TORCHELASTIC_RUN_ID", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK", "PMI_SIZE", "SLURM_STEP_ID", "SLURM_PROCID",
            "SLURM_SRUN_COMM_HOST", "SLURM_STEP_NUM_TASKS", "WORLD_SIZE", "RANK", "MASTER_ADDR", "MASTER_PORT"};
        for (const char* name : names)
            qunsetenv(name);
        QVERIFY(!launched());
        QVERIFY(!joinLaunchedProcesses("nowhere"));
        // A size alone is no launcher, and neither is a batch script of Slurm.
        qputenv("WORLD_SIZE", "4");
        qputenv("SLURM_STEP_NUM_TASKS", "8");
        QVERIFY(!launched());
        for (const char* name : {"RANK", "MASTER_PORT", "MASTER_ADDR"})
            qputenv(name, "3");
        QVERIFY(launched() && !launched()->byMpi);
        QCOMPARE(launched()->size, std::int64_t(4));
        QCOMPARE(launched()->rank, std::int64_t(3));
        for (const char* name : {"SLURM_STEP_ID", "SLURM_PROCID", "SLURM_SRUN_COMM_HOST"})
            qputenv(name, "0");
        QVERIFY(launched()->byMpi);
        QCOMPARE(launched()->size, std::int64_t(8));
        qputenv("OMPI_COMM_WORLD_SIZE", "1");
        qputenv("OMPI_COMM_WORLD_RANK", "2");
        QCOMPARE(launched()->size, std::int64_t(1));
        QCOMPARE(launched()->rank, std::int64_t(2));
        QVERIFY(!joinLaunchedProcesses("nowhere"));
        // torchrun itself, started by one of those.
        qputenv("TORCHELASTIC_RUN_ID", "none");
        QVERIFY(launched() && !launched()->byMpi);
        QCOMPARE(launched()->size, std::int64_t(4));
        for (const char* wrong : {"x", "1x", ""}) {
            qputenv("RANK", wrong);
            QVERIFY_THROWS_EXCEPTION(Error, launched());
        }
        for (const char* name : names)
            qunsetenv(name);
    }
};

QTEST_GUILESS_MAIN(ProcessesTest)
#include "processes_test.moc"
