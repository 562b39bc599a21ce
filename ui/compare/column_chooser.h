#pragma once
#include <QList>
#include <QMap>
#include <QStringList>

#include "ui/common/flow_layout.h"
#include "ui/compare/comparison.h"

class QAction;
class QMenu;
class QToolButton;

namespace icf::ui {

/// Buttons that switch the columns of a comparison on and off; the rarer ones are in a menu, and another menu adds columns of further checkpoints.
class ColumnChooser : public FlowBar {
    Q_OBJECT
public:
    explicit ColumnChooser(QWidget* parent = nullptr);

    /// The chosen columns, in their fixed order; further checkpoints follow the compressed one.
    QList<ColumnKind> chosen() const;
    /// checkpoints: of further columns, by ColumnKind::further.
    void setChosen(const QList<ColumnKind>& kinds, const QMap<int, QString>& checkpoints = {});
    /// Removing a further checkpoint's column forgets its checkpoint.
    void setChosen(const ColumnKind& kind, bool on);

    /// Checkpoints that the menu offers for a further column.
    void setOffered(const QStringList& folders);
    /// Adds a column for a checkpoint and says which.
    ColumnKind addCheckpoint(const QString& folder);
    /// The checkpoint of a further column; empty for the others.
    QString checkpoint(const ColumnKind& kind) const { return checkpoints_.value(kind.further); }
    /// Lets a further column be of another checkpoint; changed() is not sent.
    void setCheckpoint(const ColumnKind& kind, const QString& folder) { checkpoints_[kind.further] = folder; }
    /// The further columns' checkpoints, in order.
    QStringList checkpoints() const { return checkpoints_.values(); }
    void retranslate();

Q_SIGNALS:
    void changed();
    /// The user wants a column for this folder: a checkpoint's or a run's.
    void checkpointRequested(const QString& folder);

private:
    void fillMenu();

    QList<QAction*> actions_; ///< One per ColumnKind::all().
    QMap<int, QString> checkpoints_; ///< By ColumnKind::further.
    QStringList offered_;
    QToolButton *more_, *add_;
    QMenu *menu_, *checkpointMenu_;
    QList<QToolButton*> buttons_;
};

} // namespace icf::ui
