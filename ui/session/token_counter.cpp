#include "ui/session/token_counter.h"

#include "core/base/error.h"
#include "core/text/tokenizer.h"

namespace icf::ui {

struct TokenCounter::Holder {
    std::string folder;
    std::unique_ptr<Tokenizer> tokenizer;
};

TokenCounter::TokenCounter(Runner& runner, QObject* parent)
    : QObject(parent)
    , runner_(runner)
    , holder_(std::make_shared<Holder>())
{
    timer_.setSingleShot(true);
    timer_.setInterval(kDebounceMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &TokenCounter::start);
}

void TokenCounter::setModel(const QString& folder)
{
    if (folder == folder_)
        return;
    folder_ = folder;
    if (fetch_)
        request(fetch_);
}

void TokenCounter::request(std::function<QString()> fetch)
{
    fetch_ = std::move(fetch);
    ++newest_;
    if (job_)
        job_->cancel();
    Q_EMIT pending();
    timer_.start();
}

void TokenCounter::start()
{
    if (folder_.isEmpty() || !fetch_) {
        Q_EMIT counted(-1, tr("Choose a language model to count tokens."));
        return;
    }
    job_ = runner_.submit(this,
        [this, holder = holder_, folder = folder_.toStdString(), text = fetch_(), number = newest_](
            CancelToken& cancel, const Post& post) {
            if (holder->folder != folder || !holder->tokenizer) {
                holder->tokenizer = Tokenizer::open(folder);
                holder->folder = folder;
            }
            cancel.throwIfStopped();
            const qint64 count =
                text.isEmpty() ? 0 : qint64(holder->tokenizer->encode(text.toStdString(), false).size());
            post([this, count, number] {
                if (number == newest_)
                    Q_EMIT counted(count, {});
            });
        });
    connect(job_, &Job::failed, this, [this, number = newest_](const QString& message) {
        if (number == newest_)
            Q_EMIT counted(-1, message);
    });
}

} // namespace icf::ui
