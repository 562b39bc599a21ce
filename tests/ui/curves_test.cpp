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

namespace {

StepReport stepAt(std::int64_t step, double loss)
{
    StepReport report;
    report.step = step;
    report.loss = loss;
    report.gradNorm = 1 + 0.1 * double(step);
    report.learningRate = 1e-3;
    report.seconds = 0.5 * double(step);
    report.tokens = 100 * step;
    report.tokensPerSecond = 200;
    return report;
}

std::shared_ptr<RunCurves> curvesOf(const char* name, int steps)
{
    auto run = std::make_shared<RunCurves>(QLatin1StringView(name), QLatin1StringView(name));
    for (int i = 1; i <= steps; ++i)
        run->add(stepAt(i, 10.0 / i));
    return run;
}

} // namespace

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

    void theChosenAxisIsNamedFollowedAndRemembered()
    {
        Theme theme;
        const QString file = folder_.filePath(QStringLiteral("axis.ini"));
        auto run = std::make_shared<RunCurves>(QStringLiteral("a"), QStringLiteral("a"));
        run->setSamplesPerEpoch(20);
        for (int i = 1; i <= 10; ++i) {
            StepReport step = stepAt(i, 10.0 / i);
            step.epoch = (i - 1) / 5;
            step.sample = 4 * ((i - 1) % 5 + 1);
            run->add(step);
        }
        {
            Settings settings(file);
            CurvePanel panel(theme, settings, QStringLiteral("test"));
            panel.resize(1000, 700);
            panel.show();
            QVERIFY(QTest::qWaitForWindowExposed(&panel));
            panel.setRuns({run});
            MetricPlot* plot = panel.plot(Metric::loss);
            QCOMPARE(plot->xAxis->label(), QStringLiteral("Step"));
            // Pinned at step 5.
            const QPoint five(int(plot->xAxis->coordToPixel(5)), plot->axisRect()->center().y());
            QTest::mouseClick(plot, Qt::LeftButton, {}, five);
            QVERIFY(plot->isPinned());
            QVERIFY2(plot->crosshairText().startsWith(QStringLiteral("step 5\n2")), qPrintable(plot->crosshairText()));
            auto* axis = panel.findChild<QComboBox*>();
            axis->setFocus();
            QTest::keyClick(axis, Qt::Key_Down);
            QCOMPARE(axis->currentText(), QStringLiteral("Epochs"));
            QCOMPARE(plot->xAxis->label(), QStringLiteral("Epoch"));
            QCOMPARE(plot->xAxis->range().upper, 2.0);
            QVERIFY2(plot->isPinned() && plot->crosshairText().startsWith(QStringLiteral("epoch 1\n2")), qPrintable(plot->crosshairText()));
            QTest::keyClick(axis, Qt::Key_Down);
            QCOMPARE(plot->xAxis->label(), QStringLiteral("Context tokens"));
            QCOMPARE(plot->xAxis->range().upper, 1000.0);
            QVERIFY2(plot->crosshairText().startsWith(QStringLiteral("500 tokens\n2")), qPrintable(plot->crosshairText()));
            QTest::keyClick(axis, Qt::Key_Down);
            QCOMPARE(plot->xAxis->label(), QStringLiteral("Training time (h:min:s)"));
            QCOMPARE(plot->xAxis->range().upper, 5.0);
            QVERIFY2(plot->crosshairText().startsWith(QStringLiteral("2.5 s\n2")), qPrintable(plot->crosshairText()));
        }
        Settings settings(file);
        CurvePanel again(theme, settings, QStringLiteral("test"));
        QCOMPARE(again.findChild<QComboBox*>()->currentText(), QStringLiteral("Time"));
    }

    void saysWhichRunHasNoEpochsToShow()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("noepochs.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        auto known = curvesOf("known", 6);
        known->setSamplesPerEpoch(100);
        panel.setRuns({curvesOf("old", 6), known});
        auto* axis = panel.findChild<QComboBox*>();
        axis->setCurrentIndex(axis->findData(int(Horizontal::epoch)));
        auto* banner = panel.findChild<MessageBar*>();
        QVERIFY2(banner->text().startsWith(QStringLiteral("old: ")) && !banner->text().contains(QStringLiteral("known")), qPrintable(banner->text()));
        QCOMPARE(banner->severity(), QStringLiteral("info"));
        QCOMPARE(panel.plot(Metric::loss)->drawnPoints(0), 0);
        QCOMPARE(panel.plot(Metric::loss)->drawnPoints(1), 6);
        axis->setCurrentIndex(axis->findData(int(Horizontal::step)));
        QVERIFY(banner->text().isEmpty());
        QCOMPARE(panel.plot(Metric::loss)->drawnPoints(0), 6);
    }

    void drawsWhatValidationsMeasured()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("validations.ini")));
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        panel.resize(1200, 700);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        auto run = curvesOf("a", 20);
        panel.setRuns({run});
        MetricPlot* accuracy = panel.plot(Metric::validationAccuracy);
        MetricPlot* diagonality = panel.plot(Metric::diagonality);
        QVERIFY(!accuracy->isVisible() && !diagonality->isVisible());
        run->add(ValidationReport{.step = 10, .loss = 2, .tokenAccuracy = 0.25, .rows = 8});
        run->add(ValidationReport{.step = 20, .loss = 1, .tokenAccuracy = 0.5, .rows = 8, .diagonality = 0.75});
        panel.refresh();
        QVERIFY(accuracy->isVisible() && diagonality->isVisible());
        QCOMPARE(accuracy->drawnPoints(0), 2);
        QCOMPARE(diagonality->drawnPoints(0), 1);
        // The axis is that of the steps; the values are those of the validation nearby.
        QCOMPARE(accuracy->xAxis->range(), panel.plot(Metric::loss)->xAxis->range());
        accuracy->showCrosshair(18);
        QCOMPARE(accuracy->crosshairText(), QStringLiteral("step 18\n0.5"));
        accuracy->showCrosshair(2);
        QCOMPARE(accuracy->crosshairText(), QStringLiteral("step 2"));
        // A diagonality that was not measured is no fault of the run.
        QCOMPARE(diagonality->graph(3)->data()->size(), 0);
        QVERIFY(curvesCsv({run}, Horizontal::step, std::nullopt).contains(",200,1,0.5,0.75\n"));
    }

    void theUserChoosesThePlotsBelowTheLoss()
    {
        Theme theme;
        const QString file = folder_.filePath(QStringLiteral("plots.ini"));
        auto run = curvesOf("a", 20);
        run->add(ValidationReport{.step = 20, .loss = 1, .tokenAccuracy = 0.5, .rows = 8, .diagonality = 0.75});
        const auto open = [](const CurvePanel& panel) {
            for (auto* button : panel.findChildren<QToolButton*>())
                if (button->accessibleName() == QStringLiteral("Plots"))
                    return button->menu();
            return static_cast<QMenu*>(nullptr);
        };
        const auto visible = [](const CurvePanel& panel) {
            int count = 0;
            for (const Metric metric : {Metric::gradNorm, Metric::learningRate, Metric::tokensPerSecond, Metric::validationAccuracy, Metric::diagonality})
                count += panel.plot(metric)->isVisible();
            return count;
        };
        {
            Settings settings(file);
            CurvePanel panel(theme, settings, QStringLiteral("test"));
            panel.resize(1200, 700);
            panel.show();
            QVERIFY(QTest::qWaitForWindowExposed(&panel));
            panel.setRuns({run});
            QCOMPARE(visible(panel), 5);
            // Where there is little room the most telling stay.
            panel.resize(440, 700);
            QTRY_COMPARE(visible(panel), 3);
            QVERIFY(panel.plot(Metric::validationAccuracy)->isVisible() && !panel.plot(Metric::learningRate)->isVisible());
            // Whoever asks for one more gets all in two rows.
            QMenu* menu = open(panel);
            QVERIFY(menu);
            menu->popup(QPoint(0, 0));
            QVERIFY(QTest::qWaitForWindowExposed(menu));
            for (QAction* action : menu->actions())
                if (action->text() == QStringLiteral("Learning rate")) {
                    QVERIFY(!action->isChecked());
                    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                }
            QTRY_COMPARE(visible(panel), 4);
            QVERIFY(panel.plot(Metric::learningRate)->mapTo(&panel, QPoint()).y() > panel.plot(Metric::gradNorm)->mapTo(&panel, QPoint()).y());
        }
        Settings settings(file);
        CurvePanel again(theme, settings, QStringLiteral("test"));
        again.resize(1200, 700);
        again.show();
        again.setRuns({run});
        QCOMPARE(visible(again), 4);
        QVERIFY(!again.plot(Metric::diagonality)->isVisible());
    }

    void theMeanOfCurvesIsTakenWhereTwoHaveValues()
    {
        PointSeries one, two, three;
        for (int x = 1; x <= 4; ++x)
            one.add(x, x);
        two.add(1, 3);
        two.add(3, 7);
        three.add(10, 1);
        const MeanBand band = meanBand({&one, &two, &three}, false);
        QCOMPARE(band.x, (std::vector<double>{1, 2, 3}));
        // At 2 the second curve is taken to be straight: (2 + 5) / 2.
        QCOMPARE(band.mean, (std::vector<double>{2, 3.5, 5}));
        QVERIFY(std::abs(band.deviation[0] - std::sqrt(2.0)) < 1e-12);
        QCOMPARE(band.curves, (std::vector<int>{2, 2, 2}));
        QVERIFY(meanBand({&one}, false).empty());
        // Long curves are met at fewer points, from the first to the last.
        PointSeries a, b;
        for (int i = 1; i <= 100'000; ++i) {
            a.add(i, 1);
            b.add(i, 3);
        }
        for (const bool geometric : {false, true}) {
            const MeanBand many = meanBand({&a, &b}, geometric);
            QVERIFY(many.x.size() > 1900 && many.x.size() <= 2000);
            QCOMPARE(many.x.back(), 100'000.0);
            QVERIFY(std::ranges::all_of(many.mean, [](double mean) { return mean == 2; }));
            QCOMPARE(many.x[1] < 2, geometric);
        }
    }

    void severalRunsAreOneLineInABand()
    {
        Theme theme;
        Settings settings(folder_.filePath(QStringLiteral("mean.ini")));
        settings.setValue(QStringLiteral("test/smoothing"), 0);
        CurvePanel panel(theme, settings, QStringLiteral("test"));
        panel.resize(1000, 700);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const auto constant = [](const char* name, double loss, int steps) {
            auto run = std::make_shared<RunCurves>(QLatin1StringView(name), QLatin1StringView(name));
            for (int i = 1; i <= steps; ++i)
                run->add(stepAt(i, loss));
            run->add(ValidationReport{.step = 5, .loss = loss + 1, .tokenAccuracy = loss / 10, .rows = 8});
            return run;
        };
        const auto a = constant("a", 2, 10), b = constant("b", 4, 10), c = constant("c", 6, 5);
        const auto press = [&](const QString& name) {
            // The legend is made anew when the view changes, and shown by the layout.
            QToolButton* found = nullptr;
            QVERIFY2(QTest::qWaitFor([&] {
                for (auto* button : panel.findChildren<QToolButton*>())
                    if (button->isVisible() && (button->accessibleName() == name || button->text() == name))
                        found = button;
                return found != nullptr;
            }), qPrintable(name));
            QTest::mouseClick(found, Qt::LeftButton);
        };
        // One run has no mean.
        panel.setRuns({a});
        for (auto* button : panel.findChildren<QToolButton*>())
            QVERIFY(button->accessibleName() != QStringLiteral("Mean and band") || !button->isVisible());
        panel.setRuns({a, b, c});
        MetricPlot* plot = panel.plot(Metric::loss);
        QVERIFY(plot->band().empty());
        press(QStringLiteral("Mean and band"));
        QCOMPARE(PageFixture::child<QLabel>(panel, "meanLegend")->text(), QStringLiteral("Mean of 3 run(s) ± standard deviation"));
        plot->showCrosshair(5);
        QCOMPARE(plot->crosshairText(), QStringLiteral("step 5\nmean 4 ± 2\n3 run(s)"));
        plot->showCrosshair(6);
        QCOMPARE(plot->crosshairText(), QStringLiteral("step 6\nmean 3 ± 1.414\n2 run(s)"));
        QVERIFY(!plot->graph(1)->visible());
        MetricPlot* accuracy = panel.plot(Metric::validationAccuracy);
        QCOMPARE(accuracy->band().x, (std::vector<double>{5}));
        QVERIFY(std::abs(accuracy->band().mean[0] - 0.4) < 1e-12);
        QVERIFY(plot->yAxis->range().contains(2) && plot->yAxis->range().contains(6));
        QVERIFY(meanCsv({plot}, Horizontal::step, std::nullopt).startsWith("metric,step,mean,standard_deviation,runs\nloss,1,4,2,3\n"));
        QCOMPARE(meanCsv({plot}, Horizontal::step, std::pair(9.5, 20.0)).count('\n'), 2);
        // A run that is hidden is not in it.
        press(QStringLiteral("c"));
        QTRY_COMPARE(PageFixture::child<QLabel>(panel, "meanLegend")->text(), QStringLiteral("Mean of 2 run(s) ± standard deviation"));
        plot->showCrosshair(5);
        QCOMPARE(plot->crosshairText(), QStringLiteral("step 5\nmean 3 ± 1.414\n2 run(s)"));
        // Over the axis that is chosen.
        auto* axis = panel.findChild<QComboBox*>();
        axis->setCurrentIndex(axis->findData(int(Horizontal::tokens)));
        QCOMPARE(plot->band().x.back(), 1000.0);
        press(QStringLiteral("Mean and band"));
        QVERIFY(plot->band().empty() && plot->graph(1)->visible());
    }

    void picturesNameRunsSmoothingAndAxis()
    {
        Theme theme;
        MetricPlot plot(Metric::gradNorm, theme);
        plot.resize(200, 70);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.setRuns({curvesOf("a", 30)}, {0});
        // Too low for the title on the screen, not in a picture.
        QCOMPARE(plot.xAxis->label(), QString());
        QCOMPARE(plot.horizontalTitle(), QStringLiteral("Step"));
        const std::vector<std::pair<QString, MetricPlot*>> plots{{QStringLiteral("Norm"), &plot}};
        const QImage bare = plotsPicture(plots, QSize(400, 300), 1).toImage();
        QPen red(Qt::red, 2);
        const QImage named = plotsPicture(plots, QSize(400, 300), 1, {{{QStringLiteral("a run"), red}}, QStringLiteral("Smoothing 0.60")}).toImage();
        const auto count = [](const QImage& image, QColor color) {
            int found = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    found += image.pixel(x, y) == color.rgb();
            return found;
        };
        QCOMPARE(count(bare, Qt::red), 0);
        QVERIFY(count(named, Qt::red) >= 20);
        QCOMPARE(plot.xAxis->label(), QString());
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
