#include "core/evaluate/evaluate.h"
#include "core/models/context_segment.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "core/base/error.h"
#include "core/config/icformer_config.h"
#include "core/results/example_store.h"

using namespace icf;

namespace {

const std::string kDemo = ICF_RESOURCES "/demo";

EvaluateOptions demoOptions(const std::string& folder)
{
    EvaluateOptions options;
    options.data_path = kDemo + "/pwc_test.jsonl";
    options.save_path = folder;
    options.batch_size = 4;
    options.resamples = 200;
    options.model.lm_path = kDemo + "/lm";
    options.model.icformer_path = kDemo + "/icformer-trained";
    options.model.dtype = Dtype::float32;
    options.model.threads = 1;  // Small models gain nothing from more, and other tests run beside this one.
    options.compression.use_chunk = true;
    options.compression.max_chunk_len = 32;
    options.sampling.max_new_tokens = 24;
    options.comparison.rows = 12;
    return options;
}

std::string contents(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Keeps messages, and stops after a number of batches.
class Watcher : public EvaluateObserver {
public:
    explicit Watcher(CancelToken* cancel = nullptr, int batches = 0) : cancel_(cancel), batches_(batches) {}
    void onExamples(const std::vector<ExampleRecord>&) override
    {
        if (cancel_ && --batches_ == 0)
            cancel_->stop(StopRequest::save);
    }
    void onMessage(Severity, const std::string& text) override { messages.push_back(text); }

    std::vector<std::string> messages;

private:
    CancelToken* cancel_;
    int batches_;
};

EvaluationResults run(const EvaluateOptions& options)
{
    CancelToken cancel;
    Watcher watcher;
    return evaluate(options, watcher, cancel);
}

const SystemSummary& named(const EvaluationResults& results, const std::string& system, const std::string& cell = {})
{
    const auto found = std::find_if(results.systems.begin(), results.systems.end(),
        [&](const SystemSummary& s) { return s.system == system && (cell.empty() || s.cell == cell); });
    if (found == results.systems.end())
        throw Error("test", "no system " + system);
    return *found;
}

double value(const EvaluationResults& results, const std::string& system, const std::string& metric)
{
    const MetricSummary* summary = named(results, system).metric(metric);
    return summary ? summary->interval.mean : -1;
}

} // namespace

class EvaluateEngineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void poolingIntoGroupsOfOneGivesTheEmbeddings();
    void truncationToTheFullLengthIsTheFullContext();
    void fullContextAnswersTheDemo();
    void anotherRowsDigestFlattersOverlapButNotExactMatch();
    void batchesGiveWhatSinglesGive();
    void resumedEvaluationWritesTheSameFiles();
    void refusesAnotherEvaluationsFolder();
    void leavesOutUnansweredRowsByLine();
    void refusesACompressorThatDoesNotFit();
    void reconstructsAndClimbsTheLadder();
    void findsNeedlesReproducibly();
    void reachesRatiosByTheLengthOfChunks();
    void tokensOfAnswersAreSortedByTheirSurprise();
    void comparesSeveralCheckpoints();
    void measuresCost();

private:
    std::string path(const char* name) const { return folder_.path().toStdString() + "/" + name; }
    QTemporaryDir folder_;
};

void EvaluateEngineTest::initTestCase() { QVERIFY(folder_.isValid()); }

void EvaluateEngineTest::poolingIntoGroupsOfOneGivesTheEmbeddings()
{
    const OpenModels models = openModels(demoOptions("").model);
    const std::vector<std::int64_t> ids = contextIds(*models.tokenizer, "Paul Green collects maps and has 56 of them.", 0);
    const Segment segment = baselineSegment(models, ContextMode::meanPooled, ids, std::int64_t(ids.size()), {});
    QVERIFY(at::equal(segment.vectors.tensor(), models.lm->embed(ids)));
    const Segment pairs = baselineSegment(models, ContextMode::meanPooled, ids, (std::int64_t(ids.size()) + 1) / 2, {});
    QVERIFY(at::allclose(pairs.vectors.tensor()[0], models.lm->embed(ids).narrow(0, 0, 2).mean(0), 1e-6, 1e-7));
}

void EvaluateEngineTest::truncationToTheFullLengthIsTheFullContext()
{
    EvaluateOptions options = demoOptions(path("untruncated"));
    // One chunk of two tokens for every eight digests: the budget is never shorter than the context.
    options.compression.max_chunk_len = 2;
    options.comparison.systems = "full,truncated_first,truncated_last,truncated_ends,random_tokens,retrieved";
    options.comparison.rows = 4;
    const EvaluationResults results = run(options);
    const std::vector<ExampleRecord> records = readExamples(options.save_path);
    for (const ExampleRecord& record : records) {
        QCOMPARE(record.contextRead, record.contextTokens);
        QCOMPARE(record.metric("loss"), records[std::size_t(record.row)].metric("loss"));
    }
    for (const char* system : {"truncated_first", "truncated_last", "truncated_ends", "random_tokens", "retrieved"})
        QCOMPARE(value(results, system, "kl"), 0.0);
}

