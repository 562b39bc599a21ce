#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/calm_combo_box.h"
#include "ui/common/engine_text.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/flow_layout.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/data/data_page.h"
#include "ui/data/length_histogram.h"
#include "ui/data/row_model.h"

/// How the Data page is put together and what it says.
namespace icf::ui {

namespace {
constexpr qsizetype kMostFields = 12; ///< Names of fields that are shown; the tool tip has all.
}

void DataPage::buildLayout()
{
    fileLabel_ = new QLabel;
    kindLabel_ = new QLabel;
    for (QLabel* label : {fileLabel_, kindLabel_})
        label->setProperty("role", QStringLiteral("muted"));
    file_ = new CalmComboBox;
    file_->setEditable(true);
    file_->setInsertPolicy(QComboBox::NoInsert);
    file_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    file_->setMinimumContentsLength(16);
    file_->setObjectName(QStringLiteral("dataFile"));
    fileLabel_->setBuddy(file_);
    kindBox_ = new CalmComboBox;
    for (const int kind : {-1, int(DataKind::pile), int(DataKind::pwc), int(DataKind::pwcTest)})
        kindBox_->addItem(QString(), kind);
    kindBox_->setObjectName(QStringLiteral("dataKind"));
    kindLabel_->setBuddy(kindBox_);
    browse_ = new QPushButton(icon(QStringLiteral("folder")), {});
    browse_->setObjectName(QStringLiteral("dataOpen"));
    stop_ = new QPushButton(icon(QStringLiteral("stop")), {});
    progress_ = new QProgressBar;
    progress_->setRange(0, 100);
    progress_->setTextVisible(false);
    progress_->setFixedWidth(120);
    message_ = new MessageBar;
    message_->setObjectName(QStringLiteral("dataMessage"));

    auto* top = new QGridLayout;
    top->setHorizontalSpacing(16);
    top->setVerticalSpacing(4);
    title_ = roleLabel("title");
    top->addWidget(title_, 0, 0, 2, 1, Qt::AlignTop);
    top->addWidget(fileLabel_, 0, 1);
    top->addWidget(kindLabel_, 0, 2);
    top->addWidget(file_, 1, 1);
    top->addWidget(kindBox_, 1, 2);
    top->addWidget(browse_, 1, 3);
    top->addWidget(progress_, 1, 4);
    top->addWidget(stop_, 1, 5);
    top->setColumnStretch(1, 1);

    empty_ = roleLabel("muted");
    empty_->setAlignment(Qt::AlignCenter);
    example_ = new QPushButton;
    example_->setObjectName(QStringLiteral("dataExample"));
    example_->setVisible(services_.demo.available());
    auto* emptyPage = new QWidget;
    auto* emptyColumn = new QVBoxLayout(emptyPage);
    emptyColumn->addStretch();
    emptyColumn->addWidget(empty_);
    emptyColumn->addSpacing(8);
    emptyColumn->addWidget(example_, 0, Qt::AlignHCenter);
    emptyColumn->addStretch();

    rows_ = new RowModel(this);
    table_ = new QTableView;
    table_->setModel(rows_);
    table_->setObjectName(QStringLiteral("rowTable"));
    makeRowTable(*table_);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 12);
    table_->setWordWrap(false);
    table_->setAlternatingRowColors(true);
    table_->horizontalHeader()->setSectionResizeMode(RowModel::kContext, QHeaderView::Stretch);
    table_->setColumnWidth(RowModel::kLine, 72);
    table_->setColumnWidth(RowModel::kPrompt, 184);
    table_->setColumnWidth(RowModel::kAnswer, 152);
    window_ = roleLabel("muted");
    back_ = new QToolButton;
    back_->setArrowType(Qt::LeftArrow);
    forward_ = new QToolButton;
    forward_->setArrowType(Qt::RightArrow);
    find_ = new QLineEdit;
    find_->setClearButtonEnabled(true);
    find_->setObjectName(QStringLiteral("findRow"));
    find_->setMaximumWidth(320);
    askAll_ = new QPushButton(icon(QStringLiteral("queue")), {});
    askAll_->setObjectName(QStringLiteral("askAll"));
    auto* tablePart = new QWidget;
    auto* tableColumn = columnIn(tablePart, {}, 8);
    tableColumn->addWidget(flowOf({window_, back_, forward_, room(), find_, askAll_}));
    tableColumn->addWidget(table_, 1);

