#include "ui/models/models_page.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/model_scan.h"
#include "ui/session/model_bar.h"
#include "ui/session/payload.h"
#include "ui/shell/format.h"
#include "ui/shell/icons.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/settings.h"

namespace icf::ui {

namespace {

constexpr int kScanDepth = 4, kScanFolders = 20'000;
const QString kRootsKey = QStringLiteral("models/roots");

} // namespace

ModelsPage::ModelsPage(Services& services, SharedSession& session, QWidget* parent)
    : Page(parent), services_(services), session_(session)
{
    setObjectName(QStringLiteral("models"));
    buildLayout();
    connect(add_, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("A folder with models or checkpoints"), QDir::homePath());
        if (!folder.isEmpty()) addRoot(folder);
    });
    connect(rescan_, &QPushButton::clicked, this, &ModelsPage::rescan);
    connect(rootMenu_, &QMenu::aboutToShow, this, &ModelsPage::fillRootMenu);
    connect(filter_, &QLineEdit::textChanged, sorted_, &QSortFilterProxyModel::setFilterFixedString);
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelsPage::showDetails);
    connect(table_, &QAbstractItemModel::dataChanged, this, &ModelsPage::showDetails);
    connect(view_, &QTableView::activated, this, [this] {
        const ModelSummary* model = selected();
        if (!model || !model->usable) return;
        (ModelTable::isCompressor(*model) ? useCompressor_ : useModel_)->click();
    });
    connect(useModel_, &QPushButton::clicked, this, [this] {
        if (const ModelSummary* model = selected()) session_.choose(QString::fromStdString(model->path), session_.compressorPath());
    });
    connect(useCompressor_, &QPushButton::clicked, this, [this] {
        if (const ModelSummary* model = selected()) session_.choose(session_.lmPath(), QString::fromStdString(model->path));
    });
    const auto send = [this](const QString& page) {
        const ModelSummary* model = selected();
        if (!model) return;
        const QString& key = ModelTable::isCompressor(*model) ? payload::kCompressorPath : payload::kLmPath;
        Q_EMIT openRequested(page, {{key, QString::fromStdString(model->path)}});
    };
    connect(compare_, &QPushButton::clicked, this, [send] { send(QStringLiteral("compare")); });
    connect(inspect_, &QPushButton::clicked, this, [send] { send(QStringLiteral("inspect")); });
    connect(&session_, &SharedSession::choiceChanged, this, [this] {
        table_->setLanguageModel(session_.lmPath());
        showDetails();
    });
    table_->setLanguageModel(session_.lmPath());
    retranslate();
}

ModelsPage::~ModelsPage()
{
    services_.settings.setValue(QStringLiteral("models/header"), view_->horizontalHeader()->saveState());
}

QString ModelsPage::title() const { return tr("Models"); }
QString ModelsPage::summary() const { return tr("Model and checkpoint folders, and which fit together"); }

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
    filter_->setMinimumWidth(200);
    status_ = new QLabel;
    status_->setProperty("role", QStringLiteral("muted"));
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(add_);
    head->addWidget(folders_);
    head->addWidget(rescan_);
    head->addWidget(status_);
    head->addStretch();
    head->addWidget(filter_);
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
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 14);
    view_->setWordWrap(false);
    view_->setShowGrid(false);
    view_->setAlternatingRowColors(true);
    view_->horizontalHeader()->setStretchLastSection(true);
    view_->setColumnWidth(ModelTable::kName, 224);
    view_->setColumnWidth(ModelTable::kKind, 128);
    view_->setColumnWidth(ModelTable::kReads, 128);
    view_->horizontalHeader()->restoreState(services_.settings.value(QStringLiteral("models/header")).toByteArray());

    name_ = new QLabel;
    name_->setProperty("role", QStringLiteral("heading"));
    name_->setWordWrap(true);
    fit_ = new QLabel;
    fit_->setWordWrap(true);
    fit_->setTextFormat(Qt::PlainText);
    fit_->setObjectName(QStringLiteral("modelFit"));
    fit_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    facts_ = new QFormLayout;
    facts_->setContentsMargins(0, 0, 0, 0);
    facts_->setHorizontalSpacing(16);
    facts_->setVerticalSpacing(4);
    useModel_ = new QPushButton;
    useModel_->setObjectName(QStringLiteral("useModel"));
    useCompressor_ = new QPushButton;
    useCompressor_->setObjectName(QStringLiteral("useCompressor"));
    compare_ = new QPushButton(icon(QStringLiteral("compare")), {});
    inspect_ = new QPushButton(icon(QStringLiteral("inspect")), {});
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : {useModel_, useCompressor_, compare_, inspect_}) buttons->addWidget(button);
    details_ = new QWidget;
    details_->setProperty("transparent", true);
    auto* detailColumn = new QVBoxLayout(details_);
    detailColumn->setContentsMargins(16, 16, 16, 16);
    detailColumn->setSpacing(16);
    detailColumn->addWidget(name_);
    detailColumn->addLayout(facts_);
    detailColumn->addWidget(fit_);
    detailColumn->addLayout(buttons);
    detailColumn->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(details_);
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* cardColumn = new QVBoxLayout(card);
    cardColumn->setContentsMargins(1, 1, 1, 1);
    hint_ = new QLabel;
    hint_->setProperty("role", QStringLiteral("muted"));
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    stack_ = new QStackedWidget;
    stack_->addWidget(hint_);
    stack_->addWidget(scroll);
    cardColumn->addWidget(stack_);
    card->setMinimumWidth(280);

    empty_ = new QLabel;
    empty_->setProperty("role", QStringLiteral("muted"));
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(16);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(view_);
    splitter->addWidget(card);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(24, 16, 24, 16);
    page->setSpacing(16);
    page->addLayout(head);
    page->addWidget(message_);
    page->addWidget(empty_);
    page->addWidget(splitter, 1);
}

