#pragma once
#include <QDialog>
#include <QStringList>

#include <optional>

class QListWidget;

namespace icf::ui {

/// Chooses the columns of the table of runs by check boxes; the table follows at once.
class ColumnsDialog : public QDialog {
    Q_OBJECT
public:
    /// shown: keys of the columns at present, see runs_columns.h.
    explicit ColumnsDialog(const QStringList& shown, QWidget* parent = nullptr);
    /// Checks exactly these.
    void setShown(const QStringList& keys);

Q_SIGNALS:
    /// The keys chosen; nothing: the usual ones.
    void chosen(const std::optional<QStringList>& keys);

private:
    QStringList checked() const;

    QListWidget* list_;
    bool setting_ = false;
};

} // namespace icf::ui
