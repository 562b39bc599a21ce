#pragma once
#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace icf::ui {

/// One message inside a page, with at most one action: how pages say what went wrong instead of opening dialogs.
/// Hidden until something is shown; a new message replaces the old one.
class MessageBar : public QFrame {
    Q_OBJECT
    Q_PROPERTY(QString severity READ severity)
public:
    enum class Kind { info, good, warning, error };

    explicit MessageBar(QWidget* parent = nullptr);

    /// Shows a message; actionText empty: no button.
    void show(Kind kind, const QString& text, const QString& actionText = {});
    /// Hides it.
    void clear();
    /// Hides this text if it is what stands there; another part's message stays.
    void withdraw(const QString& text);
    QString text() const;
    /// For the style sheet: "info", "good", "warning", "error".
    QString severity() const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A message was shown.
    void shown(const QString& severity, const QString& text);
    /// The action's button was pressed.
    void actionTriggered();
    /// The user closed the bar.
    void dismissed();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showIcon();

    Kind kind_ = Kind::info;
    QString shown_;
    QLabel* icon_;
    QLabel* text_;
    QPushButton* action_;
    QToolButton* close_;
};

} // namespace icf::ui
