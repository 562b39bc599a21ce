#include <QTest>
#include <limits>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/error.h"
#include "core/config/icformer_config.h"
#include "core/config/mean_pooling_config.h"
#include "core/metrics/needle.h"
#include "core/metrics/selection.h"
#include "core/metrics/statistics.h"
#include "core/metrics/token_classes.h"

using namespace icf;

namespace {

bool near(double found, double expected, double tolerance) { return std::abs(found - expected) <= tolerance; }

std::int64_t countWords(const std::string& text)
{
    return text.empty() ? 0 : 1 + static_cast<std::int64_t>(std::count(text.begin(), text.end(), ' '));
}

const DecoderConfig kLlama7b{.hidden = 4096, .intermediate = 11008, .layers = 32, .heads = 32, .keyValueHeads = 32, .headDim = 128, .vocab = 32000};
const IcformerConfig kPaper;  // Its defaults are the paper's sizes.

} // namespace

class EvaluateToolsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsThePapersOperations();
    void countsThePapersParameters();
    void itemsAddUpAndChunksCostAsManyContexts();
    void findsTheBreakEvenQuestion();
    void knowsStudentsT();
    void givesMeansWithIntervals();
    void intervalsOfSharesStayBetweenZeroAndOne();
    void bootstrapsPairsReproducibly();
    void truncationAtFullLengthIsTheFullContext();
    void truncationKeepsTheRightEnds();
    void randomTokensDependOnTheSeedOnly();
    void retrievalFindsThePassageThatAnswers();
    void poolingIntoGroupsOfOneChangesNothing();
    void ranksByRareWords();
    void sameSeedGivesTheSameNeedle();
    void needleStandsAtItsDepth();
    void keyValueListsHoldTheAnswerOnce();
    void refusesANeedleThatDoesNotFit();
    void tellsWordClassesApart();
    void givesEachTokenTheClassOfItsWord();
    void countsRecallByClass();
};

void EvaluateToolsTest::countsThePapersOperations()
{
    const double icformer = total(kPaper.flops(512, 1));
    const double icae = total(icaeFlops(kLlama7b, 512, 128));
    // The paper prints three digits; both counts agree with it when cut to them.
    QCOMPARE(std::floor(icformer / 1e9), 262.0);
    QCOMPARE(std::floor(icae / 1e10), 850.0);
    QVERIFY(near(icae / icformer, 32, 0.5));
    QVERIFY(near(icformer, 2.62529875968e11, 1));
}

void EvaluateToolsTest::countsThePapersParameters()
{
    QCOMPARE(std::round(static_cast<double>(kPaper.trainedParameters()) / 1e5) / 10, 607.7);
    QCOMPARE(parameterCount(weightShapes(kLlama7b)), std::int64_t{6738415616});
}

void EvaluateToolsTest::itemsAddUpAndChunksCostAsManyContexts()
{
    const auto whole = kPaper.flops(2048, 1);
    const auto chunked = kPaper.flops(2048, 4);
    double added = 0;
    for (const FlopItem& item : whole)
        added += item.flops;
    QCOMPARE(total(whole), added);
    QCOMPARE(total(sum(whole, chunked)), total(whole) + total(chunked));
    QCOMPARE(total(times(whole, 3)), 3 * total(whole));
    QVERIFY(total(chunked) > total(whole));  // Four times as many digests.
    QCOMPARE(total(chunked), 4 * total(kPaper.flops(512, 1)));
    QCOMPARE(total(decoderFlops(kLlama7b, 1, 0, 1)) - total(decoderFlops(kLlama7b, 1, 0, 0)), 2.0 * 4096 * 32000);
    DecoderConfig windowed = kLlama7b;
    windowed.slidingWindow = 100;
    // In every layer 100 of 512 keys: the attention's share of the difference.
    QCOMPARE(total(decoderFlops(kLlama7b, 512, 0, 0)) - total(decoderFlops(windowed, 512, 0, 0)), 2.0 * 32 * 512 * 2 * (512 - 100) * 4096);
    IcformerConfig mixed = kPaper;
    mixed.crossAttentionFrequency = 2;
    QVERIFY(total(mixed.flops(512, 1)) < total(kPaper.flops(512, 1)));
}

void EvaluateToolsTest::findsTheBreakEvenQuestion()
{
    CostTimes times;
    times.compress = 10;
    times.prefillDigests = 1;
    times.prefillContext = 4;
    times.promptAfterDigests = times.promptAfterContext = 1;
    times.decodeAfterDigests = 2;
    times.decodeAfterContext = 3;
    // Compressed: 11 + 3q.  Again: 8q.  Kept: 4 + 4q.
    QCOMPARE(breakEven(times).againstPrefill, 3.0);
    QCOMPARE(breakEven(times).againstKeptCache, 7.0);
    times.decodeAfterDigests = 4;
    QCOMPARE(breakEven(times).againstKeptCache, -1.0);
    times.compress = 0;
    QCOMPARE(breakEven(times).againstPrefill, 1.0);
}

