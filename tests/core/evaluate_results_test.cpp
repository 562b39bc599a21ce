#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "core/base/error.h"
#include "core/results/example_store.h"
#include "core/results/results.h"
#include "tests/core/example_records.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;

namespace {

/// Ten rows; compressed is right on the even ones, full on all but the first.
std::vector<ExampleRecord> someRecords(const std::string& checkpoint = "a")
{
    std::vector<ExampleRecord> records;
    for (std::int64_t row = 0; row < 10; ++row)
        records.push_back(record(0, "compressed", row, row % 2 == 0 ? 1 : 0, checkpoint));
    for (std::int64_t row = 0; row < 10; ++row)
        records.push_back(record(0, "full", row, row > 0 ? 1 : 0));
    return records;
}

} // namespace

class EvaluateResultsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sumsUpSystems();
    void averagesCheckpointsAsRuns();
    void comparesWithTheFirstSystem();
    void showsBestWorstAndRandomExamples();
    void findsAccuracyNearChunkEdges();
    void resultsSurviveTheirFile();
    void damagedResultsAreRefused();
    void tablesQuoteWhatTheirFormatsReserve();
    void manySettingsBecomeOneTable();
    void everyFormatShowsADashWithTheReasonWhereAMetricIsNotDefined();
    void theCardIsNamedBesideTheDevice();
    void meansAreOverTheExamplesForWhichAMetricIsDefined();
    void intervalsOfSharesStayBetweenZeroAndOneInEveryTable();
    void everyFormatSaysWhereItsNumbersComeFrom();
    void everyCsvLineHasTheColumnsOfTheFirst();
    void latexShowsTheTablesOfMarkdown();
    void thePlotHasAPointForEachSystemAndAreaOnlyInsideItself();
};

void EvaluateResultsTest::sumsUpSystems()
{
    EvaluationResults results;
    summarize(someRecords(), results);
    QCOMPARE(results.systems.size(), std::size_t{2});
    const SystemSummary& compressed = results.systems[0];
    QCOMPARE(compressed.name(), std::string("compressed (a)"));
    QCOMPARE(compressed.examples, std::int64_t{10});
    QCOMPARE(compressed.ratio, 4.0);
    QCOMPARE(compressed.metric("em")->interval.mean, 0.5);
    QVERIFY(compressed.metric("em")->interval.half() > 0);
    QVERIFY(!compressed.intervalOverRuns);
    QCOMPARE(results.systems[1].metric("em")->interval.mean, 0.9);
    QCOMPARE(compressed.classes.share(TokenClass::name), 0.5);
    const auto perplexity = std::find_if(compressed.corpus.begin(), compressed.corpus.end(), [](const auto& c) { return c.first == "perplexity"; });
    QCOMPARE(perplexity->second, std::exp(1.0));
}

void EvaluateResultsTest::averagesCheckpointsAsRuns()
{
    std::vector<ExampleRecord> records = someRecords("a");
    for (std::int64_t row = 0; row < 10; ++row)
        records.push_back(record(1, "compressed", row, 1, "b"));
    EvaluationResults results;
    summarize(records, results);
    QCOMPARE(results.systems.size(), std::size_t{3});
    results.options.comparison.average_checkpoints = true;
    summarize(records, results);
    QCOMPARE(results.systems.size(), std::size_t{2});
    QCOMPARE(results.systems[0].name(), std::string("compressed"));
    QCOMPARE(results.systems[0].runs, std::int64_t{2});
    QVERIFY(results.systems[0].intervalOverRuns);
    QCOMPARE(results.systems[0].metric("em")->interval.mean, 0.75);
    QCOMPARE(results.systems[0].metric("em")->interval.count, std::int64_t{2});
}

