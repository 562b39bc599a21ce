#include <ATen/CPUGeneratorImpl.h>

#include <map>
#include <optional>
#include <utility>

#include "core/base/sha256.h"
#include "core/io/safetensors.h"
#include "core/lm/language_model.h"
#include "core/nn/bit_sums.h"
#include "core/nn/tensor_io.h"

// How a language model comes to its weights, keeps them and tells them; language_model.cpp computes with them.
namespace icf {

std::unique_ptr<LanguageModel> LanguageModel::load(const std::string& folder, at::ScalarType type, at::Device device, const PartDone& partDone,
                                                   const WeightStorage& storage)
{
    at::NoGradGuard noGrad;
    const DecoderConfig config = DecoderConfig::read(folder);
    const ModelWeights weights(folder);
    // Before anything is loaded, and in the words of inspect.
    config.requireWeights(weights);
    const auto whole = double(icf::parameterCount(weightShapes(config)));
    double done = 0;
    const auto next = [&](const WeightShape& wanted) -> const TensorData& {
        tellPart(partDone, done / whole);
        const TensorData& data = weights.require(wanted.name, wanted.shape);
        done += double(data.count());
        return data;
    };
    auto model = build(
        config, type, device, [&](const WeightShape& wanted, const at::Tensor& target) { loadTensorInto(next(wanted), target); },
        [&](const WeightShape& wanted) -> std::optional<QuantizedMatrix::Part> {
            const ElementType stored = weights.require(wanted.name, wanted.shape).type;
            const std::optional<ElementType> kept = device.is_cpu() ? quantizedType(storage, wanted, stored) : std::nullopt;
            if (!kept)
                return std::nullopt;
            return icf::isQuantized(stored) ? QuantizedMatrix::read(next(wanted)) : QuantizedMatrix::readRounded(next(wanted), *kept);
        });
    tellPart(partDone, 1);
    return model;
}

std::unique_ptr<LanguageModel> LanguageModel::random(const DecoderConfig& config, std::uint64_t seed, at::ScalarType type, at::Device device,
                                                     const WeightStorage& storage)
{
    at::NoGradGuard noGrad;
    DecoderConfig sized = config;
    sized.rotary.headDim = config.headDim;
    constexpr double kDeviation = 0.02;
    constexpr std::int64_t kMostDrawn = std::int64_t{1} << 27;  // Drawing billions would take a minute.
    constexpr std::int64_t kBlock = std::int64_t{1} << 24;
    at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    const bool drawsAll = icf::parameterCount(weightShapes(sized)) <= kMostDrawn;
    const at::Tensor block = drawsAll ? at::Tensor() : at::empty({kBlock}, at::kFloat).normal_(0, kDeviation, generator).to(device, type);
    std::int64_t next = 0;  // Of the block.
    const auto fill = [&](const WeightShape& wanted, const at::Tensor& target) {
        if (wanted.shape.size() == 1) {
            target.fill_(1);
        } else if (drawsAll) {
            target.copy_(at::empty(wanted.shape, at::kFloat).normal_(0, kDeviation, generator));
        } else {
            const at::Tensor flat = target.view(-1);
            for (std::int64_t done = 0; done < flat.numel();) {
                const std::int64_t count = std::min(flat.numel() - done, kBlock - next);
                flat.narrow(0, done, count).copy_(block.narrow(0, next, count));
                done += count;
                next = (next + count) % kBlock;
            }
        }
    };
    return build(sized, type, device, fill, [&](const WeightShape& wanted) -> std::optional<QuantizedMatrix::Part> {
        const std::optional<ElementType> rounded = device.is_cpu() ? quantizedType(storage, wanted, std::nullopt) : std::nullopt;
        if (!rounded)
            return std::nullopt;
        const at::Tensor dense = at::empty(wanted.shape, type);
        fill(wanted, dense);
        return QuantizedMatrix::rounded(dense, *rounded);
    });
}

std::unique_ptr<LanguageModel> LanguageModel::build(const DecoderConfig& c, at::ScalarType type, at::Device device, const FillTensor& fill,
                                                    const TakeQuantized& quantized)
{
    auto model = std::make_unique<LanguageModel>();
    std::map<std::string, WeightShape> listed;
    for (WeightShape& shape : weightShapes(c))
        listed.emplace(shape.name, std::move(shape));
    /// One below the other, each filled in its place: a second copy of the largest ones is memory that a large model may not have.  Those that
    /// the architecture does not have are left out; undefined when it has none.
    const auto takeJoined = [&](const std::vector<std::string>& names) {
        std::vector<const WeightShape*> parts;
        std::int64_t rows = 0;
        for (const std::string& name : names)
            if (const auto found = listed.find(name); found != listed.end()) {
                parts.push_back(&found->second);
                rows += found->second.shape[0];
            }
        if (parts.empty())
            return at::Tensor();
        std::vector<std::int64_t> shape = parts[0]->shape;
        shape[0] = rows;
        const at::Tensor joined = at::empty(shape, at::TensorOptions(type).device(device));
        std::int64_t row = 0;
        for (const WeightShape* part : parts) {
            fill(*part, joined.narrow(0, row, part->shape[0]));
            row += part->shape[0];
        }
        return joined;
    };
    const auto take = [&](const std::string& name) { return takeJoined({name}); };
    /// One below the other like takeJoined, or nothing where none of them is kept quantized; those that are not are in float32 then.
    const auto takeQuantized = [&](const std::vector<std::string>& names) -> std::optional<QuantizedMatrix> {
        std::vector<std::optional<QuantizedMatrix::Part>> parts;
        std::int64_t columns = 0;
        bool any = false;
        for (const std::string& name : names) {
            const WeightShape& shape = listed.at(name);
            columns = shape.shape.back();
            parts.push_back(quantized(shape));
            any = any || parts.back();
        }
        if (!any)
            return std::nullopt;
        std::vector<QuantizedMatrix::Part> all;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!parts[i]) {
                const at::Tensor dense = at::empty(listed.at(names[i]).shape, at::kFloat);
                fill(listed.at(names[i]), dense);
                parts[i] = QuantizedMatrix::Part{ElementType::f32, dense.view(at::kByte)};
            }
            all.push_back(std::move(*parts[i]));
        }
        return QuantizedMatrix(columns, std::move(all));
    };
    const bool packs = c.keepsPackedWeights();
    /// Several projections of the same input as one.
    const auto linear = [&](const std::vector<std::string>& names) {
        std::vector<std::string> weights, biases;
        for (const std::string& name : names) {
            weights.push_back(name + ".weight");
            biases.push_back(name + ".bias");
        }
        if (std::optional<QuantizedMatrix> blocks = takeQuantized(weights)) {
            model->quantized_ = true;
            return FrozenLinear(std::make_shared<const QuantizedMatrix>(std::move(*blocks)), takeJoined(biases));
        }
        const at::Tensor weight = takeJoined(weights);
        return FrozenLinear(weight, takeJoined(biases), packs);
    };

    model->config_ = c;
    model->type_ = type;
    model->layerElements_ = c.layerMatrixElements();
    for (std::int64_t i = 0; i < c.layers; ++i) {
        const std::int64_t window = c.windowOf(i);
        model->widestWindow_ = i > 0 && (window == 0 || model->widestWindow_ == 0) ? 0 : std::max(model->widestWindow_, window);
    }
    if (std::optional<QuantizedMatrix> blocks = takeQuantized({"model.embed_tokens.weight"}))
        model->quantizedEmbedding_ = std::make_shared<const QuantizedMatrix>(std::move(*blocks));
    else
        model->embedding_ = take("model.embed_tokens.weight");
    model->finalNorm_ = take("model.norm.weight");
    model->runtime_ = deviceRuntime(model->device());
    // Some files keep a copy of tied weights; the embedding is the one that counts then.
    if (!c.tieWordEmbeddings)
        model->head_ = linear({"lm_head"});
    else if (model->quantizedEmbedding_)
        model->head_ = FrozenLinear(model->quantizedEmbedding_, {});
    else
        model->head_ = FrozenLinear(model->embedding_, {}, packs);
    model->quantized_ = model->quantized_ || model->quantizedEmbedding_;
    for (std::int64_t i = 0; i < c.layers; ++i) {
        const std::string prefix = "model.layers." + std::to_string(i) + ".";
        const std::string attn = prefix + "self_attn.";
        const std::string mlp = prefix + "mlp.";
        Layer layer;
        layer.inputNorm = take(prefix + "input_layernorm.weight");
        layer.postNorm = take(prefix + "post_attention_layernorm.weight");
        layer.queryNorm = take(attn + "q_norm.weight");
        layer.keyNorm = take(attn + "k_norm.weight");
        layer.queryKeyValue = linear({attn + "q_proj", attn + "k_proj", attn + "v_proj"});
        layer.out = linear({attn + "o_proj"});
        layer.gateUp = linear({mlp + "gate_proj", mlp + "up_proj"});
        layer.down = linear({mlp + "down_proj"});
        model->layers_.push_back(std::move(layer));
    }
    return model;
}

