#pragma once
#include <string>
#include <vector>

#include "ui/options/field_editor.h"

class QCheckBox;

namespace icf::ui {

class FlowBar;

/// A comma-separated list of words as check boxes.  The value stays that text, and stays as it was given until a box is clicked.  A word that the option does not
/// know has a box too, so that it is seen, and can be taken out.
class ListEditor : public FieldEditor {
public:
    ListEditor(const OptionDescription& option, QWidget* parent);

    std::optional<OptionValue> value() const override { return OptionValue(text_); }
    void setValue(const OptionValue& value) override;
    QWidget* control() const override;
    void retranslate() override;

private:
    struct Box {
        std::string word;
        QCheckBox* box;
    };
    void addBox(const std::string& word);
    void toggle(const std::string& word, bool on);
    /// Place of a word in the declaration; after all for one that is not in it.
    std::size_t placeOf(const std::string& word) const;

    Field field_;
    FlowBar* bar_;
    std::vector<Box> boxes_;  ///< In order of declaration, then those that are not in it.
    std::string text_;
};

} // namespace icf::ui
