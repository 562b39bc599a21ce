#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <filesystem>

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/facts/demo_folder.h"
#include "core/metrics/metrics.h"
#include "core/options/presets.h"

using namespace icf;

namespace {

const std::string kDemo = ICF_RESOURCES "/demo";
const std::string kStart = kDemo + "/icformer-start";
const std::string kTrained = kDemo + "/icformer-trained";

class Ignore : public TokenSink {
public:
    void onToken(std::int64_t, const std::string&) override {}
};

std::string joined(const std::vector<std::string>& pieces)
{
    std::string text;
    for (const std::string& piece : pieces)
        text += piece;
    return text;
}

} // namespace

/// What README, manual and `icformer demo` tell of the demo: all of it must be true on every machine.
class DemoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sixteenDigestsGiveTheTextBack_data() { compressors(); }
    void sixteenDigestsGiveTheTextBack();
    void beforeFineTuningTheAnswerIsWrong();
    void afterFineTuningTheAnswerIsThatOfTheFullText();
    void aKeptContextIsReadOnceAndChangesNoAnswer();
    void compressorsStayOpenUntilThereAreTooMany();
    void withoutACompressorBaselinesReadOneVectorForFourTokens();
    void asManyVectorsOfAnotherKindAnswerWrongly_data();
    void asManyVectorsOfAnotherKindAnswerWrongly();

private:
    static void compressors()
    {
        QTest::addColumn<QString>("compressor");
        QTest::newRow("start") << QString::fromStdString(kStart);
        QTest::newRow("trained") << QString::fromStdString(kTrained);
    }
    GenerationReport answer(const std::string& compressor, ContextMode mode);
    /// A checkpoint under a name of this test's, copied once.
    std::string copyOf(const std::string& checkpoint, const std::string& name) const;

    TrainOptions options_ = demoOptions(kDemo, {});
    CancelToken cancel_;
    std::unique_ptr<Session> session_;
    DataRow example_;
    bool keepContext_ = false;
    QTemporaryDir folder_;
};

void DemoTest::initTestCase()
{
    options_.model.dtype = Dtype::float32;
    options_.model.threads = 1;
    session_ = Session::open(options_.model, cancel_);
    example_ = DataSet::open(kDemo + "/pwc_test.jsonl", DataKind::pwcTest, /*strict=*/true, cancel_)->row(kDemoExampleRow);
}

GenerationReport DemoTest::answer(const std::string& compressor, ContextMode mode)
{
    session_->setCompressor(compressor);
    GenerationRequest request;
    request.mode = mode;
    request.context = example_.context;
    request.prompt = example_.prompt;
    request.chunks = options_.compression;
    request.maxNewTokens = options_.sampling.max_new_tokens;
    request.keepContext = keepContext_;
    Ignore ignore;
    return session_->generate(request, ignore, cancel_);
}

std::string DemoTest::copyOf(const std::string& checkpoint, const std::string& name) const
{
    const std::string copy = folder_.filePath(QString::fromStdString(name)).toStdString();
    if (!std::filesystem::exists(copy))
        std::filesystem::copy(checkpoint, copy);
    return copy;
}

void DemoTest::sixteenDigestsGiveTheTextBack()
{
    QFETCH(QString, compressor);
    QCOMPARE(answer(compressor.toStdString(), ContextMode::compressed).budget.contextRead, std::int64_t{16});
    const ReconstructionReport report = session_->reconstruct(example_.context, options_.compression, cancel_);
    QCOMPARE(report.original.size(), std::size_t{51 + 1});
    QCOMPARE(joined(report.freeRunning), joined(report.original));
}

void DemoTest::beforeFineTuningTheAnswerIsWrong()
{
    const std::string text = answer(kStart, ContextMode::compressed).text;
    QVERIFY2(!exactMatch(example_.answer, text), text.c_str());
}