void EvaluateEngineTest::fullContextAnswersTheDemo()
{
    EvaluateOptions options = demoOptions(path("demo"));
    options.comparison.rows = 40;
    options.comparison.systems = "compressed,full,none,truncated_first,mean_pooled";
    const EvaluationResults results = run(options);
    QCOMPARE(results.state, std::string("finished"));
    QVERIFY(value(results, "full", "em") >= 0.95);
    QCOMPARE(value(results, "full", "kl"), 0.0);
    // Measured: .925 of these rows, .40 from the first tokens, .23 from means.
    QVERIFY(value(results, "compressed", "em") >= 0.85);
    QVERIFY(value(results, "none", "em") <= 0.15);
    for (const char* simple : {"truncated_first", "mean_pooled"})
        QVERIFY(value(results, "compressed", "em") > value(results, simple, "em"));
    QVERIFY(named(results, "compressed").ratio > 2 && named(results, "compressed").ratio < 4);
    QCOMPARE(named(results, "none").contextRead, 0.0);
    QVERIFY(std::filesystem::exists(options.save_path + "/results.tex"));
    QVERIFY(results.identity["compressors"][0]["model_sha256"].get<std::string>().size() == 64);
    // The CPU has no card.
    const nlohmann::json machine = readResults(options.save_path).machine;
    QVERIFY(machine.contains("processor") && !machine.contains("gpu"));
}

void EvaluateEngineTest::anotherRowsDigestFlattersOverlapButNotExactMatch()
{
    EvaluateOptions options = demoOptions(path("other"));
    options.comparison.rows = 40;
    options.comparison.systems = "compressed,other_row";
    const EvaluationResults results = run(options);
    QVERIFY(value(results, "other_row", "em") < value(results, "compressed", "em") / 2);
    QVERIFY(value(results, "other_row", "rougeL_f1") > 0.4);
}

void EvaluateEngineTest::batchesGiveWhatSinglesGive()
{
    EvaluateOptions options = demoOptions(path("batched"));
    options.comparison.systems = "compressed,full,mean_pooled,truncated_ends";
    run(options);
    const std::vector<ExampleRecord> batched = readExamples(options.save_path);
    options.save_path = path("single");
    options.batch_size = 1;
    run(options);
    const std::vector<ExampleRecord> single = readExamples(options.save_path);
    QCOMPARE(batched.size(), single.size());
    for (const ExampleRecord& one : single) {
        const auto same = std::find_if(batched.begin(), batched.end(), [&](const ExampleRecord& b) { return b.row == one.row && b.system == one.system; });
        QVERIFY(same != batched.end());
        QCOMPARE(same->output, one.output);
        QVERIFY(std::abs(same->metric("loss") - one.metric("loss")) < 1e-4);
        QVERIFY(std::abs(same->metric("kl") - one.metric("kl")) < 1e-4);
    }
}

void EvaluateEngineTest::resumedEvaluationWritesTheSameFiles()
{
    EvaluateOptions options = demoOptions(path("resumed"));
    options.comparison.tasks = "qa,autoencode";
    options.comparison.systems = "compressed,random_tokens,other_row";
    options.comparison.rows = 6;
    run(options);
    std::filesystem::rename(options.save_path, path("unbroken"));
    for (const int batches : {1, 2}) {
        CancelToken cancel;
        Watcher watcher(&cancel, batches);
        QVERIFY_THROWS_EXCEPTION(Cancelled, evaluate(options, watcher, cancel));
        QCOMPARE(readResults(options.save_path).state, std::string("interrupted"));
    }
    run(options);
    for (const char* name : {"/examples.jsonl", "/evaluation.json", "/results.csv", "/results.md", "/results.tex", "/results.svg"})
        QVERIFY2(contents(options.save_path + name) == contents(path("unbroken") + name), name);
}

void EvaluateEngineTest::refusesAnotherEvaluationsFolder()
{
    EvaluateOptions options = demoOptions(path("taken"));
    options.comparison.systems = "compressed";
    options.comparison.rows = 4;
    run(options);
    const std::string before = contents(options.save_path + "/examples.jsonl");
    options.comparison.rows = 5;
    try {
        run(options);
        QFAIL("accepted");
    } catch (const Error& e) {
        QVERIFY2(std::string(e.what()).find("rows") != std::string::npos, e.what());
    }
    QCOMPARE(contents(options.save_path + "/examples.jsonl"), before);
    options.overwrite = true;
    QCOMPARE(run(options).systems[0].examples, std::int64_t{5});
}

