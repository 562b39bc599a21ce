#include <QtTest>

#include <nlohmann/json.hpp>

#include <thread>

#include "core/base/error.h"
#include "core/text/bpe_text.h"
#include "core/text/text_stream.h"
#include "core/text/tokenizer.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;
using Ids = std::vector<std::int64_t>;

namespace {

const std::string kData = ICF_TEST_DATA "/core/data/bpe/";
constexpr const char* kKinds[] = {"gpt2", "prefix_space", "llama3", "qwen", "smollm", "tekken", "tiktoken", "metaspace", "prepend"};

/// What tests/support/make_bpe_cases.py recorded.
const json& cases()
{
    static const json all = json::parse(fileBytes(kData + "cases.json"));
    return all;
}

/// FNV-1a as hash_of() there.
class Fnv {
public:
    template <class List> void add(const List& ids)
    {
        for (const auto id : ids)
            number(static_cast<std::uint32_t>(id));
        number(0xFFFFFFFFU);
    }
    std::uint64_t value() const { return value_; }

private:
    void number(std::uint32_t id)
    {
        for (int shift = 0; shift < 32; shift += 8)
            value_ = (value_ ^ (id >> shift & 255U)) * 0x100000001B3ULL;
    }
    std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

/// The texts of texts_of() there, by use(text).
template <class Use> void forTexts(std::int64_t count, std::uint64_t seed, Use use)
{
    const auto atoms = cases().at("atoms").get<std::vector<std::string>>();
    std::uint64_t state = seed;
    const auto below = [&](std::uint64_t limit) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state >> 33U) % limit;
    };
    for (std::int64_t i = 0; i < count; ++i) {
        std::string text;
        for (std::uint64_t parts = 1 + below(12); parts > 0; --parts)
            text += atoms[below(atoms.size())];
        use(text);
    }
}

std::string problemOf(const json& file, const json& config = {{"eos_token", "</s>"}}, std::int64_t vocab = 1 << 20)
{
    const TemporaryFolder folder;
    folder.write("tokenizer.json", file.dump());
    folder.write("tokenizer_config.json", config.dump());
    try {
        Tokenizer::open(folder.path(), Tokenizer::kStretchBytes, vocab);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

json fileOf(const std::string& kind) { return json::parse(fileBytes(kData + kind + "/tokenizer.json")); }

} // namespace

/// Byte-pair encoding from tokenizer.json beside what the tokenizers library 0.23.3 makes of the same files.
class BpeTokenizerTest : public QObject {
    Q_OBJECT

    static void eachKind()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : kKinds)
            QTest::newRow(kind) << kind;
    }
    std::unique_ptr<Tokenizer> tokenizer_;
    QString kind_;

