#include "core/io/gguf_weights.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/base/utf8.h"

namespace icf {
namespace {

using NamePair = std::pair<std::string_view, std::string_view>;

/// GGUF's name and torch's, of what there is once and of what there is in every layer.
constexpr std::array kModelNames{NamePair{"token_embd.", "model.embed_tokens."}, NamePair{"output_norm.", "model.norm."}, NamePair{"output.", "lm_head."}};
constexpr std::array kLayerNames{NamePair{"attn_norm.", "input_layernorm."}, NamePair{"ffn_norm.", "post_attention_layernorm."},
    NamePair{"attn_q.", "self_attn.q_proj."}, NamePair{"attn_k.", "self_attn.k_proj."}, NamePair{"attn_v.", "self_attn.v_proj."},
    NamePair{"attn_output.", "self_attn.o_proj."}, NamePair{"attn_q_norm.", "self_attn.q_norm."}, NamePair{"attn_k_norm.", "self_attn.k_norm."},
    NamePair{"ffn_gate.", "mlp.gate_proj."}, NamePair{"ffn_up.", "mlp.up_proj."}, NamePair{"ffn_down.", "mlp.down_proj."}};
constexpr std::string_view kGgufLayer = "blk.";
constexpr std::string_view kTorchLayer = "model.layers.";

/// A name in which the part before its last one ("weight", "bias") is exchanged; from and to say which of a pair is which.
std::string translated(const std::string& name, std::string_view fromLayer, std::string_view toLayer, std::string_view NamePair::*from, std::string_view NamePair::*to)
{
    std::string_view rest = name;
    std::string out;
    std::span<const NamePair> names = kModelNames;
    if (rest.starts_with(fromLayer)) {
        const std::size_t digits = rest.find_first_not_of("0123456789", fromLayer.size());
        if (digits == std::string_view::npos || digits == fromLayer.size() || rest[digits] != '.')
            return name;
        out = std::string(toLayer) + std::string(rest.substr(fromLayer.size(), digits + 1 - fromLayer.size()));
        rest.remove_prefix(digits + 1);
        names = kLayerNames;
    }
    const std::size_t end = rest.rfind('.');
    const auto pair = std::ranges::find(names, end == std::string_view::npos ? std::string_view() : rest.substr(0, end + 1), from);
    return pair == names.end() ? name : out + std::string((*pair).*to) + std::string(rest.substr(end + 1));
}

} // namespace

std::string torchTensorName(const std::string& ggufName)
{
    return translated(ggufName, kGgufLayer, kTorchLayer, &NamePair::first, &NamePair::second);
}

std::string ggufTensorName(const std::string& torchName)
{
    return translated(torchName, kTorchLayer, kGgufLayer, &NamePair::second, &NamePair::first);
}

std::vector<TensorData> decoderTensors(const GgufFile& file)
{
    const std::string architecture(file.text("general.architecture").value_or(""));
    const bool neighbours = architecture == "llama" || architecture == "smollm3";
    const auto heads = [&](const std::string& key) -> std::optional<std::int64_t> { return neighbours ? file.whole(architecture + key) : std::nullopt; };
    const std::int64_t queryHeads = heads(".attention.head_count").value_or(0);
    const std::int64_t keyHeads = heads(".attention.head_count_kv").value_or(queryHeads);

    std::vector<TensorData> tensors = file.tensors();
    for (TensorData& tensor : tensors) {
        const std::string own = std::exchange(tensor.name, torchTensorName(tensor.name));
        const bool query = tensor.name.find(".self_attn.q_proj.") != std::string::npos;
        if (!neighbours || (!query && tensor.name.find(".self_attn.k_proj.") == std::string::npos))
            continue;
        const std::int64_t count = query ? queryHeads : keyHeads;
        const std::int64_t rows = tensor.shape.empty() ? 0 : tensor.shape.front();
        if (count < 1 || rows < 1 || rows % count != 0 || rows / count % 2 != 0)
            throw Error(file.path(), "tensor \"" + printable(own) + "\" has " + std::to_string(rows) + " rows, which " + std::to_string(count)
                            + " heads of an even size do not make up");
        // A quantized tensor of one dimension has no rows to take apart; no program writes biases so.
        if (isQuantized(tensor.type) && tensor.shape.size() < 2)
            throw Error(file.path(), "tensor \"" + printable(own) + "\" is a quantized bias, which is not supported");
        tensor.interleavedRows = rows / count;
    }
    return tensors;
}

} // namespace icf
