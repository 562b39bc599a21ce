#include "ui/train/facts_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QStyle>

#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/common/languages.h"

namespace icf::ui {

namespace {

QString itemised(const std::vector<FactItem>& items, QString (*format)(double))
{
    QString rows;
    for (const FactItem& item : items)
        rows += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align='right'>%2</td></tr>")
                    .arg(translateOption(item.name).toHtmlEscaped(), format(item.value));
    return QStringLiteral("<table>%1</table>").arg(rows);
}

QString flopsText(double flops)
{
    return formatCount(flops) + QStringLiteral("FLOP");
}

} // namespace

FactsView::FactsView(QWidget* parent) : QFrame(parent), grid_(new QGridLayout(this)), problem_(new QLabel)
{
    setProperty("card", true);
    grid_->setContentsMargins(12, 8, 12, 8);
    grid_->setHorizontalSpacing(12);
    grid_->setVerticalSpacing(2);
    grid_->setColumnStretch(1, 1);
    for (Line* line : {&ratio_, &digests_, &parameters_, &flops_, &memory_})
        *line = addLine();
    problem_->setWordWrap(true);
    problem_->setProperty("role", QStringLiteral("muted"));
    grid_->addWidget(problem_, grid_->rowCount(), 0, 1, 2);
    retranslate();
}

FactsView::Line FactsView::addLine()
{
    const int row = grid_->rowCount();
    Line line{new QLabel, new QLabel};
    line.name->setProperty("role", QStringLiteral("muted"));
    // A longer language takes a second line instead of being cut.
    line.value->setWordWrap(true);
    line.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid_->addWidget(line.name, row, 0);
    grid_->addWidget(line.value, row, 1);
    return line;
}

void FactsView::setFacts(const DerivedFacts& facts)
{
    facts_ = facts;
    showFacts();
}

void FactsView::setMeasuredPeak(std::int64_t bytes)
{
    measured_ = bytes;
    showFacts();
}

void FactsView::showFacts()
{
    for (const Line& line : {ratio_, digests_, parameters_, flops_, memory_}) {
        line.name->setVisible(facts_.known);
        line.value->setVisible(facts_.known);
    }
    problem_->setVisible(!facts_.known);
    problem_->setText(facts_.problem.empty() ? tr("Choose a language model to see ratio, parameters and memory.")
                                             : engineText(facts_.problem));
    if (!facts_.known)
        return;
    ratio_.value->setText(tr("%1, %2 with the template").arg(formatRatio(facts_.ratioRequested), formatRatio(facts_.ratioActual)));
    digests_.value->setText(facts_.chunks > 1 ? tr("%1 in %2 chunks").arg(facts_.digests).arg(facts_.chunks)
                                              : QLocale().toString(qlonglong(facts_.digests)));
    const double share = facts_.frozenParameters > 0 ? 100.0 * double(facts_.trainableParameters) / double(facts_.frozenParameters) : 0;
    parameters_.value->setText(tr("%1 (%2 % of the model)").arg(formatCount(double(facts_.trainableParameters)), QLocale().toString(share, 'f', 1)));
    flops_.value->setText(flopsText(facts_.totalFlops()));
    flops_.value->setToolTip(itemised(facts_.flops, flopsText));
    const double needed = facts_.totalMemory();
    const double free = double(facts_.freeMemory);
    memory_.value->setText(measured_ > 0 ? tr("about %1; measured %2").arg(formatBytes(needed), formatBytes(double(measured_)))
                           : free > 0    ? tr("about %1 of %2 free").arg(formatBytes(needed), formatBytes(free))
                                         : tr("about %1").arg(formatBytes(needed)));
    memory_.value->setProperty("role", free > 0 && needed > free ? QStringLiteral("warning") : QString());
    memory_.value->style()->unpolish(memory_.value);
    memory_.value->style()->polish(memory_.value);
    memory_.value->setToolTip(itemised(facts_.memory, formatBytes));
}

void FactsView::retranslate()
{
    ratio_.name->setText(tr("Ratio"));
    ratio_.name->setToolTip(tr("Context tokens per digest; then the same with template and marker counted on both sides"));
    digests_.name->setText(tr("Digests"));
    parameters_.name->setText(tr("Trainable"));
    flops_.name->setText(tr("Work per sample"));
    flops_.name->setToolTip(tr("Operations, forward and backward"));
    memory_.name->setText(tr("Memory"));
    memory_.name->setToolTip(tr("Estimate by part: rest the pointer on the figure"));
    showFacts();
}

} // namespace icf::ui
