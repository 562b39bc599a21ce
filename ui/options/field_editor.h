#pragma once
#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>

#include "core/options/describe.h"

namespace icf::ui {

/// The editor of one option, chosen by its declaration.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Makes the right editor: switch, choice, check boxes for a list of words, number, path or text.
    static FieldEditor* make(const OptionDescription& option, QWidget* parent);

    /// The value, or nothing while the text cannot be read; error() then says why.
    virtual std::optional<OptionValue> value() const = 0;
    /// Shows a value without edited().
    virtual void setValue(const OptionValue& value) = 0;
    /// Why there is no value, in the current language; empty when there is one.
    virtual QString error() const { return {}; }
    /// Paths offered beside the file dialog, asked for when the menu opens.
    virtual void setSuggestions(std::function<QStringList()>) {}
    /// How to ask for another value of the same form, by key; for editors that depend on others.
    virtual void setOtherValues(std::function<OptionValue(const QString& key)>) {}
    /// The control that takes the keyboard.
    virtual QWidget* control() const = 0;
    /// Puts texts of the option (choices, buttons) into the current language.
    virtual void retranslate() {}

Q_SIGNALS:
    void edited();
};

} // namespace icf::ui
