#pragma once
#include <QWidget>

#include <vector>

namespace icf::ui {

/// Cards of equal size side by side, which cannot be read below a certain width: where there is no room for all in a row, the last ones are
/// left out, or more rows are made.
class PlotGrid : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Shows these of the widget's children, in this order, and hides the others.  all: in as many rows as they need; otherwise in one row
    /// those that fit.
    void setCards(const std::vector<QWidget*>& cards, bool all);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int columns() const;
    int rows() const;
    QSize sizeOf(int rowHeight) const;
    void arrange();

    std::vector<QWidget*> cards_;
    bool all_ = false;
    int arrangedRows_ = 0;
};

} // namespace icf::ui