private Q_SLOTS:
    void init()
    {
        if (!QTest::currentDataTag())
            return;
        kind_ = QString::fromUtf8(QTest::currentDataTag());
        tokenizer_ = Tokenizer::open(kData + kind_.toStdString());
    }

    void givesTheIdsOfTheLibrary_data() { eachKind(); }
    void givesTheIdsOfTheLibrary()
    {
        const json& recorded = cases().at("kinds").at(kind_.toStdString());
        const json& texts = cases().at("texts");
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string text = texts[i].get<std::string>();
            const Ids ids = tokenizer_->encode(text, false), expected = recorded.at("ids")[i].get<Ids>();
            QVERIFY2(ids == expected, (texts[i].dump() + ": " + json(ids).dump() + ", expected " + json(expected).dump()).c_str());
        }
    }

    void givesTheIdsOfTheLibraryForAHundredThousandTexts_data() { eachKind(); }
    void givesTheIdsOfTheLibraryForAHundredThousandTexts()
    {
        Fnv hash;
        forTexts(cases().at("large_set").get<std::int64_t>(), 5, [&](const std::string& text) { hash.add(tokenizer_->encode(text, false)); });
        QCOMPARE(hash.value(), cases().at("kinds").at(kind_.toStdString()).at("large").get<std::uint64_t>());
    }

    void decodesAsTheLibrary_data() { eachKind(); }
    void decodesAsTheLibrary()
    {
        const json& recorded = cases().at("kinds").at(kind_.toStdString());
        Fnv hash;
        for (const json& ids : recorded.at("ids")) {
            const std::string text = tokenizer_->decode(ids.get<Ids>(), true);
            hash.add(std::vector<unsigned char>(text.begin(), text.end()));
        }
        QCOMPARE(hash.value(), recorded.at("decoded").get<std::uint64_t>());
    }

    void beginsWithBosWhereTheFileSaysSo_data() { eachKind(); }
    void beginsWithBosWhereTheFileSaysSo()
    {
        const json& bos = cases().at("kinds").at(kind_.toStdString()).at("bos");
        QCOMPARE(tokenizer_->bos().has_value(), !bos.is_null());
        Ids expected = tokenizer_->encode("x", false);
        if (!bos.is_null()) {
            QCOMPARE(*tokenizer_->bos(), bos.get<std::int64_t>());
            expected.insert(expected.begin(), *tokenizer_->bos());
        }
        QCOMPARE(tokenizer_->encode("x", true), expected);
        QCOMPARE(tokenizer_->eos(), std::int64_t{2});
    }

    void streamsWholeCharactersThatTogetherAreTheText_data() { eachKind(); }
    void streamsWholeCharactersThatTogetherAreTheText()
    {
        forTexts(500, 17, [&](const std::string& text) {
            // Ends on a whole character: a stream keeps back what may still become one.
            Ids ids = tokenizer_->encode(text + " end", false);
            TextStream stream(*tokenizer_);
            std::string streamed;
            for (const std::int64_t id : ids) {
                const std::string piece = stream.add(id);
                QVERIFY2(repairedUtf8(piece) == piece, piece.c_str());
                streamed += piece;
            }
            QCOMPARE(streamed, tokenizer_->decode(ids, true));
        });
    }

    void stopsAtTheIdsThatAreWanted_data() { eachKind(); }
    void stopsAtTheIdsThatAreWanted()
    {
        forTexts(50, 23, [&](const std::string& text) {
            const Ids all = tokenizer_->encode(text, true);
            for (const std::size_t most : {std::size_t{0}, std::size_t{1}, std::size_t{3}, all.size(), all.size() + 1})
                QCOMPARE(tokenizer_->encode(text, true, most), Ids(all.begin(), all.begin() + std::ptrdiff_t(std::min(most, all.size()))));
        });
    }

    void givesTheSameFromSeveralThreads()
    {
        const auto tokenizer = Tokenizer::open(kData + "llama3");
        const auto hashAll = [&] {
            Fnv hash;
            forTexts(2000, 5, [&](const std::string& text) { hash.add(tokenizer->encode(text, false)); });
            return hash.value();
        };
        const std::uint64_t alone = hashAll();
        std::array<std::uint64_t, 3> together{};
        std::vector<std::thread> threads;
        for (std::uint64_t& result : together)
            threads.emplace_back([&] { result = hashAll(); });
        for (std::thread& thread : threads)
            thread.join();
        for (const std::uint64_t result : together)
            QCOMPARE(result, alone);
    }

    void showsTokensAsAReaderWouldLikeToSeeThem()
    {
        const auto tokenizer = Tokenizer::open(kData + "gpt2");
        const auto last = [&](const std::string& text) { return tokenizer->encode(text, false).back(); };
        QCOMPARE(tokenizer->piece(last(" the")), std::string("▁the"));
        QCOMPARE(tokenizer->text(last(" the")), std::string(" the"));
        QCOMPARE(tokenizer->piece(last("\n")), std::string("<0x0A>"));
        QCOMPARE(tokenizer->piece(last("\xF3\xB0\x80\x81")), std::string("<0x81>"));
        QCOMPARE(tokenizer->piece(2), std::string("</s>"));
        QCOMPARE(tokenizer->piece(1 << 22), std::string());
        QCOMPARE(tokenizer->text(-1), std::string());
        QCOMPARE(tokenizer->decode({-1, 1 << 22}, false), std::string());
    }

    void takesAWordOfManyMegabytes()
    {
        const auto tokenizer = Tokenizer::open(kData + "llama3");
        const std::string word(4 << 20, 'a');
        QCOMPARE(tokenizer->decode(tokenizer->encode(word, false), true), word);
        QCOMPARE(tokenizer->encode(word + word, false, 5).size(), std::size_t{5});
    }

    void readsBytesThatAreNoTextAsReplacementCharacters()
    {
        const auto tokenizer = Tokenizer::open(kData + "gpt2");
        QCOMPARE(tokenizer->encode("a\xFF\xE2\x82z", false), tokenizer->encode("a\xEF\xBF\xBD\xEF\xBF\xBDz", false));
        QCOMPARE(repairedUtf8("\xF0\x9F\x98 \xED\xA0\x80 \xC0\xAF"), std::string("� ��� ��"));
    }

    void refusesWhatItDoesNotSupportInOneLine()
    {
        QVERIFY(problemOf(fileOf("gpt2")).empty());
        const auto with = [](const char* pointer, const json& value) {
            json file = fileOf("llama3");
            file[json::json_pointer(pointer)] = value;
            return problemOf(file);
        };
        QVERIFY(with("/model/type", "Unigram").find("model Unigram is not supported") != std::string::npos);
        QVERIFY(with("/model/end_of_word_suffix", "</w>").find("marks at the ends of words") != std::string::npos);
        QVERIFY(with("/model/vocab", json::object()).find("\"vocab\"") != std::string::npos);
        QVERIFY(with("/model/vocab", {{"a", 0}, {"b", 0}}).find("to two tokens") != std::string::npos);
        QVERIFY(with("/model/vocab", {{"a", std::int64_t(1) << 40}}).find("impossible id") != std::string::npos);
        QVERIFY(with("/model/vocab", {{"a", 900000}}).find("with so few tokens") != std::string::npos);
        QVERIFY(with("/model/merges", {"a b c"}).find("not two tokens") != std::string::npos);
        QVERIFY(with("/model/merges", {"qq zz"}).find("which are not tokens") != std::string::npos);
        QVERIFY(with("/normalizer", {{"type", "Lowercase"}}).find("normalizer Lowercase is not supported") != std::string::npos);
        QVERIFY(with("/pre_tokenizer", {{"type", "BertPreTokenizer"}}).find("BertPreTokenizer is not supported") != std::string::npos);
        QVERIFY(with("/pre_tokenizer/pretokenizers/0/pattern/Regex", "(a").find("is not understood") != std::string::npos);
        QVERIFY(with("/pre_tokenizer/pretokenizers/0/pattern/Regex", "[a&&b]").find("combines character classes") != std::string::npos);
        QVERIFY(with("/pre_tokenizer/pretokenizers/0/behavior", "Contiguous").find("Contiguous") != std::string::npos);
        QVERIFY(with("/decoder", nullptr).find("not both") != std::string::npos);
        QVERIFY(with("/post_processor", {{"type", "BertProcessing"}}).find("BertProcessing is not supported") != std::string::npos);
        QVERIFY(with("/added_tokens/0/id", -1).find("impossible id") != std::string::npos);
        QVERIFY(problemOf(fileOf("gpt2"), json::object()).find("names no eos_token") != std::string::npos);
        QVERIFY(problemOf(fileOf("gpt2"), {{"eos_token", "<end>"}}).find("has no token \"<end>\"") != std::string::npos);
        QVERIFY(problemOf(fileOf("gpt2"), {{"eos_token", "</s>"}}, 900).find("the model only 900") != std::string::npos);
    }

    void endsPatternsThatTakeTooLong()
    {
        json file = fileOf("llama3");
        file["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"] = "(?:x+x+)+[yz]";
        const TemporaryFolder folder;
        folder.write("tokenizer.json", file.dump());
        folder.write("tokenizer_config.json", R"({"eos_token": "</s>"})");
        const auto tokenizer = Tokenizer::open(folder.path());
        QVERIFY_THROWS_EXCEPTION(Error, tokenizer->encode(std::string(64, 'x'), false));
    }

    void refusesATextWhoseTokenTheModelDoesNotHave()
    {
        const auto tokenizer = Tokenizer::open(kData + "gpt2", Tokenizer::kStretchBytes, 1000);
        QCOMPARE(tokenizer->notes().size(), std::size_t{1});
        QVERIFY(!tokenizer->encode("the", false).empty());
        QVERIFY_THROWS_EXCEPTION(Error, tokenizer->encode("a <word> b", false));
        QVERIFY(Tokenizer::open(kData + "gpt2")->notes().empty());
    }
};

QTEST_APPLESS_MAIN(BpeTokenizerTest)
#include "bpe_tokenizer_test.moc"
