#pragma once
#include <QFrame>

#include "ui/session/work_progress.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace icf::ui {

class SharedSession;
struct Services;

/// A folder of a model or checkpoint as a picker shows it: the last part, with its parent where that says more
/// ("demo/lm", "run-3/checkpoint-400").
QString folderTitle(const QString& path);

/// The models that the picker offers: the demo's, recent ones, and (for checkpoints) those of the runs in the run roots.
QStringList knownModels(const Services& services);
QStringList knownCheckpoints(const Services& services);

/// A list of folders with "Choose a folder…" at its end.  Fill it with setFolders; the user's choice arrives as chosen().
class FolderPicker : public QWidget {
    Q_OBJECT
public:
    /// dialogTitle: of the folder dialog; noneText: an entry for "nothing", left out when empty.
    FolderPicker(const QString& dialogTitle, const QString& noneText, QWidget* parent = nullptr);

    void setFolders(const QStringList& folders);
    /// Selects a folder, adding it when it is not listed; an empty path selects "nothing".
    void setCurrent(const QString& path);
    QString current() const;
    void setTexts(const QString& dialogTitle, const QString& noneText);
    QComboBox* combo() const { return combo_; }

Q_SIGNALS:
    /// The user chose a folder (empty: nothing).
    void chosen(const QString& path);

private:
    void rebuild();
    void activated(int index);

    QComboBox* combo_;
    QString dialogTitle_, noneText_, current_;
    QStringList folders_;
};

/// The head of a page that works with open models: its title, what is open now, and the pickers for language model, compressor, precision and
/// device.  Pages that share a SharedSession show the same choice.
class ModelBar : public QFrame {
    Q_OBJECT
public:
    ModelBar(Services& services, SharedSession& session, QWidget* parent = nullptr);

    /// title: of the page, in the current language.
    void retranslate(const QString& title);
    /// Lists the folders anew; called when the page comes to the front.
    void refreshFolders();

Q_SIGNALS:
    /// Asks for the Models page.
    void modelsRequested();

private:
    void showChoice();
    void showState();
    void showOpening(const WorkProgress& progress);

    Services& services_;
    SharedSession& session_;
    ProgressText opening_;
    QLabel *title_, *lmLabel_, *compressorLabel_, *precisionLabel_, *deviceLabel_, *status_;
    FolderPicker *lm_, *compressor_;
    QComboBox *precision_, *device_;
    QToolButton* models_;
};

} // namespace icf::ui
