#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include "core/bench/bench_options.h"
#include "core/options/describe.h"
#include "core/results/evaluate_options.h"
#include "ui/common/engine_text.h"

using namespace icf;
using namespace icf::ui;

namespace {

/// A text of the studio as its translators know it.
struct Message {
    QString context, source;
    QStringList translations; ///< Several where it has plural forms.
};

QString pathOf(const QString& language)
{
    return QStringLiteral(ICF_TEST_DATA "/../translations/icformer-studio_%1.ts").arg(language);
}

/// All texts of a language.  Every text of the window is among them (LayoutTest::everyTextIsTranslated).
QList<Message> messagesOf(const QString& language)
{
    QFile file(pathOf(language));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1StringView("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1StringView("source"))
            messages.append({context, xml.readElementText(), {}});
        else if (xml.name() == QLatin1StringView("translation"))
            messages.last().translations << xml.readElementText(QXmlStreamReader::IncludeChildElements);
    }
    return messages;
}

} // namespace

/// The words that the studio uses: those that people know, and none of the command line.
class WordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oldWordsAreGone_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("now");
        const auto word = [](const char* old, const char* now) { QTest::newRow(old) << QString::fromUtf8(old) << QString::fromUtf8(now); };
        word("\\brarest\\b", "Ignore outliers");
        word("As the desktop", "Follow system");
        word("Look again", "Rescan");
        word("Go on with the unfinished", "Resume this run");
        word("is no number", "is not finite");
        word("Falling part", "Decay fraction");
        word("samples at a time", "Micro-batch size");
        word("Samples per step", "Batch size per step");
        word("Refuse bad", "Stop at invalid rows");
        word("Decode in 8 bits", "8-bit decoding");
        word("Cut at the longest", "Stopped at the 256-token limit");
        word("What it looks like", "Detect automatically");
        word("Both alike", "said plainly");
        word("Scale each digest", "Normalize each row");
        word("\\bdistinct\\b", "Different tokens");
        word("param\\.pt (holds|has)", "said plainly: fine-tuned or not");
        word("Dropped:", "Left out:");
    }
    void oldWordsAreGone()
    {
        QFETCH(QString, word);
        QFETCH(QString, now);
        const QList<Message> messages = messagesOf(QStringLiteral("de"));
        QVERIFY(messages.size() > 1000);
        const QRegularExpression old(word, QRegularExpression::CaseInsensitiveOption);
        QStringList found;
        for (const Message& message : messages)
            if (old.match(message.source).hasMatch())
                found << message.context + QStringLiteral(": ") + message.source;
        QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("say \"%1\":\n").arg(now) + found.join(QLatin1Char('\n'))));
    }

    void germanUsesTheWordsOfItsUsers_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("german");
        QTest::newRow("export") << QStringLiteral("^Export") << QStringLiteral("exportieren");
        QTest::newRow("answers") << QStringLiteral("^Held-out answers") << QStringLiteral("Antworten auf Testfragen");
        QTest::newRow("loss") << QStringLiteral("\\bloss\\b") << QStringLiteral("Loss");
        QTest::newRow("stop") << QStringLiteral("^(Stop|Stopped|Stopping)\\b(?! after| early)") << QStringLiteral("stopp");
    }
    void germanUsesTheWordsOfItsUsers()
    {
        QFETCH(QString, source);
        QFETCH(QString, german);
        QStringList found;
        int seen = 0;
        for (const Message& message : messagesOf(QStringLiteral("de"))) {
            if (!QRegularExpression(source, QRegularExpression::CaseInsensitiveOption).match(message.source).hasMatch())
                continue;
            ++seen;
            for (const QString& translation : message.translations)
                if (!translation.contains(german, Qt::CaseInsensitive))
                    found << message.source + QStringLiteral(": ") + translation;
        }
        QVERIFY(seen > 0);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }

    void noWindowSpeaksTheCommandLine()
    {
        QStringList keys;
        for (const auto& options : {icf::describe<TrainOptions>(), icf::describe<EvaluateOptions>(), icf::describe<BenchOptions>()})
            for (const OptionDescription& option : options)
                keys << QString::fromUtf8(option.field.key.data(), qsizetype(option.field.key.size()));
        static const QRegularExpression option(QStringLiteral("(?<![\\w-])--([a-z][a-z0-9_]*)"));
        // What is to be typed in a terminal once, in words that say so.
        static const QStringList commands{QStringLiteral("./run --cuda")};
        QStringList found;
        for (const char* language : {"de", "zh_CN"}) {
            for (const Message& message : messagesOf(QLatin1StringView(language))) {
                for (QString text : QStringList{message.source} + message.translations) {
                    if (message.context == QLatin1StringView("Engine"))
                        text = engineText(text.toStdString());
                    for (const QString& command : commands)
                        text.remove(command);
                    for (const QRegularExpressionMatch& match : option.globalMatch(text))
                        // Messages of commands that the window has no form for keep their options.
                        if (message.context != QLatin1StringView("Engine") || keys.contains(match.captured(1)))
                            found << message.context + QStringLiteral(": ") + text;
                }
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(WordsTest)

#include "words_test.moc"
