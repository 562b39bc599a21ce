#pragma once
#include <QFrame>

#include <vector>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace icf::ui {

/// The list of pages at the window's left edge, with room for tools at its lower end.  Arrow keys move between the pages.
class SideBar : public QFrame {
    Q_OBJECT
public:
    explicit SideBar(QWidget* parent = nullptr);

    /// Adds a page button; returns its index.
    int addPage(const QString& iconName);
    /// Text, tool tip and badge of a page button.
    void describe(int index, const QString& title, const QString& toolTip);
    /// Adds a button at the lower end.
    QToolButton* addTool(const QString& iconName);
    int current() const;
    void setCurrent(int index);
    /// Icons only, or icons with titles.
    void setCompact(bool compact);
    bool isCompact() const { return compact_; }

Q_SIGNALS:
    void chosen(int index);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QToolButton* makeButton(const QString& iconName);

    QVBoxLayout* pages_;
    QVBoxLayout* tools_;
    QButtonGroup* group_;
    std::vector<QToolButton*> all_;
    bool compact_ = false;
};

} // namespace icf::ui
