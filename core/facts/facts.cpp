#include "core/facts/facts.h"

#include <algorithm>
#include <exception>

#include "core/base/error.h"
#include "core/config/flops.h"
#include "core/config/compressor_config.h"
#include "core/config/decoder_config.h"
#include "core/facts/cpu.h"
#include "core/facts/new_compressor.h"
#include "core/facts/prompt_choice.h"
#include "core/facts/weight_bytes.h"
#include "core/io/safetensors.h"
#include "core/nn/device.h"
#include "core/text/tokenizer.h"

namespace icf {
namespace {

constexpr double kFloat32 = 4;

double sumOf(const std::vector<FactItem>& items)
{
    double result = 0;
    for (const FactItem& item : items)
        result += item.value;
    return result;
}

/// The two models' sizes and the lengths of one sample of max_seq_len context tokens.
struct Sample {
    DecoderConfig lm;
    std::unique_ptr<CompressorConfig> compressor;
    bool finetune = false;
    std::int64_t context = 0;
    std::int64_t chunks = 0;
    std::int64_t digests = 0;
    std::int64_t templateTokens = 0;  ///< Without the marker.
    std::int64_t prompt = 0;
    std::int64_t labels = 0;          ///< With eos.

    std::int64_t rowLength() const { return templateTokens + digests + 1 + prompt + labels; }
};

Sample makeSample(const TrainOptions& options)
{
    Sample sample;
    sample.lm = DecoderConfig::read(options.model.lm_path);
    sample.compressor = startingCompressorConfig(options, sample.lm);
    sample.finetune = options.task == TrainingTask::finetune;
    sample.context = std::max<std::int64_t>(1, options.compression.max_seq_len);
    const std::int64_t longest = std::max<std::int64_t>(1, options.compression.max_chunk_len);
    sample.chunks = options.compression.use_chunk ? (sample.context + longest - 1) / longest : 1;
    sample.digests = sample.chunks * sample.compressor->vectorsOf((sample.context + sample.chunks - 1) / sample.chunks);
    if (sample.finetune) {
        const auto tokenizer = Tokenizer::open(options.model.lm_path, Tokenizer::kStretchBytes, sample.lm.vocab);
        const PromptTemplate text = choosePromptTemplate(options.model);
        sample.templateTokens = std::int64_t(text.prefixIds(*tokenizer).size() + tokenizer->encode(text.lead, false).size() + text.postfixIds(*tokenizer).size());
        sample.prompt = kAssumedPromptTokens;
        sample.labels = std::min(kAssumedAnswerTokens, options.loop.max_label_len) + 1;
    } else {
        sample.labels = sample.context + 1;
    }
    return sample;
}

/// Gradients flow through the frozen model to its input only: each weight product once more, each attention product twice.
double backwardThroughFrozen(const std::vector<FlopItem>& forward)
{
    double result = 0;
    for (const FlopItem& item : forward)
        result += item.part == "attention" ? 2 * item.flops : item.flops;
    return result;
}

std::vector<FactItem> flopsOf(const Sample& sample, const TrainOptions& options)
{
    const std::vector<FlopItem> compress = sample.compressor->flops(sample.context, sample.chunks);
    const std::vector<FlopItem> read = decoderFlops(sample.lm, sample.rowLength(), 0, sample.labels);
    std::vector<FactItem> items{
        {ICF_TR("Compressor, forward"), total(compress)},
        {ICF_TR("Language model, forward"), total(read)},
        {ICF_TR("Language model, backward"), backwardThroughFrozen(read)},
        {ICF_TR("Compressor, backward"), 2 * total(compress)},
    };
    if (options.loop.gradient_checkpointing)
        items.push_back({ICF_TR("Language model, recomputed"), total(decoderFlops(sample.lm, sample.rowLength(), 0, 0))});
    if (sample.finetune && options.loop.alpha < 1) {
        const std::int64_t full = sample.rowLength() - 1 - sample.digests + sample.context;
        items.push_back({ICF_TR("Full-context teacher"), total(decoderFlops(sample.lm, full, 0, sample.labels))});
    }
    if (options.compression.encode)
        items.push_back({ICF_TR("Encoding by the language model"), total(decoderFlops(sample.lm, sample.context, 0, 0))});
    return items;
}

/// Bytes kept for the backward pass of one token in one layer of the frozen model: both norms' inputs in float32; queries,
/// keys, values and the attention's output; gate, its activation and up.
double decoderActivation(const DecoderConfig& c, double element)
{
    const double queries = static_cast<double>(c.heads * c.headDim);
    const double keyValue = static_cast<double>(c.keyValueHeads * c.headDim);
    return 2 * kFloat32 * static_cast<double>(c.hidden) + element * (2 * queries + 2 * keyValue + 3 * static_cast<double>(c.intermediate));
}

/// The same of one token in all layers, or with checkpointing what each layer reads, and one layer at a time.
double decoderActivations(const DecoderConfig& c, double element, bool checkpointing)
{
    const double layers = static_cast<double>(c.layers), layer = decoderActivation(c, element);
    return checkpointing ? layers * element * static_cast<double>(c.hidden) + layer : layers * layer;
}

/// Of one that is not there the CPU's figures are shown: starting the run says what is wrong.
at::Device deviceOf(const TrainOptions& options)
{
    try {
        return resolveDevice(options.model.device);
    } catch (const Error&) {
        return at::kCPU;
    }
}

std::vector<FactItem> memoryOf(const Sample& sample, const TrainOptions& options, const DerivedFacts& facts, const ModelWeights& file, at::Device device)
{
    const Dtype dtype = options.model.dtype;
    const bool automatic = device.is_cpu() ? cpuHasBfloat16() : gpuHasBfloat16(device);
    const bool half = dtype == Dtype::bfloat16 || dtype == Dtype::float16 || (dtype == Dtype::automatic && automatic);
    const double element = half ? 2 : kFloat32;
    const double trained = static_cast<double>(facts.trainableParameters);
    const double batch = static_cast<double>(std::min(options.loop.batch_size, options.loop.gradient_accumulation));
    const double rows = batch * static_cast<double>(sample.rowLength());
    std::vector<FactItem> items{
        {ICF_TR("Language model"), weightBytes(sample.lm, &file, options.model.weights, element, device.is_cpu())},
        {ICF_TR("Compressor"), trained * kFloat32},
        {ICF_TR("Gradients"), trained * kFloat32},
        {ICF_TR("Optimizer moments"), 2 * trained * kFloat32},
        {ICF_TR("Activations, language model"), rows * decoderActivations(sample.lm, element, options.loop.gradient_checkpointing)},
        {ICF_TR("Activations, compressor"), batch * sample.compressor->activationBytes(sample.context, sample.chunks, element)},
        // Scores in float32, their log-softmax and its gradient.
        {ICF_TR("Vocabulary scores"), batch * static_cast<double>(sample.labels) * static_cast<double>(sample.lm.vocab) * 3 * kFloat32},
    };
    if (half)
        items.push_back({ICF_TR("Compressor, copy for computing"), trained * element});
    if (device.is_cpu() && keepsPackedCopies(sample.lm, dtype, items.front().value, element))
        items.push_back({ICF_TR("Language model, copies for products"), 2 * static_cast<double>(facts.frozenParameters) * element});
    return items;
}

} // namespace

double DerivedFacts::totalFlops() const { return sumOf(flops); }
double DerivedFacts::totalMemory() const { return sumOf(memory); }

DerivedFacts deriveFacts(const TrainOptions& options)
{
    DerivedFacts facts;
    try {
        const Sample sample = makeSample(options);
        facts.chunks = sample.chunks;
        facts.digests = sample.digests;
        facts.ratioRequested = static_cast<double>(sample.context) / static_cast<double>(sample.digests);
        facts.ratioActual = static_cast<double>(sample.templateTokens + sample.context)
            / static_cast<double>(sample.templateTokens + sample.digests + 1);
        const ModelWeights file(options.model.lm_path);
        sample.lm.requireWeights(file);
        facts.frozenParameters = parameterCount(weightShapes(sample.lm));
        facts.trainableParameters = sample.compressor->trainedParameters();
        facts.flops = flopsOf(sample, options);
        const at::Device device = deviceOf(options);
        facts.memory = memoryOf(sample, options, facts, file, device);
        facts.freeMemory = memoryAtRest(device).free;
        facts.known = true;
    } catch (const std::exception& e) {
        facts = {};
        facts.problem = e.what();
    }
    return facts;
}

} // namespace icf
