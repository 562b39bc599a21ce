#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QUndoStack>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

#include "core/bench/bench_options.h"
#include "core/options/option_tools.h"
#include "core/results/evaluate_options.h"
#include "page_fixture.h"
#include "ui/options/number_box.h"
#include "ui/options/option_form.h"

using namespace icf;
using namespace icf::ui;

/// The form made from the option declaration.
class OptionFormTest : public QObject {
    Q_OBJECT

    static TrainOptions unusualOptions()
    {
        TrainOptions options;
        options.task = TrainingTask::pretrain;
        options.data_path = "/data/ä b.jsonl";
        options.save_path = "/runs/x";
        options.model.lm_path = "/models/lm";
        options.model.icformer_path = "/models/icf";
        options.model.dtype = Dtype::bfloat16;
        options.model.weights = WeightFormat::int4;
        options.model.device = "cpu";
        options.model.threads = 3;
        options.model.deterministic = true;
        options.loop.gradient_checkpointing = true;
        options.model.prompt_template = "chatml";
        options.model.decode_int8 = true;
        options.compression.compressor = CompressorType::meanPooling;
        options.compression.num_hidden_layers = 5;
        options.compression.num_query_tokens = 64;
        options.compression.max_seq_len = 1024;
        options.compression.use_chunk = true;
        options.compression.max_chunk_len = 256;
        options.compression.encode = true;
        options.loop.seed = 9007199254740991;
        options.loop.shuffle = true;
        options.loop.lr = 3.0517578125e-5;
        options.loop.lr_schedule = Schedule::cosine;
        options.loop.warmup_steps = 17;
        options.loop.decay_fraction = 0.25;
        options.loop.max_epoch = 7;
        options.loop.steps = 1'000'000'000'000;
        options.loop.gradient_accumulation = 11;
        options.loop.batch_size = 13;
        options.loop.clip_grad = true;
        options.loop.max_norm = 0.1;
        options.loop.avg_level = Averaging::sentence;
        options.loop.alpha = 1.0 / 3;
        options.loop.strict = true;
        options.checkpoint = {123, true, true, 4, true};
        options.validation = {"/data/e.jsonl", 5, 6, 7, 8};
        options.sampling = {{0.7, 0.9, 40, 5}, 99};
        return options;
    }

    static void type(QWidget* field, const char* text)
    {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, QLatin1StringView(text));
    }

