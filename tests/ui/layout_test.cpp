#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QTranslator>

#include "core/bench/bench_options.h"
#include "core/options/describe.h"
#include "core/results/evaluate_options.h"
#include "ui/common/elided_label.h"
#include "ui/compare/answer_column.h"
#include "ui/options/prompt_template_dialog.h"
#include "ui/plot/run_curves.h"
#include "ui/session/payload.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/report_dialog.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/train/config_panel.h"
#include "ui/train/live_panel.h"
#include "whole_window.h"

using namespace icf;
using namespace icf::ui;

namespace {

constexpr int kSettling = 2000; ///< Milliseconds.
const QChar kOpen(u'⟦'), kClose(u'⟧');

/// A language that no one speaks: every text in brackets, with accents, and a third longer, as translations are.  What comes without
/// brackets was never translated.
class PseudoLanguage : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override
    {
        QString text = QString::fromUtf8(source);
        const qsizetype letters = text.size();
        static constexpr char16_t kLetters[][2] = {{u'a', u'á'}, {u'e', u'ë'}, {u'i', u'ï'}, {u'o', u'ö'}, {u'u', u'ü'}};
        for (const auto& letter : kLetters)
            text.replace(QChar(letter[0]), QChar(letter[1]));
        return kOpen + text + QString(letters / 3, QLatin1Char('~')) + kClose;
    }
};

QString describe(const QWidget* widget, const QString& text)
{
    return QStringLiteral("%1 \"%2\" in %3: \"%4\"").arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName(),
        QLatin1StringView(widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "nothing"), text);
}

/// Values, not words: numbers with units, names of number formats and devices, choices of options as the command line takes them, keys,
/// paths, what the user typed.
bool isValue(const QString& text)
{
    static const QStringList values = [] {
        QStringList list{QStringLiteral("English"), QStringLiteral("Deutsch"), QStringLiteral("简体中文"), QStringLiteral("IC-Former Studio"),
            QStringLiteral("auto"), QStringLiteral("float32"), QStringLiteral("bfloat16"), QStringLiteral("float16"), QStringLiteral("cpu"),
            QStringLiteral("cuda"), QStringLiteral("mps"), QStringLiteral("theta 10000"),
            // A loss that is not finite: the training that the tests pretend has one every 97 steps.
            QStringLiteral("NaN")};
        for (const auto& options : {icf::describe<TrainOptions>(), icf::describe<EvaluateOptions>(), icf::describe<BenchOptions>()})
            for (const OptionDescription& option : options)
                for (const std::string_view choice : option.field.choices)
                    list << QString::fromUtf8(choice.data(), qsizetype(choice.size()));
        for (const PromptTemplate& known : PromptTemplate::known())
            list << QString::fromStdString(known.name);
        return list;
    }();
    static const QRegularExpression word(QStringLiteral("\\p{L}{3,}")), unit(QStringLiteral("^[\\d.,]+ [kMGTP]?FLOP$"));
    return text.contains(QLatin1Char('/')) || values.contains(text.trimmed()) || unit.match(text).hasMatch() || !word.match(text).hasMatch();
}

/// The texts that a widget shows or speaks.
QStringList textsOf(const QWidget* widget)
{
    QStringList texts{widget->toolTip(), widget->accessibleName(), widget->accessibleDescription(), widget->windowTitle()};
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        texts << button->text();
    if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
        texts << edit->placeholderText();
    if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget))
        texts << edit->placeholderText();
    if (const auto* box = qobject_cast<const QComboBox*>(widget); box && !box->isEditable())
        for (int i = 0; i < box->count(); ++i)
            texts << box->itemText(i);
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
        for (int i = 0; i < tabs->count(); ++i)
            texts << tabs->tabText(i);
    if (const auto* header = qobject_cast<const QHeaderView*>(widget); header && header->model() && header->orientation() == Qt::Horizontal)
        for (int i = 0; i < header->count(); ++i)
            texts << header->model()->headerData(i, Qt::Horizontal).toString();
    for (const QAction* action : widget->actions())
        texts << action->text();
    return texts;
}

/// What is cut off: labels and buttons that got less room than their text takes.
QStringList clippedIn(const QWidget& root)
{
    QStringList found;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&root) || widget->visibleRegion().isEmpty())
            continue;
        if (const auto* label = qobject_cast<const QLabel*>(widget); label && !qobject_cast<const ElidedLabel*>(label) && !label->text().isEmpty() && label->pixmap().isNull()) {
            const bool narrow = !label->wordWrap() && label->width() + 1 < label->sizeHint().width();
            const bool low = label->wordWrap() && label->height() + 2 < label->heightForWidth(label->width());
            if (narrow || low)
                found << describe(label, label->text());
        }
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget); button && !button->text().isEmpty()) {
            const auto* tool = qobject_cast<const QToolButton*>(button);
            const bool iconOnly = tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull();
            if (!iconOnly && button->width() + 1 < button->sizeHint().width())
                found << describe(button, button->text());
        }
        if (const auto* box = qobject_cast<const QComboBox*>(widget); box && !box->isEditable() && box->width() + 1 < box->minimumSizeHint().width())
            found << describe(box, box->currentText());
    }
    return found;
}

