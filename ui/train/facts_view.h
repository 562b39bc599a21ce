#pragma once
#include <QFrame>

#include "core/facts/facts.h"

class QGridLayout;
class QLabel;

namespace icf::ui {

/// What follows from the settings: ratio, parameters, operations and memory, itemised in tool tips.
class FactsView : public QFrame {
    Q_OBJECT
public:
    explicit FactsView(QWidget* parent = nullptr);

    void setFacts(const DerivedFacts& facts);
    /// Shows the memory that a run really took beside the estimate; 0: unknown.
    void setMeasuredPeak(std::int64_t bytes);
    void retranslate();

private:
    struct Line {
        QLabel* name;
        QLabel* value;
    };
    Line addLine();
    void showFacts();

    QGridLayout* grid_;
    Line ratio_, digests_, parameters_, flops_, memory_;
    QLabel* problem_;
    DerivedFacts facts_;
    std::int64_t measured_ = 0;
};

} // namespace icf::ui
