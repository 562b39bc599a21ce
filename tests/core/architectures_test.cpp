#include <QTest>
#include <torch/types.h>

#include <filesystem>

#include "core/compressor/icformer.h"
#include "core/io/safetensors.h"
#include "core/lm/language_model.h"
#include "core/lm/token_decoder.h"
#include "core/nn/tensor_io.h"
#include "tests/support/cuda_on_cpu.h"
#include "tests/support/golden_models.h"

using namespace icf;
using namespace icf::test;

namespace {

constexpr double kTolerance = 1e-4;
constexpr std::int64_t kShort = 15;  ///< SHORT of tests/golden_models/make_models.py

std::string folderOf(const std::string& name) { return std::string(ICF_TEST_DATA "/golden_models/") + name; }

/// A tiny model and what transformers computed with it.
struct Case {
    explicit Case(const std::string& name)
        : lm(LanguageModel::load(folderOf(name), at::kFloat, at::kCPU)), expected(folderOf(name) + "/expected.safetensors")
    {
        const at::Tensor all = of("ids").contiguous();
        ids.assign(all.const_data_ptr<std::int64_t>(), all.const_data_ptr<std::int64_t>() + all.numel());
    }
    at::Tensor of(const std::string& quantity) const { return viewTensor(*expected.find(quantity)); }
    at::Tensor embeds() const { return lm->embed(ids).unsqueeze(0); }
    at::Tensor logitsOf(const at::Tensor& hidden) const { return lm->logits(hidden.reshape({-1, hidden.size(-1)})); }
    /// All ids, and the first kShort of them with padding in front: [2, length, hidden].
    at::Tensor paddedEmbeds() const
    {
        const at::Tensor full = embeds()[0];
        return at::stack({full, at::cat({at::zeros({length() - kShort, full.size(1)}), full.narrow(0, 0, kShort)})});
    }
    std::int64_t length() const { return std::int64_t(ids.size()); }

    std::unique_ptr<LanguageModel> lm;
    SafetensorsFile expected;
    std::vector<std::int64_t> ids;
};

void compare(const at::Tensor& ours, const at::Tensor& theirs)
{
    QCOMPARE(ours.sizes().vec(), theirs.sizes().vec());
    const double difference = largestDifference(ours, theirs);
    QVERIFY2(difference <= kTolerance, qPrintable(QString::number(difference)));
}

} // namespace

/// Every architecture, rotary variant and head layout against transformers, along every way through the decoder.
class ArchitecturesTest : public QObject {
    Q_OBJECT

private:
    const std::unique_ptr<cuda_on_cpu::Emulation> emulation_ = cuda_on_cpu::emulationOfTheEnvironment();

    static void eachCase()
    {
        QTest::addColumn<QString>("name");
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folderOf("")))
            if (entry.is_directory())
                names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        QVERIFY(names.size() >= 16);
        for (const std::string& name : names)
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    static Case current()
    {
        QFETCH(QString, name);
        return Case(name.toStdString());
    }