void EvaluateEngineTest::leavesOutUnansweredRowsByLine()
{
    EvaluateOptions options = demoOptions(path("unanswered"));
    options.data_path = path("rows.jsonl");
    std::ofstream(options.data_path) << R"({"input": "Ivan Hill is a dancer.", "prompt": "Who works as a dancer?", "answer": "Ivan works as a dancer."})" << "\n"
                                     << R"({"input": "Ivan Hill is a dancer.", "prompt": "Who is a cook?", "answer": " "})" << "\n"
                                     << R"({"prompt": "Who?", "answer": "Nobody."})" << "\n"
                                     << R"({"input": "Tina Stone owns 51 lamps.", "prompt": "Who has 51 lamps?", "answer": "Tina has 51 lamps."})" << "\n";
    CancelToken cancel;
    Watcher watcher;
    options.comparison.systems = "full";
    const EvaluationResults results = evaluate(options, watcher, cancel);
    QCOMPARE(results.systems[0].examples, std::int64_t{2});
    const auto told = [&](const std::string& where) {
        return std::any_of(watcher.messages.begin(), watcher.messages.end(), [&](const std::string& m) { return m.find(where) != std::string::npos; });
    };
    QVERIFY(told("rows.jsonl:2"));
    QVERIFY(told("rows.jsonl:3"));
    QCOMPARE(results.counts["qa"]["seed 42"]["without_answer"]["count"].get<int>(), 1);
    QCOMPARE(results.counts["data"]["skipped"].get<int>(), 1);
    QCOMPARE(results.counts["qa"]["seed 42"]["without_answer"]["lines"][0].get<int>(), 2);
    options.strict = true;
    options.overwrite = true;
    QVERIFY_THROWS_EXCEPTION(Error, run(options));
}

void EvaluateEngineTest::refusesACompressorThatDoesNotFit()
{
    EvaluateOptions options = demoOptions(path("misfit"));
    options.comparison.checkpoints = kDemo + "/lm";
    QVERIFY_THROWS_EXCEPTION(Error, run(options));
    options.comparison.checkpoints.clear();
    options.model.icformer_path.clear();
    QVERIFY_THROWS_EXCEPTION(Error, run(options));
    QVERIFY(!std::filesystem::exists(options.save_path + "/examples.jsonl"));
}

void EvaluateEngineTest::reconstructsAndClimbsTheLadder()
{
    EvaluateOptions options = demoOptions(path("reconstruct"));
    options.data_path = kDemo + "/pile_test.jsonl";
    options.comparison.tasks = "autoencode,ladder";
    options.comparison.lengths = "24";
    options.comparison.systems = "compressed,none";
    options.comparison.rows = 8;
    const EvaluationResults results = run(options);
    const SystemSummary& normal = named(results, "compressed", "length=24");
    QVERIFY(normal.positions.has_value());
    QCOMPARE(normal.contextTokens, 24.0);
    QCOMPARE(normal.positions->count[0], std::int64_t{8 * 8});
    const double loss = normal.metric("loss")->interval.mean;
    QCOMPARE(named(results, "compressed", "normal length=24").metric("loss")->interval.mean, loss);
    QVERIFY(loss < named(results, "none", "length=24").metric("loss")->interval.mean);
    // Noise is harder than text: the paper's Table 5.
    QVERIFY(loss < named(results, "compressed", "reversed length=24").metric("loss")->interval.mean);
    QVERIFY(loss < named(results, "compressed", "random length=24").metric("loss")->interval.mean);
    std::int64_t surprises = 0;
    for (const std::int64_t count : normal.surprisal.total)
        surprises += count;
    QCOMPARE(surprises, std::int64_t{8 * 23});
}

void EvaluateEngineTest::findsNeedlesReproducibly()
{
    EvaluateOptions options = demoOptions(path("needle"));
    options.comparison.tasks = "needle,keyvalue";
    options.comparison.systems = "compressed,full,none";
    options.needle.needle_lengths = "48";
    options.needle.needle_depths = "0,1";
    options.needle.needle_ratios = "2,4";
    options.needle.needle_samples = 4;
    const EvaluationResults results = run(options);
    QCOMPARE(results.systems.size(), std::size_t{2 * 2 * 2 * 3});
    QVERIFY(named(results, "full", "length=48 depth=0 ratio=2").metric("found")->interval.mean >= 0.75);
    QCOMPARE(named(results, "none", "length=48 depth=0 ratio=2").metric("found")->interval.mean, 0.0);
    QVERIFY(named(results, "compressed", "length=48 depth=0 ratio=4").ratio > named(results, "compressed", "length=48 depth=0 ratio=2").ratio);
    const std::string examples = contents(options.save_path + "/examples.jsonl");
    options.overwrite = true;
    run(options);
    QCOMPARE(contents(options.save_path + "/examples.jsonl"), examples);
}

