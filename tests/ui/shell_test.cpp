#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTextDocument>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/models/versions.h"
#include "page_fixture.h"
#include "ui/common/device_box.h"
#include "ui/common/engine_text.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/languages.h"
#include "ui/common/message_bar.h"
#include "ui/page.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/cuda_dialog.h"
#include "ui/shell/installation.h"
#include "ui/shell/licence_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/report_dialog.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/shell/side_bar.h"

using namespace icf::ui;

namespace {

class PlainPage : public Page {
public:
    explicit PlainPage(const char* name) { setObjectName(QLatin1StringView(name)); }
    QString title() const override { return objectName().toUpper(); }
    QString summary() const override { return objectName(); }
    QString iconName() const override { return QStringLiteral("train"); }
    void retranslate() override { ++retranslations; }
    void activated() override { ++activations; }
    void receive(const QVariantMap& map) override { payload = map; }

    int retranslations = 0;
    int activations = 0;
    QVariantMap payload;
};

} // namespace

/// Window, themes, languages, settings.
class ShellTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsPagesByKeysAndByName()
    {
        PageFixture fixture;
        Languages languages;
        MainWindow window(fixture.services, languages);
        auto* one = new PlainPage("one");
        auto* two = new PlainPage("two");
        window.addPage(one);
        window.addPage(two);
        PageFixture::show(window);
        QCOMPARE(window.currentPage(), one);
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(window.currentPage(), two);
        QVERIFY(!window.showPage(QStringLiteral("three")));
        Q_EMIT two->openRequested(QStringLiteral("one"), {{QStringLiteral("a"), 1}});
        QCOMPARE(window.currentPage(), one);
        QCOMPARE(one->payload.value(QStringLiteral("a")).toInt(), 1);
        window.findChild<SideBar*>()->setFocus();
        QTest::keyClick(window.findChild<SideBar*>(), Qt::Key_Down);
        QCOMPARE(window.currentPage(), two);
    }

    void choosesTheFolderOfTheCudaBuild()
    {
        PageFixture fixture;
        CudaDialog dialog(fixture.settings);
        auto* folder = dialog.findChild<QLineEdit*>(QStringLiteral("cudaFolder"));
        const auto* problem = dialog.findChild<QLabel*>(QStringLiteral("cudaProblem"));
        auto* save = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save);
        QVERIFY(save->isEnabled());
        QTemporaryDir site;
        folder->setText(site.path());
        QVERIFY(!save->isEnabled() && problem->text().contains(QStringLiteral("libtorch_cuda.so")));
        QDir(site.path()).mkpath(QStringLiteral("torch/lib"));
        const auto write = [&](const char* name, const std::string& text) {
            QFile file(site.filePath(QLatin1StringView(name)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text.data(), qint64(text.size())) >= 0);
        };
        write("torch/lib/libtorch_cuda.so", {});
        write("torch/version.py", "__version__ = '1.0.0'\n");
        folder->setText(site.path() + QStringLiteral("/"));
        QVERIFY(!save->isEnabled() && problem->text().contains(QStringLiteral("1.0.0")));
        const auto versions = icf::componentVersions();
        const auto torch = std::ranges::find(versions, std::string("libtorch"), &std::pair<std::string, std::string>::first);
        write("torch/version.py", "__version__ = '" + torch->second.substr(0, torch->second.find(',')) + "+cu130'\n");
        folder->setText(site.path());
        QVERIFY2(save->isEnabled(), qPrintable(problem->text()));
        save->click();
        QCOMPARE(fixture.settings.value(QLatin1StringView(kCudaFolderKey)).toString(), site.path());
        CudaDialog again(fixture.settings);
        again.findChild<QLineEdit*>(QStringLiteral("cudaFolder"))->clear();
        again.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save)->click();
        QVERIFY(!fixture.settings.value(QLatin1StringView(kCudaFolderKey)).isValid());
    }

    void devicesShowTheirMemoryAndAreChosenAsTheCommandLineTakesThem()
    {
        DeviceModel model;
        model.setDevices({{"cpu", "", 12'000'000'000, 0}, {"cuda:0", "NVIDIA H200", 120'000'000'000, 139'000'000'000}, {"mps"}});
        const auto at = [&](int row, int role) { return model.data(model.index(row), role).toString(); };
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(at(0, Qt::EditRole), QStringLiteral("auto"));
        QCOMPARE(at(2, Qt::EditRole), QStringLiteral("cuda:0"));
        QCOMPARE(at(2, Qt::DisplayRole), QStringLiteral("cuda:0 – NVIDIA H200, %1 of %2 free").arg(formatBytes(120e9), formatBytes(139e9)));
        QCOMPARE(at(1, Qt::DisplayRole), QStringLiteral("cpu – %1 free").arg(formatBytes(12e9)));
        QCOMPARE(at(3, Qt::DisplayRole), QStringLiteral("mps"));
        DeviceBox box;
        box.setEditText(QStringLiteral("cuda:7"));
        PageFixture::show(box);
        box.showPopup();
        QCOMPARE(box.currentText(), QStringLiteral("cuda:7"));
        box.hidePopup();
        box.setCurrentIndex(1);
        QCOMPARE(box.currentText(), QStringLiteral("cpu"));
    }

    void opensARecentRunFromTheMenu()
    {
        PageFixture fixture;
        fixture.settings.addRecent(Settings::Recent::run, QStringLiteral("/runs/first"));
        fixture.settings.addRecent(Settings::Recent::run, QStringLiteral("/runs/second"));
        Languages languages;
        MainWindow window(fixture.services, languages);
        window.addPage(new PlainPage("one"));
        auto* runs = new PlainPage("runs");
        window.addPage(runs);
        auto* menu = PageFixture::child<QMenu>(window, "recentRuns");
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 2);
        QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("first"));
        menu->actions().at(1)->trigger();
        QCOMPARE(window.currentPage(), runs);
        QCOMPARE(runs->payload.value(QStringLiteral("folder")).toString(), QStringLiteral("/runs/first"));
    }

    void takesPathsAndTextsOutOfAReport()
    {
        const QStringList known{QStringLiteral("/home/ada"), QStringLiteral("/data/my models/lm")};
        QCOMPARE(withoutPaths(QStringLiteral("read /data/my models/lm/config.json, then /tmp/x.jsonl:12 (1/2 done)"), known),
            QStringLiteral("read <path>, then <path> (1/2 done)"));
        QCOMPARE(withoutPaths(QStringLiteral("\"lm_path\":\"/home/ada/lm\", ~/runs, C:\\models\\lm"), known),
            QStringLiteral("\"lm_path\":\"<path>\", <path>, <path>"));
        QCOMPARE(withoutQuotes(QStringLiteral("bad \"secret text\" and “more”")), QStringLiteral("bad <text> and <text>"));

        ReportParts parts;
        parts.description = QStringLiteral("It broke");
        parts.options = QStringLiteral("{\"data_path\":\"/home/ada/d.jsonl\"}");
        parts.messages << QStringLiteral("12:00:00  error: [/home/ada/d.jsonl:3] \"private\" is no number");
        parts.runLog = QStringLiteral("wrote /srv/run/checkpoint-3");
        parts.question = QStringLiteral("my diary");
        parts.paths = known;
        const QString bare = problemReport(parts, {});
        for (const char* secret : {"ada", "/srv", "private", "diary"})
            QVERIFY2(!bare.contains(QLatin1StringView(secret)), secret);
        for (const char* kept : {"It broke", "is no number", "data_path"})
            QVERIFY2(bare.contains(QLatin1StringView(kept)), kept);
        const QString full = problemReport(parts, {true, true});
        for (const char* kept : {"/home/ada/d.jsonl", "/srv/run", "private", "my diary"})
            QVERIFY2(full.contains(QLatin1StringView(kept)), kept);
    }

    void showsTheReportBeforeItIsSaved()
    {
        PageFixture fixture;
        fixture.settings.setValue(QStringLiteral("train/options"), QByteArray("{\"data_path\":\"/my/own set.jsonl\"}"));
        Languages languages;
        MainWindow window(fixture.services, languages);
        auto* page = new PlainPage("one");
        window.addPage(page);
        Q_EMIT page->statusMessage(QStringLiteral("Wrote /my/file"));
        ReportDialog dialog(fixture.services, languages, window.messages());
        PageFixture::show(dialog);
        QTest::keyClicks(PageFixture::child<QPlainTextEdit>(dialog, "reportDescription"), QStringLiteral("no curve"));
        const auto* preview = PageFixture::child<QPlainTextEdit>(dialog, "reportPreview");
        QVERIFY(preview->toPlainText().contains(QStringLiteral("no curve")));
        QVERIFY(preview->toPlainText().contains(QStringLiteral("Wrote <path>")));
        QVERIFY(!preview->toPlainText().contains(QStringLiteral("own set")));
        QTest::mouseClick(PageFixture::child<QCheckBox>(dialog, "reportPaths"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(preview->toPlainText().contains(QStringLiteral("/my/own set.jsonl")));
        QVERIFY(preview->toPlainText().contains(QStringLiteral("libtorch")));
    }

    void asksItsGuardsBeforeItCloses()
    {
        PageFixture fixture;
        Languages languages;
        MainWindow window(fixture.services, languages);
        window.addPage(new PlainPage("one"));
        std::function<void()> later;
        window.addCloseGuard([&later](std::function<void()> closeLater) {
            later = std::move(closeLater);
            return false;
        });
        PageFixture::show(window);
        window.close();
        QVERIFY(window.isVisible());
        later();
        QVERIFY(!window.isVisible());
    }

    void remembersThePageAndItsWidth()
    {
        PageFixture fixture;
        Languages languages;
        {
            MainWindow window(fixture.services, languages);
            window.addPage(new PlainPage("one"));
            window.addPage(new PlainPage("two"));
            PageFixture::show(window);
            window.showPage(QStringLiteral("two"));
            window.close();
        }
        MainWindow window(fixture.services, languages);
        window.addPage(new PlainPage("one"));
        window.addPage(new PlainPage("two"));
        window.restore();
        QCOMPARE(window.currentPage()->objectName(), QStringLiteral("two"));
    }

    void switchesLanguagesWhileItRuns()
    {
        PageFixture fixture;
        Languages languages;
        languages.use(QStringLiteral("en"));
        MainWindow window(fixture.services, languages);
        auto* page = new PlainPage("one");
        window.addPage(page);
        PageFixture::show(window);
        const int before = page->retranslations;
        languages.use(QStringLiteral("de"));
        QTRY_VERIFY(page->retranslations > before);
        QCOMPARE(QLocale().language(), QLocale::German);
        languages.use(QStringLiteral("en"));
        QLocale::setDefault(QLocale::c());
    }

    void speaksOfTheEnginesMistakesInEveryLanguage()
    {
        Languages languages;
        languages.use(QStringLiteral("de"));
        QCOMPARE(engineText(icf::Error("rows.jsonl", "no such file; check the path")), QStringLiteral("[rows.jsonl] Datei nicht vorhanden; den Pfad prüfen"));
        // Values stay as they are, also those that look like a place for one; messages within messages are translated too.
        QVERIFY(engineText("no such folder: /tmp/%1 %2").contains(QStringLiteral("/tmp/%1 %2")));
        QVERIFY(engineText("lr: expected a whole number, got \"x\"").contains(QStringLiteral("eine ganze Zahl")));
        QCOMPARE(engineText("What nobody has written."), QStringLiteral("What nobody has written."));
        languages.use(QStringLiteral("zh_CN"));
        QVERIFY(!engineText("needed: a file").contains(QStringLiteral("file")));
        languages.use(QStringLiteral("en"));
        QCOMPARE(engineText("[a] needed: a file"), QStringLiteral("[a] needed: a file"));
        // Options are called as the forms call them.
        QCOMPARE(engineText("[/runs/a] holds an unfinished run; continue it with --resume, replace it with --overwrite, or choose another --save_path"),
            QStringLiteral("[/runs/a] holds an unfinished run; continue it with “Resume it”, replace it with “Replace it”, or choose another “Run folder”"));
        QVERIFY(engineText("[/e] holds another evaluation (different: rows); give another --save_path, or --overwrite")
                    .endsWith(QStringLiteral("another “Results folder”, or “Replace results”")));
        QVERIFY(engineText("[--dtype] float16 cannot be computed here on cpu; use --dtype float32").startsWith(QStringLiteral("[Precision]")));
        QVERIFY(engineText("resumed although changed: batch_size (was 1, is 2)").contains(QStringLiteral("“Micro-batch size” (was 1")));
        QVERIFY(engineText("decompress it first (zstd -d --long=31)").contains(QStringLiteral("--long=31")));
    }

    void followsTheThemeInEveryIconAndColour()
    {
        PageFixture fixture;
        fixture.theme.setScheme(Theme::Scheme::light);
        const QIcon picture = icon(QStringLiteral("stop"));
        QVERIFY(!picture.isNull());
        const QRgb light = picture.pixmap(24, 24).toImage().pixel(12, 12);
        QCOMPARE(QColor(light), fixture.theme.colors().text);
        fixture.theme.setScheme(Theme::Scheme::dark);
        QCOMPARE(QColor(picture.pixmap(24, 24).toImage().pixel(12, 12)), fixture.theme.colors().text);
        QVERIFY(fixture.theme.isDark());
        QVERIFY(icon(QStringLiteral("no such icon")).isNull());
        fixture.theme.setScheme(Theme::Scheme::light);
    }

    void keepsTextReadableInEveryTheme_data()
    {
        QTest::addColumn<int>("scheme");
        for (const Theme::Scheme scheme : {Theme::Scheme::light, Theme::Scheme::dark, Theme::Scheme::contrast})
            QTest::newRow(qPrintable(Theme::name(scheme))) << int(scheme);
    }
    void keepsTextReadableInEveryTheme()
    {
        QFETCH(int, scheme);
        Theme theme;
        theme.setScheme(Theme::Scheme(scheme));
        const Colors& c = theme.colors();
        // WCAG 2.1 contrast ratio.
        const auto luminance = [](const QColor& color) {
            const auto part = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
            return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
        };
        const auto contrast = [&](const QColor& a, const QColor& b) {
            const double x = luminance(a), y = luminance(b);
            return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
        };
        for (const QColor& text : {c.text, c.muted, c.good, c.warning, c.error})
            for (const QColor& ground : {c.window, c.surface})
                QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + QStringLiteral(" on ") + ground.name()));
        QVERIFY(contrast(c.onAccent, c.accent) >= 4.5);
        for (const QColor& line : c.series)
            QVERIFY2(contrast(line, c.surface) >= 3, qPrintable(line.name()));
        theme.setScheme(Theme::Scheme::light);
    }

    void listsEveryShortcutOfTheWindow()
    {
        PageFixture fixture;
        Languages languages;
        MainWindow window(fixture.services, languages);
        window.addPage(new PlainPage("one"));
        ShortcutsDialog dialog(&window);
        auto* tree = dialog.findChild<QTreeWidget*>();
        QStringList keys;
        for (int i = 0; i < tree->topLevelItemCount(); ++i)
            for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j)
                keys << tree->topLevelItem(i)->child(j)->text(1);
        QVERIFY(keys.contains(QKeySequence(QStringLiteral("Ctrl+1")).toString(QKeySequence::NativeText)));
        QTest::keyClicks(dialog.findChild<QLineEdit*>(), QStringLiteral("no such action"));
        QVERIFY(tree->topLevelItem(0)->isHidden());
    }

    void tellsVersionsLicencesAndHowToUpdate()
    {
        AboutDialog dialog;
        auto* table = dialog.findChild<QTableWidget*>();
        QStringList names;
        for (int row = 0; row < table->rowCount(); ++row) {
            names << table->item(row, 0)->text();
            QVERIFY2(!table->item(row, 1)->text().isEmpty(), qPrintable(names.last()));
            QVERIFY2(!table->item(row, 2)->text().isEmpty(), qPrintable(names.last()));
        }
        for (const char* name : {"icformer-studio", "libtorch", "sentencepiece", "Qt", "QCustomPlot", "OpenSSL"})
            QVERIFY2(names.contains(QLatin1StringView(name)), name);
        // Nothing is asked of a network: the dialog says how a newer version comes.
        QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("updateNote"))->text().contains(QStringLiteral("./run")));
        QCOMPARE(installationOf(QStringLiteral("/usr/lib/icformer-studio/bin")), Installation::package);
        const QTemporaryDir portable;
        QVERIFY(QFile(portable.filePath(QStringLiteral("qt.conf"))).open(QIODevice::WriteOnly));
        QCOMPARE(installationOf(portable.path()), Installation::portable);
        QVERIFY(updateNote(Installation::package).contains(QStringLiteral(".deb")));
    }

    void showsTheLicenceTexts()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("bin")) && QDir(folder.path()).mkpath(QStringLiteral("share/icformer-studio")));
        QFile others(folder.filePath(QStringLiteral("share/icformer-studio/third-party-licenses.txt")));
        QVERIFY(others.open(QIODevice::WriteOnly));
        others.write("a licence of somebody else");
        others.close();
        LicenceDialog dialog(licenceTexts(folder.filePath(QStringLiteral("bin"))));
        auto* text = dialog.findChild<QPlainTextEdit*>();
        QVERIFY(text->toPlainText().contains(QStringLiteral("GNU GENERAL PUBLIC LICENSE")));
        PageFixture::show(dialog, dialog.size());
        auto* find = dialog.findChild<QLineEdit*>();
        QTest::keyClicks(find, QStringLiteral("somebody else"));
        QTest::keyClick(find, Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QCOMPARE(text->textCursor().selectedText(), QStringLiteral("somebody else"));
    }

    void showsOneMessageAtATime()
    {
        MessageBar bar;
        QVERIFY(!bar.isVisible());
        bar.show(MessageBar::Kind::error, QStringLiteral("first"));
        bar.show(MessageBar::Kind::warning, QStringLiteral("second"), QStringLiteral("Do it"));
        QVERIFY(bar.isVisible());
        QCOMPARE(bar.text(), QStringLiteral("second"));
        QCOMPARE(bar.severity(), QStringLiteral("warning"));
        bar.clear();
        QVERIFY(!bar.isVisible());
    }

    void writesNumbersForReading()
    {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(formatCount(607'700'000), QStringLiteral("607.7 M"));
        QCOMPARE(formatCount(512), QStringLiteral("512"));
        QCOMPARE(formatDuration(185), QStringLiteral("3:05 min"));
        QCOMPARE(formatDuration(-1), QStringLiteral("–"));
        QCOMPARE(formatNumber(std::nan("")), QStringLiteral("NaN"));
        QCOMPARE(shortPath(QDir::homePath() + QStringLiteral("/x")), QStringLiteral("~/x"));
    }

    void showsEveryCharacterOfAToolTip()
    {
        QCOMPARE(plainTip(QString()), QString());
        QCOMPARE(plainTip(QStringLiteral("two\nlines, 1 < 2")), QStringLiteral("two\nlines, 1 < 2"));
        for (const char* text : {"<img src='file:///dev/zero'>", "a <b>bold</b> &amp; word", "<!DOCTYPE html>\n  x"}) {
            const QString tip = plainTip(QLatin1StringView(text));
            QVERIFY(Qt::mightBeRichText(tip) && !tip.contains(QStringLiteral("<img")) && !tip.contains(QStringLiteral("<b>")));
            QTextDocument shown;
            shown.setHtml(tip);
            QCOMPARE(shown.toPlainText().simplified(), QString(QLatin1StringView(text)).simplified());
        }
    }

    void numbersNewRunFolders()
    {
        PageFixture fixture;
        fixture.settings.setValue(QStringLiteral("runs/roots"), QStringList{fixture.folder.path()});
        QCOMPARE(fixture.settings.newRunFolder(QStringLiteral("run")), fixture.folder.filePath(QStringLiteral("run-1")));
        QVERIFY(QDir(fixture.folder.path()).mkdir(QStringLiteral("run-1")));
        QCOMPARE(fixture.settings.newRunFolder(QStringLiteral("run")), fixture.folder.filePath(QStringLiteral("run-2")));
        for (int i = 0; i < 12; ++i)
            fixture.settings.addRecent(Settings::Recent::data, QString::number(i % 11));
        QCOMPARE(fixture.settings.recent(Settings::Recent::data).size(), 10);
        QCOMPARE(fixture.settings.recent(Settings::Recent::data).first(), QStringLiteral("0"));
    }
};

std::unique_ptr<QObject> makeShellTest()
{
    return std::make_unique<ShellTest>();
}

#include "shell_test.moc"
