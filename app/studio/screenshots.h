#pragma once
#include <QString>

#include <functional>

namespace icf::ui {

class MainWindow;

/// Writes a picture of every page into a folder: <page>.png.  Waits until each page's look-ups are done; calls then at the end.
void takeScreenshots(MainWindow& window, const QString& folder, std::function<void()> then);

} // namespace icf::ui
