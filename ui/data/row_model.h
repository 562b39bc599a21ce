#pragma once
#include <QAbstractTableModel>
#include <QCache>

#include <memory>

#include "core/data/dataset.h"

namespace icf::ui {

/// The rows of a data set as a table.  Reads rows when they are shown and keeps a few hundred of them; of a very large set
/// only a window of kWindow rows is in the table at a time, because views keep something for every row.
class RowModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kLine, kContext, kPrompt, kAnswer, kColumnCount };
    /// Most rows in the table at a time.
    static constexpr int kWindow = 100'000;

    explicit RowModel(QObject* parent = nullptr);

    /// Shows a data set from its first row; null: none.
    void setDataSet(std::shared_ptr<const DataSet> rows);
    const DataSet* dataSet() const { return rows_.get(); }
    /// Data set row of the table's first row.
    qint64 first() const { return first_; }
    /// Moves the window so that it begins at this data set row (made a multiple of kWindow).
    void setFirst(qint64 row);
    /// The row of data that a row of the table shows; a row that cannot be read any more comes back empty and is reported by readFailed.
    DataRow rowAt(int tableRow) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Puts the headings into the current language.
    void retranslate();

Q_SIGNALS:
    /// A row could not be read: the file changed underneath.
    void readFailed(const QString& message) const;

private:
    std::shared_ptr<const DataSet> rows_;
    qint64 first_ = 0;
    mutable QCache<qint64, DataRow> cache_;
};

} // namespace icf::ui