void EvaluateResultsTest::comparesWithTheFirstSystem()
{
    EvaluationResults results;
    summarize(someRecords(), results);
    QCOMPARE(results.comparisons.size(), std::size_t{1});
    const ComparisonSummary& comparison = results.comparisons[0];
    QCOMPARE(comparison.metric, std::string("em"));
    QCOMPARE(comparison.second, std::string("full"));
    QVERIFY(std::abs(comparison.result.difference + 0.4) < 1e-12);
    EvaluationResults again;
    summarize(someRecords(), again);
    QCOMPARE(resultsToJson(again).dump(), resultsToJson(results).dump());
}

void EvaluateResultsTest::showsBestWorstAndRandomExamples()
{
    EvaluationResults results;
    summarize(someRecords(), results);
    const auto& shown = results.systems[0].shown;
    QCOMPARE(shown.size(), std::size_t{9});
    for (const auto& [why, example] : shown) {
        if (why == "best")
            QCOMPARE(example.metric("em"), 1.0);
        if (why == "worst")
            QCOMPARE(example.metric("em"), 0.0);
    }
}

void EvaluateResultsTest::findsAccuracyNearChunkEdges()
{
    ExampleRecord r = record(0, "compressed", 0, 1);
    r.task = "autoencode";
    r.contextTokens = 12;
    r.chunkStarts = {0, 6};
    r.hits = "0111100111100";  // Wrong at the first and last token of each chunk, and at eos.
    EvaluationResults results;
    summarize({r}, results);
    QVERIFY(results.systems[0].positions.has_value());
    const PositionCurve& curve = *results.systems[0].positions;
    QCOMPARE(curve.edgeAccuracy[0], 0.0);
    QCOMPARE(curve.edgeCount[0], std::int64_t{4});
    QCOMPARE(curve.edgeAccuracy[1], 1.0);
    QCOMPARE(curve.edgeAccuracy[2], 1.0);
    QCOMPARE(curve.edgeCount[3], std::int64_t{0});
    QCOMPARE(curve.accuracy.size(), std::size_t{2});
    QCOMPARE(curve.accuracy[0], 5.0 / 8);
    QCOMPARE(curve.count[1], std::int64_t{5});
    QVERIFY(resultsMarkdown(results).find("| compressed | 0.000 | 1.000 | 1.000 | – |") != std::string::npos);
}

void EvaluateResultsTest::resultsSurviveTheirFile()
{
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    EvaluationResults results;
    results.options.comparison.rows = 17;
    results.identity = {{"compute_type", "float32"}};
    results.counts = {{"used", 10}};
    summarize(someRecords(), results);
    CostSummary cost;
    cost.length = 512;
    cost.seconds.compress = 0.25;
    cost.flops.push_back({"compress", {{"attention", 12}, {"mlp", 30}}});
    results.cost.push_back(cost);
    results.machine = {{"processor", "a CPU"}, {"gpu", {{"name", "a card"}}}};
    writeResults(results, path);
    QVERIFY(!std::filesystem::exists(path + "/results.csv"));
    results.state = "finished";
    writeResults(results, path);
    const EvaluationResults read = readResults(path);
    QVERIFY(nlohmann::json(resultsToJson(read)) == nlohmann::json(resultsToJson(results)));
    QCOMPARE(read.options.comparison.rows, std::int64_t{17});
    QCOMPARE(read.cost[0].seconds.compress, 0.25);
    for (const char* name : {"/results.csv", "/results.md", "/results.tex", "/results.svg"})
        QVERIFY(std::filesystem::file_size(path + name) > 100);
    std::ofstream(path + "/evaluation.json") << "{}";
    QVERIFY_THROWS_EXCEPTION(Error, readResults(path));
}

