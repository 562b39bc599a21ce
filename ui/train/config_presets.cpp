#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QSignalBlocker>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/options/option_tools.h"
#include "core/options/presets.h"
#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/common/languages.h"
#include "ui/common/message_bar.h"
#include "ui/common/save_file.h"
#include "ui/common/settings.h"
#include "ui/options/option_form.h"
#include "ui/session/payload.h"
#include "ui/train/config_panel.h"

/// Where the form's settings come from and go to: presets, files, what is dropped on the window.
namespace icf::ui {

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

} // namespace

void ConfigPanel::fillPresets()
{
    const QSignalBlocker quiet(preset_);
    preset_->clear();
    preset_->addItem(tr("Choose a preset…"));
    for (const Preset& preset : icf::presets()) {
        if (preset.key == "demo" && !services_.demo.available())
            continue;
        preset_->addItem(translateOption(preset.title), text(preset.key));
        preset_->setItemData(preset_->count() - 1, translateOption(preset.summary), Qt::ToolTipRole);
    }
    const QStringList own = presets_.names();
    if (!own.isEmpty())
        preset_->insertSeparator(preset_->count());
    for (const QString& name : own)
        preset_->addItem(name, QString(QLatin1Char('/') + name));
}

void ConfigPanel::choosePreset(int index)
{
    const QString key = preset_->itemData(index).toString();
    if (key.isEmpty()) {
        // "Choose a preset…" is not one.
        showOrigin();
        return;
    }
    TrainOptions chosen = options();
    if (key.startsWith(QLatin1Char('/'))) {
        try {
            chosen = presets_.load(key.mid(1));
        } catch (const std::exception& error) {
            messages_->show(MessageBar::Kind::error, engineText(error));
            showOrigin();
            return;
        }
    } else if (key == QLatin1StringView("demo")) {
        chosen = demoOptions(services_.demo.root.toStdString(), services_.settings.newRunFolder(QStringLiteral("demo")).toStdString());
    } else {
        applyPreset(chosen, key.toStdString());
    }
    setOptions(chosen, tr("preset %1").arg(preset_->itemText(index)), {.preset = key, .run = {}});
}

void ConfigPanel::showOrigin()
{
    const OptionForm::Origin& origin = form_->origin();
    preset_->setCurrentIndex(std::max(0, preset_->findData(origin.preset)));
    deletePreset_->setEnabled(preset_->currentData().toString().startsWith(QLatin1Char('/')));
    QString note = origin.run.isEmpty() ? QString() : tr("Settings of %1; edits are shown bold").arg(origin.run);
    for (const Preset& preset : icf::presets())
        if (text(preset.key) == origin.preset)
            note = translateOption(preset.note.empty() ? preset.summary : preset.note);
    presetNote_->setText(note);
    presetNote_->setVisible(!note.isEmpty());
}

void ConfigPanel::savePreset()
{
    bool ok = false;
    const QString name = QInputDialog::getText(this, tr("Save as preset"), tr("Name"), QLineEdit::Normal, {}, &ok).trimmed();
    if (!ok || name.isEmpty())
        return;
    try {
        presets_.save(name, options());
        fillPresets();
        form_->load(form_->values(), tr("preset %1").arg(name), {.preset = QString(QLatin1Char('/') + name), .run = {}});
        Q_EMIT message(tr("Saved the preset %1").arg(name));
    } catch (const std::exception& error) {
        messages_->show(MessageBar::Kind::error, engineText(error));
    }
}

void ConfigPanel::deletePreset()
{
    const QString key = preset_->currentData().toString();
    if (!key.startsWith(QLatin1Char('/')))
        return;
    presets_.remove(key.mid(1));
    fillPresets();
    showOrigin();
    Q_EMIT message(tr("Moved the preset %1 to the trash").arg(key.mid(1)));
}

void ConfigPanel::resetAll()
{
    TrainOptions fresh;
    fresh.save_path = services_.settings.newRunFolder(QStringLiteral("run")).toStdString();
    setOptions(fresh, tr("reset to the defaults"));
}

void ConfigPanel::importSettings()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Import settings"), {}, tr("Settings (*.json)"));
    if (!file.isEmpty())
        importFile(file);
}

void ConfigPanel::importFile(const QString& file)
{
    TrainOptions read = options();
    try {
        readOptionsFile(read, file.toStdString());
    } catch (const std::exception& error) {
        messages_->show(MessageBar::Kind::error, engineText(error));
        return;
    }
    form_->setValues(optionValues(read), tr("import of %1").arg(QFileInfo(file).fileName()));
    Q_EMIT message(tr("Read %1").arg(shortPath(file)));
}

void ConfigPanel::exportSettings()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export settings"), QStringLiteral("settings.json"), tr("Settings (*.json)"));
    if (file.isEmpty())
        return;
    try {
        writeWholeFile(file, QByteArray::fromStdString(toJson(options()).dump(2)) + '\n');
        Q_EMIT message(tr("Wrote %1").arg(shortPath(file)));
    } catch (const std::exception& error) {
        messages_->show(MessageBar::Kind::error, engineText(error));
    }
}

bool ConfigPanel::take(const QString& path)
{
    const QFileInfo info(path);
    if (info.isFile() && info.suffix() == QLatin1StringView("json"))
        importFile(path);
    else if (info.isFile() && payload::namesDataFile(path))
        form_->setValue(QStringLiteral("data_path"), path.toStdString());
    else if (info.isDir() && QFileInfo::exists(path + QStringLiteral("/config.json")))
        form_->setValue(summarizeModel(path.toStdString()).compressor ? QStringLiteral("icformer_path") : QStringLiteral("lm_path"),
                        path.toStdString());
    else
        return false;
    return true;
}

} // namespace icf::ui
