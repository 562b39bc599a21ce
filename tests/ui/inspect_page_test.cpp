#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

#include <cmath>

#include "page_fixture.h"
#include "ui/common/message_bar.h"
#include "ui/inspect/accuracy_plot.h"
#include "ui/inspect/attention_panel.h"
#include "ui/inspect/digest_model.h"
#include "ui/inspect/gloss_view.h"
#include "ui/inspect/heat_map.h"
#include "ui/inspect/inspect_page.h"
#include "ui/inspect/reconstruction_panel.h"
#include "ui/session/kept_text.h"
#include "ui/session/payload.h"
#include "ui/session/results.h"
#include "ui/session/tints.h"

using namespace icf;
using namespace icf::ui;

namespace {

/// Two layers, two heads, two chunks of one digest, three tokens.
std::shared_ptr<AttentionReport> smallReport()
{
    auto report = std::make_shared<AttentionReport>();
    report->tokens = {"\u2581a", "b\n", "c"};
    report->chunks = 2;
    report->digestsPerChunk = 1;
    report->chunkStarts = {0, 2};
    report->layers = 2;
    report->heads = 2;
    report->weights = {0.5F, 0.25F, 0, 0, 0, 0.75F, // layer 1, head 1
        0.25F, 0.5F, 0, 0, 0, 0.25F, // layer 1, head 2
        0.75F, 0, 0, 0, 0, 1, // layer 2, head 1
        0, 0.75F, 0, 0, 0, 0}; // layer 2, head 2
    report->nearest = {{"a", "b"}, {"c"}};
    return report;
}

/// Of the same three tokens: the last one is lost.
ReconstructionReport smallReconstruction()
{
    ReconstructionReport report;
    report.original = {"\u2581a", "b<0x0A>", "c", "</s>"};
    report.forced = {"\u2581a", "b<0x0A>", "d", "</s>"};
    report.probability = {0.9, 0.75, 0.25, 1.0};
    report.freeRunning = report.forced;
    report.chunkStarts = {0, 2};
    return report;
}

} // namespace

class InspectPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenChosenInTheTextIsMarkedInTheMapAndTheOtherWayRound()
    {
        AttentionPanel panel;
        PageFixture::show(panel, QSize(900, 600));
        panel.setReport(smallReport());
        panel.setReconstruction(smallReconstruction());
        KeptText& text = *panel.text();
        QCOMPARE(text.tokens(), 3); // The closing eos is not of the context.
        QTest::mouseClick(text.viewport(), Qt::LeftButton, {}, text.tokenRect(2).center());
        QCOMPARE(panel.heatMap()->currentToken(), 2);
        QCOMPARE(panel.heatMap()->currentDigest(), 1); // Of the second chunk: the first one's digest does not read it.
        const auto* said = PageFixture::child<QLabel>(panel, "attentionCell");
        QVERIFY2(said->text().contains(QStringLiteral("0.250")) && said->text().contains(QStringLiteral("Digest 2")), qPrintable(said->text()));
        QTest::keyClick(panel.heatMap(), Qt::Key_Left);
        QCOMPARE(text.current(), 1);
        QTest::keyClick(&text, Qt::Key_Left);
        QCOMPARE(panel.heatMap()->currentToken(), 0);
        // A new context: nothing is chosen in it.
        panel.setReconstruction({});
        QCOMPARE(text.tokens(), 0);
    }

    void tintsTokensByTheirProbability()
    {
        KeptText text;
        PageFixture::show(text, QSize(500, 120));
        text.setReport(smallReconstruction());
        const QImage picture = text.viewport()->grab().toImage();
        const auto at = [&](int token) {
            const QRect box = text.tokenRect(token);
            return picture.pixelColor(QPoint(box.left() + 1, box.top() + 1) * picture.devicePixelRatio());
        };
        QCOMPARE(at(0), Tints::doubt(text.palette(), 0.9));
        QCOMPARE(at(2), Tints::doubt(text.palette(), 0.25));
        text.setMarkedWords(plainWords(QStringLiteral("(AB), nothing")));
        QCOMPARE(text.markedTokens(), 2); // Both tokens of the word.
    }

    void tokensAreReadableOnEveryTint()
    {
        Theme theme;
        for (const auto scheme : {Theme::Scheme::dark, Theme::Scheme::contrast, Theme::Scheme::light}) {
            theme.setScheme(scheme);
            const QPalette palette = QApplication::palette();
            for (const double probability : {0.0, 0.3, 0.6, 1.0}) {
                const QColor background = Tints::doubt(palette, probability);
                for (const QColor& wanted : {Tints::hue(palette, 8), Tints::muted(palette)})
                    QVERIFY2(Tints::contrast(Tints::readable(wanted, background, palette), background) >= 4.5, qPrintable(background.name()));
            }
        }
        QCOMPARE(Tints::contrast(Qt::black, Qt::white), 21.0);
    }

    void namesTokensOfNarrowColumnsToo()
    {
        HeatMap map;
        PageFixture::show(map, QSize(400, 300));
        map.setMatrix(AttentionMatrix::make(smallReport(), 0, 0));
        QCOMPARE(map.namedEvery(), 1);
        auto wide = std::make_shared<AttentionReport>();
        wide->tokens.assign(100, "a");
        wide->chunks = wide->digestsPerChunk = wide->layers = wide->heads = 1;
        wide->chunkStarts = {0};
        wide->weights.assign(100, 0.01F);
        wide->nearest = {{"a"}};
        map.setMatrix(AttentionMatrix::make(wide, 0, 0));
        QVERIFY2(map.namedEvery() > 1 && map.namedEvery() < 10, qPrintable(QString::number(map.namedEvery())));
    }

    void theAccuracyPlotStaysReadableInALowWindow()
    {
        Theme theme;
        ReconstructionPanel panel(theme);
        PageFixture::show(panel, QSize(700, 220));
        panel.setReport(smallReconstruction());
        QVERIFY(panel.findChild<AccuracyPlot*>()->height() >= 180);
        QCOMPARE(panel.height(), 220);
        // Positions are whole, of a context of few tokens too.
        auto* plot = panel.findChild<AccuracyPlot*>();
        plot->replot();
        QVERIFY(!plot->xAxis->tickVector().isEmpty());
        for (const double tick : plot->xAxis->tickVector())
            QCOMPARE(tick, std::round(tick));
    }

    void averagesLayersAndHeads()
    {
        const auto report = smallReport();
        QCOMPARE(AttentionMatrix::make(report, 0, 1).at(0, 1), 0.5F);
        QCOMPARE(AttentionMatrix::make(report, 1, -1).at(1, 2), 0.5F);
        const AttentionMatrix mean = AttentionMatrix::make(report, -1, -1);
        QCOMPARE(mean.at(0, 0), 0.375F);
        QCOMPARE(mean.at(0, 1), 0.375F);
        QCOMPARE(mean.at(1, 2), 0.5F);
        QCOMPARE(mean.largest, 0.5F);
        QCOMPARE(mean.chunkOf(1), 1);
        QCOMPARE(mean.strongest(1), 2);
    }

    void listsDigestsAsATable()
    {
        DigestModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setMatrix(AttentionMatrix::make(smallReport(), 0, 0));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1, DigestModel::kChunk).data().toInt(), 2);
        QCOMPARE(model.index(0, DigestModel::kTokens).data().toString(), QStringLiteral("\u2581a  b\u23CE"));
        QCOMPARE(model.index(0, DigestModel::kNearest).data().toString(), QStringLiteral("a  b"));
        model.setMatrix({});
        QCOMPARE(model.rowCount(), 0);
    }

    void aCompressorWithoutAttentionShowsItsNearestTokensAlone()
    {
        auto report = smallReport();
        report->layers = report->heads = 0;
        report->weights.clear();
        report->digestsPerChunk = 2;
        report->nearest = {{"a", "b"}, {"c"}, {"d"}};  // The last chunk is a token short.
        AttentionPanel panel;
        const QAbstractItemModelTester tester(panel.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        PageFixture::show(panel, QSize(800, 400));
        panel.setReport(report);
        const QAbstractItemModel& model = *panel.table()->model();
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(1, DigestModel::kChunk).data().toInt(), 1);
        QCOMPARE(model.index(2, DigestModel::kChunk).data().toInt(), 2);
        QCOMPARE(model.index(2, DigestModel::kNearest).data().toString(), QStringLiteral("d"));
        QVERIFY(!panel.heatMap()->isVisible() && panel.table()->isColumnHidden(DigestModel::kWeight));
        auto* said = panel.findChild<QLabel*>(QStringLiteral("attentionCell"));
        QVERIFY(said->text().contains(QStringLiteral("no attention")));
        panel.table()->selectRow(1);
        QVERIFY(said->text().contains(QStringLiteral("no attention")));
        panel.setReport(smallReport());
        QVERIFY(panel.heatMap()->isVisible() && !panel.table()->isColumnHidden(DigestModel::kWeight));
    }

    void heatMapMovesByKeysAndPointer()
    {
        HeatMap map;
        PageFixture::show(map, QSize(400, 300));
        map.setMatrix(AttentionMatrix::make(smallReport(), 0, 0));
        QSignalSpy moved(&map, &HeatMap::currentChanged);
        QTest::keyClick(&map, Qt::Key_Right);
        QCOMPARE(map.currentDigest(), 0);
        QTest::keyClick(&map, Qt::Key_End);
        QTest::keyClick(&map, Qt::Key_Down);
        QCOMPARE(map.currentDigest(), 1);
        QCOMPARE(map.currentToken(), 2);
        QVERIFY(map.currentText().contains(QStringLiteral("0.75")));
        QCOMPARE(map.accessibleDescription(), map.currentText());
        QTest::mouseMove(map.viewport(), QPoint(50, 80));
        QVERIFY(moved.size() >= 3);
        map.setMatrix({});
        QCOMPARE(map.currentDigest(), -1);
        QTest::keyClick(&map, Qt::Key_Right);
    }

    void alignsFreeRunningTextAndMarksChunkEdges()
    {
        ReconstructionReport report;
        report.original = {"a", "b", "c", "d", "</s>"};
        report.forced = {"a", "x", "c", "d", "</s>"};
        report.probability = {0.9, 0.1, 0.8, 0.7, 1.0};
        report.freeRunning = {"a", "c", "d", "</s>"};
        report.chunkStarts = {0, 2};
        report.loss = 0.5;
        const Reconstruction r = Reconstruction::make(report);
        QCOMPARE(r.tokens, 5);
        QCOMPARE(r.forcedRight, 4);
        QVERIFY(!r.exact);
        int originals = 0, edges = 0;
        for (const ReconstructionCell& cell : r.cells) {
            originals += cell.position >= 0;
            if (cell.chunkStart) {
                ++edges;
                QCOMPARE(cell.position, 2);
            }
        }
        QCOMPARE(originals, 5);
        QCOMPARE(edges, 1);
        QCOMPARE(r.freeRight, 4);
        ReconstructionModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setReconstruction(r);
        QCOMPARE(model.rowCount(), int(r.cells.size()));
        QCOMPARE(model.index(0, ReconstructionModel::kProbability).data().toString(), QStringLiteral("0.900"));
    }

    void hidesWhatACompressorWithoutAttentionDoesNotHave()
    {
        AttentionPanel panel;
        PageFixture::show(panel);
        auto* layer = PageFixture::child<QComboBox>(panel, "attentionLayer");
        QVERIFY(layer->isVisible());
        auto report = std::make_shared<AttentionReport>();
        report->nearest = {{"a"}, {"b"}};
        panel.setReport(report);
        QVERIFY(!panel.hasAttention());
        QVERIFY(!layer->isVisible() && !panel.heatMap()->isVisible() && panel.table()->isVisible());
        panel.setReport(smallReport());
        QVERIFY(layer->isVisible());
    }

    void runningMeanNarrowsAtTheEnds()
    {
        QCOMPARE(runningMean({1, 2, 3, 6}, 1), (std::vector<double>{1.5, 2, 11.0 / 3, 4.5}));
        QCOMPARE(runningMean({}, 3), std::vector<double>{});
    }

    void saysWhenTheResultsAreOfAnotherContext()
    {
        PageFixture fixture;
        InspectPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        auto* editor = PageFixture::child<QPlainTextEdit>(page, "contextEditor");
        QTest::keyClicks(editor, QStringLiteral("Paul plays the tuba."));
        QTRY_VERIFY(fixture.session.isKnown());
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "inspectButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(PageFixture::child<QPushButton>(page, "inspectButton")->isEnabled(), kComputing);
        const QLabel* outdated = PageFixture::child<QLabel>(page, "outdatedInspection");
        QVERIFY(!outdated->isVisible());
        QTest::keyClicks(editor, QStringLiteral("!"));
        QVERIFY(outdated->isVisible());
        QVERIFY(isDimmed(*page.attention()));
        QTest::keyClick(editor, Qt::Key_Backspace);
        QVERIFY(!outdated->isVisible());
        QVERIFY(!isDimmed(*page.attention()));
    }

    void inspectsTheDemo()
    {
        PageFixture fixture;
        InspectPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.activated();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session.compressor().usable, kComputing);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "inspectButton"), Qt::LeftButton);
        QVERIFY(!PageFixture::child<MessageBar>(page, "inspectMessage")->text().isEmpty());
        const QString text = QStringLiteral(
            "Paul Green collects maps and has 56 of them. Paul plays the tuba. "
            "The age of Iris Kelly is 59. Tina Jones owns a orange goat. In 1952 Tina was born in Boston.");
        QTest::keyClicks(PageFixture::child<QPlainTextEdit>(page, "contextEditor"), text);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "inspectButton"), Qt::LeftButton);
        QTableView* digests = page.attention()->table();
        QTRY_VERIFY_WITH_TIMEOUT(digests->model()->rowCount() > 0, kComputing);
        QCOMPARE(digests->model()->rowCount() % 8, 0);
        const auto& matrix = page.attention()->heatMap()->matrix();
        // Attention also goes to the digests themselves, so a row's context weights add up to at most one.
        for (int d = 0; d < matrix.digests(); ++d) {
            double sum = 0;
            for (int t = 0; t < matrix.tokens(); ++t)
                sum += double(matrix.at(d, t));
            QVERIFY2(sum > 0 && sum < 1.01, qPrintable(QString::number(sum)));
        }
        digests->selectRow(3);
        QCOMPARE(page.attention()->heatMap()->currentDigest(), 3);
        PageFixture::child<QComboBox>(page, "attentionHead")->setCurrentIndex(1);
        PageFixture::child<QComboBox>(page, "attentionLayer")->setCurrentIndex(1);
        QVERIFY(!digests->model()->index(0, DigestModel::kNearest).data().toString().isEmpty());
        QTableView* tokens = page.reconstruction()->table();
        QTRY_VERIFY_WITH_TIMEOUT(tokens->model()->rowCount() >= matrix.tokens(), kComputing);
        QVERIFY(PageFixture::child<QLabel>(page, "reconstructionSummary")
                    ->text()
                    .contains(QStringLiteral("teacher-forced")));
        page.reconstruction()->gloss()->setCurrent(2);
        QCOMPARE(page.attention()->text()->tokens(), matrix.tokens());
    }

    void stopsInTheMiddleOfAMegabyte()
    {
        PageFixture fixture;
        InspectPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.receive({{payload::kContext, QStringLiteral("Paul Green collects maps and has 56 of them. Paul plays the tuba. ").repeated(16'000)}});
        auto* inspect = PageFixture::child<QPushButton>(page, "inspectButton");
        auto* stop = PageFixture::child<QPushButton>(page, "inspectStop");
        const auto* progress = PageFixture::child<QLabel>(page, "inspectProgress");
        QTest::mouseClick(inspect, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(progress->text().contains(QStringLiteral("left")), kComputing);
        QTest::mouseClick(stop, Qt::LeftButton);
        QCOMPARE(stop->text(), QStringLiteral("Stopping…"));
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY_WITH_TIMEOUT(inspect->isEnabled(), kComputing);
        qInfo("stopped after %lld ms", timer.elapsed());
        QCOMPARE(stop->text(), QStringLiteral("Stop"));
        QVERIFY(progress->text().isEmpty());
        QVERIFY2(page.findChild<KeptText*>()->placeholder().contains(QStringLiteral("not read back")), qPrintable(page.findChild<KeptText*>()->placeholder()));
    }

    void theFirstExampleComesBackFromItsDigests()
    {
        PageFixture fixture;
        InspectPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.activated();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session.compressor().usable, kComputing);
        PageFixture::child<QPushButton>(page, "inspectExample")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!PageFixture::child<QPlainTextEdit>(page, "contextEditor")->toPlainText().isEmpty(), kComputing);
        PageFixture::child<QPushButton>(page, "inspectButton")->click();
        const auto* summary = PageFixture::child<QLabel>(page, "reconstructionSummary");
        QTRY_VERIFY_WITH_TIMEOUT(!summary->text().isEmpty(), kComputing);
        // 51 tokens and the closing eos, from two chunks of 8 digests.
        QCOMPARE(page.attention()->table()->model()->rowCount(), 16);
        QVERIFY2(summary->text().startsWith(QStringLiteral("52 tokens")) && summary->text().endsWith(QStringLiteral("· exact")), qPrintable(summary->text()));
    }

    void saysWhenThereIsNoCompressor()
    {
        PageFixture fixture;
        fixture.session.choose(fixture.services.demo.model, {});
        InspectPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.receive({{payload::kContext, QStringLiteral("text")}});
        QTest::keyClick(&page, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(PageFixture::child<MessageBar>(page, "inspectMessage")->text().contains(QStringLiteral("compressor")));
    }
};

std::unique_ptr<QObject> makeInspectPageTest()
{
    return std::make_unique<InspectPageTest>();
}

#include "inspect_page_test.moc"
