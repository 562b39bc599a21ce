#include "ui/shell/report_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/error.h"
#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/common/parts.h"
#include "ui/common/save_file.h"
#include "ui/common/services.h"
#include "ui/common/theme.h"
#include "ui/runner/runner.h"

namespace icf::ui {

ReportDialog::ReportDialog(Services& services, const Languages& languages, const MessageLog& log, QWidget* parent)
    : QDialog(parent)
    , parts_(collectReport(services, languages, log))
    , description_(new QPlainTextEdit)
    , preview_(new QPlainTextEdit)
    , paths_(new QCheckBox(tr("Keep names of files and folders")))
    , texts_(new QCheckBox(tr("Keep my texts: the question on the Compare page, and what messages quote")))
    , outcome_(new QLabel)
{
    setWindowTitle(tr("Report a problem"));
    resize(640, 680);
    auto* intro = new QLabel(tr("This makes a file that you can attach to a report. Nothing is sent; read below what it holds."));
    intro->setWordWrap(true);
    description_->setObjectName(QStringLiteral("reportDescription"));
    description_->setPlaceholderText(tr("What did you do, what did you expect, what happened?"));
    description_->setAccessibleName(tr("What happened"));
    description_->setTabChangesFocus(true);
    description_->setMaximumHeight(description_->fontMetrics().height() * 5 + 16);
    paths_->setObjectName(QStringLiteral("reportPaths"));
    texts_->setObjectName(QStringLiteral("reportTexts"));
    preview_->setObjectName(QStringLiteral("reportPreview"));
    preview_->setReadOnly(true);
    preview_->setTabChangesFocus(true);
    preview_->setFont(Theme::monospace());
    preview_->setAccessibleName(tr("The report"));
    outcome_->setProperty("role", QStringLiteral("muted"));
    outcome_->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* copyButton = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto* saveButton = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    saveButton->setProperty("primary", true);
    auto* column = columnIn(this, {16, 16, 16, 16}, 8);
    for (QWidget* widget : std::initializer_list<QWidget*>{intro, description_, paths_, texts_})
        column->addWidget(widget);
    column->addWidget(preview_, 1);
    column->addWidget(outcome_);
    column->addWidget(buttons);

    connect(description_, &QPlainTextEdit::textChanged, this, &ReportDialog::showReport);
    for (QCheckBox* box : {paths_, texts_})
        connect(box, &QCheckBox::toggled, this, &ReportDialog::showReport);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(saveButton, &QPushButton::clicked, this, &ReportDialog::save);
    connect(copyButton, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(report());
        outcome_->setText(tr("Copied."));
    });
    // The run may lie on a slow disk.
    services.background.submit(this, [this, read = reportFiles(services)](CancelToken&, const Post& post) {
        ReportParts files;
        read(files);
        post([this, files] {
            parts_.runLog = files.runLog;
            parts_.question = files.question;
            showReport();
        });
    });
    showReport();
}

QString ReportDialog::report() const
{
    ReportParts parts = parts_;
    parts.description = description_->toPlainText();
    return problemReport(parts, {paths_->isChecked(), texts_->isChecked()});
}

void ReportDialog::showReport()
{
    preview_->setPlainText(report());
}

void ReportDialog::save()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Save the report"), QStringLiteral("icformer-studio-report.md"),
        tr("Markdown (*.md)"));
    if (file.isEmpty())
        return;
    try {
        writeWholeFile(file, report().toUtf8());
        outcome_->setText(tr("Wrote %1").arg(shortPath(file)));
    } catch (const std::exception& error) {
        outcome_->setText(engineText(error));
    }
}

} // namespace icf::ui
