#include "ui/session/session_message.h"

#include "ui/common/message_bar.h"
#include "ui/session/shared_session.h"

namespace icf::ui {

SessionMessage::SessionMessage(const SharedSession& session, MessageBar& bar, QObject* parent)
    : QObject(parent), session_(session), bar_(bar)
{
    connect(&session_, &SharedSession::summariesChanged, this, &SessionMessage::refresh);
    connect(&session_, &SharedSession::stateChanged, this, &SessionMessage::refresh);
}

void SessionMessage::refresh()
{
    const bool failed = session_.state() == SharedSession::State::failed;
    MessageBar::Kind kind = failed ? MessageBar::Kind::error : MessageBar::Kind::warning;
    QString text = failed ? session_.problem() : session_.compressorProblem();
    if (text.isEmpty() && session_.state() == SharedSession::State::empty) {
        kind = MessageBar::Kind::info;
        text = tr("Choose the folder of a language model above, or look for one on the Models page.");
    }
    if (!text.isEmpty())
        bar_.show(kind, text, tr("Models"));
    else if (!shown_.isEmpty())
        bar_.withdraw(shown_);
    shown_ = text;
}

} // namespace icf::ui