void EvaluateToolsTest::knowsStudentsT()
{
    QVERIFY(near(studentQuantile(0.95, 1), 12.7062047364, 1e-8));
    QVERIFY(near(studentQuantile(0.95, 2), 4.30265272975, 1e-9));
    QVERIFY(near(studentQuantile(0.95, 10), 2.22813885196, 1e-9));
    QVERIFY(near(studentQuantile(0.95, 1e6), 1.95996636, 1e-6));
}

void EvaluateToolsTest::givesMeansWithIntervals()
{
    const std::vector<double> values{1, 2, 3};
    const Interval interval = meanInterval(values);
    QCOMPARE(interval.mean, 2.0);
    QVERIFY(near(interval.half(), 4.30265272975 / std::sqrt(3.0), 1e-9));
    QCOMPARE(meanInterval(std::vector<double>{5}).half(), 0.0);
    QCOMPARE(median(std::vector<double>{4, 1, 3, 2}), 2.5);
    QCOMPARE(quantile(std::vector<double>{0, 10}, 0.25), 2.5);
    QCOMPARE(mean({}), 0.0);
}

void EvaluateToolsTest::intervalsOfSharesStayBetweenZeroAndOne()
{
    const auto rights = [](std::size_t right, std::size_t all) {
        std::vector<double> values(all, 0);
        std::fill(values.begin(), values.begin() + std::ptrdiff_t(right), 1.0);
        return values;
    };
    // Wilson's intervals from Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I.
    const auto isNear = [](const Interval& interval, double low, double high) {
        return std::abs(interval.low - low) < 5e-5 && std::abs(interval.high - high) < 5e-5;
    };
    QVERIFY(isNear(shareInterval(rights(81, 263)), 0.2553, 0.3662));
    QVERIFY(isNear(shareInterval(rights(15, 148)), 0.0624, 0.1605));
    QVERIFY(isNear(shareInterval(rights(0, 20)), 0.0000, 0.1611));
    QVERIFY(isNear(shareInterval(rights(1, 29)), 0.0061, 0.1718));
    QVERIFY(isNear(shareInterval(rights(20, 20)), 1 - 0.1611, 1));
    // Shares in between: Student's, which here would say 1.13.
    const std::vector<double> shares{0.9, 1, 0.7, 1};
    QVERIFY(meanInterval(shares).high > 1.1);
    QCOMPARE(shareInterval(shares).high, 1.0);
    QCOMPARE(shareInterval(shares).low, meanInterval(shares).low);
    QCOMPARE(shareInterval(std::vector<double>{0.01, 0.2, 0}).low, 0.0);
    for (std::size_t all = 2; all < 40; ++all) {
        for (std::size_t right = 0; right <= all; ++right) {
            const Interval interval = shareInterval(rights(right, all));
            QVERIFY(interval.low >= 0 && interval.low <= interval.mean && interval.mean <= interval.high && interval.high <= 1 && interval.low < interval.high);
        }
    }
    QCOMPARE(shareInterval(std::vector<double>{1}).half(), 0.0);
    QCOMPARE(shareInterval({}).count, std::int64_t{0});
    QVERIFY(std::isnan(shareInterval({}).mean));
    QVERIFY(std::isnan(shareInterval(std::vector<double>{1, std::numeric_limits<double>::quiet_NaN()}).mean));
}

void EvaluateToolsTest::bootstrapsPairsReproducibly()
{
    std::vector<double> better;
    std::vector<double> worse;
    for (int i = 0; i < 100; ++i) {
        worse.push_back(i % 7 / 7.0);
        better.push_back(worse.back() + (i % 10 == 0 ? -0.1 : 0.1));
    }
    const PairedComparison first = pairedBootstrap(better, worse, 1, 2000);
    const PairedComparison again = pairedBootstrap(better, worse, 1, 2000);
    QCOMPARE(first.low, again.low);
    QCOMPARE(first.pValue, again.pValue);
    QVERIFY(near(first.difference, 0.08, 1e-12));
    QVERIFY(first.low > 0 && first.low < 0.08 && first.high > 0.08);
    QVERIFY(first.pValue < 0.01);
    const PairedComparison same = pairedBootstrap(worse, worse, 1, 500);
    QCOMPARE(same.difference, 0.0);
    QCOMPARE(same.pValue, 1.0);
    QVERIFY(pairedBootstrap(worse, better, 1, 2000).high < 0);
}

