#include <QAbstractProxyModel>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include "core/base/error.h"
#include "core/io/model_catalog.h"
#include "core/io/model_scan.h"
#include "page_fixture.h"
#include "ui/common/languages.h"
#include "ui/models/fit_view.h"
#include "ui/models/models_page.h"
#include "ui/session/model_bar.h"
#include "ui/session/payload.h"

using namespace icf;
using namespace icf::ui;

namespace {

void clickModel(const ModelsPage& page, const QString& path)
{
    const QTableView* view = page.view();
    const auto* sorted = static_cast<const QAbstractProxyModel*>(view->model());
    const QModelIndex index = sorted->mapFromSource(page.models()->index(page.models()->rowOf(path), 0));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

} // namespace

class ModelsPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tableTellsWhatFitsTheChosenModel()
    {
        ModelTable table;
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ModelSummary lm = summarizeModel(PageFixture::demo().model.toStdString());
        ModelSummary good = summarizeModel(PageFixture::demo().trained.toStdString());
        ModelSummary narrow = good;
        narrow.path = "/elsewhere/narrow";
        narrow.hidden = 128;
        for (const ModelSummary& summary : {lm, good, narrow})
            table.put(summary);
        QCOMPARE(table.rowCount(), 3);
        QVERIFY(table.index(1, ModelTable::kFits).data().toString().isEmpty());
        table.setLanguageModel(PageFixture::demo().model);
        QCOMPARE(table.index(1, ModelTable::kFits).data().toString(), QStringLiteral("fits"));
        QCOMPARE(table.index(2, ModelTable::kFits).data().toString(), QStringLiteral("does not fit"));
        QVERIFY(table.index(2, ModelTable::kFits).data(Qt::ToolTipRole).toString().contains(QStringLiteral("128")));
        table.put(good);
        QCOMPARE(table.rowCount(), 3);
        table.clear();
        QCOMPARE(table.rowCount(), 0);
    }

    void listsTheDemoAndTakesACompressorByClicks()
    {
        PageFixture fixture;
        ModelsPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.activated();
        QTRY_COMPARE_WITH_TIMEOUT(page.view()->model()->rowCount(), 3, kComputing);
        const auto click = [&](const QString& path) { clickModel(page, path); };
        const QLabel* fit = PageFixture::child<QLabel>(page, "modelFit");
        const auto* use = PageFixture::child<QPushButton>(page, "useCompressor");
        click(fixture.services.demo.start);
        QVERIFY2(fit->text().startsWith(QStringLiteral("Fits")), qPrintable(fit->text()));
        QVERIFY(use->isEnabled());
        QTest::mouseClick(const_cast<QPushButton*>(use), Qt::LeftButton);
        QCOMPARE(fixture.session.compressorPath(), fixture.services.demo.start);
        QVERIFY(!use->isEnabled());
        click(fixture.services.demo.model);
        QVERIFY(!use->isVisible());
        QVERIFY2(fit->text().contains(QStringLiteral("fits")), qPrintable(fit->text()));
        QSignalSpy opened(&page, &Page::openRequested);
        QTest::mouseClick(PageFixture::child<QPushButton>(page, "compareWithModel"), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("compare"));
    }

    void tellsOfTheTokenizerInTheWindowsLanguage()
    {
        Languages languages;
        languages.use(QStringLiteral("de"));
        PageFixture fixture;
        ModelsPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.activated();
        QTRY_COMPARE_WITH_TIMEOUT(page.view()->model()->rowCount(), 3, kComputing);
        clickModel(page, fixture.services.demo.model);
        QStringList shown;
        for (const QLabel* label : page.findChildren<QLabel*>())
            shown << label->text();
        QVERIFY2(shown.contains(QStringLiteral("sentencepiece, legacy: false, 1536 Token")), qPrintable(shown.join(QLatin1Char('\n'))));
        languages.use(QStringLiteral("en"));
        QLocale::setDefault(QLocale::c());
    }

    void saysWhereAModelHasRoomBeforeItIsOpened()
    {
        PageFixture fixture;
        ModelsPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.activated();
        QTRY_COMPARE_WITH_TIMEOUT(page.view()->model()->rowCount(), 3, kComputing);
        const auto click = [&](const QString& path) { clickModel(page, path); };
        const auto* fits = PageFixture::child<QWidget>(page, "memoryFits");
        const auto texts = [&] {
            QStringList all;
            for (const QLabel* label : fits->findChildren<QLabel*>())
                all << label->text();
            return all;
        };
        click(fixture.services.demo.model);
        QTRY_VERIFY_WITH_TIMEOUT(fits->isVisible(), kComputing);
        QVERIFY2(texts().contains(QStringLiteral("bfloat16")) && texts().join(QLatin1Char(' ')).contains(QStringLiteral("cpu")), qPrintable(texts().join(QLatin1Char(' '))));
        click(fixture.services.demo.start);
        QVERIFY(!fits->isVisible());
        // One that has no room says so; of one that does not tell nothing is said.
        FitView narrow;
        narrow.setFits({{{"cuda:0", "Small", 1000, 2000}, Dtype::float32, 1500, true}, {{"mps"}, Dtype::float32, 1500, false}});
        QStringList told;
        for (const QLabel* label : narrow.findChildren<QLabel*>())
            told << label->text();
        QCOMPARE(told.count(QStringLiteral("does not fit")), 1);
        QCOMPARE(told.count(QStringLiteral("fits")), 0);
    }

