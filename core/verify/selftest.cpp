#include "core/verify/selftest.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/base/stopwatch.h"
#include "core/base/temporary_folder.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/io/safetensors.h"
#include "core/metrics/metrics.h"
#include "core/models/models.h"
#include "core/options/presets.h"
#include "core/run/machine.h"
#include "core/run/run_folder.h"

namespace icf {
namespace {

constexpr std::int64_t kSteps = 2;
/// Of these first held-out rows the full text answers every one; see the demo's README.
constexpr std::int64_t kQuestions = 4;

void require(bool holds, const std::string& otherwise)
{
    if (!holds)
        throw Failure("selftest", otherwise);
}


class Ignore : public TokenSink {
public:
    void onToken(std::int64_t, const std::string&) override {}
};

/// The steps in order; each returns its note and throws when something is not as it must be.
class Selftest {
public:
    Selftest(const std::string& demo, const SelftestPlace& place, CancelToken& cancel)
        : demo_(demo), cancel_(cancel), scratch_("selftest"), options_(demoOptions(demo, scratch_.path() + "/run"))
    {
        // One dtype everywhere, so that the same is expected of every CPU.
        options_.model.dtype = Dtype::float32;
        options_.model.device = place.device;
        options_.model.threads = place.threads;
        options_.loop.steps = kSteps;
        options_.validation = ValidationOptions{};
    }

    std::string tellDevice() const
    {
        const ComputeDevice place = computeDevice(options_.model);
        if (place.device.is_cpu())
            return machineDescription().value("processor", "") + ", " + std::to_string(place.threads) + " threads";
        const nlohmann::json gpu = place.gpu();
        std::string note = place.device.str() + ", " + gpu.value("name", "");
        if (gpu.contains("memory_bytes"))
            note += ", " + shortText(gpu["memory_bytes"].get<double>() / 1e9, 3) + " GB";
        for (const auto& [key, name] : {std::pair{"driver", "driver"}, std::pair{"cuda", "CUDA"}}) {
            if (gpu.contains(key))
                note += std::string(", ") + name + " " + gpu[key].get<std::string>();
        }
        return note;
    }

    std::string tokenize()
    {
        const auto tokenizer = TextTokenizer::open(demo_ + "/lm");
        const std::string text = "Hana Moore lives in Oslo. 上下文 größer";
        const std::vector<std::int64_t> ids = tokenizer->encode(text, /*bos=*/false);
        require(!ids.empty() && tokenizer->decode(ids, /*skipSpecial=*/true) == text, "a text does not come back from its token ids");
        return std::to_string(ids.size()) + " tokens and back";
    }

    std::string trainSome()
    {
        TrainingObserver silent;
        const TrainingResult result = train(options_, {}, silent, cancel_);
        cancel_.throwIfStopped();
        require(result.state == RunState::finished, "the training ended early: " + result.message);
        require(result.steps == kSteps && result.skippedSteps == 0 && std::isfinite(result.lastLoss), "the loss is not a number");
        checkpoint_ = result.lastCheckpoint;
        return std::to_string(result.steps) + " optimizer steps, loss " + shortText(result.lastLoss, 3);
    }

    std::string save() const
    {
        require(!checkpoint_.empty(), "no checkpoint was written");
        const RunInfo run = readRun(options_.save_path);
        require(run.state == RunState::finished && run.steps == kSteps, "run.json does not tell of the finished run");
        const ModelSummary summary = summarizeModel(checkpoint_);
        require(summary.usable, "the checkpoint cannot be used: " + summary.problem);
        return "checkpoint of " + std::to_string(summary.parameters) + " parameters";
    }

    std::string reload()
    {
        options_.model.icformer_path = checkpoint_;
        session_ = Session::open(options_.model, cancel_);
        require(session_->compressor() != nullptr, "the checkpoint was not loaded");
        return std::to_string(session_->compressor()->layers) + " layers, " + std::to_string(session_->compressor()->digests) + " digests";
    }

