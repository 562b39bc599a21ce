#pragma once
#include <QWidget>

#include <optional>

#include "ui/inspect/reconstruction.h"

class QLabel;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace icf::ui {

class AccuracyPlot;
class GlossView;
class Theme;

/// How well the context can be read back from its digests: the three texts, the figures, and accuracy by position.
class ReconstructionPanel : public QWidget {
    Q_OBJECT
public:
    explicit ReconstructionPanel(Theme& theme, QWidget* parent = nullptr);

    /// Shows a report; absent clears the panel.
    void setReport(const std::optional<ReconstructionReport>& report);
    QTableView* table() const { return table_; }
    GlossView* gloss() const { return gloss_; }
    void retranslate();

private:
    void showSummary();

    std::optional<Reconstruction> reconstruction_;
    QLabel* summary_;
    QToolButton* asTable_;
    QStackedWidget* stack_;
    GlossView* gloss_;
    ReconstructionModel* model_;
    QTableView* table_;
    AccuracyPlot* plot_;
    QSplitter* splitter_;
};

} // namespace icf::ui
