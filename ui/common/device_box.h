#pragma once
#include <QAbstractListModel>

#include <vector>

#include "core/facts/devices.h"
#include "ui/common/calm_combo_box.h"

namespace icf::ui {

/// "cuda:0 – NVIDIA H200, 120 GB of 150 GB free", as far as it is known.
QString deviceText(const DeviceFacts& device);

/// The devices to choose from: as --device takes them in the edit role, with name and memory where the list is shown.
class DeviceModel : public QAbstractListModel {
    Q_OBJECT
public:
    explicit DeviceModel(QObject* parent = nullptr);

    /// Shows "auto" and these.
    void setDevices(std::vector<DeviceFacts> devices);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<DeviceFacts> devices_;
};

/// Chooses a device: one of those that there are, with the memory that they have when the list opens, or another that is typed.  currentText() is the device as
/// --device takes it.
class DeviceBox : public CalmComboBox {
    Q_OBJECT
public:
    explicit DeviceBox(QWidget* parent = nullptr);

    /// Asks for the devices anew, then opens the list.
    void showPopup() override;

private:
    DeviceModel* model_;
};

} // namespace icf::ui