void EvaluateEngineTest::reachesRatiosByTheLengthOfChunks()
{
    EvaluateOptions options = demoOptions(path("ratios"));
    options.comparison.tasks = "qa,autoencode";
    options.comparison.systems = "compressed,truncated_first";
    options.comparison.ratios = "2,6";
    options.comparison.rows = 4;
    const EvaluationResults results = run(options);
    QCOMPARE(results.systems.size(), std::size_t{2 * 2 * 2});
    for (const ExampleRecord& record : readExamples(options.save_path)) {
        // Eight digests for each chunk of at most 16 or 48 tokens.
        const std::int64_t chunk = record.cell == "ratio=2" ? 16 : 48;
        const std::int64_t digests = (record.contextTokens + chunk - 1) / chunk * 8;
        QCOMPARE(record.contextRead, record.system == "compressed" ? digests : std::min(digests, record.contextTokens));
    }
    QVERIFY(named(results, "compressed", "ratio=6").ratio > 1.5 * named(results, "compressed", "ratio=2").ratio);
    options.comparison.ratios = "0.5";
    QVERIFY_THROWS_EXCEPTION(Error, run(options));
}

void EvaluateEngineTest::tokensOfAnswersAreSortedByTheirSurprise()
{
    EvaluateOptions options = demoOptions(path("surprise"));
    options.comparison.systems = "full,none";
    const EvaluationResults results = run(options);
    std::int64_t labels = 0;
    for (const ExampleRecord& record : readExamples(options.save_path))
        labels += record.system == "full" ? record.labels : 0;
    for (const char* system : {"full", "none"}) {
        const SurprisalTally& tally = named(results, system).surprisal;
        QCOMPARE(std::accumulate(tally.total.begin(), tally.total.end(), std::int64_t{0}), labels);
    }
    // What is very surprising to who has not read the text is never the likeliest to them, and mostly right to who has.
    QCOMPARE(named(results, "none").surprisal.right.back(), std::int64_t{0});
    const SurprisalTally& full = named(results, "full").surprisal;
    QVERIFY(full.total[5] > 0 && full.right[5] * 10 >= full.total[5] * 9);
}

void EvaluateEngineTest::comparesSeveralCheckpoints()
{
    EvaluateOptions options = demoOptions(path("checkpoints"));
    options.comparison.systems = "compressed,full";
    options.comparison.checkpoints = kDemo + "/icformer-start";
    const EvaluationResults results = run(options);
    QCOMPARE(results.systems.size(), std::size_t{3});
    QCOMPARE(results.systems[0].name(), std::string("compressed (icformer-trained)"));
    QCOMPARE(results.systems[2].name(), std::string("compressed (icformer-start)"));
    QVERIFY(results.systems[0].metric("em")->interval.mean > results.systems[2].metric("em")->interval.mean);
    options.save_path = path("averaged");
    options.comparison.average_checkpoints = true;
    const EvaluationResults averaged = run(options);
    QCOMPARE(averaged.systems.size(), std::size_t{2});
    QVERIFY(averaged.systems[0].intervalOverRuns);
}

void EvaluateEngineTest::measuresCost()
{
    EvaluateOptions options = demoOptions(path("cost"));
    options.comparison.tasks = "cost";
    options.cost_lengths = "64,100";
    options.cost_repeats = 1;
    const EvaluationResults results = run(options);
    QCOMPARE(results.cost.size(), std::size_t{2});
    const CostSummary& cost = results.cost[0];
    QCOMPARE(cost.length, std::int64_t{64});
    QCOMPARE(cost.digests, std::int64_t{16});
    QVERIFY(cost.cacheBytesDigests < cost.cacheBytesContext);
    QVERIFY(cost.seconds.compress > 0 && cost.seconds.prefillContext > 0 && cost.seconds.decodeAfterDigests > 0);
    QCOMPARE(cost.flops.front().first, std::string("compress"));
    IcformerConfig compressor;
    compressor.hidden = compressor.contextHidden = 256;
    compressor.intermediate = 688;
    compressor.layers = 2;
    compressor.heads = compressor.keyValueHeads = 4;
    compressor.digests = 8;
    QCOMPARE(total(cost.flops.front().second), total(compressor.flops(64, 2)));
    QVERIFY(cost.peakMemoryBytes > 0);
    // 0 where the system does not tell; a peak that was told can not be above that of the whole process.
    QVERIFY(cost.peakMemoryDigests >= 0 && cost.peakMemoryDigests <= cost.peakMemoryBytes);
    QVERIFY(cost.peakMemoryContext >= 0 && cost.peakMemoryContext <= cost.peakMemoryBytes);
}

QTEST_GUILESS_MAIN(EvaluateEngineTest)
#include "evaluate_engine_test.moc"
