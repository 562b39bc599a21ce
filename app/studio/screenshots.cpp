#include "app/studio/screenshots.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QPixmap>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>
#include <QTabWidget>
#include <QTimer>

#include <cstdio>

#include "ui/compare/compare_page.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/runs/run_details.h"
#include "ui/runs/runs_page.h"
#include "ui/shell/main_window.h"
#include "ui/train/live_panel.h"
#include "ui/train/train_page.h"

namespace icf::ui {

namespace {

constexpr int kSettleMilliseconds = 2000; ///< Folder scans, counts and drawing arrive well within it.
constexpr int kPollMilliseconds = 100;
constexpr int kMaxPolls = 6000; ///< Ten minutes: a busy machine trains slowly.

void press(const QWidget& page, const char* button)
{
    if (auto* found = page.findChild<QAbstractButton*>(QLatin1StringView(button)))
        found->click();
}

} // namespace

PictureTour::PictureTour(MainWindow& window, QString folder, bool demo, std::function<void(bool)> then)
    : QObject(&window)
    , window_(window)
    , folder_(std::move(folder))
    , then_(std::move(then))
{
    QDir().mkpath(folder_);
    if (demo)
        planDemo();
    else
        planPages();
    next();
}

void PictureTour::addPage(const QString& page, std::function<void()> act, std::function<bool()> arrived, const QString& picture)
{
    steps_.push_back({picture.isEmpty() ? page : picture,
        [this, page, act = std::move(act)] {
            window_.showPage(page);
            if (act)
                act();
        },
        std::move(arrived)});
}

void PictureTour::planPages()
{
    for (const Page* page : window_.pages())
        addPage(page->objectName(), {}, {});
}

void PictureTour::planDemo()
{
    auto* train = window_.findChild<TrainPage*>();
    auto* compare = window_.findChild<ComparePage*>();
    auto* evaluate = window_.findChild<EvaluatePage*>();
    const auto page = [this](const char* name) { return window_.findChild<Page*>(QLatin1StringView(name)); };
    const auto clickable = [](const QWidget* widget, const char* button) {
        return widget->findChild<QAbstractButton*>(QLatin1StringView(button))->isEnabled();
    };
    const auto holds = [](const QWidget* widget, const char* editor) {
        return !widget->findChild<QPlainTextEdit*>(QLatin1StringView(editor))->toPlainText().isEmpty();
    };

    addPage(QStringLiteral("train"), [train] { Q_EMIT train->live()->demoRequested(); },
        [train] { return train->live()->run() && train->live()->run()->validations() >= 3; });
    steps_.push_back({{}, {}, [train] { return train->controller().phase() == Phase::idle; }});
    addPage(QStringLiteral("runs"), {}, [page] {
        const auto* runs = static_cast<RunsPage*>(page("runs"));
        return runs->table()->model()->rowCount() > 0;
    });
    steps_.push_back({{}, [this, compare] {
        window_.showPage(QStringLiteral("compare"));
        press(*compare, "exampleButton");
    }, [compare, holds] { return holds(compare, "promptEdit"); }});
    addPage(QStringLiteral("compare"), [compare] { press(*compare, "compareButton"); }, [compare] { return !compare->run().active(); });
    QWidget* inspect = page("inspect");
    steps_.push_back({{}, [this, inspect] {
        window_.showPage(QStringLiteral("inspect"));
        press(*inspect, "inspectExample");
    }, [inspect, holds] { return holds(inspect, "contextEditor"); }});
    addPage(QStringLiteral("inspect"), [inspect] { press(*inspect, "inspectButton"); },
        [inspect, clickable] { return clickable(inspect, "inspectButton"); });
    addPage(QStringLiteral("inspect"), [inspect] { inspect->findChild<QTabWidget*>()->setCurrentIndex(1); }, {},
        QStringLiteral("inspect-reconstruction"));
    addPage(QStringLiteral("evaluate"), [evaluate] { press(*evaluate, "evaluateStart"); }, [evaluate] {
        return !evaluate->isRunning() && evaluate->findChild<QTableView*>(QStringLiteral("systemTable"))->model()->rowCount() > 0;
    });
    QWidget* bench = page("bench");
    addPage(QStringLiteral("bench"), [bench] { press(*bench, "benchStart"); }, [bench, clickable] {
        return bench->findChild<QTableView*>(QStringLiteral("benchTable"))->model()->rowCount() > 0 && clickable(bench, "benchStart");
    });
    QWidget* data = page("data");
    addPage(QStringLiteral("data"), [data] { press(*data, "dataExample"); },
        [data] { return data->findChild<QTableWidget*>(QStringLiteral("dataCounts"))->rowCount() > 7; });
    addPage(QStringLiteral("models"), {}, {});
}

void PictureTour::next()
{
    if (at_ == steps_.size())
        return then_(true);
    if (steps_[at_].act)
        steps_[at_].act();
    wait(kMaxPolls);
}

void PictureTour::wait(int left)
{
    const Step& step = steps_[at_];
    if (step.arrived && !step.arrived()) {
        if (left == 0) {
            std::fprintf(stderr, "icformer-studio: step %zu of the pictures did not come to its end\n", at_ + 1);
            return then_(false);
        }
        QTimer::singleShot(kPollMilliseconds, this, [this, left] { wait(left - 1); });
        return;
    }
    QTimer::singleShot(step.picture.isEmpty() ? 0 : kSettleMilliseconds, this, [this] {
        if (const QString& name = steps_[at_].picture; !name.isEmpty())
            // Without transparency, and at quality 0, which in a PNG means the smallest file of the same picture.
            window_.grab().toImage().convertToFormat(QImage::Format_RGB888).save(
                folder_ + QLatin1Char('/') + name + QStringLiteral(".png"), "PNG", 0);
        ++at_;
        next();
    });
}

} // namespace icf::ui
