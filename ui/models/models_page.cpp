#include "ui/models/models_page.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>

#include "core/engine/engine.h"
#include "core/io/model_catalog.h"
#include "core/io/model_scan.h"
#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/common/message_bar.h"
#include "ui/common/settings.h"
#include "ui/models/fit_view.h"
#include "ui/session/model_bar.h"
#include "ui/session/payload.h"

namespace icf::ui {

namespace {

constexpr qsizetype kLongValue = 60;

const QString kRootsKey = QStringLiteral("models/roots");

} // namespace

ModelsPage::ModelsPage(Services& services, SharedSession& session, QWidget* parent)
    : Page(parent)
    , services_(services)
    , session_(session)
{
    setObjectName(QStringLiteral("models"));
    buildLayout();
    connect(add_, &QPushButton::clicked, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("A folder with models or checkpoints"), QDir::homePath());
        if (!folder.isEmpty())
            addRoot(folder);
    });
    connect(rescan_, &QPushButton::clicked, this, &ModelsPage::rescan);
    connect(rootMenu_, &QMenu::aboutToShow, this, &ModelsPage::fillRootMenu);
    connect(filter_, &QLineEdit::textChanged, sorted_, &QSortFilterProxyModel::setFilterFixedString);
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelsPage::showDetails);
    connect(table_, &QAbstractItemModel::dataChanged, this, &ModelsPage::showDetails);
    connect(view_, &QTableView::activated, this, [this] {
        const ModelSummary* model = selected();
        if (!model || !model->usable)
            return;
        (ModelTable::isCompressor(*model) ? useCompressor_ : useModel_)->click();
    });
    connect(useModel_, &QPushButton::clicked, this, [this] {
        if (const ModelSummary* model = selected())
            session_.choose(QString::fromStdString(model->path), session_.compressorPath());
    });
    connect(useCompressor_, &QPushButton::clicked, this, [this] {
        if (const ModelSummary* model = selected())
            session_.choose(session_.lmPath(), QString::fromStdString(model->path));
    });
    const auto send = [this](const QString& page) {
        const ModelSummary* model = selected();
        if (!model)
            return;
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

QString ModelsPage::title() const
{
    return tr("Models");
}
QString ModelsPage::summary() const
{
    return tr("Model and checkpoint folders, and which fit together");
}

QStringList ModelsPage::roots() const
{
    QStringList roots;
    if (services_.demo.available())
        roots << services_.demo.root;
    // Where icformer models get puts them.
    if (const QString fetched = QString::fromStdString(userModelsFolder()); QFileInfo(fetched).isDir())
        roots << fetched;
    roots << services_.settings.value(kRootsKey).toStringList() << services_.settings.runRoots();
    roots.removeDuplicates();
    return roots;
}

void ModelsPage::addRoot(const QString& folder)
{
    QStringList own = services_.settings.value(kRootsKey).toStringList();
    const QString clean = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (!own.contains(clean))
        own << clean;
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
        if (own.contains(root))
            connect(rootMenu_->addAction(tr("Take out %1").arg(shortPath(root))), &QAction::triggered, this,
                [this, root] { removeRoot(root); });
        else
            rootMenu_->addAction(shortPath(root))->setEnabled(false);
    }
}

