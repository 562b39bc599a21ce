#pragma once
#include <QTimer>
#include <QWidget>

#include <vector>

#include "ui/common/services.h"
#include "ui/runs/run_scanner.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;
class QTableView;

namespace icf::ui {

class CheckpointTable;
class CurvePanel;
class DifferenceModel;
class ExactTextEdit;
class RunWatcher;
class SamplesView;

/// What is known of the selected runs: curves over each other, held-out answers, options, checkpoints, notes.
class RunDetails : public QWidget {
    Q_OBJECT
public:
    explicit RunDetails(Services& services, QWidget* parent = nullptr);

    /// Shows these runs; the same runs again only bring their new state.
    void show(const std::vector<ListedRun>& runs);
    /// Whether files are followed; off while nobody looks.
    void setActive(bool active);
    CurvePanel* curves() const { return curves_; }
    void retranslate();

Q_SIGNALS:
    void message(const QString& text);
    /// Open a checkpoint of a run on another page ("compare", "inspect"); sample may be null.
    void openCheckpoint(const QString& page, const icf::RunInfo& run, const QString& checkpoint, const icf::SampleReport* sample);
    /// Tags or notes were written.
    void notesChanged();

private:
    QWidget* makeNotes();
    QWidget* makeCheckpoints();
    void showNotes();
    void storeNotes();
    void showCheckpoints();
    QString chosenCheckpoint() const;

    Services& services_;
    RunWatcher* watcher_;
    std::vector<ListedRun> runs_;
    QTabWidget* tabs_;
    CurvePanel* curves_;
    SamplesView* samples_;
    DifferenceModel* differences_;
    QTableView* options_;
    CheckpointTable* checkpoints_;
    QPushButton* compare_;
    QPushButton* inspect_;
    QLabel* tagsLabel_;
    QLineEdit* tags_;
    QLabel* notesLabel_;
    ExactTextEdit* notes_;
    QTimer noteDelay_;
    QString noteFolder_;  ///< Whose notes the fields show.
};

} // namespace icf::ui
