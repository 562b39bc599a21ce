#include <QString>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <sstream>

#include <sys/resource.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

using namespace icf::test;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const std::string kDemo = ICF_RESOURCES "/demo";
const std::string kModels = "--lm_path " + kDemo + "/lm --icformer_path " + kDemo + "/icformer-trained --dtype float32 --threads 1 ";
/// Sampled, so that what a row draws is seen too.
const std::string kGenerate = "generate " + kModels + "--data_path #/rows.jsonl --use_chunk --max_chunk_len 32 --max_new_tokens 24 --temperature 1.5 "
                              "--sampling_seed 3 --save_path #/out ";

/// Enough that a signal comes before the last is answered.
std::string someRows()
{
    const std::string all = Program::read(kDemo + "/pwc_test.jsonl");
    std::size_t end = 0;
    for (int row = 0; row < 200; ++row)
        end = all.find('\n', end) + 1;
    return all.substr(0, end);
}

std::vector<Json> linesOf(const std::string& path)
{
    std::vector<Json> list;
    std::istringstream text(Program::read(path));
    for (std::string line; std::getline(text, line);)
        list.push_back(Json::parse(line));
    return list;
}

} // namespace

/// `icformer generate` as a program: what it says of the rows, and how its answers outlive whatever ends it.
class GenerateProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Program program;
        program.write("rows.jsonl", someRows());
        const Outcome outcome = program.run(kGenerate);
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        whole_ = Program::read(program.path("out/output.jsonl"));
        QVERIFY(!fs::exists(program.path("out/output.jsonl.partial")) && !fs::exists(program.path("out/output.jsonl.partial.json")));
    }
    void withoutACompressorWholeContextsAreRead()
    {
        Program program;
        const std::string rows = someRows();
        program.write("rows.jsonl", rows.substr(0, rows.find('\n') + 1));
        const Outcome outcome = program.run("generate --lm_path " + kDemo + "/lm --dtype float32 --threads 1 --data_path #/rows.jsonl --max_new_tokens 24 --save_path #/out");
        QVERIFY2(outcome.code == 0 && outcome.says("the language model reads the whole contexts"), outcome.text().c_str());
        QCOMPARE(linesOf(program.path("out/output.jsonl")).at(0).at("answer").get<std::string>(), std::string("Paul plays the tuba."));
    }

    void init()
    {
        program_ = std::make_unique<Program>();
        program_->write("rows.jsonl", someRows());
        target_ = program_->path("out/output.jsonl");
        partial_ = target_ + ".partial";
    }

    void rowsLeftOutAreCountedWithTheReasonAndAnswersCarryTheirLines()
    {
        program_->write("mixed.jsonl", "{\"input\":\"今天天气很不错。\",\"prompt\":\"天气?\"}\n"
                                      "{\"input\":\"Paul plays the tuba.\",\"prompt\":\"Summarize the above text.\"}\nnot json\n\n"
                                      "{\"input\":\"Paul plays the tuba.\",\"prompt\":\"What does Paul play?\"}\n");
        const std::string command = "generate " + kModels + "--data_path #/mixed.jsonl --max_new_tokens 2 --save_path #/out ";
        const Outcome outcome = program_->run(command);
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        QVERIFY2(outcome.says("1 of 4 rows left out: Chinese, Japanese or full-width characters"), outcome.text().c_str());
        QVERIFY2(outcome.says("1 of 4 rows left out: one of the five open-ended prompts"), outcome.text().c_str());
        QVERIFY2(outcome.says("1 of 4 rows left out: unusable lines"), outcome.text().c_str());
        QCOMPARE(linesOf(target_).size(), std::size_t(1));
        QCOMPARE(linesOf(target_)[0].size(), std::size_t(3));
        QCOMPARE(program_->run(command + "--line_numbers").code, 0);
        QCOMPARE(linesOf(target_)[0].at("line").get<int>(), 5);
    }

    void whatIsReadBeyondTheModelsPositionsIsCountedAndSaidOnce_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("contexts");
        QTest::addColumn<QString>("prompts");
        const QString ask = QStringLiteral(" --max_seq_len 8192 --max_new_tokens 2 --batch_size 2 ");
        QTest::newRow("many digests") << QStringLiteral("generate --use_chunk --max_chunk_len 5") + ask << QString() << QStringLiteral("2 of 3");
        QTest::newRow("one long chunk") << QStringLiteral("generate --use_chunk=false") + ask << QStringLiteral("2 of 3") << QString();
        QTest::newRow("compress") << QStringLiteral("compress --use_chunk=false --output_file #/out.safetensors ") << QStringLiteral("2 of 3") << QString();
        // Digests and the full text of each row: six prompts.
        QTest::newRow("evaluate") << QStringLiteral("evaluate --use_chunk=false --systems compressed,full") + ask << QStringLiteral("2 of 3") << QStringLiteral("2 of 6");
    }
    void whatIsReadBeyondTheModelsPositionsIsCountedAndSaidOnce()
    {
        QFETCH(QString, command);
        QFETCH(QString, contexts);
        QFETCH(QString, prompts);
        // 512 chunks of 5 tokens make 4,096 digests; both of the demo's models were made for 2,048 positions.
        std::string text;
        for (int i = 0; i < 512; ++i)
            text += "Paul plays the tuba. ";
        const std::string question = "\",\"prompt\":\"What does Paul play?\",\"answer\":\"The tuba.\"}\n";
        program_->write("long.jsonl", "{\"input\":\"" + text + question + "{\"input\":\"Paul plays the tuba." + question + "{\"input\":\"" + text + question);
        const Outcome outcome = program_->run(command.toStdString() + " " + kModels + "--data_path #/long.jsonl" + (command.startsWith(QLatin1String("compress")) ? "" : " --save_path #/out"));
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        const QString said = QString::fromStdString(outcome.err);
        const QString beyond = QStringLiteral(" take more than the 2048 positions that the ");
        for (const auto& [counted, of] : {std::pair{contexts, QStringLiteral(" contexts") + beyond + QStringLiteral("compressor was made for")}, std::pair{prompts, QStringLiteral(" prompts") + beyond + QStringLiteral("language model was made for")}}) {
            QCOMPARE(said.count(of), counted.isEmpty() ? 0 : 1);
            QVERIFY2(counted.isEmpty() || said.contains(counted + of), outcome.text().c_str());
        }
    }

    void aGenerationThatIsBrokenOffGoesOnToTheSameFile_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("code");
        QTest::newRow("Ctrl-C") << SIGINT << 130;
        QTest::newRow("end of session") << SIGTERM << 143;
        QTest::newRow("killed") << SIGKILL << -1;
    }
    void aGenerationThatIsBrokenOffGoesOnToTheSameFile()
    {
        QFETCH(int, signal);
        QFETCH(int, code);
        breakOff(signal, code);
        // Only the answers and what they were made from: no temporary file of any kind.
        std::vector<std::string> names;
        for (const fs::directory_entry& entry : fs::directory_iterator(program_->path("out")))
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        QCOMPARE(names, (std::vector<std::string>{"output.jsonl", "output.jsonl.partial", "output.jsonl.partial.json"}));
        QCOMPARE(Program::read(target_), std::string("of before\n"));
        // How many rows go together is no matter.
        const Outcome again = program_->run(kGenerate + "--batch_size 5 --resume");
        QVERIFY2(again.code == 0 && again.says("going on with the answers in "), again.text().c_str());
        QVERIFY(Program::read(target_) == whole_);
        QVERIFY(!fs::exists(partial_) && !fs::exists(partial_ + ".json"));
        const Outcome nothing = program_->run(kGenerate + "--resume");
        QVERIFY2(nothing.code == 2 && nothing.lastLine().find("leave out --resume") != std::string::npos, nothing.text().c_str());
        QVERIFY(Program::read(target_) == whole_);
    }

    void anAnswerThatWasCutShortIsMadeAgain()
    {
        breakOff(SIGTERM, 143);
        fs::resize_file(partial_, fs::file_size(partial_) - 7);
        QCOMPARE(program_->run(kGenerate + "--resume").code, 0);
        QVERIFY(Program::read(target_) == whole_);
    }

    void answersOfABrokenOffGenerationAreNotLostUnasked()
    {
        breakOff(SIGTERM, 143);
        const std::string kept = Program::read(partial_);
        const Outcome refused = program_->run(kGenerate);
        QVERIFY2(refused.code == 2 && refused.says("--resume") && refused.says("--overwrite"), refused.text().c_str());
        QVERIFY(Program::read(partial_) == kept);
        const Outcome both = program_->run(kGenerate + "--resume --overwrite");
        QVERIFY2(both.code == 2 && both.says("[--overwrite]"), both.text().c_str());
        const Outcome anew = program_->run(kGenerate + "--overwrite");
        QVERIFY2(anew.code == 0 && !anew.says("going on"), anew.text().c_str());
        QVERIFY(Program::read(target_) == whole_);
        QVERIFY(!fs::exists(partial_));
    }

    void answersAreGoneOnWithOnlyAsTheyWereMade()
    {
        breakOff(SIGTERM, 143);
        const std::string kept = Program::read(partial_);
        for (const auto& [flags, name] : {std::pair<std::string, const char*>{"--temperature 1", "temperature"}, {"--sampling_seed 4", "sampling_seed"},
                 {"--dtype bfloat16", "dtype"}, {"--line_numbers", "line_numbers"}, {"--data_path " + kDemo + "/pwc_train.jsonl", "data_path"},
                 {"--icformer_path " + kDemo + "/icformer-start", "icformer_path/model.safetensors, icformer_path/param.pt"}}) {
            const Outcome refused = program_->run(kGenerate + "--resume " + flags);
            QVERIFY2(refused.code == 2 && refused.lastLine().starts_with("error: [--resume] changed since ")
                         && refused.lastLine().find("were made: " + std::string(name) + ";") != std::string::npos,
                refused.text().c_str());
        }
        QVERIFY(Program::read(partial_) == kept);
        fs::remove(partial_ + ".json");
        const Outcome unknown = program_->run(kGenerate + "--resume");
        QVERIFY2(unknown.code == 2 && unknown.says("--overwrite"), unknown.text().c_str());
        QVERIFY(Program::read(partial_) == kept);
    }

    void twoGenerationsDoNotWriteOneFile()
    {
        const auto process = program_->start(kGenerate);
        QTRY_VERIFY_WITH_TIMEOUT(written() > 0, 60000);
        ::kill(pid_t(process->processId()), SIGSTOP);
        const Outcome second = program_->run(kGenerate + "--resume");
        const Outcome third = program_->run(kGenerate + "--overwrite");
        ::kill(pid_t(process->processId()), SIGCONT);
        for (const Outcome& refused : {second, third})
            QVERIFY2(refused.code == 2 && refused.says("another process is writing it"), refused.text().c_str());
        QCOMPARE(Program::wait(*process).code, 0);
        QVERIFY(Program::read(target_) == whole_);
    }

    void aLimitOnFileSizesKeepsTheAnswersThatFit()
    {
        const auto process = program_->start(kGenerate, [] {
            const rlimit limit{16384, RLIM_INFINITY};
            setrlimit(RLIMIT_FSIZE, &limit);
        });
        const Outcome outcome = Program::wait(*process);
        QVERIFY2(outcome.code == 1 && outcome.lastLine().find("ulimit -f") != std::string::npos && outcome.says("--resume goes on with them"), outcome.text().c_str());
        QVERIFY(linesOf(partial_).size() > 10);
        QVERIFY(whole_.starts_with(Program::read(partial_)));
        QCOMPARE(program_->run(kGenerate + "--resume").code, 0);
        QVERIFY(Program::read(target_) == whole_);
    }

    void nothingIsLeftWhereNoAnswerWasMade()
    {
        const Outcome outcome = program_->run(kGenerate + "--data_path #/nowhere.jsonl");
        QCOMPARE(outcome.code, 2);
        QVERIFY(!fs::exists(partial_) && !fs::exists(partial_ + ".json"));
    }

private:
    std::uintmax_t written() const
    {
        std::error_code ignored;
        return fs::exists(partial_) ? fs::file_size(partial_, ignored) : 0;
    }
    /// Over an older file of the name, which stays as it is.
    void breakOff(int signal, int code)
    {
        fs::create_directory(program_->path("out"));
        program_->write("out/output.jsonl", "of before\n");
        const auto process = program_->start(kGenerate);
        QTRY_VERIFY_WITH_TIMEOUT(written() > 3000, 60000);
        ::kill(pid_t(process->processId()), signal);
        const Outcome outcome = Program::wait(*process);
        QCOMPARE(outcome.code, code);
        QVERIFY2(written() > 3000 && written() < whole_.size(), "it was already through");
        if (signal != SIGKILL)
            QVERIFY2(outcome.says("--resume goes on with them"), outcome.text().c_str());
    }

    std::unique_ptr<Program> program_;
    std::string whole_;  ///< What an unbroken generation writes.
    std::string target_, partial_;
};

QTEST_GUILESS_MAIN(GenerateProgramTest)
#include "generate_test.moc"
