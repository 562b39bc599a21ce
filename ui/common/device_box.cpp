#include "ui/common/device_box.h"

#include <QAbstractItemView>
#include <QSignalBlocker>

#include <algorithm>

#include "ui/common/format.h"

namespace icf::ui {

QString deviceText(const DeviceFacts& device)
{
    const QString id = QString::fromStdString(device.id);
    QString more = QString::fromStdString(device.name);
    const auto add = [&](const QString& text) { more += (more.isEmpty() ? QString() : QStringLiteral(", ")) + text; };
    if (device.freeMemory > 0 && device.totalMemory > 0)
        add(DeviceModel::tr("%1 of %2 free", "memory").arg(formatBytes(double(device.freeMemory)), formatBytes(double(device.totalMemory))));
    else if (device.freeMemory > 0)
        add(DeviceModel::tr("%1 free", "memory").arg(formatBytes(double(device.freeMemory))));
    else if (device.totalMemory > 0)
        add(formatBytes(double(device.totalMemory)));
    return more.isEmpty() ? id : DeviceModel::tr("%1 – %2", "device – what it is").arg(id, more);
}

DeviceModel::DeviceModel(QObject* parent) : QAbstractListModel(parent)
{
    // What there is shows when the list opens: asking the driver takes a moment.
    setDevices({{"cpu"}, {"cuda"}, {"mps"}});
}

void DeviceModel::setDevices(std::vector<DeviceFacts> devices)
{
    beginResetModel();
    devices_ = std::move(devices);
    devices_.insert(devices_.begin(), {"auto"});
    endResetModel();
}

int DeviceModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(devices_.size()); }

QVariant DeviceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::EditRole))
        return {};
    const DeviceFacts& device = devices_[std::size_t(index.row())];
    const QString id = QString::fromStdString(device.id);
    if (role == Qt::EditRole)
        return id;
    if (device.id == "auto")
        return tr("auto – the first GPU, else the CPU");
    return deviceText(device);
}

DeviceBox::DeviceBox(QWidget* parent) : CalmComboBox(parent), model_(new DeviceModel(this))
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setModel(model_);
}

void DeviceBox::showPopup()
{
    {
        // The list changes, the choice does not.
        const QSignalBlocker quiet(this);
        const QString chosen = currentText();
        model_->setDevices(devicesHere());
        setCurrentIndex(findText(chosen, Qt::MatchFixedString | Qt::MatchCaseSensitive));
        setEditText(chosen);
    }
    view()->setMinimumWidth(std::max(width(), view()->sizeHintForColumn(0) + 32));
    CalmComboBox::showPopup();
}

} // namespace icf::ui
