#include <QTest>

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>

namespace {

/// The text without comments, literals and preprocessor lines, whose braces and words are not the language's.
QString codeOf(QString text)
{
    static const QRegularExpression noCode(
        QStringLiteral("R\"([^()\\\\ ]{0,16})\\((?s:.*?)\\)\\1\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\[^']+|[^'\\\\])'|//[^\\n]*|/\\*(?s:.*?)\\*/|^[ \\t]*#(?:\\\\\\n|[^\\n])*"),
        QRegularExpression::MultilineOption);
    return text.replace(noCode, QStringLiteral(" "));
}

struct Types {
    QStringList names;     ///< Defined in a namespace that others can name, in full: "icf::ui::Page".
    bool balanced = true;  ///< Every brace was closed.
};

/// The types that a source defines, but for those inside others, in functions and in unnamed namespaces.
Types typesIn(const QString& text)
{
    static const QRegularExpression token(
        QStringLiteral("(?:inline\\s+)?namespace\\b\\s*([\\w:]*)\\s*\\{|\\b(?:struct|class|enum(?:\\s+(?:class|struct))?)\\s+(\\w+)\\s*(?:final\\s*)?(?=:(?!:)|\\{)|[{}]"));
    Types types;
    QStringList scopes;  // The namespace that each open brace opened; "-": an unnamed one, or no namespace.
    auto tokens = token.globalMatch(codeOf(text));
    while (tokens.hasNext()) {
        const auto match = tokens.next();
        if (match.captured(0) == u"}") {
            types.balanced = types.balanced && !scopes.isEmpty();
            if (!scopes.isEmpty())
                scopes.removeLast();
        } else if (match.captured(0) == u"{") {
            scopes.append(QStringLiteral("-"));
        } else if (!match.captured(2).isEmpty()) {
            if (!scopes.contains(QStringLiteral("-")))
                types.names.append((scopes + QStringList(match.captured(2))).join(QStringLiteral("::")));
        } else {
            scopes.append(match.captured(1).isEmpty() ? QStringLiteral("-") : match.captured(1));
        }
    }
    types.balanced = types.balanced && scopes.isEmpty();
    return types;
}

} // namespace

/// Two definitions of one type are undefined behaviour that neither compiler nor linker speaks of: the One Definition Rule.
class TypeNamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheTypesOfANamespaceOnly()
    {
        const QString source = QStringLiteral(
            "#define OPENS {\n"
            "namespace icf {  // struct Comment {\n"
            "namespace { struct Mine { int a; }; }\n"
            "const char* text = \"struct Text {\"; const char brace = '{'; int million = 1'000'000;\n"
            "struct Plain { struct Inner { int b; }; };\n"
            "enum class Kind : int { a, b };\n"
            "template <class T> class Box final : public Plain { T value; };\n"
            "struct Declared;\n"
            "void f(struct Declared* one) { struct Local { int c; }; }\n"
            "namespace ui { class Page { }; }\n"
            "} // namespace icf\n"
            "namespace icf::ui { struct Row { }; }\n"
            "struct Everywhere {};\n");
        const Types types = typesIn(source);
        QVERIFY(types.balanced);
        QCOMPARE(types.names, QStringList({QStringLiteral("icf::Plain"), QStringLiteral("icf::Kind"), QStringLiteral("icf::Box"), QStringLiteral("icf::ui::Page"),
                                  QStringLiteral("icf::ui::Row"), QStringLiteral("Everywhere")}));
        QVERIFY(!typesIn(QStringLiteral("namespace icf { void f() {")).balanced);
    }

    void everyTypeIsDefinedOnce()
    {
        QMap<QString, QStringList> files;  // By name in full.
        int count = 0;
        for (const char* folder : {"core", "ui", "app"}) {
            QDirIterator sources(QStringLiteral(ICF_TEST_DATA "/../") + QLatin1String(folder), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                QDirIterator::Subdirectories);
            while (sources.hasNext()) {
                QFile file(sources.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const Types types = typesIn(QString::fromUtf8(file.readAll()));
                QVERIFY2(types.balanced, qPrintable(file.fileName() + QStringLiteral(": braces of preprocessor branches do not match")));
                for (const QString& name : types.names)
                    files[name].append(file.fileName());
                ++count;
            }
        }
        QVERIFY(count > 200);
        // A type of the core and one of the studio may share a name, since one hides the other, but who reads cannot tell them apart.
        for (auto named = files.begin(); named != files.end(); ++named) {
            QVERIFY2(named->size() == 1, qPrintable(named.key() + QStringLiteral(" is defined in ") + named->join(QStringLiteral(" and "))));
            const QString inUi = QString(named.key()).replace(0, 5, QStringLiteral("icf::ui::"));
            if (named.key().startsWith(QStringLiteral("icf::")) && named.key().count(u':') == 2)
                QVERIFY2(!files.contains(inUi), qPrintable(named.key() + QStringLiteral(" and ") + inUi + QStringLiteral(" share a name")));
        }
    }
};

QTEST_GUILESS_MAIN(TypeNamesTest)
#include "type_names_test.moc"
