#include "core/models/models.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <chrono>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "core/base/error.h"
#include "core/config/end_tokens.h"
#include "core/facts/cpu.h"
#include "core/facts/prompt_choice.h"
#include "core/facts/weight_bytes.h"
#include "core/io/safetensors.h"
#include "core/models/plain_errors.h"
#include "core/nn/attention.h"
#include "core/nn/device.h"
#include "core/nn/frozen_linear.h"
#include "core/text/white_space.h"

namespace icf {
namespace {

at::ScalarType resolveType(Dtype dtype, at::Device device)
{
    switch (dtype) {
    case Dtype::float32: return at::kFloat;
    case Dtype::bfloat16: return at::kBFloat16;
    case Dtype::float16: return at::kHalf;
    case Dtype::automatic: break;
    }
    return (device.is_cpu() ? cpuHasBfloat16() : gpuHasBfloat16(device)) ? at::kBFloat16 : at::kFloat;
}

/// Tries the operations that all commands are made of, with gradients, on a few numbers: a dtype that the device lacks is said before anything
/// is loaded or written.  Throws Error.
void requireComputable(const ComputeDevice& place, const ComputeOptions& options)
{
    if (place.device.is_cpu() && place.type == at::kFloat)
        return;
    constexpr std::int64_t kSize = 32;
    withPlainErrors(options, [&] {
        const c10::InferenceMode ordinary(false);
        const at::AutoGradMode gradients(true);
        const at::Tensor x = at::full({kSize, kSize}, 0.5, at::TensorOptions(place.type).device(place.device)).requires_grad_();
        const at::Tensor weight = at::full({kSize, kSize}, 0.25, x.options().requires_grad(false));
        const at::Tensor heads = FrozenLinear(weight, {}, true)(x).view({1, 2, kSize, kSize / 2});
        attend(heads, heads, heads, {}, true).sum().backward();
        x.grad().to(at::kFloat).sum().item<float>();
    });
}

/// Holds LibTorch to algorithms that give the same bits every time; an operation that has none then throws.  A setting of the whole process, which may
/// train in one thread and answer in another: it lasts as long as one of those who asked for it.
class DeterministicAlgorithms {
public:
    DeterministicAlgorithms()
    {
#if !defined(_WIN32)
        // One fixed workspace for products, which cuBLAS and LibTorch look for at the first of them.  Only where it is asked for: LibTorch reads the text anew
        // for every product, which takes longer than a small one.
        setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 0);
#endif
        set(+1);
    }
    ~DeterministicAlgorithms() { set(-1); }
    DeterministicAlgorithms(const DeterministicAlgorithms&) = delete;
    DeterministicAlgorithms& operator=(const DeterministicAlgorithms&) = delete;

private:
    static void set(int change)
    {
        static std::mutex mutex;
        static int holders = 0;
        const std::lock_guard lock(mutex);
        holders += change;
        at::globalContext().setDeterministicAlgorithms(holders > 0, /*warn_only=*/false);
        // Memory that is written anyway need not be filled first.
        at::globalContext().setDeterministicFillUninitializedMemory(false);
    }
};

} // namespace

std::string ComputeDevice::typeName() const
{
    return std::string(nameOf(type == at::kFloat ? Dtype::float32 : type == at::kHalf ? Dtype::float16 : Dtype::bfloat16));
}

nlohmann::json ComputeDevice::gpu() const
{
    if (device.is_cpu())
        return nullptr;
    nlohmann::json json{{"name", deviceName(device)}};
    if (const std::int64_t total = deviceRuntime(device)->memory().total; total > 0)
        json["memory_bytes"] = total;
    if (const std::string driver = device.is_cuda() ? driverVersion() : std::string(); !driver.empty())
        json["driver"] = driver;
    if (const std::string cuda = device.is_cuda() ? cudaVersion() : std::string(); !cuda.empty())
        json["cuda"] = cuda;
    return json;
}

