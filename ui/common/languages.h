#pragma once
#include <QObject>
#include <QString>
#include <QTranslator>

#include <string_view>
#include <vector>

namespace icf::ui {

/// The interface's languages, switched live.  Texts of the option declaration are in the context "Options".
class Languages : public QObject {
    Q_OBJECT
public:
    struct Language {
        QString code;        ///< "en", "de", "zh_CN".
        QString nativeName;
    };

    explicit Languages(QObject* parent = nullptr);

    static const std::vector<Language>& all();
    const QString& current() const { return current_; }
    /// Loads :/i18n/icformer-studio_<code>.qm and Qt's own texts; "en" needs none.  An unknown code: the system's language if
    /// there is one of ours, else English.  Widgets get QEvent::LanguageChange.
    void use(const QString& code);

Q_SIGNALS:
    void changed();

private:
    QString current_;
    QTranslator texts_;
    QTranslator qtTexts_;
};

/// Undoes for numbers what QApplication's constructor did with the C locale: strtod, printf and their like go on with a decimal point in every
/// language.  Call it right after that.  What the window shows goes through QLocale and is not concerned.
void keepDecimalPoint();

/// A text of the option declaration in the current language.
QString translateOption(std::string_view text);

} // namespace icf::ui
