#pragma once
#include <QLayout>
#include <QList>
#include <QWidget>

namespace icf::ui {

/// Lays items out from left to right (right to left where the language does) and breaks into lines like text.  Items that expand, and
/// stretches, share what a line has left; an item wider than a line is made as narrow as its minimum allows.
class FlowLayout : public QLayout {
public:
    /// spacing: pixels between items and lines.
    explicit FlowLayout(int spacing = 8, QWidget* parent = nullptr);
    ~FlowLayout() override;

    /// Pixels between lines, where they are not those between items.
    void setLineSpacing(int pixels) { lineSpacing_ = pixels; }
    /// Pushes what follows in the same line to its end.
    void addStretch();
    void addItem(QLayoutItem* item) override;
    int count() const override { return int(items_.size()); }
    QLayoutItem* itemAt(int index) const override { return items_.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect& rect) override;

private:
    struct Line;
    int lineSpacing() const { return lineSpacing_ < 0 ? spacing() : lineSpacing_; }
    int arrange(const QRect& rect, bool apply) const;
    void place(const Line& line, const QRect& inner, int y) const;

    QList<QLayoutItem*> items_;
    int lineSpacing_ = -1;
};

/// A row of controls that breaks into lines where the window is narrow.  Unlike a bare FlowLayout it keeps its height inside splitters and
/// scroll areas too, which do not ask for a height at a width.
class FlowBar : public QWidget {
public:
    /// spacing: pixels between controls and lines.
    explicit FlowBar(int spacing = 8, QWidget* parent = nullptr);

    FlowLayout* flow() const { return flow_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    FlowLayout* flow_;
    int height_ = 0; ///< Of the lines at the present width, as the layouts around know it.
};

} // namespace icf::ui
