#include <QTest>

#include <unistd.h>

#include <filesystem>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/bench/bench.h"
#include "core/bench/bench_data.h"
#include "core/bench/bench_report.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
namespace fs = std::filesystem;

namespace {

/// The demo's sizes on the CPU, one round each.
BenchReport measuredDemo(BenchOptions options)
{
    const test::TemporaryFolder folder;
    options.model_size = BenchSize::demo;
    options.text_file = folder.write("text", "a few words to read, and some more of them");
    options.device = "cpu";
    options.dtype = Dtype::float32;
    options.lengths = "48";
    options.batches = "2";
    options.repeats = 1;
    BenchObserver observer;
    CancelToken cancel;
    return bench(options, observer, cancel);
}

/// Elements of the matrices of the demo's four layers, and of its head.
constexpr double kLayerElements = 4 * (4 * 256 * 256 + 3 * 256 * 688), kHeadElements = 256 * 1536;

} // namespace

class BenchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void madeUpDataStandInAFolderOfTheirOwn()
    {
        const test::TemporaryFolder folder;
        const std::string mine = folder.write("mine", "mine");
        const QByteArray before = qgetenv("TMPDIR");
        qputenv("TMPDIR", QByteArray::fromStdString(fs::path(mine).parent_path().string()));
        // What another account could leave there.
        const std::string guessed = fs::path(mine).replace_filename("icformer-bench-" + std::to_string(getpid()) + ".jsonl").string();
        fs::create_symlink(mine, guessed);
        BenchOptions options;
        options.data_megabytes = 1;
        CancelToken cancel;
        std::string path;
        {
            const BenchData data(options, cancel);
            path = data.path();
            QVERIFY(data.bytes() > 1'000'000);
            QCOMPARE(fs::status(fs::path(path).parent_path()).permissions(), fs::perms::owner_all);
        }
        before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
        QCOMPARE(test::fileBytes(mine), std::string("mine"));
        QVERIFY(fs::is_symlink(guessed));
        QVERIFY(!fs::exists(fs::path(path).parent_path()));
    }

    void theLanguageModelReadsChunksWithPositionsForDigests()
    {
        BenchOptions options;
        options.works = "compress,read";
        options.max_chunk_len = 24;
        const BenchReport report = measuredDemo(options);
        const BenchRow& compress = report.rows.front();
        const BenchRow& read = report.rows.back();
        QCOMPARE(read.work, std::string("read"));
        QCOMPARE(read.amount, compress.amount);
        // Two contexts of two chunks of 24 tokens, 128 digests after each.
        QCOMPARE(read.flops, 2 * 2 * 2 * (24 + 128) * kLayerElements);
        const auto rows = benchJson(report).at("rows");
        QVERIFY(rows.back().at("teraflops_per_second").get<double>() > 0);
        QVERIFY(!rows.front().contains("teraflops_per_second"));
        QVERIFY(benchTable(report).find("TFLOP/s") != std::string::npos);
    }

    void aTrainingStepTakesAsManySamplesAsAsked_data()
    {
        QTest::addColumn<bool>("recomputed");
        QTest::newRow("activations kept") << false;
        QTest::newRow("activations recomputed") << true;
    }
    void aTrainingStepTakesAsManySamplesAsAsked()
    {
        QFETCH(const bool, recomputed);
        BenchOptions options;
        options.works = "train";
        options.train_samples = 3;
        options.gradient_checkpointing = recomputed;
        const BenchReport report = measuredDemo(options);
        const BenchRow& row = report.rows.at(0);
        QCOMPARE(row.batch, std::int64_t{3});
        QCOMPARE(row.amount, 3.0);
        QCOMPARE(row.note, std::string(recomputed ? "activations recomputed" : ""));
        // 128 digests, AE, 512 tokens and eos; scores of the last two.  Forward, and backward to the embeddings.
        QCOMPARE(row.flops, 2 * 2 * 3 * ((128 + 1 + 513) * kLayerElements + 513 * kHeadElements));
    }

    void prefillAndDecodeAreMeasured()
    {
        BenchOptions options;
        options.works = "prefill,decode";
        const BenchReport report = measuredDemo(options);
        QCOMPARE(report.rows.size(), std::size_t{2});
        for (const BenchRow& row : report.rows)
            QVERIFY2(row.rate() > 0, row.work.c_str());
    }

    void aModelThatDoesNotFitIsRefused()
    {
        constexpr std::int64_t kLlama3InFloat32 = 32'121'044'992;
        if (freeMemory() >= kLlama3InFloat32)
            QSKIP("it fits here");
        const test::TemporaryFolder folder;
        BenchOptions options;
        options.model_size = BenchSize::llama3;
        options.works = "decode";
        options.text_file = folder.write("text", "words");
        options.device = "cpu";
        options.dtype = Dtype::float32;
        BenchObserver observer;
        CancelToken cancel;
        try {
            bench(options, observer, cancel);
            QFAIL("measured");
        } catch (const Error& e) {
            const std::string message = e.what();
            QVERIFY2(message.find("--model_size") != std::string::npos && message.find("llama-3-8b takes 32.1 GB in float32, and cpu has ") != std::string::npos, message.c_str());
        }
    }

    void aPathOfAnyBytesIsWritten()
    {
        BenchReport report;
        report.model = "/models/caf\xE9";
        report.options["lm_path"] = report.model;
        const std::string text = benchText(report);
        QVERIFY(text.find("/models/caf\xEF\xBF\xBD") != std::string::npos);
        QVERIFY(nlohmann::json::parse(text).contains("rows"));
    }
};

QTEST_GUILESS_MAIN(BenchTest)
#include "bench_test.moc"
