#include "ui/common/demo.h"

#include "core/facts/demo_folder.h"

namespace icf::ui {

DemoPaths findDemo(const QString& programFolder)
{
    const QString root = QString::fromStdString(findDemoFolder(programFolder.toStdString()).string());
    if (root.isEmpty())
        return {};
    const auto at = [&root](const char* name) -> QString { return root + QLatin1Char('/') + QLatin1StringView(name); };
    return {root, at("lm"), at("icformer-start"), at("icformer-trained"), at("pile_train.jsonl"), at("pile_test.jsonl"),
            at("pwc_train.jsonl"), at("pwc_test.jsonl")};
}

} // namespace icf::ui