/// Pages with something on them: a run that trains, a row of a data set, a prompt set.
void fill(WholeWindow& whole)
{
    auto* train = whole.window->findChild<TrainPage*>();
    TrainOptions options = train->config()->options();
    options.save_path = whole.fixture.folder.filePath(QStringLiteral("runs/r1")).toStdString();
    train->config()->setOptions(options, {});
    QTest::mouseClick(train->config()->startButton(), Qt::LeftButton);
    whole.window->open(QStringLiteral("data"), {{payload::kDataPath, whole.fixture.services.demo.pwcTest}});
    whole.window->open(QStringLiteral("compare"), {{payload::kPromptSet, whole.fixture.services.demo.pwcTest}});
    QTRY_VERIFY_WITH_TIMEOUT(whole.window->findChild<QWidget*>(QStringLiteral("promptSet"))->isVisible(), kComputing);
    QTRY_VERIFY_WITH_TIMEOUT(whole.window->findChild<DataPage*>()->table()->model()->rowCount() > 0, kComputing);
    QTRY_VERIFY_WITH_TIMEOUT(train->live()->run() && train->live()->run()->size() > 20, kComputing);
}

} // namespace

/// Texts are translated, and there is room for them.
class LayoutTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTextIsTranslated()
    {
        PseudoLanguage pseudo;
        QCoreApplication::installTranslator(&pseudo);
        WholeWindow whole;
        PageFixture::show(*whole.window, QSize(1600, 1000));
        fill(whole);
        QStringList found;
        const auto look = [&found](const QWidget& root) {
            QList<const QWidget*> all{&root};
            for (const QWidget* widget : root.findChildren<QWidget*>())
                all << widget;
            for (const QWidget* widget : std::as_const(all)) {
                // What it holds belongs to the user, or is the value of a field.
                if (widget->inherits("QComboBoxPrivateContainer"))
                    continue;
                for (const QString& text : textsOf(widget))
                    if (!text.contains(kOpen) && !isValue(text) && !found.contains(describe(widget, text)))
                        found << describe(widget, text);
            }
        };
        for (Page* page : whole.window->pages()) {
            whole.window->showPage(page->objectName());
            QApplication::processEvents();
        }
        look(*whole.window);
        ShortcutsDialog shortcuts(whole.window.get());
        AboutDialog about;
        ReportDialog report(whole.fixture.services, whole.languages, whole.window->messages());
        PromptTemplateDialog promptTemplate({}, {}, {});
        for (const QDialog* dialog : std::initializer_list<const QDialog*>{&shortcuts, &about, &report, &promptTemplate})
            look(*dialog);
        whole.fixture.training.cancelAll();
        QTRY_COMPARE_WITH_TIMEOUT(whole.fixture.training.pending(), 0, kComputing);
        QCoreApplication::removeTranslator(&pseudo);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }

    void noTextIsCutOff_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("pseudo") << QStringLiteral("pseudo");
        for (const Languages::Language& language : Languages::all())
            QTest::newRow(qPrintable(language.code)) << language.code;
    }
    void noTextIsCutOff()
    {
        QFETCH(QString, language);
        PseudoLanguage pseudo;
        WholeWindow whole;
        if (language == QLatin1StringView("pseudo"))
            QCoreApplication::installTranslator(&pseudo);
        else
            whole.languages.use(language);
        // The size that the window has when it is first opened.
        PageFixture::show(*whole.window, QSize(1360, 860));
        fill(whole);
        QStringList found;
        for (Page* page : whole.window->pages()) {
            whole.window->showPage(page->objectName());
            QTest::qWait(50);
            // A page may still be filling; what is cut off stays so.
            QStringList clipped;
            (void)QTest::qWaitFor([&] { return (clipped = clippedIn(*page)).isEmpty(); }, kSettling);
            for (const QString& text : std::as_const(clipped))
                found << page->objectName() + QStringLiteral(": ") + text;
        }
        // A column with all its figures, from the least width that it has.
        for (const int width : {240, 280, 320, 360, 420}) {
            AnswerColumn column({ContextMode::compressed, false});
            ColumnResult result{column.kind(), {}, QStringLiteral("a b c d e"), {}, GenerationReport{}};
            result.report->tokensPerSecond = 1234;
            result.report->cacheBytes = 123'456'789;
            result.report->firstTokenSeconds = result.report->decodeSeconds = result.report->compressSeconds = 12.34;
            result.report->budget = {12, 4000, 16, 9};
            column.showResult(result);
            column.setScores(scoreText("a b c d e", "a b c d f"));
            PageFixture::show(column, QSize(width, 600));
            QTest::qWait(50);
            for (const QString& text : clippedIn(column))
                found << QStringLiteral("column of %1 pixels: ").arg(width) + text;
            QCOMPARE(column.width(), width);
        }
        ShortcutsDialog shortcuts(whole.window.get());
        AboutDialog about;
        ReportDialog report(whole.fixture.services, whole.languages, whole.window->messages());
        PromptTemplateDialog promptTemplate({}, {}, {});
        for (QDialog* dialog : std::initializer_list<QDialog*>{&shortcuts, &about, &report, &promptTemplate}) {
            PageFixture::show(*dialog, dialog->size());
            found << clippedIn(*dialog);
            dialog->close();
        }
        whole.fixture.training.cancelAll();
        QTRY_COMPARE_WITH_TIMEOUT(whole.fixture.training.pending(), 0, kComputing);
        QCoreApplication::removeTranslator(&pseudo);
        whole.languages.use(QStringLiteral("en"));
        QLocale::setDefault(QLocale::c());
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }
};

std::unique_ptr<QObject> makeLayoutTest()
{
    return std::make_unique<LayoutTest>();
}

#include "layout_test.moc"
