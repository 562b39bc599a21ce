#pragma once

#include "ui/common/flow_layout.h"
#include "ui/compare/comparison.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace icf::ui {

/// How contexts are cut and answers are drawn; the same for every column.
class SettingsPanel : public FlowBar {
    Q_OBJECT
public:
    explicit SettingsPanel(QWidget* parent = nullptr);

    CompareSettings settings() const;
    void setSettings(const CompareSettings& settings);
    /// One line for when the panel is folded away: "greedy · at most 256 tokens · chunks of 32".
    QString summary() const;
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    void updateEnabled();

    QCheckBox* chunk_;
    QSpinBox *chunkLength_, *longest_, *topK_, *seed_;
    QDoubleSpinBox *temperature_, *topP_;
    QList<QLabel*> labels_;
};

} // namespace icf::ui
