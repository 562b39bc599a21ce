#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "core/run/run_folder.h"
#include "curves_fixture.h"
#include "ui/common/message_bar.h"
#include "ui/common/settings.h"
#include "ui/plot/curve_panel.h"

using namespace icf;
using namespace icf::ui;

/// The panel of curves with little room, and with runs that have long names, no finite value, or several sessions.
class AwkwardCurvesTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    Theme theme_;
    Settings settings_{folder_.filePath(QStringLiteral("settings.ini"))};

    std::unique_ptr<CurvePanel> panelOf(const MetricPlot::Runs& runs, QSize size)
    {
        auto panel = std::make_unique<CurvePanel>(theme_, settings_, QStringLiteral("test"));
        panel->setRuns(runs);
        panel->resize(size);
        panel->show();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(panel.get())); }();
        return panel;
    }
    static std::shared_ptr<RunCurves> withValidations(const char* name)
    {
        auto run = curvesOf(name, 40);
        for (const std::int64_t step : {10, 20, 40})
            run->add(ValidationReport{.step = step, .loss = 0.25, .tokenAccuracy = 0.987654, .diagonality = 0.123456});
        return run;
    }
    /// Labels of a card.
    static QList<QLabel*> labelsOf(const MetricPlot* plot) { return plot->parentWidget()->findChildren<QLabel*>(); }

