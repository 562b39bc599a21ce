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

/// The panel of curves: its axis, its plots, the mean of several runs, pictures.
class CurvePanelTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;

private Q_SLOTS:
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
};

std::unique_ptr<QObject> makeCurvePanelTest()
{
    return std::make_unique<CurvePanelTest>();
}

#include "curve_panel_test.moc"