    rowTitle_ = roleLabel("heading");
    detail_ = new ExactTextEdit;
    detail_->setReadOnly(true);
    detail_->setTabChangesFocus(true);
    detail_->setObjectName(QStringLiteral("rowDetail"));
    compare_ = new QPushButton(icon(QStringLiteral("compare")), {});
    compare_->setObjectName(QStringLiteral("sendToCompare"));
    inspect_ = new QPushButton(icon(QStringLiteral("inspect")), {});
    inspect_->setObjectName(QStringLiteral("sendToInspect"));
    auto* detailPart = new QWidget;
    auto* detailColumn = columnIn(detailPart, {}, 8);
    detailColumn->addLayout(rowOf({wide(rowTitle_), inspect_, compare_}, 8));
    detailColumn->addWidget(detail_, 1);
    down_ = new QSplitter(Qt::Vertical);
    down_->setHandleWidth(16);
    down_->addWidget(tablePart);
    down_->addWidget(detailPart);
    down_->setCollapsible(0, false);
    down_->setStretchFactor(0, 3);
    down_->setStretchFactor(1, 2);

    counts_ = new QTableWidget(0, 2);
    counts_->horizontalHeader()->hide();
    counts_->verticalHeader()->hide();
    counts_->verticalHeader()->setDefaultSectionSize(counts_->fontMetrics().height() + 10);
    // Names are shown whole; a long value is what may be cut, and its tool tip has all of it.
    counts_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    counts_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    counts_->setMinimumWidth(272);
    counts_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    counts_->setSelectionMode(QAbstractItemView::NoSelection);
    counts_->setShowGrid(false);
    counts_->setObjectName(QStringLiteral("dataCounts"));
    histogram_ = new LengthHistogram(services_.theme);
    ofContexts_ = toggleButton();
    ofContexts_->setObjectName(QStringLiteral("lengthsOfContexts"));
    ofAnswers_ = toggleButton();
    ofAnswers_->setObjectName(QStringLiteral("lengthsOfAnswers"));
    for (QToolButton* button : {ofContexts_, ofAnswers_})
        button->setAutoExclusive(true);
    ofContexts_->setChecked(true);
    auto* lengths = new QWidget;
    auto* lengthColumn = columnIn(lengths, {}, 4);
    lengthColumn->addWidget(together({ofContexts_, ofAnswers_, room(1)}, 4));
    limits_ = roleLabel("muted");
    limits_->setObjectName(QStringLiteral("lengthLimits"));
    limits_->setWordWrap(true);
    lengthColumn->addWidget(limits_);
    lengthColumn->addWidget(histogram_, 1);
    fields_ = roleLabel("muted");
    fields_->setObjectName(QStringLiteral("dataFields"));
    fields_->setWordWrap(true);
    fields_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* facts = new QWidget;
    auto* factColumn = columnIn(facts, {}, 8);
    factColumn->addWidget(fields_);
    factColumn->addWidget(counts_, 1);
    auto* right = new QSplitter(Qt::Vertical);
    right->setHandleWidth(16);
    right->addWidget(facts);
    right->addWidget(lengths);
    right->setStretchFactor(0, 1);
    right->setStretchFactor(1, 1);
    across_ = new QSplitter(Qt::Horizontal);
    across_->setHandleWidth(16);
    across_->addWidget(down_);
    across_->addWidget(right);
    across_->setCollapsible(0, false);
    across_->setStretchFactor(0, 3);
    across_->setStretchFactor(1, 1);
    stack_ = new QStackedWidget;
    stack_->addWidget(emptyPage);
    stack_->addWidget(across_);

    findAction_ = new QAction(icon(QStringLiteral("search")), {}, this);
    findAction_->setShortcut(QKeySequence::Find);
    findAction_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(findAction_);

    auto* page = columnIn(this, {16, 16, 16, 16}, 12);
    page->addLayout(top);
    page->addWidget(message_);
    page->addWidget(stack_, 1);
}

