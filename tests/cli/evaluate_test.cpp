#include <QTest>

#include <csignal>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

using namespace icf::test;
namespace fs = std::filesystem;

namespace {

const std::string kDemo = ICF_RESOURCES "/demo";
const std::string kEvaluate = "evaluate --lm_path " + kDemo + "/lm --icformer_path " + kDemo + "/icformer-trained --use_chunk --max_chunk_len 32"
                              " --max_new_tokens 24 --dtype float32 --threads 1 --batch_size 2 --resamples 100 ";
const std::string kData = "--data_path " + kDemo + "/pwc_test.jsonl ";
const std::string kInterrupted = "--rows 20 --systems compressed,random_tokens,other_row --seeds 1,2 --row_choice random ";
constexpr const char* kFiles[] = {"examples.jsonl", "evaluation.json", "results.csv", "results.md", "results.tex", "results.svg"};

} // namespace

/// `icformer evaluate` as a program: what it prints and writes, how it is broken off, and what it says of bad input.
class EvaluateProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        whole_ = std::make_unique<Program>();
        const Outcome outcome = whole_->run(kEvaluate + kData + kInterrupted + "--save_path #/whole");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        wholeText_ = outcome.out;
    }
    void init() { program_ = std::make_unique<Program>(); }

    void printsTheTablesAndWritesEveryFormat()
    {
        const Outcome outcome = program_->run(kEvaluate + kData + "--rows 4 --systems compressed,full --save_path #/results");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        QVERIFY2(outcome.out.find("| compressed (icformer-trained) | 1 | 4 |") != std::string::npos, outcome.out.c_str());
        QVERIFY(outcome.out.find("### paired bootstrap") != std::string::npos);
        for (const char* name : kFiles)
            QVERIFY2(fs::file_size(program_->path(std::string("results/") + name)) > 100, name);
    }

    void anEvaluationThatIsBrokenOffGoesOnToTheSameFiles_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("code");
        QTest::newRow("Ctrl-C") << SIGINT << 130;
        QTest::newRow("end of session") << SIGTERM << 143;
        QTest::newRow("killed") << SIGKILL << -1;
    }
    void anEvaluationThatIsBrokenOffGoesOnToTheSameFiles()
    {
        QFETCH(int, signal);
        QFETCH(int, code);
        const std::string flags = kEvaluate + kData + kInterrupted + "--save_path #/broken";
        const auto process = program_->start(flags);
        const std::string examples = program_->path("broken/examples.jsonl");
        const auto written = [&] { return fs::exists(examples) ? fs::file_size(examples) : 0; };
        QTRY_VERIFY_WITH_TIMEOUT(written() > 3000, 60000);
        ::kill(pid_t(process->processId()), signal);
        QCOMPARE(Program::wait(*process).code, code);
        QVERIFY2(written() < fs::file_size(whole_->path("whole/examples.jsonl")), "it was already through");
        QVERIFY(!fs::exists(program_->path("broken/results.csv")));
        const Outcome again = program_->run(flags);
        QVERIFY2(again.code == 0 && again.says("going on where the evaluation stopped"), again.text().c_str());
        QCOMPARE(again.out, wholeText_);
        for (const char* name : kFiles) {
            // The folder's own name is the only difference that there may be.
            std::string bytes = Program::read(program_->path(std::string("broken/") + name));
            const std::string mine = program_->path("broken");
            for (std::size_t at = bytes.find(mine); at != std::string::npos; at = bytes.find(mine))
                bytes.replace(at, mine.size(), whole_->path("whole"));
            QVERIFY2(bytes == Program::read(whole_->path(std::string("whole/") + name)), name);
        }
    }

    void badInputIsNamedWithItsLineOrOption_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const std::string& arguments, const char* part) {
            QTest::newRow(name) << QString::fromStdString(arguments) << QString::fromUtf8(part);
        };
        row("no answer in any row", "--data_path @/pile.jsonl", "pile.jsonl");
        row("strict", "--data_path #/rows.jsonl --strict", "rows.jsonl:2");
        row("unknown task", kData + "--tasks qa,nonsense", "[--tasks] \"nonsense\" is not known; choose from qa");
        row("unknown system", kData + "--systems best", "[--systems] \"best\" is not known; choose from compressed");
        row("ratio below one", kData + "--ratios 0.5", "[--ratios]");
        row("seed that is none", kData + "--seeds 1,x", "[--seeds] \"x\"");
        row("missing checkpoint", kData + "--checkpoints ./nowhere", "[--checkpoints]");
        row("checkpoint of another size", kData + "--checkpoints @/start", "256");
        row("contexts too short", kData + "--tasks autoencode --lengths 5000", "[--lengths]");
        row("needle longer than the text", kData + "--tasks needle --needle_lengths 3", "needle");
    }
    void badInputIsNamedWithItsLineOrOption()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, part);
        program_->write("rows.jsonl", R"({"input": "Ivan Hill is a dancer.", "prompt": "Who works as a dancer?", "answer": "Ivan works as a dancer."})"
                                      "\n{\"input\": \"Ivan\", \"prompt\": \n");
        const Outcome outcome = program_->run(kEvaluate + "--save_path #/results " + arguments.toStdString());
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.lastLine().find(part.toStdString()) != std::string::npos, outcome.text().c_str());
        QVERIFY(!fs::exists(program_->path("results/examples.jsonl")));
    }

    void unusableRowsAreNamedCountedAndLeftOut()
    {
        program_->write("rows.jsonl",
                        R"({"input": "Ivan Hill is a dancer.", "prompt": "Who works as a dancer?", "answer": "Ivan works as a dancer."})"
                        "\n{\"input\": \"Ivan\", \"answer\": \"Ivan\"}\n{\"input\": \"Ivan\", \"prompt\": \"Who?\", \"answer\": \"\"}\nnot json\n"
                        R"({"input": "Tina Stone owns 51 lamps.", "prompt": "Who has 51 lamps?", "answer": "Tina has 51 lamps."})"
                        "\n");
        const Outcome outcome = program_->run(kEvaluate + "--data_path #/rows.jsonl --systems full --save_path #/results");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        for (const char* place : {"rows.jsonl:2: ", "rows.jsonl:3: ", "rows.jsonl:4: "})
            QVERIFY2(outcome.says(place), outcome.text().c_str());
        const auto json = nlohmann::json::parse(Program::read(program_->path("results/evaluation.json")));
        QCOMPARE(json["counts"]["data"]["skipped"].get<int>(), 2);
        QCOMPARE(json["counts"]["qa"]["seed 42"]["without_answer"]["lines"][0].get<int>(), 3);
        QCOMPARE(json["counts"]["qa"]["seed 42"]["used"].get<int>(), 2);
    }

private:
    std::unique_ptr<Program> whole_, program_;  ///< With an unbroken evaluation, and for the test at hand.
    std::string wholeText_;
};

QTEST_GUILESS_MAIN(EvaluateProgramTest)
#include "evaluate_test.moc"
