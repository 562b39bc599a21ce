#include <charconv>
#include <memory>
#include <variant>

#include "core/base/error.h"
#include "core/config/compressor_config.h"
#include "core/config/decoder_config.h"
#include "core/io/safetensors.h"
#include "core/io/torch_pickle.h"
#include "core/io/zip_archive.h"
#include "core/text/tokenizer.h"
#include "tests/fuzz/reader_parts.h"
#include "tests/support/sentencepiece_models.h"

namespace icf::test {
namespace {

void lookInto(const PickleValue& value)
{
    if (const auto* list = std::get_if<std::shared_ptr<PickleValue::List>>(&value.value)) {
        for (const PickleValue& item : **list)
            lookInto(item);
    } else if (const auto* dict = std::get_if<std::shared_ptr<PickleValue::Dict>>(&value.value)) {
        for (const auto& [key, item] : **dict) {
            lookInto(key);
            lookInto(item);
        }
    } else if (const TensorData* tensor = value.tensor()) {
        look(tensor->bytes);
    } else if (const auto* text = std::get_if<std::string>(&value.value)) {
        look(*text);
    }
}

std::string entryOf(const std::string& archive, const std::string& name)
{
    const ZipReader zip(std::string(ICF_TEST_DATA "/golden/base/") + archive);
    const auto bytes = zip.read(name);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The storages of a torch archive.
std::vector<std::string> storagesOf(const std::string& archive, const std::string& folder)
{
    std::vector<std::string> list;
    const ZipReader zip(std::string(ICF_TEST_DATA "/golden/base/") + archive);
    for (int i = 0; zip.contains(folder + "/data/" + std::to_string(i)); ++i)
        list.push_back(entryOf(archive, folder + "/data/" + std::to_string(i)));
    return list;
}

void runPickle(std::string_view program, const std::vector<std::string>& storages)
{
    const StorageSource source = [&](std::string_view key) -> std::span<const std::byte> {
        std::size_t index = storages.size();
        std::from_chars(key.data(), key.data() + key.size(), index);
        if (index >= storages.size())
            throw Error("param.pt", "there is no such storage");
        return std::as_bytes(std::span(storages[index]));
    };
    lookInto(readPickleProgram(std::as_bytes(std::span(program.data(), program.size())), "param.pt", source, nullptr, 1 << 20));
}

} // namespace

HostileReader safetensorsReader()
{
    const std::string small = std::string("\x58\0\0\0\0\0\0\0", 8)
        + R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"format":"pt"}})" + "   "
        + std::string(8, '\1');
    return {"safetensors", {small, small, golden("start/model.safetensors")},
        {"\"shape\":[", "[0,18446744073709551615]", "9223372036854775807", "-1", "1e99", "\"BF16\"", "{}", "[[[[", "\"__metadata__\":", ","},
        [](std::string_view bytes) {
            const SafetensorsFile file(scratch().write("model.safetensors", bytes));
            for (const TensorData& tensor : file.tensors())
                look(tensor.bytes);
        }};
}

HostileReader shardIndexReader()
{
    const std::string shard = scratch().write("sharded/one.safetensors", golden("start/model.safetensors"));
    std::string index = R"({"metadata":{"total_size":1},"weight_map":{)";
    const SafetensorsFile file(shard);
    for (const TensorData& tensor : file.tensors())
        index += "\"" + tensor.name + "\":\"one.safetensors\",";
    index.back() = '}';
    return {"shard_index", {index + "}"},
        {"../", "/", "\\", "\\u0000", "one.safetensors", "two.safetensors", "\"", "{", "}", "null", "."}, [](std::string_view bytes) {
            scratch().write("sharded/model.safetensors.index.json", bytes);
            const ModelWeights weights(scratch().path("sharded"));
            look(weights.tensors().size());
        }};
}

HostileReader torchArchiveReader()
{
    return {"torch_archive", {golden("start/param.pt"), golden("finetune_start/param.pt")},
        {std::string("PK\x01\x02"), "PK\x03\x04", "PK\x05\x06", "PK\x06\x06", "PK\x06\x07", "data.pkl", "param/", std::string("\1\0\x10\0", 4)},
        [](std::string_view bytes) { lookInto(readTorchPickle(scratch().write("param.pt", bytes))); }};
}

