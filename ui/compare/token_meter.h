#pragma once
#include <QWidget>

#include <optional>

#include "core/report/reports.h"

namespace icf::ui {

/// A bar of what the model reads: template, context (or digests) and prompt, to scale with the other columns.
class TokenMeter : public QWidget {
    Q_OBJECT
public:
    explicit TokenMeter(QWidget* parent = nullptr);

    /// mode: how the middle part is named; scale: vectors that fill the whole width (the longest column).
    void setBudget(const std::optional<TokenBudget>& budget, ContextMode mode, std::int64_t scale);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// "template 14 · digests 16 · prompt 12", in the current language.
    QString description() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::optional<TokenBudget> budget_;
    ContextMode mode_ = ContextMode::full;
    std::int64_t scale_ = 0;
};

} // namespace icf::ui
