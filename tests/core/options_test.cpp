#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "core/bench/bench_options.h"
#include "core/options/describe.h"
#include "core/options/option_tools.h"
#include "core/results/evaluate_options.h"
#include "tests/core/messages.h"

using namespace icf;
using namespace icf::test;

namespace {

/// Gives every option a value that is neither its default nor out of range.
template <class Options> Options allChanged()
{
    Options options;
    for (const OptionDescription& option : describe<Options>()) {
        OptionValue value = option.value;
        if (auto* flag = std::get_if<bool>(&value))
            *flag = !*flag;
        else if (auto* whole = std::get_if<std::int64_t>(&value))
            *whole += *whole + 1 <= option.field.maximum ? 1 : -1;
        else if (auto* number = std::get_if<double>(&value))
            *number = *number / 2 + 0.125;
        else if (auto* text = std::get_if<std::string>(&value)) {
            if (option.field.choices.empty())
                *text += " it's new";
            else
                *text = *text == option.field.choices[0] ? option.field.choices[1] : option.field.choices[0];
        }
        if (!writeOption(options, option.field.key, value))
            throw std::runtime_error("not written: " + std::string(option.field.key));
    }
    return options;
}

} // namespace

class OptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldSurvivesJson()
    {
        const auto changed = allChanged<TrainOptions>();
        QCOMPARE(differences(TrainOptions{}, changed).size(), describe<TrainOptions>().size());
        TrainOptions read;
        fromJson(read, nlohmann::json::parse(toJson(changed).dump()), "test");
        QVERIFY(differences(changed, read).empty());

        const auto generate = allChanged<GenerateOptions>();
        GenerateOptions readGenerate;
        fromJson(readGenerate, nlohmann::json::parse(toJson(generate).dump()), "test");
        QVERIFY(differences(generate, readGenerate).empty());
    }

    void everyOptionDeclaresWhatItAffects()
    {
        for (const auto& options : {describe<TrainOptions>(), describe<GenerateOptions>(), describe<CompressOptions>(), describe<TokenizeOptions>(),
                 describe<EvaluateOptions>(), describe<BenchOptions>()}) {
            for (const OptionDescription& option : options) {
                QVERIFY2(option.field.affects != Affects::undeclared, option.field.key.data());
                const bool isRead = option.field.content == Content::inputFile || option.field.content == Content::inputFolder;
                QVERIFY2(!isRead || option.field.affects == Affects::content, option.field.key.data());
            }
        }
    }

    void everyChoiceIsReadAndWrittenByItsName()
    {
        EvaluateOptions evaluate;
        setFromText(evaluate, "row_choice", "random");
        QCOMPARE(evaluate.comparison.row_choice, RowChoice::random);
        int choices = 0;
        for (const OptionDescription& option : describe<TrainOptions>()) {
            for (const std::string_view choice : option.field.choices) {
                TrainOptions typed, read;
                setFromText(typed, option.field.key, choice);
                fromJson(read, {{option.field.key, choice}}, "test");
                QVERIFY2(differences(typed, read).empty(), choice.data());
                QCOMPARE(toJson(read).at(std::string(option.field.key)).get<std::string>(), std::string(choice));
                ++choices;
            }
        }
        QCOMPARE(choices, int(kEnumNames<Dtype>.size() + kEnumNames<TrainingTask>.size() + kEnumNames<Averaging>.size() + kEnumNames<CompressorType>.size() + kEnumNames<Schedule>.size() + kEnumNames<WeightFormat>.size()));
        TrainOptions options;
        QVERIFY(!writeOption(options, "dtype", OptionValue(std::string("float64"))));
    }

    void keysAreUniqueAndNamedLikeTheReferences()
    {
        std::set<std::string_view> keys;
        for (const OptionDescription& option : describe<TrainOptions>()) {
            QVERIFY2(keys.insert(option.field.key).second, option.field.key.data());
            QVERIFY(!option.field.label.empty());
            QVERIFY(!option.field.help.empty());
            QVERIFY(!option.section.title.empty());
        }
        for (const char* key : {"data_path", "lm_path", "icformer_path", "save_path", "num_hidden_layers", "num_query_tokens", "max_seq_len",
                 "use_chunk", "max_chunk_len", "seed", "shuffle", "lr", "max_epoch", "save_interval", "save_optimizer", "save_scheduler",
                 "gradient_accumulation", "clip_grad", "max_norm", "avg_level", "max_new_tokens"})
            QVERIFY2(keys.contains(key), key);
    }

    void defaultsAreTheReferences()
    {
        const nlohmann::json json = toJson(TrainOptions{});
        const nlohmann::json expected = {{"data_path", "./data/pile_small.jsonl"}, {"lm_path", "meta-llama/Llama-2-7b-hf"}, {"icformer_path", ""},
            {"save_path", "./output"}, {"num_hidden_layers", 3}, {"num_query_tokens", 128}, {"max_seq_len", 512}, {"use_chunk", false},
            {"max_chunk_len", 512}, {"seed", 42}, {"shuffle", false}, {"lr", 1e-4}, {"max_epoch", 1}, {"save_interval", 50000},
            {"save_optimizer", false}, {"save_scheduler", false}, {"gradient_accumulation", 32}, {"clip_grad", false}, {"max_norm", 2.0},
            {"avg_level", "token"}, {"max_new_tokens", 256}};
        for (const auto& [key, value] : expected.items())
            QVERIFY2(json.at(key) == value, key.c_str());
        QCOMPARE(toJson(GenerateOptions{}).at("output_file").get<std::string>(), std::string("output.jsonl"));
    }

    void refusesWrongJson_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("part");
        QTest::newRow("unknown key") << R"({"learning_rate": 1})" << "learning_rate: there is no such option";
        QTest::newRow("key for a terminal") << "{\"\\u001b[31mlr\\n\": 1}" << "] ?[31mlr?: there is no such option";
        QTest::newRow("choice for a terminal") << "{\"avg_level\": \"\\u001b[31m\"}" << "\"?[31m\" is not among the choices";
        QTest::newRow("text for a number") << R"({"lr": "fast"})" << "lr: expected a number, got \"fast\"";
        QTest::newRow("fraction for a whole number") << R"({"max_epoch": 1.5})" << "max_epoch: expected a whole number";
        QTest::newRow("number for a switch") << R"({"shuffle": 1})" << "shuffle: expected true or false";
        QTest::newRow("number for text") << R"({"lm_path": 3})" << "lm_path: expected text";
        QTest::newRow("list for a number") << R"({"seed": [1]})" << "seed: expected a whole number, got a list";
        QTest::newRow("below the range") << R"({"max_epoch": 0})" << "max_epoch: 0 is too small";
        QTest::newRow("above the range") << R"({"alpha": 1.25})" << "alpha: 1.25 is too large";
        QTest::newRow("larger than any integer") << R"({"seed": 18446744073709551615})" << "seed: expected a smaller number";
        QTest::newRow("not a choice") << R"({"avg_level": "word"})" << "\"word\" is not among the choices: token, sentence";
        QTest::newRow("not an object") << R"([1, 2])" << "expected a JSON object";
        QTest::newRow("NUL in a path") << R"({"lm_path": "a\u0000b"})" << "NUL";
    }
    void refusesWrongJson()
    {
        QFETCH(QString, json);
        QFETCH(QString, part);
        TrainOptions options;
        options.loop.lr = 0.5;
        const std::string message = messageOf([&] { fromJson(options, nlohmann::json::parse(json.toStdString()), "a.json"); });
        QVERIFY2(contains(message, part.toStdString()), message.c_str());
        QVERIFY2(message.starts_with("[a.json] "), message.c_str());
        QCOMPARE(options.loop.lr, 0.5);
    }

    void leavesOptionsAloneWhenALaterKeyIsWrong()
    {
        TrainOptions options;
        messageOf([&] { fromJson(options, nlohmann::json::parse(R"({"lr": 0.1, "zzz": 1})"), "a.json"); });
        QVERIFY(differences(options, TrainOptions{}).empty());
    }

    void refusesWrongOptionFiles()
    {
        const auto write = [&](const std::string& text) {
            const std::string path = folder_.filePath(QStringLiteral("options.json")).toStdString();
            std::ofstream(path, std::ios::binary) << text;
            return path;
        };
        TrainOptions options;
        const auto message = [&](const std::string& text) { return messageOf([&] { readOptionsFile(options, write(text)); }); };
        QVERIFY(contains(message(std::string(40, '[') + std::string(40, ']')), "deep"));
        QVERIFY(!message(std::string(1'000'001, ' ')).empty());
        QVERIFY(!message("{\"lr\": 0.1").empty());
        QVERIFY(!message("{\"lr\": 0.1, \"lr\": 0.2}").empty());
        QVERIFY(!messageOf([&] { readOptionsFile(options, "/nowhere/options.json"); }).empty());
        QVERIFY(!messageOf([&] { readOptionsFile(options, "/dev/zero"); }).empty());
        QVERIFY(differences(options, TrainOptions{}).empty());
        readOptionsFile(options, write("\xEF\xBB\xBF{\"lr\": 0.25}\r\n"));
        QCOMPARE(options.loop.lr, 0.25);
    }

    void readsTheOptionsOfARunFile()
    {
        const std::string path = folder_.filePath(QStringLiteral("run.json")).toStdString();
        std::ofstream(path) << R"({"state": "finished", "options": {"lr": 0.75}})";
        TrainOptions options;
        readOptionsFile(options, path);
        QCOMPARE(options.loop.lr, 0.75);
    }

    void takesWhatACommandKnowsOfAnothersRun()
    {
        const std::string path = folder_.filePath(QStringLiteral("run.json")).toStdString();
        std::ofstream(path) << R"({"state": "finished", "options": {"task": "finetune", "alpha": 0.5, "use_chunk": true, "max_chunk_len": 32,
            "data_path": "train.jsonl", "save_path": "out", "icformer_path": "start", "lm_path": "lm", "batch_size": 3}})";
        GenerateOptions options;
        const OptionsRead read = readOptionsFile(options, path);
        QCOMPARE(read.leftOut, (std::vector<std::string>{"alpha", "data_path", "save_path", "task"}));
        QVERIFY(options.compression.use_chunk);
        QCOMPARE(options.compression.max_chunk_len, std::int64_t(32));
        QCOMPARE(options.model.lm_path, std::string("lm"));
        QCOMPARE(options.batch_size, std::int64_t(3));
        QCOMPARE(options.data_path, GenerateOptions().data_path);
        QCOMPARE(options.save_path, GenerateOptions().save_path);
        QCOMPARE(options.model.icformer_path, folder_.path().toStdString());
        // A person's file may hold mistakes, which are named.
        std::ofstream(path) << R"({"alpha": 0.5})";
        QVERIFY(contains(messageOf([&] { readOptionsFile(options, path); }), "alpha: there is no such option"));
    }

    void readsTypedText()
    {
        TrainOptions options;
        setFromText(options, "lr", "5e-5");
        setFromText(options, "max_epoch", "+7");
        setFromText(options, "shuffle", "true");
        setFromText(options, "lm_path", "");
        QCOMPARE(options.loop.lr, 5e-5);
        QCOMPARE(options.loop.max_epoch, std::int64_t(7));
        QVERIFY(options.loop.shuffle);
        QVERIFY(options.model.lm_path.empty());
        const auto message = [&](const char* key, const char* text) { return messageOf([&] { setFromText(options, key, text); }); };
        QVERIFY(contains(message("lr", "1e-4x"), "[--lr] expected a number, got \"1e-4x\""));
        QVERIFY(contains(message("lr", "nan"), "finite"));
        QVERIFY(contains(message("lr", "inf"), "finite"));
        QVERIFY(contains(message("lr", ""), "expected a number"));
        QVERIFY(contains(message("max_epoch", "1e3"), "expected a whole number"));
        QVERIFY(contains(message("max_epoch", "99999999999999999999"), "expected a whole number"));
        QVERIFY(contains(message("shuffle", "yes"), "expected true or false"));
        QVERIFY(contains(message("max_seq_ken", "5"), "no such option"));
    }

    void commandLineNamesOnlyWhatDiffers()
    {
        TrainOptions options;
        QCOMPARE(commandLine(options), std::string("icformer finetune"));
        options.task = TrainingTask::pretrain;
        options.loop.lr = 0.001;
        options.loop.shuffle = true;
        options.data_path = "it's here/a b.jsonl";
        options.save_path = "-odd";
        QCOMPARE(commandLine(options),
            std::string("icformer pretrain --data_path 'it'\\''s here/a b.jsonl' --save_path=-odd --lr 0.001 --shuffle"));
        options.data_path = "two\nlines of it's \\ \xFF";
        const std::string line = commandLine(options);
        QVERIFY2(contains(line, R"( --data_path $'two\012lines of it\'s \\ \377' )"), line.c_str());
        options.data_path = "a line\xC2\x85";  // One of the control characters that have two bytes.
        QVERIFY(contains(commandLine(options), R"( --data_path $'a line\302\205' )"));
        QCOMPARE(commandLine(GenerateOptions{}), std::string("icformer generate"));
    }

private:
    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(OptionsTest)
#include "options_test.moc"
