#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/text/prompt_template.h"
#include "core/text/tokenizer.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;

namespace {

const std::string kModel = ICF_TEST_DATA "/golden/base/lm";

std::string problemOf(const json& value)
{
    try {
        PromptTemplate::fromJson(value, "file");
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class PromptTemplateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePublishedPrefixIsTokenizedAsTheTextWithItsBosWas()
    {
        for (const char* name : {"base", "gqa-bias-linear-chunk", "dynamic-ntk"}) {
            const auto tokenizer = Tokenizer::open(std::string(ICF_TEST_DATA "/golden/") + name + "/lm");
            const PromptTemplate& published = PromptTemplate::published();
            QCOMPARE(published.prefixIds(*tokenizer), tokenizer->encode("<s>[INST] Response the Prompt based on the below text:\n\n", false));
            QCOMPARE(published.postfixIds(*tokenizer), tokenizer->encode("[/INST]", false));
            // "[" follows bos without a mark for a space; at the start of a text it has one.
            QVERIFY(published.prefixIds(*tokenizer) != tokenizer->encode(published.prefix, true));
        }
        QCOMPARE(PromptTemplate::published().promptText("Who?"), std::string("\n\nPrompt: Who?"));
    }

    void aTemplateWithoutBosHasNone()
    {
        const auto tokenizer = Tokenizer::open(kModel);
        const PromptTemplate bare{"custom", false, "Text: ", "\nQ: ", "\nA:"};
        QCOMPARE(bare.prefixIds(*tokenizer), tokenizer->encode("Text: ", false));
    }

    void readsWhatItWrites()
    {
        for (const PromptTemplate& each : PromptTemplate::known()) {
            const PromptTemplate read = PromptTemplate::fromJson(each.toJson(), "run.json");
            QCOMPARE(read.name, each.name);
            QVERIFY(read == each);
            QVERIFY(PromptTemplate::named(each.name) == each);
        }
        json changed = PromptTemplate::published().toJson();
        changed["postfix"] = " [/INST]";
        QCOMPARE(PromptTemplate::fromJson(changed, "run.json").name, std::string("custom"));
    }

    void refusesWhatIsNoTemplateInOneLine()
    {
        QCOMPARE(problemOf(json::array()), std::string("[file] the prompt template is not an object with \"prefix\", \"lead\" and \"postfix\""));
        QVERIFY(problemOf({{"prefix", "a"}, {"lead", "b"}}).find("has no \"postfix\"") != std::string::npos);
        QVERIFY(problemOf({{"prefix", 1}, {"lead", "b"}, {"postfix", ""}}).find("\"prefix\"") != std::string::npos);
        QVERIFY(problemOf({{"prefix", ""}, {"lead", "b"}, {"postfix", ""}, {"suffix", ""}}).find("\"suffix\"") != std::string::npos);
        QVERIFY(problemOf({{"prefix", std::string(100'000, 'x')}, {"lead", ""}, {"postfix", ""}}).find("\"prefix\"") != std::string::npos);
        QVERIFY_THROWS_EXCEPTION(Error, PromptTemplate::named("alpaca"));
    }

    void readsAFile()
    {
        const TemporaryFolder folder;
        folder.write("mine.json", R"({"prefix": "A", "lead": "B", "postfix": "C", "bos": false})");
        const PromptTemplate mine = PromptTemplate::named(folder.path() + "/mine.json");
        QVERIFY((mine == PromptTemplate{"custom", false, "A", "B", "C"}));
    }

    void tellsChatTemplatesByTheirMarkers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::newRow("llama 2") << "{% if '<<SYS>>' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}" << "llama2";
        QTest::newRow("llama 3") << "{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + content + '<|eot_id|>' }}" << "llama3";
        QTest::newRow("chatml") << "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}" << "chatml";
        QTest::newRow("qwen 3") << R"({{- '<|im_start|>assistant\n' }}<|im_end|>{%- if enable_thinking is false %}{{- '<think>\n\n</think>\n\n' }})" << "qwen3";
        QTest::newRow("mistral") << "{{ '[INST] ' + message['content'] + '[/INST]' }}" << "mistral";
        QTest::newRow("another") << "<start_of_turn>user" << "";
        QTest::newRow("none") << "" << "";
    }
    void tellsChatTemplatesByTheirMarkers()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        const PromptTemplate* found = recognizeChatTemplate(text.toStdString());
        QCOMPARE(found ? QString::fromStdString(found->name) : QString(), name);
    }

    void aModelsOwnTemplateCountsAndElseItsKind()
    {
        const TemporaryFolder folder;
        folder.write("tokenizer_config.json", "{}");
        QCOMPARE(templateOfModel(folder.path()).name, std::string("plain"));
        folder.write("tokenizer.model", "");
        QCOMPARE(templateOfModel(folder.path()).name, std::string("llama2"));
        folder.write("chat_template.jinja", "<|im_start|> <|im_end|>");
        QCOMPARE(templateOfModel(folder.path()).name, std::string("chatml"));
        folder.write("tokenizer_config.json", R"({"chat_template": [{"name": "tool_use", "template": "x"}, {"name": "default", "template": "[INST]"}]})");
        QCOMPARE(templateOfModel(folder.path()).name, std::string("mistral"));
        folder.write("tokenizer_config.json", R"({"chat_template": [1, {"name": 2}]})");
        QCOMPARE(templateOfModel(folder.path()).name, std::string("chatml"));
        QCOMPARE(templateOfModel(kModel).name, std::string("llama2"));
    }
};

QTEST_APPLESS_MAIN(PromptTemplateTest)
#include "prompt_template_test.moc"
