#pragma once
#include "ui/data/data_facts.h"
#include "ui/plot/small_plot.h"

namespace icf::ui {

/// Rows by length of their context in tokens.
class LengthHistogram : public SmallPlot {
    Q_OBJECT
public:
    explicit LengthHistogram(Theme& theme, QWidget* parent = nullptr);

    void setFacts(const LengthFacts& facts);
    PlotTable table() const override;
    void retranslate();

protected:
    bool event(QEvent* event) override;

    void recolor() override;

private:
    QCPBars* bars_;
    LengthFacts facts_;
};

} // namespace icf::ui
