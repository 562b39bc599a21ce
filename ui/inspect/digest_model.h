#pragma once
#include <QAbstractTableModel>

#include "ui/inspect/attention_matrix.h"

namespace icf::ui {

/// The heat map as a table: for each digest the tokens it attends to most and the vocabulary tokens nearest to it.
class DigestModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kDigest, kChunk, kTokens, kWeight, kNearest, kColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setMatrix(AttentionMatrix matrix);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Puts the headings into the current language.
    void retranslate();

private:
    QString strongestTokens(int digest, int count, bool weights) const;

    AttentionMatrix matrix_;
};

} // namespace icf::ui
