#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <algorithm>

#include "ui/common/evaluation_text.h"
#include "ui/common/format.h"
#include "ui/compare/answer_column.h"

/// The figures below an answer: what it cost, and its scores.
namespace icf::ui {

namespace {

constexpr int kFigureCount = 9, kFirstScore = 6; ///< The scores are shown only with a reference answer.
constexpr int kFigureSpacing = 8, kPairSpacing = 24; ///< Between a name and its value; between two pairs in a row.

QString dash()
{
    return QStringLiteral("–");
}

} // namespace

void AnswerColumn::buildFigures()
{
    details_ = new QWidget;
    grid_ = new QGridLayout(details_);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(kPairSpacing);
    grid_->setVerticalSpacing(4);
    for (int i = 0; i < kFigureCount; ++i) {
        Figure figure{new QWidget, new QLabel, new QLabel};
        figure.name->setProperty("role", QStringLiteral("muted"));
        figure.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto* pair = new QHBoxLayout(figure.pair);
        pair->setContentsMargins(0, 0, 0, 0);
        pair->setSpacing(kFigureSpacing);
        pair->addWidget(figure.name);
        pair->addStretch();
        pair->addWidget(figure.value);
        figures_.append(figure);
    }
    placeFigures(2);
}

void AnswerColumn::showFigures()
{
    const QLocale locale;
    const bool known = report_.has_value();
    const GenerationReport r = report_.value_or(GenerationReport{});
    const auto set = [](const Figure& figure, const QString& name, const QString& value) {
        figure.name->setText(name);
        figure.value->setText(value);
        figure.value->setAccessibleName(name + QStringLiteral(": ") + value);
    };
    const double ratio = budget_ && kind_.mode != ContextMode::none ? budget_->ratio() : 0;
    set(figures_[0], tr("Ratio"),
        ratio > 0 ? locale.toString(ratio, 'f', ratio < 10 ? 2 : 1) + QStringLiteral("×") : dash());
    const bool reused = r.digestsReused || r.contextReused;
    set(figures_[1], kind_.kept ? tr("Read context") : tr("Compress"),
        known && (kind_.mode == ContextMode::compressed || kind_.kept)
            ? (reused ? tr("kept") : formatShortTime(r.compressSeconds + r.keepSeconds))
            : dash());
    set(figures_[2], tr("First token"), known ? formatShortTime(r.firstTokenSeconds) : dash());
    set(figures_[3], tr("Decode"), known ? formatShortTime(r.decodeSeconds) : dash());
    set(figures_[4], tr("Speed"),
        known && r.tokensPerSecond > 0
            ? tr("%1 tokens/s").arg(locale.toString(r.tokensPerSecond, 'f', r.tokensPerSecond < 10 ? 1 : 0))
            : dash());
    set(figures_[5], tr("KV cache"), known ? formatBytes(double(r.cacheBytes)) : dash());
    const auto share = [&locale](double value) { return locale.toString(value, 'f', 3); };
    const bool scored = scores_.has_value();
    const Figure &rougeL = figures_[kFirstScore + 1], &bleu = figures_[kFirstScore + 2];
    set(figures_[kFirstScore], tr("Exact match"), scored ? (scores_->exact ? tr("yes") : tr("no")) : dash());
    set(rougeL, tr("ROUGE-L"), scored && scores_->rouge ? share(scores_->rouge->rougeL.f1) : dash());
    set(bleu, tr("BLEU-4"), scored && scores_->bleu ? share(*scores_->bleu) : dash());
    if (scored) {
        rougeL.value->setToolTip(scores_->rouge
                ? tr("precision %1, recall %2").arg(share(scores_->rouge->rougeL.precision), share(scores_->rouge->rougeL.recall))
                : undefinedReason("rougeL_f1"));
        bleu.value->setToolTip(scores_->bleu ? QString() : undefinedReason("bleu"));
    }
    for (int i = kFirstScore; i < kFigureCount; ++i)
        figures_[i].pair->setVisible(scored);
    fitFigures();
}

void AnswerColumn::placeFigures(int pairs)
{
    pairsInRow_ = pairs;
    for (int i = 0; i < kFigureCount; ++i)
        grid_->addWidget(figures_[i].pair, i / pairs, i % pairs);
    grid_->setColumnStretch(0, 1);
    grid_->setColumnStretch(1, pairs - 1);
}

void AnswerColumn::fitFigures()
{
    // Values count as if all were as wide as a usual speed, so that the rows do not jump while an answer is written.
    const int usual = fontMetrics().horizontalAdvance(tr("%1 tokens/s").arg(888));
    int widest = 0;
    for (const Figure& figure : std::as_const(figures_))
        widest = std::max(widest, figure.name->sizeHint().width() + std::max(usual, figure.value->sizeHint().width()));
    const int needed = 2 * (widest + kFigureSpacing) + kPairSpacing;
    const QMargins around = layout()->contentsMargins();
    const int pairs = contentsRect().width() - around.left() - around.right() < needed ? 1 : 2;
    if (pairs != pairsInRow_)
        placeFigures(pairs);
}

} // namespace icf::ui
