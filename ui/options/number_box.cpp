#include "ui/options/number_box.h"

#include <QLineEdit>
#include <QLocale>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace icf::ui {

namespace {

/// The current locale without group separators: "1.000" must never mean a thousand where "1e3" was meant.
QLocale plainLocale()
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    return locale;
}

} // namespace

NumberBox::NumberBox(Kind kind, double minimum, double maximum, QWidget* parent)
    : QAbstractSpinBox(parent), kind_(kind), minimum_(minimum), maximum_(maximum)
{
    setButtonSymbols(QAbstractSpinBox::NoButtons);
    setFocusPolicy(Qt::StrongFocus);
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberBox::textEdited);
    connect(this, &QAbstractSpinBox::editingFinished, this, [this] {
        if (!zeroText_.isEmpty() && wholeNumber() == 0)
            setWholeNumber(0);
    });
}

bool NumberBox::isZeroText(const QString& text) const
{
    return !zeroText_.isEmpty() && text.compare(zeroText_, Qt::CaseInsensitive) == 0;
}

void NumberBox::setZeroText(const QString& text)
{
    const bool zero = wholeNumber() == 0;
    zeroText_ = text;
    if (zero)
        setWholeNumber(0);
}

std::optional<double> NumberBox::number() const
{
    if (kind_ == Kind::whole) {
        const std::optional<qint64> whole = wholeNumber();
        return whole ? std::optional<double>(double(*whole)) : std::nullopt;
    }
    const QString text = lineEdit()->text().trimmed();
    bool ok = false;
    double value = plainLocale().toDouble(text, &ok);
    if (!ok)
        value = QLocale::c().toDouble(text, &ok);
    return ok && std::isfinite(value) ? std::optional<double>(value) : std::nullopt;
}

std::optional<qint64> NumberBox::wholeNumber() const
{
    const QString text = lineEdit()->text().trimmed();
    if (isZeroText(text))
        return 0;
    bool ok = false;
    qint64 value = plainLocale().toLongLong(text, &ok);
    if (!ok)
        value = QLocale::c().toLongLong(text, &ok);
    return ok ? std::optional<qint64>(value) : std::nullopt;
}

void NumberBox::setNumber(double value)
{
    lineEdit()->setText(plainLocale().toString(value, 'g', QLocale::FloatingPointShortest));
}

void NumberBox::setWholeNumber(qint64 value)
{
    lineEdit()->setText(value == 0 && !zeroText_.isEmpty() ? zeroText_ : plainLocale().toString(value));
}

void NumberBox::stepBy(int steps)
{
    if (kind_ == Kind::whole) {
        const double next = std::clamp(double(wholeNumber().value_or(0)) + steps, minimum_, maximum_);
        setWholeNumber(qint64(next));
        return;
    }
    double value = number().value_or(0);
    for (int i = 0; i < std::abs(steps); ++i) {
        // From 1e-4 downwards the next is 9e-5: the leading digit's place shrinks with the value.
        const double magnitude = value == 0 ? 0.1 : std::pow(10, std::floor(std::log10(std::abs(value)) + (steps < 0 ? -1e-9 : 1e-9)));
        value += steps < 0 ? -magnitude : magnitude;
        value = std::round(value / magnitude * 10) * magnitude / 10;
    }
    setNumber(std::clamp(value, minimum_, maximum_));
}

void NumberBox::wheelEvent(QWheelEvent* event)
{
    // Scrolling a form over a field must not change the field.
    event->ignore();
}

} // namespace icf::ui
