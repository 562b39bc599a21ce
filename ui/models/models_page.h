#pragma once
#include <QPointer>

#include "ui/common/services.h"
#include "ui/models/model_table.h"
#include "ui/page.h"
#include "ui/session/shared_session.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace icf::ui {

class FitView;
class MessageBar;

/// The model and checkpoint folders found on the disk: what they are and which fit together.
class ModelsPage : public Page {
    Q_OBJECT
public:
    ModelsPage(Services& services, SharedSession& session, QWidget* parent = nullptr);
    ~ModelsPage() override;

    QString title() const override;
    QString summary() const override;
    QString iconName() const override { return QStringLiteral("models"); }
    void activated() override;
    void retranslate() override;
    /// Takes a folder to list and select (ui/session/payload.h), or dropped folders.
    void receive(const QVariantMap& payload) override;

    ModelTable* models() const { return table_; }
    QTableView* view() const { return view_; }
    /// Looks through all folders anew.
    void rescan();

private:
    void buildLayout();
    QStringList roots() const;
    void addRoot(const QString& folder);
    void removeRoot(const QString& folder);
    void fillRootMenu();
    void select(const QString& path);
    const ModelSummary* selected() const;
    void showDetails();
    /// Asks what memory a language model takes on the devices that there are; shown when the answer is there.
    void askMemory(const QString& path);
    void updateState();

    Services& services_;
    SharedSession& session_;
    QPointer<Job> scan_, memory_;
    QString memoryOf_; ///< The model that the memory is of, or asked of.
    bool scanned_ = false;
    QString wanted_; ///< Selected once the scan finds it.
    ModelTable* table_;
    QSortFilterProxyModel* sorted_;
    QTableView* view_;
    QLineEdit* filter_;
    QPushButton *add_, *folders_, *rescan_, *useModel_, *useCompressor_, *compare_, *inspect_;
    QMenu* rootMenu_;
    MessageBar* message_;
    QLabel *title_, *status_, *name_, *empty_, *fit_, *hint_;
    FitView* fits_;
    QWidget* details_;
    QFormLayout* facts_;
    QStackedWidget* stack_;
};

} // namespace icf::ui
