#include "ui/shell/cuda_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/facts/devices.h"
#include "ui/common/icons.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"

namespace icf::ui {

CudaDialog::CudaDialog(Settings& settings, QWidget* parent)
    : QDialog(parent), settings_(settings), folder_(new QLineEdit), problem_(new QLabel)
{
    setWindowTitle(tr("Computing on an NVIDIA GPU"));
    setMinimumWidth(520);
    auto* column = columnIn(this, {16, 16, 16, 16}, 8);
    const QString loaded = QString::fromStdString(loadedCuda());
    const QString byVariable = qEnvironmentVariable("ICF_CUDA_LIBTORCH"), chosen = settings.value(QLatin1StringView(kCudaFolderKey)).toString();
    const QString whyNot = qEnvironmentVariable("ICF_CUDA_WHY_NOT");
    QString state = loaded.isEmpty() ? tr("The studio computes on the CPU.") : tr("The studio has loaded CUDA %1.").arg(loaded);
    if (!byVariable.isEmpty() && byVariable != chosen)
        state += QLatin1Char(' ') + tr("The environment variable ICF_CUDA_LIBTORCH names %1 and outranks what is chosen here.").arg(QDir::toNativeSeparators(byVariable));
    else if (!whyNot.isEmpty())
        state += QLatin1Char(' ') + tr("The chosen folder could not be used: it %1.").arg(whyNot);
    auto* text = new QLabel(state + QStringLiteral("\n\n")
        + tr("The same program computes on a GPU when it finds the CUDA build of LibTorch: the folder that ./run --cuda filled, or site-packages of a Python with the same version of torch."));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto* label = new QLabel(tr("&Folder of the CUDA build"));
    label->setBuddy(folder_);
    folder_->setObjectName(QStringLiteral("cudaFolder"));
    folder_->setText(chosen);
    folder_->setPlaceholderText(tr("None: compute on the CPU"));
    folder_->setClearButtonEnabled(true);
    auto* browse = new QToolButton;
    browse->setIcon(icon(QStringLiteral("folder")));
    browse->setToolTip(tr("Choose a folder…"));
    browse->setAccessibleName(browse->toolTip());
    problem_->setObjectName(QStringLiteral("cudaProblem"));
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    save_ = buttons->button(QDialogButtonBox::Save);
    column->addWidget(text);
    column->addWidget(label);
    column->addWidget(together({wide(folder_), browse}));
    column->addWidget(problem_);
    column->addStretch(1);
    column->addWidget(buttons);
    connect(folder_, &QLineEdit::textChanged, this, &CudaDialog::check);
    connect(browse, &QToolButton::clicked, this, [this] {
        if (const QString path = QFileDialog::getExistingDirectory(this, tr("Folder of the CUDA build"), folder_->text()); !path.isEmpty())
            folder_->setText(path);
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &CudaDialog::store);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

void CudaDialog::check()
{
    const QString folder = folder_->text().trimmed();
    const QString problem = folder.isEmpty() ? QString() : QString::fromStdString(cudaFolderProblem(folder.toStdString()));
    save_->setEnabled(problem.isEmpty());
    problem_->setText(!problem.isEmpty() ? tr("This folder %1.").arg(problem) : tr("Takes effect when the studio starts again."));
}

void CudaDialog::store()
{
    const QString folder = folder_->text().trimmed();
    if (folder.isEmpty())
        settings_.remove(QLatin1StringView(kCudaFolderKey));
    else
        settings_.setValue(QLatin1StringView(kCudaFolderKey), QDir(folder).absolutePath());
    settings_.sync();
    accept();
}

} // namespace icf::ui
