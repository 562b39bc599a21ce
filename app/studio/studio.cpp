#include "app/studio/studio.h"

#include <QApplication>
#include <QFileInfo>
#include <QTimer>

#include "app/studio/screenshots.h"
#include "core/io/model_catalog.h"
#include "core/run/run_folder.h"
#include "ui/bench/bench_page.h"
#include "ui/compare/compare_page.h"
#include "ui/data/data_page.h"
#include "ui/evaluate/evaluate_page.h"
#include "ui/inspect/inspect_page.h"
#include "ui/models/models_page.h"
#include "ui/runs/runs_page.h"
#include "ui/session/payload.h"
#include "ui/train/live_panel.h"
#include "ui/train/train_page.h"

namespace icf::ui {

Studio::Studio(const StudioArguments& arguments)
    : arguments_(arguments), settings_(arguments.settingsFile),
      services_{training_, generation_, background_, settings_, theme_, findDemo(QApplication::applicationDirPath())}
{
    const QString theme = arguments.theme.isEmpty() ? settings_.value(QStringLiteral("window/theme")).toString() : arguments.theme;
    theme_.setScheme(Theme::fromName(theme));
    languages_.use(arguments.language.isEmpty() ? settings_.value(QStringLiteral("window/language")).toString() : arguments.language);

    session_ = std::make_unique<SharedSession>(services_);
    window_ = std::make_unique<MainWindow>(services_, languages_);
    auto* train = new TrainPage(services_);
    window_->addPage(train);
    window_->addPage(new RunsPage(services_));
    window_->addPage(new ComparePage(services_, *session_));
    window_->addPage(new InspectPage(services_, *session_));
    window_->addPage(new EvaluatePage(services_));
    window_->addPage(new BenchPage(services_));
    window_->addPage(new DataPage(services_, *session_));
    window_->addPage(new ModelsPage(services_, *session_));
    window_->addCloseGuard([train](const std::function<void()>& closeLater) { return train->mayClose(closeLater); });
    window_->restore();
    onlyCopy_ = std::make_unique<QLockFile>(settings_.dataFolder() + QStringLiteral("/studio.lock"));
    onlyCopy_->setStaleLockTime(0);
    if (!onlyCopy_->tryLock(0) && onlyCopy_->error() == QLockFile::LockFailedError)
        window_->showSecondCopy();
    if (!arguments.page.isEmpty())
        window_->showPage(arguments.page);
}

Studio::~Studio() = default;

void Studio::show()
{
    window_->show();
    // The window is on the screen before anything is computed.
    QTimer::singleShot(0, window_.get(), [this] { begin(); });
}

void Studio::stopAll()
{
    for (Runner* runner : {&training_, &generation_, &background_})
        runner->cancelAll();
}

void Studio::begin()
{
    if (!arguments_.model.isEmpty()) {
        const QString path = QString::fromStdString(modelByName(arguments_.model.toStdString()));
        // Another model's compressor would not fit.
        window_->open(QStringLiteral("compare"), {{payload::kLmPath, QFileInfo(path).absoluteFilePath()}, {payload::kCompressorPath, QString()}});
    }
    for (const QString& path : arguments_.paths) {
        // run.json and evaluation.json stand for their folder: file managers open files.
        const QFileInfo info(path);
        const bool standsForFolder = info.fileName() == QLatin1StringView("run.json") || info.fileName() == QLatin1StringView("evaluation.json");
        const QString folder = standsForFolder ? info.absolutePath() : info.absoluteFilePath();
        if (isRunFolder(folder.toStdString()))
            window_->open(QStringLiteral("runs"), {{payload::kPaths, QStringList{folder}}});
        else if (QFileInfo::exists(folder + QStringLiteral("/evaluation.json")))
            window_->open(QStringLiteral("evaluate"), {{payload::kPaths, QStringList{folder}}});
        else
            window_->open(QStringLiteral("train"), {{payload::kPaths, QStringList{folder}}});
    }
    if (!arguments_.screenshots.isEmpty()) {
        new PictureTour(*window_, arguments_.screenshots, arguments_.demo, [](bool ok) { QApplication::exit(ok ? 0 : 1); });
        return;
    }
    if (arguments_.demo) {
        window_->showPage(QStringLiteral("train"));
        Q_EMIT window_->findChild<TrainPage*>()->live()->demoRequested();
    }
}

} // namespace icf::ui
