#pragma once
#include <QString>
#include <QVariantMap>
#include <QWidget>

namespace icf::ui {

/// One page of the studio's main window.  The window lists pages in its side bar and asks them before it closes.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Name in the side bar, in the current language.
    virtual QString title() const = 0;
    /// One sentence for the tool tip and screen readers.
    virtual QString summary() const = 0;
    /// Icon resource below :/icons/, without extension.
    virtual QString iconName() const = 0;
    /// Called when the page comes to the front.
    virtual void activated() {}
    /// Puts the page into the current language; called after a language change and once after construction.
    virtual void retranslate() = 0;

Q_SIGNALS:
    /// Asks the window to show a page by its objectName ("compare") with a payload that the page understands.
    void openRequested(const QString& page, const QVariantMap& payload);
    /// One line for the status bar.
    void statusMessage(const QString& text);

public:
    /// Receives what another page sent with openRequested.
    virtual void receive(const QVariantMap& payload) { Q_UNUSED(payload) }
};

} // namespace icf::ui
