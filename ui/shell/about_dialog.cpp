#include "ui/shell/about_dialog.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <map>

#include "core/engine/engine.h"
#include "ui/common/custom_plot.h"
#include "ui/common/parts.h"
#include "ui/shell/installation.h"
#include "ui/shell/licence_dialog.h"

namespace icf::ui {

namespace {

QString licenceOf(const QString& component)
{
    static const std::map<QString, QString> licences{
        {QStringLiteral("icformer-studio"), QStringLiteral("GPL-3.0-or-later")}, {QStringLiteral("Qt"), QStringLiteral("LGPL-3.0")},
        {QStringLiteral("QCustomPlot"), QStringLiteral("GPL-3.0-or-later")},     {QStringLiteral("libtorch"), QStringLiteral("BSD-3-Clause")},
        {QStringLiteral("sentencepiece"), QStringLiteral("Apache-2.0")},         {QStringLiteral("nlohmann-json"), QStringLiteral("MIT")},
        {QStringLiteral("OpenSSL"), QStringLiteral("Apache-2.0")},               {QStringLiteral("zlib"), QStringLiteral("Zlib")},
        {QStringLiteral("zstd"), QStringLiteral("BSD-3-Clause")},                {QStringLiteral("PCRE2"), QStringLiteral("BSD-3-Clause")},
        {QStringLiteral("utf8proc"), QStringLiteral("MIT")}};
    const auto found = licences.find(component);
    return found == licences.end() ? QString() : found->second;
}

} // namespace

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("About IC-Former Studio"));
    resize(560, 560);
    auto* column = columnIn(this, {24, 24, 24, 16}, 16);

    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    auto* picture = new QLabel;
    picture->setPixmap(QIcon(QStringLiteral(":/icons/icformer-studio.svg")).pixmap(64, 64));
    auto* title = new QLabel(tr("IC-Former Studio"));
    title->setProperty("role", QStringLiteral("title"));
    auto* text = new QLabel(tr("A workbench for context compression with the In-Context Former: train a compressor, watch it learn, "
                               "and compare answers from digests with answers from the full text. Nothing leaves this computer."));
    text->setWordWrap(true);
    auto* beside = new QVBoxLayout;
    beside->setSpacing(4);
    beside->addWidget(title);
    beside->addWidget(text);
    head->addWidget(picture, 0, Qt::AlignTop);
    head->addLayout(beside, 1);
    column->addLayout(head);

    std::vector<std::pair<QString, QString>> parts;
    for (const auto& [name, version] : componentVersions())
        parts.emplace_back(QString::fromStdString(name), QString::fromStdString(version));
    parts.emplace_back(QStringLiteral("Qt"), QString::fromLatin1(qVersion()));
    parts.emplace_back(QStringLiteral("QCustomPlot"), QStringLiteral(QCUSTOMPLOT_VERSION_STR));
    auto* table = new QTableWidget(int(parts.size()), 3);
    table->setHorizontalHeaderLabels({tr("Component"), tr("Version"), tr("Licence")});
    table->setAccessibleName(tr("Components"));
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    QString plain;
    for (int row = 0; row < int(parts.size()); ++row) {
        const auto& [name, version] = parts[std::size_t(row)];
        table->setItem(row, 0, new QTableWidgetItem(name));
        table->setItem(row, 1, new QTableWidgetItem(version));
        table->setItem(row, 2, new QTableWidgetItem(licenceOf(name)));
        plain += name + QLatin1Char(' ') + version + QLatin1Char('\n');
    }
    column->addWidget(table, 1);

    const QString folder = QCoreApplication::applicationDirPath();
    auto* update = new QLabel(updateNote(installationOf(folder)));
    update->setObjectName(QStringLiteral("updateNote"));
    update->setWordWrap(true);
    column->addWidget(update);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* copy = buttons->addButton(tr("Copy versions"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [plain] { QGuiApplication::clipboard()->setText(plain); });
    auto* texts = buttons->addButton(tr("Licence texts"), QDialogButtonBox::ActionRole);
    connect(texts, &QPushButton::clicked, this, [this, folder] { LicenceDialog(licenceTexts(folder), this).exec(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

} // namespace icf::ui
