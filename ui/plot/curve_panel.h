#pragma once
#include <QWidget>

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "ui/plot/curve_export.h"
#include "ui/plot/metric_plot.h"

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QSlider;
class QToolButton;

namespace icf::ui {

class FlowBar;

class MessageBar;
class PlotGrid;
class Settings;

/// Name of a metric in the current language.
QString titleOf(Metric metric);
/// What it says, for a tool tip; empty where the name does.
QString meaningOf(Metric metric);

/// The curves of one or more runs: loss large, others small below, as chosen; tool bar, legend, crosshair with values over all
/// plots, export, and a banner when a loss is not finite, or a run does not tell what the horizontal axis counts.
class CurvePanel : public QWidget {
    Q_OBJECT
public:
    /// name: prefix of the settings in which the view is remembered.
    CurvePanel(const Theme& theme, Settings& settings, const QString& name, QWidget* parent = nullptr);

    /// Exchanges the runs.  A run keeps its colour while the panel lives.
    void setRuns(const MetricPlot::Runs& runs);
    /// Draws what was added to the runs; cheap enough for every report.
    void refresh();
    MetricPlot* plot(Metric metric) const;
    /// What exported pictures say above the plots.
    PictureLegend pictureLegend() const;
    void retranslate();

Q_SIGNALS:
    /// One line for the status bar: what was exported, or why not.
    void message(const QString& text);

private:
    struct Card {
        Metric metric;
        MetricPlot* plot;
        QLabel* title;
        QLabel* value;
    };

    QWidget* makeToolBar();
    QWidget* makeCard(Metric metric);
    QToolButton* makeTool(const QString& iconName, bool checkable);
    void applyView();
    void loadView();
    void showLegend();
    bool showsMean() const { return view_.mean && shownRuns().size() >= 2; }
    QString meanLegend() const;
    void showValues();
    void showNotes();
    QMenu* makePlotsMenu();
    void arrangePlots();
    void namePlots();
    /// The most telling first.
    static std::span<const Metric> smallPlots();
    void setFollowing(bool following);
    void exportPicture(bool pdf);
    void exportCsv(bool visibleOnly);
    void exportEvents();
    void copyPicture();
    std::vector<std::pair<QString, MetricPlot*>> titledPlots() const;
    MetricPlot::Runs shownRuns() const;
    void showRuns();

    const Theme& theme_;
    Settings& settings_;
    QString name_;
    PlotView view_;
    std::vector<Card> cards_;
    PlotGrid* small_;
    MetricPlot::Runs runs_;
    std::map<QString, int> slotOf_;
    std::map<QString, bool> hidden_;
    QComboBox* horizontal_;
    QLabel* smoothingLabel_;
    QSlider* smoothing_;
    QLabel* smoothingValue_;
    QToolButton* logX_;
    QToolButton* logY_;
    QToolButton* mean_;
    QToolButton* outliers_;
    QToolButton* follow_;
    QToolButton* chosen_;
    std::vector<QAction*> plotActions_;  ///< One for each small plot.
    QAction* allFitting_;
    QToolButton* table_;
    QToolButton* export_;
    std::vector<QAction*> exportActions_;
    FlowBar* legend_;
    MessageBar* banner_;
};

} // namespace icf::ui
