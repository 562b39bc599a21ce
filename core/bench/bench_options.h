#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/options/option_tools.h"
#include "core/options/run_options.h"

namespace icf {

/// Sizes of models with random weights.
enum class BenchSize { smolLm2, llama2, llama2Whole, llama3, demo };
template <> inline constexpr std::array<std::string_view, 5> kEnumNames<BenchSize>{"smollm2-135m", "llama-2-7b", "llama-2-7b-whole", "llama-3-8b", "demo"};

/// What can be measured.
inline constexpr std::array<std::string_view, 9> kBenchWorks{"compress", "read", "train", "prefill", "decode", "decode_int8", "first_token", "load", "data"};

/// What `icformer bench` and the Bench page are made of.
struct BenchOptions : ComputeOptions {
    std::string works = "compress,train,prefill,decode,first_token";
    BenchSize model_size = BenchSize::smolLm2;
    std::string lm_path;
    std::string icformer_path;
    std::string lengths = "512,2048,8192,32768";
    std::string batches = "1,8,32";
    std::int64_t max_chunk_len = 512;
    std::int64_t train_samples = 2;
    bool gradient_checkpointing = false;
    std::int64_t repeats = 7;
    std::string text_file;
    std::string ids_file;
    std::string data_path;
    std::int64_t data_megabytes = 1000;
    std::string output_file;

    static constexpr std::string_view kCommand = "bench";

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v.section(Section{"work", ICF_TR("What to measure")});
        v(self.works, Field{.key = "works", .label = ICF_TR("Work"),
            .help = ICF_TR("What is measured."), .parts = kBenchWorks,
            .affects = Affects::result});
        v(self.lengths, Field{.key = "lengths", .label = ICF_TR("Context lengths"),
            .help = ICF_TR("Comma-separated lengths that compress and read are measured at."), .unit = ICF_TR("tokens"),
            .affects = Affects::result});
        v(self.batches, Field{.key = "batches", .label = ICF_TR("Batch sizes"),
            .help = ICF_TR("Comma-separated numbers of contexts compressed together; batches of more than 131,072 tokens are left out."), .unit = ICF_TR("contexts"),
            .affects = Affects::result});
        v(self.max_chunk_len, Field{.key = "max_chunk_len", .label = ICF_TR("Longest chunk"),
            .help = ICF_TR("Largest number of context tokens in one chunk."),
            .unit = ICF_TR("tokens"), .minimum = 1, .maximum = 10'000'000, .affects = Affects::result});
        v(self.train_samples, Field{.key = "train_samples", .label = ICF_TR("Samples of a training step"),
            .help = ICF_TR("Contexts of 512 tokens that train reads together."), .unit = ICF_TR("samples"), .minimum = 1, .maximum = 4096,
            .affects = Affects::result});
        v(self.gradient_checkpointing, Field{.key = "gradient_checkpointing", .label = ICF_TR("Recompute activations"),
            .help = ICF_TR("train computes each layer of the language model again in the backward pass, as with this option of pretrain."),
            .level = Level::advanced, .affects = Affects::result});
        v(self.repeats, Field{.key = "repeats", .label = ICF_TR("Repetitions"),
            .help = ICF_TR("Timed rounds of each work, after one that is not timed."), .minimum = 1, .maximum = 10'000,
            .affects = Affects::result});
        v(self.text_file, Field{.key = "text_file", .label = ICF_TR("Text"),
            .help = ICF_TR("Text file that contexts are taken from, so that tokens repeat as in real use. Empty: the text of this program's licence."),
            .content = Content::inputFile, .affects = Affects::content});
        v(self.ids_file, Field{.key = "ids_file", .label = ICF_TR("Token ids"),
            .help = ICF_TR("Instead of a text: JSON array of token ids."), .level = Level::advanced, .content = Content::inputFile,
            .affects = Affects::content});
        v(self.data_path, Field{.key = "data_path", .label = ICF_TR("Data"),
            .help = ICF_TR("jsonl file that data opens. Empty: a temporary file of made-up texts."), .level = Level::advanced,
            .content = Content::inputFile, .affects = Affects::content});
        v(self.data_megabytes, Field{.key = "data_megabytes", .label = ICF_TR("Size of the made-up data"),
            .help = ICF_TR("Size of the temporary file that data opens."), .unit = ICF_TR("MB"), .minimum = 1, .maximum = 1'000'000,
            .level = Level::advanced, .affects = Affects::result});
        v(self.output_file, Field{.key = "output_file", .label = ICF_TR("Output file"),
            .help = ICF_TR("JSON file for every single time. Empty: none is written."), .affects = Affects::nothing});
        v.section(Section{"model", ICF_TR("Models and device")});
        v(self.model_size, Field{.key = "model_size", .label = ICF_TR("Size"),
            .help = ICF_TR("Sizes of models with random weights, which take as long as trained ones. llama-2-7b: the compressor only; llama-2-7b-whole and llama-3-8b: "
                           "the language model too, 14 and 16 GB in bfloat16."),
            .affects = Affects::result});
        v(self.lm_path, Field{.key = "lm_path", .label = ICF_TR("Language model"),
            .help = ICF_TR("Instead of random weights: folder of a language model."), .content = Content::inputFolder,
            .affects = Affects::content});
        v(self.icformer_path, Field{.key = "icformer_path", .label = ICF_TR("Compressor checkpoint"),
            .help = ICF_TR("Its compressor. Empty: random weights, 3 layers, 128 digests."), .content = Content::inputFolder,
            .affects = Affects::content});
        ComputeOptions::visit(self, v);
    }
};

/// The works named, checked, each once.  Throws Error naming the unknown one.
std::vector<std::string> worksOf(const BenchOptions& options);
/// The lengths and batch sizes named.  Throw Error.
std::vector<std::int64_t> benchLengths(const BenchOptions& options);
std::vector<std::int64_t> benchBatches(const BenchOptions& options);

template <> std::vector<OptionProblem> validate(const BenchOptions& options);
template <> std::vector<OptionProblem> advise(const BenchOptions& options);

} // namespace icf
