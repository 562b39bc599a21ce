#pragma once
#include <QAbstractScrollArea>

#include "ui/inspect/attention_matrix.h"

namespace icf::ui {

/// Attention as a picture: a row for each digest, a column for each context token.  One cell is the current one: hovering,
/// clicking or the arrow keys move it.  Ctrl+wheel, plus and minus zoom.
class HeatMap : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HeatMap(QWidget* parent = nullptr);

    /// Shows a matrix; an empty one clears the picture.
    void setMatrix(AttentionMatrix matrix);
    const AttentionMatrix& matrix() const { return matrix_; }
    /// Scales colours to each digest's own largest weight instead of the largest of all.
    void setScaleRows(bool scaleRows);
    /// Moves the current cell; -1, -1: none.
    void setCurrent(int digest, int token);
    /// Moves it to a token's column: in the digest's row where that reads the token, else to the digest that attends to it most.  Scrolls there.
    void setCurrentToken(int token);
    /// Tokens whose names are drawn above their columns, from the first one in view: every one where there is room, else every second, third, ….
    int namedEvery() const;
    int currentDigest() const { return digest_; }
    int currentToken() const { return token_; }
    /// Makes the cells larger (steps > 0) or smaller; 0: fits the width.
    void zoom(int steps);
    /// What is known of the current cell, in the current language; empty when there is none.
    QString currentText() const;

Q_SIGNALS:
    /// The current cell changed.
    void currentChanged(int digest, int token);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();
    void pick(const QPoint& point);
    void ensureVisible();
    int labelWidth() const;
    int headerHeight() const;
    double weightShare(int digest, int token) const;

    AttentionMatrix matrix_;
    bool scaleRows_ = false;
    int digest_ = -1, token_ = -1;
    int zoom_ = 0;
    int cellWidth_ = 12, cellHeight_ = 12;
};

} // namespace icf::ui
