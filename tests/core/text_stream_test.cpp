#include <QtTest>

#include <random>

#include "core/text/text_stream.h"

using namespace icf;

namespace {

const std::string kGolden = ICF_TEST_DATA "/golden/";

std::string streamed(const Tokenizer& tokenizer, const std::vector<std::int64_t>& ids, std::vector<std::string>* pieces = nullptr)
{
    TextStream stream(tokenizer);
    std::string text;
    for (const std::int64_t id : ids) {
        const std::string piece = stream.add(id);
        text += piece;
        if (pieces)
            pieces->push_back(piece);
    }
    return text;
}

/// Counts how many ids are decoded.
class CountingTokenizer : public Tokenizer {
public:
    explicit CountingTokenizer(const Tokenizer& real) : real_(real) {}
    std::vector<std::int64_t> encode(const std::string& text, bool bos, std::size_t atMost) const override { return real_.encode(text, bos, atMost); }
    std::string decode(const std::vector<std::int64_t>& ids, bool skipSpecial) const override
    {
        decoded += ids.size();
        return real_.decode(ids, skipSpecial);
    }
    std::string piece(std::int64_t id) const override { return real_.piece(id); }
    std::optional<std::int64_t> bos() const override { return real_.bos(); }
    std::int64_t eos() const override { return real_.eos(); }
    std::int64_t size() const override { return real_.size(); }
    std::string description() const override { return real_.description(); }

    mutable std::size_t decoded = 0;

private:
    const Tokenizer& real_;
};

} // namespace

class TextStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void piecesTogetherAreTheWholeText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("words") << QStringLiteral("Hana lives in Oslo, and she is 34 years old.");
        QTest::newRow("spaces and lines") << QStringLiteral("  two  spaces\n\n\tand a tab ");
        QTest::newRow("characters of several bytes") << QStringLiteral("Grüße, 你好, Привет 😀😀!");
    }
    void piecesTogetherAreTheWholeText()
    {
        QFETCH(QString, text);
        const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
        const std::vector<std::int64_t> ids = tokenizer->encode(text.toStdString(), false);
        std::vector<std::string> pieces;
        QCOMPARE(streamed(*tokenizer, ids, &pieces), tokenizer->decode(ids, true));
        for (const std::string& piece : pieces)
            QVERIFY2(!QString::fromStdString(piece).contains(QChar::ReplacementCharacter), piece.c_str());
    }

    void anyIdsGiveWhatDecodingThemAtOnceGives()
    {
        const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<std::int64_t> ids;
            for (int i = 0; i < 60; ++i)
                ids.push_back(std::int64_t(random() % std::uint64_t(tokenizer->size())));
            // Ends on a whole character: a stream keeps back what may still become one.
            const std::vector<std::int64_t> end = tokenizer->encode("end", false);
            ids.insert(ids.end(), end.begin(), end.end());
            QCOMPARE(streamed(*tokenizer, ids), tokenizer->decode(ids, true));
        }
    }

    void timeGrowsWithTheTextNotWithItsSquare()
    {
        const auto tokenizer = Tokenizer::open(kGolden + "base/lm");
        const CountingTokenizer counting(*tokenizer);
        std::vector<std::int64_t> ids = tokenizer->encode("one word after the other and then another ", false);
        while (ids.size() < 2000)
            ids.insert(ids.end(), ids.begin(), ids.end());
        streamed(counting, ids);
        QVERIFY(counting.decoded < 10 * ids.size());
    }
};

QTEST_APPLESS_MAIN(TextStreamTest)
#include "text_stream_test.moc"
