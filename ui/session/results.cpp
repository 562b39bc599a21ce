#include "ui/session/results.h"

#include <QAction>
#include <QEvent>
#include <QPainter>

#include "ui/common/parts.h"
#include "ui/common/settings.h"

namespace icf::ui {

namespace {

/// Lies over a widget and all that is in it, lets the pointer through, and takes away contrast.  QGraphicsEffect would not do: what scrolls in a widget with an
/// effect is painted over itself.
class Veil : public QWidget {
public:
    explicit Veil(QWidget* below)
        : QWidget(below)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        below->installEventFilter(this);
        resize(below->size());
        show();
        raise();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize)
            resize(parentWidget()->size());
        else if (event->type() == QEvent::ChildAdded)
            QMetaObject::invokeMethod(this, &QWidget::raise, Qt::QueuedConnection);
        return QWidget::eventFilter(watched, event);
    }
    void paintEvent(QPaintEvent*) override
    {
        QColor color = palette().color(QPalette::Window);
        color.setAlphaF(kVeiled);
        QPainter(this).fillRect(rect(), color);
    }

private:
    /// Dark text on a light surface keeps a contrast above 4.5.
    static constexpr float kVeiled = 0.4F;
};

Veil* veilOf(const QWidget& widget)
{
    for (QObject* child : widget.children())
        if (auto* veil = dynamic_cast<Veil*>(child))
            return veil;
    return nullptr;
}

} // namespace

bool isDimmed(const QWidget& widget)
{
    return veilOf(widget) != nullptr;
}

void setDimmed(QWidget& widget, bool dimmed)
{
    Veil* veil = veilOf(widget);
    if (dimmed && !veil)
        new Veil(&widget);
    else if (!dimmed)
        delete veil;
}

InputsToggle::InputsToggle(QWidget* page, QWidget* inputs, Settings& settings, const QString& key)
    : action_(pageAction(page, QStringLiteral("file"), QKeySequence(QStringLiteral("Ctrl+I"))))
{
    action_->setCheckable(true);
    action_->setChecked(settings.value(key, true).toBool());
    inputs->setVisible(action_->isChecked());
    setDefaultAction(action_);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::StrongFocus);
    setObjectName(QStringLiteral("inputsToggle"));
    connect(action_, &QAction::toggled, inputs, [inputs, &settings, key](bool shown) {
        inputs->setVisible(shown);
        settings.setValue(key, shown);
    });
    retranslate();
}

void InputsToggle::reveal()
{
    action_->setChecked(true);
}

void InputsToggle::retranslate()
{
    action_->setText(tr("Inputs"));
    action_->setToolTip(withKeys(tr("Show or hide what is asked; hidden, the results get its room"), action_->shortcut()));
}

} // namespace icf::ui