    std::string compress()
    {
        const DataRow row = rows().front();
        const std::string text = scratch_.path() + "/context.txt";
        std::ofstream(text, std::ios::binary) << row.context;
        const std::vector<float> untrained = digestsOf(demo_ + "/icformer-start", text);
        const std::vector<float> trained = digestsOf(checkpoint_, text);
        require(untrained.size() == trained.size() && untrained != trained, "the training left the digests as they were");
        const auto finite = [](float value) { return std::isfinite(value); };
        require(std::all_of(trained.begin(), trained.end(), finite), "the digests are not numbers");
        return std::to_string(trained.size() / std::size_t(session_->languageModel().hidden)) + " digest vectors";
    }

    std::string generate()
    {
        session_->setCompressor(demo_ + "/icformer-trained");
        Ignore ignore;
        std::int64_t compressedRight = 0;
        double ratio = 0;
        const std::vector<DataRow> questions = rows();
        for (const DataRow& row : questions) {
            GenerationRequest request;
            request.context = row.context;
            request.prompt = row.prompt;
            request.chunks = options_.compression;
            request.maxNewTokens = options_.sampling.max_new_tokens;
            request.mode = ContextMode::full;
            const GenerationReport full = session_->generate(request, ignore, cancel_);
            require(exactMatch(row.answer, full.text), "from the full text came \"" + full.text + "\" instead of \"" + row.answer + "\"");
            request.mode = ContextMode::compressed;
            const GenerationReport compressed = session_->generate(request, ignore, cancel_);
            require(compressed.budget.contextRead < compressed.budget.contextTokens, "compressing did not make the context shorter");
            compressedRight += exactMatch(row.answer, compressed.text);
            ratio += compressed.budget.ratio() / double(questions.size());
        }
        return std::to_string(questions.size()) + " of " + std::to_string(questions.size()) + " questions right from the full text, "
            + std::to_string(compressedRight) + " from " + shortText(ratio, 3) + "x fewer vectors";
    }

private:
    std::vector<DataRow> rows() const
    {
        const auto data = DataSet::open(demo_ + "/pwc_test.jsonl", DataKind::pwcTest, /*strict=*/true, cancel_);
        std::vector<DataRow> rows;
        for (std::int64_t i = 0; i < std::min(kQuestions, data->size()); ++i)
            rows.push_back(data->row(i));
        return rows;
    }

    std::vector<float> digestsOf(const std::string& compressor, const std::string& textFile) const
    {
        CompressOptions options;
        options.model = options_.model;
        options.model.icformer_path = compressor;
        options.text_file = textFile;
        options.output_file = scratch_.path() + "/digest.safetensors";
        options.use_chunk = options_.compression.use_chunk;
        options.max_chunk_len = options_.compression.max_chunk_len;
        compressToFile(options, [](const std::string&) {}, cancel_);
        const SafetensorsFile file(options.output_file);
        const TensorData* digest = file.find("digest");
        require(digest && digest->type == ElementType::f32 && digest->shape.size() == 2
                && digest->shape[1] == session_->languageModel().hidden, "the file of digests does not hold what it should");
        std::vector<float> values(std::size_t(digest->count()));
        std::memcpy(values.data(), digest->bytes.data(), digest->bytes.size());
        return values;
    }

    std::string demo_;
    CancelToken& cancel_;
    TemporaryFolder scratch_;
    TrainOptions options_;
    std::string checkpoint_;
    std::unique_ptr<Session> session_;
};

} // namespace

bool selftest(const std::string& demoFolder, const SelftestPlace& place, const std::function<void(const SelftestStep&)>& report, CancelToken& cancel)
{
    if (demoFolder.empty())
        throw Error("selftest", "the demo's files are not beside the program; install it again");
    computeDevice({Dtype::float32, place.device, place.threads}); // Throws when the device is not there.
    Selftest test(demoFolder, place, cancel);
    const auto attempt = [&](const char* name, auto step) {
        SelftestStep done;
        done.name = name;
        const Stopwatch watch;
        try {
            done.note = step();
            done.passed = true;
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            done.note = error.what();
        }
        done.seconds = watch.seconds();
        report(done);
        return done.passed;
    };
    return attempt("device", [&] { return test.tellDevice(); }) && attempt("tokenize", [&] { return test.tokenize(); }) && attempt("train", [&] { return test.trainSome(); })
        && attempt("save", [&] { return test.save(); }) && attempt("reload", [&] { return test.reload(); })
        && attempt("compress", [&] { return test.compress(); }) && attempt("generate", [&] { return test.generate(); });
}

} // namespace icf
