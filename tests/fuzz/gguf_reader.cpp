#include <algorithm>
#include <vector>

#include "core/base/error.h"
#include "core/config/decoder_config.h"
#include "core/io/gguf.h"
#include "core/quantized/block_kernels.h"
#include "core/io/safetensors.h"
#include "core/text/tokenizer.h"
#include "tests/fuzz/reader_parts.h"
#include "tests/support/gguf_bytes.h"

namespace icf::test {
namespace {

/// A model of one small layer, with a tokenizer.
std::string ggufSeed(bool byteLevel)
{
    GgufBytes file;
    file.add("general.architecture", "llama").add("llama.block_count", 1U).add("llama.embedding_length", 32U).add("llama.feed_forward_length", 32U);
    file.add("llama.attention.head_count", 2U).add("llama.context_length", 64U).add("llama.rope.freq_base", 1e4F).add("tokenizer.ggml.eos_token_id", 1U);
    file.add("tokenizer.ggml.model", byteLevel ? "gpt2" : "llama").add("tokenizer.ggml.tokens", std::vector<std::string>{"<s>", "</s>", "a", "b", "ab"});
    file.addNumbers<std::int32_t>("tokenizer.ggml.token_type", GgufType::i32, {3, 3, 1, 1, 1});
    if (byteLevel)
        file.add("tokenizer.ggml.merges", std::vector<std::string>{"a b"}).add("tokenizer.ggml.pre", "llama-bpe").add("tokenizer.ggml.bos_token_id", 0U);
    else
        file.addNumbers<float>("tokenizer.ggml.scores", GgufType::f32, {0, 0, -3, -2, -1}).add("tokenizer.ggml.add_space_prefix", false);
    file.addTensor("token_embd.weight", 8, {5, 32}, std::string(5 * 34, '\1'));
    for (const char* name : {"attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"})
        file.addTensor(std::string("blk.0.") + name + ".weight", 2, {32, 32}, std::string(32 * 18, '\2'));
    for (const char* name : {"output_norm.weight", "blk.0.attn_norm.weight", "blk.0.ffn_norm.weight"})
        file.addTensor(name, 0, {32}, std::string(128, '\3'));
    file.addTensor("rope_freqs.weight", 0, {8}, std::string("\0\0\x80\x3F\0\0\x80\x3F\0\0\x80\x3F\0\0\x80\x3F\0\0\x80\x3F\0\0\x80\x3F\0\0\x80\x3F\0\0\x80\x3F", 32));
    return file.bytes();
}

} // namespace

/// The file itself, and then what a model makes of it: weights, sizes and a tokenizer, each of which may refuse it.
HostileReader ggufReader()
{
    return {"gguf", {ggufSeed(true), ggufSeed(true), ggufSeed(false)},
        {"GGUF", std::string("\3\0\0\0", 4), std::string("\x08\0\0\0", 4), std::string("\x09\0\0\0", 4), std::string("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8),
            std::string("\x20\0\0\0\0\0\0\0", 8), "general.alignment", "tokenizer.ggml.tokens", "llama.expert_count", "token_embd.weight", "blk.0.attn_q.weight",
            "rope_freqs.weight", "qwen2", "smollm", "tekken"},
        [](std::string_view bytes) {
            const std::string path = scratch().write("model.gguf", bytes);
            const GgufFile file(path);
            for (const TensorData& tensor : file.tensors()) {
                look(tensor.bytes);
                if (isQuantized(tensor.type) && tensor.bytes.size() > 0) {
                    std::vector<float> values(blockSize(tensor.type).elements);
                    dequantize(tensor.type, tensor.bytes.first(blockSize(tensor.type).bytes), values);
                    look(std::as_bytes(std::span(values)));
                }
            }
            look(ModelWeights(path).tensors().size());
            DecoderConfig::read(path).requireWeights(ModelWeights(path));
            const auto tokenizer = Tokenizer::open(path);
            look(tokenizer->decode(tokenizer->encode("ab <s> caf\xC3\xA9 123\n", true), false));
        }};
}

} // namespace icf::test
