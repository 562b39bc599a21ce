#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QtEndian>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>

#include "curves_fixture.h"
#include "page_fixture.h"
#include "ui/common/message_bar.h"
#include "ui/common/settings.h"
#include "ui/plot/curve_export.h"
#include "ui/plot/curve_panel.h"
#include "ui/plot/curve_table.h"
#include "ui/plot/event_file.h"
#include "ui/plot/point_series.h"
#include "ui/plot/smoothing.h"

using namespace icf;
using namespace icf::ui;

/// Curves of runs: data, drawing, export.
class CurvesTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;

private Q_SLOTS:
    void averagesWithoutTheStartsBias()
    {
        DebiasedAverage average(0.9);
        QCOMPARE(average.add(5), 5.0);
        // (0.9·0.1·5 + 0.1·1) / (1 − 0.81)
        QVERIFY(std::abs(average.add(1) - (0.45 + 0.1) / 0.19) < 1e-12);
        QVERIFY(std::isnan(average.add(NAN)));
        DebiasedAverage none(0);
        none.add(3);
        QCOMPARE(none.add(7), 7.0);
    }

    void aSpikeDoesNotHideTheAverage()
    {
        DebiasedAverage average(0.6);
        for (int i = 0; i < 10; ++i)
            average.add(1);
        QCOMPARE(average.add(1e30), 1.0);
        QCOMPARE(average.add(1), 1.0);
        // What stays is no spike.
        QCOMPARE(average.add(5000), 1.0);
        QCOMPARE(average.add(5000), 1.0);
        QCOMPARE(average.add(5000), 5000.0);
        DebiasedAverage none(0);
        none.add(1);
        QCOMPARE(none.add(1e30), 1e30);
    }

    void dropsWhatFollowedWhenARunIsCutBack()
    {
        auto run = curvesOf("a", 10);
        const auto before = run->revision();
        run->add(stepAt(6, 1));
        QCOMPARE(run->size(), std::size_t(6));
        QCOMPARE(run->y(Metric::loss, 5), 1.0);
        QVERIFY(run->revision() != before);
    }

    void findsTheNearestPointOnEveryAxis()
    {
        auto run = curvesOf("a", 10);
        QCOMPARE(run->nearest(Horizontal::step, 3.4), std::optional<std::size_t>(2));
        QCOMPARE(run->nearest(Horizontal::tokens, 1049), std::optional<std::size_t>(9));
        QCOMPARE(run->nearest(Horizontal::time, 0.3), std::optional<std::size_t>(0));
    }

    void findsNoPointBeyondTheEndsOfARun()
    {
        auto run = curvesOf("a", 10);
        QVERIFY(!run->nearest(Horizontal::step, 10.6));
        QVERIFY(!run->nearest(Horizontal::tokens, 1e9));
        QVERIFY(!run->nearest(Horizontal::time, -5));
        QVERIFY(!curvesOf("b", 0)->nearest(Horizontal::step, 0));
    }

    void countsEpochsByTheSamplesOfOne()
    {
        const auto at = [](std::int64_t step, std::int64_t epoch, std::int64_t sample) {
            StepReport report = stepAt(step, 1);
            report.epoch = epoch;
            report.sample = sample;
            return report;
        };
        RunCurves run(QStringLiteral("a"), QStringLiteral("a"));
        run.add(at(1, 0, 4));
        run.add(at(2, 0, 6));
        QVERIFY(!run.has(Horizontal::epoch));
        QVERIFY(!run.nearest(Horizontal::epoch, 0.5));
        // The first epoch had six: the next one begins.
        const auto before = run.revision();
        run.add(at(3, 1, 3));
        QVERIFY(run.has(Horizontal::epoch) && run.revision() != before);
        QCOMPARE(run.x(Horizontal::epoch, 1), 1.0);
        QCOMPARE(run.x(Horizontal::epoch, 2), 1.5);
        run.setSamplesPerEpoch(8);
        QCOMPARE(run.x(Horizontal::epoch, 0), 0.5);
        // Cut back and put together they go with the steps.
        run.add(at(2, 0, 8));
        QCOMPARE(run.x(Horizontal::epoch, 1), 1.0);
        RunCurves later(QStringLiteral("a"), QStringLiteral("a"));
        later.setSamplesPerEpoch(8);
        later.add(at(3, 1, 4));
        later.addEarlier({at(1, 0, 4), at(2, 0, 8)}, {});
        QCOMPARE(later.x(Horizontal::epoch, 0), 0.5);
        QCOMPARE(later.x(Horizontal::epoch, 2), 1.5);
    }

    void pinnedValuesGoWithTheirRuns()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("pin.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        panel.resize(800, 600);
        panel.setRuns({curvesOf("a", 10)});
        panel.grab();
        MetricPlot* plot = panel.plot(Metric::loss);
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->axisRect()->rect().center());
        MetricPlot* other = panel.plot(Metric::gradNorm);
        QVERIFY(plot->isPinned() && other->isPinned());
        const QString pinned = plot->crosshairText();
        QVERIFY(!pinned.isEmpty());
        QTest::mouseMove(other, other->axisRect()->rect().topLeft() + QPoint(3, 3));
        QCOMPARE(plot->crosshairText(), pinned);
        panel.setRuns({curvesOf("b", 4)});
        QVERIFY(!plot->isPinned());
        QCOMPARE(plot->crosshairText(), QString());
    }

    void theLearningRateIsDrawnAsItIs()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("rate.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        auto run = std::make_shared<RunCurves>(QStringLiteral("a"), QStringLiteral("a"));
        for (int i = 1; i <= 10; ++i) {
            StepReport step = stepAt(i, 1);
            step.learningRate = i * 1e-3;
            run->add(step);
        }
        panel.setRuns({run});
        MetricPlot* plot = panel.plot(Metric::learningRate);
        const QCPGraph* shown = plot->graph(1);
        QCOMPARE(shown->data()->size(), 10);
        QCOMPARE((shown->data()->constEnd() - 1)->value, 0.01);
    }

    void ticksAreWholeStepsAndLogLabelsDiffer()
    {
        Theme theme;
        MetricPlot plot(Metric::loss, theme);
        plot.resize(700, 400);
        auto run = std::make_shared<RunCurves>(QStringLiteral("a"), QStringLiteral("a"));
        for (int i = 0; i <= 11; ++i)
            run->add(stepAt(i, 0.45 + 0.01 * i));
        plot.setRuns({run}, {0});
        plot.replot(QCustomPlot::rpImmediateRefresh);
        for (const double tick : plot.xAxis->tickVector())
            QCOMPARE(tick, std::round(tick));
        PlotView view;
        view.logY = true;
        plot.setView(view);
        plot.replot(QCustomPlot::rpImmediateRefresh);
        QStringList labels = plot.yAxis->tickVectorLabels();
        QVERIFY2(labels.size() >= 3, qPrintable(labels.join(u' ')));
        QCOMPARE(labels.removeDuplicates(), 0);
    }

    void oneSpikeDoesNotFlattenTheRange()
    {
        Theme theme;
        MetricPlot plot(Metric::loss, theme);
        auto run = curvesOf("a", 50);
        run->add(stepAt(51, 1e30));
        plot.setRuns({run}, {0});
        QVERIFY(plot.yAxis->range().upper < 20);
        PlotView all;
        all.ignoreOutliers = false;
        plot.setView(all);
        QVERIFY(plot.yAxis->range().upper > 1e29);
    }

    void aRunWithoutAFiniteValueShowsItsMarks()
    {
        Theme theme;
        MetricPlot plot(Metric::loss, theme);
        auto run = std::make_shared<RunCurves>(QStringLiteral("a"), QStringLiteral("a"));
        run->add(stepAt(1, NAN));
        run->add(stepAt(2, NAN));
        plot.setRuns({run}, {0});
        const QCPGraph* marks = plot.graph(3);
        QCOMPARE(marks->data()->size(), 2);
        QVERIFY(plot.yAxis->range().contains(marks->data()->constBegin()->value));
        // Once there is a value, they stand at it.
        run->add(stepAt(3, 7));
        plot.refresh();
        QCOMPARE(marks->data()->constBegin()->value, 7.0);
        QVERIFY(plot.yAxis->range().contains(7));
    }

    void drawsPointsAsTheyArrive()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("a.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        auto run = curvesOf("a", 3);
        panel.setRuns({run});
        QCOMPARE(panel.plot(Metric::loss)->drawnPoints(0), 3);
        for (int i = 4; i <= 20; ++i)
            run->add(stepAt(i, 1));
        panel.refresh();
        QCOMPARE(panel.plot(Metric::loss)->drawnPoints(0), 20);
        QCOMPARE(panel.plot(Metric::gradNorm)->drawnPoints(0), 20);
        run->clear();
        panel.refresh();
        QCOMPARE(panel.plot(Metric::loss)->drawnPoints(0), 0);
    }

    void marksValuesThatAreNotFiniteAndNamesTheirSteps()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("b.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        auto run = curvesOf("a", 3);
        panel.setRuns({run});
        QVERIFY(panel.findChild<MessageBar*>()->text().isEmpty());
        run->add(stepAt(4, NAN));
        run->add(stepAt(5, INFINITY));
        run->add(stepAt(6, 1));
        panel.refresh();
        QCOMPARE(run->badSteps(), (std::vector<std::int64_t>{4, 5}));
        QVERIFY(panel.findChild<MessageBar*>()->text().contains(QStringLiteral("2 step(s) (4, 5)")));
        QCOMPARE(panel.plot(Metric::loss)->drawnPoints(0), 4);
    }

    void followsUntilTheUserMoves()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("c.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        panel.resize(900, 600);
        panel.show();
        auto run = curvesOf("a", 50);
        panel.setRuns({run});
        MetricPlot* plot = panel.plot(Metric::loss);
        QVERIFY(plot->isFollowing());
        QCOMPARE(plot->xAxis->range().upper, 50.0);
        const QPoint from = plot->axisRect()->center();
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 6; ++i) {
            QMouseEvent move(QEvent::MouseMove, from + QPoint(10 * i, 0), plot->mapToGlobal(from + QPoint(10 * i, 0)), Qt::LeftButton,
                             Qt::LeftButton, {});
            QApplication::sendEvent(plot, &move);
        }
        QTest::mouseRelease(plot, Qt::LeftButton, {}, from + QPoint(60, 0));
        QVERIFY(!plot->isFollowing());
        QVERIFY(plot->xAxis->range().upper < 50);
        // The plots of a panel move together.
        QCOMPARE(panel.plot(Metric::gradNorm)->xAxis->range(), plot->xAxis->range());
        run->add(stepAt(51, 1));
        panel.refresh();
        QVERIFY(plot->xAxis->range().upper < 50);
        QTest::keyClick(plot, Qt::Key_Home);
        QVERIFY(plot->isFollowing());
        QCOMPARE(plot->xAxis->range().upper, 51.0);
    }

    void leavesRareOutliersOutOfTheRange()
    {
        Theme theme;
        MetricPlot plot(Metric::loss, theme);
        auto run = std::make_shared<RunCurves>(QStringLiteral("a"), QStringLiteral("a"));
        for (int i = 1; i <= 1000; ++i)
            run->add(stepAt(i, i == 500 ? 1e6 : 1 + 0.001 * i));
        plot.setRuns({run}, {0});
        QVERIFY(plot.yAxis->range().upper < 3);
        PlotView view;
        view.ignoreOutliers = false;
        plot.setView(view);
        QVERIFY(plot.yAxis->range().upper > 1e6);
    }

    void givesRunsTheirOwnColourAndDashes()
    {
        Theme theme;
        for (int a = 0; a < 8; ++a)
            for (int b = a + 1; b < 8; ++b)
                QVERIFY(MetricPlot::penOf(theme, a).color() != MetricPlot::penOf(theme, b).color());
        QVERIFY(MetricPlot::penOf(theme, 0).style() != MetricPlot::penOf(theme, 1).style());
    }

    void exportsAllOrVisiblePointsAsCsv()
    {
        const auto run = curvesOf("a \"b\", c", 4);
        const QList<QByteArray> all = curvesCsv({run}, Horizontal::step, std::nullopt).split('\n');
        QCOMPARE(all.size(), 6);
        QCOMPARE(all.at(0), QByteArray("run,step,epoch,tokens,seconds,loss,grad_norm,learning_rate,tokens_per_second,validation_loss,validation_accuracy,diagonality"));
        QCOMPARE(all.at(2), QByteArray("\"a \"\"b\"\", c\",2,,200,1,5,1.2,0.001,200,,,"));
        QCOMPARE(curvesCsv({run}, Horizontal::tokens, std::pair(150.0, 300.0)).count('\n'), 3);
    }

    void aRunKeepsItsColourUntilItLeaves()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("c.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        const auto slotOf = [&](const QString& name) {
            for (const auto* button : panel.findChildren<QToolButton*>()) {
                if (button->text() != name)
                    continue;
                const QImage icon = button->icon().pixmap(button->iconSize()).toImage();
                // A dashed line has gaps.
                for (int x = 0; x < icon.width(); ++x) {
                    for (int slot = 0; slot < 3; ++slot) {
                        if (icon.pixel(x, icon.height() / 2) == MetricPlot::penOf(theme, slot).color().rgb())
                            return slot;
                    }
                }
            }
            return -1;
        };
        const auto a = curvesOf("a", 3), b = curvesOf("b", 3), c = curvesOf("c", 3);
        panel.setRuns({a, b});
        QCOMPARE(slotOf(QStringLiteral("a")), 0);
        QCOMPARE(slotOf(QStringLiteral("b")), 1);
        panel.setRuns({b, c});
        QCOMPARE(slotOf(QStringLiteral("b")), 1);
        QCOMPARE(slotOf(QStringLiteral("c")), 0);
    }

    void exportsPictures()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("d.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        panel.setRuns({curvesOf("a", 30)});
        const std::vector<std::pair<QString, MetricPlot*>> plots{{QStringLiteral("Loss"), panel.plot(Metric::loss)},
                                                                 {QStringLiteral("Norm"), panel.plot(Metric::gradNorm)}};
        const QImage picture = plotsPicture(plots, QSize(400, 300), 2).toImage();
        QCOMPARE(picture.size(), QSize(800, 600));
        const QRgb line = MetricPlot::penOf(theme, 0).color().rgb();
        int found = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                found += picture.pixel(x, y) == line;
        QVERIFY(found > 100);
        const QString file = folder_.filePath(QStringLiteral("x.pdf"));
        writePlotsPdf(file, plots, QSize(400, 300));
        QFile pdf(file);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF"));
        QVERIFY_THROWS_EXCEPTION(std::exception, writePlotsPdf(QStringLiteral("/nowhere/x.pdf"), plots, QSize(400, 300)));
    }

    void picturesHaveDecimalPointsInEveryLanguage()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("e.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        panel.setRuns({curvesOf("a", 30)});
        MetricPlot* plot = panel.plot(Metric::gradNorm);
        plot->yAxis->setRange(1, 1.5);
        plot->setLocale(QLocale(QLocale::English));
        const QImage english = plotsPicture({{QStringLiteral("Norm"), plot}}, QSize(400, 300), 1).toImage();
        QLocale::setDefault(QLocale(QLocale::German));
        panel.setLocale(QLocale(QLocale::German));
        QCOMPARE(plot->locale().language(), QLocale::German);
        const QImage german = plotsPicture({{QStringLiteral("Norm"), plot}}, QSize(400, 300), 1).toImage();
        QCOMPARE(plot->locale().language(), QLocale::German);
        QLocale::setDefault(QLocale::c());
        QVERIFY(german == english);
    }

    void keepsEveryPeakWhereItDrawsFewPoints()
    {
        PointSeries series;
        for (int i = 0; i < 100'000; ++i)
            series.add(i, i == 54'321 ? 1000 : i == 77'777 ? -1000 : i % 7);
        const auto all = series.between(-5, 200'000, 500);
        QVERIFY(all.size() <= 1002);
        QVERIFY(std::ranges::is_sorted(all, std::less_equal<>()));
        QCOMPARE(all.front(), std::size_t(0));
        QCOMPARE(all.back(), std::size_t(99'999));
        QVERIFY(std::ranges::find(all, 54'321u) != all.end());
        QVERIFY(std::ranges::find(all, 77'777u) != all.end());
        // Few enough: all of them, and one beyond each edge.
        QCOMPARE(series.between(10.5, 12.5, 500), (std::vector<std::size_t>{10, 11, 12, 13}));
        QCOMPARE(series.between(99'998.5, 1e9, 500), (std::vector<std::size_t>{99'998, 99'999}));
        QVERIFY(PointSeries().between(0, 1, 10).empty());
    }

    void drawsTheExtremesOfALongRun()
    {
        Theme theme;
        MetricPlot plot(Metric::loss, theme);
        auto run = std::make_shared<RunCurves>(QStringLiteral("a"), QStringLiteral("a"));
        for (int i = 1; i <= 50'000; ++i)
            run->add(stepAt(i, i == 31'415 ? 9 : 1));
        plot.resize(800, 400);
        plot.setRuns({run}, {0});
        plot.replot();
        QCOMPARE(plot.drawnPoints(0), 50'000);
        const auto points = plot.graph(0)->data();
        QVERIFY(points->size() < 4000);
        QVERIFY(std::any_of(points->constBegin(), points->constEnd(), [](const QCPGraphData& p) { return p.key == 31'415 && p.value == 9; }));
        plot.xAxis->setRange(31'400, 31'430);
        plot.replot();
        QCOMPARE(plot.graph(0)->data()->size(), 33);
    }

    void checksumsAsTheCastagnoliPolynomialDoes()
    {
        // The check value of the catalogue of CRCs, and two of RFC 3720, B.4.
        QCOMPARE(crc32c("123456789"), 0xe3069283u);
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8a9136aau);
        QCOMPARE(crc32c(std::string(32, '\xff')), 0x62a8ab43u);
    }

    void writesEventFilesThatTensorBoardReads()
    {
        // TensorBoard 2.21 read a file of this writer once and gave these values back; here the bytes are taken apart by hand.
        auto run = curvesOf("a", 3);
        run->add(ValidationReport{.step = 2, .loss = 4.5, .tokenAccuracy = 0.5, .rows = 8, .best = true});
        const QByteArray file = eventFile(*run, 1000);
        const auto masked = [](const QByteArray& bytes) {
            return std::rotr(crc32c({bytes.data(), std::size_t(bytes.size())}), 15) + 0xa282ead8u;
        };
        QList<QByteArray> records;
        for (qsizetype at = 0; at < file.size();) {
            const auto length = qFromLittleEndian<quint64>(file.constData() + at);
            QCOMPARE(qFromLittleEndian<quint32>(file.constData() + at + 8), masked(file.mid(at, 8)));
            records << file.mid(at + 12, qsizetype(length));
            QCOMPARE(records.last().size(), qsizetype(length));
            QCOMPARE(qFromLittleEndian<quint32>(file.constData() + at + 12 + qsizetype(length)), masked(records.last()));
            at += 16 + qsizetype(length);
        }
        QCOMPARE(records.size(), 5);
        QVERIFY(records[0].endsWith("brain.Event:2"));
        const auto wallTime = [](const QByteArray& record) { return qFromLittleEndian<double>(record.constData() + 1); };
        QCOMPARE(wallTime(records[1]), 1000.5);
        QCOMPARE(wallTime(records[3]), 1001.5);
        QCOMPARE(int(records[3].at(10)), 3);
        const auto scalar = [](const QByteArray& record, const char* tag) {
            const qsizetype end = record.indexOf(tag) + qsizetype(qstrlen(tag));
            return record.at(end) == '\x15' ? double(qFromLittleEndian<float>(record.constData() + end + 1)) : std::nan("");
        };
        QCOMPARE(scalar(records[1], "train/loss"), 10.0);
        QCOMPARE(scalar(records[2], "train/loss"), 5.0);
        QCOMPARE(scalar(records[2], "train/tokens_per_second"), 200.0);
        QCOMPARE(scalar(records[4], "validation/loss"), 4.5);
        const QString path = writeEventFile(*run, folder_.path());
        QVERIFY(QFileInfo(path).fileName().startsWith(QStringLiteral("events.out.tfevents.")));
        QCOMPARE(QFileInfo(path).dir().dirName(), QStringLiteral("a"));
        QVERIFY_THROWS_EXCEPTION(std::exception, writeEventFile(*run, QStringLiteral("/proc/nowhere")));
    }

    void showsTheSameValuesAsATable()
    {
        CurveTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto run = curvesOf("a", 3);
        model.setRun(run);
        QCOMPARE(model.rowCount(), 3);
        run->add(stepAt(4, 2.5));
        model.refresh();
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3, 4).data().toString(), QStringLiteral("2.5"));
        run->add(stepAt(2, 1));
        model.refresh();
        QCOMPARE(model.rowCount(), 2);
    }
};

std::unique_ptr<QObject> makeCurvesTest()
{
    return std::make_unique<CurvesTest>();
}

#include "curves_test.moc"
