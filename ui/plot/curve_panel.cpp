#include "ui/plot/curve_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "ui/common/calm_combo_box.h"
#include "ui/common/elided_label.h"
#include "ui/common/flow_layout.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/common/settings.h"
#include "ui/plot/curve_table.h"
#include "ui/plot/plot_grid.h"

namespace icf::ui {

namespace {
constexpr int kLeastLossHeight = 110; ///< Many runs have a high legend.
}

CurvePanel::CurvePanel(const Theme& theme, Settings& settings, const QString& name, QWidget* parent)
    : QWidget(parent), theme_(theme), settings_(settings), name_(name), legend_(new FlowBar(4)), banner_(new MessageBar)
{
    auto* column = columnIn(this, {}, 8);
    column->addWidget(makeToolBar());
    column->addWidget(banner_);
    column->addWidget(legend_);

    auto* split = new QSplitter(Qt::Vertical);
    split->setHandleWidth(8);
    split->setChildrenCollapsible(false);
    split->addWidget(makeCard(Metric::loss));
    small_ = new PlotGrid;
    for (const Metric metric : smallPlots())
        makeCard(metric)->setParent(small_);
    split->addWidget(small_);
    split->setStretchFactor(0, 5);
    split->setStretchFactor(1, 2);
    column->addWidget(split, 1);

    for (const Card& card : cards_) {
        MetricPlot* plot = card.plot;
        connect(plot, &MetricPlot::userMoved, this, [this] { setFollowing(false); });
        connect(plot, &MetricPlot::followRequested, this, [this] { setFollowing(true); });
        connect(plot, &MetricPlot::horizontalRangeChanged, this, [this, plot](const QCPRange& range) {
            for (const Card& other : cards_)
                if (other.plot != plot)
                    other.plot->setHorizontalRange(range);
        });
        connect(plot, &MetricPlot::crosshairMoved, this, [this](double x) {
            for (const Card& other : cards_)
                other.plot->showCrosshair(x);
        });
        connect(plot, &MetricPlot::pinRequested, this, [this](bool pinned, double x) {
            for (const Card& other : cards_) {
                other.plot->setPinned(pinned);
                other.plot->showCrosshair(x);
            }
        });
        connect(plot, &MetricPlot::crosshairLeft, this, [this] {
            for (const Card& other : cards_)
                other.plot->hideCrosshair();
        });
    }
    connect(&theme_, &Theme::changed, this, &CurvePanel::showLegend);
    loadView();
    retranslate();
    applyView();
    showLegend();
    arrangePlots();
}

QToolButton* CurvePanel::makeTool(const QString& iconName, bool checkable)
{
    auto* button = new QToolButton;
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    button->setIconSize({18, 18});
    button->setCheckable(checkable);
    return button;
}

QWidget* CurvePanel::makeToolBar()
{
    horizontal_ = new CalmComboBox;
    for (const Horizontal axis : {Horizontal::step, Horizontal::epoch, Horizontal::tokens, Horizontal::time, Horizontal::date})
        horizontal_->addItem(QString(), int(axis));
    smoothingLabel_ = new QLabel;
    smoothing_ = new QSlider(Qt::Horizontal);
    smoothing_->setRange(0, 99);
    smoothing_->setFixedWidth(120);
    smoothingLabel_->setBuddy(smoothing_);
    smoothingValue_ = new QLabel;
    smoothingValue_->setMinimumWidth(32);
    smoothingValue_->setProperty("role", QStringLiteral("muted"));
    logX_ = makeTool({}, true);
    logY_ = makeTool({}, true);
    mean_ = makeTool({}, true);
    for (QToolButton* tool : {logX_, logY_, mean_})
        tool->setProperty("toggle", true);
    outliers_ = makeTool(QStringLiteral("filter"), true);
    follow_ = makeTool(QStringLiteral("follow"), true);
    follow_->setProperty("toggle", true);
    outliers_->setProperty("toggle", true);
    follow_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chosen_ = makeTool(QStringLiteral("chart"), false);
    chosen_->setPopupMode(QToolButton::InstantPopup);
    chosen_->setMenu(makePlotsMenu());
    table_ = makeTool(QStringLiteral("runs"), false);
    export_ = makeTool(QStringLiteral("export"), false);
    export_->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(export_);
    export_->setMenu(menu);
    exportActions_ = {menu->addAction({}, this, [this] { exportPicture(false); }), menu->addAction({}, this, [this] { exportPicture(true); }),
                      menu->addAction({}, this, [this] { exportCsv(false); }), menu->addAction({}, this, [this] { exportCsv(true); }),
                      menu->addAction({}, this, [this] { exportEvents(); }), menu->addAction({}, this, [this] { copyPicture(); })};
    connect(horizontal_, &QComboBox::currentIndexChanged, this, &CurvePanel::applyView);
    connect(smoothing_, &QSlider::valueChanged, this, &CurvePanel::applyView);
    for (QToolButton* tool : {logX_, logY_, mean_, outliers_})
        connect(tool, &QToolButton::toggled, this, &CurvePanel::applyView);
    connect(follow_, &QToolButton::toggled, this, &CurvePanel::setFollowing);
    connect(table_, &QToolButton::clicked, this, [this] {
        if (!runs_.empty())
            CurveTableDialog(shownRuns(), this).exec();
    });
    return flowOf({horizontal_, smoothingLabel_, smoothing_, smoothingValue_, logX_, logY_, mean_, outliers_, room(), follow_, chosen_, table_, export_}, 4);
}

QWidget* CurvePanel::makeCard(Metric metric)
{
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* column = columnIn(card, {4, 8, 4, 4}, 0);
    // In a small card there is no room for both in one line.
    auto* head = new QBoxLayout(metric == Metric::loss ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    head->setContentsMargins(8, 0, 8, 0);
    head->setSpacing(metric == Metric::loss ? 8 : 0);
    auto* title = new ElidedLabel;
    title->setProperty("role", QStringLiteral("heading"));
    auto* value = roleLabel("muted");
    head->addWidget(title, 1);
    head->addWidget(value);
    column->addLayout(head);
    auto* plot = new MetricPlot(metric, theme_);
    if (metric == Metric::loss)
        plot->setMinimumHeight(kLeastLossHeight);
    column->addWidget(plot, 1);
    cards_.push_back({metric, plot, title, value});
    return card;
}

void CurvePanel::loadView()
{
    const auto at = [this](const char* key) -> QString { return name_ + QLatin1StringView("/") + QLatin1StringView(key); };
    const QSignalBlocker blockers[] = {QSignalBlocker(horizontal_), QSignalBlocker(smoothing_), QSignalBlocker(logX_), QSignalBlocker(logY_),
                                       QSignalBlocker(mean_), QSignalBlocker(outliers_), QSignalBlocker(follow_)};
    horizontal_->setCurrentIndex(std::max(0, horizontal_->findData(settings_.value(at("horizontal"), 0).toInt())));
    smoothing_->setValue(settings_.value(at("smoothing"), 60).toInt());
    logX_->setChecked(settings_.value(at("logX"), false).toBool());
    logY_->setChecked(settings_.value(at("logY"), false).toBool());
    mean_->setChecked(settings_.value(at("mean"), false).toBool());
    outliers_->setChecked(settings_.value(at("outliers"), true).toBool());
    follow_->setChecked(true);
}

void CurvePanel::applyView()
{
    view_.horizontal = Horizontal(horizontal_->currentData().toInt());
    view_.smoothing = smoothing_->value() / 100.0;
    view_.logX = logX_->isChecked();
    view_.logY = logY_->isChecked();
    view_.mean = mean_->isChecked();
    view_.ignoreOutliers = outliers_->isChecked();
    smoothingValue_->setText(QLocale().toString(view_.smoothing, 'f', 2));
    for (const Card& card : cards_)
        card.plot->setView(view_);
    const auto store = [this](const char* key, const QVariant& value) {
        settings_.setValue(name_ + QLatin1StringView("/") + QLatin1StringView(key), value);
    };
    store("horizontal", int(view_.horizontal));
    store("smoothing", smoothing_->value());
    store("logX", view_.logX);
    store("logY", view_.logY);
    store("mean", view_.mean);
    store("outliers", view_.ignoreOutliers);
    showLegend();
    showNotes();
}

void CurvePanel::setRuns(const MetricPlot::Runs& runs)
{
    runs_ = runs;
    const auto isGone = [this](const auto& entry) {
        return std::none_of(runs_.begin(), runs_.end(), [&](const auto& run) { return run->folder() == entry.first; });
    };
    std::erase_if(slotOf_, isGone);
    std::erase_if(hidden_, isGone);
    for (const auto& run : runs_) {
        if (slotOf_.contains(run->folder()))
            continue;
        const auto isTaken = [this](int slot) {
            return std::any_of(slotOf_.begin(), slotOf_.end(), [slot](const auto& entry) { return entry.second == slot; });
        };
        int slot = 0;
        while (isTaken(slot))
            ++slot;
        slotOf_[run->folder()] = slot;
    }
    showRuns();
}

MetricPlot::Runs CurvePanel::shownRuns() const
{
    MetricPlot::Runs shown;
    for (const auto& run : runs_)
        if (const auto found = hidden_.find(run->folder()); found == hidden_.end() || !found->second)
            shown.push_back(run);
    return shown;
}

void CurvePanel::showRuns()
{
    const MetricPlot::Runs shown = shownRuns();
    std::vector<int> places;
    for (const auto& run : shown)
        places.push_back(slotOf_.at(run->folder()));
    for (const Card& card : cards_)
        card.plot->setRuns(shown, places);
    showLegend();
    showValues();
    showNotes();
    arrangePlots();
}

void CurvePanel::refresh()
{
    for (const Card& card : cards_)
        card.plot->refresh();
    showValues();
    showNotes();
    arrangePlots();
}

void CurvePanel::showValues()
{
    const MetricPlot::Runs shown = shownRuns();
    for (const Card& card : cards_) {
        const RunCurves* only = shown.size() == 1 ? shown.front().get() : nullptr;
        QStringList parts;
        if (only && only->points(card.metric) > 0)
            parts << formatNumber(only->y(card.metric, only->points(card.metric) - 1));
        // Says what the marks are, too.
        if (card.metric == Metric::loss && only && only->validations() > 0)
            parts << tr("◇ validation %1").arg(formatNumber(only->validationLoss(only->validations() - 1)));
        else if (card.metric == Metric::loss && std::ranges::any_of(shown, [](const auto& run) { return run->validations() > 0; }))
            parts << tr("◇ validation");
        const QString text = parts.join(QStringLiteral("   "));
        const bool nothing = card.metric == Metric::loss && only && only->empty() && text.isEmpty();
        card.value->setText(nothing ? tr("No values yet") : text);
        card.value->setVisible(!card.value->text().isEmpty());
        card.plot->setAccessibleDescription(text.isEmpty() ? tr("No values yet") : tr("Latest value: %1").arg(text));
    }
}

void CurvePanel::showNotes()
{
    constexpr std::size_t kMaxNamed = 5;
    QStringList lines;
    for (const auto& run : shownRuns())
        if (!run->empty() && !run->has(view_.horizontal))
            lines << (view_.horizontal == Horizontal::date ? tr("%1: its run.json does not say when it began, so there is no curve over date and time.")
                                                           : tr("%1: its log does not say where an epoch ends, so there is no curve over epochs."))
                         .arg(shortName(run->name()));
    const qsizetype harmless = lines.size();
    for (const auto& run : shownRuns()) {
        const std::vector<std::int64_t>& bad = run->badSteps();
        if (bad.empty())
            continue;
        QStringList steps;
        for (std::size_t i = 0; i < std::min(bad.size(), kMaxNamed); ++i)
            steps << QLocale().toString(qlonglong(bad[i]));
        if (bad.size() > kMaxNamed)
            steps << QStringLiteral("…");
        lines << tr("%1: loss or gradient norm not finite in %n step(s) (%2); such steps leave the weights unchanged.", nullptr, int(bad.size()))
                     .arg(shortName(run->name()), steps.join(QStringLiteral(", ")));
    }
    if (lines.isEmpty())
        banner_->clear();
    else if (banner_->text() != lines.join(QLatin1Char('\n')))
        banner_->show(lines.size() > harmless ? MessageBar::Kind::error : MessageBar::Kind::info, lines.join(QLatin1Char('\n')));
}

void CurvePanel::setFollowing(bool following)
{
    const QSignalBlocker quiet(follow_);
    follow_->setChecked(following);
    for (const Card& card : cards_)
        card.plot->setFollowing(following);
}

MetricPlot* CurvePanel::plot(Metric metric) const
{
    for (const Card& card : cards_)
        if (card.metric == metric)
            return card.plot;
    return nullptr;
}

void CurvePanel::retranslate()
{
    {
        const QSignalBlocker quiet(horizontal_);
        const QStringList names{tr("Steps"), tr("Epochs"), tr("Tokens"), tr("Time"), tr("Date")};
        for (int i = 0; i < int(names.size()); ++i)
            horizontal_->setItemText(i, names.at(i));
    }
    const auto describe = [](QWidget* widget, const QString& name, const QString& toolTip) {
        widget->setAccessibleName(name);
        widget->setToolTip(toolTip);
    };
    describe(horizontal_, tr("Horizontal axis"), tr("What the horizontal axis counts: optimizer steps, epochs, context tokens read, time spent training with pauses left out, or date and time"));
    smoothingLabel_->setText(tr("Smoothing"));
    describe(smoothing_, tr("Smoothing"), tr("Factor of the moving average (without the start's bias); 0 shows the values only"));
    logX_->setText(tr("log x"));
    logY_->setText(tr("log y"));
    describe(logX_, tr("Logarithmic horizontal axis"), tr("Logarithmic horizontal axis"));
    describe(logY_, tr("Logarithmic vertical axis"), tr("Logarithmic vertical axis"));
    mean_->setText(tr("Mean"));
    describe(mean_, tr("Mean and band"), tr("Draw the chosen runs as their mean, in a band of ± their standard deviation"));
    describe(outliers_, tr("Ignore outliers"), tr("Ignore outliers (clip 1 % at each end, and spikes of a thousand times the median)"));
    follow_->setText(tr("Follow"));
    describe(follow_, tr("Follow"), tr("Keep everything in view while points arrive. Drag to pan, wheel to zoom (Ctrl: vertical only), Shift+drag to "
                                       "zoom into a box, click to pin the values, double click to fit."));
    describe(chosen_, tr("Plots"), tr("Choose the plots below the loss"));
    namePlots();
    describe(table_, tr("Values as a table"), tr("Values as a table"));
    describe(export_, tr("Export"), tr("Export or copy the curves"));
    const QStringList exports{tr("PNG picture…"), tr("PDF…"), tr("CSV, all points…"), tr("CSV, visible points…"), tr("TensorBoard event files…"), tr("Copy as picture")};
    for (int i = 0; i < int(exports.size()); ++i)
        exportActions_[std::size_t(i)]->setText(exports.at(i));
    for (const Card& card : cards_) {
        card.title->setText(titleOf(card.metric));
        card.title->setToolTip(meaningOf(card.metric));
        card.plot->setAccessibleName(tr("Curve: %1").arg(titleOf(card.metric)));
        card.plot->setView(view_);
    }
    showLegend();
    showValues();
}

} // namespace icf::ui
