#include "ui/runs/run_details.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/common/engine_text.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/format.h"
#include "ui/common/parts.h"
#include "ui/plot/curve_panel.h"
#include "ui/runs/checkpoint_table.h"
#include "ui/runs/difference_model.h"
#include "ui/runs/run_watcher.h"
#include "ui/train/samples_view.h"

namespace icf::ui {

namespace {
constexpr int kNoteMilliseconds = 600;
}

RunDetails::RunDetails(Services& services, QWidget* parent)
    : QWidget(parent), services_(services), watcher_(new RunWatcher(services.background, this)), tabs_(new QTabWidget),
      curves_(new CurvePanel(services.theme, services.settings, QStringLiteral("runCurves"))), samples_(new SamplesView(services.theme)),
      differences_(new DifferenceModel(this)), options_(new QTableView)
{
    auto* column = columnIn(this);
    column->addWidget(tabs_);
    tabs_->setDocumentMode(true);
    options_->setModel(differences_);
    options_->setShowGrid(false);
    options_->setTabKeyNavigation(false);
    options_->verticalHeader()->hide();
    options_->horizontalHeader()->setDefaultSectionSize(240);
    options_->horizontalHeader()->setStretchLastSection(true);
    options_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* curvePage = new QWidget;
    auto* curveColumn = columnIn(curvePage, {0, 8, 0, 0});
    curveColumn->addWidget(curves_);
    for (QWidget* page : std::initializer_list<QWidget*>{curvePage, samples_, options_, makeCheckpoints(), makeNotes()})
        tabs_->addTab(page, QString());
    noteDelay_.setSingleShot(true);
    noteDelay_.setInterval(kNoteMilliseconds);
    connect(&noteDelay_, &QTimer::timeout, this, &RunDetails::storeNotes);
    connect(curves_, &CurvePanel::message, this, &RunDetails::message);
    connect(watcher_, &RunWatcher::grown, this, [this] {
        curves_->refresh();
        checkpoints_->refresh();
    });
    connect(watcher_, &RunWatcher::sampled, this, [this](const QString& folder, const std::vector<SampleReport>& samples, bool anew) {
        if (runs_.empty() || QString::fromStdString(runs_.front().info.folder) != folder)
            return;
        if (anew)
            samples_->samples()->clear();
        for (const SampleReport& sample : samples)
            samples_->samples()->add(sample);
    });
    connect(samples_, &SamplesView::compareRequested, this, [this](const SampleReport& sample) {
        if (!runs_.empty())
            Q_EMIT openCheckpoint(QStringLiteral("compare"), runs_.front().info, chosenCheckpoint(), &sample);
    });
    retranslate();
}

QWidget* RunDetails::makeCheckpoints()
{
    auto* page = new QWidget;
    auto* row = rowIn(page, {0, 8, 0, 0}, 8);
    checkpoints_ = new CheckpointTable(services_.background);
    compare_ = new QPushButton;
    inspect_ = new QPushButton;
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(compare_);
    buttons->addWidget(inspect_);
    buttons->addStretch(1);
    row->addWidget(checkpoints_, 1);
    row->addLayout(buttons);
    const auto open = [this](const char* page_) {
        if (!runs_.empty() && !chosenCheckpoint().isEmpty())
            Q_EMIT openCheckpoint(QLatin1StringView(page_), runs_.front().info, chosenCheckpoint(), nullptr);
    };
    connect(compare_, &QPushButton::clicked, this, [open] { open("compare"); });
    connect(inspect_, &QPushButton::clicked, this, [open] { open("inspect"); });
    connect(checkpoints_, &CheckpointTable::itemActivated, this, [open] { open("compare"); });
    return page;
}

QWidget* RunDetails::makeNotes()
{
    auto* page = new QWidget;
    auto* column = columnIn(page, {0, 8, 0, 0}, 4);
    tagsLabel_ = new QLabel;
    tags_ = new QLineEdit;
    notesLabel_ = new QLabel;
    notes_ = new ExactTextEdit;
    notes_->setTabChangesFocus(true);
    tagsLabel_->setBuddy(tags_);
    notesLabel_->setBuddy(notes_);
    for (QWidget* widget : std::initializer_list<QWidget*>{tagsLabel_, tags_, notesLabel_})
        column->addWidget(widget);
    column->addWidget(notes_, 1);
    connect(tags_, &QLineEdit::textEdited, &noteDelay_, qOverload<>(&QTimer::start));
    connect(notes_, &QPlainTextEdit::textChanged, &noteDelay_, qOverload<>(&QTimer::start));
    return page;
}

void RunDetails::show(const std::vector<ListedRun>& runs)
{
    const auto same = [](const ListedRun& a, const ListedRun& b) { return a.info.folder == b.info.folder; };
    const bool sameRuns = std::ranges::equal(runs, runs_, same);
    const bool sameCheckpoints = sameRuns && (runs.empty() || runs.front().info.checkpoints == runs_.front().info.checkpoints);
    if (!sameRuns && noteDelay_.isActive()) {
        noteDelay_.stop();
        storeNotes();
    }
    runs_ = runs;
    if (sameRuns) {
        // One that was resumed meanwhile has a session more.
        for (const ListedRun& run : runs_)
            watcher_->setSessions(QString::fromStdString(run.info.folder), sessionsOf(run.info));
        if (!sameCheckpoints)
            showCheckpoints();
        return;
    }
    QStringList folders, names;
    std::vector<TrainOptions> options;
    for (const ListedRun& run : runs_) {
        folders << QString::fromStdString(run.info.folder);
        names << QString::fromStdString(run.info.name);
        options.push_back(run.info.options);
    }
    samples_->samples()->clear();
    // A run that was among others before has been read already; its samples are read once more.
    watcher_->watch({});
    watcher_->watch(folders);
    for (const ListedRun& run : runs_) {
        const QString folder = QString::fromStdString(run.info.folder);
        watcher_->setSamplesPerEpoch(folder, samplesPerEpoch(run.info));
        watcher_->setSessions(folder, sessionsOf(run.info));
    }
    curves_->setRuns(watcher_->curves());
    showCheckpoints();
    differences_->setRuns(names, options);
    showNotes();
}

void RunDetails::setActive(bool active)
{
    watcher_->setActive(active);
    if (!active && noteDelay_.isActive()) {
        noteDelay_.stop();
        storeNotes();
    }
}

void RunDetails::showCheckpoints()
{
    if (runs_.empty())
        checkpoints_->clearRun();
    else
        checkpoints_->setRun(runs_.front().info, watcher_->curves().front());
    for (QPushButton* button : {compare_, inspect_})
        button->setEnabled(checkpoints_->rowCount() > 0);
}

QString RunDetails::chosenCheckpoint() const
{
    return checkpoints_->chosen();
}

void RunDetails::showNotes()
{
    const QSignalBlocker quietTags(tags_), quietNotes(notes_);
    const bool one = runs_.size() == 1;
    tags_->setEnabled(one);
    notes_->setEnabled(one);
    tags_->clear();
    notes_->clear();
    noteFolder_.clear();
    if (!one)
        return;
    QStringList tags;
    for (const std::string& tag : runs_.front().info.tags)
        tags << QString::fromStdString(tag);
    tags_->setText(tags.join(QStringLiteral(", ")));
    notes_->setText(exactText(runs_.front().info.notes));
    noteFolder_ = QString::fromStdString(runs_.front().info.folder);
}

void RunDetails::storeNotes()
{
    if (noteFolder_.isEmpty() || !QFileInfo::exists(noteFolder_))
        return;
    std::vector<std::string> tags;
    for (const QString& tag : tags_->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!tag.trimmed().isEmpty())
            tags.push_back(tag.trimmed().toStdString());
    try {
        writeRunNotes(noteFolder_.toStdString(), tags, notes_->text().toStdString());
        Q_EMIT notesChanged();
    } catch (const std::exception& error) {
        Q_EMIT message(engineText(error));
    }
}

void RunDetails::retranslate()
{
    const QStringList names{tr("Curves"), tr("Held-out answers"), tr("Options"), tr("Checkpoints"), tr("Notes")};
    for (int i = 0; i < int(names.size()); ++i)
        tabs_->setTabText(i, names.at(i));
    options_->setAccessibleName(tr("Options that differ"));
    checkpoints_->retranslate();
    compare_->setText(tr("Compare answers"));
    inspect_->setText(tr("Inspect"));
    tagsLabel_->setText(tr("Tags, separated by commas"));
    notesLabel_->setText(tr("Notes"));
    curves_->retranslate();
    samples_->retranslate();
}

} // namespace icf::ui
