#include <QTest>

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

    TrainOptions options_ = demoOptions(kDemo, {});
    CancelToken cancel_;
    std::unique_ptr<Session> session_;
    DataRow example_;
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
    Ignore ignore;
    return session_->generate(request, ignore, cancel_);
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
