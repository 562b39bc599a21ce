#pragma once
#include "ui/common/custom_plot.h"

#include <QStringList>

namespace icf::ui {

class Theme;

/// A plot's values for those who read a table sooner than a picture.
struct PlotTable {
    QStringList headings;
    QList<QStringList> rows;
};

/// The small plots of pages: axes, grid and legend in the theme's colours, followed live.  Enter, or the context menu, shows the
/// values as a table where the page has no such table.
class SmallPlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit SmallPlot(Theme& theme, QWidget* parent = nullptr);

    /// The values shown; empty where the page lists them anyway.
    virtual PlotTable table() const { return {}; }
    /// Colours the frame; plots colour their data after calling it.  The theme calls it when it changes.
    virtual void recolor();

    /// Shows the legend in a column of its own right of the axes, where it covers nothing.
    void placeLegendBeside();

    /// Draws the index-th of several graphs so that it is told from the others by colour and by the shape of its points.
    void markSeries(QCPGraph& graph, std::size_t index, Qt::PenStyle line, double pointSize) const;

protected:
    Theme& theme() const { return theme_; }
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void showTable();

    Theme& theme_;
    bool legendBeside_ = false;
};

} // namespace icf::ui
