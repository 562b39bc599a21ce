#include "ui/common/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

#include <algorithm>
#include <clocale>

namespace icf::ui {

Languages::Languages(QObject* parent) : QObject(parent) {}

const std::vector<Languages::Language>& Languages::all()
{
    static const std::vector<Language> languages{{QStringLiteral("en"), QStringLiteral("English")},
                                                 {QStringLiteral("de"), QStringLiteral("Deutsch")},
                                                 {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
    return languages;
}

void Languages::use(const QString& code)
{
    const auto known = [](const QString& wanted) {
        return std::ranges::any_of(all(), [&](const Language& language) { return language.code == wanted; });
    };
    QString chosen = code;
    if (!known(chosen)) {
        const QString system = QLocale::system().name();
        chosen = known(system) ? system : known(system.left(2)) ? system.left(2) : QStringLiteral("en");
    }
    if (chosen == current_)
        return;
    current_ = chosen;
    QCoreApplication::removeTranslator(&texts_);
    QCoreApplication::removeTranslator(&qtTexts_);
    // Numbers follow the language that is read beside them; files are written with the C locale anyway.
    QLocale::setDefault(chosen == QLatin1StringView("en") && QLocale::system().language() == QLocale::English ? QLocale::system()
                                                                                                            : QLocale(chosen));
    if (chosen != QLatin1StringView("en")) {
        if (qtTexts_.load(QStringLiteral("qtbase_") + chosen, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&qtTexts_);
    }
    // English has a file for its plurals.
    if (texts_.load(QStringLiteral(":/i18n/icformer-studio_") + chosen))
        QCoreApplication::installTranslator(&texts_);
    Q_EMIT changed();
}

void keepDecimalPoint() { std::setlocale(LC_NUMERIC, "C"); }

QString translateOption(std::string_view text)
{
    return text.empty() ? QString() : QCoreApplication::translate("Options", std::string(text).c_str());
}

} // namespace icf::ui
