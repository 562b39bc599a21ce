#pragma once
#include <QAbstractScrollArea>

#include "ui/inspect/reconstruction.h"

namespace icf::ui {

/// The three texts of a reconstruction as an interlinear gloss: original, teacher-forced and free-running token below each
/// other, wrapped like text.  Tint: how improbable the right token was; underlined: a wrong token; a bar: a chunk edge.
class GlossView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit GlossView(QWidget* parent = nullptr);

    void setReconstruction(const Reconstruction& reconstruction);
    /// Scrolls to an original token and marks it; -1: none.
    void setCurrent(int position);

Q_SIGNALS:
    /// The pointer is over this original token (-1: none).
    void hovered(int position);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Place {
        int x, line, width;
    };
    void arrange();
    int lineHeight() const;
    int labelWidth() const;
    int cellAt(const QPoint& point) const;
    QStringList rowNames() const;

    Reconstruction reconstruction_;
    std::vector<Place> places_; ///< One per cell.
    int lines_ = 0;
    int current_ = -1;
};

} // namespace icf::ui
