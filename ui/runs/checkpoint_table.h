#pragma once
#include <QTableWidget>

#include <memory>

#include "core/run/run_folder.h"
#include "ui/plot/run_curves.h"

namespace icf::ui {

class Runner;

/// The checkpoints of a run: step, loss, validation loss where the step was validated, size and date.
class CheckpointTable : public QTableWidget {
    Q_OBJECT
public:
    enum Column { kName, kStep, kLoss, kValidation, kSize, kWritten, kColumns };

    explicit CheckpointTable(Runner& background, QWidget* parent = nullptr);

    /// Shows these at once, and what their files say when it has been read.  curves: of the run, for the validations; may grow, see refresh().
    void setRun(const RunInfo& run, std::shared_ptr<const RunCurves> curves);
    void clearRun();
    /// Takes in validations that the curves have got.
    void refresh();
    /// Folder of the chosen checkpoint; empty without one.
    QString chosen() const;
    void retranslate();

private:
    struct Facts {
        QString folder;
        std::optional<std::int64_t> step;  ///< Nothing for a checkpoint of others.
        double loss = 0;
        double bytes = 0;
        QDateTime written;
    };

    void showFacts(const std::vector<Facts>& facts);
    void setText(int row, Column column, const QString& text);

    Runner& background_;
    std::shared_ptr<const RunCurves> curves_;
};

} // namespace icf::ui
