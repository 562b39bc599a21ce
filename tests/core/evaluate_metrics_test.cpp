#include <QTest>
#include <cmath>
#include <fstream>

#include <nlohmann/json.hpp>

#include "core/metrics/metrics.h"

using namespace icf;

namespace {
constexpr double kTolerance = 1e-6;

bool close(double a, double b) { return std::abs(a - b) <= kTolerance; }
std::vector<double> flat(const Overlap& o) { return {o.precision, o.recall, o.f1}; }
} // namespace

class EvaluateMetricsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithRougeScoreAndSacrebleuOnTheRecordedTable();
    void keepsCaseAndInnerSpaceInExactMatch();
    void countsEditsOverIds();
    void scoresEverythingAtOnce();
    void scoresAreNotDefinedWhereTheReferenceHasNothingToCount();
    void survivesMalformedUtf8();
};

void EvaluateMetricsTest::agreesWithRougeScoreAndSacrebleuOnTheRecordedTable()
{
    std::ifstream file(ICF_TEST_DATA "/core/data/metric_pairs.jsonl");
    QVERIFY(file.is_open());
    std::string line;
    int pairs = 0;
    int corpora = 0;
    BleuCounts block;
    while (std::getline(file, line)) {
        const nlohmann::json row = nlohmann::json::parse(line);
        if (row.contains("corpus")) {
            const double expected = row["corpus"];
            QVERIFY2(close(corpusBleu(block), expected), qPrintable(QStringLiteral("%1, expected %2").arg(corpusBleu(block)).arg(expected)));
            block = {};
            ++corpora;
            continue;
        }
        ++pairs;
        const std::string reference = row["r"];
        const std::string candidate = row["c"];
        block += bleuCounts(reference, candidate);
        const RougeScores scores = rouge(reference, candidate);
        std::vector<double> found = flat(scores.rouge1);
        for (const double v : flat(scores.rouge2))
            found.push_back(v);
        for (const double v : flat(scores.rougeL))
            found.push_back(v);
        found.push_back(sentenceBleu(reference, candidate));
        for (const double v : flat(tokenOverlap(reference, candidate)))
            found.push_back(v);
        found.push_back(static_cast<double>(editDistance(reference, candidate)));
        std::vector<double> expected = row["rouge"];
        expected.push_back(row["bleu"]);
        for (const double v : row["squad"].get<std::vector<double>>())
            expected.push_back(v);
        expected.push_back(row["edit"]);
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(close(found[i], expected[i]),
                qPrintable(QStringLiteral("quantity %1: %2, expected %3, in %4")
                               .arg(i).arg(found[i]).arg(expected[i]).arg(QString::fromStdString(line))));
    }
    QVERIFY(pairs >= 2000);
    QVERIFY(corpora >= 40);
}

void EvaluateMetricsTest::keepsCaseAndInnerSpaceInExactMatch()
{
    QVERIFY(exactMatch(" Paris\n", "Paris"));
    QVERIFY(exactMatch("\u3000Paris\u00a0", "Paris"));
    QVERIFY(!exactMatch("Paris", "paris"));
    QVERIFY(!exactMatch("New York", "New  York"));
    QVERIFY(exactMatch("", " "));
}

void EvaluateMetricsTest::countsEditsOverIds()
{
    const std::vector<std::int64_t> a{1, 2, 3, 4};
    const std::vector<std::int64_t> b{1, 3, 4, 5};
    QCOMPARE(editDistance(a, b), std::int64_t{2});
    QCOMPARE(editDistance(a, {}), std::int64_t{4});
    QCOMPARE(editRate("kitten", "sitting"), 3.0 / 7);
    QCOMPARE(editRate("", ""), 0.0);
    QCOMPARE(editRate("東京", "東"), 0.5);
}

void EvaluateMetricsTest::scoresEverythingAtOnce()
{
    const TextScores same = scoreText("The cat sat on the mat.", "The cat sat on the mat.");
    QVERIFY(same.exact);
    QCOMPARE(same.bleu, std::optional(1.0));
    QCOMPARE(same.rouge->rougeL.f1, 1.0);
    QCOMPARE(same.tokens.f1, 1.0);
    QCOMPARE(same.editRate, 0.0);
    const TextScores longer = scoreText("a b c d", "a b c d e f g h");
    QCOMPARE(longer.rouge->rouge1.precision, 0.5);
    QCOMPARE(longer.rouge->rouge1.recall, 1.0);
}

void EvaluateMetricsTest::scoresAreNotDefinedWhereTheReferenceHasNothingToCount()
{
    // An exact answer never looks like a failure.
    for (const char* text : {"Tina", "Tina Stone.", "51", "", "今天天气很不错", "Это", "привет большой мир"}) {
        const TextScores same = scoreText(text, text);
        QVERIFY2(same.exact && (!same.bleu || *same.bleu == 1) && (!same.rouge || same.rouge->rougeL.f1 == 1), text);
        const BleuCounts counts = bleuCounts(text, text);
        QVERIFY2(!counts.defined() || corpusBleu(counts) == 1, text);
    }
    // The reference decides; what was answered to it counts.
    QVERIFY(!scoreText("three short words", "an answer of very many words").bleu);
    QVERIFY(scoreText("now there are four", "one").bleu);
    QCOMPARE(scoreText("Tina Stone", "Тина").rouge->rougeL.f1, 0.0);
    QVERIFY(!scoreText("Тина", "Tina Stone").rouge);
    QCOMPARE(scoreText("Комната 51", "51").rouge->rouge1.precision, 1.0);
    // A corpus needs one reference that is long enough, and is then what sacrebleu computes of all.
    BleuCounts corpus = bleuCounts("Tina", "Tina");
    QVERIFY(!corpus.defined());
    corpus += bleuCounts("the cat sat on the mat", "the cat sat on the mat");
    QVERIFY(corpus.defined());
    QCOMPARE(corpusBleu(corpus), 1.0);
}

void EvaluateMetricsTest::survivesMalformedUtf8()
{
    for (const std::string& text : {std::string("\xff\xfe abc"), std::string("\xe2\x82"), std::string("\xf0\x9f\x98"), std::string("a\0b", 3)}) {
        const TextScores scores = scoreText(text, text);
        QVERIFY(scores.exact);
        QCOMPARE(scores.editRate, 0.0);
    }
}

QTEST_GUILESS_MAIN(EvaluateMetricsTest)
#include "evaluate_metrics_test.moc"
