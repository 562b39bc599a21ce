#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/base/json_fields.h"
#include "core/config/decoder_config.h"
#include "core/config/end_tokens.h"
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
    void takesTheEndsOfAnswersFromTheGenerationSettingsElseTheConfiguration()
    {
        using Ids = std::vector<std::int64_t>;
        const TemporaryFolder folder;
        const auto write = [&](const char* name, json file, const json& ends) {
            if (!ends.is_discarded())
                file["eos_token_id"] = ends;
            folder.write(name, file.dump());
        };
        write("config.json", llama(), json(json::value_t::discarded));
        QCOMPARE(endTokens(folder.path()), Ids{});
        write("config.json", llama(), 5);
        QCOMPARE(endTokens(folder.path()), Ids{5});
        write("generation_config.json", json::object(), {7, 9});
        QCOMPARE(endTokens(folder.path()), (Ids{7, 9}));
        write("generation_config.json", json::object(), nullptr);
        QCOMPARE(endTokens(folder.path()), Ids{});
        for (const json& wrong : {json("</s>"), json(-1), json({1, 2.5}), json(std::vector<int>(100, 1))}) {
            write("generation_config.json", json::object(), wrong);
            const QString fault = errorOf([&] { endTokens(folder.path()); });
            QVERIFY2(fault.contains(QLatin1String("generation_config.json] eos_token_id: expected a token id")) && fault.size() < 400, qPrintable(fault));
        }
    }

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
        row(R"({"rope_theta": 1e6, "rope_scaling": {"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32768}})", "theta 1000000, yarn with factor 4");
        row(R"({"rope_parameters": {"rope_type": "yarn", "rope_theta": 1e6, "factor": null, "original_max_position_embeddings": 512}})", "theta 1000000, yarn with factor 4");
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
        row(R"({"rope_scaling": {"rope_type": "longrope", "factor": 8}})", {QStringLiteral("\"longrope\" is not supported")});
        row(R"({"rope_scaling": {"rope_type": "yarn", "factor": 8, "beta_fast": "x"}})", {QStringLiteral("beta_fast")});
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

    void readsEachModelTypeWithItsFlags_data()
    {
        QTest::addColumn<QByteArray>("entries");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* entries, const char* expected) { QTest::newRow(entries) << QByteArray(entries) << QString::fromUtf8(expected); };
        // key/value heads; head size; tied; attention; window; rotary
        row(R"({"model_type": "llama"})", "4;4;0;;;theta 10000");
        row(R"({"model_type": "llama", "attention_bias": true, "sliding_window": 5})", "4;4;0;biases on q, k, v, o;;theta 10000");
        row(R"({"model_type": "mistral", "num_key_value_heads": 2})", "2;4;0;;4096 tokens;theta 10000");
        row(R"({"model_type": "mistral", "num_key_value_heads": null, "sliding_window": null, "head_dim": 6})", "4;6;0;;;theta 10000");
        row(R"({"model_type": "mistral", "num_key_value_heads": 1, "sliding_window": 7, "layer_types": ["full_attention"]})", "1;4;0;;7 tokens;theta 10000");
        row(R"({"model_type": "qwen2", "num_key_value_heads": 2, "attention_bias": false})", "2;4;0;biases on q, k, v;;theta 10000");
        row(R"({"model_type": "qwen2", "num_key_value_heads": 2, "use_sliding_window": true, "sliding_window": 9, "max_window_layers": 3})",
            "2;4;0;biases on q, k, v;9 tokens in 1 of 4 layers;theta 10000");
        row(R"({"model_type": "qwen2", "num_key_value_heads": 2, "use_sliding_window": true, "max_window_layers": 4})", "2;4;0;biases on q, k, v;;theta 10000");
        row(R"({"model_type": "qwen2", "num_key_value_heads": 2, "use_sliding_window": true, "max_window_layers": 0})",
            "2;4;0;biases on q, k, v;4096 tokens;theta 10000");
        row(R"({"model_type": "qwen3", "num_key_value_heads": 2, "tie_word_embeddings": true, "rope_theta": 1e6})", "2;128;1;norms of q and k;;theta 1000000");
        row(R"({"model_type": "qwen3", "num_key_value_heads": 2, "attention_bias": true, "use_sliding_window": true, "sliding_window": 3,
                "layer_types": ["sliding_attention", "full_attention", "full_attention", "sliding_attention"]})",
            "2;128;0;biases on q, k, v, o; norms of q and k;3 tokens in 2 of 4 layers;theta 10000");
        row(R"({"model_type": "smollm3"})", "4;4;1;;;theta 2000000, in 3 of 4 layers");
        row(R"({"model_type": "smollm3", "no_rope_layer_interval": 2, "use_sliding_window": true, "sliding_window": 5, "tie_word_embeddings": false})",
            "4;4;0;;5 tokens in 2 of 4 layers;theta 2000000, in 2 of 4 layers");
        row(R"({"model_type": "smollm3", "no_rope_layers": [1, 1, 1, 1, 1], "rope_theta": 5000})", "4;4;1;;;theta 5000");
    }
    void readsEachModelTypeWithItsFlags()
    {
        QFETCH(QByteArray, entries);
        QFETCH(QString, expected);
        json config = llama();
        config.update({{"num_hidden_layers", 4}, {"num_attention_heads", 4}});
        config.update(json::parse(entries.toStdString()));
        const TemporaryFolder folder;
        folder.write("config.json", config.dump());
        const DecoderConfig read = DecoderConfig::read(folder.path());
        QCOMPARE(QString::fromStdString(read.modelType), QString::fromStdString(config.at("model_type").get<std::string>()));
        QCOMPARE(QStringLiteral("%1;%2;%3;%4;%5;%6").arg(read.keyValueHeads).arg(read.headDim).arg(int(read.tieWordEmbeddings))
                     .arg(QString::fromStdString(read.attentionDescription()), QString::fromStdString(read.windowDescription()),
                          QString::fromStdString(read.rotaryDescription())),
                 expected);
    }

    void refusesByNameWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("entries");
        QTest::addColumn<QStringList>("named");
        const auto row = [](const char* entries, const QStringList& named) { QTest::newRow(entries) << QByteArray(entries) << named; };
        const QString supported = QStringLiteral("llama, mistral, qwen2, qwen3 and smollm3 are supported");
        row(R"({"model_type": "gemma2"})", {QStringLiteral("\"gemma2\" (its norms"), supported});
        row(R"({"model_type": "mixtral", "num_local_experts": 8})", {QStringLiteral("\"mixtral\" (a mixture of experts)"), supported});
        row(R"({"model_type": "deepseek_v3", "n_routed_experts": 256})", {QStringLiteral("mixture of experts")});
        row(R"({"model_type": "qwen2_5_vl", "vision_config": {"depth": 32}})", {QStringLiteral("\"qwen2_5_vl\" (a multimodal model)"), supported});
        row(R"({"model_type": "gpt2"})", {QStringLiteral("\"gpt2\";"), supported});
        row(R"({"model_type": 3})", {QStringLiteral("model_type 3;"), supported});
        row(R"({"model_type": "qwen3", "quantization_config": {"quant_method": "awq"}})", {QStringLiteral("quantized (\"awq\")")});
        row(R"({"model_type": "qwen2", "num_key_value_heads": 2, "layer_types": ["full_attention"]})", {QStringLiteral("layer_types: expected an entry for each of the 2 layers")});
        row(R"({"model_type": "qwen2", "num_key_value_heads": 2, "layer_types": ["full_attention", "chunked_attention"]})", {QStringLiteral("\"chunked_attention\" is not supported")});
        row(R"({"model_type": "qwen2", "num_key_value_heads": 2, "layer_types": ["full_attention", "sliding_attention"]})", {QStringLiteral("no sliding_window is given")});
        row(R"({"model_type": "mistral", "num_key_value_heads": 2, "sliding_window": 0})", {QStringLiteral("sliding_window: expected a whole number")});
        row(R"({"model_type": "smollm3", "num_key_value_heads": 2, "no_rope_layers": [1, 2]})", {QStringLiteral("no_rope_layers: expected 1")});
        row(R"({"num_hidden_layers": 2147483647})", {QStringLiteral("num_hidden_layers: expected at most 10000")});
    }
    void refusesByNameWhatItCannotRead()
    {
        QFETCH(QByteArray, entries);
        QFETCH(QStringList, named);
        json config = llama();
        config.update(json::parse(entries.toStdString()));
        const TemporaryFolder folder;
        folder.write("config.json", config.dump());
        const QString fault = errorOf([&] { DecoderConfig::read(folder.path()); });
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
        QVERIFY(!read.tieWordEmbeddings && !read.queryKeyValueBias && !read.outputBias);
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
