#pragma once
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <memory>

#include "ui/runner/runner.h"

namespace icf {
class Tokenizer;
}

namespace icf::ui {

/// Counts the tokens of a text away from the interface thread, 250 ms after the last change.  Only the newest text is
/// counted: a count under way for an older one is dropped when it arrives.
class TokenCounter : public QObject {
    Q_OBJECT
public:
    /// Pause after the last change before counting begins, in milliseconds.
    static constexpr int kDebounceMilliseconds = 250;

    explicit TokenCounter(Runner& runner, QObject* parent = nullptr);

    /// Counts with the tokenizer of this model folder from now on.
    void setModel(const QString& folder);
    /// Announces a new text.  fetch is called once the user has paused, so that a long text is not copied at every key.
    void request(std::function<QString()> fetch);

Q_SIGNALS:
    /// Tokens of the newest text, without bos; -1 when they could not be counted (problem says why).
    void counted(qint64 tokens, const QString& problem);
    /// A newer text waits to be counted.
    void pending();

private:
    struct Holder;
    void start();

    Runner& runner_;
    QTimer timer_;
    std::function<QString()> fetch_;
    QString folder_;
    std::shared_ptr<Holder> holder_; ///< Touched on the runner's thread only.
    quint64 newest_ = 0;
    QPointer<Job> job_;
};

} // namespace icf::ui
