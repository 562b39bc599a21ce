#include <QTest>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "core/run/run_folder.h"
#include "tests/cli/program.h"

using namespace icf;
using namespace icf::test;
namespace fs = std::filesystem;

namespace {

const std::string kModels = "--lm_path @/lm --icformer_path @/finetune_start --threads 1 --device cpu ";

} // namespace

/// The program on a CPU that has AVX2 and nothing newer: what oneDNN and ATen find there is masked.
class CpuTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("ONEDNN_MAX_CPU_ISA", "AVX2");
        qputenv("ATEN_CPU_CAPABILITY", "avx2");
    }
    void init()
    {
        program_ = std::make_unique<Program>();
        program_->write("text", "Tina likes to eat noodles in the evening, and Anna walks to the river.");
    }

    void everyCommandComputesInEveryDtype_data()
    {
        QTest::addColumn<std::string>("command");
        QTest::addColumn<std::string>("dtype");
        for (const std::string dtype : {"auto", "float32", "bfloat16", "float16"}) {
            const auto row = [&](const char* name, const std::string& command) { QTest::addRow("%s, %s", name, dtype.c_str()) << command << dtype; };
            row("generate", "generate " + kModels + "--data_path @/pwc.jsonl --max_new_tokens 2 --save_path #/out");
            row("generate in 8 bits", "generate " + kModels + "--data_path @/pwc.jsonl --max_new_tokens 2 --save_path #/out --decode_int8");
            row("generate with rounded weights", "generate " + kModels + "--data_path @/pwc.jsonl --max_new_tokens 2 --save_path #/out --weights int8");
            row("finetune with rounded weights", "finetune " + kModels + "--data_path @/pwc.jsonl --steps 1 --save_path #/run --weights int4");
            row("compress", "compress " + kModels + "--text_file #/text --output_file #/digests");
            row("finetune", "finetune " + kModels + "--data_path @/pwc.jsonl --steps 1 --save_path #/run");
            row("pretrain", "pretrain " + kModels + "--data_path @/pile.jsonl --steps 1 --save_path #/run");
            row("evaluate", "evaluate " + kModels + "--data_path @/pwc.jsonl --systems compressed,full --max_new_tokens 2 --save_path #/results");
            row("bench", "bench " + kModels + "--works compress,train,prefill,decode --lengths 32 --batches 1 --repeats 1 --text_file #/text");
        }
    }
    void everyCommandComputesInEveryDtype()
    {
        QFETCH(std::string, command);
        QFETCH(std::string, dtype);
        const Outcome outcome = program_->run(command + " --dtype " + dtype);
        const bool refused = dtype == "float16" && (command.starts_with("finetune") || command.starts_with("pretrain"));
        QVERIFY2(outcome.code == (refused ? 2 : 0) && refused == outcome.says("train in bfloat16 or float32"), outcome.text().c_str());
        QVERIFY2(!outcome.says("mkldnn") && !outcome.says("oneDNN error"), outcome.text().c_str());
    }

    void autoMeansFloat32AndTheInstructionSetsAreSaid()
    {
        const Outcome version = program_->run("--version");
        QVERIFY2(version.out.find("bfloat16 in float32") != std::string::npos, version.text().c_str());
#if defined(__x86_64__)
        QVERIFY2(version.out.find("instruction sets: oneDNN AVX2, ATen AVX2,") != std::string::npos, version.text().c_str());
#endif
        const Outcome bench = program_->run("bench " + kModels + "--works compress --lengths 32 --batches 1 --repeats 1 --text_file #/text --output_file #/bench.json");
        QVERIFY2(bench.code == 0 && bench.says("float32") && bench.says("ATen AVX2"), bench.text().c_str());
        const auto report = nlohmann::json::parse(Program::read(program_->path("bench.json")));
        QCOMPARE(report.at("compute_type").get<std::string>(), std::string("float32"));
        QCOMPARE(report.at("machine").at("instruction_sets").at("bfloat16").get<std::string>(), std::string("in float32"));
    }

    void aRunIsToldThatItsDtypeIsSlowHere()
    {
        const std::string command = "finetune " + kModels + "--data_path @/pwc.jsonl --steps 1 --save_path #/run";
        const Outcome narrow = program_->run(command + "1 --dtype bfloat16");
        QVERIFY2(narrow.code == 0 && narrow.says("--dtype float32 is faster here"), narrow.text().c_str());
        const Outcome wide = program_->run(command + "2 --dtype auto");
        QVERIFY2(wide.code == 0 && !wide.says("faster here"), wide.text().c_str());
    }

    void aStartThatIsRefusedLeavesNoRunFolder()
    {
        for (const std::string device : {"cuda:99", "mps", "nonsense"}) {
            const Outcome outcome = program_->run("finetune --lm_path @/lm --data_path @/pwc.jsonl --steps 1 --save_path #/run --device " + device);
            QVERIFY2(outcome.code == 2 && outcome.says("device"), outcome.text().c_str());
            QVERIFY(!fs::exists(program_->path("run")));
        }
    }

private:
    std::unique_ptr<Program> program_;
};

QTEST_GUILESS_MAIN(CpuTest)
#include "cpu_test.moc"
