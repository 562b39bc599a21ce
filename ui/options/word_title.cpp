#include "ui/options/word_title.h"

#include <QCoreApplication>

#include <string>
#include <utility>

#include "ui/common/bench_text.h"
#include "ui/common/evaluation_text.h"
#include "ui/common/languages.h"

namespace icf::ui {

namespace {

constexpr std::pair<std::string_view, const char*> kCompressors[] = {
    {"auto", QT_TRANSLATE_NOOP("Options", "Automatic")},
    {"icformer", QT_TRANSLATE_NOOP("Options", "In-Context Former")},
    {"mean_pooling", QT_TRANSLATE_NOOP("Options", "Mean pooling")},
};

} // namespace

QString wordTitle(std::string_view key, std::string_view word)
{
    const std::string name(word);
    if (key == "tasks")
        return taskTitle(name);
    if (key == "systems")
        return systemTitle(name);
    if (key == "works")
        return workTitle(name);
    if (key == "compressor")
        for (const auto& [known, title] : kCompressors)
            if (word == known)
                return translateOption(title);
    return QString::fromStdString(name);
}

} // namespace icf::ui
