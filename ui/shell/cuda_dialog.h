#pragma once
#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace icf::ui {

class Settings;

/// Where the studio keeps the folder that CudaDialog chose, in its settings.
inline constexpr const char* kCudaFolderKey = "compute/cudaFolder";

/// Chooses the folder with the CUDA build of LibTorch, which the studio loads from its next start on.  The environment variable ICF_CUDA_LIBTORCH outranks it.
class CudaDialog : public QDialog {
    Q_OBJECT
public:
    explicit CudaDialog(Settings& settings, QWidget* parent = nullptr);

private:
    void check();
    void store();

    Settings& settings_;
    QLineEdit* folder_;
    QLabel* problem_;
    QPushButton* save_;
};

} // namespace icf::ui
