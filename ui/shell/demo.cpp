#include "ui/shell/demo.h"

#include <QDir>
#include <QFileInfo>

namespace icf::ui {

DemoPaths findDemo(const QString& programFolder)
{
    // Installed, installed below lib/, build/<preset>/bin in the source tree.
    for (const QString& place : {QStringLiteral("../share/icformer-studio/demo"), QStringLiteral("../../../share/icformer-studio/demo"),
                                 QStringLiteral("../../../resources/demo"), QStringLiteral("../../../../resources/demo")}) {
        const QString root = QDir::cleanPath(programFolder + QLatin1Char('/') + place);
        if (!QFileInfo::exists(root + QStringLiteral("/lm/config.json")))
            continue;
        const auto at = [&root](const char* name) -> QString { return root + QLatin1Char('/') + QLatin1StringView(name); };
        return {root, at("lm"), at("icformer-start"), at("icformer-trained"), at("pile_train.jsonl"), at("pile_test.jsonl"),
                at("pwc_train.jsonl"), at("pwc_test.jsonl")};
    }
    return {};
}

} // namespace icf::ui
