#include "ui/options/word_title.h"

#include <QCoreApplication>

#include <string>

#include "ui/common/bench_text.h"
#include "ui/common/evaluation_text.h"
#include "ui/common/format.h"
#include "ui/common/languages.h"

namespace icf::ui {

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
        return name == "auto" ? translateOption(QT_TRANSLATE_NOOP("Options", "Automatic")) : choiceTitle(QString::fromStdString(name));
    return QString::fromStdString(name);
}

} // namespace icf::ui
