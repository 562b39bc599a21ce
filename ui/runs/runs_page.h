#pragma once
#include <QStringList>
#include <QVariantMap>

#include <optional>

#include "ui/common/services.h"
#include "ui/page.h"
#include "ui/runs/run_files.h"
#include "ui/runs/run_scanner.h"

class QAction;
class QHeaderView;
class QLabel;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;
class QPushButton;

namespace icf::ui {

class MessageBar;
class NameColumnTable;
class RunDetails;
class RunsFilter;
class RunsModel;

/// The run folders of this computer: a sortable table, and what is known of the selected runs.
class RunsPage : public Page {
    Q_OBJECT
public:
    explicit RunsPage(Services& services, QWidget* parent = nullptr);

    QString title() const override;
    QString summary() const override;
    QString iconName() const override { return QStringLiteral("runs"); }
    void activated() override;
    void retranslate() override;
    /// Takes {"folder": run to select} and {"paths": dropped folders, whose runs are listed from now on}.
    void receive(const QVariantMap& payload) override;

    QTableView* table() const;
    RunDetails* details() const { return details_; }

protected:
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeToolBar();
    QWidget* makeEmpty();
    QAction* makeAction(const QString& iconName, const QKeySequence& keys, void (RunsPage::*slot)());
    void onScanned(const std::vector<ListedRun>& runs);
    void onSelection();
    /// Adds the rows of these folders to the selection; false when none of them is listed.
    bool restoreSelection(const QStringList& folders);
    std::vector<ListedRun> selected() const;
    void select(const QString& folder);
    void selectRow(const QModelIndex& index);
    void updateActions();
    void followColumns();
    void applyColumns();
    /// Keys of the columns from left to right.
    QStringList keysAsShown() const;
    void chooseColumns();
    void showColumns(const std::optional<QStringList>& keys);
    void showHeaderMenu(const QHeaderView& header, const QPoint& position);
    void addFolder();
    void addRoot(const QString& folder);
    void openFolder();
    void duplicate();
    void resume();
    void rename();
    void archive();
    void trash();
    void undoTrash();
    void exportTable();
    void openCheckpoint(const QString& page, const RunInfo& run, const QString& checkpoint, const SampleReport* sample);

    Services& services_;
    RunScanner scanner_;
    RunsModel* model_;
    RunsFilter* sorted_;
    QStackedWidget* stack_;
    QSplitter* split_;
    NameColumnTable* table_;
    RunDetails* details_;
    MessageBar* messages_;
    QLabel* title_;
    QLineEdit* filter_;
    QToolButton* archived_;
    QLabel* emptyTitle_;
    QLabel* emptyText_;
    QPushButton* emptyTrain_;
    QAction* open_;
    QAction* duplicate_;
    QAction* resume_;
    QAction* rename_;
    QAction* archive_;
    QAction* trash_;
    QAction* add_;
    QAction* columns_;
    QAction* export_;
    QString sortKey_;          ///< Column that the rows are sorted by, whether it is shown or not.
    Qt::SortOrder sortOrder_ = Qt::DescendingOrder;
    QVariantMap widths_;       ///< Of columns that the user has dragged, by key.
    QStringList order_;        ///< Keys in the order that the user dragged them into, whether they are shown or not; empty: the usual one.
    bool applying_ = false;
    std::vector<TrashedRun> trashed_;
    QString wanted_;  ///< Folder to select once it is listed.
};

} // namespace icf::ui
