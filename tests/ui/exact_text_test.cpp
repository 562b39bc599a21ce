#include <QClipboard>
#include <QJsonObject>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTextCursor>

#include <cstring>
#include <fstream>

#include "core/io/safetensors.h"
#include "page_fixture.h"
#include "ui/common/exact_text_edit.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/comparison_history.h"
#include "ui/compare/prompt_set.h"
#include "ui/compare/question_form.h"
#include "ui/data/data_page.h"
#include "ui/session/context_edit.h"
#include "ui/session/payload.h"

using namespace icf;
using namespace icf::ui;

namespace {

/// Every character that an editor likes to change, one of them at each end.
QString strangeText()
{
    return QStringLiteral("\uFEFF12\u00A0km\r\nline\rline\u2028line\u2029line\n\ttab\v\f\u0085 ")
        + QString(QChar(u'\0')) + QStringLiteral("\uFDD0\uFDD1\uFDD2\u240D\u2400\u2424\u206F \U0001F600 a\u0300\u200B\u202E") + QStringLiteral("\r");
}

void paste(QPlainTextEdit* editor, const QString& text)
{
    QApplication::clipboard()->setText(text);
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
}

} // namespace

/// What the model reads is what was pasted.
class ExactTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCharacterSurvivesPasteCutAndUndo()
    {
        ContextEdit box;
        PageFixture::show(box, QSize(600, 300));
        QPlainTextEdit* editor = box.editor();
        const QString text = strangeText();
        paste(editor, text);
        QCOMPARE(box.text(), text);
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(box.text(), QString());
        QCOMPARE(QApplication::clipboard()->text(), text);
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(box.text(), text);
        box.setText({});
        box.setText(text);
        QCOMPARE(box.text(), text);
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(box.text(), QString());
    }

    void anEditChangesNothingButWhatWasEdited()
    {
        ContextEdit box;
        PageFixture::show(box, QSize(600, 300));
        QPlainTextEdit* editor = box.editor();
        paste(editor, QStringLiteral("a\u00A0b\r\nc\u2028d\r\n"));
        editor->moveCursor(QTextCursor::Start);
        QTest::keyClicks(editor, QStringLiteral("X"));
        QCOMPARE(box.text(), QStringLiteral("Xa\u00A0b\r\nc\u2028d\r\n"));
        editor->moveCursor(QTextCursor::End);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(box.text(), QStringLiteral("Xa\u00A0b\r\nc\u2028d\r\n\n"));
        editor->moveCursor(QTextCursor::Start);
        QTest::keyClick(editor, Qt::Key_Delete);
        QCOMPARE(box.text(), QStringLiteral("a\u00A0b\r\nc\u2028d\r\n\n"));
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        paste(editor, QStringLiteral("\r\n"));
        QCOMPARE(box.text().count(QLatin1Char('\r')), 3);
    }

    void aTextPastTheThresholdIsPutTogetherExactly()
    {
        ContextEdit box;
        PageFixture::show(box, QSize(600, 300));
        QPlainTextEdit* editor = box.editor();
        const QString text = strangeText(), large = text.repeated(int(ContextEdit::kHeldCharacters / text.size()) + 1);
        paste(editor, text);
        editor->moveCursor(QTextCursor::Start);
        paste(editor, large);
        QVERIFY(box.held());
        QCOMPARE(box.text(), large + text);
        QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!box.held());
        QCOMPARE(box.text(), text);
    }

    void tokensAreThoseOfTheCommandLine()
    {
        PageFixture fixture;
        const std::string text = strangeText().remove(QChar(u'\0')).remove(QChar(0xFEFF)).toStdString();
        const std::string file = fixture.folder.filePath(QStringLiteral("text.txt")).toStdString();
        std::ofstream(file, std::ios::binary) << text;
        CompressOptions options;
        options.model.lm_path = fixture.services.demo.model.toStdString();
        options.model.icformer_path = fixture.services.demo.trained.toStdString();
        options.text_file = file;
        options.output_file = file + ".safetensors";
        CancelToken cancel;
        compressToFile(options, [](const std::string&) {}, cancel);
        const SafetensorsFile written(options.output_file);
        const TensorData* ids = written.find("input_ids");
        QVERIFY(ids);
        ContextEdit box;
        box.setText(exactText(text));
        ModelOptions model = options.model;
        const auto session = Session::open(model, cancel);
        const std::vector<std::int64_t> shown = session->tokenize(box.text().toStdString(), options.bos);
        QCOMPARE(ids->bytes.size(), shown.size() * sizeof(std::int64_t));
        QVERIFY(std::memcmp(ids->bytes.data(), shown.data(), ids->bytes.size()) == 0);
        ContextEdit loaded;
        loaded.loadFile(QString::fromStdString(file));
        QCOMPARE(loaded.text().toStdString(), text);
    }

    void aDraftAndTheHistoryComeBackExactly()
    {
        PageFixture fixture;
        const QString text = strangeText(), draft = fixture.settings.dataFolder() + QStringLiteral("/compare-draft.json");
        {
            QuestionForm form(fixture.services);
            form.setQuestion(text, text, text);
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(draft), kComputing);
        }
        const QuestionForm again(fixture.services);
        QCOMPARE(again.context(), text);
        QCOMPARE(again.prompt(), text);
        QCOMPARE(again.reference(), text);

        Comparison comparison;
        comparison.context = comparison.prompt = comparison.reference = text;
        comparison.columns = {{{ContextMode::full, false}, {}, text, {}, GenerationReport{}}};
        const QString file = fixture.folder.filePath(QStringLiteral("history.jsonl"));
        QCOMPARE(ComparisonHistory(file).add(comparison), QString());
        ComparisonHistory history(file);
        QCOMPARE(history.load(), 0);
        QCOMPARE(history.at(0).context, text);
        QCOMPARE(history.at(0).prompt, text);
        QCOMPARE(history.at(0).reference, text);
        QCOMPARE(history.at(0).columns[0].text, text);
        // A file that an editor put its mark before is read as before.
        QCOMPARE(exactJson("\xEF\xBB\xBF{\"a\": \"b\"}").object().value(QLatin1StringView("a")).toString(), QStringLiteral("b"));
    }

    void aRowSentFromDataIsAskedExactly()
    {
        PageFixture fixture;
        const QString path = fixture.folder.filePath(QStringLiteral("rows.jsonl"));
        std::ofstream(path.toStdString()) << R"({"input": "\ufeff12\u00a0km\r\na\u2028b\u2029c\u0000d", "prompt": "How\u00a0far?\r\nSay.", "answer": "12\r\nkm"})" << '\n';
        const QString context = QStringLiteral("\uFEFF12\u00A0km\r\na\u2028b\u2029c") + QChar(u'\0') + QStringLiteral("d");
        DataPage data(fixture.services, fixture.session);
        ComparePage compare(fixture.services, fixture.session);
        PageFixture::show(data);
        connect(&data, &Page::openRequested, &compare, [&compare](const QString&, const QVariantMap& payload) { compare.receive(payload); });
        data.receive({{payload::kDataPath, path}});
        auto* send = PageFixture::child<QPushButton>(data, "sendToCompare");
        QTRY_VERIFY_WITH_TIMEOUT(send->isEnabled(), kComputing);
        QTest::mouseClick(send, Qt::LeftButton);
        const auto* form = compare.findChild<QuestionForm*>();
        QCOMPARE(form->context(), context);
        QCOMPARE(form->prompt(), QStringLiteral("How\u00A0far?\r\nSay."));
        QCOMPARE(form->reference(), QStringLiteral("12\r\nkm"));
        QTest::keyClicks(form->referenceEdit(), QStringLiteral("!"));
        QVERIFY(form->reference().endsWith(QLatin1Char('!')));
        const std::vector<PromptItem> set = readPromptSet(path, {});
        QCOMPARE(set.front().context, context);
        QCOMPARE(set.front().prompt, form->prompt());
    }
};

std::unique_ptr<QObject> makeExactTextTest()
{
    return std::make_unique<ExactTextTest>();
}

#include "exact_text_test.moc"
