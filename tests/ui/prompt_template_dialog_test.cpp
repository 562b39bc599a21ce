#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QUndoStack>

#include <memory>

#include "core/options/run_options.h"
#include "core/text/prompt_template.h"
#include "page_fixture.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/save_file.h"
#include "ui/options/option_form.h"
#include "ui/options/prompt_template_dialog.h"

using namespace icf;
using namespace icf::ui;

/// "Edit…" beside the option prompt_template, and the dialog that it opens.
class PromptTemplateDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> fixture_;
    std::unique_ptr<OptionForm> form_;

    QString field() const { return QString::fromStdString(std::get<std::string>(form_->value(QStringLiteral("prompt_template")))); }
    void setField(const QString& value) { form_->setValue(QStringLiteral("prompt_template"), value.toStdString()); }
    static ExactTextEdit* box(QWidget& dialog, const char* name) { return PageFixture::child<ExactTextEdit>(dialog, name); }
    static QString message(QWidget& dialog) { return PageFixture::child<QLabel>(dialog, "templateMessage")->text(); }
    static void press(QWidget& dialog, const char* name) { QTest::mouseClick(PageFixture::child<QPushButton>(dialog, name), Qt::LeftButton); }
    /// Types at the end of a box.
    static void type(QWidget& dialog, const char* name, const QString& text)
    {
        ExactTextEdit* edit = box(dialog, name);
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(edit, text);
    }
    /// Presses "Edit…" and does something in the dialog; one that is still open then is cancelled.
    template <class Act> void edit(Act act)
    {
        bool acted = false;
        QTimer::singleShot(0, form_.get(), [&] {
            const QPointer<QWidget> dialog = QApplication::activeModalWidget();
            QVERIFY(qobject_cast<PromptTemplateDialog*>(dialog.get()));
            acted = true;
            act(*dialog);
            if (dialog && dialog->isVisible())
                static_cast<QDialog*>(dialog.get())->reject();
        });
        QTest::mouseClick(PageFixture::child<QPushButton>(*form_, "promptTemplateEdit"), Qt::LeftButton);
        QVERIFY(acted);
    }
    /// Presses "Save as…" and gives the file dialog a path.
    static void saveAs(QWidget& dialog, const QString& path)
    {
        QTimer::singleShot(0, &dialog, [&dialog, path] {
            auto* files = dialog.findChild<QFileDialog*>();
            QVERIFY(files);
            auto* name = files->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
            QVERIFY(name);
            // Typing would open the list of completions, which takes the next key.
            name->setText(path);
            QTest::mouseClick(files->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save), Qt::LeftButton);
            if (files->isVisible())
                files->reject();
        });
        press(dialog, "templateSaveAs");
    }
    QString filePath(const char* name) const { return fixture_->folder.filePath(QLatin1StringView(name)); }

