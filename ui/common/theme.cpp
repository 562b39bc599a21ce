#include "ui/common/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QStyle>
#include <QStyleFactory>

#include <array>
#include <utility>

namespace icf::ui {

namespace {

Colors lightColors()
{
    return {.window = QColor(0xf5, 0xf6, 0xf8), .surface = QColor(0xff, 0xff, 0xff), .sideBar = QColor(0xe9, 0xec, 0xf1),
            .border = QColor(0xd5, 0xda, 0xe2), .text = QColor(0x1c, 0x22, 0x2d), .muted = QColor(0x5d, 0x67, 0x78),
            .faint = QColor(0x68, 0x71, 0x82), .accent = QColor(0x2a, 0x66, 0xd0), .onAccent = Qt::white, .good = QColor(0x17, 0x7a, 0x4c),
            .warning = QColor(0x94, 0x5a, 0x00), .error = QColor(0xbb, 0x2d, 0x2d), .grid = QColor(0xe8, 0xeb, 0xf0),
            .series = {QColor(0x2a, 0x66, 0xd0), QColor(0xd9, 0x6c, 0x0a), QColor(0x14, 0x8f, 0x6a), QColor(0xb0, 0x3a, 0x93),
                       QColor(0x7a, 0x58, 0xc9), QColor(0x9c, 0x74, 0x00), QColor(0x1b, 0x8c, 0xab), QColor(0xc0, 0x38, 0x38)}};
}

Colors darkColors()
{
    return {.window = QColor(0x1a, 0x1d, 0x23), .surface = QColor(0x22, 0x26, 0x2e), .sideBar = QColor(0x14, 0x16, 0x1b),
            .border = QColor(0x38, 0x3f, 0x4b), .text = QColor(0xe5, 0xe8, 0xed), .muted = QColor(0x9d, 0xa7, 0xb6),
            .faint = QColor(0x86, 0x8f, 0x9d), .accent = QColor(0x6c, 0xa0, 0xf7), .onAccent = QColor(0x0d, 0x14, 0x22), .good = QColor(0x5c, 0xc3, 0x94),
            .warning = QColor(0xe3, 0xa9, 0x4a), .error = QColor(0xf2, 0x80, 0x7c), .grid = QColor(0x2e, 0x34, 0x3e),
            .series = {QColor(0x6c, 0xa0, 0xf7), QColor(0xf3, 0x9a, 0x4a), QColor(0x4f, 0xc3, 0x9c), QColor(0xe0, 0x82, 0xc8),
                       QColor(0xa9, 0x8c, 0xf0), QColor(0xd8, 0xb4, 0x4a), QColor(0x55, 0xc1, 0xdc), QColor(0xf2, 0x80, 0x7c)}};
}

Colors contrastColors()
{
    const QColor yellow(0xff, 0xe0, 0x00);
    return {.window = Qt::black, .surface = Qt::black, .sideBar = Qt::black, .border = Qt::white, .text = Qt::white,
            .muted = QColor(0xe0, 0xe0, 0xe0), .faint = QColor(0x9d, 0x9d, 0x9d), .accent = yellow, .onAccent = Qt::black, .good = QColor(0x5c, 0xff, 0x9d),
            .warning = QColor(0xff, 0xb8, 0x4d), .error = QColor(0xff, 0x8a, 0x8a), .grid = QColor(0x55, 0x55, 0x55),
            .series = {yellow, QColor(0x4d, 0xd2, 0xff), QColor(0x5c, 0xff, 0x9d), QColor(0xff, 0x9d, 0xf0), Qt::white,
                       QColor(0xff, 0xb8, 0x4d), QColor(0xb8, 0xa8, 0xff), QColor(0xff, 0x8a, 0x8a)}};
}

QColor mix(const QColor& a, const QColor& b, qreal share)
{
    return QColor::fromRgbF(float(a.redF() * (1 - share) + b.redF() * share), float(a.greenF() * (1 - share) + b.greenF() * share),
                            float(a.blueF() * (1 - share) + b.blueF() * share));
}

QPalette paletteFor(const Colors& c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, mix(c.surface, c.window, 0.6));
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.error);
    p.setColor(QPalette::ToolTipBase, c.surface);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::Light, mix(c.surface, Qt::white, 0.1));
    p.setColor(QPalette::Midlight, mix(c.window, c.border, 0.4));
    p.setColor(QPalette::Mid, c.border);
    p.setColor(QPalette::Dark, mix(c.border, c.text, 0.25));
    p.setColor(QPalette::Shadow, mix(c.window, Qt::black, 0.5));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.faint);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.border);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, c.faint);
    return p;
}

