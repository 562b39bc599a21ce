#include "ui/options/field_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QUrl>

#include <cmath>

#include "ui/common/calm_combo_box.h"
#include "ui/common/device_box.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/languages.h"
#include "ui/common/parts.h"
#include "ui/options/list_editor.h"
#include "ui/options/number_box.h"
#include "ui/options/prompt_template_dialog.h"
#include "ui/options/word_title.h"

namespace icf::ui {

namespace {

template <class Control> Control* fill(FieldEditor* editor, Control* control)
{
    auto* row = rowIn(editor, {}, 4);
    row->addWidget(control, 1);
    editor->setFocusProxy(control);
    return control;
}

class SwitchEditor : public FieldEditor {
public:
    explicit SwitchEditor(QWidget* parent) : FieldEditor(parent), box_(fill(this, new QCheckBox))
    {
        connect(box_, &QCheckBox::toggled, this, &FieldEditor::edited);
    }
    std::optional<OptionValue> value() const override { return OptionValue(box_->isChecked()); }
    void setValue(const OptionValue& value) override
    {
        const QSignalBlocker quiet(box_);
        box_->setChecked(std::get<bool>(value));
    }
    QWidget* control() const override { return box_; }

private:
    QCheckBox* box_;
};

class ChoiceEditor : public FieldEditor {
public:
    ChoiceEditor(const OptionDescription& option, QWidget* parent)
        : FieldEditor(parent), field_(option.field), box_(fill(this, new CalmComboBox))
    {
        for (const std::string_view choice : field_.choices)
            add(QString::fromUtf8(choice.data(), qsizetype(choice.size())));
        connect(box_, &QComboBox::currentIndexChanged, this, &FieldEditor::edited);
    }
    std::optional<OptionValue> value() const override { return OptionValue(box_->currentData().toString().toStdString()); }
    void setValue(const OptionValue& value) override
    {
        const QSignalBlocker quiet(box_);
        const QString name = QString::fromStdString(std::get<std::string>(value));
        // A value from a file that is none of the choices is shown, so that validation can name it.
        if (box_->findData(name) < 0)
            add(name);
        box_->setCurrentIndex(box_->findData(name));
    }
    QWidget* control() const override { return box_; }
    void retranslate() override
    {
        for (int i = 0; i < box_->count(); ++i)
            box_->setItemText(i, wordTitle(field_.key, box_->itemData(i).toString().toStdString()));
    }

private:
    void add(const QString& name) { box_->addItem(wordTitle(field_.key, name.toStdString()), name); }

    Field field_;
    QComboBox* box_;
};

/// The devices that there are, in a list; another one, such as cuda:1, is typed.
class DeviceEditor : public FieldEditor {
public:
    explicit DeviceEditor(QWidget* parent) : FieldEditor(parent), box_(fill(this, new DeviceBox))
    {
        connect(box_, &QComboBox::currentTextChanged, this, &FieldEditor::edited);
    }
    std::optional<OptionValue> value() const override { return OptionValue(box_->currentText().trimmed().toStdString()); }
    void setValue(const OptionValue& value) override
    {
        const QSignalBlocker quiet(box_);
        if (const QString text = QString::fromStdString(std::get<std::string>(value)); text != box_->currentText().trimmed())
            box_->setCurrentText(text);
    }
    QWidget* control() const override { return box_; }

private:
    DeviceBox* box_;
};

class TextEditor : public FieldEditor {
public:
    explicit TextEditor(QWidget* parent) : FieldEditor(parent), edit_(fill(this, new QLineEdit))
    {
        connect(edit_, &QLineEdit::textChanged, this, &FieldEditor::edited);
    }
    std::optional<OptionValue> value() const override { return OptionValue(edit_->text().toStdString()); }
    void setValue(const OptionValue& value) override
    {
        const QString text = QString::fromStdString(std::get<std::string>(value));
        const QSignalBlocker quiet(edit_);
        if (text != edit_->text())
            edit_->setText(text);
    }
    QWidget* control() const override { return edit_; }

protected:
    QLineEdit* edit_;
};

/// The name or the file of a prompt template, with a dialog that shows it and writes such files.
class TemplateEditor : public TextEditor {
public:
    explicit TemplateEditor(QWidget* parent) : TextEditor(parent), button_(new QPushButton)
    {
        layout()->addWidget(button_);
        button_->setObjectName(QStringLiteral("promptTemplateEdit"));
        connect(button_, &QPushButton::clicked, this, &TemplateEditor::openDialog);
        TemplateEditor::retranslate();
    }
    void setOtherValues(std::function<OptionValue(const QString& key)> values) override { otherValues_ = std::move(values); }
    void retranslate() override
    {
        button_->setText(FieldEditor::tr("Edit…"));
        button_->setAccessibleName(FieldEditor::tr("Edit the prompt template"));
    }

private:
    void openDialog()
    {
        const auto path = [this](const char* key) {
            const OptionValue value = otherValues_ ? otherValues_(QLatin1StringView(key)) : OptionValue();
            const auto* text = std::get_if<std::string>(&value);
            return text ? *text : std::string();
        };
        PromptTemplateDialog dialog(edit_->text(), path("lm_path"), path("icformer_path"), this);
        if (dialog.exec() == QDialog::Accepted)
            edit_->setText(dialog.chosen());
    }

