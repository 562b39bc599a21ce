#pragma once
#include <QColor>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QString>

#include <vector>

namespace icf::ui {

/// The studio's colours beyond QPalette.  All are readable on window and on surface (contrast at least 4.5 for text).
struct Colors {
    QColor window;    ///< Behind everything.
    QColor surface;   ///< Cards, editors, plots.
    QColor sideBar;
    QColor border;
    QColor text;
    QColor muted;     ///< Secondary text.
    QColor faint;     ///< Text of what is disabled.
    QColor accent;
    QColor onAccent;  ///< Text on accent.
    QColor good;
    QColor warning;
    QColor error;
    QColor grid;      ///< Grid lines of plots.
    std::vector<QColor> series;  ///< Curves, told apart also by colour-blind eyes (with dashes).
};

/// Light, dark and high-contrast looks; changed live.  Colours come from here, icons recolour themselves.  Labels show their text as it
/// is, never as HTML.
class Theme : public QObject {
    Q_OBJECT
public:
    enum class Scheme { system, light, dark, contrast };

    explicit Theme(QObject* parent = nullptr);

    /// What was asked for.
    Scheme scheme() const { return scheme_; }
    /// Applies a scheme to the whole application.
    void setScheme(Scheme scheme);
    /// "system", "light", "dark", "contrast" and back; an unknown name is system.
    static QString name(Scheme scheme);
    static Scheme fromName(const QString& name);

    const Colors& colors() const { return colors_; }
    bool isDark() const { return dark_; }
    /// Fonts for numbers and texts of the models.
    static QFont monospace();

Q_SIGNALS:
    /// Colours changed; palettes and style sheet are already in place.
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();

    Scheme scheme_ = Scheme::system;
    Colors colors_;
    bool dark_ = false;
    bool applying_ = false;
};

} // namespace icf::ui
