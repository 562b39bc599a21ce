#include "ui/plot/small_plot.h"

#include <QDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/common/parts.h"
#include "ui/common/theme.h"

namespace icf::ui {

SmallPlot::SmallPlot(Theme& theme, QWidget* parent)
    : QCustomPlot(parent)
    , theme_(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    connect(&theme_, &Theme::changed, this, [this] { recolor(); });
}

void SmallPlot::markSeries(QCPGraph& graph, std::size_t index, Qt::PenStyle line, double pointSize) const
{
    constexpr QCPScatterStyle::ScatterShape kShapes[] = {QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare, QCPScatterStyle::ssTriangle,
        QCPScatterStyle::ssDiamond, QCPScatterStyle::ssCircle, QCPScatterStyle::ssCross, QCPScatterStyle::ssPlus, QCPScatterStyle::ssTriangleInverted};
    const auto& series = theme_.colors().series;
    const QColor color = series[index % series.size()];
    // Where the colours begin again, the shapes are one further on.
    const std::size_t shape = (index + index / series.size()) % std::size(kShapes);
    graph.setPen(QPen(color, 1, line));
    graph.setScatterStyle(QCPScatterStyle(kShapes[shape], color, color, pointSize));
}

void SmallPlot::placeLegendBeside()
{
    legendBeside_ = true;
    legend->setVisible(true);
    auto* column = new QCPLayoutGrid;
    plotLayout()->addElement(0, 1, column);
    column->addElement(0, 0, legend);
    column->addElement(1, 0, new QCPLayoutElement);
    // What is left belongs to the empty element below and to the axes.
    column->setRowStretchFactor(0, 0.001);
    plotLayout()->setColumnStretchFactor(1, 0.001);
    legend->setBorderPen(Qt::NoPen);
}

void SmallPlot::recolor()
{
    const Colors& colors = theme_.colors();
    setBackground(colors.surface);
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setBasePen(QPen(colors.border));
        axis->setTickPen(QPen(colors.border));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(colors.muted);
        axis->setLabelColor(colors.muted);
        axis->grid()->setPen(QPen(colors.grid));
        // A line at 0 of its own colour would look like data.
        axis->grid()->setZeroLinePen(QPen(colors.grid));
        axis->setTickLabelFont(font());
        axis->setLabelFont(font());
    }
    legend->setBrush(colors.surface);
    legend->setBorderPen(legendBeside_ ? QPen(Qt::NoPen) : QPen(colors.border));
    legend->setTextColor(colors.text);
    legend->setFont(font());
    replot(rpQueuedReplot);
}

void SmallPlot::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        showTable();
    else
        QCustomPlot::keyPressEvent(event);
}

void SmallPlot::contextMenuEvent(QContextMenuEvent* event)
{
    if (table().rows.isEmpty())
        return;
    QMenu menu(this);
    menu.addAction(tr("Values as a table"), this, &SmallPlot::showTable);
    menu.exec(event->globalPos());
}

void SmallPlot::showTable()
{
    const PlotTable values = table();
    if (values.rows.isEmpty())
        return;
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(accessibleName());
    dialog->resize(360, 480);
    auto* view = new QTableWidget(int(values.rows.size()), int(values.headings.size()));
    view->setHorizontalHeaderLabels(values.headings);
    view->setAccessibleName(accessibleName());
    view->verticalHeader()->hide();
    view->setShowGrid(false);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (int row = 0; row < view->rowCount(); ++row)
        for (int column = 0; column < view->columnCount(); ++column)
            view->setItem(row, column, new QTableWidgetItem(values.rows[row].value(column)));
    auto* box = columnIn(dialog, {16, 16, 16, 16});
    box->addWidget(view);
    dialog->show();
}

} // namespace icf::ui
