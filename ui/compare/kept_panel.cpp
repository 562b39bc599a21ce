#include "ui/compare/kept_panel.h"

#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/parts.h"
#include "ui/session/color_scale.h"
#include "ui/session/kept_text.h"
#include "ui/session/tints.h"

namespace icf::ui {

namespace {
constexpr int kTextHeight = 112; ///< Some lines, however low the window is: the columns scroll.
}

KeptPanel::KeptPanel(QWidget* parent)
    : QWidget(parent)
    , text_(new KeptText)
    , scale_(new ColorScale([](const QPalette& palette, double share) { return Tints::doubt(palette, share); }))
    , note_(roleLabel("muted"))
    , inspect_(new QToolButton)
{
    text_->setObjectName(QStringLiteral("keptText"));
    text_->setMinimumHeight(kTextHeight);
    note_->setWordWrap(true);
    note_->setObjectName(QStringLiteral("keptNote"));
    inspect_->setIcon(icon(QStringLiteral("inspect")));
    inspect_->setObjectName(QStringLiteral("keptInspect"));
    inspect_->setFocusPolicy(Qt::StrongFocus);
    auto* column = columnIn(this, {}, 4);
    column->addWidget(text_, 1);
    column->addLayout(rowOf({scale_, room(), inspect_}, 8));
    column->addWidget(note_);
    connect(text_, &KeptText::currentChanged, this, &KeptPanel::showNote);
    connect(inspect_, &QToolButton::clicked, this, &KeptPanel::inspectRequested);
    retranslate();
}

void KeptPanel::setReport(const std::optional<ReconstructionReport>& report, const QString& of)
{
    of_ = of;
    text_->setPlaceholder(tr("Reading the context back from its digests…"));
    text_->setReport(report);
    showNote();
}

void KeptPanel::setProblem(const QString& problem)
{
    of_.clear();
    text_->setReport({});
    text_->setPlaceholder(problem);
    showNote();
}

void KeptPanel::setWrongWords(const QStringList& words)
{
    text_->setMarkedWords(words);
    showNote();
}

void KeptPanel::showNote()
{
    QString note = text_->currentText();
    if (note.isEmpty() && text_->markedTokens() > 0)
        note = tr("Marked: words that the answer lacks.");
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
}

void KeptPanel::retranslate()
{
    text_->setAccessibleName(tr("The context, tinted by what the digests still know"));
    scale_->setTexts(tr("Probability"), QLocale().toString(0), QLocale().toString(1));
    scale_->setToolTip(tr("Of each token when the context is read back from its digests, given the right ones before it. Underlined: another token is likelier."));
    inspect_->setToolTip(tr("Show the attention over this context on the Inspect page"));
    inspect_->setAccessibleName(inspect_->toolTip());
    showNote();
}

} // namespace icf::ui
