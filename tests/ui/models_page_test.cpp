#include <QAbstractProxyModel>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include "core/base/error.h"
#include "page_fixture.h"
#include "ui/models/model_scan.h"
#include "ui/models/models_page.h"
#include "ui/session/payload.h"

using namespace icf;
using namespace icf::ui;

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

    void looksThroughFoldersWithoutFollowingLinks()
    {
        QTemporaryDir folder;
        const auto touch = [&](const QString& name) {
            const QString path = folder.filePath(name);
            QDir().mkpath(path);
            QFile file(path + QStringLiteral("/config.json"));
            QVERIFY(file.open(QIODevice::WriteOnly));
        };
        touch(QStringLiteral("a"));
        touch(QStringLiteral("b/c"));
        touch(QStringLiteral("1/2/3/4/deep"));
        QVERIFY(QFile::link(folder.path(), folder.filePath(QStringLiteral("loop"))));
        CancelToken cancel;
        const QStringList found = findModelFolders(folder.path(), 3, 1000, cancel);
        QCOMPARE(found, (QStringList{folder.filePath(QStringLiteral("a")), folder.filePath(QStringLiteral("b/c"))}));
        cancel.stop(StopRequest::discard);
        QVERIFY_THROWS_EXCEPTION(Cancelled, findModelFolders(folder.path(), 3, 1000, cancel));
    }
};

std::unique_ptr<QObject> makeModelsPageTest()
{
    return std::make_unique<ModelsPageTest>();
}

#include "models_page_test.moc"