void EvaluateResultsTest::damagedResultsAreRefused()
{
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    ExampleRecord example = record(0, "compressed", 0, 1);
    example.task = "autoencode";
    EvaluationResults results;
    results.identity = {{"compute_type", "float32"}};
    results.counts = nlohmann::ordered_json::object();
    summarize({example}, results);
    const nlohmann::ordered_json good = resultsToJson(results);
    QVERIFY(good.at("systems").at(0).contains("positions"));
    nlohmann::ordered_json many = nlohmann::ordered_json::object();
    for (int i = 0; i < 8000; ++i)
        many.get_ref<nlohmann::ordered_json::object_t&>().emplace_back(std::to_string(i), 0);
    const auto refused = [&](const char* where, const nlohmann::ordered_json& value) {
        nlohmann::ordered_json changed = good;
        changed[nlohmann::ordered_json::json_pointer(where)] = value;
        std::ofstream(path + "/evaluation.json") << changed.dump();
        try {
            readResults(path);
        } catch (const Error& error) {
            return std::string_view(error.what()).find("damaged") != std::string_view::npos;
        }
        return false;
    };
    std::ofstream(path + "/evaluation.json") << good.dump();
    QVERIFY(readResults(path).systems[0].positions.has_value());
    for (const auto& [where, value] : std::vector<std::pair<const char*, nlohmann::ordered_json>>{{"/identity", nlohmann::ordered_json::array()},
             {"/identity", "text"}, {"/identity", nullptr}, {"/identity", many}, {"/counts", many},
             {"/systems/0/positions/accuracy", nlohmann::ordered_json::array()}, {"/systems/0/positions/count", {1, 2}},
             {"/systems/0/positions/edge_accuracy", nlohmann::ordered_json::array()}, {"/systems/0/positions/edge_count", {1}},
             {"/systems/0/positions/bin_width", 0}, {"/systems/0/positions/bin_width", std::numeric_limits<std::int64_t>::max()},
             {"/systems/0/shown/0/chunk_starts", {-1}}})
        QVERIFY2(refused(where, value), where);
}

void EvaluateResultsTest::tablesQuoteWhatTheirFormatsReserve()
{
    EvaluationResults results;
    summarize(someRecords("a,b_c"), results);
    const std::string csv = resultsCsv(results);
    QVERIFY(csv.find("\"a,b_c\"") != std::string::npos);
    QVERIFY(csv.find(",em,0.5,") != std::string::npos);
    const std::string markdown = resultsMarkdown(results);
    QVERIFY(markdown.find("Who? \\| \"quoted\"") != std::string::npos);
    QVERIFY(markdown.find("dog\nand") == std::string::npos);
    QVERIFY(resultsLatex(results).find("a,b\\_c") != std::string::npos);
    QVERIFY(resultsLatex(results).find("1.000 $\\pm$ ") != std::string::npos);
    QVERIFY(resultsLatex(results).find("0.500 (0.237--0.763)") != std::string::npos);
    for (const SystemSummary& system : results.systems)
        for (const MetricSummary& metric : system.metrics)
            QVERIFY2(!metricDescription(metric.key).empty(), metric.key.c_str());
}

void EvaluateResultsTest::manySettingsBecomeOneTable()
{
    std::vector<ExampleRecord> records;
    for (const char* cell : {"length=100", "length=200"}) {
        for (ExampleRecord r : someRecords()) {
            r.task = "autoencode";
            r.cell = cell;
            records.push_back(std::move(r));
        }
    }
    EvaluationResults results;
    summarize(records, results);
    const std::string overview = resultsOverview(results);
    QVERIFY(overview.find("| setting | examples | ratio | compressed (a) | full |") != std::string::npos);
    QVERIFY(overview.find("### autoencode (length=100)") == std::string::npos);
    QVERIFY(resultsMarkdown(results).find("### autoencode (length=100)") != std::string::npos);
}

