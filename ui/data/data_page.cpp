#include "ui/data/data_page.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
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

#include "core/options/describe.h"
#include "core/text/tokenizer.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/format.h"
#include "ui/common/languages.h"
#include "ui/common/message_bar.h"
#include "ui/common/settings.h"
#include "ui/common/train_settings.h"
#include "ui/data/length_histogram.h"
#include "ui/data/row_model.h"
#include "ui/session/payload.h"

namespace icf::ui {

namespace {

/// Rows whose tokens are counted for the histogram; of larger sets evenly spaced ones.
constexpr qint64 kMeasuredRows = 20'000;
/// Characters of a row shown below the table.
constexpr qsizetype kDetailCharacters = 20'000;

QString shown(const std::string& text)
{
    const QString whole = exactText(text);
    return whole.size() <= kDetailCharacters ? whole : whole.left(kDetailCharacters) + QStringLiteral("…");
}

} // namespace

DataPage::DataPage(Services& services, SharedSession& session, QWidget* parent)
    : Page(parent)
    , services_(services)
    , session_(session)
{
    setObjectName(QStringLiteral("data"));
    buildLayout();
    connectParts();
    across_->restoreState(services_.settings.value(QStringLiteral("data/across")).toByteArray());
    down_->restoreState(services_.settings.value(QStringLiteral("data/down")).toByteArray());
    retranslate();
}

DataPage::~DataPage()
{
    services_.settings.setValue(QStringLiteral("data/across"), across_->saveState());
    services_.settings.setValue(QStringLiteral("data/down"), down_->saveState());
}

QString DataPage::title() const
{
    return tr("Data");
}
QString DataPage::summary() const
{
    return tr("Look into a jsonl: counts, lengths, rows");
}

void DataPage::connectParts()
{
    connect(file_, &QComboBox::activated, this, [this](int index) {
        open(file_->itemData(index).isValid() ? file_->itemData(index).toString() : file_->currentText());
    });
    connect(file_->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        // The box itself tells of a text that is in its list.
        if (const QString typed = file_->currentText().trimmed(); !typed.isEmpty() && file_->findText(typed) < 0)
            open(typed);
    });
    connect(browse_, &QPushButton::clicked, this, [this] {
        const QString start = path_.isEmpty() ? services_.demo.root : QFileInfo(path_).path();
        const QString path = QFileDialog::getOpenFileName(
            this, tr("Open a data set"), start, tr("Data sets (*.jsonl *.json *.jsonl.gz *.jsonl.zst);;All files (*)"));
        if (!path.isEmpty())
            open(path);
    });
    connect(example_, &QPushButton::clicked, this, [this] { open(services_.demo.pwcTest); });
    connect(kindBox_, &QComboBox::activated, this, [this] {
        if (!path_.isEmpty())
            open(path_);
    });
    connect(stop_, &QPushButton::clicked, this, [this] {
        for (Job* job : {openJob_.data(), measureJob_.data(), findJob_.data()})
            if (job)
                job->cancel();
    });
    connect(rows_, &RowModel::readFailed, this,
        [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
    connect(rows_, &QAbstractItemModel::modelReset, this, &DataPage::showWindow);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DataPage::showRow);
    connect(table_, &QTableView::activated, this, [this] { send(QStringLiteral("compare")); });
    connect(compare_, &QPushButton::clicked, this, [this] { send(QStringLiteral("compare")); });
    connect(inspect_, &QPushButton::clicked, this, [this] { send(QStringLiteral("inspect")); });
    connect(askAll_, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested(QStringLiteral("compare"), {{payload::kPromptSet, path_}});
    });
    connect(back_, &QToolButton::clicked, this, [this] { rows_->setFirst(rows_->first() - RowModel::kWindow); });
    connect(forward_, &QToolButton::clicked, this, [this] { rows_->setFirst(rows_->first() + RowModel::kWindow); });
    connect(find_, &QLineEdit::returnPressed, this, &DataPage::find);
    connect(ofAnswers_, &QToolButton::toggled, this, &DataPage::showLengths);
    connect(findAction_, &QAction::triggered, this, [this] {
        find_->setFocus();
        find_->selectAll();
    });
    connect(&session_, &SharedSession::choiceChanged, this, &DataPage::measure);
}

