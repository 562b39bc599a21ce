#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/data/dataset.h"
#include "core/options/option_tools.h"
#include "core/results/example_store.h"
#include "core/results/results.h"
#include "core/run/report_json.h"
#include "core/run/run_folder.h"
#include "core/run/training_state.h"
#include "tests/fuzz/reader_parts.h"

namespace icf::test {

HostileReader jsonReader()
{
    return {"json", {golden("start/config.json"), golden("pretrain/checkpoint-14/trainer_state.json")},
        {"[", "{", "]", "}", "\"", "\\u", "\\ud83d", "1e400", "-", "null", ":", ",", "[[[[[[[[[[[[[[[[[[[["},
        [](std::string_view bytes) { look(readJsonFile(scratch().write("config.json", bytes)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)); }};
}

HostileReader dataLinesReader()
{
    return {"data_lines", {golden("pwc.jsonl").substr(0, 4000), golden("pile_short.jsonl").substr(0, 4000)},
        {"\n", "\r\n", "\xEF\xBB\xBF", "\\ud800", "\\u0000", std::string("\0", 1), "\xFF", "{\"text\":\"", "\"}", "[[[[[[[[[[", "\xE4\xB8\xAD", "\""},
        [](std::string_view bytes) {
            const std::string path = scratch().write("data.jsonl", bytes);
            CancelToken cancel;
            int refused = 0;
            for (const DataKind kind : {DataKind::pile, DataKind::pwcTest, DataKind::contexts}) {
                try {
                    const auto data = DataSet::open(path, kind, false, cancel);
                    for (std::int64_t i = 0; i < data->size(); ++i)
                        look(data->row(i).context);
                } catch (const Error&) {
                    if (++refused == 3)
                        throw;
                }
            }
        }};
}

HostileReader runFileReader()
{
    const nlohmann::ordered_json run{{"format", 1}, {"id", "0123456789abcdef"}, {"state", "running"}, {"message", ""}, {"started", "2024-06-13T10:00:00Z"},
        {"ended", ""}, {"seconds", 12.5}, {"steps", 3}, {"last_loss", "NaN"}, {"best_validation_loss", nullptr}, {"resumed", nlohmann::ordered_json::array()},
        {"options", toJson(TrainOptions())}, {"machine", {{"cpu", "x"}}}};
    return {"run_file", {run.dump(), run.dump(1)},
        {"\"options\":", "{}", "null", "\"NaN\"", "1e400", "-1", "9223372036854775808", "\"\"", "[", "{", "}", "]", "\\u0000", "\"lr\":", "true"},
        [](std::string_view bytes) {
            // The same bytes as the user's notes, which may be damaged without hiding the run.
            scratch().write("run/notes.json", bytes.substr(0, bytes.size() / 2));
            scratch().write("run/run.json", bytes);
            const RunInfo read = readRun(scratch().path("run"));
            look(read.message + read.notes + commandLine(read.options));
        }};
}

HostileReader metricsReader()
{
    StepReport step;
    step.step = 1;
    step.loss = 3.5;
    ValidationReport validation;
    validation.step = 1;
    SampleReport sample;
    sample.step = 1;
    sample.output = "Anna.";
    const std::string lines = toJson(step).dump() + "\n" + toJson(validation).dump() + "\n" + toJson(sample).dump() + "\n";
    return {"metrics", {lines, lines + lines + toJson(step).dump()},
        {"\n", "\"NaN\"", "\"Infinity\"", "null", "\"step\":", "1e400", "-9223372036854775809", "{", "}", "[[[[[[[[[[[[", "\\ud800", std::string("\0", 1)},
        [](std::string_view bytes) {
            scratch().write("run-metrics/metrics.jsonl", bytes);
            scratch().write("run-metrics/samples.jsonl", bytes);
            MetricsReader reader(scratch().path("run-metrics"));
            std::vector<StepReport> steps;
            std::vector<ValidationReport> validations;
            std::vector<SampleReport> samples;
            reader.poll(steps, validations, samples);
            for (const SampleReport& report : samples)
                look(report.output);
            look(steps.size() + validations.size());
            if (steps.empty() && validations.empty() && samples.empty())
                throw Error("metrics.jsonl", "holds no line that can be used");
        }};
}

HostileReader optionsReader()
{
    return {"options", {toJson(TrainOptions()).dump(), R"({"lr": 0.001, "shuffle": true, "lm_path": "x", "max_epoch": 3})"},
        {"\"lr\":", "\"shuffle\":", "true", "null", "1e400", "-1", "9223372036854775808", "\"\"", "[", "{", "}", "\"options\":", "\\ud800"},
        [](std::string_view bytes) {
            TrainOptions options;
            readOptionsFile(options, scratch().write("options.json", bytes));
            look(commandLine(options));
        }};
}

HostileReader evaluationReader()
{
    EvaluationResults results;
    results.state = "finished";
    results.identity = {{"lm", "x"}};
    results.counts = {{"rows", 3}};
    SystemSummary system;
    system.task = "qa";
    system.system = "compressed";
    system.metrics.push_back({"em", {}});
    system.corpus.emplace_back("corpus_bleu", 0.5);
    system.shown.emplace_back("best", ExampleRecord());
    system.positions = PositionCurve{{0.5, 1}, {8, 3}, 8, {0.25, 0.75}, {4, 7}};
    results.systems.push_back(system);
    results.comparisons.push_back({"qa", "", "em", "compressed", "full", {}});
    CostSummary cost;
    cost.flops.emplace_back("compress", std::vector<FlopItem>{{"attention", 12.0}});
    results.cost.push_back(cost);
    return {"evaluation", {resultsToJson(results).dump()},
        {"null", "[]", "{}", "1e400", "-1", "\"metrics\":", "\"positions\":", "\"count\":", "\"bin_width\":", "\"systems\":", "9223372036854775808", "\"\"", "[", "{", "}", "true"},
        [](std::string_view bytes) {
            scratch().write("evaluation/evaluation.json", bytes);
            const EvaluationResults read = readResults(scratch().path("evaluation"));
            look(resultsOverview(read));
            look(resultsCsv(read));
            look(resultsMarkdown(read));
        }};
}

HostileReader examplesReader()
{
    ExampleRecord record;
    record.task = "autoencode";
    record.system = "full";
    record.metrics.emplace_back("em", 1.0);
    record.contextTokens = 3;
    record.labels = 4;
    record.hits = "0110";
    record.chunkStarts = {0, 2};
    record.surprisal.total[0] = record.classes.total[0] = 1;
    const std::string line = recordToJson(record).dump() + "\n";
    return {"examples", {line, line + line}, {"\n", "null", "[", "{", "]", "}", "\"hits\":", "\"chunk_starts\":", "\"classes\":", "1e400", "-1",
                                            "-9223372036854775808", "9223372036854775807", "[[[[[[[[", "\\ud800"},
        [](std::string_view bytes) {
            scratch().write("examples/examples.jsonl", bytes);
            const std::vector<ExampleRecord> records = readExamples(scratch().path("examples"));
            for (const ExampleRecord& each : records)
                look(each.output);
            if (records.empty())
                throw Error("examples.jsonl", "holds no line that can be used");
            EvaluationResults results;
            summarize(records, results);
            look(resultsToJson(results).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
        }};
}

HostileReader checkpointStateReader()
{
    TrainingState state;
    state.samplesPerEpoch = 100;
    state.epoch = 2;
    state.sample = 7;
    state.steps = 70;
    state.optimizerSteps = 69;
    state.skippedSteps = 1;
    state.pendingUnits = 12;
    state.pendingLines = {1, 2};
    return {"checkpoint_state", {state.toJson().dump()}, {"null", "-1", "1e400", "true", "[", "{", "}", "]", "\"format\":", "\"epoch\":", "18446744073709551615"},
        [](std::string_view bytes) {
            const std::string path = scratch().write("resume.json", bytes);
            look(std::size_t(TrainingState::fromJson(readJsonFile(path), path).checkpointNumber() & 1));
        }};
}

HostileReader manifestReader()
{
    scratch().write("checkpoint/config.json", "{}");
    return {"manifest",
        {R"({"version":1,"files":{"config.json":{"size":2,"sha256":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}}})"},
        {"../", "/", "\"size\":", "-1", "18446744073709551615", "null", "{", "}", "\"sha256\":", "\"files\":", "manifest.json", "."}, [](std::string_view bytes) {
            scratch().write("checkpoint/manifest.json", bytes);
            const ManifestCheck check = verifyManifest(scratch().path("checkpoint"));
            if (check.state == ManifestState::broken)
                throw Error("manifest.json", check.problem);
        }};
}

} // namespace icf::test
