#pragma once
#include "ui/plot/custom_plot.h"

#include "ui/data/data_facts.h"

namespace icf::ui {

class Theme;

/// Rows by length of their context in tokens.
class LengthHistogram : public QCustomPlot {
    Q_OBJECT
public:
    explicit LengthHistogram(Theme& theme, QWidget* parent = nullptr);

    void setFacts(const LengthFacts& facts);
    void retranslate();

protected:
    bool event(QEvent* event) override;

private:
    void recolor();

    Theme& theme_;
    QCPBars* bars_;
    LengthFacts facts_;
};

} // namespace icf::ui
