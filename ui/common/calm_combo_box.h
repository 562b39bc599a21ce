#pragma once
#include <QComboBox>

namespace icf::ui {

/// A combo box that leaves the wheel to what is around it, so that scrolling past it changes nothing; that is measured anew when the language
/// changes; and that shows a text without room as ElidedLabel does: a path cut in its middle, with the name kept.
class CalmComboBox : public QComboBox {
public:
    using QComboBox::QComboBox;

    /// The current text as there is room for it.
    QString shownText() const;

protected:
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace icf::ui