namespace {

/// Results with all kinds of tables in them.
EvaluationResults manyResults()
{
    EvaluationResults results;
    std::vector<ExampleRecord> records = someRecords("a,b_c");
    for (const char* cell : {"length=100 ratio=2", "length=100 ratio=4"}) {
        for (ExampleRecord r : someRecords("a,b_c")) {
            r.task = "autoencode";
            r.cell = cell;
            r.chunkStarts = {0, 3};
            r.contextTokens = 6;
            r.surprisal.add(0.3, true);
            records.push_back(std::move(r));
        }
    }
    results.identity = {{"language_model", {{"sha256", "11aa"}}}, {"data_sha256", "22bb"}, {"compute_type", "float32"}, {"device", "cpu"},
        {"compressors", {{{"label", "a"}, {"model_sha256", "33cc"}, {"param_sha256", "44dd"}}}},
        {"template", {{"prefix", "[INST] \"Read\",\n"}}}, {"versions", {{"libtorch", "9.9"}}}};
    summarize(records, results);
    CostSummary cost;
    cost.length = 512;
    cost.digests = 128;
    cost.seconds.compress = 0.25;
    cost.flops.push_back({"compress", {{"attention", 12}, {"mlp", 30}}});
    results.cost.push_back(cost);
    return results;
}

/// The fields of RFC 4180 lines.
std::vector<std::vector<std::string>> csvLines(const std::string& text)
{
    std::vector<std::vector<std::string>> lines(1, {std::string()});
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            if (quoted && i + 1 < text.size() && text[i + 1] == '"')
                lines.back().back() += text[++i];
            else
                quoted = !quoted;
        } else if (text[i] == ',' && !quoted) {
            lines.back().emplace_back();
        } else if (text[i] == '\n' && !quoted) {
            lines.push_back({std::string()});
        } else {
            lines.back().back() += text[i];
        }
    }
    lines.pop_back();
    return lines;
}

std::int64_t occurrences(const std::string& text, const std::string& part)
{
    std::int64_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

} // namespace

namespace {

/// A right answer to a reference that is too short for BLEU-4, or has nothing that ROUGE counts.
ExampleRecord shortRecord(std::int64_t row, const std::string& text)
{
    ExampleRecord r = record(0, "compressed", row, 1, "a");
    r.reference = r.output = text;
    r.metrics = {{"em", 1}, {"rouge1_f1", kUndefined}, {"bleu", kUndefined}, {"loss", 0.5}};
    return r;
}

} // namespace

void EvaluateResultsTest::everyFormatShowsADashWithTheReasonWhereAMetricIsNotDefined()
{
    EvaluationResults results;
    results.state = "finished";
    results.identity = {{"compute_type", "float32"}};
    results.counts = {{"used", 3}};
    summarize({shortRecord(0, "Тина"), shortRecord(1, "Да"), shortRecord(2, "Нет")}, results);
    const SystemSummary& system = results.systems[0];
    QCOMPARE(system.metric("bleu")->interval.count, std::int64_t{0});
    QCOMPARE(system.metric("bleu")->examples, std::int64_t{0});
    const std::string markdown = resultsOverview(results);
    QVERIFY2(markdown.find("qa: BLEU is not defined: no reference has four words") != std::string::npos, markdown.c_str());
    QVERIFY2(markdown.find("qa: ROUGE is not defined: no reference has a word of Latin letters or digits") != std::string::npos, markdown.c_str());
    // system, runs, examples, ratio, EM, R-1, BLEU, Loss, corpus BLEU, perplexity
    QVERIFY2(markdown.find("| compressed (a) | 1 | 3 | 4.00 | 1.000 (0.439–1.000) | – | – | 0.500 ± 0.000 | – | 1.649 |") != std::string::npos, markdown.c_str());
    const std::string latex = resultsLatex(results);
    QVERIFY2(latex.find("% qa: BLEU is not defined") != std::string::npos && latex.find("& -- & -- &") != std::string::npos, latex.c_str());
    const nlohmann::json json = nlohmann::json::parse(resultsToJson(results).dump()).at("systems").at(0);
    for (const nlohmann::json& metric : json.at("metrics"))
        for (const char* part : {"mean", "low", "high"})
            QCOMPARE(metric.at(part).is_null(), metric.at("key") == "bleu" || metric.at("key") == "rouge1_f1");
    QVERIFY(json.at("corpus").at("corpus_bleu").is_null());
    int empty = 0;
    for (const std::vector<std::string>& line : csvLines(resultsCsv(results))) {
        const bool undefined = line[8] == "bleu" || line[8] == "rouge1_f1" || line[8] == "corpus_bleu";
        empty += undefined;
        if (line[8] != "metric")
            QVERIFY2(line[9].empty() == undefined, line[8].c_str());
    }
    QCOMPARE(empty, 3);
    // And as they were after their file; the examples keep what is null too.
    QTemporaryDir folder;
    writeResults(results, folder.path().toStdString());
    const EvaluationResults read = readResults(folder.path().toStdString());
    // As it is written: in memory what is not defined equals nothing, itself included.
    QVERIFY(nlohmann::json::parse(resultsToJson(read).dump()) == nlohmann::json::parse(resultsToJson(results).dump()));
    QCOMPARE(resultsOverview(read), markdown);
    const auto example = nlohmann::ordered_json::parse(recordToJson(shortRecord(0, "Да")).dump());
    QVERIFY(example.at("metrics").at("bleu").is_null());
    QVERIFY(!recordFromJson(example).definedMetric("bleu"));
}