void EvaluateToolsTest::truncationAtFullLengthIsTheFullContext()
{
    std::vector<std::int64_t> all(10);
    std::iota(all.begin(), all.end(), std::int64_t{0});
    const std::vector<std::string> texts(10, " word");
    for (const ContextMode mode : {ContextMode::truncatedFirst, ContextMode::truncatedLast, ContextMode::truncatedEnds,
             ContextMode::randomTokens, ContextMode::retrieved, ContextMode::full})
        for (const std::int64_t budget : {10, 50})
            QCOMPARE(selectTokens(mode, 10, budget, 3, texts, "word"), all);
    QVERIFY(selectTokens(ContextMode::none, 10, 10).empty());
}

void EvaluateToolsTest::truncationKeepsTheRightEnds()
{
    using Places = std::vector<std::int64_t>;
    QCOMPARE(selectTokens(ContextMode::truncatedFirst, 10, 3), (Places{0, 1, 2}));
    QCOMPARE(selectTokens(ContextMode::truncatedLast, 10, 3), (Places{7, 8, 9}));
    QCOMPARE(selectTokens(ContextMode::truncatedEnds, 10, 3), (Places{0, 1, 9}));
    QCOMPARE(selectTokens(ContextMode::truncatedEnds, 10, 4), (Places{0, 1, 8, 9}));
    QCOMPARE(gather({5, 6, 7, 8}, {1, 3}), (Places{6, 8}));
}

void EvaluateToolsTest::randomTokensDependOnTheSeedOnly()
{
    const auto first = selectTokens(ContextMode::randomTokens, 100, 20, 7);
    QCOMPARE(first, selectTokens(ContextMode::randomTokens, 100, 20, 7));
    QVERIFY(first != selectTokens(ContextMode::randomTokens, 100, 20, 8));
    QCOMPARE(first.size(), std::size_t{20});
    QVERIFY(std::adjacent_find(first.begin(), first.end(), std::greater_equal<>()) == first.end());
}

void EvaluateToolsTest::retrievalFindsThePassageThatAnswers()
{
    const std::vector<std::string> texts{" Anna", " has", " a", " cat", ".", " Ben", " works", " as", " a", " baker", ".",
        " It", " is", " cold", " in", " Oslo", "."};
    const auto kept = selectTokens(ContextMode::retrieved, 17, 6, 0, texts, "What is the job of Ben?");
    QCOMPARE(kept, (std::vector<std::int64_t>{5, 6, 7, 8, 9, 10}));
    QCOMPARE(selectTokens(ContextMode::retrieved, 17, 8, 0, texts, "Ben").size(), std::size_t{8});
    const auto passages = splitPassages(texts, 4);
    QCOMPARE(passages.size(), std::size_t{6});
    QCOMPARE(passages.back().end, std::int64_t{17});
}

void EvaluateToolsTest::poolingIntoGroupsOfOneChangesNothing()
{
    using Sizes = std::vector<std::int64_t>;
    QCOMPARE(poolSizes(4, 4), (Sizes{1, 1, 1, 1}));
    QCOMPARE(poolSizes(3, 8), (Sizes{1, 1, 1}));
    QCOMPARE(poolSizes(10, 4), (Sizes{3, 3, 2, 2}));
    QCOMPARE(poolSizes(0, 4), Sizes{});
}

void EvaluateToolsTest::ranksByRareWords()
{
    const Bm25 index({"the cat the cat", "the dog", "the bird sings the song"});
    const auto scores = index.scores("the Dog");
    QVERIFY(scores[1] > scores[0] && scores[1] > scores[2]);
    QCOMPARE(index.scores("zebra"), (std::vector<double>{0, 0, 0}));
    // By hand: one of three passages holds the word, once, at length 2 of a mean 11/3.
    const double idf = std::log(1 + 2.5 / 1.5);
    QVERIFY(near(index.scores("dog")[1], idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / (11.0 / 3))), 1e-12));
}

void EvaluateToolsTest::sameSeedGivesTheSameNeedle()
{
    const std::vector<std::string> haystack{"One sentence here. Another sentence there. A third one.", "More words come. And more."};
    const NeedleSample first = makeNeedle({}, haystack, 20, 0.5, 11, countWords);
    const NeedleSample again = makeNeedle({}, haystack, 20, 0.5, 11, countWords);
    QCOMPARE(first.context, again.context);
    QCOMPARE(first.value, again.value);
    QCOMPARE(first.prompt, again.prompt);
    QVERIFY(first.context != makeNeedle({}, haystack, 20, 0.5, 12, countWords).context);
    QVERIFY(first.tokens <= 20 && first.tokens >= 15);
    QVERIFY(holdsValue(first.context, first.value));
    QVERIFY(holdsValue(first.answer, first.value));
}

