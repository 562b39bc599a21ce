#include <QTest>
#include <torch/types.h>

#include <array>
#include <barrier>
#include <cmath>
#include <thread>

#include "core/processes/together.h"
#include "tests/core/open_trainer.h"
#include "tests/core/threads_as_processes.h"

using namespace icf;
using namespace icf::test;

namespace {

/// Where two threads, each with a trainer of its own, meet once a step as two processes would.
class Meeting {
public:
    void add(std::size_t rank, StepSums& sums, const std::vector<NamedParameter>& parameters)
    {
        parts_[rank] = {&sums, &parameters};
        barrier_.arrive_and_wait();
        if (rank == 0)
            total();
        barrier_.arrive_and_wait();
    }
    std::int64_t withoutGradient = 0;  ///< Gradients that one of the two lacked.

private:
    void total()
    {
        const auto& [one, other] = parts_;
        *one.sums = *other.sums = {one.sums->loss + other.sums->loss, one.sums->units + other.sums->units, one.sums->broken || other.sums->broken};
        for (std::size_t i = 0; i < one.parameters->size(); ++i) {
            at::Tensor& a = (*one.parameters)[i].tensor.mutable_grad();
            at::Tensor& b = (*other.parameters)[i].tensor.mutable_grad();
            withoutGradient += a.defined() != b.defined();
            if (a.defined() && b.defined())
                a = a + b;
            else if (b.defined())
                a = b;
            b = a.defined() ? a.clone() : a;
        }
    }