/// One sheet for what Fusion leaves looking plain.  Names of colours stand for the theme's.
constexpr const char* kStyleSheet = R"(
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px 6px; }
QPushButton { background: @surface; color: @text; border: 1px solid @border; border-radius: 5px; padding: 5px 12px; min-height: 18px; }
QPushButton:hover { border-color: @accent; }
QPushButton:pressed, QPushButton:checked { background: @pressed; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @faint; background: @window; border-color: @grid; }
QPushButton[primary="true"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: @accentHover; }
QPushButton[primary="true"]:focus { border: 2px solid @text; padding: 4px 11px; }
QPushButton[primary="true"]:disabled { background: @window; color: @faint; border-color: @grid; }
QPushButton::menu-indicator { subcontrol-position: right center; subcontrol-origin: padding; right: 6px; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px; color: @text; }
QToolButton:hover { background: @hover; }
QToolButton:checked, QToolButton:pressed { background: @pressed; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @faint; }
QToolButton[toggle="true"] { border: 1px solid @border; padding: 4px 8px; }
QToolButton[toggle="true"]:checked { border-color: @accent; }
QToolButton[popupMode="1"] { padding-right: 18px; }
QToolButton::menu-button { border: none; width: 16px; }
QToolButton::menu-arrow { image: url(@chevron); width: 8px; height: 8px; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
    background: @surface; color: @text; border: 1px solid @border; border-radius: 5px;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit, QAbstractSpinBox { padding: 3px 6px; min-height: 20px; }
QComboBox { padding: 3px 8px; min-height: 20px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { background: @window; color: @faint; border-color: @grid; }
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"], QComboBox[invalid="true"] { border: 1px solid @error; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0px; border: none; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(@chevron); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; outline: none; padding: 2px; }
QGroupBox { border: none; margin-top: 26px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0px; top: 6px; color: @text; }
QFrame[card="true"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="title"] { font-size: 15pt; font-weight: 600; min-height: 30px; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="error"] { color: @error; }
QLabel[role="warning"] { color: @warning; }
QLabel[role="good"] { color: @good; }
QLabel[balloon="true"] { background: @surface; color: @error; border: 1px solid @error; border-radius: 5px; padding: 4px 8px; }
QLabel[role="figure"] { font-size: 13pt; font-weight: 600; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid @outline; border-radius: 4px; background: @surface; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@check); }
QCheckBox::indicator:checked:focus { border: 2px solid @text; }
QCheckBox::indicator:disabled { background: @window; border-color: @grid; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[transparent="true"] { background: transparent; }
QTabWidget::pane { border: none; border-top: 1px solid @border; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; }
QTableView, QTreeView, QListView { background: @surface; alternate-background-color: @alternate; border: 1px solid @border;
    border-radius: 6px; gridline-color: @grid; outline: none; }
QAbstractScrollArea[panel="true"] { border: 1px solid @border; }
QAbstractScrollArea[panel="true"]:focus { border-color: @accent; }
QTableView[nameColumn="true"] { border: none; border-right: 1px solid @border; border-radius: 0; }
QTableView::item, QTreeView::item, QListView::item { border: 1px solid transparent; padding: 2px 2px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: @selected; color: @text; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: 1px solid @border; padding: 5px 6px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: @surface; border: none; }
QProgressBar { background: @grid; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @pressed; }
QMenu { background: @surface; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @grid; margin: 4px 6px; }
QStatusBar { background: @window; color: @muted; border-top: 1px solid @grid; }
QStatusBar::item { border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
#sideBar { background: @sideBar; border: none; border-right: 1px solid @border; }
#sideBar QToolButton { text-align: left; padding: 8px 10px; border-radius: 6px; color: @muted; }
#sideBar QToolButton:hover { background: @hover; color: @text; }
#sideBar QToolButton:checked { background: @selected; color: @text; font-weight: 600; }
#messageBar { border-radius: 6px; border: 1px solid @border; background: @surface; }
#messageBar[severity="error"] { border-color: @error; }
#messageBar[severity="warning"] { border-color: @warning; }
#messageBar[severity="good"] { border-color: @good; }
)";

QString styleSheetFor(const Colors& c, bool dark)
{
    const std::array<std::pair<const char*, QColor>, 20> names{{
        {"@surface", c.surface}, {"@sideBar", c.sideBar}, {"@border", c.border}, {"@text", c.text}, {"@muted", c.muted},
        {"@accentHover", mix(c.accent, c.text, 0.15)}, {"@accent", c.accent}, {"@onAccent", c.onAccent}, {"@good", c.good},
        {"@warning", c.warning}, {"@error", c.error}, {"@grid", c.grid}, {"@window", c.window},
        {"@faint", c.faint}, {"@hover", mix(c.sideBar, c.text, 0.06)},
        {"@pressed", mix(c.surface, c.accent, 0.22)}, {"@selected", mix(c.surface, c.accent, dark ? 0.28 : 0.16)},
        {"@alternate", mix(c.surface, c.window, 0.6)}, {"@scroll", mix(c.border, c.muted, 0.25)},
        {"@outline", mix(c.border, c.muted, 0.5)}}};
    QString sheet = QString::fromLatin1(kStyleSheet);
    for (const auto& [name, color] : names)
        sheet.replace(QLatin1StringView(name), color.name());
    sheet.replace(QLatin1StringView("@chevron"),
                  dark ? QStringLiteral(":/icons/chevron-down-dark.svg") : QStringLiteral(":/icons/chevron-down-light.svg"));
    sheet.replace(QLatin1StringView("@check"), dark ? QStringLiteral(":/icons/check-dark.svg") : QStringLiteral(":/icons/check-light.svg"));
    return sheet;
}

} // namespace

Theme::Theme(QObject* parent) : QObject(parent)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    qApp->installEventFilter(this);
    apply();
}

