#pragma once
#include <QComboBox>
#include <QWheelEvent>

namespace icf::ui {

/// A combo box that leaves the wheel to what is around it: scrolling past it changes nothing.
class CalmComboBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

} // namespace icf::ui
