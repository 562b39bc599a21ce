#include "ui/runs/runs_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/common/flow_layout.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/runs/name_column_table.h"
#include "ui/runs/run_details.h"
#include "ui/runs/runs_filter.h"
#include "ui/runs/runs_model.h"
#include "ui/session/payload.h"

namespace icf::ui {

namespace {

/// Gives an action its text, and a tool tip that ends with its keys.
void nameAction(QAction* action, const QString& text, const QString& toolTip)
{
    action->setText(text);
    action->setToolTip(withKeys(toolTip, action->shortcut()));
}

} // namespace

RunsPage::RunsPage(Services& services, QWidget* parent)
    : Page(parent), services_(services), scanner_(services.background, services.settings), model_(new RunsModel(services.theme, this)),
      sorted_(new RunsFilter(this)), stack_(new QStackedWidget), split_(new QSplitter(Qt::Vertical)), table_(new NameColumnTable),
      details_(new RunDetails(services)), messages_(new MessageBar)
{
    setObjectName(QStringLiteral("runs"));
    auto* column = columnIn(this, {16, 16, 16, 16}, 8);
    column->addWidget(makeToolBar());
    column->addWidget(messages_);
    column->addWidget(stack_, 1);
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(RunsModel::kSortRole);
    makeRowTable(*table_);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setModel(sorted_);
    table_->setSortingEnabled(true);
    table_->setTabKeyNavigation(false);
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    table_->horizontalHeader()->setSectionsMovable(true);
    table_->horizontalHeader()->setFirstSectionMovable(false);
    table_->horizontalHeader()->setStretchLastSection(true);
    followColumns();
    table_->addActions({open_, duplicate_, resume_, rename_, archive_, trash_});
    split_->setHandleWidth(8);
    split_->addWidget(table_);
    split_->addWidget(details_);
    split_->setCollapsible(0, false);
    split_->setStretchFactor(0, 1);
    split_->setStretchFactor(1, 2);
    split_->setSizes({220, 520});
    split_->restoreState(services.settings.value(QStringLiteral("runs/splitter")).toByteArray());
    stack_->addWidget(makeEmpty());
    stack_->addWidget(split_);

    connect(&scanner_, &RunScanner::scanned, this, &RunsPage::onScanned);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPage::onSelection);
    connect(details_, &RunDetails::message, this, &Page::statusMessage);
    connect(details_, &RunDetails::openCheckpoint, this, &RunsPage::openCheckpoint);
    connect(details_, &RunDetails::notesChanged, &scanner_, &RunScanner::scan);
    connect(messages_, &MessageBar::actionTriggered, this, &RunsPage::undoTrash);
    updateActions();
    retranslate();
}

QAction* RunsPage::makeAction(const QString& iconName, const QKeySequence& keys, void (RunsPage::*slot)())
{
    QAction* action = pageAction(this, iconName, keys);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

QWidget* RunsPage::makeToolBar()
{
    open_ = makeAction(QStringLiteral("folder"), {}, &RunsPage::openFolder);
    duplicate_ = makeAction(QStringLiteral("copy"), QKeySequence(QStringLiteral("Ctrl+D")), &RunsPage::duplicate);
    resume_ = makeAction(QStringLiteral("play"), QKeySequence(QStringLiteral("Ctrl+R")), &RunsPage::resume);
    rename_ = makeAction(QStringLiteral("rename"), QKeySequence(Qt::Key_F2), &RunsPage::rename);
    archive_ = makeAction(QStringLiteral("archive"), {}, &RunsPage::archive);
    trash_ = makeAction(QStringLiteral("trash"), QKeySequence(QStringLiteral("Ctrl+Delete")), &RunsPage::trash);
    add_ = makeAction(QStringLiteral("plus"), QKeySequence(QStringLiteral("Ctrl+O")), &RunsPage::addFolder);
    columns_ = makeAction(QStringLiteral("settings"), {}, &RunsPage::chooseColumns);
    export_ = makeAction(QStringLiteral("export"), {}, &RunsPage::exportTable);
    title_ = roleLabel("title");
    filter_ = filterField();
    filter_->setMaximumWidth(280);
    archived_ = toggleButton();
    FlowBar* bar = flowOf({title_, filter_, archived_, room()}, 4);
    for (QAction* action : {resume_, duplicate_, open_, rename_, archive_, trash_, add_, columns_, export_}) {
        QToolButton* button = toolButton(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        bar->flow()->addWidget(button);
    }
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& words) {
        sorted_->setWords(words);
        updateActions();
    });
    connect(archived_, &QToolButton::toggled, this, [this](bool on) {
        sorted_->setArchived(on);
        updateActions();
    });
    return bar;
}

QWidget* RunsPage::makeEmpty()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setSpacing(12);
    emptyTitle_ = roleLabel("title");
    emptyText_ = new QLabel;
    emptyText_->setWordWrap(true);
    emptyText_->setMaximumWidth(520);
    emptyTrain_ = new QPushButton;
    emptyTrain_->setProperty("primary", true);
    connect(emptyTrain_, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(QStringLiteral("train"), {}); });
    column->addStretch(2);
    for (QWidget* widget : std::initializer_list<QWidget*>{emptyTitle_, emptyText_, emptyTrain_}) {
        column->addLayout(rowOf({room(1), {widget, widget == emptyText_ ? 1000 : 0}, room(1)}));
    }
    column->addStretch(3);
    return page;
}

