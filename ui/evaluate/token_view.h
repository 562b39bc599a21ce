#pragma once
#include <QWidget>

#include <vector>

#include "core/results/results.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace icf::ui {

class SmallPlot;
class TextTable;
class Theme;

/// Which tokens each system gets right: by kind of word, by surprisal, by place in the text and by distance from a chunk's
/// edge, as curves and as a table.
class TokenView : public QWidget {
    Q_OBJECT
public:
    explicit TokenView(Theme& theme, QWidget* parent = nullptr);

    /// Shows some systems of one task.
    void setSystems(const std::vector<SystemSummary>& systems);
    void retranslate();

private:
    /// One system's shares; a negative one where there were no tokens.
    struct Shares {
        QString name;
        std::vector<double> right;
        std::vector<std::int64_t> counts;
    };

    void refresh();
    void draw(const QStringList& categories, const std::vector<Shares>& all);

    Theme& theme_;
    std::vector<SystemSummary> systems_;
    QLabel *label_, *empty_;
    QComboBox* by_;
    QStackedWidget* stack_;
    SmallPlot* plot_;
    TextTable* values_;
    QTableView* table_;
};

} // namespace icf::ui
