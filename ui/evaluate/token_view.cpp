#include "ui/evaluate/token_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

#include "ui/common/calm_combo_box.h"
#include "ui/common/evaluation_text.h"
#include "ui/common/parts.h"
#include "ui/common/theme.h"
#include "ui/evaluate/result_tables.h"
#include "ui/plot/small_plot.h"

namespace icf::ui {

namespace {

enum By { kKind, kSurprisal, kPlace, kEdge };

double share(std::int64_t right, std::int64_t all) { return all > 0 ? double(right) / double(all) : -1; }

QString nameOf(const SystemSummary& system)
{
    const QString title = systemTitle(system);
    return system.cell.empty() ? title : title + QStringLiteral(", ") + QString::fromStdString(system.cell);
}

} // namespace

TokenView::TokenView(Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    label_ = roleLabel("muted");
    by_ = new CalmComboBox;
    by_->setObjectName(QStringLiteral("tokensBy"));
    by_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    label_->setBuddy(by_);

    plot_ = new SmallPlot(theme_);
    plot_->setFocusPolicy(Qt::ClickFocus);  // The table below is what the keyboard reaches.
    plot_->setMinimumHeight(120);
    plot_->placeLegendBeside();
    values_ = new TextTable(this);
    table_ = new QTableView;
    table_->setObjectName(QStringLiteral("tokenTable"));
    table_->setModel(values_);
    makeRowTable(*table_);
    table_->setAlternatingRowColors(true);
    auto* both = new QSplitter(Qt::Vertical);
    both->setChildrenCollapsible(false);
    both->setHandleWidth(12);
    both->addWidget(plot_);
    both->addWidget(table_);
    empty_ = new QLabel;
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setProperty("role", QStringLiteral("muted"));
    stack_ = new QStackedWidget;
    stack_->addWidget(both);
    stack_->addWidget(empty_);
    auto* column = columnIn(this, {0, 8, 0, 0});
    column->addLayout(rowOf({label_, by_, room()}, 8));
    column->addWidget(stack_, 1);

    connect(by_, &QComboBox::currentIndexChanged, this, &TokenView::refresh);
    connect(&theme_, &Theme::changed, this, &TokenView::refresh);
    retranslate();
}

void TokenView::setSystems(const std::vector<SystemSummary>& systems)
{
    systems_ = systems;
    refresh();
}

void TokenView::refresh()
{
    const QLocale locale;
    QStringList categories;
    std::vector<Shares> all;
    const auto by = by_->currentIndex();
    std::size_t places = 0;
    std::int64_t width = 8;
    for (const SystemSummary& system : systems_)
        if (system.positions) {
            places = std::max(places, system.positions->count.size());
            width = system.positions->binWidth;
        }
    if (by == kKind)
        categories = {tr("number"), tr("name"), tr("function word"), tr("rare word"), tr("common word"), tr("other")};
    for (std::size_t i = 0; by == kSurprisal && i < kSurprisalBins; ++i)
        categories << (i < kSurprisalEdges.size() ? tr("up to %1").arg(locale.toString(kSurprisalEdges[i])) : tr("above"));
    for (std::size_t i = 0; by == kPlace && i < places; ++i)
        categories << locale.toString(qlonglong(std::int64_t(i) * width));
    for (int i = 0; by == kEdge && places > 0 && i < 9; ++i)
        categories << (i < 8 ? locale.toString(i) : tr("more"));
    for (const SystemSummary& system : systems_) {
        Shares shares{nameOf(system), {}, {}};
        const auto add = [&](double right, std::int64_t count) {
            shares.right.push_back(count > 0 ? right : -1);
            shares.counts.push_back(count);
        };
        for (std::size_t i = 0; by == kKind && i < kTokenClasses; ++i)
            add(share(system.classes.right[i], system.classes.total[i]), system.classes.total[i]);
        for (std::size_t i = 0; by == kSurprisal && i < kSurprisalBins; ++i)
            add(share(system.surprisal.right[i], system.surprisal.total[i]), system.surprisal.total[i]);
        for (std::size_t i = 0; by == kPlace && system.positions && i < system.positions->count.size(); ++i)
            add(system.positions->accuracy[i], system.positions->count[i]);
        for (std::size_t i = 0; by == kEdge && system.positions && i < system.positions->edgeCount.size(); ++i)
            add(system.positions->edgeAccuracy[i], system.positions->edgeCount[i]);
        if (std::any_of(shares.counts.begin(), shares.counts.end(), [](std::int64_t n) { return n > 0; }))
            all.push_back(std::move(shares));
    }
    stack_->setCurrentIndex(all.empty() ? 1 : 0);
    std::vector<QStringList> rows;
    for (const Shares& shares : all) {
        QStringList row{shares.name};
        for (std::size_t i = 0; i < shares.right.size(); ++i)
            row << (shares.right[i] < 0 ? QStringLiteral("–")
                                        : QStringLiteral("%1 (%2)").arg(locale.toString(shares.right[i], 'f', 3), locale.toString(qlonglong(shares.counts[i]))));
        while (row.size() <= categories.size())
            row << QStringLiteral("–");
        rows.push_back(std::move(row));
    }
    QList<int> figures(categories.size());
    std::iota(figures.begin(), figures.end(), 1);
    values_->setTable(QStringList{tr("System")} + categories, std::move(rows), figures);
    table_->resizeColumnsToContents();
    draw(categories, all);
}

void TokenView::draw(const QStringList& categories, const std::vector<Shares>& all)
{
    plot_->clearPlottables();
    plot_->recolor();
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    // Not more labels than there is room for.
    const qsizetype step = std::max<qsizetype>(1, (categories.size() + 11) / 12);
    for (qsizetype i = 0; i < categories.size(); i += step)
        ticker->addTick(double(i), QString(categories[i]).replace(QLatin1Char(' '), QLatin1Char('\n')));
    plot_->xAxis->setTicker(ticker);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto* graph = plot_->addGraph();
        graph->setName(all[i].name);
        // Between kinds of words there is nothing that a line could stand for; dots of one kind lie beside each other.
        const bool kinds = by_->currentIndex() == kKind;
        plot_->markSeries(*graph, i, Qt::SolidLine, 7);
        graph->setLineStyle(kinds ? QCPGraph::lsNone : QCPGraph::lsLine);
        const double aside = kinds ? (double(i) - double(all.size() - 1) / 2) * 0.7 / double(all.size()) : 0;
        for (std::size_t place = 0; place < all[i].right.size(); ++place)
            if (all[i].right[place] >= 0)
                graph->addData(double(place) + aside, all[i].right[place]);
    }
    plot_->xAxis->setRange(-0.5, double(std::max<qsizetype>(1, categories.size())) - 0.5);
    // A dot at 0 or 1 is drawn whole.
    plot_->yAxis->setRange(-0.03, 1.03);
    plot_->xAxis->setLabel(by_->currentText());
    plot_->yAxis->setLabel(tr("Share right"));
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void TokenView::retranslate()
{
    {
        const QSignalBlocker quiet(by_);
        const int before = std::max(0, by_->currentIndex());
        by_->clear();
        by_->addItems({tr("Kind of word"), tr("Surprisal without the context (nats)"), tr("Place in the text (token)"),
            tr("Distance from the chunk's edge (tokens)")});
        by_->setCurrentIndex(before);
    }
    label_->setText(tr("&Right by"));
    by_->setAccessibleName(tr("Right by"));
    empty_->setText(tr("This task has no such figures. Places and chunk edges come with autoencoding and the ladder."));
    plot_->setAccessibleName(tr("Share of tokens right"));
    plot_->setAccessibleDescription(tr("The table below holds the same values."));
    table_->setAccessibleName(tr("Share of tokens right"));
    refresh();
}

} // namespace icf::ui