QString RunsPage::title() const
{
    return tr("Runs");
}

QString RunsPage::summary() const
{
    return tr("All runs of this computer: curves, options, checkpoints");
}

void RunsPage::activated()
{
    scanner_.scan();
    table_->setFocus(Qt::OtherFocusReason);
}

void RunsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    scanner_.setWatching(true);
    details_->setActive(true);
}

void RunsPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    scanner_.setWatching(false);
    details_->setActive(false);
    services_.settings.setValue(QStringLiteral("runs/splitter"), split_->saveState());
}

void RunsPage::onScanned(const std::vector<ListedRun>& runs)
{
    QStringList chosen;
    for (const ListedRun& run : selected())
        chosen << QString::fromStdString(run.info.folder);
    const QStringList columns = model_->keys();
    const bool first = model_->rowCount() == 0;
    {
        const QScopedValueRollback applying(applying_, true);
        model_->setRuns(runs);
    }
    // Widths depend on what the columns hold.
    if (first || model_->keys() != columns)
        applyColumns();
    stack_->setCurrentIndex(runs.empty() ? 0 : 1);
    if (!wanted_.isEmpty() && model_->rowOf(wanted_) >= 0) {
        select(std::exchange(wanted_, {}));
    } else if (table_->selectionModel()->selectedRows().isEmpty() && sorted_->rowCount() > 0) {
        // A model reset (another option began to differ) takes the selection away.
        if (!restoreSelection(chosen))
            selectRow(sorted_->index(0, 0));
    }
    onSelection();
}

bool RunsPage::restoreSelection(const QStringList& folders)
{
    bool restored = false;
    for (const QString& folder : folders) {
        const QModelIndex index = sorted_->mapFromSource(model_->index(model_->rowOf(folder), 0));
        if (!index.isValid())
            continue;
        table_->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        restored = true;
    }
    return restored;
}

std::vector<ListedRun> RunsPage::selected() const
{
    std::vector<ListedRun> runs;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows())
        if (const ListedRun* run = model_->run(sorted_->mapToSource(index).row()))
            runs.push_back(*run);
    return runs;
}

void RunsPage::select(const QString& folder)
{
    const QModelIndex index = sorted_->mapFromSource(model_->index(model_->rowOf(folder), 0));
    if (index.isValid())
        selectRow(index);
}

void RunsPage::selectRow(const QModelIndex& index)
{
    // QTableView::selectRow would toggle the row while Ctrl is held.
    table_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RunsPage::onSelection()
{
    details_->show(selected());
    updateActions();
}

void RunsPage::updateActions()
{
    const std::vector<ListedRun> runs = selected();
    const bool one = runs.size() == 1;
    const auto busy = [](const ListedRun& run) { return run.info.state == RunState::running || run.info.state == RunState::paused; };
    const bool anyBusy = std::ranges::any_of(runs, busy);
    open_->setEnabled(one);
    duplicate_->setEnabled(one);
    rename_->setEnabled(one && !anyBusy);
    const bool unfinished = one && !anyBusy && runs.front().info.state != RunState::finished;
    const bool resumable = unfinished && !runs.front().info.checkpoints.empty();
    resume_->setEnabled(resumable);
    nameAction(resume_, tr("Resume"), unfinished && !resumable ? tr("This run has no checkpoint to resume from") : tr("Resume this run"));
    archive_->setEnabled(!runs.empty());
    trash_->setEnabled(!runs.empty() && !anyBusy);
    export_->setEnabled(sorted_->rowCount() > 0);
}

void RunsPage::receive(const QVariantMap& payload)
{
    if (payload.contains(QStringLiteral("folder"))) {
        wanted_ = payload.value(QStringLiteral("folder")).toString();
        scanner_.scan();
    }
    for (const QString& path : payload.value(payload::kPaths).toStringList())
        if (QFileInfo(path).isDir())
            addRoot(path);
}

void RunsPage::retranslate()
{
    title_->setText(tr("Runs"));
    filter_->setPlaceholderText(tr("Find runs"));
    filter_->setAccessibleName(filter_->placeholderText());
    archived_->setText(tr("Archived"));
    archived_->setToolTip(tr("Show archived runs too"));
    table_->setAccessibleName(tr("Runs"));
    table_->nameColumn()->setAccessibleName(tr("Names of the runs"));
    emptyTitle_->setText(tr("No runs yet"));
    emptyText_->setText(tr("A run is a folder with its settings, curves, answers and checkpoints. Runs started here or on the command line "
                           "appear in this list by themselves. Other folders can be added or dropped here."));
    emptyTrain_->setText(tr("Set up a run"));
    const auto name = nameAction;
    name(open_, tr("Open folder"), tr("Open the run's folder"));
    name(duplicate_, tr("Duplicate settings"), tr("Set up a new run with these settings"));
    name(rename_, tr("Rename…"), tr("Rename the run's folder"));
    name(archive_, tr("Archive"), tr("Hide from the list, or show again"));
    name(trash_, tr("Move to trash"), tr("Move the run's folder to the trash"));
    name(columns_, tr("Columns…"), tr("Choose what the table shows of the runs"));
    name(export_, tr("Export…"), tr("Write the table as CSV: these columns and rows, in this order"));
    name(add_, tr("Add a folder…"), tr("List the runs of another folder too"));
    updateActions();
    model_->retranslate();
    details_->retranslate();
}

} // namespace icf::ui