    QPushButton* button_;
    std::function<OptionValue(const QString& key)> otherValues_;
};

class NumberEditor : public FieldEditor {
public:
    NumberEditor(const OptionDescription& option, QWidget* parent)
        : FieldEditor(parent), whole_(std::holds_alternative<std::int64_t>(option.value)), minimum_(option.field.minimum),
          maximum_(option.field.maximum), zero_(option.field.zero),
          box_(fill(this, new NumberBox(whole_ ? NumberBox::Kind::whole : NumberBox::Kind::real, minimum_, maximum_)))
    {
        connect(box_, &NumberBox::textEdited, this, &FieldEditor::edited);
        NumberEditor::retranslate();
    }
    void retranslate() override
    {
        const QSignalBlocker quiet(box_);
        box_->setZeroText(translateOption(zero_));
    }
    std::optional<OptionValue> value() const override
    {
        if (!error().isEmpty())
            return std::nullopt;
        return whole_ ? OptionValue(std::int64_t(*box_->wholeNumber())) : OptionValue(*box_->number());
    }
    void setValue(const OptionValue& value) override
    {
        const QSignalBlocker quiet(box_);
        if (whole_)
            box_->setWholeNumber(std::get<std::int64_t>(value));
        else
            box_->setNumber(std::get<double>(value));
    }
    QString error() const override
    {
        const std::optional<double> number = box_->number();
        if (!number && whole_ && !zero_.empty())
            return FieldEditor::tr("Not a whole number, nor “%1”.").arg(translateOption(zero_));
        if (!number)
            return whole_ ? FieldEditor::tr("Not a whole number.") : FieldEditor::tr("Not a number.");
        if (box_->inRange(*number))
            return {};
        if (!std::isfinite(maximum_))
            return FieldEditor::tr("Must be at least %1.").arg(formatNumber(minimum_, 12));
        return FieldEditor::tr("Must be between %1 and %2.").arg(formatNumber(minimum_, 12), formatNumber(maximum_, 12));
    }
    QWidget* control() const override { return box_; }

private:
    bool whole_;
    double minimum_;
    double maximum_;
    std::string_view zero_;
    NumberBox* box_;
};

class PathEditor : public FieldEditor {
public:
    PathEditor(const OptionDescription& option, QWidget* parent)
        : FieldEditor(parent), content_(option.field.content), edit_(fill(this, new QLineEdit)), button_(new QToolButton),
          menu_(new QMenu(this))
    {
        layout()->addWidget(button_);
        button_->setIcon(icon(content_ == Content::inputFile ? QStringLiteral("file") : QStringLiteral("folder")));
        button_->setPopupMode(QToolButton::MenuButtonPopup);
        button_->setMenu(menu_);
        setAcceptDrops(true);
        edit_->setAcceptDrops(false);
        connect(edit_, &QLineEdit::textChanged, this, &FieldEditor::edited);
        connect(button_, &QToolButton::clicked, this, &PathEditor::browse);
        connect(menu_, &QMenu::aboutToShow, this, &PathEditor::fillMenu);
        PathEditor::retranslate();
    }
    std::optional<OptionValue> value() const override
    {
        QString text = edit_->text().trimmed();
        if (text == QLatin1StringView("~") || text.startsWith(QLatin1StringView("~/")))
            text.replace(0, 1, QDir::homePath());
        return OptionValue(text.toStdString());
    }
    void setValue(const OptionValue& value) override
    {
        const QString text = QString::fromStdString(std::get<std::string>(value));
        const QSignalBlocker quiet(edit_);
        if (text == edit_->text())
            return;
        edit_->setText(text);
        // The end of a path says more than its start.
        if (!edit_->hasFocus())
            edit_->end(false);
    }
    void setSuggestions(std::function<QStringList()> suggestions) override { suggestions_ = std::move(suggestions); }
    QWidget* control() const override { return edit_; }
    void retranslate() override
    {
        button_->setToolTip(content_ == Content::inputFile ? FieldEditor::tr("Choose a file") : FieldEditor::tr("Choose a folder"));
        button_->setAccessibleName(button_->toolTip());
    }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override
    {
        if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile())
            event->acceptProposedAction();
    }
    void dropEvent(QDropEvent* event) override
    {
        edit_->setText(event->mimeData()->urls().constFirst().toLocalFile());
        event->acceptProposedAction();
    }

private:
    void browse()
    {
        const QString now = edit_->text();
        const QString start = QFileInfo::exists(now) ? now : QFileInfo(now).dir().exists() ? QFileInfo(now).path() : QDir::homePath();
        QString chosen;
        if (content_ == Content::inputFile)
            chosen = QFileDialog::getOpenFileName(this, button_->toolTip(), start,
                                                  FieldEditor::tr("JSON lines (*.jsonl *.json *.jsonl.gz *.jsonl.zst)") + QStringLiteral(";;")
                                                      + FieldEditor::tr("All files (*)"));
        else
            chosen = QFileDialog::getExistingDirectory(this, button_->toolTip(), start);
        if (!chosen.isEmpty())
            edit_->setText(chosen);
    }
    void fillMenu()
    {
        menu_->clear();
        menu_->addAction(FieldEditor::tr("Choose…"), this, &PathEditor::browse);
        const QStringList paths = suggestions_ ? suggestions_() : QStringList();
        if (!paths.isEmpty())
            menu_->addSeparator();
        for (const QString& path : paths)
            menu_->addAction(shortPath(path), this, [this, path] { edit_->setText(path); });
    }

    Content content_;
    QLineEdit* edit_;
    QToolButton* button_;
    QMenu* menu_;
    std::function<QStringList()> suggestions_;
};

} // namespace

FieldEditor* FieldEditor::make(const OptionDescription& option, QWidget* parent)
{
    if (std::holds_alternative<bool>(option.value))
        return new SwitchEditor(parent);
    if (!std::holds_alternative<std::string>(option.value))
        return new NumberEditor(option, parent);
    if (!option.field.choices.empty())
        return new ChoiceEditor(option, parent);
    if (!option.field.parts.empty())
        return new ListEditor(option, parent);
    if (option.field.key == "device")
        return new DeviceEditor(parent);
    if (option.field.key == "prompt_template")
        return new TemplateEditor(parent);
    if (option.field.content == Content::plain || option.field.content == Content::fileName)
        return new TextEditor(parent);
    return new PathEditor(option, parent);
}

} // namespace icf::ui
