#include "ui/shell/main_window.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QUrl>

#include "ui/common/elided_label.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/languages.h"
#include "ui/common/message_bar.h"
#include "ui/common/page_area.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/common/theme.h"
#include "ui/page.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/cuda_dialog.h"
#include "ui/shell/help_window.h"
#include "ui/shell/report_dialog.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/shell/side_bar.h"

namespace icf::ui {

namespace {
constexpr int kStatusMilliseconds = 8000;
}

MainWindow::MainWindow(Services& services, Languages& languages, QWidget* parent)
    : QMainWindow(parent), services_(services), languages_(languages), sideBar_(new SideBar), stack_(new QStackedWidget),
      status_(new ElidedLabel)
{
    auto* center = new QWidget;
    auto* row = rowIn(center, {}, 0);
    row->addWidget(sideBar_);
    row->addWidget(stack_, 1);
    setCentralWidget(center);
    statusBar()->setSizeGripEnabled(false);
    status_->setObjectName(QStringLiteral("secondCopy"));
    statusBar()->addPermanentWidget(status_);
    setWindowIcon(QIcon(QStringLiteral(":/icons/icformer-studio.svg")));
    setAcceptDrops(true);
    // Room for the frame that the desktop puts around it.
    resize(QSize(1360, 860).boundedTo(screen()->availableSize() - QSize(8, 40)));
    makeActions();
    makeToolMenu();
    connect(sideBar_, &SideBar::chosen, this, &MainWindow::select);
    retranslate();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeActions()
{
    const auto make = [this](const QString& iconName, const QKeySequence& keys) {
        auto* action = new QAction(icon(iconName), {}, this);
        action->setShortcut(keys);
        addAction(action);
        return action;
    };
    help_ = make(QStringLiteral("help"), QKeySequence::HelpContents);
    shortcuts_ = make(QStringLiteral("keyboard"), QKeySequence(QStringLiteral("Ctrl+?")));
    about_ = make(QStringLiteral("info"), {});
    report_ = make(QStringLiteral("warning"), {});
    report_->setObjectName(QStringLiteral("reportProblem"));
    cuda_ = make(QStringLiteral("bench"), {});
    cuda_->setObjectName(QStringLiteral("chooseCuda"));
    compact_ = make(QStringLiteral("menu"), QKeySequence(QStringLiteral("Ctrl+B")));
    compact_->setCheckable(true);
    quit_ = make(QStringLiteral("close"), QKeySequence::Quit);
    connect(shortcuts_, &QAction::triggered, this, [this] { ShortcutsDialog(this, this).exec(); });
    connect(about_, &QAction::triggered, this, [this] { AboutDialog(this).exec(); });
    connect(report_, &QAction::triggered, this, [this] { ReportDialog(services_, languages_, messages_, this).exec(); });
    connect(cuda_, &QAction::triggered, this, [this] { CudaDialog(services_.settings, this).exec(); });
    connect(help_, &QAction::triggered, this, &MainWindow::showHelp);
    connect(quit_, &QAction::triggered, this, &QWidget::close);
    connect(compact_, &QAction::toggled, sideBar_, &SideBar::setCompact);
}

void MainWindow::makeToolMenu()
{
    toolMenu_ = new QMenu(this);
    themeMenu_ = toolMenu_->addMenu(icon(QStringLiteral("sun")), {});
    auto* themes = new QActionGroup(this);
    for (const Theme::Scheme scheme : {Theme::Scheme::system, Theme::Scheme::light, Theme::Scheme::dark, Theme::Scheme::contrast}) {
        QAction* action = themeMenu_->addAction(QString());
        action->setCheckable(true);
        action->setChecked(services_.theme.scheme() == scheme);
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, scheme] {
            services_.theme.setScheme(scheme);
            services_.settings.setValue(QStringLiteral("window/theme"), Theme::name(scheme));
        });
    }
    languageMenu_ = toolMenu_->addMenu(icon(QStringLiteral("language")), {});
    auto* choices = new QActionGroup(this);
    for (const Languages::Language& language : Languages::all()) {
        QAction* action = languageMenu_->addAction(language.nativeName);
        action->setCheckable(true);
        action->setChecked(language.code == languages_.current());
        choices->addAction(action);
        connect(action, &QAction::triggered, this, [this, code = language.code] {
            services_.settings.setValue(QStringLiteral("window/language"), code);
            languages_.use(code);
        });
    }
    recentMenu_ = toolMenu_->addMenu(icon(QStringLiteral("runs")), {});
    recentMenu_->setObjectName(QStringLiteral("recentRuns"));
    connect(recentMenu_, &QMenu::aboutToShow, this, &MainWindow::fillRecentRuns);
    toolMenu_->addSeparator();
    toolMenu_->addActions({compact_, cuda_, shortcuts_, help_, report_, about_});
    toolMenu_->addSeparator();
    toolMenu_->addAction(quit_);
    menuButton_ = sideBar_->addTool(QStringLiteral("settings"));
    menuButton_->setPopupMode(QToolButton::InstantPopup);
    menuButton_->setMenu(toolMenu_);
}

void MainWindow::fillRecentRuns()
{
    recentMenu_->clear();
    for (const QString& folder : services_.settings.recent(Settings::Recent::run)) {
        QAction* action = recentMenu_->addAction(QFileInfo(folder).fileName());
        action->setToolTip(plainTip(folder));
        connect(action, &QAction::triggered, this, [this, folder] {
            open(QStringLiteral("runs"), {{QStringLiteral("folder"), folder}});
        });
    }
    if (recentMenu_->isEmpty())
        recentMenu_->addAction(tr("None yet"))->setEnabled(false);
}

