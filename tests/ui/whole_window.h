#pragma once
#include <QThread>

#include <cmath>

#include "page_fixture.h"
#include "ui/bench/bench_page.h"
#include "ui/common/languages.h"
#include "ui/compare/compare_page.h"
#include "ui/data/data_page.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/inspect/inspect_page.h"
#include "ui/models/models_page.h"
#include "ui/runs/runs_page.h"
#include "ui/shell/main_window.h"
#include "ui/train/train_page.h"

/// Trains nothing, but reports as the engine does.
inline icf::TrainingResult pretendToTrain(const icf::TrainOptions& options, const icf::TrainingStart&, icf::TrainingObserver& observer, icf::CancelToken& cancel)
{
    icf::TrainingStarted started;
    started.saveFolder = options.save_path;
    observer.onStarted(started);
    icf::TrainingResult result;
    for (std::int64_t step = 1; step < 400; ++step) {
        cancel.waitWhilePaused();
        if (cancel.stopRequested()) {
            result.state = icf::RunState::stopped;
            return result;
        }
        icf::StepReport report;
        report.step = step;
        report.loss = step % 97 == 0 ? std::nan("") : 2.0 / double(step);
        report.seconds = 0.01 * double(step);
        report.tokens = 10 * step;
        observer.onStep(report);
        if (step % 50 == 0) {
            observer.onValidation({step, 1.0, 0.5, 2, true});
            observer.onSample({step, 0, "a context", "a prompt", "an answer", "another"});
        }
        QThread::msleep(3);
    }
    return result;
}

/// The whole window with every page, on a settings file of its own.
struct WholeWindow {
    PageFixture fixture;
    icf::ui::Languages languages;
    std::unique_ptr<icf::ui::MainWindow> window;

    /// train: what the Train page computes with.
    explicit WholeWindow(icf::ui::TrainingController::TrainFunction train = pretendToTrain)
    {
        fixture.settings.setValue(QStringLiteral("runs/roots"), QStringList{fixture.folder.filePath(QStringLiteral("runs"))});
        window = std::make_unique<icf::ui::MainWindow>(fixture.services, languages);
        auto* page = new icf::ui::TrainPage(fixture.services, std::move(train));
        window->addPage(page);
        window->addPage(new icf::ui::RunsPage(fixture.services));
        window->addPage(new icf::ui::ComparePage(fixture.services, fixture.session));
        window->addPage(new icf::ui::InspectPage(fixture.services, fixture.session));
        window->addPage(new icf::ui::EvaluatePage(fixture.services));
        window->addPage(new icf::ui::BenchPage(fixture.services));
        window->addPage(new icf::ui::DataPage(fixture.services, fixture.session));
        window->addPage(new icf::ui::ModelsPage(fixture.services, fixture.session));
        window->addCloseGuard([page](const std::function<void()>& later) { return page->mayClose(later); });
    }
};
