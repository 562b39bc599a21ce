#include "ui/session/work_progress.h"

#include <QCoreApplication>
#include <QLocale>

#include <utility>

#include "ui/common/format.h"

namespace icf::ui {

namespace {

constexpr qint64 kTellMilliseconds = 100;
/// Work that ends sooner needs no progress, and an estimate from less is none.
constexpr qint64 kShownAfterMilliseconds = 700;
/// Of a stage's work, to reckon in whole numbers.
constexpr double kParts = 1e9;

/// Only gives the texts their context.
struct Progress {
    Q_DECLARE_TR_FUNCTIONS(Progress)
};

QString number(std::int64_t value) { return QLocale().toString(qlonglong(value)); }

} // namespace

ProgressPoster::ProgressPoster(const Post& post, std::function<void(const WorkProgress&)> arrive) : post_(post), arrive_(std::move(arrive)) {}

void ProgressPoster::onProgress(const WorkProgress& progress)
{
    if (stage_ == progress.stage && !sinceLast_.hasExpired(kTellMilliseconds))
        return;
    stage_ = progress.stage;
    sinceLast_.start();
    post_([arrive = arrive_, progress] { arrive(progress); });
}

QString ProgressText::sentence(const WorkProgress& progress)
{
    // Less than before: the same stage of the next computation.
    if (stage_ != progress.stage || progress.share < share_) {
        stage_ = progress.stage;
        sinceStage_.start();
        left_ = {};
    }
    share_ = progress.share;
    left_.note(double(sinceStage_.elapsed()) / 1000, std::int64_t(kParts * share_));
    if (!sinceStage_.hasExpired(kShownAfterMilliseconds))
        return {};
    QString text;
    switch (progress.stage) {
    case WorkStage::loading: text = Progress::tr("Opening"); break;
    case WorkStage::compressing: text = Progress::tr("Compressing %1 tokens").arg(number(progress.positions)); break;
    case WorkStage::reading: text = Progress::tr("Reading %1 tokens").arg(number(progress.positions)); break;
    case WorkStage::writing: text = Progress::tr("Writing token after token"); break;
    }
    const double percent = 100 * progress.share;
    text += QStringLiteral(" · ") + Progress::tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0));
    if (const double left = left_.secondsFor(std::int64_t(kParts * (1 - share_))); left >= 0)
        text += QStringLiteral(" · ") + Progress::tr("about %1 left").arg(formatDuration(left));
    return text;
}

QString beyondModelText(std::int64_t positions, std::int64_t modelPositions)
{
    if (modelPositions <= 0 || positions <= modelPositions)
        return {};
    return Progress::tr("Longer than the %1 tokens that the model was made for: slow, and the answer will mean little.").arg(number(modelPositions));
}

} // namespace icf::ui
