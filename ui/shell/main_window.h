#pragma once
#include <QMainWindow>

#include <functional>
#include <vector>

#include "ui/common/services.h"
#include "ui/shell/problem_report.h"

class QLabel;
class QStackedWidget;
class QToolButton;

namespace icf::ui {

class HelpWindow;
class Page;
class SideBar;

/// The studio's window: side bar, pages, status bar; theme and language menus; drag and drop; closing.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// Asked before the window closes.  Returns true when it may close now; otherwise it may call the function later to close
    /// the window after all (without being asked again).
    using CloseGuard = std::function<bool(std::function<void()> closeLater)>;

    MainWindow(Services& services, Languages& languages, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Adds a page; its objectName is the name that other pages open it by.  Files dropped on the window reach the page in
    /// front as receive({"paths": list}).
    void addPage(Page* page);
    /// Shows a page by objectName.  Returns false when there is none.
    bool showPage(const QString& name);
    /// Hands a payload to a page and shows it.
    void open(const QString& name, const QVariantMap& payload);
    Page* currentPage() const;
    const std::vector<Page*>& pages() const { return pages_; }
    const MessageLog& messages() const { return messages_; }
    void addCloseGuard(CloseGuard guard) { guards_.push_back(std::move(guard)); }
    /// Says in the status bar, for good, that another studio uses the same settings.
    void showSecondCopy();
    /// Restores geometry and the page that was last shown.
    void restore();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeActions();
    void makeToolMenu();
    void fillRecentRuns();
    void select(int index);
    /// Puts the focus where it was on the page, else on the page's first control.
    void focusPage(Page* page);
    void retranslate();
    void store();
    void showHelp();

    Services& services_;
    Languages& languages_;
    SideBar* sideBar_;
    QStackedWidget* stack_;
    QLabel* status_;
    QToolButton* menuButton_;
    std::vector<Page*> pages_;
    std::vector<CloseGuard> guards_;
    QAction* shortcuts_;
    QAction* about_;
    QAction* report_;
    QAction* cuda_;
    QAction* help_;
    QAction* compact_;
    QAction* quit_;
    HelpWindow* helpWindow_ = nullptr;
    std::vector<QAction*> pageActions_;
    QMenu* toolMenu_;
    QMenu* themeMenu_;
    QMenu* languageMenu_;
    QMenu* recentMenu_;
    MessageLog messages_;
    bool closing_ = false;
    bool secondCopy_ = false;
};

} // namespace icf::ui
