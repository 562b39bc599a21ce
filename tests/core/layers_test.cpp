#include <QTest>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace {

const QString kSources = QStringLiteral(ICF_TEST_DATA "/..");

QString contentsOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll());
}

/// A line of layers.txt.
struct Layer {
    QString kind;
    QSet<QString> below;
};

/// The layers in the order of their table.
QVector<QPair<QString, Layer>> layersOf(const QString& folder)
{
    static const QRegularExpression form(QStringLiteral(R"(^([a-z]+)\s*(?:\[([a-z ]+)\])?:[ \t]*(.*)$)"));
    QVector<QPair<QString, Layer>> layers;
    for (const QString& line : contentsOf(kSources + u'/' + folder + QStringLiteral("/layers.txt")).split(u'\n')) {
        if (const auto match = form.match(line); match.hasMatch()) {
            const QStringList names = match.captured(3).split(u' ', Qt::SkipEmptyParts);
            layers.append({match.captured(1), {match.captured(2), QSet<QString>(names.begin(), names.end())}});
        }
    }
    return layers;
}

/// Calls use(layer, file, included path) for every include in quotation marks below a folder.
template <class Use> void forIncludes(const QString& folder, Use use)
{
    static const QRegularExpression include(QStringLiteral(R"(^#include "([^"]+)\")"), QRegularExpression::MultilineOption);
    QDirIterator files(kSources + u'/' + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString inside = QDir(kSources + u'/' + folder).relativeFilePath(path);
        auto found = include.globalMatch(contentsOf(path));
        while (found.hasNext())
            use(inside.contains(u'/') ? inside.section(u'/', 0, 0) : QString(), folder + u'/' + inside, found.next().captured(1));
    }
}

} // namespace

class LayersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLayerNamesOnlyEarlierOnes_data() { folders(); }
    void aLayerNamesOnlyEarlierOnes()
    {
        QFETCH(QString, folder);
        QSet<QString> earlier;
        for (const auto& [name, layer] : layersOf(folder)) {
            QVERIFY2(earlier.contains(layer.below), qPrintable(name + QStringLiteral(" names a layer that is not below it")));
            earlier.insert(name);
        }
        QVERIFY(earlier.size() > 5);
    }

    void everyFolderIsALayer_data() { folders(); }
    void everyFolderIsALayer()
    {
        QFETCH(QString, folder);
        QStringList names;
        for (const auto& [name, layer] : layersOf(folder))
            names.append(name);
        names.sort();
        QCOMPARE(names, QDir(kSources + u'/' + folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name));
    }

    void noIncludeGoesWhereTheTableDoesNot_data() { folders(); }
    void noIncludeGoesWhereTheTableDoesNot()
    {
        QFETCH(QString, folder);
        QMap<QString, QSet<QString>> allowed;
        for (const auto& [name, layer] : layersOf(folder))
            allowed[name] = layer.below;
        QStringList wrong;
        QMap<QString, QSet<QString>> used;
        forIncludes(folder, [&](const QString& layer, const QString& file, const QString& included) {
            if (!included.startsWith(folder + u'/') || included.count(u'/') < 2 || layer.isEmpty())
                return;
            const QString other = included.section(u'/', 1, 1);
            used[layer].insert(other);
            if (other != layer && !allowed.value(layer).contains(other))
                wrong.append(file + QStringLiteral(" includes ") + included);
        });
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        // A table that allows more than is used would hide the next wrong arrow.
        for (auto entry = allowed.cbegin(); entry != allowed.cend(); ++entry) {
            for (const QString& other : entry.value())
                QVERIFY2(used.value(entry.key()).contains(other), qPrintable(entry.key() + QStringLiteral(" does not need ") + other));
        }
    }

    void coreSeesNeitherQtNorTheWindowAndPlainLayersNoTorch()
    {
        QMap<QString, QString> kinds;
        for (const auto& [name, layer] : layersOf(QStringLiteral("core")))
            kinds[name] = layer.kind;
        static const QRegularExpression qt(QStringLiteral(R"(#include <Q[A-Z])"));
        static const QRegularExpression torch(QStringLiteral(R"(#include <(torch|ATen|c10)/)"));
        QDirIterator files(kSources + QStringLiteral("/core"), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const QString text = contentsOf(path);
            const QString inside = QDir(kSources + QStringLiteral("/core")).relativeFilePath(path);
            QVERIFY2(!qt.match(text).hasMatch() && !text.contains(QStringLiteral("#include \"ui/")), qPrintable(inside));
            if (inside.contains(u'/') && kinds.value(inside.section(u'/', 0, 0)).isEmpty())
                QVERIFY2(!torch.match(text).hasMatch(), qPrintable(inside));
        }
    }

    void theArchitecturePageShowsTheSameTable()
    {
        const QString page = contentsOf(kSources + QStringLiteral("/docs/architecture.md"));
        for (const auto& [name, layer] : layersOf(QStringLiteral("core"))) {
            const QRegularExpression row(QStringLiteral(R"(^\| `%1` \|[^|]*\|([^|]*)\|)").arg(name), QRegularExpression::MultilineOption);
            const auto match = row.match(page);
            QVERIFY2(match.hasMatch(), qPrintable(QStringLiteral("docs/architecture.md has no row for core/") + name));
            QStringList names = match.captured(1).split(QRegularExpression(QStringLiteral("[ ,]+")), Qt::SkipEmptyParts);
            names.removeAll(QStringLiteral("–"));
            QCOMPARE(QSet<QString>(names.begin(), names.end()), layer.below);
        }
    }

private:
    static void folders()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("core") << QStringLiteral("core");
        QTest::newRow("ui") << QStringLiteral("ui");
    }
};

QTEST_APPLESS_MAIN(LayersTest)
#include "layers_test.moc"
