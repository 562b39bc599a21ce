#include "core/bench/bench_models.h"

#include <ATen/CPUGeneratorImpl.h>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/mapped_file.h"
#include "core/base/number_text.h"
#include "core/base/utf8.h"
#include "core/bench/word_tokenizer.h"
#include "core/facts/weight_bytes.h"

namespace icf {
namespace {

constexpr std::uint64_t kSeed = 42;
constexpr std::int64_t kCompressorLayers = 3;
constexpr std::int64_t kDigests = 128;

/// Sizes of HuggingFaceTB/SmolLM2-135M.
DecoderConfig smolLm2()
{
    DecoderConfig c;
    c.hidden = 576;
    c.intermediate = 1536;
    c.layers = 30;
    c.heads = 9;
    c.keyValueHeads = 3;
    c.headDim = 64;
    c.vocab = 49152;
    c.maxPositions = 8192;
    c.rmsNormEps = 1e-5;
    c.tieWordEmbeddings = true;
    c.rotary.theta = 1e5;
    c.rotary.maxPositions = c.maxPositions;
    return c;
}

/// Sizes of meta-llama/Llama-2-7b-hf with so many of its 32 layers.
DecoderConfig llama2(std::int64_t layers)
{
    DecoderConfig c;
    c.hidden = 4096;
    c.intermediate = 11008;
    c.layers = layers;
    c.heads = c.keyValueHeads = 32;
    c.headDim = 128;
    c.vocab = 32000;
    c.maxPositions = 4096;
    c.rmsNormEps = 1e-5;
    c.rotary.maxPositions = c.maxPositions;
    return c;
}

/// Sizes of meta-llama/Meta-Llama-3-8B.
DecoderConfig llama3()
{
    DecoderConfig c;
    c.hidden = 4096;
    c.intermediate = 14336;
    c.layers = 32;
    c.heads = 32;
    c.keyValueHeads = 8;
    c.headDim = 128;
    c.vocab = 128256;
    c.maxPositions = 8192;
    c.rmsNormEps = 1e-5;
    c.rotary.theta = 5e5;
    c.rotary.maxPositions = c.maxPositions;
    return c;
}

/// Sizes of the demo's model.
DecoderConfig demoModel()
{
    DecoderConfig c;
    c.hidden = 256;
    c.intermediate = 688;
    c.layers = 4;
    c.heads = c.keyValueHeads = 4;
    c.headDim = 64;
    c.vocab = 1536;
    c.maxPositions = 2048;
    c.rotary.theta = 1e5;
    c.rotary.maxPositions = c.maxPositions;
    return c;
}

DecoderConfig configOf(BenchSize size)
{
    switch (size) {
    case BenchSize::llama2: return llama2(0);
    case BenchSize::llama2Whole: return llama2(32);
    case BenchSize::llama3: return llama3();
    case BenchSize::demo: return demoModel();
    case BenchSize::smolLm2: break;
    }
    return smolLm2();
}

/// Throws Error when the device has too little memory for the weights of a size.
void requireRoom(const DecoderConfig& config, BenchSize size, WeightFormat weights, const ComputeDevice& compute)
{
    const double needed = weightBytes(config, nullptr, weights, double(c10::elementSize(compute.type)), compute.device.is_cpu());
    const auto available = double(deviceRuntime(compute.device)->memory().free);
    if (available > 0 && needed > available)
        throw Error("--model_size", std::string(nameOf(size)) + " takes " + fixedText(needed / 1e9, 1) + " GB in " + compute.typeName() + ", and "
                + compute.device.str() + " has " + fixedText(available / 1e9, 1) + " GB left");
}

std::vector<std::int64_t> readIds(const std::string& path, std::int64_t vocab)
{
    const nlohmann::json json = readJsonFile(path, {.maxBytes = 100'000'000, .maxDepth = 2, .maxValues = 10'000'000});
    std::vector<std::int64_t> ids;
    if (!json.is_array())
        throw Error(path, "expected a JSON array of token ids");
    for (const nlohmann::json& entry : json) {
        if (!entry.is_number_integer() || entry.get<std::int64_t>() < 0 || entry.get<std::int64_t>() >= vocab)
            throw Error(path, "expected token ids from 0 to " + std::to_string(vocab - 1) + ", found " + printable(entry.dump()));
        ids.push_back(entry.get<std::int64_t>());
    }
    return ids;
}

std::string readText(const std::string& path)
{
    if (path.empty())
        throw Error("--text_file", "the text of the licence is not beside the program; give a text file");
    return readTextFile(path);
}

} // namespace

std::vector<std::int64_t> BenchModels::context(std::int64_t length, std::int64_t index) const
{
    std::vector<std::int64_t> result;
    const std::int64_t size = std::int64_t(ids.size());
    for (std::int64_t i = 0; i < length; ++i)
        result.push_back(ids[std::size_t((index * length + i) % size)]);
    return result;
}

BenchModels openBenchModels(const BenchOptions& options)
{
    BenchModels models;
    const std::string text = options.ids_file.empty() ? readText(options.text_file) : std::string();
    if (!options.lm_path.empty()) {
        ModelOptions from;
        static_cast<ComputeOptions&>(from) = options;
        from.lm_path = options.lm_path;
        from.icformer_path = options.icformer_path;
        static_cast<OpenModels&>(models) = openModels(from);
        models.description = options.lm_path;
    } else {
        models.compute = computeDevice(options);
        const DecoderConfig config = configOf(options.model_size);
        requireRoom(config, options.model_size, options.weights, models.compute);
        models.wholeModel = config.layers > 0;
        models.lm = LanguageModel::random(config, kSeed, models.compute.type, models.compute.device, weightStorage(options.weights));
        models.tokenizer = std::make_unique<WordTokenizer>(text, config.vocab);
        models.layouts = std::make_unique<LayoutBuilder>(*models.tokenizer, config.maxPositions);
        models.description = std::string(nameOf(options.model_size)) + " sizes, random weights";
    }
    models.ids = options.ids_file.empty() ? models.tokenizer->encode(text, false) : readIds(options.ids_file, models.lm->config().vocab);
    if (models.ids.empty())
        throw Error(options.ids_file.empty() ? "--text_file" : "--ids_file", "holds no token");
    if (!models.compressor) {
        models.compressor = makeCompressor(*CompressorConfig::forModel(models.lm->config(), {.digests = kDigests, .layers = kCompressorLayers}), kSeed);
        models.compressor->to(models.compute.device);
        models.description += "; compressor of " + std::to_string(kCompressorLayers) + " layers and " + std::to_string(kDigests) + " digests, random weights";
    }
    return models;
}

} // namespace icf
