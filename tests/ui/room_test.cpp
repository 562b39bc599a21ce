#include <QAbstractItemModel>
#include <QAction>
#include <QComboBox>
#include <QLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

#include "core/results/results.h"
#include "core/run/run_folder.h"
#include "tests/core/example_records.h"
#include "tests/core/run_reports.h"
#include "ui/common/message_bar.h"
#include "ui/compare/column_chooser.h"
#include "ui/plot/run_curves.h"
#include "ui/session/payload.h"
#include "ui/train/config_panel.h"
#include "ui/train/live_panel.h"
#include "whole_window.h"

using namespace icf;
using namespace icf::ui;

namespace {

constexpr int kWaiting = 60'000; ///< Milliseconds.
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
};

void RoomTest::everyPageWorksInASmallWindow()
{
    QFETCH(QString, language);
    WholeWindow whole;
    whole.languages.use(language);
    MainWindow& window = *whole.window;
    PageFixture::show(window, kSmallWindow);
    QStringList found;
    // After every action: the window is as large as before, and the page in front has the room that it needs.
    const auto look = [&](const QString& action) {
        QTest::qWait(30);
        if (window.size() != kSmallWindow) {
            found << QStringLiteral("%1: the window became %2 x %3").arg(action).arg(window.width()).arg(window.height());
            window.resize(kSmallWindow);
        }
        const Page* page = window.currentPage();
        const QSize frame = window.size() - page->parentWidget()->size();
        QSize least = page->minimumSizeHint().expandedTo(page->minimumSize());
        if (page->layout()->hasHeightForWidth())
            least.setHeight(page->layout()->totalMinimumHeightForWidth(kLeast.width() - frame.width()));
        least += frame;
        if (least.width() > kLeast.width())
            found << QStringLiteral("%1: %2 pixels wide: %3").arg(action).arg(least.width()).arg(widest(page, false));
        // A page with a message on it may scroll.
        const bool told = std::ranges::any_of(page->findChildren<MessageBar*>(), [](const MessageBar* bar) { return bar->isVisible(); });
        if (least.height() > kLeast.height() + (told ? kMessageHeight : 0))
            found << QStringLiteral("%1: %2 pixels high: %3").arg(action).arg(least.height()).arg(widest(page, true));
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
    compare->findChild<ColumnChooser*>()->setChosen({ContextMode::compressed, true}, true);
    look(QStringLiteral("second checkpoint"));
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
