#pragma once
#include <QAbstractTableModel>
#include <QString>

#include <vector>

#include "core/engine/engine.h"

namespace icf::ui {

/// One column of the reconstruction: what stands at one place of the three texts laid side by side.
struct ReconstructionCell {
    int position = -1; ///< Index of the original token; -1 where free running put in a token.
    QString original;
    QString forced; ///< Likeliest token under teacher forcing.
    QString freeRunning; ///< Greedy token laid opposite; empty where it left one out.
    double probability = 0; ///< Of the right token under teacher forcing.
    bool forcedRight = false;
    bool freeRight = false;
    bool chunkStart = false; ///< The first token of a chunk (not the first of all).
    int chunk = 0;
};

/// A reconstruction report laid out for reading: the free-running text is aligned with the original.
struct Reconstruction {
    std::vector<ReconstructionCell> cells;
    int tokens = 0; ///< Original tokens with the closing eos.
    int forcedRight = 0;
    int freeRight = 0; ///< Original tokens that free running has at their place.
    bool exact = false; ///< Free running gave the original, eos included.
    double loss = 0; ///< Mean cross-entropy per token.

    static Reconstruction make(const ReconstructionReport& report);
};

/// The reconstruction as a table, one row per cell.
class ReconstructionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kPosition, kChunk, kOriginal, kForced, kProbability, kFree, kColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setReconstruction(const Reconstruction& reconstruction);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Puts the headings into the current language.
    void retranslate();

private:
    Reconstruction reconstruction_;
};

} // namespace icf::ui
