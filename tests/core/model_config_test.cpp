#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/base/json_fields.h"
#include "core/config/llama_config.h"
#include "core/config/model_config.h"
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
    return errorOf([&] { LlamaConfig::read(folder.path()); });
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
        LlamaConfig config;
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
