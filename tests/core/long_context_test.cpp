#include <QTest>

#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/engine/engine.h"

using namespace icf;

namespace {

/// Stops the computation at the first report of a stage that is under way.
class StopAt : public TokenSink {
public:
    StopAt(WorkStage stage, CancelToken& cancel) : stage_(stage), cancel_(cancel) {}

    void onProgress(const WorkProgress& progress) override
    {
        if (reports.empty() || reports.back().stage != progress.stage)
            firsts.push_back(progress);
        reports.push_back(progress);
        if (progress.stage == stage_ && progress.share > 0)
            cancel_.stop(StopRequest::discard);
    }
    void onToken(std::int64_t, const std::string&) override { ++tokens; }

    std::vector<WorkProgress> reports, firsts;
    int tokens = 0;

private:
    WorkStage stage_;
    CancelToken& cancel_;
};

} // namespace

/// Contexts of which one layer alone takes long: they can be stopped, and what they are in for is said first.
class LongContextTest : public QObject {
    Q_OBJECT
    std::unique_ptr<Session> session_;
    std::string context_;

    GenerationRequest request(ContextMode mode) const
    {
        GenerationRequest request;
        request.mode = mode;
        request.context = context_;
        request.prompt = "Who has 56 maps?";
        return request;
    }

private Q_SLOTS:
    void initTestCase()
    {
        ModelOptions options;
        options.lm_path = ICF_RESOURCES "/demo/lm";
        options.icformer_path = ICF_RESOURCES "/demo/icformer-trained";
        options.dtype = Dtype::float32;
        CancelToken cancel;
        session_ = Session::open(options, cancel);
        for (int i = 0; i < 1500; ++i)
            context_ += "Paul Green collects maps and has 56 of them. Paul plays the tuba. ";
    }

    void readingTheFullContextStopsInTheMiddle()
    {
        CancelToken cancel;
        StopAt sink(WorkStage::reading, cancel);
        QVERIFY_THROWS_EXCEPTION(Cancelled, session_->generate(request(ContextMode::full), sink, cancel));
        QCOMPARE(sink.tokens, 0);
        QVERIFY(sink.reports.back().share < 0.5);
    }

    void whatIsBeyondTheModelIsSaidBeforeItIsComputed()
    {
        CancelToken cancel;
        StopAt sink(WorkStage::reading, cancel);
        QVERIFY_THROWS_EXCEPTION(Cancelled, session_->generate(request(ContextMode::full), sink, cancel));
        QCOMPARE(sink.reports.front().share, 0.0);
        QVERIFY(sink.reports.front().beyondModel());
        QCOMPARE(sink.reports.front().modelPositions, std::int64_t{2048});
        const TokenBudget budget = session_->budget(request(ContextMode::full));
        QCOMPARE(sink.reports.front().positions, budget.total());
        QCOMPARE(budget.modelPositions, std::int64_t{2048});
    }

    void compressingStopsInTheMiddle()
    {
        CancelToken cancel;
        StopAt sink(WorkStage::compressing, cancel);
        QVERIFY_THROWS_EXCEPTION(Cancelled, session_->generate(request(ContextMode::compressed), sink, cancel));
        QVERIFY(sink.reports.back().share < 1);
        // Digests of half a context are not kept.
        CancelToken again;
        StopAt next(WorkStage::compressing, again);
        QVERIFY_THROWS_EXCEPTION(Cancelled, session_->generate(request(ContextMode::compressed), next, again));
        QCOMPARE(next.reports.front().stage, WorkStage::compressing);
    }

    void inspectingStopsInTheMiddle()
    {
        CancelToken first, second, third;
        StopAt chunks(WorkStage::compressing, first), reading(WorkStage::reading, second), writing(WorkStage::writing, third);
        QVERIFY_THROWS_EXCEPTION(Cancelled, session_->attention(context_.substr(0, 13'000), {true, 32}, first, &chunks));
        QVERIFY(chunks.reports.back().share < 0.5);
        QVERIFY_THROWS_EXCEPTION(Cancelled, session_->reconstruct(context_, {true, 32}, second, &reading));
        QCOMPARE(reading.firsts.size(), std::size_t{2});
        QVERIFY(reading.reports.back().share < 0.5);
        // What was read back until then is kept.
        const ReconstructionReport report = session_->reconstruct(context_.substr(0, 600), {true, 32}, third, &writing);
        QCOMPARE(report.forced.size(), report.original.size());
        QVERIFY(!report.freeRunning.empty() && report.freeRunning.size() < 4);
    }

    void loadingAModelStopsBetweenItsTensors()
    {
        ModelOptions options;
        options.lm_path = ICF_RESOURCES "/demo/lm";
        CancelToken cancel;
        cancel.stop(StopRequest::discard);
        QVERIFY_THROWS_EXCEPTION(Cancelled, Session::open(options, cancel));

        CancelToken later;
        StopAt loading(WorkStage::loading, later);
        QVERIFY_THROWS_EXCEPTION(Cancelled, Session::open(options, later, &loading));
        QCOMPARE(loading.reports.front().share, 0.0);
        QVERIFY(loading.reports.back().share < 1);
    }
};

QTEST_GUILESS_MAIN(LongContextTest)
#include "long_context_test.moc"