void EvaluateResultsTest::theCardIsNamedBesideTheDevice()
{
    EvaluationResults results = manyResults();
    results.identity["device"] = "cuda:0";
    QVERIFY(resultsCsv(results).find("float32 on cuda:0 (") == std::string::npos);
    QVERIFY(!resultsToJson(results).contains("machine"));
    results.machine = {{"processor", "a CPU"}, {"gpu", {{"name", "a card"}}}};
    QCOMPARE(resultsToJson(results)["machine"]["gpu"]["name"], nlohmann::ordered_json("a card"));
    for (const std::string& text : {resultsCsv(results), resultsLatex(results)})
        QVERIFY(text.find("float32 on cuda:0 (a card)") != std::string::npos);
    QVERIFY(resultsMarkdown(results).find("a card") != std::string::npos);
}

void EvaluateResultsTest::meansAreOverTheExamplesForWhichAMetricIsDefined()
{
    std::vector<ExampleRecord> records = someRecords();
    for (ExampleRecord& each : records)
        if (each.row >= 8)
            each.metrics = {{"em", 1}, {"edit_rate", 0}, {"loss", std::numeric_limits<double>::quiet_NaN()}, {"bleu", kUndefined}};
    EvaluationResults results;
    summarize(records, results);
    const SystemSummary& compressed = results.systems[0];
    QCOMPARE(compressed.metric("bleu")->interval.mean, 0.5);
    QCOMPARE(compressed.metric("bleu")->examples, std::int64_t{8});
    QCOMPARE(compressed.metric("em")->examples, std::int64_t{10});
    const std::string markdown = resultsOverview(results);
    QVERIFY2(markdown.find("qa: BLEU over the 8 of 10 examples whose reference has four words") != std::string::npos, markdown.c_str());
    // A loss that is not a number is a fault, not a gap.
    QVERIFY(std::isnan(compressed.metric("loss")->interval.mean));
    QVERIFY(markdown.find("NaN") != std::string::npos);
}

void EvaluateResultsTest::intervalsOfSharesStayBetweenZeroAndOneInEveryTable()
{
    std::vector<ExampleRecord> records;
    for (std::int64_t row = 0; row < 6; ++row)
        records.push_back(record(0, "compressed", row, row > 0 ? 1 : 0, "a"));
    EvaluationResults results;
    summarize(records, results);
    for (const MetricSummary& metric : results.systems[0].metrics)
        if (isShare(metric.key))
            QVERIFY2(metric.interval.low >= 0 && metric.interval.high <= 1, metric.key.c_str());
    const std::string markdown = resultsOverview(results);
    QVERIFY2(markdown.find("0.833 (0.436–0.970)") != std::string::npos, markdown.c_str());
    QVERIFY2(resultsLatex(results).find("0.833 (0.436--0.970)") != std::string::npos, markdown.c_str());
    // Over runs: two checkpoints, one of them always right.
    for (std::int64_t row = 0; row < 6; ++row)
        records.push_back(record(1, "compressed", row, 1, "b"));
    results.options.comparison.average_checkpoints = true;
    summarize(records, results);
    const Interval& overRuns = results.systems[0].metric("em")->interval;
    QCOMPARE(overRuns.count, std::int64_t{2});
    QVERIFY(overRuns.low == 0 && overRuns.high == 1);
}