void MainWindow::addPage(Page* page)
{
    const int index = sideBar_->addPage(page->iconName());
    stack_->addWidget(new PageArea(page));
    pages_.push_back(page);
    auto* action = new QAction(icon(page->iconName()), {}, this);
    if (index < 9)
        action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(index + 1)));
    connect(action, &QAction::triggered, this, [this, index] { select(index); });
    addAction(action);
    pageActions_.push_back(action);
    connect(page, &Page::openRequested, this, &MainWindow::open);
    connect(page, &Page::statusMessage, this, [this](const QString& text) {
        statusBar()->showMessage(text, kStatusMilliseconds);
        messages_.add(text);
    });
    for (MessageBar* bar : page->findChildren<MessageBar*>())
        connect(bar, &MessageBar::shown, this,
            [this](const QString& severity, const QString& text) { messages_.add(severity + QStringLiteral(": ") + text); });
    page->retranslate();
    retranslate();
    if (index == 0)
        select(0);
}

void MainWindow::select(int index)
{
    if (index < 0 || index >= int(pages_.size()))
        return;
    const QWidget* before = QApplication::focusWidget();
    sideBar_->setCurrent(index);
    stack_->setCurrentIndex(index);
    Page* page = pages_[std::size_t(index)];
    // Who walks through the side bar by keys stays there.
    if (!before || !sideBar_->isAncestorOf(before))
        focusPage(page);
    setWindowTitle(tr("%1 — IC-Former Studio").arg(page->title()));
    page->activated();
}

void MainWindow::focusPage(Page* page)
{
    if (QWidget* last = page->focusWidget(); last && last->isEnabled()) {
        last->setFocus(Qt::OtherFocusReason);
        return;
    }
    for (QWidget* next = page->nextInFocusChain(); next != page; next = next->nextInFocusChain()) {
        if (page->isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) && next->isEnabled() && next->isVisibleTo(page)) {
            next->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

bool MainWindow::showPage(const QString& name)
{
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        if (pages_[i]->objectName() == name) {
            select(int(i));
            return true;
        }
    }
    return false;
}

void MainWindow::open(const QString& name, const QVariantMap& payload)
{
    if (showPage(name))
        currentPage()->receive(payload);
}

Page* MainWindow::currentPage() const
{
    const int index = stack_->currentIndex();
    return index < 0 ? nullptr : pages_[std::size_t(index)];
}

void MainWindow::showHelp()
{
    if (!helpWindow_)
        helpWindow_ = new HelpWindow(this);
    // Each manual has its headings in its own language, as the pages have their titles.
    helpWindow_->showSection(currentPage() ? currentPage()->title() : QString());
}

void MainWindow::showSecondCopy()
{
    secondCopy_ = true;
    retranslate();
}

void MainWindow::restore()
{
    restoreGeometry(services_.settings.value(QStringLiteral("window/geometry")).toByteArray());
    compact_->setChecked(services_.settings.value(QStringLiteral("window/compact"), false).toBool());
    showPage(services_.settings.value(QStringLiteral("window/page")).toString());
}

void MainWindow::store()
{
    services_.settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    services_.settings.setValue(QStringLiteral("window/compact"), sideBar_->isCompact());
    if (currentPage())
        services_.settings.setValue(QStringLiteral("window/page"), currentPage()->objectName());
    services_.settings.sync();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    store();
    if (!closing_) {
        for (const CloseGuard& guard : guards_) {
            const auto closeLater = [self = QPointer<MainWindow>(this)] {
                if (self) {
                    self->closing_ = true;
                    self->close();
                }
            };
            if (!guard(closeLater)) {
                event->ignore();
                return;
            }
        }
    }
    event->accept();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        for (Page* page : pages_)
            page->retranslate();
    }
}

void MainWindow::retranslate()
{
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        const QString keys = pageActions_[i]->shortcut().toString(QKeySequence::NativeText);
        pageActions_[i]->setText(pages_[i]->title());
        sideBar_->describe(int(i), pages_[i]->title(),
                           keys.isEmpty() ? pages_[i]->summary() : tr("%1 (%2)").arg(pages_[i]->summary(), keys));
    }
    setWindowTitle(currentPage() ? tr("%1 — IC-Former Studio").arg(currentPage()->title()) : tr("IC-Former Studio"));
    status_->setText(secondCopy_ ? tr("Another window of the studio is open: the one closed last keeps its settings.") : QString());
    menuButton_->setText(tr("Settings"));
    menuButton_->setToolTip(tr("Appearance, language, shortcuts, help"));
    menuButton_->setAccessibleName(menuButton_->text());
    themeMenu_->setTitle(tr("Appearance"));
    languageMenu_->setTitle(tr("Language"));
    recentMenu_->setTitle(tr("Recent runs"));
    const QStringList schemes{tr("Follow system"), tr("Light"), tr("Dark"), tr("High contrast")};
    for (int i = 0; i < int(schemes.size()); ++i)
        themeMenu_->actions().at(i)->setText(schemes.at(i));
    cuda_->setText(tr("NVIDIA GPU…"));
    help_->setText(tr("Help"));
    shortcuts_->setText(tr("Keyboard shortcuts"));
    report_->setText(tr("Report a problem…"));
    about_->setText(tr("About IC-Former Studio"));
    compact_->setText(tr("Narrow side bar"));
    quit_->setText(tr("Quit"));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    if (paths.isEmpty() || !currentPage())
        return;
    event->acceptProposedAction();
    currentPage()->receive({{QStringLiteral("paths"), paths}});
}

} // namespace icf::ui
