#include "ui/common/train_settings.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/options/option_tools.h"
#include "core/options/presets.h"
#include "ui/common/settings.h"

namespace icf::ui {

TrainOptions storedTrainOptions(const Services& services)
{
    TrainOptions options;
    options.save_path = services.settings.newRunFolder(QStringLiteral("run")).toStdString();
    const QByteArray json = services.settings.value(QLatin1StringView(kTrainOptionsKey)).toByteArray();
    if (json.isEmpty())
        return services.demo.available()
            ? demoOptions(services.demo.root.toStdString(), services.settings.newRunFolder(QStringLiteral("demo")).toStdString())
            : options;
    const nlohmann::json parsed = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
    try {
        fromJson(options, parsed, "settings");
    } catch (const Error&) {
        // Settings of another version: what can be read was never half applied, so the defaults are good.
    }
    return options;
}

} // namespace icf::ui
