#pragma once
#include <QAbstractTableModel>
#include <QString>

#include <vector>

#include "core/engine/engine.h"

namespace icf::ui {

/// Model and checkpoint folders with what can be told of them without loading weights.
class ModelTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kName, kKind, kParameters, kSize, kPrecision, kHidden, kLayers, kReads, kFits, kColumnCount };
    /// Sorts by this role: numbers as numbers.
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    /// Adds a folder, or replaces what was known of it.
    void put(const ModelSummary& summary);
    /// The language model that compressors are checked against.
    void setLanguageModel(const QString& path);
    const ModelSummary& at(int row) const { return rows_.at(std::size_t(row)); }
    const std::vector<ModelSummary>& all() const { return rows_; }
    /// Row of a folder; -1 when it is not listed.
    int rowOf(const QString& path) const;
    /// The chosen language model's summary; null when it is not listed.
    const ModelSummary* languageModel() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Puts headings and texts into the current language.
    void retranslate();

    static bool isLanguageModel(const ModelSummary& summary) { return summary.languageModel; }
    static bool isCompressor(const ModelSummary& summary) { return summary.compressor; }
    /// "Language model", "Compressor", or the model_type as it stands.
    static QString kindText(const ModelSummary& summary);

private:
    QString fitText(const ModelSummary& summary, bool reason) const;

    std::vector<ModelSummary> rows_;
    QString languageModel_;
};

} // namespace icf::ui
