#pragma once
#include <QWidget>

namespace icf::ui {

/// The legend of tinted texts and pictures: a bar of all colours between what its two ends stand for.
class ColorScale : public QWidget {
    Q_OBJECT
public:
    /// The colour for a share, 0 at the left end to 1 at the right.
    using Color = QColor (*)(const QPalette& palette, double share);

    explicit ColorScale(Color color, QWidget* parent = nullptr);

    /// title: what is measured, before the bar; left and right: the values at its ends.
    void setTexts(const QString& title, const QString& left, const QString& right);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int textWidth() const;

    Color color_;
    QString title_, left_, right_;
};

} // namespace icf::ui
