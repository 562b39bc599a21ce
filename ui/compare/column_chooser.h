#pragma once
#include <QList>

#include "ui/common/flow_layout.h"
#include "ui/compare/comparison.h"

class QAction;
class QMenu;
class QToolButton;

namespace icf::ui {

/// Buttons that switch the columns of a comparison on and off; the rarer ones are in a menu.
class ColumnChooser : public FlowBar {
    Q_OBJECT
public:
    explicit ColumnChooser(QWidget* parent = nullptr);

    /// The chosen columns, in their fixed order.
    QList<ColumnKind> chosen() const;
    void setChosen(const QList<ColumnKind>& kinds);
    void setChosen(const ColumnKind& kind, bool on);
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    QList<QAction*> actions_; ///< One per ColumnKind::all().
    QList<QToolButton*> buttons_;
    QToolButton* more_;
    QMenu* menu_;
};

} // namespace icf::ui
