#include <QAbstractItemModel>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QScreen>
#include <QTimer>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/results/results.h"
#include "core/run/run_folder.h"
#include "tests/core/example_records.h"
#include "tests/core/run_reports.h"
#include "ui/common/calm_combo_box.h"
#include "ui/common/elided_label.h"
#include "ui/common/flow_layout.h"
#include "ui/common/message_bar.h"
#include "ui/common/parts.h"
#include "ui/compare/column_chooser.h"
#include "ui/plot/run_curves.h"
#include "ui/session/model_bar.h"
#include "ui/session/payload.h"
#include "ui/shell/side_bar.h"
#include "ui/train/config_panel.h"
#include "ui/train/live_panel.h"
#include "whole_window.h"

using namespace icf;
using namespace icf::ui;

namespace {

constexpr int kWaiting = 60'000; ///< Milliseconds.
constexpr int kSettle = 2000;
const QSize kSmallWindow(1024, 700);
const QSize kLeast(1000, 700); ///< No page may need more, the window's own parts included.
constexpr int kMessageHeight = 200; ///< Of messages on a page, which wrap.

/// The chain of widgets that asks for the most width (or height), from the outermost inwards: for the message of a failed test.
QString widest(const QWidget* widget, bool tall)
{
    const auto need = [tall](const QWidget* w) {
        const QSize size = w->minimumSizeHint().expandedTo(w->minimumSize());
        return tall ? size.height() : size.width();
    };
    QStringList chain;
    for (const QWidget* at = widget; at;) {
        chain << QStringLiteral("%1 \"%2\" %3").arg(QLatin1StringView(at->metaObject()->className()), at->objectName()).arg(need(at));
        const QWidget* next = nullptr;
        for (const QWidget* child : at->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
            if (!child->isHidden() && !child->isWindow() && (!next || need(child) > need(next)))
                next = child;
        at = next && need(next) > 60 ? next : nullptr;
    }
    return chain.join(QStringLiteral(" > "));
}

} // namespace

/// A small window is enough, and only the user changes its size.
class RoomTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPageWorksInASmallWindow_data()
    {
        QTest::addColumn<QString>("language");
        for (const Languages::Language& language : Languages::all())
            QTest::newRow(qPrintable(language.code)) << language.code;
    }
    void everyPageWorksInASmallWindow();

    void theWindowOpensInsideTheScreen()
    {
        const WholeWindow whole;
        const QSize screen = whole.window->screen()->availableSize();
        QVERIFY(whole.window->width() < screen.width() && whole.window->height() < screen.height());
    }

    void aWindowSmallerThanAPageScrollsIt()
    {
        WholeWindow whole;
        PageFixture::show(*whole.window, QSize(480, 460));
        QCOMPARE(whole.window->size(), QSize(480, 460));
        for (Page* page : whole.window->pages()) {
            whole.window->showPage(page->objectName());
            QTest::qWait(1);
            QCOMPARE(whole.window->size(), QSize(480, 460));
            QVERIFY(page->height() >= page->minimumSizeHint().height());
        }
    }

    void everyPageBeginsWithItsTitleInOnePlace()
    {
        WholeWindow whole;
        whole.fixture.theme.setScheme(Theme::Scheme::light);
        PageFixture::show(*whole.window, kSmallWindow);
        std::optional<QPoint> place;
        for (Page* page : whole.window->pages()) {
            whole.window->showPage(page->objectName());
            QTest::qWait(1);
            const QLabel* title = nullptr;
            const auto at = [page](const QLabel* label) { return label->mapTo(page, QPoint()); };
            for (const QLabel* label : page->findChildren<QLabel*>())
                if (label->property("role") == QStringLiteral("title") && label->isVisible() && (!title || at(label).manhattanLength() < at(title).manhattanLength()))
                    title = label;
            QVERIFY2(title, qPrintable(page->objectName()));
            // Train's says which of its panels it is.
            QVERIFY2(title->text() == page->title() || page->objectName() == QStringLiteral("train"), qPrintable(title->text()));
            place = place.value_or(at(title));
            const QPoint off = at(title) - *place;
            QVERIFY2(std::abs(off.x()) <= 1 && std::abs(off.y()) <= 2, qPrintable(QStringLiteral("%1: %2, %3").arg(page->objectName()).arg(off.x()).arg(off.y())));
        }
    }

