#pragma once
#include <QLabel>

namespace icf::ui {

/// One line of text that never asks for room: what does not fit is left out, of a path in the middle so that its name stays.  The tool tip
/// has all of it.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    using QLabel::QLabel;

    /// What is shown of a text in so many pixels.
    static QString elided(const QString& text, const QFontMetrics& metrics, int width);

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace icf::ui
