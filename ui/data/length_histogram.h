#pragma once
#include "ui/data/data_facts.h"
#include "ui/plot/small_plot.h"

namespace icf::ui {

/// A limit that cuts texts.
struct LengthLimit {
    QString name; ///< Of the option, in the current language.
    std::int64_t tokens = 0;
};

/// Rows by length of their context, or of their answer, in tokens, with the limits of training as lines.
class LengthHistogram : public SmallPlot {
    Q_OBJECT
public:
    explicit LengthHistogram(Theme& theme, QWidget* parent = nullptr);

    /// answers: whether these are lengths of answers.
    void setFacts(const LengthFacts& facts, bool answers, const QList<LengthLimit>& limits);
    PlotTable table() const override;
    void retranslate();
    /// The legend of the limits, a line each: "┃ Longest context 512: 3.2 % are longer".
    QStringList legendTexts() const;

protected:
    bool event(QEvent* event) override;

    void recolor() override;

private:
    QCPBars* bars_;
    LengthFacts facts_;
    QList<LengthLimit> limits_;
    bool answers_ = false;
};

} // namespace icf::ui
