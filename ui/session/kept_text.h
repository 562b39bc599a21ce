#pragma once
#include <QAbstractScrollArea>
#include <QStringList>

#include <optional>
#include <vector>

#include "core/report/reports.h"

namespace icf::ui {

/// A context as running text that shows what its digests still know: each token tinted by how improbable it is when the text is read back from them
/// (teacher-forced), underlined where reading back gets it wrong.  One token is the current one: a click or the arrow keys move it.
class KeptText : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit KeptText(QWidget* parent = nullptr);

    /// Shows a reconstruction; absent: the placeholder.
    void setReport(const std::optional<ReconstructionReport>& report);
    void setPlaceholder(const QString& text);
    const QString& placeholder() const { return placeholder_; }
    /// Frames the tokens of these words, compared without case and punctuation: those that an answer got wrong.
    void setMarkedWords(const QStringList& words);
    /// Marks a token of the context and scrolls to it; -1: none.  A move by others than the user: currentChanged is not sent.
    void setCurrent(int token);
    int current() const { return current_; }
    int tokens() const { return int(tokens_.size()); }
    /// Number of tokens that lie in marked words.
    int markedTokens() const;
    /// What is known of the current token, in the current language; empty when there is none.
    QString currentText() const { return textOf(current_); }
    /// Where a token is drawn, in the viewport's coordinates; empty for one that there is not.
    QRect tokenRect(int token) const;
    QSize sizeHint() const override;

Q_SIGNALS:
    /// The user chose this token of the context.
    void currentChanged(int token);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Token {
        QString text; ///< With its leading space; as it is drawn.
        double probability = 0;
        bool right = false;
        bool marked = false;
        bool chunkStart = false; ///< The first token of a chunk (not the first of all).
        bool endsLine = false;
        int x = 0, line = 0, width = 0;
    };
    void arrange();
    void mark();
    void ensureVisible();
    int lineHeight() const;
    int tokenAt(const QPoint& point) const;
    QString textOf(int token) const;

    std::vector<Token> tokens_;
    QStringList words_;
    QString placeholder_;
    int current_ = -1;
    int lines_ = 0;
};

/// Words of a text without case and punctuation, in order.
QStringList plainWords(const QString& text);

} // namespace icf::ui
