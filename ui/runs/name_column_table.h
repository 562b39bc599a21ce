#pragma once
#include <QTableView>

namespace icf::ui {

/// A table whose first column stays in sight when it is scrolled sideways.  A second view of that column lies over the first one; keys,
/// selection, sorting and widths are shared.
class NameColumnTable : public QTableView {
    Q_OBJECT
public:
    explicit NameColumnTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// The view of the first column.
    QTableView* nameColumn() const { return names_; }
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void updateGeometries() override;

private:
    void place();
    void hideOthers();

    QTableView* names_;
};

} // namespace icf::ui
