#pragma once
#include "ui/common/custom_plot.h"

#include <memory>
#include <optional>
#include <vector>

#include "ui/common/theme.h"
#include "ui/plot/mean_band.h"
#include "ui/plot/point_series.h"
#include "ui/plot/run_curves.h"
#include "ui/plot/smoothing.h"

namespace icf::ui {

/// How the curves are shown; the same for all plots of a panel.
struct PlotView {
    Horizontal horizontal = Horizontal::step;
    double smoothing = 0.6;       ///< Factor of the moving average.
    bool logX = false;
    bool logY = false;
    bool mean = false;            ///< Two runs or more as one line of their mean, in a band of ± their standard deviation.
    bool ignoreOutliers = true;   ///< The range leaves out 1 % at each end, and spikes.
};

/// One metric of several runs: a faint line of the values, a firm line of their moving average, validation as points, and marks
/// where a value is not finite.  Runs that do not tell what the horizontal axis counts have no curve.  Dragging pans, the wheel zooms (Ctrl: vertical only), Shift and dragging zooms into a box, a
/// click pins the crosshair, a double click or Home fits; arrows pan and +/− zoom.
class MetricPlot : public QCustomPlot {
    Q_OBJECT
public:
    MetricPlot(Metric metric, const Theme& theme, QWidget* parent = nullptr);

    using Runs = std::vector<std::shared_ptr<const RunCurves>>;

    /// Exchanges the runs; colour and dashes come from each run's slot.
    void setRuns(const Runs& runs, const std::vector<int>& slots_);
    void setView(const PlotView& view);
    /// Draws points that were added to the runs; fits the range while following.
    void refresh();
    /// Whether the range follows the data; user's moves turn it off.
    bool isFollowing() const { return following_; }
    void setFollowing(bool following);
    /// Fits everything.
    void fit();
    /// Shows the range of another plot of the panel.
    void setHorizontalRange(const QCPRange& range);
    /// Puts the crosshair at a position of the horizontal axis.
    void showCrosshair(double x);
    void hideCrosshair();
    bool isPinned() const { return pinned_; }
    /// Whether the crosshair stays where it is; the panel pins all of its plots together.
    void setPinned(bool pinned);
    /// The values at the crosshair; empty without one.
    QString crosshairText() const;
    Metric metric() const { return metric_; }
    /// What the horizontal axis counts, with its unit.  A plot that is too low for it does not show it.
    QString horizontalTitle() const;
    /// Number of points of a run that the plot shows, whatever part of them stands for the rest at this zoom.
    int drawnPoints(std::size_t run) const;
    /// What is drawn in place of the runs, of their moving averages; empty unless the view asks for it and there are two.
    const MeanBand& band() const { return band_; }
    /// Draws one run in front; −1: none.
    void highlight(int run);

    /// Pen of a run's slot: colours repeat with another dash pattern.
    static QPen penOf(const Theme& theme, int slot);

Q_SIGNALS:
    /// The user moved; following is off now.
    void userMoved();
    void horizontalRangeChanged(const QCPRange& range);
    void crosshairMoved(double x);
    void crosshairLeft();
    /// A click on x.
    void pinRequested(bool pinned, double x);
    void followRequested();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Drawn {
        std::shared_ptr<const RunCurves> run;
        int slot = 0;
        QCPGraph* raw = nullptr;
        QCPGraph* smooth = nullptr;
        QCPGraph* validation = nullptr;
        QCPGraph* bad = nullptr;
        PointSeries values;   ///< The finite ones.
        PointSeries averages; ///< As many.
        DebiasedAverage average;
        std::size_t points = 0;
        std::size_t validations = 0;
        std::uint64_t revision = 0;
    };

    QCPGraph* addMarkedGraph();
    bool isSmoothed() const;
    bool showsMean() const { return view_.mean && drawn_.size() >= 2; }
    void makeMeanGraphs();
    void styleMean();
    void drawMean();
    QString meanText(double x) const;
    void draw(Drawn& drawn);
    void drawAnew(Drawn& drawn);
    /// Gives the graphs the points that the present range and width can show.
    void thinOut();
    void style(Drawn& drawn);
    void applyColors();
    void applyAxes();
    QCPRange verticalRange() const;
    void showTitle();
    void moved();
    QString textAt(double x) const;
    /// Where a position of the present axis is on another one; nothing where no run has a step.
    std::optional<double> sameStep(double x, Horizontal axis) const;

    Metric metric_;
    const Theme& theme_;
    PlotView view_;
    std::vector<Drawn> drawn_;
    MeanBand band_;
    QCPGraph* meanLine_ = nullptr;       ///< These four are there when runs are.
    QCPGraph* bandLow_ = nullptr;
    QCPGraph* bandHigh_ = nullptr;
    QCPGraph* meanValidation_ = nullptr;
    QCPItemStraightLine* line_;
    QCPItemText* text_;
    bool following_ = true;
    bool pinned_ = false;
    double crosshairX_ = 0;
    bool setting_ = false;
    int highlighted_ = -1;
    QPoint pressed_;
};

} // namespace icf::ui