void DataPage::showCounts()
{
    counts_->setRowCount(0);
    fields_->clear();
    if (!data_)
        return;
    const QLocale locale;
    const auto add = [this](const QString& name, const QString& value, const QString& help = {}) {
        const int row = counts_->rowCount();
        counts_->insertRow(row);
        auto* key = new QTableWidgetItem(name);
        auto* number = new QTableWidgetItem(value);
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        key->setToolTip(plainTip(help));
        number->setToolTip(plainTip(help));
        counts_->setItem(row, 0, key);
        counts_->setItem(row, 1, number);
    };
    const auto count = [&](const QString& name, std::int64_t value, const QString& help = {}) {
        add(name, locale.toString(qlonglong(value)), help);
    };
    const DataCounts& c = data_->counts();
    // Over the whole width, in as many lines as they need.
    const qsizetype most = std::min(first_.fields.size(), kMostFields);
    fields_->setText(tr("Fields: %1").arg(breakable(QStringList(first_.fields.mid(0, most)).join(QStringLiteral(", "))))
        + (most < first_.fields.size() ? QStringLiteral(", …") : QString()));
    fields_->setToolTip(plainTip(tr("Fields: %1").arg(first_.fields.join(QStringLiteral(", ")))));
    count(tr("Lines"), c.lines);
    count(tr("Usable rows"), c.usable);
    count(tr("Left out: duplicates"), c.duplicates, tr("Exact copies of an earlier text"));
    count(tr("Left out: language"), c.language, tr("Contexts with Chinese, Japanese or full-width characters"));
    count(tr("Left out: open-ended questions"), c.openPrompts, tr("The five open-ended prompts of PwC (summary, title, …), which tests leave out"));
    QStringList problems;
    for (const auto& [line, why] : c.problems)
        problems << tr("Line %1: %2").arg(line).arg(engineText(why));
    count(tr("Skipped: invalid lines"), c.skipped, problems.join(QLatin1Char('\n')));
    for (std::size_t i = 0; i < std::min<std::size_t>(5, c.problems.size()); ++i)
        add(QStringLiteral("  ") + tr("Line %1").arg(c.problems[i].first), engineText(c.problems[i].second), problems[int(i)]);
    if (!c.copy.empty())
        add(tr("Decompressed copy"), formatBytes(double(c.copyBytes)), QString::fromStdString(c.copy));
    if (!lengths_) {
        add(tr("Context lengths"),
            measureJob_                       ? tr("counting…")
                : session_.lmPath().isEmpty() ? tr("need a model")
                                              : tr("counting…"));
        return;
    }
    const LengthFacts &l = lengths_->contexts, &answers = lengths_->answers;
    if (lengths_->sampled)
        count(tr("Lengths of rows"), lengths_->rows, tr("Evenly spaced rows of the data set"));
    count(tr("Shortest context"), l.shortest);
    count(tr("Median context"), l.median);
    add(tr("Mean context"), locale.toString(l.mean, 'f', 1));
    count(tr("95 % are at most"), l.ninetyFive);
    count(tr("Longest context"), l.longest);
    if (!answers.lengths.empty()) {
        count(tr("Median answer"), answers.median);
        count(tr("Longest answer"), answers.longest);
    }
}

void DataPage::retranslate()
{
    title_->setText(title());
    fileLabel_->setText(tr("&Data set"));
    file_->setAccessibleName(tr("Data set"));
    file_->lineEdit()->setPlaceholderText(tr("A jsonl file"));
    kindLabel_->setText(tr("Read &as"));
    kindBox_->setAccessibleName(tr("Read as"));
    kindBox_->setItemText(0, tr("Detect automatically"));
    kindBox_->setItemText(1, tr("Texts (Pile)"));
    kindBox_->setItemText(2, tr("Questions (PwC)"));
    kindBox_->setItemText(3, tr("Test questions (PwC)"));
    kindBox_->setToolTip(tr("Texts leave out exact duplicates; questions leave out some languages; test questions also leave out five "
                            "open-ended prompts."));
    browse_->setText(tr("Open…"));
    setKeys(browse_, QKeySequence::Open);
    stop_->setText(tr("Stop"));
    empty_->setText(
        tr("Open a jsonl, or drop one here: {\"text\"} or {\"input\", \"prompt\", \"answer\"} on each line."));
    example_->setText(tr("Open the demo's test questions"));
    table_->setAccessibleName(tr("Rows"));
    detail_->setAccessibleName(tr("The chosen row"));
    find_->setPlaceholderText(tr("Find in rows (Enter: next)"));
    find_->setAccessibleName(tr("Find in rows"));
    findAction_->setText(tr("Find in rows"));
    back_->setToolTip(tr("Earlier rows"));
    back_->setAccessibleName(tr("Earlier rows"));
    forward_->setToolTip(tr("Later rows"));
    forward_->setAccessibleName(tr("Later rows"));
    compare_->setText(tr("Compare"));
    compare_->setToolTip(tr("Ask this row's question on the Compare page"));
    askAll_->setText(tr("Ask all…"));
    askAll_->setToolTip(tr("Ask the questions of this file on the Compare page, one after the other"));
    inspect_->setText(tr("Inspect"));
    inspect_->setToolTip(tr("Look at this context on the Inspect page"));
    counts_->setAccessibleName(tr("Counts"));
    progress_->setAccessibleName(tr("Reading the file"));
    rows_->retranslate();
    ofContexts_->setText(tr("Contexts"));
    ofContexts_->setToolTip(tr("Lengths of the contexts, and what the limits of the Train page cut"));
    ofAnswers_->setText(tr("Answers"));
    ofAnswers_->setToolTip(tr("Lengths of the answers, and what the limit of the Train page cuts"));
    showLengths();
    showCounts();
    showRow();
    showWindow();
    updateState();
}

} // namespace icf::ui