void EvaluateToolsTest::needleStandsAtItsDepth()
{
    const std::vector<std::string> haystack{"Aa bb cc. Dd ee ff. Gg hh ii. Jj kk ll."};
    const NeedleSample start = makeNeedle({}, haystack, 17, 0, 1, countWords);
    const NeedleSample end = makeNeedle({}, haystack, 17, 1, 1, countWords);
    // Nothing but the name stands before the value.
    QCOMPARE(countWords(start.context.substr(0, start.context.find(" is " + start.value))), std::int64_t{2});
    QVERIFY(end.context.ends_with(end.value + " years old."));
}

void EvaluateToolsTest::keyValueListsHoldTheAnswerOnce()
{
    const NeedleSample sample = makeKeyValue({}, 200, 0.5, 4, countWords);
    QVERIFY(sample.tokens > 180 && sample.tokens <= 200);
    const std::size_t first = sample.context.find(sample.value + " years");
    QVERIFY(first != std::string::npos);
    QCOMPARE(sample.context.find(sample.value + " years", first + 1), std::string::npos);
    QVERIFY(!holdsValue("She is 170.", "17"));
    QVERIFY(holdsValue("17, she said", "17"));
}

void EvaluateToolsTest::refusesANeedleThatDoesNotFit()
{
    QVERIFY_THROWS_EXCEPTION(Error, makeNeedle({}, {"Some text."}, 3, 0.5, 1, countWords));
    QVERIFY_THROWS_EXCEPTION(Error, makeNeedle({}, {}, 30, 0.5, 1, countWords));
    QVERIFY_THROWS_EXCEPTION(Error, makeKeyValue({}, 2, 0.5, 1, countWords));
}

void EvaluateToolsTest::tellsWordClassesApart()
{
    WordCounts counts;
    for (int i = 0; i < 3; ++i)
        counts.add("the garden is open and books are here");
    counts.add("books quokka");
    const std::string text = "Books are in Oslo since 1,984. The garden and a quokka don't mind. Zoe too.";
    std::vector<std::pair<std::string, TokenClass>> found;
    for (const ClassifiedWord& word : classifyWords(text, counts))
        found.emplace_back(text.substr(word.begin, word.end - word.begin), word.kind);
    const auto kindOf = [&](const std::string& word) {
        for (const auto& [text_, kind] : found)
            if (text_ == word)
                return kind;
        return TokenClass::other;
    };
    QCOMPARE(kindOf("Books"), TokenClass::common);
    QCOMPARE(kindOf("Oslo"), TokenClass::name);
    QCOMPARE(kindOf("1,984"), TokenClass::number);
    QCOMPARE(kindOf("The"), TokenClass::functionWord);
    QCOMPARE(kindOf("quokka"), TokenClass::rare);
    QCOMPARE(kindOf("don't"), TokenClass::rare);
    QCOMPARE(kindOf("Zoe"), TokenClass::name);
    QCOMPARE(kindOf("garden"), TokenClass::common);
}

void EvaluateToolsTest::givesEachTokenTheClassOfItsWord()
{
    const std::vector<std::string> tokens{" The", " city", " of", " Os", "lo", " has", " 1", "2", "."};
    WordCounts counts;
    for (int i = 0; i < 3; ++i)
        counts.add("city");
    const auto kinds = classifyTokens(tokens, counts);
    QCOMPARE(kinds.size(), tokens.size());
    QCOMPARE(kinds[0], TokenClass::functionWord);
    QCOMPARE(kinds[1], TokenClass::common);
    QCOMPARE(kinds[3], TokenClass::name);
    QCOMPARE(kinds[4], TokenClass::name);
    QCOMPARE(kinds[6], TokenClass::number);
    QCOMPARE(kinds[7], TokenClass::number);
    QCOMPARE(kinds[8], TokenClass::other);
}

void EvaluateToolsTest::countsRecallByClass()
{
    const ClassTally tally = recallByClass("In Oslo live 12 and 12 people.", "There live 12 in Rome.", {});
    QCOMPARE(tally.right[std::size_t(TokenClass::number)], std::int64_t{1});
    QCOMPARE(tally.total[std::size_t(TokenClass::number)], std::int64_t{2});
    QCOMPARE(tally.share(TokenClass::number), 0.5);
    QCOMPARE(tally.share(TokenClass::name), 0.0);
    QCOMPARE(tally.right[std::size_t(TokenClass::rare)], std::int64_t{1});
}

QTEST_GUILESS_MAIN(EvaluateToolsTest)
#include "evaluate_tools_test.moc"
