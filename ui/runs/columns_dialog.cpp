#include "ui/runs/columns_dialog.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/format.h"
#include "ui/common/parts.h"
#include "ui/runs/runs_columns.h"

namespace icf::ui {

ColumnsDialog::ColumnsDialog(const QStringList& shown, QWidget* parent) : QDialog(parent), list_(new QListWidget)
{
    setObjectName(QStringLiteral("columnsDialog"));
    setWindowTitle(tr("Columns"));
    resize(400, 500);
    auto* column = columnIn(this, {16, 16, 16, 16}, 8);
    QLineEdit* filter = filterField();
    filter->setPlaceholderText(tr("Find a column or an option"));
    filter->setAccessibleName(filter->placeholderText());
    list_->setAccessibleName(tr("Columns"));
    list_->setSpacing(2);
    const auto add = [this](const QString& key, const QString& title, const QString& tip) {
        auto* item = new QListWidgetItem(title, list_);
        item->setData(Qt::UserRole, key);
        item->setToolTip(plainTip(tip));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    };
    for (const QString& key : runs::allKeys()) {
        // Before the options, which it stands for.
        if (key.startsWith(QStringLiteral("--")) && !list_->item(list_->count() - 1)->data(Qt::UserRole).toString().startsWith(QStringLiteral("--"))
            && list_->item(list_->count() - 1)->data(Qt::UserRole) != runs::kDiffering)
            add(runs::kDiffering, tr("Options that differ between the runs"), tr("One column for each option that is not the same in all runs"));
        if (key != runs::kNameKey)
            add(key, runs::titleOf(key), runs::tipOf(key));
    }
    setShown(shown);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* usual = buttons->addButton(tr("Usual columns"), QDialogButtonBox::ResetRole);
    usual->setObjectName(QStringLiteral("usualColumns"));
    column->addWidget(filter);
    column->addWidget(list_, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(usual, &QPushButton::clicked, this, [this] { Q_EMIT chosen(std::nullopt); });
    connect(list_, &QListWidget::itemChanged, this, [this] {
        if (!setting_)
            Q_EMIT chosen(checked());
    });
    connect(filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        for (int row = 0; row < list_->count(); ++row) {
            QListWidgetItem* item = list_->item(row);
            const bool found = item->text().contains(words.trimmed(), Qt::CaseInsensitive)
                || item->data(Qt::UserRole).toString().contains(words.trimmed(), Qt::CaseInsensitive);
            item->setHidden(!found);
        }
    });
}

void ColumnsDialog::setShown(const QStringList& keys)
{
    setting_ = true;
    for (int row = 0; row < list_->count(); ++row) {
        QListWidgetItem* item = list_->item(row);
        item->setCheckState(keys.contains(item->data(Qt::UserRole).toString()) ? Qt::Checked : Qt::Unchecked);
    }
    setting_ = false;
}

QStringList ColumnsDialog::checked() const
{
    QStringList keys;
    for (int row = 0; row < list_->count(); ++row)
        if (list_->item(row)->checkState() == Qt::Checked)
            keys << list_->item(row)->data(Qt::UserRole).toString();
    return keys;
}

} // namespace icf::ui