void Theme::setScheme(Scheme scheme)
{
    if (scheme == scheme_)
        return;
    scheme_ = scheme;
    apply();
}

void Theme::apply()
{
    if (applying_)
        return;
    applying_ = true;
    bool dark = scheme_ == Scheme::dark || scheme_ == Scheme::contrast;
    if (scheme_ == Scheme::system) {
        // An empty palette falls back to the platform's, which alone knows what the desktop is set to (Qt 6.4 has no hint for it).
        QGuiApplication::setPalette(QPalette());
        const QPalette platform = QGuiApplication::palette();
        dark = platform.color(QPalette::Window).lightness() < platform.color(QPalette::WindowText).lightness();
    }
    dark_ = dark;
    colors_ = scheme_ == Scheme::contrast ? contrastColors() : dark ? darkColors() : lightColors();
    QApplication::setPalette(paletteFor(colors_));
    qApp->setStyleSheet(styleSheetFor(colors_, dark));
    applying_ = false;
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    // Labels show names and texts of files, models and users; what looks like HTML in them is theirs, and this program writes none.  Qt's
    // own labels (tool tips, message boxes), which begin with "qt", know what they show.
    if (event->type() == QEvent::Polish)
        if (auto* label = qobject_cast<QLabel*>(watched); label && label->textFormat() == Qt::AutoText && !label->objectName().startsWith(QLatin1StringView("qt")))
            label->setTextFormat(Qt::PlainText);
    if (event->type() == QEvent::ThemeChange && scheme_ == Scheme::system && !applying_)
        QMetaObject::invokeMethod(this, &Theme::apply, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

QString Theme::name(Scheme scheme)
{
    switch (scheme) {
    case Scheme::light: return QStringLiteral("light");
    case Scheme::dark: return QStringLiteral("dark");
    case Scheme::contrast: return QStringLiteral("contrast");
    case Scheme::system: break;
    }
    return QStringLiteral("system");
}

Theme::Scheme Theme::fromName(const QString& name)
{
    for (const Scheme scheme : {Scheme::light, Scheme::dark, Scheme::contrast})
        if (name == Theme::name(scheme))
            return scheme;
    return Scheme::system;
}

QFont Theme::monospace()
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

} // namespace icf::ui
