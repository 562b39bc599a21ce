#pragma once
#include <QAbstractSpinBox>

#include <optional>

namespace icf::ui {

/// A field for a whole or real number of any size.  Shows and reads the current locale's form and also reads the C form
/// ("1e-4" works everywhere).  Up and Down change whole numbers by one and the leading digit of real ones.
class NumberBox : public QAbstractSpinBox {
    Q_OBJECT
public:
    enum class Kind { whole, real };

    NumberBox(Kind kind, double minimum, double maximum, QWidget* parent = nullptr);

    /// Nothing when the text is not a number of the kind; may be out of range.
    std::optional<double> number() const;
    /// Exact for whole numbers up to 2^53 and beyond it too.
    std::optional<qint64> wholeNumber() const;
    void setNumber(double value);
    void setWholeNumber(qint64 value);
    /// What is shown in place of 0 ("all", "never"), which may still be typed as a number; empty: 0 itself.
    void setZeroText(const QString& text);
    bool inRange(double value) const { return value >= minimum_ && value <= maximum_; }

    void stepBy(int steps) override;

Q_SIGNALS:
    /// The text changed, by the user or by setNumber.
    void textEdited(const QString& text);

protected:
    StepEnabled stepEnabled() const override { return StepUpEnabled | StepDownEnabled; }
    void wheelEvent(QWheelEvent* event) override;

private:
    bool isZeroText(const QString& text) const;

    Kind kind_;
    double minimum_;
    double maximum_;
    QString zeroText_;
};

} // namespace icf::ui