private Q_SLOTS:
    void roundTripsEveryField()
    {
        OptionForm form(describe<TrainOptions>());
        const TrainOptions options = unusualOptions();
        // Nothing may be left at its default, or a field that is not carried would go unnoticed.
        const OptionForm::Values wanted = optionValues(options), defaults = optionValues(TrainOptions());
        int same = 0;
        for (std::size_t i = 0; i < wanted.size(); ++i)
            same += wanted[i] == defaults[i];
        QCOMPARE(same, 1);  // max_label_len

        form.setValues(wanted, {});
        // Through the texts of the fields, not only through the stored values.
        for (const OptionDescription& option : describe<TrainOptions>()) {
            auto* field = form.findChild<QWidget*>(QString::fromStdString(std::string(option.field.key)));
            QVERIFY(field);
            if (auto* number = qobject_cast<NumberBox*>(field))
                QCOMPARE(number->number().has_value(), true);
        }
        TrainOptions back;
        assignOptions(back, form.values());
        QCOMPARE(QString::fromStdString(toJson(back).dump()), QString::fromStdString(toJson(options).dump()));
    }

    void saysWhatZeroMeansAndStillTakesTheNumber()
    {
        OptionForm form(describe<TrainOptions>());
        form.setAdvanced(true);
        form.show();
        auto* rows = form.findChild<NumberBox*>(QStringLiteral("eval_rows"));
        auto* patience = form.findChild<NumberBox*>(QStringLiteral("patience"));
        form.setValue(QStringLiteral("eval_rows"), std::int64_t(0));
        QCOMPARE(rows->text(), QStringLiteral("all"));
        QCOMPARE(patience->text(), QStringLiteral("never"));
        type(rows, "12");
        QCOMPARE(form.value(QStringLiteral("eval_rows")), OptionValue(std::int64_t(12)));
        type(rows, "0");
        QCOMPARE(form.value(QStringLiteral("eval_rows")), OptionValue(std::int64_t(0)));
        QTest::keyClick(rows, Qt::Key_Return);
        QCOMPARE(rows->text(), QStringLiteral("all"));
        type(rows, "ALL");
        QVERIFY(form.reasons().isEmpty());
        type(rows, "some");
        QCOMPARE(form.reasons().size(), 1);
    }

    void showsChoicesByTheNamesThatPeopleUse()
    {
        OptionForm form(describe<TrainOptions>());
        auto* compressor = form.findChild<QComboBox*>(QStringLiteral("compressor"));
        QVERIFY(compressor);
        QCOMPARE(compressor->itemText(1), QStringLiteral("In-Context Former"));
        QCOMPARE(compressor->itemText(2), QStringLiteral("Mean pooling"));
    }

    void disablesWhatMeanPoolingDoesNotUse()
    {
        OptionForm form(describe<TrainOptions>());
        form.show();
        const auto enabled = [&form](const char* key) { return form.findChild<QWidget*>(QLatin1StringView(key))->isEnabled(); };
        TrainOptions options;
        form.setUnused(withoutEffect(options));
        QVERIFY(enabled("num_hidden_layers") && enabled("num_query_tokens") && !enabled("max_norm"));
        options.compression.compressor = CompressorType::meanPooling;
        form.setUnused(withoutEffect(options));
        QVERIFY(!enabled("num_hidden_layers") && enabled("num_query_tokens"));
        // What is wrong can be mended.
        form.setProblems({{"num_hidden_layers", "must be at least 1"}}, {});
        QVERIFY(enabled("num_hidden_layers"));
    }

    void keepsNumbersExactWhenTheirTextIsRetyped()
    {
        NumberBox real(NumberBox::Kind::real, 0, 10);
        real.setNumber(3.0517578125e-5);
        QCOMPARE(real.number(), std::optional(3.0517578125e-5));
        NumberBox whole(NumberBox::Kind::whole, 0, 1e17);
        whole.setWholeNumber(9007199254740993);
        QCOMPARE(whole.wholeNumber(), std::optional<qint64>(9007199254740993));
    }

    void readsNumbersOfTheLocaleAndOfTheCLocale()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        NumberBox box(NumberBox::Kind::real, 0, 10);
        box.setNumber(0.001);
        auto* edit = box.findChild<QLineEdit*>();
        QCOMPARE(edit->text(), QStringLiteral("0,001"));
        for (const auto& [text, value] : {std::pair{"0,25", 0.25}, {"0.25", 0.25}, {"1e-4", 1e-4}}) {
            edit->setText(QLatin1StringView(text));
            QCOMPARE(box.number(), std::optional(value));
        }
        edit->setText(QStringLiteral("1.0.0"));
        QVERIFY(!box.number());
        QLocale::setDefault(before);
    }

    void typedValuesReachTheOptions()
    {
        OptionForm form(describe<TrainOptions>());
        form.show();
        type(form.findChild<QLineEdit*>(QStringLiteral("data_path")), "/tmp/x.jsonl");
        type(form.findChild<QWidget*>(QStringLiteral("lr")), "5e-3");
        QTest::keyClick(form.findChild<QCheckBox*>(QStringLiteral("shuffle")), Qt::Key_Space);
        form.findChild<QComboBox*>(QStringLiteral("task"))->setFocus();
        QTest::keyClick(form.findChild<QComboBox*>(QStringLiteral("task")), Qt::Key_Up);
        TrainOptions options;
        assignOptions(options, form.values());
        QCOMPARE(options.data_path, std::string("/tmp/x.jsonl"));
        QCOMPARE(options.loop.lr, 5e-3);
        QVERIFY(options.loop.shuffle);
        QCOMPARE(options.task, TrainingTask::pretrain);
    }

    void wordsOfAListAreCheckBoxesAndTheValueStaysACommaList()
    {
        OptionForm form(describe<EvaluateOptions>());
        PageFixture::show(form, QSize(360, 2000));
        const auto box = [&form](const char* name) { return PageFixture::child<QCheckBox>(form, name); };
        const auto click = [&](const char* name) { QTest::mouseClick(box(name), Qt::LeftButton, {}, QPoint(8, box(name)->height() / 2)); };
        const auto value = [&form](const char* key) { return QString::fromStdString(std::get<std::string>(form.value(QLatin1StringView(key)))); };
        QCOMPARE(box("systems.mean_pooled")->text(), QStringLiteral("Mean pooling"));
        QVERIFY(box("tasks.qa")->isChecked() && !box("tasks.cost")->isChecked());
        click("tasks.cost");
        QCOMPARE(value("tasks"), QStringLiteral("qa,cost"));
        // Where the declaration has it, whatever was clicked first.
        box("tasks.autoencode")->setFocus();
        QTest::keyClick(box("tasks.autoencode"), Qt::Key_Space);
        QCOMPARE(value("tasks"), QStringLiteral("qa,autoencode,cost"));
        click("tasks.qa");
        QCOMPARE(value("tasks"), QStringLiteral("autoencode,cost"));
        // Each click is a step.
        QTest::keyClick(box("tasks.qa"), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(value("tasks"), QStringLiteral("qa,autoencode,cost"));
        QVERIFY(box("tasks.qa")->isChecked());
        form.undoStack()->undo();
        form.undoStack()->undo();
        QCOMPARE(value("tasks"), QStringLiteral("qa"));
        QVERIFY(!box("tasks.cost")->isChecked());
    }

    void aWordThatNobodyKnowsIsShownAndKept()
    {
        OptionForm form(describe<BenchOptions>());
        PageFixture::show(form, QSize(360, 1500));
        form.setValue(QStringLiteral("works"), std::string("fly, decode,compress"));
        auto* fly = PageFixture::child<QCheckBox>(form, "works.fly");
        QTRY_VERIFY(fly->isVisible());
        QVERIFY(fly->isChecked());
        QCOMPARE(fly->text(), QStringLiteral("fly"));
        // As it was given until something is clicked; then the others keep their order.
        QCOMPARE(form.value(QStringLiteral("works")), OptionValue(std::string("fly, decode,compress")));
        auto* train = PageFixture::child<QCheckBox>(form, "works.train");
        QTest::mouseClick(train, Qt::LeftButton, {}, QPoint(8, train->height() / 2));
        QCOMPARE(form.value(QStringLiteral("works")), OptionValue(std::string("train,fly,decode,compress")));
        QTest::mouseClick(fly, Qt::LeftButton, {}, QPoint(8, fly->height() / 2));
        QCOMPARE(form.value(QStringLiteral("works")), OptionValue(std::string("train,decode,compress")));
        form.undoStack()->undo();
        QTRY_VERIFY(PageFixture::child<QCheckBox>(form, "works.fly")->isChecked());
        form.setValue(QStringLiteral("works"), std::string("compress"));
        QTRY_VERIFY(!form.findChild<QCheckBox*>(QStringLiteral("works.fly")));
        QVERIFY(form.reasons().isEmpty());
    }

    void aChoiceIsCalledByItsNameAndTheValueStaysTheWord()
    {
        OptionForm form(describe<TrainOptions>());
        PageFixture::show(form, QSize(360, 2000));
        auto* kind = form.findChild<QComboBox*>(QStringLiteral("compressor"));
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        QTest::keyClick(kind, Qt::Key_Down);
        QCOMPARE(kind->currentText(), QStringLiteral("Mean pooling"));
        QCOMPARE(form.value(QStringLiteral("compressor")), OptionValue(std::string("mean_pooling")));
    }

    void keepsTheLastGoodValueAndSaysWhatIsWrong()
    {
        OptionForm form(describe<TrainOptions>());
        form.show();
        auto* epochs = form.findChild<QWidget*>(QStringLiteral("max_epoch"));
        type(epochs, "three");
        QCOMPARE(form.reasons().size(), 1);
        QCOMPARE(std::get<std::int64_t>(form.value(QStringLiteral("max_epoch"))), std::int64_t(1));
        type(epochs, "0");
        QCOMPARE(form.reasons().size(), 1);
        type(epochs, "3");
        QCOMPARE(form.reasons().size(), 0);
        QCOMPARE(std::get<std::int64_t>(form.value(QStringLiteral("max_epoch"))), std::int64_t(3));
    }

    void undoesTypingOfOneFieldAsOneStep()
    {
        OptionForm form(describe<TrainOptions>());
        form.show();
        auto* data = form.findChild<QLineEdit*>(QStringLiteral("data_path"));
        const QString before = data->text();
        type(data, "abc");
        type(form.findChild<QWidget*>(QStringLiteral("seed")), "77");
        QCOMPARE(form.undoStack()->count(), 2);
        form.undoStack()->undo();
        QCOMPARE(std::get<std::int64_t>(form.value(QStringLiteral("seed"))), std::int64_t(42));
        QTest::keyClick(data, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(data->text(), before);
        form.undoStack()->redo();
        form.undoStack()->redo();
        QCOMPARE(data->text(), QStringLiteral("abc"));
        QCOMPARE(std::get<std::int64_t>(form.value(QStringLiteral("seed"))), std::int64_t(77));
    }

    void undoesAWholePresetAsOneStep()
    {
        OptionForm form(describe<TrainOptions>());
        const OptionForm::Values before = form.values();
        form.setValues(optionValues(unusualOptions()), QStringLiteral("preset"));
        QCOMPARE(form.undoStack()->count(), 1);
        form.undoStack()->undo();
        QVERIFY(form.values() == before);
    }

    void hidesAdvancedOptionsUntilAskedOrFoundOrWrong()
    {
        OptionForm form(describe<TrainOptions>());
        const int basic = form.visibleRows();
        form.setAdvanced(true);
        QCOMPARE(form.visibleRows(), int(describe<TrainOptions>().size()));
        QVERIFY(basic < form.visibleRows());
        form.setAdvanced(false);
        const std::vector<OptionDescription> options = describe<TrainOptions>();
        const auto hidden = std::ranges::find(options, Level::advanced, [](const OptionDescription& o) { return o.field.level; });
        const std::string key(hidden->field.key);
        form.setFilter(QString::fromStdString(key));
        QVERIFY(form.visibleRows() >= 1 && form.visibleRows() < 4);
        form.setFilter({});
        QCOMPARE(form.visibleRows(), basic);
        form.setProblems({{key, "wrong"}}, {});
        QCOMPARE(form.visibleRows(), basic + 1);
        QCOMPARE(form.reasons().size(), 1);
    }

    void whatIsWrongMovesNoRow()
    {
        OptionForm form(describe<TrainOptions>());
        PageFixture::show(form, form.sizeHint().expandedTo({400, 300}));
        QVERIFY(QTest::qWaitForWindowActive(&form));
        auto* lr = form.findChild<QWidget*>(QStringLiteral("lr"));
        const auto* next = form.findChild<QWidget*>(QStringLiteral("batch_size"));
        const auto* problem = form.findChild<QLabel*>(QStringLiteral("lrProblem"));
        const QPoint before = next->mapTo(&form, QPoint());
        const QSize size = form.sizeHint();
        form.setFocus();
        form.setProblems({{"lr", "must be at most 1"}}, {});
        QVERIFY(!problem->isVisible());
        lr->setFocus();
        QVERIFY(problem->isVisible() && problem->text().contains(QStringLiteral("at most 1")));
        const QRect field(lr->mapTo(&form, QPoint()), lr->size());
        QVERIFY(problem->geometry().top() > field.bottom() && problem->geometry().top() < field.bottom() + 10);
        QTest::qWait(1);
        QCOMPARE(next->mapTo(&form, QPoint()), before);
        QCOMPARE(form.sizeHint(), size);
        form.setProblems({}, {});
        QVERIFY(!problem->isVisible());
    }

    void showsOnlyWhatChanged()
    {
        OptionForm form(describe<TrainOptions>());
        form.setChangedOnly(true);
        QCOMPARE(form.visibleRows(), 0);
        form.setValue(QStringLiteral("seed"), std::int64_t(5));
        form.setValue(QStringLiteral("alpha"), 0.5);
        QCOMPARE(form.visibleRows(), 2);
    }

    void stepsTheLeadingDigitOfSmallNumbers()
    {
        NumberBox box(NumberBox::Kind::real, 0, 10);
        box.setNumber(1e-4);
        box.stepBy(1);
        QCOMPARE(box.number(), std::optional(2e-4));
        box.stepBy(-2);
        QCOMPARE(box.number(), std::optional(9e-5));
    }
};

std::unique_ptr<QObject> makeOptionFormTest()
{
    return std::make_unique<OptionFormTest>();
}

#include "option_form_test.moc"
