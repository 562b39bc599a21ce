#pragma once
#include "ui/inspect/reconstruction.h"
#include "ui/plot/small_plot.h"

namespace icf::ui {

/// Accuracy by position: the probability of each right token, its running mean, whether the teacher-forced and the
/// free-running token were right, and the edges of the chunks.
class AccuracyPlot : public SmallPlot {
    Q_OBJECT
public:
    explicit AccuracyPlot(Theme& theme, QWidget* parent = nullptr);

    void setReconstruction(const Reconstruction& reconstruction);
    /// Marks an original token; -1: none.
    void setCurrent(int position);
    void retranslate();

Q_SIGNALS:
    /// The pointer is over this original token (-1: none).
    void hovered(int position);

protected:
    void mouseMoveEvent(QMouseEvent* event) override;

    void recolor() override;

private:
    QCPGraph *points_, *mean_, *freeMean_;
    QCPItemStraightLine* cursor_;
    QVector<QCPItemStraightLine*> edges_;
    int tokens_ = 0;
};

/// Mean over a window of neighbours on both sides, narrower at the ends: values[i] becomes the mean of values[i-half … i+half].
std::vector<double> runningMean(const std::vector<double>& values, int half);

} // namespace icf::ui