void ModelsPage::rescan()
{
    if (scan_)
        scan_->cancel();
    scanned_ = true;
    message_->clear();
    memoryOf_.clear();
    if (wanted_.isEmpty())
        if (const ModelSummary* model = selected())
            wanted_ = QString::fromStdString(model->path);
    table_->clear();
    scan_ = services_.background.submit(this,
        [this, folders = roots(), chosen = QStringList{session_.lmPath(), session_.compressorPath()}](
            CancelToken& cancel, const Post& post) {
            QStringList paths;
            for (const QString& root : folders)
                for (const std::string& path : findModels(root.toStdString(), {}, cancel))
                    paths << QString::fromStdString(path);
            for (const QString& path : chosen)
                if (!path.isEmpty())
                    paths << path;
            paths.removeDuplicates();
            for (const QString& path : std::as_const(paths)) {
                cancel.throwIfStopped();
                const ModelSummary summary = summarizeModel(path.toStdString());
                // A config.json of something else (an image model, a web page) is nobody's business here.
                if (summary.kind.empty() && !chosen.contains(path))
                    continue;
                post([this, summary] { table_->put(summary); });
            }
        });
    connect(scan_, &Job::failed, this, [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
    connect(scan_, &Job::ended, this, [this, job = scan_.data()] {
        if (scan_ == job)
            scan_ = nullptr;
        updateState();
        if (scan_)
            return;
        select(wanted_.isEmpty() ? session_.compressorPath() : std::exchange(wanted_, QString()));
    });
    updateState();
}

void ModelsPage::select(const QString& path)
{
    int row = table_->rowOf(path);
    // A folder of models was given: its first model.
    for (int i = 0; row < 0 && !path.isEmpty() && i < table_->rowCount(); ++i)
        if (QString::fromStdString(table_->at(i).path).startsWith(path + QLatin1Char('/')))
            row = i;
    if (row < 0)
        return;
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
    if (!model)
        return;
    const QLocale locale;
    const QString path = QString::fromStdString(model->path);
    name_->setText(breakable(folderTitle(path)));
    while (facts_->rowCount() > 0)
        facts_->removeRow(0);
    const auto add = [this](const QString& name, const QString& value) {
        if (value.isEmpty())
            return;
        auto* label = new QLabel(name);
        label->setProperty("role", QStringLiteral("muted"));
        auto* text = new QLabel(breakable(value));
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setAccessibleName(name + QStringLiteral(": ") + value);
        // Beside a long heading a long value would be broken into more lines than the row is high.
        if (value.size() > kLongValue) {
            facts_->addRow(label);
            facts_->addRow(text);
        } else {
            facts_->addRow(label, text);
        }
    };
    const auto count = [&](const QString& name, std::int64_t value) {
        add(name, value > 0 ? locale.toString(qlonglong(value)) : QString());
    };
    const bool lm = ModelTable::isLanguageModel(*model), compressor = ModelTable::isCompressor(*model);
    // Over the whole width: beside a long heading a path would be broken into more lines than the row is high.
    auto* folder = new QLabel(breakable(shortPath(path)));
    folder->setWordWrap(true);
    folder->setProperty("role", QStringLiteral("muted"));
    folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    folder->setAccessibleName(tr("Folder") + QStringLiteral(": ") + shortPath(path));
    facts_->addRow(folder);
    add(tr("Kind"),
        ModelTable::kindText(*model) + QStringLiteral(" (")
            + choiceTitle(QString::fromStdString(model->kind))
            + QStringLiteral(")"));
    count(tr("Parameters"), model->parameters);
    add(tr("Size"), model->bytes > 0 ? formatBytes(double(model->bytes)) : QString());
    add(tr("Precision"), QString::fromStdString(model->dtype));
    count(tr("Hidden"), model->hidden);
    count(tr("Layers"), model->layers);
    count(tr("Heads"), model->heads);
    if (model->keyValueHeads != model->heads)
        count(tr("Key/value heads"), model->keyValueHeads);
    if (model->headDim * model->heads != model->hidden)
        count(tr("Head size"), model->headDim);
    add(tr("Attention"), QString::fromStdString(model->attention));
    add(tr("Sliding window"), QString::fromStdString(model->window));
    count(tr("Intermediate"), model->intermediate);
    count(tr("Vocab"), model->vocab);
    if (lm && model->usable)
        add(tr("Head"), model->tiedHead ? tr("tied to the embedding") : tr("of its own"));
    count(tr("Digests per chunk"), model->digests);
    count(tr("Longest input"), model->contextLimit);
    add(tr("Rotary positions"), QString::fromStdString(model->rotary));
    add(tr("Tokenizer"), engineText(model->tokenizer));
    add(tr("Template"), QString::fromStdString(model->promptTemplate));
    if (compressor && model->usable)
        add(tr("Fine-tuned"), model->hasFineTuneToken ? tr("yes: it can answer questions") : tr("no: only pre-trained, to repeat text"));

    for (const std::string& note : model->notes)
        add(tr("Note"), engineText(note));

    QString fit;
    QString role = QStringLiteral("muted");
    if (!model->usable) {
        fit = engineText(model->problem);
        role = QStringLiteral("error");
    } else if (compressor) {
        if (const ModelSummary* chosen = table_->languageModel()) {
            const std::string why = whyNotTogether(*chosen, *model);
            const QString name = folderTitle(QString::fromStdString(chosen->path));
            fit = why.empty() ? tr("Fits %1.").arg(name)
                              : tr("Does not fit %1: %2").arg(name, engineText(why));
            role = why.empty() ? QStringLiteral("good") : QStringLiteral("warning");
        } else {
            fit = tr("Choose a language model to see whether this compressor fits it.");
        }
    } else if (lm) {
        QStringList lines;
        for (const ModelSummary& other : table_->all()) {
            if (!ModelTable::isCompressor(other))
                continue;
            const std::string why = !other.usable ? other.problem : whyNotTogether(*model, other);
            const QString name = folderTitle(QString::fromStdString(other.path));
            lines << (why.empty() ? tr("%1 fits").arg(name)
                                  : tr("%1 does not fit: %2").arg(name, engineText(why)));
        }
        fit = lines.isEmpty() ? tr("No compressor is listed.") : lines.join(QLatin1Char('\n'));
    }
    fit_->setText(breakable(fit));
    fit_->setProperty("role", role);
    fit_->style()->unpolish(fit_);
    fit_->style()->polish(fit_);
    askMemory(lm && model->usable ? path : QString());
    useModel_->setVisible(lm);
    useCompressor_->setVisible(compressor);
    useModel_->setEnabled(model->usable && path != session_.lmPath());
    useCompressor_->setEnabled(model->usable && path != session_.compressorPath());
    compare_->setEnabled(model->usable);
    inspect_->setVisible(compressor);
    inspect_->setEnabled(model->usable);
}

void ModelsPage::askMemory(const QString& path)
{
    if (path == memoryOf_)
        return;
    memoryOf_ = path;
    if (memory_)
        memory_->cancel();
    fits_->setFits({});
    if (path.isEmpty())
        return;
    memory_ = services_.background.submit(this, [this, path](CancelToken& cancel, const Post& post) {
        const std::vector<DeviceFacts> devices = devicesHere();
        cancel.throwIfStopped();
        const std::vector<MemoryFit> fits = memoryFits(path.toStdString(), devices);
        post([this, path, fits] {
            if (path == memoryOf_)
                fits_->setFits(fits);
        });
    });
    connect(memory_, &Job::failed, this, [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
}

void ModelsPage::updateState()
{
    status_->setText(scan_ ? tr("Scanning…") : tr("%n folder(s)", nullptr, table_->rowCount()));
    const bool none = !scan_ && table_->rowCount() == 0;
    empty_->setVisible(none);
}

void ModelsPage::activated()
{
    if (!scanned_)
        rescan();
}

void ModelsPage::receive(const QVariantMap& payload)
{
    QString folder = payload.value(payload::kModelFolder).toString();
    const QStringList dropped = payload.value(payload::kPaths).toStringList();
    if (folder.isEmpty() && !dropped.isEmpty())
        folder = QFileInfo(dropped.first()).isDir() ? dropped.first() : QFileInfo(dropped.first()).path();
    if (!folder.isEmpty())
        addRoot(folder);
}

} // namespace icf::ui