/// The pickle program alone, over the storages of good files: a zip's checksum would hide most broken programs.
HostileReader torchPickleReader()
{
    static const std::vector<std::string> parameters = storagesOf("finetune_start/param.pt", "param");
    static const std::vector<std::string> moments = storagesOf("finetune/checkpoint-14/optimizer.pt", "optimizer");
    const std::string program = entryOf("finetune_start/param.pt", "param/data.pkl");
    return {"torch_pickle", {program, program, entryOf("finetune/checkpoint-14/optimizer.pt", "optimizer/data.pkl")},
        {"cos\nsystem\n", "ctorch\nHalfStorage\n", "(", "t", "R", "Q", "u", "e", "]", "}", "b", "0", "1", ".", "\x85", "\x86", "\x87",
            std::string("h\0", 2), std::string("q\0", 2), "K\x01", "J\xFF\xFF\xFF\xFF", "\x8A\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", "\x94", "\x93"},
        [](std::string_view bytes) {
            try {
                runPickle(bytes, parameters);
            } catch (const Error&) {
                runPickle(bytes, moments);
            }
        }};
}

HostileReader tokenizerModelReader()
{
    scratch().write("tokenizer/tokenizer_config.json", R"({"legacy": false})");
    return {"tokenizer_model", {golden("lm/tokenizer.model"), smallModel()},
        {std::string("\x0A\x02\x0A\0", 4), "\x18\x04", "\x18\x02", "\x18\x05", "\x18\x06", "\x1A\x02\x10\x01", "\x15\xFF\xFF\xFF\x7F",
            std::string("\x15\0\0\xC0\x7F", 5), "\x12\x04\x18\x01\x20\x01", "\x12\x02\x18\x03", "\x12\x02\x18\x04", "\xE2\x96\x81",
            std::string("\x1A\x02\x28\x00", 4), std::string("\x1A\x02\x20\x00", 4),
            "\x18\x84\x80\x80\x80\x10", "\x18\x04\x18\x63", std::string("\0\0\0\x80", 4), std::string("\0\0\x04\0", 4),
            std::string("\0\xFE\xFF\x7F", 4), std::string("\0\1\0\x40", 4), selfTest(std::string("\0a", 2), "a")},
        [](std::string_view bytes) {
            scratch().write("tokenizer/tokenizer.model", bytes);
            const auto tokenizer = Tokenizer::open(scratch().path("tokenizer"));
            const std::string text = "  Anna walks </s> caf\xC3\xA9 \xE2\x98\x83\xFF 12345 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n\n";
            // With NULs too, at which tries look as at any other byte.
            for (const std::string& given : {text, std::string(70, '\0') + "ay zzz" + std::string("\0a\0", 3)})
                look(tokenizer->decode(tokenizer->encode(given, true), false));
            look(tokenizer->decode({0, 1, 2, 3, 300, 511, 512, -5}, true));
        }};
}

HostileReader tokenizerConfigReader()
{
    scratch().write("tokenizer-config/tokenizer.model", golden("lm/tokenizer.model"));
    const std::string config =
        R"({"legacy":false,"bos_token":{"content":"<s>","lstrip":false,"rstrip":true},"eos_token":"</s>","unk_token":"<unk>",)"
        R"("pad_token":null,"additional_special_tokens":["<x>"],"added_tokens_decoder":{"0":{"content":"<unk>"},)"
        R"("1":{"content":"<s>","special":true},"600":{"content":"<new>"}},"tokenizer_class":"LlamaTokenizer"})";
    return {"tokenizer_config", {config},
        {"null", "99999999", "-1", "\"\"", "\"content\":", "{", "}", "[", "]", "true", "\\ud800", "1e400", "\"<s>\""}, [](std::string_view bytes) {
            scratch().write("tokenizer-config/tokenizer_config.json", bytes);
            const auto tokenizer = Tokenizer::open(scratch().path("tokenizer-config"));
            look(tokenizer->decode(tokenizer->encode("<s>a<x> <new>b</s>", false), true));
        }};
}

HostileReader tokenizerJsonReader()
{
    scratch().write("tokenizer-json/tokenizer.model", golden("lm/tokenizer.model"));
    scratch().write("tokenizer-json/tokenizer_config.json", R"({"tokenizer_class":"TokenizersBackend"})");
    const std::string file = R"({"version":"1.0","added_tokens":[{"id":0,"content":"<unk>","special":true},{"id":600,"content":"<new>","lstrip":true,"special":false}],)"
        R"("normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"_"}]},"pre_tokenizer":{"type":"Metaspace","prepend_scheme":"first","split":false},)"
        R"("model":{"type":"BPE","vocab":{"<unk>":0,"<s>":1,"</s>":2},"merges":["a b"]}})";
    return {"tokenizer_json", {file}, {"null", "99999999", "-1", "\"id\":", "\"content\":", "\"always\"", "\"never\"", "{", "}", "[", "]", "\\ud800", "1e400", "[\"<s>\",0]"},
        [](std::string_view bytes) {
            scratch().write("tokenizer-json/tokenizer.json", bytes);
            const auto tokenizer = Tokenizer::open(scratch().path("tokenizer-json"));
            look(tokenizer->decode(tokenizer->encode("<s>a <new>b</s>", false), true));
        }};
}

