#pragma once
#include <QWidget>

#include <memory>
#include <optional>

#include "core/engine/engine.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QSplitter;
class QTableView;
class QToolButton;

namespace icf::ui {

class ColorScale;
class DigestModel;
class HeatMap;
class KeptText;

/// Attention of the digests over the context: the text with what the digests still know of it, a heat map, and beside it the same as a table.  A token that is
/// chosen in the text is marked in the map, and the other way round.
class AttentionPanel : public QWidget {
    Q_OBJECT
public:
    explicit AttentionPanel(QWidget* parent = nullptr);

    /// Shows a report; null clears the panel.
    void setReport(std::shared_ptr<const AttentionReport> report);
    /// Shows what can be read back of the same context; absent: nothing is known yet.
    void setReconstruction(const std::optional<ReconstructionReport>& report);
    /// Says in place of it whether it is on its way.
    void setReading(bool reading);
    HeatMap* heatMap() const { return map_; }
    KeptText* text() const { return text_; }
    QTableView* table() const { return table_; }
    /// True unless the report is of a compressor without attention: then there are only digests to show.
    bool hasAttention() const { return !report_ || report_->layers > 0; }
    void retranslate();

private:
    void fillChoices();
    void showMatrix();
    void showCell();

    std::shared_ptr<const AttentionReport> report_;
    QLabel *layerLabel_, *headLabel_, *cell_;
    QComboBox *layer_, *head_;
    QCheckBox* scaleRows_;
    QToolButton *zoomIn_, *zoomOut_, *fit_;
    HeatMap* map_;
    DigestModel* digests_;
    QTableView* table_;
    bool reading_ = false;
    KeptText* text_;
    ColorScale *textScale_, *mapScale_;
    QSplitter *splitter_, *down_;
};

} // namespace icf::ui
