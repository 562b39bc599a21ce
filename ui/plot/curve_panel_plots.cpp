#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <array>

#include "ui/common/settings.h"
#include "ui/plot/curve_panel.h"
#include "ui/plot/plot_grid.h"

/// Which plots a panel shows below the loss.
namespace icf::ui {

namespace {

/// The small plots, the most telling first: where there is little room, the last ones are left out.
constexpr std::array kSmallPlots{Metric::gradNorm, Metric::validationAccuracy, Metric::tokensPerSecond, Metric::learningRate, Metric::diagonality};

/// Of a metric in the settings.
QString keyOf(Metric metric)
{
    switch (metric) {
    case Metric::loss: return QStringLiteral("loss");
    case Metric::gradNorm: return QStringLiteral("gradNorm");
    case Metric::learningRate: return QStringLiteral("learningRate");
    case Metric::validationAccuracy: return QStringLiteral("validationAccuracy");
    case Metric::diagonality: return QStringLiteral("diagonality");
    case Metric::tokensPerSecond: break;
    }
    return QStringLiteral("tokensPerSecond");
}

} // namespace

QString titleOf(Metric metric)
{
    switch (metric) {
    case Metric::loss: return CurvePanel::tr("Loss");
    case Metric::gradNorm: return CurvePanel::tr("Gradient norm");
    case Metric::learningRate: return CurvePanel::tr("Learning rate");
    case Metric::validationAccuracy: return CurvePanel::tr("Val. accuracy");
    case Metric::diagonality: return CurvePanel::tr("Diagonality");
    case Metric::tokensPerSecond: break;
    }
    return CurvePanel::tr("Tokens/s");
}

QString meaningOf(Metric metric)
{
    switch (metric) {
    case Metric::gradNorm: return CurvePanel::tr("Of all gradients together, before clipping");
    case Metric::validationAccuracy:
        return CurvePanel::tr("Validation accuracy: share of the label tokens of the held-out rows that are the likeliest under teacher forcing");
    case Metric::diagonality:
        return CurvePanel::tr("Share of each digest's attention that falls on its own stretch of the context, in the last layer: 1 where it is diagonal");
    case Metric::tokensPerSecond: return CurvePanel::tr("Context tokens read in a second of training");
    default: return {};
    }
}

std::span<const Metric> CurvePanel::smallPlots()
{
    return kSmallPlots;
}

QMenu* CurvePanel::makePlotsMenu()
{
    auto* menu = new QMenu(chosen_);
    for (const Metric metric : kSmallPlots) {
        QAction* action = menu->addAction(QString());
        action->setCheckable(true);
        action->setData(int(metric));
        plotActions_.push_back(action);
        connect(action, &QAction::triggered, this, [this] {
            QStringList keys;
            for (const QAction* one : plotActions_)
                if (one->isChecked())
                    keys << keyOf(Metric(one->data().toInt()));
            settings_.setValue(name_ + QLatin1StringView("/plots"), keys);
            arrangePlots();
        });
    }
    menu->addSeparator();
    allFitting_ = menu->addAction(QString());
    allFitting_->setCheckable(true);
    connect(allFitting_, &QAction::triggered, this, [this] {
        settings_.remove(name_ + QLatin1StringView("/plots"));
        arrangePlots();
    });
    connect(menu, &QMenu::aboutToShow, this, [this] {
        allFitting_->setChecked(!settings_.value(name_ + QLatin1StringView("/plots")).isValid());
        for (QAction* action : plotActions_)
            action->setChecked(plot(Metric(action->data().toInt()))->parentWidget()->isVisibleTo(small_));
    });
    return menu;
}

void CurvePanel::arrangePlots()
{
    const QVariant chosen = settings_.value(name_ + QLatin1StringView("/plots"));
    const QStringList keys = chosen.toStringList();
    std::vector<QWidget*> cards;
    for (const Metric metric : kSmallPlots) {
        const auto hasIt = [metric](const auto& run) { return run->has(metric); };
        // Without validations there is nothing to see in two of them.
        const bool wanted = chosen.isValid() ? keys.contains(keyOf(metric)) : !isOfValidation(metric) || std::ranges::any_of(runs_, hasIt);
        if (wanted)
            cards.push_back(plot(metric)->parentWidget());
    }
    small_->setCards(cards, chosen.isValid());
    small_->setVisible(!cards.empty());
}

void CurvePanel::namePlots()
{
    for (QAction* action : plotActions_)
        action->setText(titleOf(Metric(action->data().toInt())));
    allFitting_->setText(tr("As many as fit in a row"));
}

} // namespace icf::ui