QStringList ModelsPage::roots() const
{
    QStringList roots;
    if (services_.demo.available()) roots << services_.demo.root;
    roots << services_.settings.value(kRootsKey).toStringList() << services_.settings.runRoots();
    roots.removeDuplicates();
    return roots;
}

void ModelsPage::addRoot(const QString& folder)
{
    QStringList own = services_.settings.value(kRootsKey).toStringList();
    const QString clean = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (!own.contains(clean)) own << clean;
    services_.settings.setValue(kRootsKey, own);
    wanted_ = clean;
    rescan();
}

void ModelsPage::removeRoot(const QString& folder)
{
    QStringList own = services_.settings.value(kRootsKey).toStringList();
    own.removeAll(folder);
    services_.settings.setValue(kRootsKey, own);
    rescan();
}

void ModelsPage::fillRootMenu()
{
    rootMenu_->clear();
    const QStringList own = services_.settings.value(kRootsKey).toStringList();
    for (const QString& root : roots()) {
        if (own.contains(root)) connect(rootMenu_->addAction(tr("Take out %1").arg(shortPath(root))), &QAction::triggered, this, [this, root] { removeRoot(root); });
        else rootMenu_->addAction(shortPath(root))->setEnabled(false);
    }
}

void ModelsPage::rescan()
{
    if (scan_) scan_->cancel();
    scanned_ = true;
    message_->clear();
    if (wanted_.isEmpty())
        if (const ModelSummary* model = selected()) wanted_ = QString::fromStdString(model->path);
    table_->clear();
    scan_ = services_.background.submit(this, [this, folders = roots(), chosen = QStringList{session_.lmPath(), session_.compressorPath()}](CancelToken& cancel, const Post& post) {
        QStringList paths;
        for (const QString& root : folders) paths << findModelFolders(root, kScanDepth, kScanFolders, cancel);
        for (const QString& path : chosen)
            if (!path.isEmpty()) paths << path;
        paths.removeDuplicates();
        for (const QString& path : std::as_const(paths)) {
            cancel.throwIfStopped();
            const ModelSummary summary = summarizeModel(path.toStdString());
            // A config.json of something else (an image model, a web page) is nobody's business here.
            if (summary.kind.empty() && !chosen.contains(path)) continue;
            post([this, summary] { table_->put(summary); });
        }
    });
    connect(scan_, &Job::failed, this, [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
    connect(scan_, &Job::ended, this, [this, job = scan_.data()] {
        if (scan_ == job) scan_ = nullptr;
        updateState();
        if (scan_) return;
        select(wanted_.isEmpty() ? session_.compressorPath() : std::exchange(wanted_, QString()));
    });
    updateState();
}

void ModelsPage::select(const QString& path)
{
    int row = table_->rowOf(path);
    // A folder of models was given: its first model.
    for (int i = 0; row < 0 && !path.isEmpty() && i < table_->rowCount(); ++i)
        if (QString::fromStdString(table_->at(i).path).startsWith(path + QLatin1Char('/'))) row = i;
    if (row < 0) return;
    view_->setCurrentIndex(sorted_->mapFromSource(table_->index(row, 0)));
}

const ModelSummary* ModelsPage::selected() const
{
    const QModelIndex index = sorted_->mapToSource(view_->currentIndex());
    return index.isValid() ? &table_->at(index.row()) : nullptr;
}

void ModelsPage::showDetails()
{
    const ModelSummary* model = selected();
    stack_->setCurrentIndex(model ? 1 : 0);
    if (!model) return;
    const QLocale locale;
    const QString path = QString::fromStdString(model->path);
    name_->setText(folderTitle(path));
    while (facts_->rowCount() > 0) facts_->removeRow(0);
    const auto add = [this](const QString& name, const QString& value) {
        if (value.isEmpty()) return;
        auto* label = new QLabel(name);
        label->setProperty("role", QStringLiteral("muted"));
        auto* text = new QLabel(value);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setAccessibleName(name + QStringLiteral(": ") + value);
        facts_->addRow(label, text);
    };
    const auto count = [&](const QString& name, std::int64_t value) { add(name, value > 0 ? locale.toString(qlonglong(value)) : QString()); };
    const bool lm = ModelTable::isLanguageModel(*model), compressor = ModelTable::isCompressor(*model);
    add(tr("Folder"), shortPath(path));
    add(tr("Kind"), ModelTable::kindText(*model) + QStringLiteral(" (") + QString::fromStdString(model->kind) + QStringLiteral(")"));
    count(tr("Parameters"), model->parameters);
    add(tr("Size"), model->bytes > 0 ? formatBytes(double(model->bytes)) : QString());
    add(tr("Precision"), QString::fromStdString(model->dtype));
    count(tr("Hidden"), model->hidden);
    count(tr("Layers"), model->layers);
    count(tr("Heads"), model->heads);
    if (model->keyValueHeads != model->heads) count(tr("Key/value heads"), model->keyValueHeads);
    count(tr("Intermediate"), model->intermediate);
    count(tr("Vocab"), model->vocab);
    count(tr("Digests per chunk"), model->digests);
    count(tr("Longest input"), model->contextLimit);
    add(tr("Tokenizer"), QString::fromStdString(model->tokenizer));
    if (lm && model->usable) add(tr("Template"), QStringLiteral("<s>[INST] Response the Prompt based on the below text: … [/INST]"));
    if (compressor && model->usable) add(tr("Fine-tuned"), model->hasFineTuneToken ? tr("yes (param.pt holds FT)") : tr("no: pre-trained only"));

    QString fit;
    QString role = QStringLiteral("muted");
    if (!model->usable) {
        fit = QString::fromStdString(model->problem);
        role = QStringLiteral("error");
    } else if (compressor) {
        if (const ModelSummary* chosen = table_->languageModel()) {
            const std::string why = whyNotTogether(*chosen, *model);
            const QString name = folderTitle(QString::fromStdString(chosen->path));
            fit = why.empty() ? tr("Fits %1.").arg(name) : tr("Does not fit %1: %2").arg(name, QString::fromStdString(why));
            role = why.empty() ? QStringLiteral("good") : QStringLiteral("warning");
        } else {
            fit = tr("Choose a language model to see whether this compressor fits it.");
        }
    } else if (lm) {
        QStringList lines;
        for (const ModelSummary& other : table_->all()) {
            if (!ModelTable::isCompressor(other)) continue;
            const std::string why = !other.usable ? other.problem : whyNotTogether(*model, other);
            const QString name = folderTitle(QString::fromStdString(other.path));
            lines << (why.empty() ? tr("%1 fits").arg(name) : tr("%1 does not fit: %2").arg(name, QString::fromStdString(why)));
        }
        fit = lines.isEmpty() ? tr("No compressor is listed.") : lines.join(QLatin1Char('\n'));
    }
    fit_->setText(fit);
    fit_->setProperty("role", role);
    fit_->style()->unpolish(fit_);
    fit_->style()->polish(fit_);
    useModel_->setVisible(lm);
    useCompressor_->setVisible(compressor);
    useModel_->setEnabled(model->usable && path != session_.lmPath());
    useCompressor_->setEnabled(model->usable && path != session_.compressorPath());
    compare_->setEnabled(model->usable);
    inspect_->setVisible(compressor);
    inspect_->setEnabled(model->usable);
}

void ModelsPage::updateState()
{
    status_->setText(scan_ ? tr("Looking…") : tr("%n folder(s)", nullptr, table_->rowCount()));
    const bool none = !scan_ && table_->rowCount() == 0;
    empty_->setVisible(none);
}

void ModelsPage::activated()
{
    if (!scanned_) rescan();
}

void ModelsPage::receive(const QVariantMap& payload)
{
    QString folder = payload.value(payload::kModelFolder).toString();
    const QStringList dropped = payload.value(payload::kPaths).toStringList();
    if (folder.isEmpty() && !dropped.isEmpty()) folder = QFileInfo(dropped.first()).isDir() ? dropped.first() : QFileInfo(dropped.first()).path();
    if (!folder.isEmpty()) addRoot(folder);
}

void ModelsPage::retranslate()
{
    add_->setText(tr("Add a folder…"));
    add_->setToolTip(tr("List the models and checkpoints below a folder; nothing is copied"));
    folders_->setText(tr("Folders"));
    folders_->setToolTip(tr("Folders that are looked through"));
    rescan_->setText(tr("Look again"));
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setAccessibleName(tr("Filter the folders"));
    view_->setAccessibleName(tr("Models and checkpoints"));
    empty_->setText(tr("No model found. Add the folder of a Llama model (Hugging Face layout, with tokenizer.model) or of an IC-Former checkpoint."));
    hint_->setText(tr("Choose a folder to see what it holds and what it fits."));
    useModel_->setText(tr("Use as the language model"));
    useCompressor_->setText(tr("Use as the compressor"));
    compare_->setText(tr("Compare with it"));
    inspect_->setText(tr("Inspect it"));
    table_->retranslate();
    showDetails();
    updateState();
}

} // namespace icf::ui
