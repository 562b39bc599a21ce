#pragma once
#include <QScrollArea>

namespace icf::ui {

/// Holds a page of the window, or one side of a page, that fills it.  Where it is smaller than that needs, it scrolls: nothing on a page
/// makes the window larger.
class PageArea : public QScrollArea {
public:
    explicit PageArea(QWidget* page, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
};

} // namespace icf::ui