void LanguageModel::quantizeInt8()
{
    const at::NoGradGuard noGrad;
    const auto rounded = [](const FrozenLinear& projection) -> std::shared_ptr<const QuantizedMatrix> {
        if (projection.quantized() || !QuantizedMatrix::rounds(projection.weight().size(1)))
            return nullptr;
        return std::make_shared<const QuantizedMatrix>(projection.weight().size(1), std::vector{QuantizedMatrix::rounded(projection.weight(), ElementType::q8_0)});
    };
    for (Layer& layer : layers_) {
        layer.queryKeyValue8 = rounded(layer.queryKeyValue);
        layer.out8 = rounded(layer.out);
        layer.gateUp8 = rounded(layer.gateUp);
        layer.down8 = rounded(layer.down);
    }
    head8_ = rounded(head_);
}

void LanguageModel::dropInt8()
{
    for (Layer& layer : layers_)
        layer.queryKeyValue8 = layer.out8 = layer.gateUp8 = layer.down8 = nullptr;
    head8_ = nullptr;
}

template <class Work> void LanguageModel::forWeights(Work work) const
{
    const auto linear = [&](const FrozenLinear& projection) {
        if (projection.quantized())
            for (const QuantizedMatrix::Part& part : projection.quantized()->parts())
                work(part.bytes);
        else
            work(projection.weight());
        if (projection.bias().defined())
            work(projection.bias());
    };
    if (quantizedEmbedding_)
        for (const QuantizedMatrix::Part& part : quantizedEmbedding_->parts())
            work(part.bytes);
    else
        work(embedding_);
    work(finalNorm_);
    linear(head_);
    for (const Layer& layer : layers_) {
        for (const at::Tensor* norm : {&layer.inputNorm, &layer.postNorm, &layer.queryNorm, &layer.keyNorm}) {
            if (norm->defined())
                work(*norm);
        }
        for (const FrozenLinear* projection : {&layer.queryKeyValue, &layer.out, &layer.gateUp, &layer.down})
            linear(*projection);
    }
}

std::string LanguageModel::checksum() const
{
    Sha256 hash;
    forWeights([&](const at::Tensor& tensor) { hash.update(tensorBytes("", tensor).bytes); });
    return hash.finishHex();
}

at::Tensor LanguageModel::weightSums() const
{
    std::vector<at::Tensor> sums;
    forWeights([&](const at::Tensor& tensor) { sums.push_back(bitSums(tensor)); });
    return at::stack(sums);
}

std::int64_t LanguageModel::parameterCount() const
{
    return icf::parameterCount(weightShapes(config_));
}

} // namespace icf
