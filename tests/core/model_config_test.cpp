#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/base/json_fields.h"
#include "core/config/decoder_config.h"
#include "core/config/model_config.h"
#include "core/config/rotary_config.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;

namespace {

/// A small Llama's configuration.
json llama()
{
    return {{"model_type", "llama"}, {"hidden_size", 16}, {"intermediate_size", 32}, {"num_hidden_layers", 2}, {"num_attention_heads", 2},
        {"vocab_size", 64}};
}

/// What is said of a small Llama with another value.
QString faultWith(const char* key, const json& value)
{
    const TemporaryFolder folder;
    json config = llama();
    config[key] = value;
    folder.write("config.json", config.dump());
    return errorOf([&] { DecoderConfig::read(folder.path()); });
}

} // namespace

/// Configurations of models, as far as they are read without torch.
class ModelConfigTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsWhatAFileSaysInOneShortLine_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<bool>("scaling");
        for (const char* key : {"model_type", "hidden_act", "hidden_size", "rms_norm_eps", "tie_word_embeddings", "rope_scaling"})
            QTest::newRow(key) << QByteArray(key) << false;
        for (const char* key : {"type", "rope_type", "factor"})
            QTest::addRow("rope_scaling.%s", key) << QByteArray(key) << true;
    }
    void showsWhatAFileSaysInOneShortLine()
    {
        QFETCH(QByteArray, key);
        QFETCH(bool, scaling);
        for (const std::string& text : {std::string("x\ny\x1B[31m"), std::string(1 << 20, 'x'), "\xC2\x85" + std::string(1000, '\n')}) {
            const QString fault = scaling ? faultWith("rope_scaling", {{key.toStdString(), text}}) : faultWith(key.constData(), text);
            QVERIFY2(!fault.isEmpty() && fault.size() < 400, qPrintable(fault.left(1000)));
            for (const QChar character : fault)
                QVERIFY2(character.category() != QChar::Other_Control, qPrintable(fault));
        }
    }

    void readsRotarySettingsInEverySpelling_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* settings, const char* expected) { QTest::newRow(settings) << QByteArray(settings) << QString::fromUtf8(expected); };
        row(R"({})", "theta 10000");
        row(R"({"rope_theta": null, "rope_scaling": null, "rope_parameters": null})", "theta 10000");
        row(R"({"rope_theta": 500000})", "theta 500000");
        row(R"({"rope_theta": 12345.5})", "theta 12345.5");
        row(R"({"rope_parameters": {"rope_theta": 100000.0, "rope_type": "default"}})", "theta 100000");
        for (const char* empty : {"null", "{}", R"({"rope_type": "default"})", R"({"type": "default"})", R"({"rope_type": null})", R"({"rope_type": "default", "type": "default"})"})
            for (const char* kind : {"", R"(, "rope_type": "default")", R"(, "rope_type": "linear", "factor": 4)"}) {
                const QString expected = QStringLiteral("theta 100000") + QLatin1String(QByteArray(kind).contains("linear") ? ", linear with factor 4" : "");
                for (const auto& [first, second] : {std::pair{"rope_scaling", "rope_parameters"}, {"rope_parameters", "rope_scaling"}})
                    QTest::addRow("%s %s beside %s %s", first, empty, second, kind)
                        << QByteArray("{\"") + first + "\": " + empty + ", \"" + second + "\": {\"rope_theta\": 100000" + kind + "}}" << expected;
            }
        row(R"({"rope_theta": 1000, "rope_scaling": {"type": "linear", "factor": 4.0}})", "theta 1000, linear with factor 4");
        row(R"({"rope_theta": 1000, "rope_scaling": {"type": "dynamic", "rope_type": "dynamic", "factor": 2.5}})", "theta 1000, dynamic with factor 2.5");
        row(R"({"rope_scaling": {"type": "linear", "factor": 4}, "rope_parameters": {"rope_theta": 1000}})", "theta 1000, linear with factor 4");
        row(R"({"rope_theta": 1000.0, "rope_scaling": {"type": "linear", "factor": 4}, "rope_parameters": {"rope_theta": 1000, "rope_type": "linear", "factor": 4.0}})",
            "theta 1000, linear with factor 4");
        row(R"({"rope_scaling": {"rope_type": "default", "factor": 1.0}})", "theta 10000");
        row(R"({"rope_theta": 5e5, "rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 1, "high_freq_factor": 4, "original_max_position_embeddings": 8192}})",
            "theta 500000, llama3 with factor 8");
        row(R"({"partial_rotary_factor": 1.0})", "theta 10000");
    }
    void readsRotarySettingsInEverySpelling()
    {
        QFETCH(QByteArray, settings);
        QFETCH(QString, expected);
        json config = llama();
        config.update(json::parse(settings.toStdString()));
        QCOMPARE(QString::fromStdString(readRotaryConfig(config, 8, "config.json").description()), expected);
    }

    void takesTheTrainedLengthOfLlama3FromWhereverItStands()
    {
        const json scaling = {{"rope_type", "llama3"}, {"factor", 8}, {"low_freq_factor", 1}, {"high_freq_factor", 4}};
        json config = llama();
        config["max_position_embeddings"] = 4096;
        config["rope_parameters"] = scaling;
        QCOMPARE(readRotaryConfig(config, 8, "").originalPositions, std::int64_t{4096});
        config["original_max_position_embeddings"] = 2048;
        QCOMPARE(readRotaryConfig(config, 8, "").originalPositions, std::int64_t{2048});
        config.erase("original_max_position_embeddings");
        config["rope_parameters"]["original_max_position_embeddings"] = 1024;
        QCOMPARE(readRotaryConfig(config, 8, "").originalPositions, std::int64_t{1024});
    }

    void refusesRotarySettingsThatContradictEachOther_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QStringList>("named");
        const auto row = [](const char* settings, const QStringList& named) { QTest::newRow(settings) << QByteArray(settings) << named; };
        row(R"({"rope_theta": 10000, "rope_parameters": {"rope_theta": 500000}})", {QStringLiteral("rope_theta 10000"), QStringLiteral("rope_parameters.rope_theta 500000")});
        row(R"({"rope_scaling": {"rope_theta": 1}, "rope_parameters": {"rope_theta": 2}})", {QStringLiteral("rope_scaling.rope_theta 1"), QStringLiteral("rope_parameters.rope_theta 2")});
        row(R"({"rope_scaling": {"type": "linear", "factor": 2}, "rope_parameters": {"rope_type": "dynamic", "factor": 2}})", {QStringLiteral("rope_scaling.type \"linear\""), QStringLiteral("rope_parameters.rope_type \"dynamic\"")});
        row(R"({"rope_scaling": {"type": "linear", "rope_type": "default", "factor": 2}})", {QStringLiteral("rope_scaling.type \"linear\""), QStringLiteral("rope_scaling.rope_type \"default\"")});
        row(R"({"rope_scaling": {"type": "linear", "factor": 2}, "rope_parameters": {"rope_type": "linear", "factor": 4}})", {QStringLiteral("rope_scaling.factor 2"), QStringLiteral("rope_parameters.factor 4")});
        row(R"({"rope_scaling": {"rope_type": "linear"}})", {QStringLiteral("\"linear\" needs factor")});
        row(R"({"rope_parameters": {"rope_type": "dynamic", "factor": null}})", {QStringLiteral("\"dynamic\" needs factor")});
        row(R"({"rope_parameters": {"rope_type": "llama3", "factor": 8, "high_freq_factor": 4}})", {QStringLiteral("\"llama3\" needs low_freq_factor")});
        row(R"({"rope_scaling": {"factor": 8}})", {QStringLiteral("factor of 8"), QStringLiteral("no rope_type")});
        row(R"({"rope_scaling": {"rope_type": "yarn", "factor": 8}})", {QStringLiteral("\"yarn\" is not supported")});
        row(R"({"rope_parameters": {"full_attention": {"rope_theta": 5}}})", {QStringLiteral("rope_parameters"), QStringLiteral("full_attention")});
        row(R"({"partial_rotary_factor": 0.5})", {QStringLiteral("partial_rotary_factor")});
        row(R"({"rope_parameters": {"partial_rotary_factor": 0.5}})", {QStringLiteral("partial_rotary_factor")});
        row(R"({"rope_parameters": [], "rope_scaling": {}})", {QStringLiteral("rope_parameters: expected an object")});
    }
    void refusesRotarySettingsThatContradictEachOther()
    {
        QFETCH(QByteArray, settings);
        QFETCH(QStringList, named);
        json config = llama();
        config.update(json::parse(settings.toStdString()));
        const QString fault = errorOf([&] { readRotaryConfig(config, 8, "config.json"); });
        for (const QString& name : named)
            QVERIFY2(fault.contains(name), qPrintable(fault));
    }

    void takesNullForAnyEntryThatHasADefault()
    {
        const TemporaryFolder folder;
        json config = llama();
        for (const char* key : {"num_key_value_heads", "head_dim", "max_position_embeddings", "rms_norm_eps", "tie_word_embeddings", "attention_bias", "mlp_bias", "hidden_act",
                 "rope_theta", "rope_scaling", "rope_parameters", "quantization_config"})
            config[key] = nullptr;
        config["eos_token_id"] = {2, 32000};
        folder.write("config.json", config.dump());
        const DecoderConfig read = DecoderConfig::read(folder.path());
        QCOMPARE(read.keyValueHeads, read.heads);
        QCOMPARE(read.headDim, std::int64_t{8});
        QVERIFY(!read.tieWordEmbeddings && !read.attentionBias);
    }

    void namesQuantizationAsTheCause()
    {
        QVERIFY(faultWith("quantization_config", {{"quant_method", "gptq"}, {"bits", 4}}).contains(QStringLiteral("quantization_config: the weights are quantized (\"gptq\")")));
        QVERIFY(faultWith("quantization_config", {{"load_in_8bit", true}}).contains(QStringLiteral("the weights are quantized")));
        QVERIFY(faultWith("compression_config", {{"quant_method", "compressed-tensors"}}).contains(QStringLiteral("compression_config")));
        QVERIFY(faultWith("quantization_config", json::object()).isEmpty());
    }

    void showsNumbersThatDoNotFitInOneShortLine()
    {
        std::string said;
        try {
            readAs<int>(json(std::string(1 << 20, 'x')));
        } catch (const json::exception& error) {
            said = error.what();
        }
        QVERIFY(!said.empty() && said.size() < 400);
    }

    void keepsNoSecondCopyOfModelsOfAnySize()
    {
        DecoderConfig config;
        config.layers = config.hidden = config.intermediate = 1;
        config.heads = config.keyValueHeads = 2147483647;
        config.headDim = 2147483646;
        // 2 · heads · headDim, twice, is more than 64 bits hold, and reads as less than nothing.
        QVERIFY(!config.keepsPackedWeights());
        config.layers = config.hidden = config.intermediate = 2147483647;
        QVERIFY(!config.keepsPackedWeights());
        config = {};
        config.layers = 32;
        config.hidden = 1 << 12;
        config.heads = config.keyValueHeads = 32;
        config.headDim = 32;
        config.intermediate = 0;
        QVERIFY(config.keepsPackedWeights()); // 2^29 weights, the most.
        config.intermediate = 1;
        QVERIFY(!config.keepsPackedWeights());
    }
};

QTEST_GUILESS_MAIN(ModelConfigTest)
#include "model_config_test.moc"