/// tokenizer.json where it is all that there is: a model, patterns and the steps around them.
HostileReader bpeFileReader()
{
    scratch().write("bpe/tokenizer_config.json", R"({"eos_token":"</s>"})");
    const std::string byteLevel = R"({"added_tokens":[{"id":9,"content":"</s>","special":true,"lstrip":true},{"id":10,"content":"<x>","single_word":true,"normalized":true,"rstrip":true}],)"
        R"("normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Replace","pattern":{"String":"q"},"content":"b"}]},)"
        R"("pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Digits","individual_digits":true},{"type":"Split","pattern":{"Regex":"[^\\s\\p{L}]?\\p{L}+|\\s+(?!\\S)|\\s+"},"behavior":"Isolated","invert":false},)"
        R"({"type":"ByteLevel","add_prefix_space":true,"use_regex":false}]},"post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"</s>","type_id":0}}],"special_tokens":{"</s>":{"ids":[9]}}},)"
        R"("decoder":{"type":"ByteLevel"},"model":{"type":"BPE","ignore_merges":true,"vocab":{"a":0,"b":1,"\u0120":2,"ab":3,"\u0120a":4,"aa":5,"aaaa":6,"\u00c3":7,"\u00a9":8},"merges":["a b",["a","a"],"aa aa","\u0120 a"]}})";
    const std::string characters = R"({"added_tokens":[{"id":0,"content":"</s>","special":true}],"normalizer":{"type":"Prepend","prepend":"\u2581"},)"
        R"("pre_tokenizer":{"type":"Metaspace","replacement":"\u2581","prepend_scheme":"first","split":true},"decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"\u2581"},"content":" "},)"
        R"({"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]},)"
        R"("model":{"type":"BPE","byte_fallback":true,"fuse_unk":true,"unk_token":"u","vocab":{"</s>":0,"u":1,"\u2581":2,"a":3,"\u2581a":4,"<0x0A>":5,"<0xC3>":6,"<0xA9>":7},"merges":["\u2581 a"]}})";
    return {"bpe", {byteLevel, characters},
        {"null", "99999999", "-1", "\"type\":", "\"Split\"", "\"Removed\"", "\"MergedWithNext\"", "\"MergedWithPrevious\"", "\"invert\":true", "(?:a+)+b", "(?=", "\\\\K", "[", "]", "{", "}", "\\ud800", "1e400",
            "\"merges\":", "\"vocab\":", "a", "\"ByteLevel\"", "\"Metaspace\"", "true", "false"},
        [](std::string_view bytes) {
            scratch().write("bpe/tokenizer.json", bytes);
            const auto tokenizer = Tokenizer::open(scratch().path("bpe"));
            const std::string text = "  aab </s> caf\xC3\xA9 <x> e\xCC\x81\xFF 123 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n\n";
            look(tokenizer->decode(tokenizer->encode(text, true), false));
            look(tokenizer->decode({0, 1, 2, 3, 300, 511, 512, -5}, true));
            look(tokenizer->piece(3));
        }};
}

HostileReader modelConfigReader()
{
    return {"model_config", {golden("lm/config.json"), golden("start/config.json")},
        {"\"llama\"", "\"icformer\"", "0", "-1", "1e300", "9223372036854775807", "null", "\"rope_scaling\":", "{\"type\":\"dynamic\",\"factor\":", "true", "[", "{", "}", "\""},
        [](std::string_view bytes) {
            scratch().write("model/config.json", bytes);
            // A config is of one of the two; the other reader has to refuse it.
            int refused = 0;
            try {
                look(std::size_t(DecoderConfig::read(scratch().path("model")).layers));
            } catch (const Error&) {
                ++refused;
            }
            try {
                look(CompressorConfig::read(scratch().path("model"))->toJson().dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
            } catch (const Error&) {
                if (refused > 0)
                    throw;
            }
        }};
}

} // namespace icf::test
