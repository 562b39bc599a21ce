#pragma once
#include <QWidget>

#include "ui/compare/comparison.h"

class QLabel;
class QLineEdit;
class QListView;
class QMenu;
class QPushButton;
class QSortFilterProxyModel;
class QToolButton;

namespace icf::ui {

class ComparisonHistory;

/// The list of earlier comparisons: search, open, delete, export.
class HistoryPanel : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPanel(ComparisonHistory& history, QWidget* parent = nullptr);

    void retranslate();
    QLineEdit* search() const { return search_; }
    QListView* list() const { return list_; }

Q_SIGNALS:
    /// The user opened a comparison.
    void opened(const icf::ui::Comparison& comparison);
    /// Something could not be written.
    void failed(const QString& message);
    /// One line for the status bar.
    void told(const QString& message);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void open(const QModelIndex& index);
    void removeSelected();
    void exportShown(int format);
    void updateState();

    ComparisonHistory& history_;
    QSortFilterProxyModel* shown_;
    QLineEdit* search_;
    QListView* list_;
    QLabel *title_, *empty_;
    QPushButton *remove_, *export_;
    QMenu* menu_;
};

} // namespace icf::ui
