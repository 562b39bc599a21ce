#pragma once
#include <QWidget>

#include <vector>

#include "core/facts/memory_fit.h"

class QGridLayout;
class QLabel;

namespace icf::ui {

/// The memory that a language model takes on each device in each dtype, and whether it has room there.
class FitView : public QWidget {
    Q_OBJECT
public:
    explicit FitView(QWidget* parent = nullptr);

    /// Empty: nothing is shown.
    void setFits(const std::vector<MemoryFit>& fits);

private:
    QGridLayout* grid_;
};

} // namespace icf::ui