ComputeDevice computeDevice(const ComputeOptions& options)
{
    ComputeDevice place;
    place.device = resolveDevice(options.device);
    place.type = resolveType(options.dtype, place.device);
    place.threads = options.threads > 0 ? options.threads : std::max<std::int64_t>(1, std::thread::hardware_concurrency());
    if (at::get_num_threads() != place.threads)
        at::set_num_threads(int(place.threads));
    if (options.deterministic && !place.device.is_cpu())
        place.deterministic = std::make_shared<const DeterministicAlgorithms>();
    requireComputable(place, options);
    return place;
}

namespace {

OpenModels opened(const ModelOptions& options, const PartDone& partDone)
{
    OpenModels models;
    models.compute = computeDevice(options);
    const bool onCpu = models.compute.device.is_cpu();
    models.lm = LanguageModel::load(options.lm_path, models.compute.type, models.compute.device, partDone, weightStorage(options.weights));
    if (options.decode_int8 && onCpu)
        models.lm->quantizeInt8();
    models.tokenizer = Tokenizer::open(options.lm_path, Tokenizer::kStretchBytes, models.lm->config().vocab);
    models.lm->setTokenCount(models.tokenizer->size());
    models.lm->setEndTokens(endTokens(options.lm_path));
    models.notes = models.lm->config().notesOn(ModelWeights(options.lm_path));
    for (std::string& note : models.tokenizer->notes())
        models.notes.push_back(std::move(note));
    if ((options.weights == WeightFormat::int8 || options.weights == WeightFormat::int4) && !onCpu)
        models.notes.push_back("--weights " + std::string(nameOf(options.weights)) + ": only the CPU keeps them so; " + models.compute.device.str() + " keeps them in " + models.compute.typeName());
    if (options.decode_int8 && !onCpu)
        models.notes.push_back("--decode_int8: only the CPU decodes in 8 bits; " + models.compute.device.str() + " reads the weights as they are");
    models.askWith(choosePromptTemplate(options));
    if (!options.icformer_path.empty())
        models.compressor = openForInference(options.icformer_path, *models.lm);
    if (std::string warning = otherTemplateWarning(models.layouts->promptTemplate(), options); !warning.empty())
        models.notes.push_back(std::move(warning));
    return models;
}

} // namespace

void OpenModels::askWith(const PromptTemplate& promptTemplate)
{
    if (!layouts || !(layouts->promptTemplate() == promptTemplate))
        layouts = std::make_unique<LayoutBuilder>(*tokenizer, lm->config().rotary.stretchedPositions(), promptTemplate);
}

PartDone loadingTold(std::function<void(const std::string& text)> say, const CancelToken* cancel)
{
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds kPause{3};  // Most models are there before.
    return [cancel, say = std::move(say), told = Clock::now()](double share) mutable {
        if (cancel)
            cancel->throwIfStopped();
        if (Clock::now() - told < kPause)
            return;
        told = Clock::now();
        say("loading the language model: " + std::to_string(int(share * 100)) + " %");
    };
}

OpenModels openModels(const ModelOptions& options, const PartDone& partDone)
{
    return withPlainErrors(options, [&] { return opened(options, partDone); });
}

std::unique_ptr<Compressor> openCompressor(const std::string& folder, const LanguageModel& lm)
{
    auto compressor = loadCompressor(folder);
    compressor->requireFit(lm.config());
    compressor->to(lm.device());
    return compressor;
}

std::unique_ptr<Compressor> openForInference(const std::string& folder, const LanguageModel& lm)
{
    auto compressor = openCompressor(folder, lm);
    compressor->prepareForInference(lm, lm.type());
    return compressor;
}

std::vector<std::int64_t> contextIds(const Tokenizer& tokenizer, const std::string& context, std::int64_t maxSeqLen)
{
    return tokenizer.encode(context, false, maxSeqLen > 0 ? std::size_t(maxSeqLen) : std::numeric_limits<std::size_t>::max());
}

std::string answerText(const Tokenizer& tokenizer, const std::vector<std::int64_t>& ids)
{
    return std::string(stripped(tokenizer.decode(ids, true)));
}

} // namespace icf
