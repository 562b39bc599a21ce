#include <QTest>
#include <torch/types.h>

#include <algorithm>
#include <limits>

#include "core/facts/prompt_choice.h"
#include "tests/core/messages.h"
#include "tests/core/open_trainer.h"

using namespace icf;
using namespace icf::test;

/// What a run would read first, against what training assembles.
class FirstBatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPartIsWhatTrainingAssembles_data()
    {
        QTest::addColumn<QString>("task");
        QTest::addColumn<bool>("chunks");
        for (const char* task : {"pretrain", "finetune"})
            for (const bool chunks : {false, true})
                QTest::addRow("%s%s", task, chunks ? ", in chunks" : "") << QString::fromLatin1(task) << chunks;
    }
    void everyPartIsWhatTrainingAssembles()
    {
        QFETCH(QString, task);
        QFETCH(bool, chunks);
        QTemporaryDir folder;
        TrainOptions options = tinyRun(task.toStdString(), folder, "run");
        options.loop.batch_size = options.loop.gradient_accumulation = 4;
        options.loop.max_label_len = 5;
        options.compression.use_chunk = chunks;
        options.compression.max_chunk_len = 10;
        CancelToken cancel;
        const FirstBatch batch = firstBatch(options, cancel);
        QCOMPARE(batch.rows.size(), std::size_t(4));

        OpenModels models = openModels(options.model);
        models.askWith(choosePromptTemplate(options.model));
        const auto data = DataSet::open(options.data_path, dataKindOf(options.task), false, cancel);
        SampleFeed feed(*data, *models.tokenizer, *models.layouts, {options.task, limitsOf(options), std::uint64_t(options.loop.seed), options.loop.shuffle});
        const std::vector<TrainingSample> samples = feed.take(0, 0, 4, 0);
        std::vector<TokenSpan> contexts;
        for (const TrainingSample& sample : samples)
            contexts.push_back(sample.context);
        const DigestBatch digests = models.compressor->compress(*models.lm, contexts, options.compression, false, at::kFloat);
        const VectorRows marker = options.task == TrainingTask::finetune ? models.compressor->ft() : models.compressor->ae();
        std::vector<Layout> layouts;
        for (std::size_t i = 0; i < samples.size(); ++i)
            layouts.push_back(trainingLayout(*models.layouts, options.task, samples[i], digests.rows(i), marker));
        const LayoutBatch assembled = assemble(*models.lm, layouts, PadSide::right);
        std::vector<std::int64_t> labels;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const BatchRow& row = batch.rows[i];
            QCOMPARE(row.line, samples[i].line);
            QCOMPARE(row.digests, digests.counts[i]);
            QCOMPARE(row.context.tokens, std::int64_t(samples[i].context.size()));
            QCOMPARE(row.parts.size(), layouts[i].segments.size());
            for (std::size_t k = 0; k < row.parts.size(); ++k) {
                QCOMPARE(row.parts[k].role, layouts[i].segments[k].role);
                QCOMPARE(row.parts[k].ids, layouts[i].segments[k].ids);
                QCOMPARE(row.parts[k].length(), layouts[i].segments[k].length());
            }
            QCOMPARE(row.labels(), assembled.labelCounts[i]);
            labels.insert(labels.end(), row.parts.back().ids.begin(), row.parts.back().ids.end());
        }
        QCOMPARE(batch.longest(), assembled.embeds.size(1));
        QCOMPARE(batch.labels(), std::int64_t(labels.size()));
        QVERIFY(at::equal(assembled.labels, at::tensor(labels)));
        const Objective objective(*models.lm, *models.compressor, *models.layouts, {options.task, options.compression, false, 1, at::kFloat});
        QCOMPARE(objective.losses(samples).counts, assembled.labelCounts);
    }

    void theRowsAreThoseOfTheFirstStep()
    {
        OpenTrainer trainer;
        trainer.options.loop.shuffle = true;
        trainer.options.loop.batch_size = trainer.options.loop.gradient_accumulation = 5;
        trainer.options.loop.steps = 1;
        trainer.options.loop.seed = 1;
        trainer.options.loop.max_label_len = 100;
        CancelToken cancel;
        std::string lines;
        for (const BatchRow& row : firstBatch(trainer.options, cancel).rows)
            lines += (lines.empty() ? "" : ", ") + std::to_string(row.line);
        QVERIFY(lines != "1, 2, 3, 4, 5");
        // A step that is given up says which lines it was made of.
        Watcher watcher;
        trainer.run(watcher, {}, [&](std::int64_t) { trainer.parameters.front().tensor.mutable_grad().fill_(std::numeric_limits<float>::quiet_NaN()); });
        QVERIFY2(std::ranges::any_of(watcher.messages, [&](const std::string& text) { return contains(text, "(data lines " + lines + ")"); }),
                 watcher.messages.empty() ? "" : watcher.messages.front().c_str());
    }

    void aResumedRunGoesOnWhereItStopped()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        options.loop.shuffle = true;
        options.loop.batch_size = 2;
        options.loop.gradient_accumulation = 8;
        options.loop.max_epoch = 2;
        CancelToken cancel;
        const auto lines = [&](const BatchPlace& from) {
            std::vector<std::int64_t> found;
            for (const BatchRow& row : firstBatch(options, cancel, from).rows)
                found.push_back(row.line);
            return found;
        };
        const std::vector<std::int64_t> first = lines({}), next = lines({.sample = 2});
        options.loop.batch_size = 4;
        std::vector<std::int64_t> both = first;
        both.insert(both.end(), next.begin(), next.end());
        QCOMPARE(lines({}), both);
        // Another epoch has another order, also where the first one has just ended; then there is nothing.
        const std::int64_t size = firstBatch(options, cancel).samplesPerEpoch;
        QVERIFY(lines({.epoch = 1}) != both);
        QCOMPARE(lines({.sample = size}), lines({.epoch = 1}));
        QVERIFY(contains(messageOf([&] { lines({.epoch = 1, .sample = size}); }), "all of its epochs"));
    }

    void severalProcessesShareTheRows()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        options.loop.batch_size = 2;
        options.loop.gradient_accumulation = 12;
        CancelToken cancel;
        const FirstBatch batch = firstBatch(options, cancel, {.sample = 6, .processes = 3});
        // A step that was under way is done whole.
        QCOMPARE(batch.place.sample, std::int64_t(0));
        QCOMPARE(batch.rows.size(), std::size_t(6));
        QCOMPARE(batch.processOf(4), std::int64_t(1));
        // Each pads its own rows.
        std::int64_t read = 0, padded = 0;
        for (std::int64_t process = 0; process < 3; ++process) {
            const std::int64_t a = batch.rows[std::size_t(process)].length(), b = batch.rows[std::size_t(process) + 3].length();
            QCOMPARE(batch.longest(process), std::max(a, b));
            read += a + b;
            padded += 2 * std::max(a, b);
        }
        QCOMPARE(batch.padding(), 1 - double(read) / double(padded));
    }

    void whatTheLimitsCutIsThere()
    {
        QTemporaryDir folder;
        for (const char* task : {"pretrain", "finetune"}) {
            TrainOptions options = tinyRun(task, folder, "run");
            options.loop.batch_size = options.loop.gradient_accumulation = 8;
            options.compression.max_seq_len = 9;
            options.loop.max_label_len = 2;
            TrainOptions whole = options;
            whole.compression.max_seq_len = whole.loop.max_label_len = 100'000;
            CancelToken cancel;
            const FirstBatch cut = firstBatch(options, cancel), uncut = firstBatch(whole, cancel);
            const auto tokenizer = Tokenizer::open(options.model.lm_path);
            bool before = false, after = false;
            for (std::size_t i = 0; i < cut.rows.size(); ++i) {
                const ReadText &context = cut.rows[i].context, &all = uncut.rows[i].context;
                QCOMPARE(all.cutBefore + all.cutAfter, std::int64_t(0));
                QCOMPARE(context.cutBefore + context.tokens + context.cutAfter, all.tokens);
                QVERIFY(context.tokens <= 9);
                QCOMPARE(context.textAfter.empty(), context.cutAfter == 0);
                before = before || context.cutBefore > 0;
                after = after || context.cutAfter > 0;
                if (options.task == TrainingTask::finetune) {
                    const ReadText &answer = cut.rows[i].answer, &wholeAnswer = uncut.rows[i].answer;
                    QCOMPARE(answer.tokens + answer.cutAfter, wholeAnswer.tokens);
                    QCOMPARE(cut.rows[i].labels(), answer.tokens + 1);
                    QCOMPARE(cut.rows[i].prompt.cutAfter, std::int64_t(0));
                }
            }
            // Pre-training draws windows; everything else takes the first tokens.
            QCOMPARE(before, options.task == TrainingTask::pretrain);
            QVERIFY(after);
        }
    }

    void theBatchEndsWithTheStepAndTheData()
    {
        QTemporaryDir folder;
        TrainOptions options = tinyRun("finetune", folder, "run");
        CancelToken cancel;
        const auto rows = [&](std::int64_t batch, std::int64_t accumulation, std::int64_t interval) {
            options.loop.batch_size = batch;
            options.loop.gradient_accumulation = accumulation;
            options.checkpoint.save_interval = interval;
            return std::int64_t(firstBatch(options, cancel).rows.size());
        };
        QCOMPARE(rows(2, 3, 1000), std::int64_t(2));
        QCOMPARE(rows(7, 3, 1000), std::int64_t(3));
        QCOMPARE(rows(7, 5, 4), std::int64_t(4));
        QCOMPARE(rows(60'000, 60'000, 60'000), firstBatch(options, cancel).samplesPerEpoch);
    }

    void saysWhatIsWrongInOneLine()
    {
        QTemporaryDir folder;
        CancelToken cancel;
        const auto refused = [&](auto change) {
            TrainOptions options = tinyRun("finetune", folder, "run");
            change(options);
            return messageOf([&] { firstBatch(options, cancel); });
        };
        QVERIFY(contains(refused([](TrainOptions& o) { o.data_path = "/nowhere.jsonl"; }), "/nowhere.jsonl"));
        QVERIFY(contains(refused([](TrainOptions& o) { o.model.lm_path = "/nowhere"; }), "/nowhere"));
        QVERIFY(contains(refused([](TrainOptions& o) { o.compression.max_chunk_len = 0; }), "max_chunk_len"));
    }
};

QTEST_GUILESS_MAIN(FirstBatchTest)
#include "first_batch_test.moc"
