#include "core/config/gguf_config.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <numbers>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/io/gguf.h"

namespace icf {
namespace {

/// general.architecture and the model_type that reads it.
constexpr std::array<const char*, 4> kGgufArchitectures{"llama", "qwen2", "qwen3", "smollm3"};

const TensorData* ggufTensor(const GgufFile& file, const std::string& name)
{
    const auto found = std::ranges::find(file.tensors(), name, &TensorData::name);
    return found == file.tensors().end() ? nullptr : &*found;
}

bool hasGgufTensor(const GgufFile& file, const std::string& name)
{
    return ggufTensor(file, name) != nullptr || file.foreign().contains(name);
}

/// The number that was meant by the float32 nearest to it: 1e-05 of 9.99999974e-06.
double asWritten(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), float(value)).ptr;
    double out = value;
    std::from_chars(text.data(), end, out);
    return double(float(value)) == value ? out : value;
}

/// The keys of one architecture.
class GgufKeys {
public:
    GgufKeys(const GgufFile& file, std::string architecture)
        : file_(file)
        , prefix_(std::move(architecture) + ".")
    {
    }

    std::optional<std::int64_t> whole(const std::string& key) const { return file_.whole(prefix_ + key); }
    std::optional<double> number(const std::string& key) const
    {
        const auto found = file_.number(prefix_ + key);
        if (found && !std::isfinite(*found))
            throw Error(file_.path(), prefix_ + key + ": expected a finite number");
        return found ? std::optional(asWritten(*found)) : std::nullopt;
    }
    std::optional<std::string_view> text(const std::string& key) const { return file_.text(prefix_ + key); }
    std::int64_t required(const std::string& key) const
    {
        if (const auto found = whole(key))
            return *found;
        throw Error(file_.path(), prefix_ + key + " is missing");
    }
    [[noreturn]] void refuse(const std::string& key, const std::string& what) const { throw Error(file_.path(), prefix_ + key + ": " + what); }

private:
    const GgufFile& file_;
    std::string prefix_;
};

/// Llama 3's scaling with a factor, as dividers of the frequencies.  Formula: Hugging Face transformers, _compute_llama3_parameters.
std::vector<double> llama3Dividers(std::int64_t headDim, double theta, double factor, double original)
{
    constexpr double kLow = 1;
    constexpr double kHigh = 4;
    std::vector<double> out;
    for (std::int64_t i = 0; i < headDim / 2; ++i) {
        const double turns = original * std::pow(theta, -2.0 * double(i) / double(headDim)) / (2 * std::numbers::pi);
        const double smooth = std::clamp((turns - kLow) / (kHigh - kLow), 0.0, 1.0);
        out.push_back(1 / ((1 - smooth) / factor + smooth));
    }
    return out;
}

/// The scaling in rope_freqs.weight, where converters put that of Llama 3 in place of its settings.
nlohmann::json scalingOfFrequencies(const GgufFile& file, const TensorData& tensor, std::int64_t headDim, double theta)
{
    std::vector<float> dividers(std::size_t(headDim / 2));
    if (tensor.type != ElementType::f32 || tensor.shape != std::vector<std::int64_t>{headDim / 2})
        throw Error(file.path(), "tensor \"rope_freqs.weight\": expected " + std::to_string(headDim / 2) + " numbers in F32");
    std::memcpy(dividers.data(), tensor.bytes.data(), tensor.bytes.size());
    const double factor = asWritten(*std::ranges::max_element(dividers));
    if (std::ranges::all_of(dividers, [](float divider) { return divider == 1; }))
        return nullptr;
    constexpr double kOriginal = 8192; // Of all Llama 3 models.
    const std::vector<double> expected = llama3Dividers(headDim, theta, factor, kOriginal);
    if (!std::ranges::equal(dividers, expected, [](float is, double wanted) { return std::abs(is - wanted) <= 1e-4 * wanted; }))
        throw Error(file.path(), "tensor \"rope_freqs.weight\" holds other frequencies than Llama 3's; this is not supported");
    return {{"rope_type", "llama3"}, {"factor", factor}, {"low_freq_factor", 1.0}, {"high_freq_factor", 4.0}, {"original_max_position_embeddings", std::int64_t(kOriginal)}};
}

