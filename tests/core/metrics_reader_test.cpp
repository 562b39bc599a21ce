#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "core/run/report_json.h"
#include "core/run/run_folder.h"
#include "tests/core/run_reports.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

/// The lines of a run's log, written and followed.
class MetricsReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        options_ = runIn(folder_->filePath(QStringLiteral("deep/run")).toStdString());
    }

    void metricsUseSnakeCaseAndStringsForWhatJsonLacks()
    {
        auto writer = RunWriter::create(options_, false, {});
        StepReport report = stepReport(3, std::nan(""));
        report.gradNorm = std::numeric_limits<double>::infinity();
        report.learningRate = -std::numeric_limits<double>::infinity();
        report.skipped = true;
        writer->step(report);
        ValidationReport validation;
        validation.step = 3;
        validation.loss = 2;
        validation.rows = 5;
        validation.diagonality = 0.25;
        writer->validation(validation);
        QCOMPARE(fileBytes(options_.save_path + "/metrics.jsonl"),
            std::string(R"({"kind":"step","step":3,"epoch":1,"sample":12,"loss":"NaN","grad_norm":"Infinity","learning_rate":"-Infinity",)"
                        R"("seconds":1.5,"tokens":3000,"samples_per_second":8.0,"tokens_per_second":2000.0,"skipped":true})"
                        "\n"
                        R"({"kind":"validation","step":3,"loss":2.0,"token_accuracy":0.0,"rows":5,"best":false,"diagonality":0.25})"
                        "\n"));
        MetricsReader reader(options_.save_path);
        const Polled polled(reader);
        QVERIFY(std::isnan(polled.steps.at(0).loss));
        QVERIFY(std::isinf(polled.steps[0].gradNorm) && polled.steps[0].gradNorm > 0);
        QVERIFY(std::isinf(polled.steps[0].learningRate) && polled.steps[0].learningRate < 0);
        QVERIFY(polled.steps[0].skipped);
        QCOMPARE(polled.validations.at(0).diagonality, std::optional(0.25));
    }

    void theReaderFollowsAGrowingFileAndWaitsForTornLines()
    {
        auto writer = RunWriter::create(options_, false, {});
        MetricsReader reader(options_.save_path);
        QCOMPARE(Polled(reader).steps.size(), std::size_t(0));
        writer->step(stepReport(1, 4));
        writer->step(stepReport(2, 3));
        QCOMPARE(Polled(reader).steps.size(), std::size_t(2));
        QCOMPARE(Polled(reader).steps.size(), std::size_t(0));

        const std::string line = toJson(stepReport(3, 2)).dump();
        const auto append = [&](const std::string& text) {
            std::ofstream(options_.save_path + "/metrics.jsonl", std::ios::binary | std::ios::app) << text;
        };
        append(line.substr(0, 40));
        QCOMPARE(Polled(reader).steps.size(), std::size_t(0));
        append(line.substr(40) + "\nnot json\n{\"step\": 4}\n[]\n");
        const Polled polled(reader);
        QCOMPARE(polled.steps.size(), std::size_t(1));
        QCOMPARE(polled.steps[0].step, std::int64_t(3));
        QVERIFY(!polled.restarted);
    }

    void linesOfMoreValuesThanAnyOfOursArePassedOver()
    {
        std::string many = toJson(stepReport(1, 4)).dump(), deep = many, nearlyAsMany = toJson(stepReport(2, 3)).dump();
        const auto add = [](std::string& line, const std::string& values) { line.insert(line.size() - 1, ",\"more\":[" + values + "]"); };
        for (const auto& [line, count] : {std::pair(&many, 1000), std::pair(&nearlyAsMany, 900)}) {
            std::string values = "{}";
            for (int i = 1; i < count; ++i)
                values += ",{}";
            add(*line, values);
        }
        add(deep, std::string(10, '[') + std::string(10, ']'));
        QVERIFY(parseLogLine(many).is_discarded());
        QVERIFY(parseLogLine(deep).is_discarded());
        QVERIFY(parseLogLine("{\"step\": 1").is_discarded());
        QVERIFY(parseLogLine(nearlyAsMany).is_object());

        fs::create_directories(options_.save_path);
        std::ofstream(options_.save_path + "/metrics.jsonl") << many << '\n' << deep << '\n' << nearlyAsMany << '\n';
        MetricsReader reader(options_.save_path);
        const Polled polled(reader);
        QCOMPARE(polled.steps.size(), std::size_t(1));
        QCOMPARE(polled.steps[0].step, std::int64_t(2));
    }

    void theReaderNoticesAFileThatStartsAnew()
    {
        { RunWriter::create(options_, false, {})->step(stepReport(1, 4)); }
        MetricsReader reader(options_.save_path);
        QCOMPARE(Polled(reader).steps.size(), std::size_t(1));
        auto writer = RunWriter::create(options_, true, {});
        for (int i = 1; i <= 5; ++i)
            writer->step(stepReport(i, 1));
        const Polled polled(reader);
        QVERIFY(polled.restarted);
        QCOMPARE(polled.steps.size(), std::size_t(5));
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    TrainOptions options_;
};

QTEST_GUILESS_MAIN(MetricsReaderTest)
#include "metrics_reader_test.moc"
