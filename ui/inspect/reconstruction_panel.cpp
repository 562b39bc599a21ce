#include "ui/inspect/reconstruction_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/parts.h"
#include "ui/inspect/accuracy_plot.h"
#include "ui/inspect/gloss_view.h"

namespace icf::ui {

namespace {
constexpr int kTextHeight = 130, kPlotHeight = 190;
}

ReconstructionPanel::ReconstructionPanel(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , summary_(new QLabel)
    , asTable_(new QToolButton)
    , stack_(new QStackedWidget)
    , gloss_(new GlossView)
    , model_(new ReconstructionModel(this))
    , table_(new QTableView)
    , plot_(new AccuracyPlot(theme))
    , splitter_(new QSplitter(Qt::Vertical))
{
    summary_->setObjectName(QStringLiteral("reconstructionSummary"));
    summary_->setWordWrap(true);
    asTable_->setCheckable(true);
    asTable_->setFocusPolicy(Qt::StrongFocus);
    asTable_->setObjectName(QStringLiteral("reconstructionAsTable"));
    table_->setModel(model_);
    table_->setAlternatingRowColors(true);
    makeRowTable(*table_);
    table_->horizontalHeader()->setStretchLastSection(true);
    stack_->addWidget(gloss_);
    stack_->addWidget(table_);

    splitter_->setHandleWidth(16);
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(stack_);
    splitter_->addWidget(plot_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 2);
    auto* column = columnIn(this, {0, 16, 0, 0}, 8);
    column->addLayout(rowOf({wide(summary_), asTable_}, 8));
    // Where the window is low, text and plot keep a height at which they can be read, and scroll.
    stack_->setMinimumHeight(kTextHeight);
    plot_->setMinimumHeight(kPlotHeight);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    splitter_->setProperty("transparent", true);
    area->setWidget(splitter_);
    column->addWidget(area, 1);

    connect(asTable_, &QToolButton::toggled, stack_, &QStackedWidget::setCurrentIndex);
    connect(gloss_, &GlossView::hovered, plot_, &AccuracyPlot::setCurrent);
    connect(plot_, &AccuracyPlot::hovered, gloss_, &GlossView::setCurrent);
    retranslate();
}

void ReconstructionPanel::setReport(const std::optional<ReconstructionReport>& report)
{
    reconstruction_.reset();
    if (report)
        reconstruction_ = Reconstruction::make(*report);
    const Reconstruction shown = reconstruction_.value_or(Reconstruction{});
    gloss_->setReconstruction(shown);
    model_->setReconstruction(shown);
    plot_->setReconstruction(shown);
    for (int i = 0; i < ReconstructionModel::kFree; ++i)
        table_->resizeColumnToContents(i);
    asTable_->setEnabled(reconstruction_.has_value());
    showSummary();
}

void ReconstructionPanel::showSummary()
{
    if (!reconstruction_ || reconstruction_->tokens == 0) {
        summary_->clear();
        return;
    }
    const Reconstruction& r = *reconstruction_;
    const QLocale locale;
    const auto percent = [&](int part) { return tr("%1 %").arg(locale.toString(100.0 * part / r.tokens, 'f', 1)); };
    summary_->setText(tr("%1 tokens · loss %2 per token · teacher-forced %3 right · free-running %4 right · %5")
                          .arg(locale.toString(r.tokens), locale.toString(r.loss, 'f', 3), percent(r.forcedRight),
                              percent(r.freeRight), r.exact ? tr("exact") : tr("not exact")));
}

void ReconstructionPanel::retranslate()
{
    asTable_->setText(tr("As a table"));
    asTable_->setToolTip(tr("Show the tokens as a table"));
    gloss_->setAccessibleName(tr("Original, teacher-forced and free-running text"));
    gloss_->setToolTip(QString());
    table_->setAccessibleName(tr("Reconstruction, token by token"));
    model_->retranslate();
    plot_->retranslate();
    showSummary();
}

} // namespace icf::ui
