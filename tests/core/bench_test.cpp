#include <QTest>

#include <unistd.h>

#include <filesystem>

#include "core/bench/bench_data.h"
#include "core/bench/bench_report.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
namespace fs = std::filesystem;

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