private Q_SLOTS:
    void init() { settings_.setValue(QStringLiteral("test/horizontal"), int(Horizontal::step)); }

    /// As wide as on the pages Train and Runs in a window of 1024 × 700.
    void titlesAndValuesOfSmallPlotsAreWhole_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("train") << 424;
        QTest::newRow("runs") << 838;
    }
    void titlesAndValuesOfSmallPlotsAreWhole()
    {
        QFETCH(int, width);
        const auto panel = panelOf({withValidations("a")}, {width, 420});
        int small = 0;
        for (const Metric metric : {Metric::gradNorm, Metric::validationAccuracy, Metric::tokensPerSecond, Metric::learningRate, Metric::diagonality}) {
            const MetricPlot* plot = panel->plot(metric);
            if (!plot->isVisible())
                continue;
            ++small;
            for (const QLabel* label : labelsOf(plot))
                QVERIFY2(label->contentsRect().width() >= label->fontMetrics().horizontalAdvance(label->text()), qPrintable(label->text()));
        }
        QVERIFY(small >= 2);
    }

    void theCrosshairTextIsWholeInEveryPlot()
    {
        const auto panel = panelOf({withValidations("a")}, {838, 420});
        panel->plot(Metric::loss)->showCrosshair(20);
        QVERIFY(panel->plot(Metric::loss)->crosshairText().startsWith(QStringLiteral("step 20\n")));
        for (const Metric metric : {Metric::gradNorm, Metric::tokensPerSecond, Metric::learningRate}) {
            MetricPlot* plot = panel->plot(metric);
            QVERIFY(plot->isVisible());
            for (const double x : {2.0, 20.0, 39.0}) {
                plot->showCrosshair(x);
                QVERIFY(!plot->crosshairText().isEmpty() && !plot->crosshairText().contains(QLatin1Char('\n')));
                const auto* text = plot->findChild<QCPItemText*>();
                QVERIFY(text->topLeft->pixelPosition().x() >= 0 && text->bottomRight->pixelPosition().x() <= plot->width());
            }
        }
    }

    void hoveringBehindARunsEndSaysNothingOfIt()
    {
        const auto panel = panelOf({curvesOf("long", 20), curvesOf("short", 5)}, {800, 500});
        MetricPlot* plot = panel->plot(Metric::loss);
        const auto hover = [plot](double step) {
            const QPointF at(plot->xAxis->coordToPixel(step), plot->axisRect()->center().y());
            QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
            QApplication::sendEvent(plot, &move);
            return plot->crosshairText();
        };
        QVERIFY2(hover(5).contains(QStringLiteral("short: 2")), qPrintable(hover(5)));
        QVERIFY2(hover(12).contains(QStringLiteral("long: ")) && !hover(12).contains(QStringLiteral("short")), qPrintable(hover(12)));
    }

    void longNamesNeitherWidenThePanelNorBecomeHtml()
    {
        const QByteArray name = "<h1>R&D " + QByteArray(200, 'x') + " seed 3";
        auto bad = curvesOf(name.constData(), 4);
        bad->add(stepAt(5, std::nan("")));
        const auto panel = panelOf({bad, curvesOf("b", 4)}, {600, 500});
        QVERIFY2(panel->minimumSizeHint().width() <= 600, qPrintable(QString::number(panel->minimumSizeHint().width())));
        const QToolButton* legend = nullptr;
        for (const auto* button : panel->findChildren<QToolButton*>())
            if (button->text().startsWith(QStringLiteral("<h1>R&&D ")) && button->text().endsWith(QStringLiteral("seed 3")))
                legend = button;
        QVERIFY(legend && legend->width() < 500);
        QVERIFY(!Qt::mightBeRichText(legend->toolTip()) || legend->toolTip().contains(QStringLiteral("&lt;h1&gt;")));
        const auto* banner = panel->findChild<MessageBar*>();
        QVERIFY(banner->isVisible() && banner->text().size() < 200);
    }

    void picturesSayWhatTheMarksAre()
    {
        const auto panel = panelOf({curvesOf("a", 4)}, {800, 500});
        QCOMPARE(panel->pictureLegend().note, QStringLiteral("Smoothing 0.60"));
        panel->setRuns({curvesOf("a", 4), withValidations("b")});
        QCOMPARE(panel->pictureLegend().note, QStringLiteral("Smoothing 0.60   ◇ validation"));
        QCOMPARE(panel->pictureLegend().runs.back().first, QStringLiteral("b"));
    }

    void aRunWithoutStepsSaysSo()
    {
        const auto panel = panelOf({std::make_shared<RunCurves>(QStringLiteral("a"), QStringLiteral("a"))}, {800, 500});
        const auto says = [&] { return labelsOf(panel->plot(Metric::loss)).last()->text(); };
        QCOMPARE(says(), QStringLiteral("No values yet"));
        QVERIFY(labelsOf(panel->plot(Metric::loss)).last()->isVisible());
        panel->setRuns({curvesOf("b", 4)});
        QCOMPARE(says(), QStringLiteral("2.5"));
    }

    void marksOfARunWithoutAFiniteLossStandAmongItsValidations()
    {
        for (const bool validatedFirst : {false, true}) {
            RunCurves made(QStringLiteral("a"), QStringLiteral("a"));
            auto run = std::make_shared<RunCurves>(made);
            const auto panel = panelOf({run}, {800, 500});
            const auto validate = [&] {
                for (const std::int64_t step : {2, 4})
                    run->add(ValidationReport{.step = step, .loss = 40, .tokenAccuracy = 0.5});
            };
            if (validatedFirst)
                validate();
            for (int i = 1; i <= 4; ++i)
                run->add(stepAt(i, std::numeric_limits<double>::quiet_NaN()));
            panel->refresh();
            if (!validatedFirst)
                validate();
            panel->refresh();
            const MetricPlot* plot = panel->plot(Metric::loss);
            const QCPGraph* bad = plot->graph(3);
            QCOMPARE(bad->data()->size(), 4);
            for (const QCPGraphData& mark : *bad->data())
                QVERIFY(plot->yAxis->range().contains(mark.value));
        }
    }

    void datesCountFromTheStartOfEachSession()
    {
        RunInfo info;
        QVERIFY(sessionsOf(info).empty());
        info.started = "2026-01-02T10:00:00Z";
        const double start = 1767348000;
        // The first resumption came to nothing: the second one began at the same step.
        info.extra = {{"resumed", {{{"time", "2026-01-02T10:05:00Z"}, {"step", 4}}, {{"time", "2026-01-02T11:00:00Z"}, {"step", 4}}, {{"time", 7}}, 7}}};
        const std::vector<RunSession> sessions = sessionsOf(info);
        QCOMPARE(sessions.size(), std::size_t(2));
        QCOMPARE(sessions[0].time, start);
        QCOMPARE(sessions[1], (RunSession{4, start + 3600}));
        auto run = curvesOf("a", 3);
        QVERIFY(!run->has(Horizontal::date));
        run->setSessions(sessions);
        for (int i = 4; i <= 6; ++i)
            run->add(stepAt(i, 1));
        // Half a second a step.
        QCOMPARE(run->x(Horizontal::date, 0), start + 0.5);
        QCOMPARE(run->x(Horizontal::date, 3), start + 2);
        QCOMPARE(run->x(Horizontal::date, 4), start + 3600.5);
        // Cut back, and with what was earlier put in front.
        run->add(stepAt(5, 2));
        QCOMPARE(run->size(), std::size_t(5));
        QCOMPARE(run->x(Horizontal::date, 4), start + 3600.5);
        RunCurves later(QStringLiteral("a"), QStringLiteral("a"));
        later.setSessions(sessions);
        later.add(stepAt(5, 1));
        later.addEarlier({stepAt(1, 1), stepAt(4, 1)}, {});
        QCOMPARE(later.x(Horizontal::date, 2), start + 3600.5);
        // A run that begins with another one's steps: they were before it.
        RunCurves begun(QStringLiteral("b"), QStringLiteral("b"));
        begun.setSessions({{0, start}, {4, start + 1}});
        begun.add(stepAt(2, 1));
        begun.add(stepAt(4, 1));
        begun.add(stepAt(5, 1));
        QCOMPARE(begun.x(Horizontal::date, 0), start);
        QCOMPARE(begun.x(Horizontal::date, 1), start + 1);
        QCOMPARE(begun.x(Horizontal::date, 2), start + 1.5);
    }

    void theHorizontalAxisCanTellDateAndTime()
    {
        auto run = curvesOf("dated", 10);
        run->setSessions({{0, 1767348000}, {5, 1767348000 + 3 * 86400}});
        const auto panel = panelOf({run, curvesOf("undated", 10)}, {900, 600});
        auto* axis = panel->findChild<QComboBox*>();
        axis->setFocus();
        QTest::keyClicks(axis, QStringLiteral("D"));
        QCOMPARE(axis->currentText(), QStringLiteral("Date"));
        MetricPlot* plot = panel->plot(Metric::loss);
        QCOMPARE(plot->xAxis->label(), QStringLiteral("Date and time"));
        QCOMPARE(plot->xAxis->range().lower, 1767348000.5);
        QCOMPARE(plot->xAxis->range().upper, 1767348000 + 3 * 86400 + 2.5);
        QVERIFY(panel->findChild<MessageBar*>()->text().startsWith(QStringLiteral("undated: its run.json does not say when it began")));
        QCOMPARE(plot->drawnPoints(1), 0);
        // A logarithm of a date means nothing.
        const QList<QToolButton*> buttons = panel->findChildren<QToolButton*>();
        // Pressing it makes those of the legend anew.
        const auto logX = std::ranges::find(buttons, QStringLiteral("log x"), [](const QToolButton* button) { return button->text(); });
        QVERIFY(logX != buttons.end());
        QTest::mouseClick(*logX, Qt::LeftButton);
        QCOMPARE(plot->xAxis->scaleType(), QCPAxis::stLinear);
        plot->showCrosshair(1767348002.5);
        const QString when = QDateTime::fromSecsSinceEpoch(1767348002).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        QVERIFY2(plot->crosshairText().startsWith(when), qPrintable(plot->crosshairText()));
    }
};

std::unique_ptr<QObject> makeAwkwardCurvesTest()
{
    return std::make_unique<AwkwardCurvesTest>();
}

#include "awkward_curves_test.moc"