    struct Part {
        StepSums* sums = nullptr;
        const std::vector<NamedParameter>* parameters = nullptr;
    };
    std::array<Part, 2> parts_;
    std::barrier<> barrier_{2};
};

class MeetingReducer : public GradientReducer {
public:
    MeetingReducer(Meeting& meeting, std::size_t rank) : meeting_(meeting), rank_(rank) {}
    void reduce(StepSums& sums, const std::vector<NamedParameter>& parameters) override { meeting_.add(rank_, sums, parameters); }

private:
    Meeting& meeting_;
    std::size_t rank_;
};

/// Six steps of 4 and 3 rows by turns; of the first the loss, of the third a gradient is not finite, in one process of two.
struct Training {
    Training(std::int64_t rank, std::int64_t processes, Averaging average) : trainer(rank, processes), spoils(rank == processes - 1)
    {
        trainer.options.loop.avg_level = average;
        trainer.options.loop.shuffle = true;
        trainer.options.loop.gradient_accumulation = 4;
        trainer.options.loop.batch_size = 2;
        trainer.options.loop.max_norm = 0.02;
    }
    void run(std::unique_ptr<GradientReducer> reducer)
    {
        TrainingState state;
        // As if a loss of the first step had not been finite.
        state.pendingBroken = spoils;
        result = trainer.run(watcher, state, [this](std::int64_t step) {
            if (step == 3 && spoils)
                trainer.parameters[0].tensor.mutable_grad().view(-1)[0] = NAN;
        }, std::move(reducer));
    }
    OpenTrainer trainer;
    bool spoils;
    Watcher watcher;
    TrainingResult result;
};

/// The largest difference between numbers that should be alike; infinity when only one of them is finite.
double difference(double one, double other)
{
    if (!std::isfinite(one) && !std::isfinite(other))
        return 0;
    const double found = std::abs(one - other);
    return std::isfinite(found) ? found : INFINITY;
}

/// Parameters of two buckets: the last of them is in the first one.
std::vector<NamedParameter> largeParameters()
{
    std::vector<NamedParameter> parameters{{"first", at::full({5}, 2.0)}, {"large", at::full({6'000'000}, 3.0)}, {"unused", at::ones({2, 3})}, {"last", at::full({600'000}, 4.0)}};
    for (const NamedParameter& parameter : parameters)
        parameter.tensor.requires_grad_(true);
    return parameters;
}

/// Goes backward from a loss whose gradients are those of a process; the one of "large" only in the first process, that of "unused" in none.
void goBackward(const std::vector<NamedParameter>& parameters, std::int64_t rank)
{
    at::Tensor loss = (parameters[0].tensor * 0.1F * float(rank + 1)).sum() + (parameters[3].tensor * (1.0F / float(rank + 3))).sum();
    if (rank == 0)
        loss = loss + (parameters[1].tensor * 7).sum();
    loss.backward();
}

/// The sums of what goBackward left in three processes; empty where one had others.
std::vector<std::string> sumsOf(bool expected, bool cards)
{
    std::vector<std::string> problems(3);
    ThreadsAsProcesses(3).run([&](Communicator& one) {
        std::string& problem = problems[std::size_t(one.rank())];
        const std::vector<NamedParameter> parameters = largeParameters();
        std::unique_ptr<Nccl> nccl = cards ? Nccl::join(one, "cuda:" + std::to_string(one.rank()), ICF_FAKE_NCCL) : nullptr;
        if (cards && !nccl)
            problem = "NCCL did not start";
        SummingReducer reducer(one, parameters, std::move(nccl));
        if (expected)
            reducer.expectLast();
        goBackward(parameters, one.rank());
        StepSums sums{double(one.rank()), 2, one.rank() == 1, 10};
        reducer.reduce(sums, parameters);
        if (sums.loss != 3 || sums.units != 6 || !sums.broken || sums.tokens != 30)
            problem += "sums;";
        const double last = double(1.0F / 3) + double(1.0F / 4) + double(1.0F / 5), first = double(0.1F) + double(0.1F * 2) + double(0.1F * 3);
        const auto is = [&](std::size_t i, double wanted) {
            const at::Tensor& gradient = parameters[i].tensor.grad();
            return gradient.defined() && (cards ? at::allclose(gradient, at::full_like(gradient, wanted)) : at::equal(gradient, at::full_like(gradient, float(wanted))));
        };
        if (!is(0, first) || !is(1, 7) || !is(3, last))
            problem += "gradients;";
        if (parameters[2].tensor.grad().defined())
            problem += "a gradient that no process had;";
    });
    return problems;
}

/// Counts what a process sends to others.
class Counting : public Communicator {
public:
    explicit Counting(Communicator& counted) : counted_(counted) {}
    std::int64_t rank() const override { return counted_.rank(); }
    std::int64_t size() const override { return counted_.size(); }
    void allGather(std::span<const std::byte> mine, std::span<std::byte> all) override
    {
        bytes += mine.size() * std::size_t(size() - 1);
        counted_.allGather(mine, all);
    }
    void exchange(std::span<const std::byte> sent, std::span<std::byte> received) override
    {
        bytes += sent.size() / std::size_t(size()) * std::size_t(size() - 1);
        counted_.exchange(sent, received);
    }
    [[noreturn]] void abort(int code) override
    {
        counted_.abort(code);
        std::abort();
    }
    std::size_t bytes = 0;

private:
    Communicator& counted_;
};

} // namespace

/// Several processes that train one model together.
class GradientReducerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoProcessesEqualOneWithTheirSamples_data()
    {
        QTest::addColumn<int>("average");
        QTest::newRow("token") << int(Averaging::token);
        QTest::newRow("sentence") << int(Averaging::sentence);
    }
    void twoProcessesEqualOneWithTheirSamples()
    {
        QFETCH(int, average);
        Training alone(0, 1, Averaging(average)), first(0, 2, Averaging(average)), second(1, 2, Averaging(average));
        alone.run(std::make_unique<SingleProcess>());
        Meeting meeting;
        std::thread other([&] { second.run(std::make_unique<MeetingReducer>(meeting, 1)); });
        first.run(std::make_unique<MeetingReducer>(meeting, 0));
        other.join();

        for (const Training* process : {&first, &second}) {
            QCOMPARE(process->watcher.steps.size(), alone.watcher.steps.size());
            for (std::size_t i = 0; i < alone.watcher.steps.size(); ++i) {
                const StepReport &one = alone.watcher.steps[i], &two = process->watcher.steps[i];
                QVERIFY2(difference(one.loss, two.loss) < 1e-5, qPrintable(QString::number(two.loss - one.loss)));
                QVERIFY2(difference(one.gradNorm, two.gradNorm) < 1e-5 * std::max(1.0, one.gradNorm), qPrintable(QString::number(two.gradNorm - one.gradNorm)));
                QCOMPARE(two.skipped, one.skipped);
                QCOMPARE(two.sample, one.sample);
            }
            for (std::size_t i = 0; i < alone.trainer.parameters.size(); ++i) {
                const double apart = (alone.trainer.parameters[i].tensor - process->trainer.parameters[i].tensor).abs().max().item<double>();
                QVERIFY2(apart < 1e-5, qPrintable(QStringLiteral("%1: %2").arg(QString::fromStdString(alone.trainer.parameters[i].name)).arg(apart)));
            }
        }
        // What is compared did happen: skipped steps, clipping, a smaller last step.
        const std::vector<StepReport>& steps = alone.watcher.steps;
        QCOMPARE(steps.size(), std::size_t(6));
        QCOMPARE(alone.result.skippedSteps, std::int64_t(2));
        QVERIFY(steps[0].skipped && steps[2].skipped && steps[1].sample == 7);
        QVERIFY(steps[1].gradNorm > alone.trainer.options.loop.max_norm);
    }

    void gradientsAreTheSumsOfAllWhetherTheyAreSentEarlyOrLate()
    {
        QCOMPARE(sumsOf(false, false), std::vector<std::string>(3));
        QCOMPARE(sumsOf(true, false), std::vector<std::string>(3));
    }

    void eachProcessSendsEachGradientAboutTwice()
    {
        ThreadsAsProcesses(3).run([](Communicator& one) {
            Counting counting(one);
            const std::vector<NamedParameter> parameters = largeParameters();
            SummingReducer reducer(counting, parameters);
            goBackward(parameters, one.rank());
            StepSums sums;
            reducer.reduce(sums, parameters);
            const double wanted = 4.0 * 6'600'011 * 2 * 2 / 3;
            QVERIFY2(std::abs(double(counting.bytes) - wanted) < 0.05 * wanted, std::to_string(counting.bytes).c_str());
        });
    }

    void cardsAddUpByTheirOwnLibrary()
    {
        QCOMPARE(sumsOf(false, true), std::vector<std::string>(3));
        QCOMPARE(sumsOf(true, true), std::vector<std::string>(3));
    }

    void theHostAddsUpWhereNotEachProcessHasACardOfItsOwn()
    {
        ThreadsAsProcesses(2).run([](Communicator& one) {
            const bool first = one.rank() == 0;
            QVERIFY(!Nccl::join(one, "cuda:0", ICF_FAKE_NCCL));
            QVERIFY(!Nccl::join(one, first ? "cuda:0" : "", ICF_FAKE_NCCL));
            QVERIFY(!Nccl::join(one, first ? "cuda:0" : "cuda:1", first ? ICF_FAKE_NCCL : "/nowhere/libnccl.so.2"));
        });
    }

    void aBucketIsSentWhileTheOthersAreNotComplete()
    {
        ThreadsAsProcesses(2).run([](Communicator& one) {
            const std::vector<NamedParameter> parameters = largeParameters();
            SummingReducer reducer(one, parameters);
            reducer.expectLast();
            // The first bucket's alone.
            ((parameters[3].tensor * float(one.rank() + 1)).sum() + (parameters[2].tensor * 0).sum()).backward();
            while (parameters[3].tensor.grad()[599'999].item<float>() != 3)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            (parameters[0].tensor.sum() + parameters[1].tensor.sum()).backward();
            StepSums sums;
            reducer.reduce(sums, parameters);
            QVERIFY(at::equal(parameters[1].tensor.grad(), at::full({6'000'000}, 2.0F)));
        });
    }

    void aProcessWithoutASampleInAStepTakesPartInIt()
    {
        Training alone(0, 1, Averaging::token), first(0, 2, Averaging::token), second(1, 2, Averaging::token);
        Meeting meeting;
        for (Training* one : {&alone, &first, &second}) {
            // The last step of an epoch has one row.
            one->trainer.options.loop.gradient_accumulation = 3;
            one->spoils = false;
        }
        alone.run(std::make_unique<SingleProcess>());
        std::thread other([&] { second.run(std::make_unique<MeetingReducer>(meeting, 1)); });
        first.run(std::make_unique<MeetingReducer>(meeting, 0));
        other.join();
        QVERIFY(meeting.withoutGradient > 0);
        for (std::size_t i = 0; i < alone.trainer.parameters.size(); ++i) {
            QVERIFY(at::equal(first.trainer.parameters[i].tensor, second.trainer.parameters[i].tensor));
            QVERIFY((alone.trainer.parameters[i].tensor - first.trainer.parameters[i].tensor).abs().max().item<double>() < 1e-5);
        }
    }
};

QTEST_GUILESS_MAIN(GradientReducerTest)
#include "gradient_reducer_test.moc"
