#pragma once
#include <QWidget>

#include <optional>

#include "core/report/reports.h"

class QLabel;
class QToolButton;

namespace icf::ui {

class ColorScale;
class KeptText;

/// Below the answer of a compressed column: the context, tinted by what the digests still know of it, with the words marked that the answer got wrong.
class KeptPanel : public QWidget {
    Q_OBJECT
public:
    explicit KeptPanel(QWidget* parent = nullptr);

    /// Shows what was read back; absent: it is being computed.  of: what it is of, for of().
    void setReport(const std::optional<ReconstructionReport>& report, const QString& of = {});
    /// What is shown; empty until there is something.
    const QString& of() const { return of_; }
    /// Says why nothing can be shown.
    void setProblem(const QString& problem);
    /// Words of what the answer is compared with that it lacks.
    void setWrongWords(const QStringList& words);
    KeptText* text() const { return text_; }
    void retranslate();

Q_SIGNALS:
    /// Asks for the same context on the Inspect page, with the attention over it.
    void inspectRequested();

private:
    void showNote();

    QString of_;
    KeptText* text_;
    ColorScale* scale_;
    QLabel* note_;
    QToolButton* inspect_;
};

} // namespace icf::ui