private Q_SLOTS:
    void aWholePromptHasTheLogitsOfTransformers_data() { eachCase(); }
    void aWholePromptHasTheLogitsOfTransformers()
    {
        at::NoGradGuard noGrad;
        const Case model = current();
        compare(model.logitsOf(model.lm->hiddenStates(model.embeds())), model.of("logits"));
    }

    void piecesAfterACacheHaveThem_data() { eachCase(); }
    void piecesAfterACacheHaveThem()
    {
        at::NoGradGuard noGrad;
        const Case model = current();
        if (model.lm->config().rotary.scaling == RotaryScaling::dynamicNtk)
            return;  // There the angles of a piece depend on how much has been read.
        KvCache cache = model.lm->makeCache(1, model.length());
        std::vector<at::Tensor> parts;
        std::int64_t start = 0;
        for (const std::int64_t count : {5, 1, 11, 7}) {
            parts.push_back(model.logitsOf(model.lm->hiddenStates(model.embeds().narrow(1, start, count), &cache)));
            start += count;
        }
        QCOMPARE(start, model.length());
        compare(at::cat(parts), model.of("logits"));
    }

    void blocksOfALongPromptHaveThem_data() { eachCase(); }
    void blocksOfALongPromptHaveThem()
    {
        at::NoGradGuard noGrad;
        const Case model = current();
        model.lm->setBlockWork(1);
        std::int64_t told = 0;
        const PartDone count = [&](double) { ++told; };
        compare(model.logitsOf(model.lm->readAll(model.embeds(), count)), model.of("logits"));
        QVERIFY(told >= 2 * model.lm->config().layers);  // More blocks than one.
        KvCache cache = model.lm->makeCache(1, model.length());
        compare(model.logitsOf(model.lm->readToLast(model.embeds(), cache, {}, {})), model.of("logits").narrow(0, model.length() - 1, 1));
    }

    void aLeftPaddedBatchHasTheLogitsOfTransformers_data() { eachCase(); }
    void aLeftPaddedBatchHasTheLogitsOfTransformers()
    {
        at::NoGradGuard noGrad;
        const Case model = current();
        const at::Tensor both = model.logitsOf(model.lm->lastHiddenStates(model.paddedEmbeds(), nullptr, {0, model.length() - kShort}));
        if (model.expected.find("padded"))
            compare(both, model.of("padded"));
        else  // The row alone, as in reference.md for dynamic rotary scaling.
            compare(both[1], model.logitsOf(model.lm->lastHiddenStates(model.embeds().narrow(1, 0, kShort)))[0]);
    }

    void decodingGivesTheGreedyIdsOfTransformers_data() { eachCase(); }
    void decodingGivesTheGreedyIdsOfTransformers()
    {
        at::NoGradGuard noGrad;
        const Case model = current();
        const at::Tensor greedy = model.of("greedy").contiguous();
        const std::int64_t count = greedy.numel(), room = model.length() + count;
        // Of one row by the fast path and by the plain one, and after a left-padded row beside it.
        TokenDecoder one(*model.lm, 1), two(*model.lm, 2);
        const std::vector<std::int64_t> padding{0, model.length() - kShort};
        KvCache alone = model.lm->makeCache(1, room), plain = model.lm->makeCache(1, room), beside = model.lm->makeCache(2, room);
        KvCache plainBeside = model.lm->makeCache(2, room);
        at::Tensor next = model.logitsOf(model.lm->lastHiddenStates(model.embeds(), &alone));
        model.lm->lastHiddenStates(model.embeds(), &plain);
        model.lm->lastHiddenStates(model.paddedEmbeds(), &beside, padding);
        model.lm->lastHiddenStates(model.paddedEmbeds(), &plainBeside, padding);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t id = next.argmax(-1).item<std::int64_t>();
            QCOMPARE(id, greedy[i].item<std::int64_t>());
            next = one.step({id}, alone, {}).clone();
            compare(next, model.logitsOf(model.lm->hiddenStates(model.lm->embed({id}).unsqueeze(0), &plain)));
            const at::Tensor together = two.step({id, id}, beside, padding).clone();
            compare(together[0], next[0]);
            const at::Tensor ids = at::full({2, 1}, id, at::kLong);
            compare(together, model.logitsOf(model.lm->hiddenStates(model.lm->embed(ids), &plainBeside, padding)));
        }
    }

    void gradientsOfTheEmbeddingsAreThoseOfTransformers_data() { eachCase(); }
    void gradientsOfTheEmbeddingsAreThoseOfTransformers()
    {
        const Case model = current();
        const at::Tensor embeds = model.embeds().requires_grad_(true);
        const at::Tensor scores = model.logitsOf(model.lm->hiddenStates(embeds)).narrow(0, 0, model.length() - 1);
        at::cross_entropy_loss(scores, model.of("ids").narrow(0, 1, model.length() - 1)).backward();
        compare(embeds.grad()[0], model.of("gradient"));
    }

    void aCompressorOfItsSizeTrainsThroughIt_data() { eachCase(); }
    void aCompressorOfItsSizeTrainsThroughIt()
    {
        const Case model = current();
        const auto made = makeCompressor(*CompressorConfig::forModel(model.lm->config(), {.digests = 2, .layers = 1}), 1);
        Compressor& compressor = *made;
        const at::Tensor trained = compressor.vectors().front().tensor;
        trained.requires_grad_(true);
        const auto loss = [&] {
            const at::Tensor digests = compressor.compress(*model.lm, {model.ids}, {false, 0}, false, at::kFloat)[0];
            const at::Tensor row = at::cat({digests.unsqueeze(0), model.embeds()}, 1);
            const at::Tensor scores = model.logitsOf(model.lm->hiddenStates(row)).narrow(0, digests.size(0) - 1, model.length());
            return at::cross_entropy_loss(scores, model.of("ids"));
        };
        const at::Tensor first = loss();
        first.backward();
        QVERIFY(trained.grad().defined() && trained.grad().isfinite().all().item<bool>());
        QVERIFY(trained.grad().abs().max().item<double>() > 0);
        {
            at::NoGradGuard noGrad;
            trained.sub_(trained.grad() * (0.01 / trained.grad().norm()));
            QVERIFY(loss().item<double>() < first.item<double>());
        }
    }

    void bfloat16StaysWithinItsRounding_data() { eachCase(); }
    void bfloat16StaysWithinItsRounding()
    {
        at::NoGradGuard noGrad;
        const Case exact = current();
        QFETCH(QString, name);
        const auto rounded = LanguageModel::load(folderOf(name.toStdString()), at::kBFloat16, at::kCPU);
        const at::Tensor wanted = exact.of("logits");
        const at::Tensor logits = rounded->logits(rounded->hiddenStates(exact.embeds())[0]);
        // A few of bfloat16's 8 bits are lost in a few layers; another window, angle or norm makes a difference of the logits' own size.
        const double difference = (logits - wanted).norm().item<double>() / wanted.norm().item<double>();
        QVERIFY2(difference < 0.05, qPrintable(QString::number(difference)));
    }
};

QTEST_GUILESS_MAIN(ArchitecturesTest)
#include "architectures_test.moc"
