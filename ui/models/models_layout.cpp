#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/common/flow_layout.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/models/fit_view.h"
#include "ui/models/models_page.h"

/// How the Models page is put together and what it says.
namespace icf::ui {

void ModelsPage::buildLayout()
{
    add_ = new QPushButton(icon(QStringLiteral("plus")), {});
    add_->setObjectName(QStringLiteral("addModelFolder"));
    folders_ = new QPushButton(icon(QStringLiteral("folder")), {});
    rootMenu_ = new QMenu(this);
    folders_->setMenu(rootMenu_);
    rescan_ = new QPushButton(icon(QStringLiteral("refresh")), {});
    filter_ = new QLineEdit;
    filter_->setClearButtonEnabled(true);
    filter_->setMaximumWidth(280);
    filter_->setObjectName(QStringLiteral("modelFilter"));
    status_ = roleLabel("muted");
    message_ = new MessageBar;
    message_->setObjectName(QStringLiteral("modelsMessage"));

    table_ = new ModelTable(this);
    sorted_ = new QSortFilterProxyModel(this);
    sorted_->setSourceModel(table_);
    sorted_->setSortRole(ModelTable::kSortRole);
    sorted_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    sorted_->setFilterKeyColumn(-1);
    view_ = new QTableView;
    view_->setModel(sorted_);
    view_->setObjectName(QStringLiteral("modelTable"));
    view_->setSortingEnabled(true);
    view_->sortByColumn(ModelTable::kKind, Qt::DescendingOrder);
    makeRowTable(*view_);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 14);
    view_->setWordWrap(false);
    // Of a path the name is kept.
    view_->setTextElideMode(Qt::ElideMiddle);
    view_->setAlternatingRowColors(true);
    view_->horizontalHeader()->setStretchLastSection(true);
    view_->setColumnWidth(ModelTable::kName, 224);
    view_->setColumnWidth(ModelTable::kKind, 128);
    view_->setColumnWidth(ModelTable::kReads, 128);
    view_->setColumnWidth(ModelTable::kFits, 184);
    // What one looks for comes before the figures.
    view_->horizontalHeader()->setSectionsMovable(true);
    view_->horizontalHeader()->moveSection(ModelTable::kFits, ModelTable::kParameters);
    for (const int column : {ModelTable::kParameters, ModelTable::kSize, ModelTable::kPrecision, ModelTable::kHidden, ModelTable::kLayers})
        view_->setColumnWidth(column, 88);
    view_->horizontalHeader()->restoreState(services_.settings.value(QStringLiteral("models/header")).toByteArray());

    name_ = roleLabel("heading");
    name_->setWordWrap(true);
    fit_ = new QLabel;
    fit_->setWordWrap(true);
    fit_->setTextFormat(Qt::PlainText);
    fit_->setObjectName(QStringLiteral("modelFit"));
    fit_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    fits_ = new FitView;
    fits_->setObjectName(QStringLiteral("memoryFits"));
    facts_ = new QFormLayout;
    facts_->setContentsMargins(0, 0, 0, 0);
    facts_->setHorizontalSpacing(16);
    facts_->setVerticalSpacing(4);
    useModel_ = new QPushButton;
    useModel_->setObjectName(QStringLiteral("useModel"));
    useCompressor_ = new QPushButton;
    useCompressor_->setObjectName(QStringLiteral("useCompressor"));
    compare_ = new QPushButton(icon(QStringLiteral("compare")), {});
    compare_->setObjectName(QStringLiteral("compareWithModel"));
    inspect_ = new QPushButton(icon(QStringLiteral("inspect")), {});
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : {useModel_, useCompressor_, compare_, inspect_})
        buttons->addWidget(button);
    details_ = new QWidget;
    details_->setProperty("transparent", true);
    auto* detailColumn = columnIn(details_, {16, 16, 16, 16}, 16);
    detailColumn->addWidget(name_);
    detailColumn->addLayout(facts_);
    detailColumn->addWidget(fit_);
    detailColumn->addWidget(fits_);
    detailColumn->addLayout(buttons);
    detailColumn->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(details_);
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* cardColumn = columnIn(card, {1, 1, 1, 1});
    hint_ = roleLabel("muted");
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    stack_ = new QStackedWidget;
    stack_->addWidget(hint_);
    stack_->addWidget(scroll);
    cardColumn->addWidget(stack_);
    card->setMinimumWidth(272);

    empty_ = roleLabel("muted");
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(16);
    splitter->addWidget(view_);
    splitter->addWidget(card);
    splitter->setCollapsible(0, false);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    title_ = roleLabel("title");
    auto* page = columnIn(this, {16, 16, 16, 16}, 12);
    page->addWidget(flowOf({title_, add_, folders_, rescan_, status_, room(), filter_}));
    page->addWidget(message_);
    page->addWidget(empty_);
    page->addWidget(splitter, 1);
}

void ModelsPage::retranslate()
{
    title_->setText(title());
    add_->setText(tr("Add a folder…"));
    add_->setToolTip(tr("List the models and checkpoints below a folder; nothing is copied"));
    setKeys(add_, QKeySequence::Open);
    folders_->setText(tr("Folders"));
    folders_->setToolTip(tr("Folders that are looked through"));
    rescan_->setText(tr("Rescan"));
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setAccessibleName(tr("Filter the folders"));
    view_->setAccessibleName(tr("Models and checkpoints"));
    empty_->setText(tr("No model found. Add the folder of a language model (Hugging Face layout, or a GGUF file) or of a "
                       "compressor checkpoint."));
    hint_->setText(tr("Choose a folder to see what it holds and what it fits."));
    useModel_->setText(tr("Use as the language model"));
    useCompressor_->setText(tr("Use as the compressor"));
    compare_->setText(tr("Compare with it"));
    inspect_->setText(tr("Inspect it"));
    table_->retranslate();
    memoryOf_.clear();
    showDetails();
    updateState();
}

} // namespace icf::ui
