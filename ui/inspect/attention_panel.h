#pragma once
#include <QWidget>

#include <memory>

#include "core/engine/engine.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QSplitter;
class QTableView;
class QToolButton;

namespace icf::ui {

class DigestModel;
class HeatMap;

/// Attention of the digests over the context: a heat map, and beside it the same as a table.
class AttentionPanel : public QWidget {
    Q_OBJECT
public:
    explicit AttentionPanel(QWidget* parent = nullptr);

    /// Shows a report; null clears the panel.
    void setReport(std::shared_ptr<const AttentionReport> report);
    HeatMap* heatMap() const { return map_; }
    QTableView* table() const { return table_; }
    QSplitter* splitter() const { return splitter_; }
    /// True unless the report is of a compressor without attention: then there are only digests to show.
    bool hasAttention() const { return !report_ || report_->layers > 0; }
    void retranslate();

private:
    void fillChoices();
    void showMatrix();

    std::shared_ptr<const AttentionReport> report_;
    QLabel *layerLabel_, *headLabel_, *cell_;
    QComboBox *layer_, *head_;
    QCheckBox* scaleRows_;
    QToolButton *zoomIn_, *zoomOut_, *fit_;
    HeatMap* map_;
    DigestModel* digests_;
    QTableView* table_;
    QSplitter* splitter_;
};

} // namespace icf::ui
