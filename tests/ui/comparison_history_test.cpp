#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QTextDocument>

#include "page_fixture.h"
#include "ui/compare/answer_column.h"
#include "ui/compare/comparison_history.h"
#include "ui/compare/prompt_set.h"

using namespace icf;
using namespace icf::ui;

namespace {

Comparison sample(const QString& id, const QString& prompt)
{
    Comparison c;
    c.id = id;
    c.time = QDateTime::fromString(QStringLiteral("2024-05-06T07:08:09.010Z"), Qt::ISODateWithMs);
    c.lm = QStringLiteral("/m/lm");
    c.checkpoint = QStringLiteral("/m/trained");
    c.computeType = QStringLiteral("float32");
    c.context = QStringLiteral("Paul, \"the\" tuba\nplayer.");
    c.contextCharacters = c.context.size();
    c.prompt = prompt;
    c.reference = QStringLiteral("Paul plays the tuba.");
    c.settings = {{true, 32}, 64, 0.5, 0.9, 7, 11};
    ColumnResult full{{ContextMode::full, false}, {}, QStringLiteral("Paul plays the tuba."), {}, GenerationReport{}};
    full.report->text = "Paul plays the tuba.";
    full.report->ids = {5, 6, 2};
    full.report->budget = {12, 40, 40, 9};
    full.report->firstTokenSeconds = 0.25;
    full.report->cacheBytes = 4096;
    ColumnResult compressed{{ContextMode::compressed, false}, c.checkpoint, QStringLiteral("Paul plays the flute."), {},
        GenerationReport{}};
    compressed.report->text = "Paul plays the flute.";
    compressed.report->budget = {12, 40, 10, 9};
    compressed.report->digestsReused = true;
    ColumnResult broken{
        {ContextMode::compressed, true}, QStringLiteral("/m/other"), {}, QStringLiteral("does not fit"), {}};
    broken.chunking = ChunkSettings{true, 5};
    c.columns = {full, compressed, broken};
    return c;
}

} // namespace

class ComparisonHistoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comparisonSurvivesJson()
    {
        const Comparison before = sample(QStringLiteral("1"), QStringLiteral("Which?"));
        const Comparison after = Comparison::fromJson(before.toJson());
        QCOMPARE(after.toJson(), before.toJson());
        QVERIFY(after.settings == before.settings);
        QCOMPARE(after.columns.size(), 3);
        QCOMPARE(after.columns[0].report->budget.total(), std::int64_t(61));
        QVERIFY(after.columns[1].report->digestsReused);
        QVERIFY(!after.columns[2].report);
        QCOMPARE(after.columns[2].error, QStringLiteral("does not fit"));
        QVERIFY(!after.columns[1].chunking);
        QVERIFY((after.columns[2].chunking == ChunkSettings{true, 5}));
    }

    void everyColumnKindHasItsOwnKey()
    {
        QSet<QString> keys;
        for (const ColumnKind& kind : ColumnKind::all()) {
            keys << kind.key();
            QVERIFY(ColumnKind::fromKey(kind.key()) == kind);
        }
        QCOMPARE(keys.size(), ColumnKind::all().size());
        for (const int further : {1, 2, 11}) {
            const ColumnKind kind{ContextMode::compressed, further};
            QVERIFY(!keys.contains(kind.key()) && ColumnKind::fromKey(kind.key()) == kind);
        }
        // As older versions named it.
        QCOMPARE(ColumnKind::fromKey(QStringLiteral("second"))->further, 1);
        for (const char* wrong : {"checkpoint_2", "checkpoint_x", "checkpoint_", "checkpoint_-1"})
            QVERIFY(!ColumnKind::fromKey(QLatin1StringView(wrong)));
        QVERIFY(!ColumnKind::fromKey(QStringLiteral("unheard of")));
    }

    void keepsComparisonsAcrossStarts()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("deeper/history.jsonl"));
        {
            ComparisonHistory history(file);
            const QAbstractItemModelTester tester(&history, QAbstractItemModelTester::FailureReportingMode::QtTest);
            QCOMPARE(history.add(sample(QStringLiteral("1"), QStringLiteral("first"))), QString());
            QCOMPARE(history.add(sample(QStringLiteral("2"), QStringLiteral("second"))), QString());
            Comparison rated = history.at(1);
            rated.rating = QStringLiteral("a");
            QCOMPARE(history.replace(rated), QString());
        }
        ComparisonHistory again(file);
        const QAbstractItemModelTester tester(&again, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(again.load(), 0);
        QCOMPARE(again.rowCount(), 2);
        QCOMPARE(again.at(0).prompt, QStringLiteral("second"));
        QCOMPARE(again.at(1).rating, QStringLiteral("a"));
        QCOMPARE(again.removeAt({0}), QString());
        ComparisonHistory last(file);
        last.load();
        QCOMPARE(last.rowCount(), 1);
        QCOMPARE(last.at(0).prompt, QStringLiteral("first"));
    }

    void leavesTornAndForeignLinesAside()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("history.jsonl"));
        {
            ComparisonHistory history(path);
            history.add(sample(QStringLiteral("1"), QStringLiteral("kept")));
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("[1, 2]\n{\"prompt\": \"to");
        file.close();
        ComparisonHistory history(path);
        QCOMPARE(history.load(), 2);
        QCOMPARE(history.rowCount(), 1);
        QCOMPARE(history.at(0).prompt, QStringLiteral("kept"));
    }

    void showsContextsAsTextInToolTips()
    {
        QTemporaryDir folder;
        ComparisonHistory history(folder.filePath(QStringLiteral("history.jsonl")));
        Comparison marked = sample(QStringLiteral("1"), QStringLiteral("which"));
        marked.context = QStringLiteral("<b>bold</b>");
        history.add(marked);
        QTextDocument shown;
        shown.setHtml(history.index(0).data(Qt::ToolTipRole).toString());
        QVERIFY2(shown.toPlainText().startsWith(QStringLiteral("<b>bold</b>")), qPrintable(shown.toPlainText()));
        QVERIFY(shown.toPlainText().contains(QStringLiteral("does not fit")));
    }

    void cutsVeryLongContextsAndSaysSo()
    {
        QTemporaryDir folder;
        ComparisonHistory history(folder.filePath(QStringLiteral("history.jsonl")));
        Comparison longOne = sample(QStringLiteral("1"), QStringLiteral("long"));
        longOne.context = QString(ComparisonHistory::kContextCharacters + 5, QLatin1Char('x'));
        history.add(longOne);
        QVERIFY(history.at(0).contextCut);
        QCOMPARE(history.at(0).context.size(), ComparisonHistory::kContextCharacters);
        QCOMPARE(history.at(0).contextCharacters, qint64(ComparisonHistory::kContextCharacters + 5));
    }

    void reportsAFileThatCannotBeWritten()
    {
        QTemporaryDir folder;
        const QString blocked = folder.filePath(QStringLiteral("file"));
        QFile file(blocked);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        ComparisonHistory history(blocked + QStringLiteral("/history.jsonl"));
        QVERIFY(!history.add(sample(QStringLiteral("1"), QStringLiteral("p"))).isEmpty());
    }

    void exportsJsonThatReadsBack()
    {
        const QByteArray bytes =
            exportComparisons({sample(QStringLiteral("1"), QStringLiteral("p"))}, ExportFormat::json);
        const QJsonArray list = QJsonDocument::fromJson(bytes).array();
        QCOMPARE(list.size(), 1);
        QCOMPARE(Comparison::fromJson(list[0].toObject()).prompt, QStringLiteral("p"));
        const QJsonObject full = list[0].toObject().value(QStringLiteral("columns")).toArray()[0].toObject();
        QCOMPARE(full.value(QStringLiteral("exact_match")).toBool(), true);
    }

    void exportsOneCsvLinePerAnswerWithPointsAndQuotes()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        const QString csv = QString::fromUtf8(
            exportComparisons({sample(QStringLiteral("1"), QStringLiteral("a \"b\", c"))}, ExportFormat::csv));
        QLocale::setDefault(QLocale::c());
        const QStringList lines = csv.split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[1].contains(QStringLiteral("\"a \"\"b\"\", c\"")));
        QVERIFY(lines[1].contains(QStringLiteral(",0.25,")));
        QVERIFY(lines[3].contains(QStringLiteral("does not fit")));
        const auto columns = lines[0].split(QLatin1Char(',')).size();
        // The header has no quoted cells, and the broken column's line none with commas but the prompt.
        QCOMPARE(QString(lines[3])
                     .replace(QStringLiteral("\"a \"\"b\"\", c\""), QStringLiteral("p"))
                     .split(QLatin1Char(','))
                     .size(),
            columns);
    }

    void metricsThatAreNotDefinedAreNoZeros()
    {
        Comparison c = sample(QStringLiteral("1"), QStringLiteral("p"));
        c.reference = c.columns[0].text = QStringLiteral("Тина");
        const QJsonObject json = QJsonDocument::fromJson(exportComparisons({c}, ExportFormat::json)).array()[0].toObject().value(QStringLiteral("columns")).toArray()[0].toObject();
        QCOMPARE(json.value(QStringLiteral("exact_match")).toBool(), true);
        for (const auto* key : {"rouge_l_f1", "rouge_l_precision", "rouge_l_recall", "bleu"})
            QVERIFY2(json.contains(QLatin1StringView(key)) && json.value(QLatin1StringView(key)).isNull(), key);
        const QString csv = QString::fromUtf8(exportComparisons({c}, ExportFormat::csv));
        QVERIFY2(csv.split(QStringLiteral("\r\n"))[1].contains(QStringLiteral(",1,,,64,")), qPrintable(csv));
        QVERIFY(QString::fromUtf8(exportComparisons({c}, ExportFormat::html)).contains(QStringLiteral("EM 1 · ROUGE-L – · BLEU –")));
        AnswerColumn column(c.columns[0].kind);
        column.showResult(c.columns[0]);
        column.setScores(scores(c, c.columns[0]));
        QStringList tips;
        for (const QLabel* label : column.findChildren<QLabel*>())
            if (label->accessibleName() == QStringLiteral("ROUGE-L: –") || label->accessibleName() == QStringLiteral("BLEU-4: –"))
                tips << label->toolTip();
        QCOMPARE(tips.size(), 2);
        QVERIFY(tips.join(QLatin1Char(' ')).contains(QStringLiteral("Latin")) && tips.join(QLatin1Char(' ')).contains(QStringLiteral("four words")));
        SetScore score;
        score.add(c, c.columns[0]);
        QCOMPARE(score.judged, 1);
        QCOMPARE(score.rougeJudged, 0);
        QVERIFY(!score.bleu.defined());
    }

    void everyLineOfTheFileIsOneLineForEveryReader()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("history.jsonl"));
        Comparison c = sample(QStringLiteral("1"), QStringLiteral("a\u2028b\u2029c\u0085d"));
        {
            ComparisonHistory history(path);
            history.add(c);
            c.rating = QStringLiteral("a");
            history.replace(c);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const QChar separator : {QChar(0x2028), QChar(0x2029), QChar(0x85)})
            QVERIFY(!text.contains(separator));
        ComparisonHistory again(path);
        again.load();
        QCOMPARE(again.at(0).prompt, c.prompt);
    }

    void escapesTextInHtml()
    {
        const QByteArray html =
            exportComparisons({sample(QStringLiteral("1"), QStringLiteral("<script>x</script>"))}, ExportFormat::html);
        QVERIFY(!html.contains("<script>"));
        QVERIFY(html.contains("&lt;script&gt;"));
        QVERIFY(html.contains("Paul plays the flute."));
    }
};

std::unique_ptr<QObject> makeComparisonHistoryTest()
{
    return std::make_unique<ComparisonHistoryTest>();
}

#include "comparison_history_test.moc"
