#pragma once
#include <QObject>
#include <QString>

namespace icf::ui {

class MessageBar;
class SharedSession;

/// Says in a page's message bar what keeps the shared models from being used, and takes it back when nothing does.  Messages
/// that other parts of the page have shown stay.
class SessionMessage : public QObject {
    Q_OBJECT
public:
    /// session and bar outlive this.
    SessionMessage(const SharedSession& session, MessageBar& bar, QObject* parent);

    /// Brings the bar up to date; done by itself whenever the models or their state change.
    void refresh();

private:
    const SharedSession& session_;
    MessageBar& bar_;
    QString shown_; ///< The message of ours that was last in the bar.
};

} // namespace icf::ui
