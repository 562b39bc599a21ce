#include "ui/data/length_histogram.h"

#include <QHelpEvent>
#include <QLocale>
#include <QToolTip>

#include <algorithm>

#include "ui/common/theme.h"

namespace icf::ui {

namespace {
constexpr double kFarthestLimit = 2; ///< Times the longest text.
}

LengthHistogram::LengthHistogram(Theme& theme, QWidget* parent)
    : SmallPlot(theme, parent)
    , bars_(new QCPBars(xAxis, yAxis))
{
    setMinimumHeight(100);
    xAxis->grid()->setVisible(false);
    yAxis->setNumberFormat(QStringLiteral("f"));
    yAxis->setNumberPrecision(0);
    yAxis->ticker()->setTickCount(4);
    recolor();
    retranslate();
}

void LengthHistogram::setFacts(const LengthFacts& facts, bool answers, const QList<LengthLimit>& limits)
{
    facts_ = facts;
    limits_ = limits;
    answers_ = answers;
    QVector<double> x, y;
    for (std::size_t i = 0; i < facts.bins.size(); ++i) {
        x << (double(i) + 0.5) * facts.binWidth;
        y << facts.bins[i];
    }
    bars_->setWidth(facts.binWidth * 0.9);
    bars_->setData(x, y, true);
    const double top = facts.bins.empty() ? 1 : *std::max_element(facts.bins.begin(), facts.bins.end()) * 1.08;
    double end = std::max(1.0, double(facts.bins.size()) * facts.binWidth);
    clearGraphs();
    if (!facts.bins.empty()) {
        const double bars = end;
        for (const LengthLimit& limit : limits_) {
            addGraph()->setData({double(limit.tokens), double(limit.tokens)}, {0, top});
            // One far away would leave no room for the bars; the legend tells of it.
            if (double(limit.tokens) < kFarthestLimit * bars)
                end = std::max(end, double(limit.tokens) * 1.02);
        }
    }
    xAxis->setRange(0, end);
    yAxis->setRange(0, top);
    retranslate();
    recolor();
}

QStringList LengthHistogram::legendTexts() const
{
    QStringList texts;
    // Drawn as the lines are.
    for (const LengthLimit& limit : limits_)
        texts << (texts.isEmpty() ? QStringLiteral("┃ ") : QStringLiteral("┇ "))
                + tr("%1 %2: %3 % are longer")
                     .arg(limit.name, QLocale().toString(qlonglong(limit.tokens)), QLocale().toString(100 * facts_.longerThan(limit.tokens), 'f', 1));
    return texts;
}

bool LengthHistogram::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && !facts_.bins.empty()) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int bin = int(xAxis->pixelToCoord(help->pos().x())) / facts_.binWidth;
        if (axisRect()->rect().contains(help->pos()) && bin >= 0 && bin < int(facts_.bins.size()))
            QToolTip::showText(help->globalPos(),
                tr("%1 to %2 tokens: %n row(s)", nullptr, facts_.bins[std::size_t(bin)])
                    .arg(bin * facts_.binWidth)
                    .arg((bin + 1) * facts_.binWidth - 1),
                this);
        else
            QToolTip::hideText();
        return true;
    }
    return SmallPlot::event(event);
}

void LengthHistogram::recolor()
{
    SmallPlot::recolor();
    bars_->setPen(Qt::NoPen);
    bars_->setBrush(theme().colors().series[0]);
    for (int i = 0; i < graphCount(); ++i)
        graph(i)->setPen(QPen(theme().colors().text, 1.5, i == 0 ? Qt::SolidLine : Qt::DashLine));
    replot(rpQueuedReplot);
}

PlotTable LengthHistogram::table() const
{
    PlotTable table{{tr("Tokens"), tr("Rows")}, {}};
    const QLocale locale;
    for (std::size_t i = 0; i < facts_.bins.size(); ++i)
        table.rows << QStringList{QStringLiteral("%1–%2").arg(locale.toString(int(i) * facts_.binWidth),
                                      locale.toString((int(i) + 1) * facts_.binWidth - 1)),
            locale.toString(facts_.bins[i])};
    return table;
}

void LengthHistogram::retranslate()
{
    xAxis->setLabel(answers_ ? tr("Answer length (tokens)") : tr("Context length (tokens)"));
    yAxis->setLabel(tr("Rows"));
    setAccessibleName(answers_ ? tr("Rows by answer length") : tr("Rows by context length"));
    setAccessibleDescription(facts_.bins.empty()
            ? QString()
            : tr("Shortest %1, median %2, longest %3 tokens").arg(facts_.shortest).arg(facts_.median).arg(facts_.longest) + QLatin1Char('\n')
                + legendTexts().join(QLatin1Char('\n')));
    replot(rpQueuedReplot);
}

} // namespace icf::ui
