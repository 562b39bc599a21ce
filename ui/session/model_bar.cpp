#include "ui/session/model_bar.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QKeyEvent>
#include <QStandardItemModel>
#include <QStylePainter>
#include <QToolButton>

#include "core/io/model_path.h"
#include "ui/common/calm_combo_box.h"
#include "ui/common/device_box.h"
#include "ui/common/elided_label.h"
#include "ui/common/flow_layout.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/parts.h"
#include "ui/common/services.h"
#include "ui/common/settings.h"
#include "ui/session/shared_session.h"

namespace icf::ui {

QString folderTitle(const QString& path)
{
    if (const std::string name = modelName(path.toStdString()); name.find('/') != std::string::npos)
        return QString::fromStdString(name); // Of the hub's cache: as people name it.
    const QFileInfo info(QDir::cleanPath(path));
    const QString parent = QFileInfo(info.path()).fileName();
    return parent.isEmpty() ? info.fileName() : parent + QLatin1Char('/') + info.fileName();
}

QStringList knownModels(const Services& services)
{
    QStringList list;
    if (services.demo.available())
        list << services.demo.model;
    list << services.settings.recent(Settings::Recent::model);
    list.removeDuplicates();
    return list;
}

QStringList knownCheckpoints(const Services& services)
{
    QStringList list;
    if (services.demo.available())
        list << services.demo.trained << services.demo.start;
    list << services.settings.recent(Settings::Recent::checkpoint);
    for (const QString& run : services.settings.recent(Settings::Recent::run)) {
        // The newest checkpoint is enough here; the Runs page offers the others.
        const QDir folder(run);
        QString newest;
        qlonglong highest = -1;
        for (const QString& name :
            folder.entryList({QStringLiteral("checkpoint-*")}, QDir::Dirs | QDir::NoDotAndDotDot)) {
            const qlonglong number = name.mid(11).toLongLong();
            if (number > highest) {
                highest = number;
                newest = folder.absoluteFilePath(name);
            }
        }
        if (!newest.isEmpty())
            list << newest;
    }
    list.removeDuplicates();
    return list;
}

namespace {

/// What is open keeps room for so many characters; a longer text is elided, so that it never costs the page another line.
constexpr int kStatusCharacters = 32;

/// A folder that does not fit is elided before its name.  Keys go through the folders, never to the last entry, which opens a dialog: that is
/// chosen from the list.
class PickerBox : public CalmComboBox {
protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        auto* entries = qobject_cast<QStandardItemModel*>(model());
        QStandardItem* last = entries ? entries->item(count() - 1) : nullptr;
        if (last)
            last->setEnabled(false);
        CalmComboBox::keyPressEvent(event);
        if (QStandardItem* now = entries ? entries->item(count() - 1) : nullptr)
            now->setEnabled(true);
    }
    void paintEvent(QPaintEvent*) override
    {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
        option.currentText = ElidedLabel::elided(option.currentText, fontMetrics(), field.width() - 2);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};

} // namespace

FolderPicker::FolderPicker(const QString& dialogTitle, const QString& noneText, QWidget* parent)
    : QWidget(parent)
    , combo_(new PickerBox)
    , dialogTitle_(dialogTitle)
    , noneText_(noneText)
{
    auto* row = rowIn(this);
    row->addWidget(combo_);
    combo_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo_->setMinimumContentsLength(10);
    setFocusProxy(combo_);
    connect(combo_, &QComboBox::activated, this, &FolderPicker::activated);
    rebuild();
}

void FolderPicker::setFolders(const QStringList& folders)
{
    folders_ = folders;
    rebuild();
}

void FolderPicker::setCurrent(const QString& path)
{
    current_ = path;
    rebuild();
}

QString FolderPicker::current() const
{
    return current_;
}

void FolderPicker::setTexts(const QString& dialogTitle, const QString& noneText)
{
    dialogTitle_ = dialogTitle;
    noneText_ = noneText;
    rebuild();
}

void FolderPicker::rebuild()
{
    const QSignalBlocker guard(combo_);
    combo_->clear();
    if (!noneText_.isEmpty())
        combo_->addItem(noneText_, QString());
    QStringList folders = folders_;
    if (!current_.isEmpty() && !folders.contains(current_))
        folders.prepend(current_);
    for (const QString& folder : std::as_const(folders)) {
        combo_->addItem(folderTitle(folder), folder);
        combo_->setItemData(combo_->count() - 1, plainTip(shortPath(folder)), Qt::ToolTipRole);
    }
    combo_->insertSeparator(combo_->count());
    combo_->addItem(tr("Choose a folder…"), QVariant());
    const int index = combo_->findData(current_);
    combo_->setCurrentIndex(current_.isEmpty() && noneText_.isEmpty() ? -1 : index);
    combo_->setToolTip(plainTip(shortPath(current_)));
}

void FolderPicker::activated(int index)
{
    const QVariant folder = combo_->itemData(index);
    QString path = folder.toString();
    if (index == combo_->count() - 1) {
        path = QFileDialog::getExistingDirectory(
            this, dialogTitle_, current_.isEmpty() ? QDir::homePath() : QFileInfo(current_).path());
        if (path.isEmpty()) {
            rebuild();
            return;
        }
    }
    setCurrent(path);
    Q_EMIT chosen(path);
}

ModelBar::ModelBar(Services& services, SharedSession& session, QWidget* parent)
    : QFrame(parent)
    , services_(services)
    , session_(session)
{
    const auto label = [this](QWidget* buddy) {
        auto* text = roleLabel("muted");
        text->setBuddy(buddy);
        return text;
    };
    title_ = roleLabel("title");
    lm_ = new FolderPicker({}, {});
    lm_->setObjectName(QStringLiteral("lmPicker"));
    compressor_ = new FolderPicker({}, QStringLiteral("–"));
    compressor_->setObjectName(QStringLiteral("compressorPicker"));
    precision_ = new CalmComboBox;
    for (const auto choice : kEnumNames<Dtype>)
        precision_->addItem(QString::fromUtf8(choice.data(), qsizetype(choice.size())));
    for (const WeightFormat rounded : {WeightFormat::int8, WeightFormat::int4})
        precision_->addItem(QString::fromStdString(std::string(nameOf(rounded))));
    device_ = new DeviceBox;
    device_->setMinimumContentsLength(5);
    models_ = new QToolButton;
    models_->setIcon(icon(QStringLiteral("models")));
    status_ = new ElidedLabel;
    status_->setProperty("role", QStringLiteral("muted"));
    status_->setObjectName(QStringLiteral("sessionStatus"));
    status_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    status_->setMinimumWidth(kStatusCharacters * status_->fontMetrics().averageCharWidth());
    lmLabel_ = label(lm_->combo());
    compressorLabel_ = label(compressor_->combo());
    precisionLabel_ = label(precision_);
    deviceLabel_ = label(device_);

    auto* flow = new FlowLayout(16, this);
    const auto add = [flow](QWidget* heading, QWidget* field, QSizePolicy::Policy across) {
        auto* cell = new QWidget;
        auto* column = columnIn(cell, {}, 4);
        column->addWidget(heading);
        column->addWidget(field);
        cell->setSizePolicy(across, QSizePolicy::Fixed);
        flow->addWidget(cell);
    };
    add(title_, status_, QSizePolicy::Expanding);
    add(lmLabel_, lm_, QSizePolicy::Expanding);
    add(compressorLabel_, compressor_, QSizePolicy::Expanding);
    add(precisionLabel_, precision_, QSizePolicy::Preferred);
    add(deviceLabel_, device_, QSizePolicy::Preferred);
    add(new QLabel, models_, QSizePolicy::Preferred);

    connect(lm_, &FolderPicker::chosen, this,
        [this](const QString& path) { session_.choose(path, session_.compressorPath()); });
    connect(compressor_, &FolderPicker::chosen, this,
        [this](const QString& path) { session_.choose(session_.lmPath(), path); });
    const auto device = [this] { session_.chooseDevice(precision_->currentText(), device_->currentText().trimmed()); };
    connect(precision_, &QComboBox::activated, this, device);
    connect(device_, &QComboBox::activated, this, device);
    connect(device_->lineEdit(), &QLineEdit::editingFinished, this, device);
    connect(models_, &QToolButton::clicked, this, &ModelBar::modelsRequested);
    connect(&session_, &SharedSession::choiceChanged, this, &ModelBar::showChoice);
    connect(&session_, &SharedSession::summariesChanged, this, &ModelBar::showState);
    connect(&session_, &SharedSession::stateChanged, this, &ModelBar::showState);
    connect(&session_, &SharedSession::openingProgress, this, &ModelBar::showOpening);
    connect(&services_.settings, &Settings::recentChanged, this, &ModelBar::refreshFolders);
    refreshFolders();
    showChoice();
}

void ModelBar::refreshFolders()
{
    lm_->setFolders(knownModels(services_));
    compressor_->setFolders(knownCheckpoints(services_));
}

void ModelBar::showChoice()
{
    lm_->setCurrent(session_.lmPath());
    compressor_->setCurrent(session_.compressorPath());
    precision_->setCurrentText(session_.precision());
    device_->setCurrentText(session_.device());
    showState();
}

void ModelBar::showState()
{
    QString text;
    const auto size = [&] {
        const ModelSummary &lm = session_.languageModel(), &compressor = session_.compressor();
        if (!lm.usable)
            return QString();
        const QString first = formatCount(double(lm.parameters));
        return compressor.usable ? tr("%1 + %2 parameters", "language model + compressor")
                                       .arg(first, formatCount(double(compressor.parameters)))
                                 : tr("%1 parameters").arg(first);
    };
    switch (session_.state()) {
    case SharedSession::State::empty:
        text = tr("Choose a language model.");
        break;
    case SharedSession::State::closed:
        text = tr("Opens when needed") + (size().isEmpty() ? QString() : QStringLiteral(" · ") + size());
        break;
    case SharedSession::State::opening:
        opening_.restart();
        text = tr("Opening…");
        break;
    case SharedSession::State::ready:
        text = session_.computeType() + QStringLiteral(" · ") + size();
        break;
    case SharedSession::State::failed:
        text = tr("Cannot be opened");
        break;
    }
    status_->setText(text);
    status_->setToolTip(plainTip(session_.problem()));
}

void ModelBar::showOpening(const WorkProgress& progress)
{
    if (const QString sentence = opening_.sentence(progress); !sentence.isEmpty())
        status_->setText(sentence);
}

void ModelBar::retranslate(const QString& title)
{
    title_->setText(title);
    lmLabel_->setText(tr("&Language model"));
    compressorLabel_->setText(tr("Compressor chec&kpoint"));
    precisionLabel_->setText(tr("Precision"));
    deviceLabel_->setText(tr("Device"));
    lm_->setTexts(tr("Folder of the language model"), {});
    lm_->combo()->setAccessibleName(tr("Language model"));
    compressor_->setTexts(tr("Folder of the compressor checkpoint"), tr("None"));
    compressor_->combo()->setAccessibleName(tr("Compressor checkpoint"));
    precision_->setAccessibleName(tr("Precision"));
    precision_->setToolTip(
        tr("dtype of the computation. auto: bfloat16 where the device computes it natively, else float32. int8 and int4: as auto, with the language model's "
           "weights rounded to 8 or 4 bits, on the CPU only: less memory, and answers that differ a little."));
    device_->setAccessibleName(tr("Device"));
    device_->setToolTip(tr("auto, cpu, cuda, cuda:0 … or mps"));
    models_->setToolTip(tr("Show the Models page"));
    models_->setAccessibleName(tr("Show the Models page"));
    showState();
}

} // namespace icf::ui