void EvaluateResultsTest::everyFormatSaysWhereItsNumbersComeFrom()
{
    const EvaluationResults results = manyResults();
    for (const std::string& text : {resultsToJson(results).dump(), resultsCsv(results), resultsMarkdown(results), resultsLatex(results)})
        for (const char* part : {"11aa", "22bb", "33cc", "44dd", "float32", "[INST]", "libtorch", "9.9", "Exact match: output and reference"})
            QVERIFY2(text.find(part) != std::string::npos, (part + (" is not in " + text.substr(0, 300))).c_str());
}

void EvaluateResultsTest::everyCsvLineHasTheColumnsOfTheFirst()
{
    const auto lines = csvLines(resultsCsv(manyResults()));
    QVERIFY(lines.size() > 30);
    std::vector<std::string> metrics;
    for (const std::vector<std::string>& line : lines) {
        QCOMPARE(line.size(), lines[0].size());
        metrics.push_back(line[8]);
    }
    for (const char* metric : {"em", "corpus_bleu", "perplexity", "class_name", "surprisal_to_0.5", "position_from_0", "chunk_edge_distance_0",
             "compress_seconds", "break_even_against_kept_cache"})
        QVERIFY2(std::find(metrics.begin(), metrics.end(), metric) != metrics.end(), metric);
    const nlohmann::json prompt = nlohmann::json::parse(lines[1][lines[0].size() - 2]);
    QCOMPARE(prompt.at("prefix").get<std::string>(), std::string("[INST] \"Read\",\n"));
}

void EvaluateResultsTest::latexShowsTheTablesOfMarkdown()
{
    const EvaluationResults results = manyResults();
    const std::string latex = resultsLatex(results);
    const std::string markdown = resultsMarkdown(results);
    QCOMPARE(occurrences(latex, "\\begin{table}"), occurrences(markdown, "\n### "));
    for (const char* heading : {"paired bootstrap", "cost: operations", "autoencode: BLEU", "tokens right by distance from the nearest chunk edge"}) {
        QVERIFY2(latex.find(heading) != std::string::npos, heading);
        QVERIFY2(markdown.find(heading) != std::string::npos, heading);
    }
    for (std::size_t begin = latex.find("\\begin{tabular}"); begin != std::string::npos; begin = latex.find("\\begin{tabular}", begin + 1)) {
        const std::string body = latex.substr(begin, latex.find("\\end{tabular}", begin) - begin);
        QVERIFY2(std::all_of(body.begin(), body.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }), body.c_str());
    }
}

void EvaluateResultsTest::thePlotHasAPointForEachSystemAndAreaOnlyInsideItself()
{
    const std::string svg = resultsSvg(manyResults());
    QXmlStreamReader reader(QByteArray::fromStdString(svg));
    int points = 0;
    double width = 0;
    double height = 0;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        const auto number = [&](const char* name) { return reader.attributes().value(QLatin1StringView(name)).toDouble(); };
        if (reader.name() == QLatin1StringView("svg")) {
            width = number("width");
            height = number("height");
        } else if (reader.name() == QLatin1StringView("circle")) {
            ++points;
            QVERIFY(number("cx") > 0 && number("cx") < width && number("cy") > 0 && number("cy") < height);
        }
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    // Two systems in qa, two in each of two settings of autoencode, and an entry for each in two legends.
    QCOMPARE(points, 2 + 4 + 4);
    QVERIFY(svg.find("compressed (a,b_c)") != std::string::npos);
    QXmlStreamReader none(QByteArray::fromStdString(resultsSvg({})));
    while (!none.atEnd())
        none.readNext();
    QVERIFY(!none.hasError());
}

QTEST_GUILESS_MAIN(EvaluateResultsTest)
#include "evaluate_results_test.moc"