void DataPage::open(const QString& path)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    if (openJob_)
        openJob_->cancel();
    if (measureJob_)
        measureJob_->cancel();
    message_->clear();
    progress_->setValue(0);
    const int wanted = kindBox_->currentData().toInt();
    openJob_ = loader_.submit(this, [this, file, wanted](CancelToken& cancel, const Post& post) {
        const FirstLine first = readFirstLine(file);
        const DataKind kind = wanted >= 0 ? DataKind(wanted) : first.kind.value_or(DataKind::pile);
        int lastPercent = -1;
        std::shared_ptr<const DataSet> rows = DataSet::open(file.toStdString(), kind, false, cancel, [&](double share) {
            const int percent = int(share * 100);
            if (percent == lastPercent)
                return;
            lastPercent = percent;
            post([this, percent] { progress_->setValue(percent); });
        });
        post([this, rows, kind, first, file] {
            path_ = file;
            opened(rows, kind, first);
        });
    });
    connect(
        openJob_, &Job::failed, this, [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
    connect(openJob_, &Job::ended, this, [this, job = openJob_.data()] {
        if (openJob_ == job)
            openJob_ = nullptr;
        updateState();
    });
    updateState();
}

void DataPage::opened(std::shared_ptr<const DataSet> rows, DataKind kind, const FirstLine& first)
{
    data_ = std::move(rows);
    kind_ = kind;
    first_ = first;
    lengths_.reset();
    services_.settings.addRecent(Settings::Recent::data, path_);
    rows_->setDataSet(data_);
    const bool questions = kind != DataKind::pile;
    table_->setColumnHidden(RowModel::kPrompt, !questions);
    table_->setColumnHidden(RowModel::kAnswer, !questions);
    showLengths();
    stack_->setCurrentIndex(1);
    activated();
    showCounts();
    updateState();
    table_->selectRow(0);
    table_->setFocus();
    if (!data_->counts().problems.empty())
        message_->show(MessageBar::Kind::warning,
            tr("%n line(s) cannot be used. The first: line %1, %2", nullptr, int(data_->counts().skipped))
                .arg(data_->counts().problems.front().first)
                .arg(QString::fromStdString(data_->counts().problems.front().second)));
    measure();
    Q_EMIT statusMessage(
        tr("%n row(s) in %1", nullptr, int(std::min<qint64>(data_->size(), INT_MAX))).arg(shortPath(path_)));
}

void DataPage::measure()
{
    if (measureJob_)
        measureJob_->cancel();
    if (!data_ || session_.lmPath().isEmpty())
        return;
    measureJob_ = loader_.submit(
        this, [this, rows = data_, folder = session_.lmPath().toStdString()](CancelToken& cancel, const Post& post) {
            const auto tokenizer = Tokenizer::open(folder);
            const DataLengths facts = measureLengths(
                *rows, kMeasuredRows,
                [&](const std::string& text) { return int(tokenizer->encode(text, false).size()); }, cancel);
            post([this, facts, rows] {
                if (rows != data_)
                    return;
                lengths_ = facts;
                showLengths();
                showCounts();
            });
        });
    connect(measureJob_, &Job::failed, this, [this](const QString& text) {
        message_->show(MessageBar::Kind::warning, tr("Lengths could not be counted: %1").arg(text));
    });
    connect(measureJob_, &Job::ended, this, [this, job = measureJob_.data()] {
        if (measureJob_ == job)
            measureJob_ = nullptr;
        updateState();
    });
    updateState();
}

void DataPage::find()
{
    const QString wanted = find_->text();
    if (!data_ || wanted.isEmpty() || findJob_)
        return;
    const qint64 start = rows_->first() + std::max(0, table_->currentIndex().row());
    findJob_ = loader_.submit(this, [this, wanted, start, rows = data_](CancelToken& cancel, const Post& post) {
        const auto has = [&](const std::string& text) {
            return QString::fromStdString(text).contains(wanted, Qt::CaseInsensitive);
        };
        const qint64 size = rows->size();
        for (qint64 step = 1; step <= size; ++step) {
            cancel.throwIfStopped();
            const qint64 index = (start + step) % size;
            const DataRow row = rows->row(index);
            if (has(row.context) || has(row.prompt) || has(row.answer)) {
                post([this, index] { goTo(index); });
                return;
            }
        }
        post([this, wanted] { message_->show(MessageBar::Kind::info, tr("No row has “%1”.").arg(wanted)); });
    });
    connect(
        findJob_, &Job::failed, this, [this](const QString& text) { message_->show(MessageBar::Kind::error, text); });
    connect(findJob_, &Job::ended, this, [this] {
        findJob_ = nullptr;
        updateState();
    });
    updateState();
}

void DataPage::goTo(qint64 row)
{
    message_->clear();
    rows_->setFirst(row);
    const QModelIndex index = rows_->index(int(row - rows_->first()), RowModel::kContext);
    table_->setCurrentIndex(index);
    table_->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void DataPage::showRow()
{
    const QModelIndex index = table_->currentIndex();
    const bool some = index.isValid();
    compare_->setEnabled(some);
    inspect_->setEnabled(some);
    if (!some) {
        detail_->clear();
        rowTitle_->setText(tr("Row"));
        return;
    }
    const DataRow row = rows_->rowAt(index.row());
    rowTitle_->setText(
        tr("Row %1, line %2")
            .arg(QLocale().toString(rows_->first() + index.row() + 1), QLocale().toString(qlonglong(row.line))));
    QString text = shown(row.context);
    if (kind_ != DataKind::pile)
        text += QStringLiteral("\n\n") + tr("Prompt: %1").arg(shown(row.prompt)) + QStringLiteral("\n")
            + tr("Answer: %1").arg(shown(row.answer));
    detail_->setText(text);
}

void DataPage::showWindow()
{
    const bool large = data_ && data_->size() > RowModel::kWindow;
    back_->setVisible(large);
    forward_->setVisible(large);
    if (!data_)
        return;
    const QLocale locale;
    window_->setText(large
            ? tr("Rows %1 to %2 of %3")
                  .arg(locale.toString(rows_->first() + 1), locale.toString(rows_->first() + rows_->rowCount()),
                      locale.toString(qlonglong(data_->size())))
            : tr("%1 rows").arg(locale.toString(qlonglong(data_->size()))));
    back_->setEnabled(rows_->first() > 0);
    forward_->setEnabled(rows_->first() + rows_->rowCount() < data_->size());
}

void DataPage::send(const QString& page)
{
    const QModelIndex index = table_->currentIndex();
    if (!index.isValid())
        return;
    const DataRow row = rows_->rowAt(index.row());
    QVariantMap payload{{payload::kContext, exactText(row.context)}};
    if (kind_ != DataKind::pile) {
        payload.insert(payload::kPrompt, exactText(row.prompt));
        payload.insert(payload::kAnswer, exactText(row.answer));
    }
    Q_EMIT openRequested(page, payload);
}

void DataPage::showLengths()
{
    const bool questions = data_ && lengths_ && !lengths_->answers.lengths.empty();
    ofContexts_->parentWidget()->setVisible(questions);
    const bool answers = questions && ofAnswers_->isChecked();
    const TrainOptions training = storedTrainOptions(services_);
    const auto limit = [](const TrainOptions& options, std::string_view key, std::int64_t tokens) {
        for (const OptionDescription& option : describe(options))
            if (option.field.key == key)
                return LengthLimit{translateOption(option.field.label), tokens};
        return LengthLimit{};
    };
    QList<LengthLimit> limits;
    if (answers) {
        limits << limit(training, "max_label_len", training.loop.max_label_len);
    } else {
        limits << limit(training, "max_seq_len", training.compression.max_seq_len);
        if (training.compression.use_chunk)
            limits << limit(training, "max_chunk_len", training.compression.max_chunk_len);
    }
    histogram_->setFacts(!lengths_ ? LengthFacts() : answers ? lengths_->answers : lengths_->contexts, answers, limits);
    limits_->setText(lengths_ ? histogram_->legendTexts().join(QLatin1Char('\n')) : QString());
}

void DataPage::updateState()
{
    const bool busy = openJob_ || measureJob_ || findJob_;
    progress_->setVisible(openJob_ != nullptr);
    stop_->setVisible(busy);
    askAll_->setEnabled(data_ && kind_ != DataKind::pile);
}

void DataPage::activated()
{
    // The limits of the Train page may be others now.
    showLengths();
    const QSignalBlocker guard(file_);
    file_->clear();
    for (const QString& path : services_.settings.recent(Settings::Recent::data))
        file_->addItem(shortPath(path), path);
    if (services_.demo.available())
        for (const QString& path :
            {services_.demo.pwcTest, services_.demo.pwcTrain, services_.demo.pileTest, services_.demo.pileTrain})
            if (file_->findData(path) < 0)
                file_->addItem(shortPath(path), path);
    file_->setCurrentIndex(path_.isEmpty() ? -1 : file_->findData(path_));
    if (path_.isEmpty())
        file_->setEditText(QString());
}

void DataPage::receive(const QVariantMap& payload)
{
    QString path = payload.value(payload::kDataPath).toString();
    const QStringList dropped = payload.value(payload::kPaths).toStringList();
    if (path.isEmpty() && !dropped.isEmpty())
        path = dropped.first();
    if (!path.isEmpty())
        open(path);
}

} // namespace icf::ui
