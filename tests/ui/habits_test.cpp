#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTimer>
#include <QTreeWidget>
#include <QWheelEvent>

#include <random>

#include "ui/shell/help_window.h"
#include "ui/shell/shortcuts_dialog.h"
#include "whole_window.h"

using namespace icf;
using namespace icf::ui;

namespace {

/// What a screen reader would say for a control.
QString spokenName(const QWidget* widget)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        return button->text();
    for (const QLabel* label : widget->window()->findChildren<QLabel*>())
        if (label->buddy() == widget)
            return label->text();
    return {};
}

} // namespace

/// What holds for the window as a whole.
class HabitsTest : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void swallow(const QUrl&) {}

private Q_SLOTS:
    void everyControlHasAName()
    {
        WholeWindow whole;
        PageFixture::show(*whole.window);
        QStringList nameless;
        for (QWidget* widget : whole.window->findChildren<QWidget*>()) {
            // Parts of other controls speak through them.
            const bool part = widget->objectName().startsWith(QLatin1StringView("qt_")) || qobject_cast<QScrollBar*>(widget)
                || (widget->parentWidget()
                    && (qobject_cast<QComboBox*>(widget->parentWidget()) || widget->parentWidget()->inherits("QAbstractSpinBox")
                        || qobject_cast<QLineEdit*>(widget->parentWidget())
                        || widget->parentWidget()->inherits("QHeaderView") || widget->parentWidget()->inherits("QTabBar")
                        || widget->parentWidget()->inherits("QAbstractItemView") || widget->inherits("QTabBar")
                        || widget->inherits("QMenu") || widget->inherits("QComboBoxListView") || widget->inherits("QSplitterHandle")));
            if (part || widget->isHidden() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy())
                continue;
            if (spokenName(widget).isEmpty())
                nameless << QStringLiteral("%1 \"%2\" in %3").arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName(),
                                                                   QLatin1StringView(widget->parentWidget()->metaObject()->className()));
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral("\n"))));
    }

    void theShortcutsDialogNamesTheKeysOfButtonsToo()
    {
        WholeWindow whole;
        ShortcutsDialog dialog(whole.window.get());
        QStringList keys;
        for (QTreeWidgetItemIterator item(dialog.findChild<QTreeWidget*>()); *item; ++item)
            keys << (*item)->text(1);
        for (const char* wanted : {"Ctrl+P", "Ctrl+K", "Ctrl+.", "Ctrl+Return", "F1", "Esc", "Ctrl+8"})
            QVERIFY2(keys.contains(QLatin1StringView(wanted)), wanted);
    }

    void f1OpensTheManualAtThePage_data()
    {
        QTest::addColumn<QString>("language");
        for (const Languages::Language& language : Languages::all())
            QTest::newRow(qPrintable(language.code)) << language.code;
    }
    void f1OpensTheManualAtThePage()
    {
        QFETCH(QString, language);
        WholeWindow whole;
        whole.languages.use(language);
        PageFixture::show(*whole.window);
        for (const Page* page : whole.window->pages()) {
            whole.window->showPage(page->objectName());
            QTest::keyClick(whole.window.get(), Qt::Key_F1);
            auto* help = whole.window->findChild<HelpWindow*>();
            QVERIFY(help && help->isVisible());
            const auto* text = help->findChild<QTextBrowser*>();
            QCOMPARE(text->textCursor().block().text(), page->title());
            QVERIFY(!qvariant_cast<QImage>(text->document()->resource(QTextDocument::ImageResource, QUrl(QStringLiteral("pictures/train.png")))).isNull());
            help->close();
            whole.window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(whole.window.get()));
        }
        whole.languages.use(QStringLiteral("en"));
        QLocale::setDefault(QLocale::c());
    }

    /// Seeded clicks, keys and wheel turns everywhere.  ICF_MONKEY_EVENTS and ICF_MONKEY_SEED change the walk.
    void survivesAMonkey()
    {
        const int events = qEnvironmentVariable("ICF_MONKEY_EVENTS", QStringLiteral("2000")).toInt();
        const unsigned seed = qEnvironmentVariable("ICF_MONKEY_SEED", QStringLiteral("1")).toUInt();
        WholeWindow whole;
        // What the monkey types may be taken for a relative path.
        const QString before = QDir::currentPath();
        QDir::setCurrent(whole.fixture.folder.path());
        for (const char* scheme : {"file", "http", "https"})
            QDesktopServices::setUrlHandler(QLatin1StringView(scheme), this, "swallow");
        QTimer closer;
        closer.setInterval(20);
        connect(&closer, &QTimer::timeout, this, [&whole] {
            for (QWidget* modal = QApplication::activeModalWidget(); modal; modal = nullptr)
                modal->close();
            if (QWidget* popup = QApplication::activePopupWidget())
                popup->close();
            if (!whole.window->isVisible())
                whole.window->show();
        });
        closer.start();
        PageFixture::show(*whole.window);

        std::mt19937 random(seed);
        const auto draw = [&random](int below) { return int(random() % unsigned(below)); };
        static constexpr Qt::Key kKeys[] = {Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Space, Qt::Key_Escape, Qt::Key_Up, Qt::Key_Down,
                                            Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End, Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_A,
                                            Qt::Key_1, Qt::Key_2, Qt::Key_5, Qt::Key_Period, Qt::Key_E, Qt::Key_Z, Qt::Key_V, Qt::Key_P, Qt::Key_K};
        static constexpr Qt::KeyboardModifiers kModifiers[] = {Qt::NoModifier, Qt::NoModifier, Qt::NoModifier, Qt::ControlModifier, Qt::ShiftModifier};
        qint64 slowest = 0;
        for (int i = 0; i < events; ++i) {
            QWidget* target = whole.window.get();
            const QPoint place(draw(target->width()), draw(target->height()));
            QWidget* under = target->childAt(place);
            QWidget* hit = under ? under : target;
            const QPoint local = hit->mapFrom(target, place);
            QElapsedTimer timer;
            timer.start();
            switch (draw(8)) {
            case 0:
            case 1:
            case 2:
                QTest::mouseClick(hit, draw(10) == 0 ? Qt::RightButton : Qt::LeftButton, {}, local);
                break;
            case 3:
                QTest::mouseDClick(hit, Qt::LeftButton, {}, local);
                break;
            case 4: {
                QWheelEvent wheel(local, hit->mapToGlobal(local), {}, QPoint(0, draw(2) ? 120 : -120), Qt::NoButton,
                                  draw(3) ? Qt::NoModifier : Qt::ControlModifier, Qt::NoScrollPhase, false);
                QApplication::sendEvent(hit, &wheel);
                break;
            }
            case 5:
                whole.window->showPage(whole.window->pages()[std::size_t(draw(int(whole.window->pages().size())))]->objectName());
                break;
            default: {
                QWidget* focus = QApplication::focusWidget() ? QApplication::focusWidget() : target;
                QTest::keyClick(focus, kKeys[draw(int(std::size(kKeys)))], kModifiers[draw(int(std::size(kModifiers)))]);
            }
            }
            QApplication::processEvents();
            slowest = std::max(slowest, timer.elapsed());
        }
        qInfo("%d events, slowest %lld ms", events, static_cast<long long>(slowest));
        closer.stop();
        if (QWidget* modal = QApplication::activeModalWidget())
            modal->close();
        whole.fixture.training.cancelAll();
        whole.fixture.generation.cancelAll();
        QTRY_COMPARE_WITH_TIMEOUT(whole.fixture.training.pending(), 0, kComputing);
        for (const char* scheme : {"file", "http", "https"})
            QDesktopServices::unsetUrlHandler(QLatin1StringView(scheme));
        QDir::setCurrent(before);
        QLocale::setDefault(QLocale::c());
    }
};

std::unique_ptr<QObject> makeHabitsTest()
{
    return std::make_unique<HabitsTest>();
}

#include "habits_test.moc"