    void theFocusBeginsOnThePage()
    {
        WholeWindow whole;
        PageFixture::show(*whole.window);
        QVERIFY(QTest::qWaitForWindowActive(whole.window.get()));
        for (Page* page : whole.window->pages()) {
            whole.window->showPage(page->objectName());
            QVERIFY2(QApplication::focusWidget() && page->isAncestorOf(QApplication::focusWidget()), qPrintable(page->objectName()));
        }
    }

    void thePagesKeysWorkFromTheSideBar()
    {
        WholeWindow whole;
        PageFixture::show(*whole.window);
        QVERIFY(QTest::qWaitForWindowActive(whole.window.get()));
        whole.window->showPage(QStringLiteral("inspect"));
        auto* tool = whole.window->findChild<SideBar*>()->findChild<QToolButton*>();
        tool->setFocus();
        QTest::keyClick(tool, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(PageFixture::child<MessageBar>(*whole.window->currentPage(), "inspectMessage")->isVisible());
    }

    void wheelAndArrowsOverAListOfFoldersOpenNoDialog()
    {
        WholeWindow whole;
        PageFixture::show(*whole.window);
        whole.window->showPage(QStringLiteral("compare"));
        auto* picker = PageFixture::child<FolderPicker>(*whole.window->currentPage(), "compressorPicker");
        QComboBox* box = picker->combo();
        bool dialog = false;
        QTimer closer;
        closer.setInterval(20);
        connect(&closer, &QTimer::timeout, this, [&dialog] {
            if (QWidget* modal = QApplication::activeModalWidget()) {
                dialog = true;
                modal->close();
            }
        });
        closer.start();
        box->setFocus();
        const int before = box->currentIndex();
        QWheelEvent wheel(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &wheel);
        QCOMPARE(box->currentIndex(), before);
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Down, Qt::Key_Down, Qt::Key_End})
            QTest::keyClick(box, key);
        QVERIFY(!dialog);
        QCOMPARE(picker->current(), whole.fixture.services.demo.start);
    }

    void boxesAreMeasuredAnewInAnotherLanguage()
    {
        WholeWindow whole;
        PageFixture::show(*whole.window, QSize(1360, 860));
        whole.window->showPage(QStringLiteral("data"));
        const auto* box = PageFixture::child<QComboBox>(*whole.window->currentPage(), "dataKind");
        const int english = box->width();
        whole.languages.use(QStringLiteral("de"));
        QComboBox fresh;
        for (int i = 0; i < box->count(); ++i)
            fresh.addItem(box->itemText(i));
        fresh.ensurePolished();
        QTRY_VERIFY(box->width() >= fresh.sizeHint().width());
        whole.languages.use(QStringLiteral("en"));
        QTRY_COMPARE(box->width(), english);
        QLocale::setDefault(QLocale::c());
    }

    void aBoxKeepsTheNameOfAFolderThatItHasNoRoomFor()
    {
        CalmComboBox box;
        box.addItem(QStringLiteral("a-folder-with-a-long-name-of-its-own/checkpoint-12000"));
        box.resize(300, 30);
        QVERIFY2(box.shownText().endsWith(QStringLiteral("/checkpoint-12000")) && box.shownText().contains(QChar(u'…')), qPrintable(box.shownText()));
        box.resize(600, 30);
        QCOMPARE(box.shownText(), box.currentText());
    }

    void whatAnItemDoesNotTakeIsForTheStretch()
    {
        auto* first = new QLabel(QStringLiteral("a"));
        auto* last = new QLineEdit;
        last->setMaximumWidth(100);
        const std::unique_ptr<FlowBar> bar(flowOf({first, room(), last}));
        bar->resize(500, 40);
        bar->show();
        QCOMPARE(last->geometry().right(), 499);
        QCOMPARE(last->width(), 100);
    }

    void aPathIsElidedInTheMiddleAndKeepsItsName()
    {
        const QFontMetrics metrics{QFont()};
        const QString path = QStringLiteral("/home/somebody/a/long/way/down/evaluation-7");
        QCOMPARE(ElidedLabel::elided(path, metrics, 10'000), path);
        const QString shown = ElidedLabel::elided(path, metrics, metrics.horizontalAdvance(QStringLiteral("/home/some…/evaluation-7")));
        QVERIFY2(shown.endsWith(QStringLiteral("/evaluation-7")) && shown.contains(QChar(u'…')), qPrintable(shown));
    }

    void theSecondWindowSaysSo()
    {
        WholeWindow whole;
        const auto* label = PageFixture::child<QLabel>(*whole.window, "secondCopy");
        QVERIFY(label->text().isEmpty());
        whole.window->showSecondCopy();
        QVERIFY(!label->text().isEmpty());
    }

    void textsStandOutFromWhatIsBehindThem()
    {
        const auto contrast = [](const QColor& a, const QColor& b) {
            const auto light = [](const QColor& color) {
                const auto part = [](double value) { return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
                return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
            };
            const double one = light(a), other = light(b);
            return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
        };
        Theme theme;
        for (const Theme::Scheme scheme : {Theme::Scheme::light, Theme::Scheme::dark, Theme::Scheme::contrast}) {
            theme.setScheme(scheme);
            const Colors& c = theme.colors();
            for (const QColor& text : {c.text, c.muted, c.faint, c.good, c.warning, c.error, QApplication::palette().color(QPalette::PlaceholderText)})
                for (const QColor& behind : {c.window, c.surface})
                    QVERIFY2(contrast(text, behind) >= 4.5, qPrintable(Theme::name(scheme) + QLatin1Char(' ') + text.name() + QStringLiteral(" on ") + behind.name()));
            QVERIFY(contrast(c.muted, c.sideBar) >= 4.5);
            QVERIFY(contrast(c.onAccent, c.accent) >= 4.5);
        }
        theme.setScheme(Theme::Scheme::light);
    }
};

void RoomTest::everyPageWorksInASmallWindow()
{
    QFETCH(QString, language);
    WholeWindow whole;
    whole.languages.use(language);
    MainWindow& window = *whole.window;
    PageFixture::show(window, kSmallWindow);
    QStringList found;
    // What the page in front lacks; empty when the room is enough.
    const auto lack = [&]() -> QString {
        const Page* page = window.currentPage();
        const QSize frame = window.size() - page->parentWidget()->size();
        QSize least = page->minimumSizeHint().expandedTo(page->minimumSize());
        if (page->layout()->hasHeightForWidth())
            least.setHeight(page->layout()->totalMinimumHeightForWidth(kLeast.width() - frame.width()));
        least += frame;
        // A page with a message on it may scroll.
        const bool told = std::ranges::any_of(page->findChildren<MessageBar*>(), [](const MessageBar* bar) { return bar->isVisible(); });
        if (least.width() > kLeast.width())
            return QStringLiteral("%1 pixels wide: %2").arg(least.width()).arg(widest(page, false));
        if (least.height() > kLeast.height() + (told ? kMessageHeight : 0))
            return QStringLiteral("%1 pixels high: %2").arg(least.height()).arg(widest(page, true));
        return {};
    };
    // After every action: the window is as large as before, and once the layout has settled the page in front has the room that it needs.
    const auto look = [&](const QString& action) {
        QTest::qWait(30);
        if (!QTest::qWaitFor([&] { return lack().isEmpty(); }, kSettle))
            found << action + QStringLiteral(": ") + lack();
        if (window.size() != kSmallWindow) {
            found << QStringLiteral("%1: the window became %2 x %3").arg(action).arg(window.width()).arg(window.height());
            window.resize(kSmallWindow);
        }
    };
    const auto press = [&](const char* button) {
        auto* found_ = window.currentPage()->findChild<QAbstractButton*>(QLatin1StringView(button));
        QVERIFY2(found_, button);
        found_->click();
        look(QLatin1StringView(button));
    };
    const auto everyTab = [&](const QString& name) {
        for (auto* tabs : window.currentPage()->findChildren<QTabWidget*>())
            for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                look(QStringLiteral("%1, tab %2").arg(name).arg(i));
            }
    };
    for (Page* page : window.pages()) {
        window.showPage(page->objectName());
        look(page->objectName());
    }

    window.showPage(QStringLiteral("train"));
    auto* train = window.findChild<TrainPage*>();
    TrainOptions options = train->config()->options();
    options.save_path = whole.fixture.folder.filePath(QStringLiteral("runs/a-name-that-says-much-about-the-run-and-its-learning-rate-2e-4")).toStdString();
    train->config()->setOptions(options, {});
    QTest::mouseClick(train->config()->startButton(), Qt::LeftButton);
    look(QStringLiteral("start"));
    QTRY_VERIFY_WITH_TIMEOUT(train->live()->run() && train->live()->run()->size() > 110, kWaiting);
    look(QStringLiteral("training"));
    press("pause");
    press("checkpoint");
    press("pause");
    everyTab(QStringLiteral("train"));
    train->config()->startButton()->click();
    look(QStringLiteral("add to the queue"));
    press("stop");
    QTRY_VERIFY_WITH_TIMEOUT(train->controller().phase() == Phase::idle, kWaiting);
    look(QStringLiteral("stopped"));
    // Two messages on the other side leave Start in sight.
    const QWidget* start = train->config()->startButton();
    if (!window.rect().contains(QRect(start->mapTo(&window, QPoint()), start->size())))
        found << QStringLiteral("Start is out of sight");

    // The pretended training writes nothing.
    options.save_path = whole.fixture.folder.filePath(QStringLiteral("runs/another-run-with-a-long-name-and-checkpoints")).toStdString();
    auto writer = RunWriter::create(options, false, {});
    for (std::int64_t step = 1; step <= 50; ++step)
        writer->step(test::stepReport(step, 1.0 / double(step)));
    writer->validation({50, 0.5, 0.5, 2, true});
    writer->state(RunState::finished, "", {});
    writer.reset();
    window.showPage(QStringLiteral("runs"));
    auto* runs = static_cast<RunsPage*>(window.currentPage());
    QTRY_VERIFY_WITH_TIMEOUT(runs->table()->model()->rowCount() > 0, kWaiting);
    look(QStringLiteral("runs"));
    everyTab(QStringLiteral("runs"));

    window.open(QStringLiteral("compare"), {{payload::kPromptSet, whole.fixture.services.demo.pwcTest}});
    const QWidget* set = window.findChild<QWidget*>(QStringLiteral("promptSet"));
    QTRY_VERIFY_WITH_TIMEOUT(set->isVisible(), kWaiting);
    look(QStringLiteral("prompt set"));
    press("closeSet");
    auto* compare = window.findChild<ComparePage*>();
    press("exampleButton");
    QTRY_VERIFY_WITH_TIMEOUT(!PageFixture::child<QPlainTextEdit>(*compare, "promptEdit")->toPlainText().isEmpty(), kWaiting);
    press("compareButton");
    QTRY_VERIFY_WITH_TIMEOUT(!compare->run().active(), kWaiting);
    look(QStringLiteral("compared"));
    compare->findChild<ColumnChooser*>()->addCheckpoint(whole.fixture.services.demo.start);
    look(QStringLiteral("further checkpoint"));
    press("keptToggle");
    press("inputsToggle");
    press("inputsToggle");
    press("conversationButton");
    QTRY_VERIFY_WITH_TIMEOUT(!compare->run().active(), kWaiting);
    look(QStringLiteral("conversation"));
    press("conversationButton");
    press("settingsToggle");
    press("settingsToggle");
    press("blind");
    press("blind");
    for (QAction* action : compare->actions())
        if (action->shortcut() == QKeySequence(QStringLiteral("Ctrl+H"))) {
            action->trigger();
            look(QStringLiteral("history"));
            action->trigger();
        }

    window.showPage(QStringLiteral("inspect"));
    press("inspectExample");
    QTRY_VERIFY_WITH_TIMEOUT(!PageFixture::child<QPlainTextEdit>(*window.currentPage(), "contextEditor")->toPlainText().isEmpty(), kWaiting);
    press("inspectButton");
    QTRY_VERIFY_WITH_TIMEOUT(PageFixture::child<QPushButton>(*window.currentPage(), "inspectButton")->isEnabled(), kWaiting);
    everyTab(QStringLiteral("inspect"));

    const QString results = whole.fixture.folder.filePath(QStringLiteral("a folder deep below/others/evaluation-of-the-newest-checkpoint-on-held-out-questions"));
    QDir().mkpath(results);
    std::vector<ExampleRecord> records;
    for (std::int64_t row = 0; row < 8; ++row)
        for (const char* system : {"compressed", "full", "none", "truncated_first", "mean_pooled"})
            records.push_back(test::record(0, system, row, row < 5 ? 1 : 0));
    EvaluationResults evaluation;
    evaluation.state = "finished";
    evaluation.identity = evaluation.counts = nlohmann::ordered_json::object();
    summarize(records, evaluation);
    QFile file(results + QStringLiteral("/evaluation.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(resultsToJson(evaluation).dump()));
    file.close();
    window.open(QStringLiteral("evaluate"), {{payload::kPaths, QStringList{results}}});
    const auto* shown = PageFixture::child<QTableView>(*window.currentPage(), "systemTable")->model();
    (void)QTest::qWaitFor([shown] { return shown->rowCount() > 0; }, kWaiting);
    QVERIFY2(shown->rowCount() > 0, qPrintable(PageFixture::child<MessageBar>(*window.currentPage(), "evaluateMessage")->text()));
    everyTab(QStringLiteral("evaluate"));

    window.showPage(QStringLiteral("bench"));
    press("benchStart");
    press("benchStop");
    QTRY_VERIFY_WITH_TIMEOUT(PageFixture::child<QPushButton>(*window.currentPage(), "benchStart")->isEnabled(), kWaiting);
    look(QStringLiteral("benchmark stopped"));

    window.showPage(QStringLiteral("data"));
    press("dataExample");
    QTRY_VERIFY_WITH_TIMEOUT(PageFixture::child<QTableWidget>(*window.currentPage(), "dataCounts")->rowCount() > 7, kWaiting);
    look(QStringLiteral("data"));

    window.showPage(QStringLiteral("models"));
    auto* models = PageFixture::child<QTableView>(*window.currentPage(), "modelTable");
    QTRY_VERIFY_WITH_TIMEOUT(models->model()->rowCount() > 0, kWaiting);
    for (int row = 0; row < models->model()->rowCount(); ++row) {
        models->selectRow(row);
        look(QStringLiteral("model %1").arg(row));
    }

    // What went wrong is told on every page, with a path that has nowhere to break.
    for (Page* page : window.pages()) {
        window.showPage(page->objectName());
        for (MessageBar* bar : page->findChildren<MessageBar*>()) {
            bar->show(MessageBar::Kind::error, QStringLiteral("Cannot read /") + QString(300, u'x') + QStringLiteral(": no such file."),
                      QStringLiteral("A word on a button"));
            if (bar->isVisible())
                look(page->objectName() + QStringLiteral(" with an error"));
            bar->clear();
        }
    }
    whole.languages.use(QStringLiteral("en"));
    QLocale::setDefault(QLocale::c());
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

std::unique_ptr<QObject> makeRoomTest()
{
    return std::make_unique<RoomTest>();
}

#include "room_test.moc"