    void saysWhyACheckpointOfADroppedFolderDoesNotFit()
    {
        PageFixture fixture;
        ModelsPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.receive({{payload::kPaths, QStringList{QStringLiteral(ICF_TEST_DATA "/golden/base/start")}}});
        QTRY_COMPARE_WITH_TIMEOUT(page.view()->model()->rowCount(), 4, kComputing);
        const QLabel* fit = PageFixture::child<QLabel>(page, "modelFit");
        QTRY_VERIFY2(fit->text().startsWith(QStringLiteral("Does not fit")), qPrintable(fit->text()));
        QTest::keyClicks(PageFixture::child<QLineEdit>(page, "modelFilter"), QStringLiteral("base/start"));
        QCOMPARE(page.view()->model()->rowCount(), 1);
    }

    void listsWhatIsInTheUsersModelsFolder()
    {
        PageFixture fixture;
        const QString folder = QString::fromStdString(userModelsFolder());
        QVERIFY2(folder.startsWith(fixture.folder.path()), qPrintable(folder));
        QCOMPARE(folder, fixture.settings.dataFolder() + QStringLiteral("/models"));
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(QFile::link(fixture.services.demo.model, folder + QStringLiteral("/fetched")));
        ModelsPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        page.activated();
        QTRY_VERIFY_WITH_TIMEOUT(page.models()->rowOf(folder + QStringLiteral("/fetched")) >= 0, kComputing);
    }

    void showsNamesThatLookLikeHtmlAsTheyAreAndLongOnesWithinTheirPanel()
    {
        PageFixture fixture;
        ModelsPage page(fixture.services, fixture.session);
        PageFixture::show(page);
        const QString odd = fixture.folder.filePath(QStringLiteral("<h1>odd<s>")), longName = fixture.folder.filePath(QString(250, QLatin1Char('n')));
        for (const QString& folder : {odd, longName}) {
            QVERIFY(QDir().mkpath(folder));
            for (const QString& name : QDir(fixture.services.demo.model).entryList(QDir::Files))
                QVERIFY(QFile::copy(fixture.services.demo.model + QLatin1Char('/') + name, folder + QLatin1Char('/') + name));
        }
        const auto shown = [&page](const QString& part) -> QString {
            QString found;
            for (const QLabel* label : page.findChildren<QLabel*>())
                if (label->isVisible() && label->text().remove(QChar(0x200B)).contains(part)) {
                    if (label->textFormat() != Qt::PlainText)
                        return QStringLiteral("not plain: ") + label->text();
                    found = label->text();
                }
            return found;
        };
        page.receive({{payload::kModelFolder, odd}});
        QTRY_VERIFY_WITH_TIMEOUT(shown(QStringLiteral("<h1>odd<s>")).contains(QStringLiteral("<s>")), kComputing);
        page.receive({{payload::kModelFolder, longName}});
        QTRY_VERIFY_WITH_TIMEOUT(!shown(QString(250, QLatin1Char('n'))).isEmpty(), kComputing);
        const QLabel* fit = PageFixture::child<QLabel>(page, "modelFit");
        for (const QLabel* label : fit->parentWidget()->findChildren<QLabel*>())
            QVERIFY2(label->minimumSizeHint().width() < 240, qPrintable(label->text())); // What the panel has at its narrowest.
        // Unbroken it would take more than 1500.
        QVERIFY2(page.minimumSizeHint().width() < 1000, qPrintable(QString::number(page.minimumSizeHint().width())));
    }

    void findsFoldersLinksGgufFilesAndTheHubsCacheOnceEach()
    {
        QTemporaryDir folder, elsewhere;
        const auto touch = [](const QString& path) {
            QDir().mkpath(QFileInfo(path).path());
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("abc\n");
        };
        touch(folder.filePath(QStringLiteral("a/config.json")));
        touch(folder.filePath(QStringLiteral("b/c/config.json")));
        touch(folder.filePath(QStringLiteral("b/d/small.gguf")));
        touch(folder.filePath(QStringLiteral("1/2/3/4/deep/config.json")));
        touch(elsewhere.filePath(QStringLiteral("config.json")));
        const QString hub = folder.filePath(QStringLiteral("models--org--name"));
        touch(hub + QStringLiteral("/refs/main"));
        touch(hub + QStringLiteral("/snapshots/abc/config.json"));
        touch(hub + QStringLiteral("/snapshots/older/config.json"));
        QVERIFY(QFile::link(folder.path(), folder.filePath(QStringLiteral("loop"))));
        QVERIFY(QFile::link(elsewhere.path(), folder.filePath(QStringLiteral("link"))));
        CancelToken cancel;
        QStringList found;
        for (const std::string& path : findModels(folder.path().toStdString(), {.depth = 3}, cancel))
            found << QString::fromStdString(path);
        QCOMPARE(found, (QStringList{folder.filePath(QStringLiteral("a")), folder.filePath(QStringLiteral("b/c")), folder.filePath(QStringLiteral("b/d/small.gguf")),
                            folder.filePath(QStringLiteral("link")), hub}));
        QCOMPARE(folderTitle(hub), QStringLiteral("org/name"));
        cancel.stop(StopRequest::discard);
        QVERIFY_THROWS_EXCEPTION(Cancelled, findModels(folder.path().toStdString(), {}, cancel));
    }
};

std::unique_ptr<QObject> makeModelsPageTest()
{
    return std::make_unique<ModelsPageTest>();
}

#include "models_page_test.moc"