nlohmann::json scalingOfKeys(const GgufKeys& keys)
{
    const std::string type(keys.text("rope.scaling.type").value_or("none"));
    if (type == "none")
        return nullptr;
    if (type != "linear" && type != "yarn")
        keys.refuse("rope.scaling.type", "\"" + printable(type) + "\" is not supported; none, linear and yarn are");
    nlohmann::json out{{"rope_type", type}};
    const std::array<std::pair<const char*, const char*>, 4> numbers{{{"rope.scaling.factor", "factor"}, {"rope.scaling.attn_factor", "attention_factor"},
        {"rope.scaling.yarn_beta_fast", "beta_fast"}, {"rope.scaling.yarn_beta_slow", "beta_slow"}}};
    for (const auto& [key, name] : numbers)
        if (const auto value = keys.number(key))
            out[name] = *value;
    if (const auto original = keys.whole("rope.scaling.original_context_length"))
        out["original_max_position_embeddings"] = *original;
    return out;
}

} // namespace

nlohmann::json ggufModelConfig(const GgufFile& file)
{
    const auto stated = file.text("general.architecture");
    if (!stated)
        throw Error(file.path(), "general.architecture is missing; choose a GGUF file of a language model");
    const std::string architecture(*stated);
    if (std::ranges::find(kGgufArchitectures, architecture) == kGgufArchitectures.end())
        throw Error(file.path(), "general.architecture \"" + printable(architecture) + "\" is not supported; llama, qwen2, qwen3 and smollm3 are");
    const GgufKeys keys(file, architecture);
    if (keys.whole("expert_count").value_or(0) > 0)
        keys.refuse("expert_count", "mixtures of experts are not supported");

    nlohmann::json out{{"model_type", architecture}};
    out["hidden_size"] = keys.required("embedding_length");
    out["intermediate_size"] = keys.required("feed_forward_length");
    out["num_hidden_layers"] = keys.required("block_count");
    const std::int64_t heads = keys.required("attention.head_count");
    if (heads < 1)
        keys.refuse("attention.head_count", "expected a whole number from 1 on");
    out["num_attention_heads"] = heads;
    out["num_key_value_heads"] = keys.whole("attention.head_count_kv").value_or(heads);
    out["max_position_embeddings"] = keys.required("context_length");
    out["rms_norm_eps"] = keys.number("attention.layer_norm_rms_epsilon").value_or(1e-6);

    const std::int64_t headDim = keys.whole("attention.key_length").value_or(keys.required("embedding_length") / heads);
    if (headDim < 2 || headDim > 65'536)
        keys.refuse("attention.key_length", "expected a head size from 2 to 65536, got " + std::to_string(headDim));
    if (keys.whole("attention.value_length").value_or(headDim) != headDim)
        keys.refuse("attention.value_length", "values of another size than the keys are not supported");
    if (keys.whole("rope.dimension_count").value_or(headDim) != headDim)
        keys.refuse("rope.dimension_count", "rotary embeddings of a part of each head are not supported");
    out["head_dim"] = headDim;

    const TensorData* embedding = ggufTensor(file, "token_embd.weight");
    const auto tokens = file.texts("tokenizer.ggml.tokens");
    if (embedding != nullptr && embedding->shape.size() == 2)
        out["vocab_size"] = embedding->shape[0];
    else
        out["vocab_size"] = keys.whole("vocab_size").value_or(tokens ? std::int64_t(tokens->size()) : 0);
    out["tie_word_embeddings"] = !hasGgufTensor(file, "output.weight");
    out["attention_bias"] = hasGgufTensor(file, "blk.0.attn_q.bias");
    out["mlp_bias"] = hasGgufTensor(file, "blk.0.ffn_up.bias");
    if (const auto window = keys.whole("attention.sliding_window"); window && *window > 0) {
        out["sliding_window"] = *window;
        if (architecture == "llama")
            out["model_type"] = "mistral";
    }

    const double theta = keys.number("rope.freq_base").value_or(1e4);
    out["rope_theta"] = theta;
    out["rope_scaling"] = scalingOfKeys(keys);
    if (const TensorData* frequencies = ggufTensor(file, "rope_freqs.weight"); frequencies != nullptr && out["rope_scaling"].is_null())
        out["rope_scaling"] = scalingOfFrequencies(file, *frequencies, headDim, theta);
    return out;
}

} // namespace icf
