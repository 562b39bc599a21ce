#include <QApplication>
#include <QFileInfo>
#include <QLocale>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <clocale>
#include <cstdlib>
#include <map>

#include "core/bench/bench_report.h"
#include "core/options/option_tools.h"
#include "core/results/results.h"
#include "core/run/report_json.h"
#include "tests/core/example_records.h"
#include "tests/core/run_reports.h"
#include "ui/common/format.h"
#include "ui/common/languages.h"
#include "ui/compare/comparison_history.h"
#include "ui/plot/curve_export.h"
#include "ui/plot/event_file.h"

using namespace icf;
using namespace icf::ui;

namespace {

/// Set in the process that runs under a German locale.
constexpr const char* kGermanProcess = "ICF_TEST_GERMAN_PROCESS";

Comparison comparison()
{
    Comparison c;
    c.time = QDateTime::fromString(QStringLiteral("2024-05-06T07:08:09.010Z"), Qt::ISODateWithMs);
    c.prompt = QStringLiteral("Which?");
    c.reference = QStringLiteral("Paul plays the tuba.");
    c.settings.sampling.temperature = 0.625;
    ColumnResult full{{ContextMode::full, false}, {}, QStringLiteral("Paul plays the flute."), {}, GenerationReport{}};
    full.report->budget = {12, 40, 16, 9};
    full.report->firstTokenSeconds = 0.625;
    c.columns = {full};
    return c;
}

/// What the programs write, by the name of the file: every number in it has decimals.
std::map<QByteArray, QByteArray> writtenFiles()
{
    std::map<QByteArray, QByteArray> files;
    const auto add = [&](const char* name, const std::string& bytes) { files[name] = QByteArray::fromStdString(bytes); };
    std::vector<ExampleRecord> records;
    for (std::int64_t row = 0; row < 8; ++row) {
        for (const char* system : {"compressed", "full"})
            records.push_back(test::record(0, system, row, row < 5 ? 1 : 0));
    }
    EvaluationResults results;
    results.state = "finished";
    summarize(records, results);
    add("results.csv", resultsCsv(results));
    add("results.md", resultsMarkdown(results));
    add("results.tex", resultsLatex(results));
    add("results.svg", resultsSvg(results));
    add("evaluation.json", resultsToJson(results).dump());

    BenchReport bench;
    bench.rows = {{"compress", "token table", 512, 1, 100, 512, "tokens", {0.0125, 0.0625, 0.25}, 1'500'000, 0, ""}};
    add("bench.csv", benchCsv(bench));
    add("bench.md", benchTable(bench));
    add("bench.json", benchText(bench));

    TrainOptions options = test::runIn("/r");
    options.loop.lr = 0.00625;
    add("run.json", toJson(options).dump());
    add("command", commandLine(options));
    add("metrics.jsonl", toJson(test::stepReport(1, 0.625)).dump());

    auto curves = std::make_shared<RunCurves>(QStringLiteral("/r"), QStringLiteral("r"));
    curves->add(test::stepReport(1, 0.625));
    files["curves.csv"] = curvesCsv({curves}, Horizontal::step, {});
    files["events"] = eventFile(*curves, 0.5);
    for (const auto& [name, format] : {std::pair{"comparisons.csv", ExportFormat::csv}, {"comparisons.json", ExportFormat::json}, {"comparisons.html", ExportFormat::html}})
        files[name] = exportComparisons({comparison()}, format);
    return files;
}

/// Makes de_DE.UTF-8 in a folder; false, with the reason, where this system cannot.
bool makeGermanLocale(const QString& folder, QString& reason)
{
    const QString localedef = QStandardPaths::findExecutable(QStringLiteral("localedef"));
    if (localedef.isEmpty() || !QFileInfo::exists(QStringLiteral("/usr/share/i18n/locales/de_DE"))) {
        reason = QStringLiteral("no localedef with its sources here (Debian: package locales)");
        return false;
    }
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(localedef, {QStringLiteral("-i"), QStringLiteral("de_DE"), QStringLiteral("-f"), QStringLiteral("UTF-8"), folder + QStringLiteral("/de_DE.UTF-8")});
    process.waitForFinished();
    reason = QString::fromLocal8Bit(process.readAll());
    return QFileInfo::exists(folder + QStringLiteral("/de_DE.UTF-8/LC_NUMERIC"));
}

} // namespace

/// What changes with the system's locale and what must not.
class GermanLocaleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesHaveDecimalPointsUnderAGermanLocale()
    {
        if (qEnvironmentVariableIsSet(kGermanProcess))
            QSKIP("this is the process under that locale");
        const QTemporaryDir folder;
        QString reason;
        if (!makeGermanLocale(folder.path(), reason))
            QSKIP(qPrintable(reason));
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1StringView(kGermanProcess), QStringLiteral("1"));
        environment.insert(QStringLiteral("LOCPATH"), folder.path());
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("de_DE.UTF-8"));
        environment.remove(QStringLiteral("LANGUAGE"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("writesPointsAndShowsCommas")});
        QVERIFY(process.waitForFinished(60'000));
        const QByteArray output = process.readAll();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 && !output.contains("SKIP "), output);
    }

    void writesPointsAndShowsCommas()
    {
        if (!qEnvironmentVariableIsSet(kGermanProcess))
            QSKIP("runs in a process of its own under a German locale");
        // QApplication's constructor took the locale over.
        QCOMPARE(localeconv()->decimal_point, ",");
        const auto german = writtenFiles();
        keepDecimalPoint();
        QCOMPARE(localeconv()->decimal_point, ".");
        QCOMPARE(std::strtod("0.625", nullptr), 0.625);
        Languages languages;
        languages.use({});
        QCOMPARE(languages.current(), QStringLiteral("de"));
        QCOMPARE(formatNumber(0.625, 3), QStringLiteral("0,625"));
        const auto shown = writtenFiles();
        languages.use(QStringLiteral("en"));
        setlocale(LC_ALL, "C");
        QLocale::setDefault(QLocale::c());
        const auto plain = writtenFiles();
        for (const auto& [name, bytes] : plain) {
            QVERIFY2(german.at(name) == bytes, QByteArray(name + ":\n" + german.at(name)));
            // The page's language changes the words of this one.
            if (name != "comparisons.html")
                QVERIFY2(shown.at(name) == bytes, QByteArray(name + ":\n" + shown.at(name)));
        }
        QVERIFY(plain.at("results.csv").contains("0.625"));
        QVERIFY(plain.at("comparisons.csv").contains("0.625"));
        QVERIFY(!shown.at("comparisons.html").contains("0,"));
    }
};

QTEST_MAIN(GermanLocaleTest)
#include "german_locale_test.moc"
