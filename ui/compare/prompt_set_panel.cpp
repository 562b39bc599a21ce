#include "ui/compare/prompt_set_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/evaluation_text.h"
#include "ui/common/elided_label.h"
#include "ui/common/flow_layout.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/parts.h"
#include "ui/compare/prompt_set_run.h"

namespace icf::ui {

namespace {

/// Questions asked unless the user wants more: enough to see a difference, few enough for a coffee.
constexpr int kOffered = 50;
constexpr int kVisibleRows = 4;
constexpr int kRougeColumn = 4;
constexpr int kBleuColumn = 5;

QString mean(double sum, qint64 count, int digits)
{
    return count > 0 ? QLocale().toString(sum / double(count), 'f', digits) : QStringLiteral("–");
}

} // namespace

PromptSetPanel::PromptSetPanel(PromptSetRun& run, QWidget* parent)
    : QFrame(parent)
    , run_(run)
    , title_(new ElidedLabel)
    , countLabel_(new QLabel)
    , progressText_(new QLabel)
    , count_(new QSpinBox)
    , progress_(new QProgressBar)
    , start_(new QPushButton)
    , close_(new QToolButton)
    , table_(new QTableWidget(0, 9))
{
    setProperty("card", true);
    title_->setProperty("role", QStringLiteral("heading"));
    title_->setTextFormat(Qt::PlainText);
    countLabel_->setProperty("role", QStringLiteral("muted"));
    countLabel_->setBuddy(count_);
    count_->setObjectName(QStringLiteral("setCount"));
    progress_->setTextVisible(false);
    progress_->setFixedWidth(120);
    progressText_->setProperty("role", QStringLiteral("muted"));
    start_->setObjectName(QStringLiteral("runSet"));
    close_->setIcon(icon(QStringLiteral("close")));
    close_->setFocusPolicy(Qt::StrongFocus);
    close_->setObjectName(QStringLiteral("closeSet"));
    table_->setObjectName(QStringLiteral("setScores"));
    table_->setWordWrap(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    makeRowTable(*table_);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setStretchLastSection(true);

    auto* head = flowOf({title_, together({countLabel_, count_}), room(), progressText_, progress_, together({start_, close_})});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(head);
    column->addWidget(table_);

    connect(start_, &QPushButton::clicked, this, &PromptSetPanel::runRequested);
    connect(close_, &QToolButton::clicked, this, &PromptSetPanel::closed);
    connect(&run_, &PromptSetRun::asking, this, [this] {
        fresh_ = false;
        showState();
    });
    connect(&run_, &PromptSetRun::progressed, this, &PromptSetPanel::showState);
    connect(&run_, &PromptSetRun::finished, this, &PromptSetPanel::showState);
    retranslate();
}

void PromptSetPanel::offer(const QString& name, std::vector<PromptItem> items)
{
    name_ = name;
    items_ = std::move(items);
    count_->setRange(1, int(items_.size()));
    count_->setValue(std::min(kOffered, int(items_.size())));
    table_->hide();
    fresh_ = true;
    retranslate();
}

std::vector<PromptItem> PromptSetPanel::chosen() const
{
    return {items_.begin(), items_.begin() + std::min<std::ptrdiff_t>(count_->value(), std::ssize(items_))};
}

void PromptSetPanel::setRunnable(bool runnable)
{
    runnable_ = runnable;
    showState();
}

void PromptSetPanel::showState()
{
    const bool active = run_.active();
    start_->setEnabled(runnable_ && !active && !items_.empty());
    count_->setEnabled(!active);
    close_->setEnabled(!active);
    const bool begun = active || (!fresh_ && run_.done() > 0);
    progress_->setVisible(begun);
    progressText_->setVisible(begun);
    progress_->setRange(0, std::max(1, run_.total()));
    progress_->setValue(run_.done());
    progressText_->setText(tr("%1 of %2 asked").arg(QLocale().toString(run_.done()), QLocale().toString(run_.total())));
    if (begun)
        showScores();
}

void PromptSetPanel::showScores()
{
    const QList<ColumnResult>& columns = run_.base().columns;
    table_->setRowCount(int(columns.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const SetScore& s = run_.scores().at(columns[row].kind.key());
        const QStringList cells{run_.base().titleOf(columns[row].kind), QLocale().toString(s.answered), QLocale().toString(s.failed),
            mean(s.exact, s.judged, 3), mean(s.rougeL, s.rougeJudged, 3),
            s.bleu.defined() ? QLocale().toString(corpusBleu(s.bleu), 'f', 3) : QStringLiteral("–"), mean(s.read, s.answered, 1),
            s.answered > 0 ? formatShortTime(s.firstToken / double(s.answered)) : QStringLiteral("–"),
            mean(s.tokensPerSecond, s.timed, 1)};
        for (int i = 0; i < int(cells.size()); ++i) {
            auto* item = new QTableWidgetItem(cells[i]);
            item->setTextAlignment((i == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            if (i == kRougeColumn && s.judged > 0 && s.rougeJudged == 0)
                item->setToolTip(undefinedReason("rougeL_f1"));
            if (i == kBleuColumn && s.judged > 0 && !s.bleu.defined())
                item->setToolTip(undefinedReason("corpus_bleu"));
            table_->setItem(row, i, item);
        }
    }
    const int rows = std::min(kVisibleRows, table_->rowCount());
    table_->setFixedHeight(table_->horizontalHeader()->sizeHint().height() + rows * table_->rowHeight(0) + 2 * table_->frameWidth() + 2);
    table_->show();
}

void PromptSetPanel::retranslate()
{
    title_->setText(tr("%1: %n prompt(s)", nullptr, int(items_.size())).arg(name_));
    countLabel_->setText(tr("Ask the first"));
    count_->setAccessibleName(countLabel_->text());
    start_->setText(tr("Run"));
    start_->setToolTip(tr("Ask these prompts one after the other; every answer is kept in the history"));
    close_->setToolTip(tr("Close the prompt set"));
    close_->setAccessibleName(close_->toolTip());
    progress_->setAccessibleName(tr("Prompts asked"));
    table_->setAccessibleName(tr("Means of the prompt set"));
    table_->setHorizontalHeaderLabels({tr("Column"), tr("Answered"), tr("Failed"), tr("Exact"), tr("ROUGE-L"), tr("BLEU-4"),
        tr("Vectors read"), tr("First token"), tr("Tokens/s")});
    for (int i = 0; i < table_->columnCount(); ++i)
        table_->horizontalHeaderItem(i)->setTextAlignment((i == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    showState();
}

} // namespace icf::ui
