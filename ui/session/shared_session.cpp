#include "ui/session/shared_session.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

#include "core/base/error.h"
#include "core/run/run_folder.h"
#include "ui/common/engine_text.h"
#include "ui/common/services.h"
#include "ui/common/settings.h"
#include "ui/session/work_progress.h"

namespace icf::ui {

ChunkSettings chunkingOf(const ModelSummary& compressor)
{
    if (compressor.chunkLength)
        return *compressor.chunkLength > 0 ? ChunkSettings{true, *compressor.chunkLength} : ChunkSettings{};
    const std::string parent = QFileInfo(QDir::cleanPath(QString::fromStdString(compressor.path))).path().toStdString();
    try {
        if (isRunFolder(parent)) {
            const CompressionOptions compression = readRun(parent).options.compression;
            return {compression.use_chunk, compression.max_chunk_len};
        }
    } catch (const std::exception&) {
        // A broken run.json beside a good checkpoint: the user can still set the chunks by hand.
    }
    return {};
}

/// What the generation thread keeps between works.
struct SharedSession::Holder {
    std::unique_ptr<Session> session;
    std::string key; ///< Model, precision and device that the session was opened with.
    std::string compressor; ///< The compressor in the session.
};

SharedSession::SharedSession(Services& services, QObject* parent)
    : QObject(parent)
    , services_(services)
    , holder_(std::make_shared<Holder>())
{
    Settings& settings = services_.settings;
    const auto existing = [&settings](const char* key, const QString& fallback) {
        const QString path = settings.value(QLatin1StringView(key)).toString();
        return !path.isEmpty() && QFileInfo::exists(path) ? path : fallback;
    };
    precision_ = settings.value(QStringLiteral("session/dtype"), precision_).toString();
    device_ = settings.value(QStringLiteral("session/device"), device_).toString();
    const QString lm = existing("session/lm_path", services_.demo.model);
    const bool chosenNone = settings.value(QStringLiteral("session/no_compressor")).toBool();
    const QString fallback = lm == services_.demo.model && !chosenNone ? services_.demo.trained : QString();
    choose(lm, existing("session/icformer_path", fallback));
}

SharedSession::~SharedSession()
{
    if (summaries_)
        summaries_->cancel();
}

ModelOptions SharedSession::options() const
{
    ModelOptions options;
    options.lm_path = lmPath_.toStdString();
    options.icformer_path.clear();
    options.dtype = fromName<Dtype>(precision_.toStdString()).value_or(Dtype::automatic);
    options.weights = fromName<WeightFormat>(precision_.toStdString()).value_or(WeightFormat::automatic);
    options.device = device_.toStdString();
    return options;
}

void SharedSession::choose(const QString& lmPath, const QString& compressorPath, bool recent)
{
    if (lmPath == lmPath_ && compressorPath == compressorPath_ && choice_ > 0)
        return;
    lmPath_ = lmPath;
    compressorPath_ = compressorPath;
    Settings& settings = services_.settings;
    settings.setValue(QStringLiteral("session/lm_path"), lmPath);
    settings.setValue(QStringLiteral("session/icformer_path"), compressorPath);
    settings.setValue(QStringLiteral("session/no_compressor"), compressorPath.isEmpty());
    if (!lmPath.isEmpty() && lmPath != services_.demo.model)
        settings.addRecent(Settings::Recent::model, lmPath);
    if (recent && !compressorPath.isEmpty() && !compressorPath.startsWith(services_.demo.root + QLatin1Char('/')))
        settings.addRecent(Settings::Recent::checkpoint, compressorPath);
    ++choice_;
    lm_ = {};
    compressor_ = {};
    compressorProblem_.clear();
    setState(lmPath.isEmpty() ? State::empty : State::closed);
    Q_EMIT choiceChanged();
    readSummaries();
}

void SharedSession::chooseDevice(const QString& precision, const QString& device)
{
    if (precision == precision_ && device == device_)
        return;
    precision_ = precision;
    device_ = device;
    services_.settings.setValue(QStringLiteral("session/dtype"), precision);
    services_.settings.setValue(QStringLiteral("session/device"), device);
    ++choice_;
    setState(lmPath_.isEmpty() ? State::empty : State::closed);
    Q_EMIT choiceChanged();
    readSummaries();
}

void SharedSession::readSummaries()
{
    if (summaries_)
        summaries_->cancel();
    if (lmPath_.isEmpty())
        return becomeKnown();
    known_ = false;
    const auto lm = lmPath_.toStdString(), compressor = compressorPath_.toStdString();
    summaries_ = looking_.submit(
        this, [this, lm, compressor, choice = choice_](CancelToken&, const Post& post) {
            const ModelSummary first = summarizeModel(lm);
            const ModelSummary second = compressor.empty() ? ModelSummary{} : summarizeModel(compressor);
            const std::string problem = first.usable ? std::string() : first.problem;
            std::string misfit;
            if (problem.empty() && !compressor.empty())
                misfit = second.usable ? whyNotTogether(first, second) : second.problem;
            const ChunkSettings chunking = compressor.empty() ? ChunkSettings{} : chunkingOf(second);
            post([=, this] {
                if (choice != choice_)
                    return;
                lm_ = first;
                compressor_ = second;
                chunking_ = chunking;
                compressorProblem_ = engineText(misfit);
                if (!problem.empty())
                    setState(State::failed, engineText(problem));
                known_ = true;
                Q_EMIT summariesChanged();
                becomeKnown();
            });
        });
}

void SharedSession::becomeKnown()
{
    known_ = true;
    // What is called may choose again, or wait anew.
    for (const auto& [receiver, then] : std::exchange(waiting_, {}))
        if (receiver)
            then();
}

void SharedSession::whenKnown(QObject* receiver, std::function<void()> then)
{
    if (known_)
        then();
    else
        waiting_.emplace_back(receiver, std::move(then));
}

void SharedSession::setState(State state, const QString& problem)
{
    if (state != State::ready)
        computeType_.clear();
    state_ = state;
    problem_ = problem;
    Q_EMIT stateChanged();
}

Job* SharedSession::submit(QObject* receiver, const QString& compressorPath, SessionWork work)
{
    auto* job = services_.generation.submit(receiver,
        [self = QPointer<SharedSession>(this), holder = holder_, options = options(),
            compressor = compressorPath.toStdString(), choice = choice_,
            work = std::move(work)](CancelToken& cancel, const Post& post) {
            const auto tell = [&](State state, const QString& text) {
                post([self, state, text, choice] {
                    if (!self || self->choice_ != choice)
                        return;
                    // Every work says "ready" when it begins; listeners want to hear of changes only.
                    if (state == State::ready && self->state_ == State::ready && self->computeType_ == text)
                        return;
                    if (state == State::ready)
                        self->computeType_ = text;
                    self->setState(state, state == State::failed ? text : QString());
                });
            };
            const std::string key = options.lm_path + '\n' + std::string(nameOf(options.dtype)) + '\n' + std::string(nameOf(options.weights)) + '\n' + options.device;
            if (!holder->session || holder->key != key) {
                tell(State::opening, {});
                holder->session.reset();
                holder->compressor.clear();
                try {
                    ProgressPoster progress(post, [self, choice](const WorkProgress& now) {
                        if (self && self->choice_ == choice)
                            Q_EMIT self->openingProgress(now);
                    });
                    holder->session = Session::open(options, cancel, &progress);
                } catch (const Cancelled&) {
                    tell(State::closed, {});
                    throw;
                } catch (const std::exception& error) {
                    tell(State::failed, engineText(error));
                    throw;
                }
                holder->key = key;
            }
            if (holder->compressor != compressor) {
                holder->session->setCompressor(compressor);
                holder->compressor = compressor;
            }
            tell(State::ready, QString::fromStdString(holder->session->computeType()));
            work(*holder->session, cancel, post);
        });
    return job;
}

void SharedSession::warmUp()
{
    if (state_ != State::closed)
        return;
    submit(this, compressorPath_, [](Session&, CancelToken&, const Post&) {});
}

} // namespace icf::ui