void DemoTest::afterFineTuningTheAnswerIsThatOfTheFullText()
{
    QCOMPARE(answer(kTrained, ContextMode::full).text, example_.answer);
    QCOMPARE(answer(kTrained, ContextMode::compressed).text, example_.answer);
}

void DemoTest::aKeptContextIsReadOnceAndChangesNoAnswer()
{
    const GenerationReport full = answer(kTrained, ContextMode::full);
    QVERIFY(full.keepSeconds == 0 && full.onceSeconds == 0);
    keepContext_ = true;
    const GenerationReport first = answer(kTrained, ContextMode::full), second = answer(kTrained, ContextMode::full);
    keepContext_ = false;
    QVERIFY(first.ids == full.ids && second.ids == full.ids);
    // The question and what follows it are read each time.
    QCOMPARE(second.keptTokens, first.keptTokens);
    QVERIFY(second.keptTokens >= second.budget.contextTokens && second.keptTokens <= second.budget.total() - second.budget.promptTokens);
    QVERIFY(!first.contextReused && first.keepSeconds > 0 && first.onceSeconds == first.keepSeconds);
    QVERIFY(second.contextReused && second.keepSeconds == 0 && second.onceSeconds == first.onceSeconds);
    // Digests say what they took in the same way.
    const std::string own = copyOf(kTrained, "once");
    const GenerationReport made = answer(own, ContextMode::compressed), kept = answer(own, ContextMode::compressed);
    QVERIFY(!made.digestsReused && made.compressSeconds > 0 && kept.digestsReused && kept.compressSeconds == 0);
    QCOMPARE(kept.onceSeconds, made.compressSeconds);
}

void DemoTest::compressorsStayOpenUntilThereAreTooMany()
{
    const auto reused = [this](int number) { return answer(copyOf(kStart, "many-" + std::to_string(number)), ContextMode::compressed).digestsReused; };
    for (int i = 0; i < 9; ++i)
        QVERIFY(!reused(i));
    // One in use and eight beside it.
    QVERIFY(reused(0));
    QVERIFY(!reused(9));
    // The one that was used the longest time ago went: not the first one, which was asked again.
    QVERIFY(reused(0));
    QVERIFY(!reused(1));
    // Other files in the same place are another checkpoint.
    const std::string place = copyOf(kStart, "many-1");
    std::filesystem::last_write_time(place + "/config.json", std::filesystem::last_write_time(place + "/config.json") + std::chrono::seconds(2));
    QVERIFY(!answer(place, ContextMode::compressed).digestsReused);
}

void DemoTest::withoutACompressorBaselinesReadOneVectorForFourTokens()
{
    for (const ContextMode mode : {ContextMode::truncatedFirst, ContextMode::meanPooled})
        QCOMPARE(answer({}, mode).budget.contextRead, std::int64_t{13});
    QVERIFY(answer({}, ContextMode::retrieved).budget.contextRead <= 13);
    QCOMPARE(answer({}, ContextMode::full).text, example_.answer);
    QVERIFY_THROWS_EXCEPTION(Error, answer({}, ContextMode::compressed));
}

void DemoTest::asManyVectorsOfAnotherKindAnswerWrongly_data()
{
    QTest::addColumn<ContextMode>("mode");
    QTest::newRow("first tokens") << ContextMode::truncatedFirst;
    QTest::newRow("last tokens") << ContextMode::truncatedLast;
    QTest::newRow("both ends") << ContextMode::truncatedEnds;
    QTest::newRow("means of embeddings") << ContextMode::meanPooled;
}

void DemoTest::asManyVectorsOfAnotherKindAnswerWrongly()
{
    QFETCH(ContextMode, mode);
    const GenerationReport report = answer(kTrained, mode);
    QCOMPARE(report.budget.contextRead, std::int64_t{16});
    QVERIFY2(!exactMatch(example_.answer, report.text), report.text.c_str());
}

QTEST_GUILESS_MAIN(DemoTest)
#include "demo_test.moc"
