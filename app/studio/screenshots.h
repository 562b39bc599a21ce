#pragma once
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace icf::ui {

class MainWindow;

/// Writes a picture of every page into a folder: <page>.png.  With the demo it first does on each page what a user would do, by pressing
/// the page's own buttons: trains, compares, inspects, evaluates, opens data.  Ends by calling a function; ok is false when something
/// did not happen in time.
class PictureTour : public QObject {
public:
    PictureTour(MainWindow& window, QString folder, bool demo, std::function<void(bool ok)> then);

private:
    struct Step {
        QString picture;               ///< File name without ending; empty: no picture after this step.
        std::function<void()> act;     ///< Done once.
        std::function<bool()> arrived; ///< Asked again and again.
    };

    void addPage(const QString& page, std::function<void()> act, std::function<bool()> arrived, const QString& picture = {});
    void planPages();
    void planDemo();
    void next();
    void wait(int left);

    MainWindow& window_;
    QString folder_;
    std::function<void(bool)> then_;
    std::vector<Step> steps_;
    std::size_t at_ = 0;
};

} // namespace icf::ui