private Q_SLOTS:
    void init()
    {
        fixture_ = std::make_unique<PageFixture>();
        form_ = std::make_unique<OptionForm>(describe<TrainOptions>());
        form_->setAdvanced(true);
        form_->setValue(QStringLiteral("lm_path"), PageFixture::demo().model.toStdString());
        form_->undoStack()->clear();
        PageFixture::show(*form_, QSize(360, 2000));
    }
    void cleanup()
    {
        form_.reset();
        fixture_.reset();
    }

    void aKnownTemplateIsChosenByItsName()
    {
        edit([](QWidget& dialog) {
            auto* list = PageFixture::child<QComboBox>(dialog, "templateBegin");
            const PromptTemplate own = templateOfModel(PageFixture::demo().model.toStdString());
            QCOMPARE(list->currentText(), QStringLiteral("The language model's: ") + QString::fromStdString(own.name));
            list->setFocus();
            while (list->currentText() != QStringLiteral("chatml")) {
                const int before = list->currentIndex();
                QTest::keyClick(list, Qt::Key_Down);
                QVERIFY(list->currentIndex() != before);
            }
            const PromptTemplate chatml = PromptTemplate::named("chatml");
            QCOMPARE(box(dialog, "templatePrefix")->text().toStdString(), chatml.prefix);
            QCOMPARE(box(dialog, "templateLead")->text().toStdString(), chatml.lead);
            QCOMPARE(box(dialog, "templatePostfix")->text().toStdString(), chatml.postfix);
            QCOMPARE(box(dialog, "templatePreview")->text().toStdString(),
                     "⟨bos⟩" + chatml.prefix + "⟨context⟩" + chatml.lead + "⟨question⟩" + chatml.postfix + "⟨answer⟩");
            press(dialog, "templateUse");
        });
        QCOMPARE(field(), QStringLiteral("chatml"));
        form_->undoStack()->undo();
        QCOMPARE(field(), QString());
    }

    void ownTextsAreSavedAsTheFileThatTheOptionReads()
    {
        setField(QStringLiteral("plain"));
        edit([this](QWidget& dialog) {
            auto* list = PageFixture::child<QComboBox>(dialog, "templateBegin");
            auto* use = PageFixture::child<QPushButton>(dialog, "templateUse");
            QCOMPARE(list->currentText(), QStringLiteral("plain"));
            QVERIFY(use->isEnabled());
            type(dialog, "templatePrefix", QStringLiteral("x"));
            // Texts of one's own have no name: they need a file.
            QCOMPARE(list->currentIndex(), -1);
            QVERIFY(!use->isEnabled() && !message(dialog).isEmpty());
            QTest::keyClick(box(dialog, "templatePrefix"), Qt::Key_Backspace);
            QCOMPARE(list->currentText(), QStringLiteral("plain"));
            QVERIFY(use->isEnabled() && message(dialog).isEmpty());
            // What a document cannot hold, and blanks at the end, are text too.
            box(dialog, "templateLead")->selectAll();
            QTest::keyClicks(box(dialog, "templateLead"), QStringLiteral("Q: "));
            box(dialog, "templatePostfix")->setText(QStringLiteral("\r\n\u00A0A:\n\n"));
            QTest::mouseClick(PageFixture::child<QCheckBox>(dialog, "templateBos"), Qt::LeftButton, {}, QPoint(8, 8));
            QCOMPARE(box(dialog, "templatePreview")->text(), QStringLiteral("Text:\n⟨context⟩Q: ⟨question⟩\r\n\u00A0A:\n\n⟨answer⟩"));
            saveAs(dialog, filePath("own"));
        });
        QCOMPARE(field(), filePath("own.json"));
        QCOMPARE(PromptTemplate::named(field().toStdString()), (PromptTemplate{"custom", false, "Text:\n", "Q: ", "\r\n\u00A0A:\n\n"}));
    }

    void aFileIsOpenedAndSavedOverItself()
    {
        const QString file = filePath("mine.json");
        writeWholeFile(file, R"({"prefix": "<", "lead": "|", "postfix": ">", "bos": false})");
        setField(file);
        edit([](QWidget& dialog) {
            auto* use = PageFixture::child<QPushButton>(dialog, "templateUse");
            QCOMPARE(PageFixture::child<QComboBox>(dialog, "templateBegin")->currentText(), QStringLiteral("mine.json"));
            QCOMPARE(box(dialog, "templatePreview")->text(), QStringLiteral("<⟨context⟩|⟨question⟩>⟨answer⟩"));
            QCOMPARE(use->text(), QStringLiteral("Use"));
            type(dialog, "templatePostfix", QStringLiteral(" so: "));
            QCOMPARE(use->text(), QStringLiteral("Save"));
            QTest::mouseClick(use, Qt::LeftButton);
        });
        QCOMPARE(field(), file);
        QCOMPARE(PromptTemplate::named(file.toStdString()), (PromptTemplate{"custom", false, "<", "|", "> so: "}));
    }

    void cancelChangesNothing()
    {
        const QString file = filePath("mine.json");
        const QByteArray before = R"({"prefix": "<", "lead": "|", "postfix": ">"})";
        writeWholeFile(file, before);
        setField(file);
        edit([](QWidget& dialog) {
            type(dialog, "templateLead", QStringLiteral("changed"));
            QTest::keyClick(&dialog, Qt::Key_Escape);
            QVERIFY(!dialog.isVisible());
        });
        QCOMPARE(field(), file);
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), before);
    }

    void aReplacedTextComesBackByUndo()
    {
        edit([](QWidget& dialog) {
            type(dialog, "templatePrefix", QStringLiteral("my words"));
            const QString mine = box(dialog, "templatePrefix")->text();
            auto* list = PageFixture::child<QComboBox>(dialog, "templateBegin");
            list->setFocus();
            QTest::keyClick(list, Qt::Key_End);
            QVERIFY(box(dialog, "templatePrefix")->text() != mine);
            QTest::keyClick(box(dialog, "templatePrefix"), Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(box(dialog, "templatePrefix")->text(), mine);
        });
    }

    void saysWhatIsWrongAndStaysOpen()
    {
        const QString broken = filePath("broken.json");
        writeWholeFile(broken, R"({"prefix": 1})");
        setField(broken);
        edit([](QWidget& dialog) {
            QVERIFY2(message(dialog).contains(QStringLiteral("broken.json")), qPrintable(message(dialog)));
            // It is not what "Save" would write over.
            type(dialog, "templateLead", QStringLiteral("x"));
            QVERIFY(!PageFixture::child<QPushButton>(dialog, "templateUse")->isEnabled());
        });
        QCOMPARE(field(), broken);

        QVERIFY(QDir(fixture_->folder.path()).mkdir(QStringLiteral("gone")));
        const QString file = filePath("gone/mine.json");
        writeWholeFile(file, R"({"prefix": "<", "lead": "|", "postfix": ">"})");
        setField(file);
        edit([this](QWidget& dialog) {
            QVERIFY(QDir(filePath("gone")).removeRecursively());
            type(dialog, "templateLead", QStringLiteral("x"));
            press(dialog, "templateUse");
            QVERIFY(dialog.isVisible());
            QVERIFY2(message(dialog).contains(QStringLiteral("mine.json")), qPrintable(message(dialog)));
            QCOMPARE(box(dialog, "templateLead")->text(), QStringLiteral("|x"));
        });
        QCOMPARE(field(), file);
    }
};

std::unique_ptr<QObject> makePromptTemplateDialogTest()
{
    return std::make_unique<PromptTemplateDialogTest>();
}

#include "prompt_template_dialog_test.moc"
