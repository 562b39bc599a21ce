#include "ui/compare/checkpoint_stepper.h"

#include <QApplication>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

#include "ui/common/parts.h"

namespace icf::ui {

CheckpointStepper::CheckpointStepper(bool namesStep, QWidget* parent)
    : QWidget(parent)
    , namesStep_(namesStep)
    , back_(new QToolButton)
    , on_(new QToolButton)
    , place_(roleLabel("muted"))
{
    back_->setArrowType(Qt::LeftArrow);
    back_->setObjectName(QStringLiteral("stepBack"));
    on_->setArrowType(Qt::RightArrow);
    on_->setObjectName(QStringLiteral("stepOn"));
    place_->setObjectName(QStringLiteral("stepPlace"));
    for (QToolButton* button : {back_, on_})
        button->setFocusPolicy(Qt::StrongFocus);
    auto* row = rowIn(this, {}, 4);
    row->addWidget(back_);
    row->addWidget(place_);
    row->addWidget(on_);
    row->addStretch();
    connect(back_, &QToolButton::clicked, this, [this] { stepBy(-1); });
    connect(on_, &QToolButton::clicked, this, [this] { stepBy(1); });
    hide();
    retranslate();
}

void CheckpointStepper::setCheckpoints(const QList<CheckpointStep>& checkpoints, const QString& current)
{
    checkpoints_ = checkpoints;
    setCurrent(current);
}

void CheckpointStepper::setCurrent(const QString& folder)
{
    index_ = -1;
    for (int i = 0; i < checkpoints_.size(); ++i)
        if (QDir::cleanPath(checkpoints_[i].folder) == QDir::cleanPath(folder))
            index_ = i;
    showPlace();
}

QString CheckpointStepper::title() const
{
    return index_ >= 0 ? checkpointTitle(checkpoints_[index_]) : QString();
}

void CheckpointStepper::setSteppable(bool steppable)
{
    steppable_ = steppable;
    showPlace();
    if (steppable)
        pressed_ = nullptr;
}

void CheckpointStepper::stepBy(int steps)
{
    const int next = index_ + steps;
    pressed_ = steps < 0 ? back_ : on_;
    if (next >= 0 && next < checkpoints_.size())
        Q_EMIT chosen(checkpoints_[next].folder);
}

void CheckpointStepper::showPlace()
{
    const QWidget* focus = QApplication::focusWidget();
    const bool held = pressed_ && focus && parentWidget() && parentWidget()->isAncestorOf(focus);
    back_->setEnabled(steppable_ && index_ > 0);
    on_->setEnabled(steppable_ && index_ >= 0 && index_ + 1 < checkpoints_.size());
    if (held && steppable_)
        (pressed_->isEnabled() ? pressed_ : pressed_ == on_ ? back_ : on_)->setFocus();
    const QLocale locale;
    const QString number = locale.toString(index_ + 1), count = locale.toString(checkpoints_.size());
    place_->setText(index_ < 0 ? QString()
            : namesStep_ && step() ? tr("Step %1 · %2 of %3").arg(locale.toString(*step()), number, count)
                                   : tr("Checkpoint %1 of %2").arg(number, count));
}

void CheckpointStepper::retranslate()
{
    back_->setToolTip(tr("The run's checkpoint before this one"));
    back_->setAccessibleName(back_->toolTip());
    on_->setToolTip(tr("The run's next checkpoint"));
    on_->setAccessibleName(on_->toolTip());
    showPlace();
}

} // namespace icf::ui
