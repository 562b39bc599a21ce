#include "app/studio/screenshots.h"

#include <QDir>
#include <QPixmap>
#include <QTimer>

#include "ui/page.h"
#include "ui/shell/main_window.h"

namespace icf::ui {

namespace {

constexpr int kSettleMilliseconds = 2500;  ///< Folder scans and curves arrive well within it.

void takeNext(MainWindow& window, const QString& folder, std::size_t index, const std::function<void()>& then)
{
    if (index >= window.pages().size()) {
        then();
        return;
    }
    window.showPage(window.pages()[index]->objectName());
    QTimer::singleShot(kSettleMilliseconds, &window, [&window, folder, index, then] {
        window.grab().save(folder + QLatin1Char('/') + window.pages()[index]->objectName() + QStringLiteral(".png"));
        takeNext(window, folder, index + 1, then);
    });
}

} // namespace

void takeScreenshots(MainWindow& window, const QString& folder, std::function<void()> then)
{
    QDir().mkpath(folder);
    takeNext(window, folder, 0, then);
}

} // namespace icf::ui
