#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/options/choices.h"
#include "core/options/field.h"
#include "core/report/settings.h"

/// The options of every command.  A group is a struct with a static visit(self, visitor); the visitor is called as
/// visitor(self.member, Field{…}) for members that are std::string, bool, std::int64_t, double or an enum with names (choices.h), and as
/// visitor.section(Section{…}) (only by the commands' visit) before each group.  A group that is part of another is its base,
/// so that a field is declared once and is a plain member everywhere.
/// Names, defaults and meaning of the reference's arguments: docs/reference.md, "Arguments".

namespace icf {

/// Of every command that computes on a device that the user names.
inline Field deviceField()
{
    return {.key = "device", .label = ICF_TR("Device"), .help = ICF_TR("auto, cpu, cuda, cuda:0 …, or mps."), .level = Level::advanced, .affects = Affects::rounding};
}
/// Of every command that computes.
inline Field threadsField()
{
    return {.key = "threads", .label = ICF_TR("Threads"), .help = ICF_TR("CPU threads for the computation. 0: one per core."), .zero = ICF_TR("one per core"), .minimum = 0, .maximum = 1024,
            .level = Level::advanced, .affects = Affects::rounding};
}

/// On what a command computes.
struct ComputeOptions {
    Dtype dtype = Dtype::automatic;
    std::string device = "auto";
    std::int64_t threads = 0;
    bool deterministic = false;
    WeightFormat weights = WeightFormat::automatic;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.dtype, Field{.key = "dtype", .label = ICF_TR("Precision"),
            .help = ICF_TR("dtype of the computation. auto: bfloat16 where the device computes it natively, else float32. "
                           "The compressor's trained weights are always kept in float32."),
            .affects = Affects::result});
        v(self.weights, Field{.key = "weights", .label = ICF_TR("Weights in memory"),
            .help = ICF_TR("How a CPU keeps the frozen language model's matrices. auto: those of a quantized GGUF file as they are, others in the precision above. "
                           "dtype: all in that precision. int8, int4: rounded to 8 or 4 bits for each weight; less memory and faster answers, but results change a little."),
            .level = Level::advanced, .affects = Affects::result});
        v(self.device, deviceField());
        v(self.threads, threadsField());
        v(self.deterministic, Field{.key = "deterministic", .label = ICF_TR("Deterministic"),
            .help = ICF_TR("On a GPU, only use algorithms that give the same bits every time, so that a resumed run ends as if it had not been stopped; slower. "
                           "On a CPU this always holds."),
            .level = Level::advanced, .affects = Affects::rounding});
    }
};

/// Where the models are and on what they compute.
struct ModelOptions : ComputeOptions {
    std::string lm_path = "meta-llama/Llama-2-7b-hf";
    std::string icformer_path;
    std::string prompt_template;
    bool decode_int8 = false;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.lm_path, Field{.key = "lm_path", .label = ICF_TR("Language model"),
            .help = ICF_TR("Folder of the frozen language model, or its GGUF file: Llama, Mistral, Qwen, SmolLM and others like them."),
            .content = Content::inputFolder, .affects = Affects::content});
        v(self.icformer_path, Field{.key = "icformer_path", .label = ICF_TR("Compressor checkpoint"),
            .help = ICF_TR("Folder of an IC-Former checkpoint. Empty: a new compressor with random weights."),
            .content = Content::inputFolder, .affects = Affects::content});
        v(self.prompt_template, Field{.key = "prompt_template", .label = ICF_TR("Prompt template"),
            .help = ICF_TR("Words around context and prompt: llama2 (the published ones), chatml, llama3, qwen3, mistral, plain, or a JSON file with "
                           "prefix, lead and postfix. Empty: the compressor's, else the language model's."),
            .level = Level::advanced, .affects = Affects::result});
        ComputeOptions::visit(self, v);
        v(self.decode_int8, Field{.key = "decode_int8", .label = ICF_TR("8-bit decoding"),
            .help = ICF_TR("Generate answers with the language model's weights quantized to 8 bits: faster on a CPU, but answers may change "
                           "a little. Prompts are read with the original weights."),
            .level = Level::advanced, .affects = Affects::answers});
    }
};

/// How rows of data are read and computed.
struct RowOptions {
    std::int64_t batch_size = 1;
    bool strict = false;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.batch_size, Field{.key = "batch_size", .label = ICF_TR("Micro-batch size"),
            .help = ICF_TR("Samples computed together. Changes speed and memory, not results."),
            .unit = ICF_TR("samples"), .minimum = 1, .maximum = 65536, .affects = Affects::rounding});
        v(self.strict, Field{.key = "strict", .label = ICF_TR("Stop at invalid rows"),
            .help = ICF_TR("Stop at the first unusable line of the data instead of skipping and counting it."),
            .level = Level::advanced, .affects = Affects::nothing});
    }
};

inline constexpr std::int64_t kLongestChunk = 10'000'000;

/// How a context is cut before it is compressed.
struct ChunkOptions : ChunkSettings {
    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.use_chunk, Field{.key = "use_chunk", .label = ICF_TR("Compress in chunks"),
            .help = ICF_TR("Cut a long context into equal chunks, compress each and join the digests."), .affects = Affects::result});
        v(self.max_chunk_len, Field{.key = "max_chunk_len", .label = ICF_TR("Longest chunk"),
            .help = ICF_TR("Largest number of context tokens in one chunk."),
            .unit = ICF_TR("tokens"), .minimum = 1, .maximum = kLongestChunk, .affects = Affects::result});
    }
};

/// How contexts of a data set are read and compressed, whatever the compressor's size.
struct ContextOptions : ChunkOptions {
    std::int64_t max_seq_len = 512;
    bool encode = false;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.max_seq_len, Field{.key = "max_seq_len", .label = ICF_TR("Longest context"),
            .help = ICF_TR("Contexts longer than this are cut: pre-training takes a random window, everything else the "
                           "first tokens."),
            .unit = ICF_TR("tokens"), .minimum = 1, .maximum = 10'000'000, .affects = Affects::result});
        ChunkOptions::visit(self, v);
        v(self.encode, Field{.key = "encode", .label = ICF_TR("Encode with the language model"),
            .help = ICF_TR("Feed the compressor the language model's last hidden states instead of token embeddings. "
                           "Slower; the paper's main results do not use it."),
            .level = Level::advanced, .affects = Affects::result});
    }
};

/// The size of a new compressor and how contexts are cut; the reference's model arguments.
struct CompressionOptions : ContextOptions {
    CompressorType compressor = CompressorType::automatic;
    std::int64_t num_hidden_layers = 3;
    std::int64_t num_query_tokens = 128;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.compressor, Field{.key = "compressor", .label = ICF_TR("Kind"),
            .help = ICF_TR("icformer: the In-Context Former; mean_pooling: means of neighbouring embeddings and a linear map. auto: what the "
                           "checkpoint is, and an icformer where a new compressor is made."),
            .affects = Affects::newCompressor});
        v(self.num_hidden_layers, Field{.key = "num_hidden_layers", .label = ICF_TR("Layers"),
            .help = ICF_TR("Layers of a new icformer; a loaded checkpoint brings its own."), .minimum = 1, .maximum = 256,
            .affects = Affects::newCompressor});
        v(self.num_query_tokens, Field{.key = "num_query_tokens", .label = ICF_TR("Digests"),
            .help = ICF_TR("Digest vectors per context (per chunk with chunking) of a new compressor; a loaded checkpoint "
                           "brings its own."),
            .unit = ICF_TR("vectors"), .minimum = 1, .maximum = 65536, .affects = Affects::newCompressor});
        ContextOptions::visit(self, v);
    }
};

/// How a run trains; the reference's training arguments and ours.
struct TrainingLoopOptions : RowOptions {
    std::int64_t seed = 42;
    bool shuffle = false;
    double lr = 1e-4;
    Schedule lr_schedule = Schedule::constant;
    std::int64_t warmup_steps = 0;
    double decay_fraction = 1;
    std::int64_t max_epoch = 1;
    std::int64_t steps = 0;
    std::int64_t gradient_accumulation = 32;
    bool clip_grad = false;
    double max_norm = 2.0;
    Averaging avg_level = Averaging::token;
    double alpha = 1.0;
    std::int64_t max_label_len = 65535;
    bool gradient_checkpointing = false;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.lr, Field{.key = "lr", .label = ICF_TR("Learning rate"), .help = ICF_TR("Step size of AdamW; with a schedule, the highest."),
            .minimum = 0, .maximum = 10, .affects = Affects::result});
        v(self.lr_schedule, Field{.key = "lr_schedule", .label = ICF_TR("Schedule"),
            .help = ICF_TR("constant: the same rate throughout; linear, cosine: decays to 0 by the end of the run."),
            .affects = Affects::result});
        v(self.warmup_steps, Field{.key = "warmup_steps", .label = ICF_TR("Warm-up"),
            .help = ICF_TR("Optimizer steps over which the rate rises linearly from 0, whatever the schedule."), .unit = ICF_TR("steps"),
            .minimum = 0, .maximum = 1e12, .affects = Affects::result});
        v(self.decay_fraction, Field{.key = "decay_fraction", .label = ICF_TR("Decay fraction"),
            .help = ICF_TR("Fraction of the steps after the warm-up over which a linear or cosine rate decays; it is constant until then."),
            .minimum = 0, .maximum = 1, .level = Level::advanced, .affects = Affects::result});
        v(self.max_epoch, Field{.key = "max_epoch", .label = ICF_TR("Epochs"), .help = ICF_TR("Passes over the data."),
            .minimum = 1, .maximum = 1'000'000, .affects = Affects::later});
        v(self.steps, Field{.key = "steps", .label = ICF_TR("Stop after"),
            .help = ICF_TR("Optimizer steps after which the run ends, if the epochs do not end it sooner. 0: no limit."),
            .unit = ICF_TR("steps"), .zero = ICF_TR("no limit"), .minimum = 0, .maximum = 1e12, .affects = Affects::later});
        v(self.gradient_accumulation, Field{.key = "gradient_accumulation", .label = ICF_TR("Batch size per step"),
            .help = ICF_TR("Samples whose gradients make one optimizer step: what is usually called the batch size."),
            .unit = ICF_TR("samples"), .minimum = 1, .maximum = 1'000'000, .affects = Affects::result});
        RowOptions::visit(self, v);
        v(self.shuffle, Field{.key = "shuffle", .label = ICF_TR("Shuffle"), .help = ICF_TR("Shuffle the data anew in each epoch."),
            .affects = Affects::result});
        v(self.seed, Field{.key = "seed", .label = ICF_TR("Seed"),
            .help = ICF_TR("Seed of the initial weights, the order and the random windows."), .minimum = 0, .maximum = 9007199254740991.0,
            .affects = Affects::result});
        v(self.clip_grad, Field{.key = "clip_grad", .label = ICF_TR("Clip gradients"),
            .help = ICF_TR("Scale the gradient down when its norm exceeds the limit."), .affects = Affects::result});
        v(self.max_norm, Field{.key = "max_norm", .label = ICF_TR("Largest gradient norm"),
            .help = ICF_TR("The limit for clipping."), .minimum = 0, .maximum = 1e9, .affects = Affects::result});
        v(self.avg_level, Field{.key = "avg_level", .label = ICF_TR("Average over"),
            .help = ICF_TR("token: every label token of a step counts the same; sentence: every sample does."),
            .level = Level::advanced, .affects = Affects::result});
        v(self.alpha, Field{.key = "alpha", .label = ICF_TR("Weight of cross-entropy"),
            .help = ICF_TR("Fine-tuning loss = alpha · cross-entropy + (1 − alpha) · divergence from the full-context model."),
            .minimum = 0, .maximum = 1, .level = Level::advanced, .affects = Affects::result});
        v(self.max_label_len, Field{.key = "max_label_len", .label = ICF_TR("Longest answer"),
            .help = ICF_TR("Training answers are cut to this many tokens."), .unit = ICF_TR("tokens"),
            .minimum = 1, .maximum = 10'000'000, .level = Level::advanced, .affects = Affects::result});
        v(self.gradient_checkpointing, Field{.key = "gradient_checkpointing", .label = ICF_TR("Recompute activations"),
            .help = ICF_TR("Compute each layer of the language model again in the backward pass in place of keeping what it computed: far less memory, "
                           "up to half more time, the same results."),
            .level = Level::advanced, .affects = Affects::rounding});
    }
};

/// What is written while training.
struct CheckpointOptions {
    std::int64_t save_interval = 50000;
    bool save_optimizer = false;
    bool save_scheduler = false;
    std::int64_t keep_last = 0;
    bool keep_best = false;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.save_interval, Field{.key = "save_interval", .label = ICF_TR("Checkpoint every"),
            .help = ICF_TR("Samples between checkpoints, counted in each epoch; one more is written at its end."),
            .unit = ICF_TR("samples"), .minimum = 1, .maximum = 1e12, .affects = Affects::rounding});
        v(self.save_optimizer, Field{.key = "save_optimizer", .label = ICF_TR("Write optimizer.pt"),
            .help = ICF_TR("Also write the optimizer's state for the Python code. Resuming here does not need it."),
            .affects = Affects::nothing});
        v(self.save_scheduler, Field{.key = "save_scheduler", .label = ICF_TR("Write scheduler.pt"),
            .help = ICF_TR("Also write the learning rate's state for the Python code, when there is a schedule. Resuming here does not need it."),
            .level = Level::advanced, .affects = Affects::nothing});
        v(self.keep_last, Field{.key = "keep_last", .label = ICF_TR("Keep the last"),
            .help = ICF_TR("Checkpoints kept; older ones of this run are removed after a new one is safe. 0: all."),
            .unit = ICF_TR("checkpoints"), .zero = ICF_TR("all"), .minimum = 0, .maximum = 1'000'000, .level = Level::advanced, .affects = Affects::nothing});
        v(self.keep_best, Field{.key = "keep_best", .label = ICF_TR("Keep the best"),
            .help = ICF_TR("Never remove the checkpoint with the lowest validation loss."), .level = Level::advanced,
            .affects = Affects::nothing});
    }
};

/// Measuring while training.
struct ValidationOptions {
    std::string eval_data;
    std::int64_t eval_interval = 0;
    std::int64_t eval_rows = 64;
    std::int64_t eval_samples = 3;
    std::int64_t patience = 0;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.eval_data, Field{.key = "eval_data", .label = ICF_TR("Validation data"),
            .help = ICF_TR("Held-out jsonl in the format of the training data. Empty: none."), .content = Content::inputFile,
            .affects = Affects::content});
        v(self.eval_interval, Field{.key = "eval_interval", .label = ICF_TR("Validate every"),
            .help = ICF_TR("Optimizer steps between validations; one more ends the run. 0: at the end of each epoch and of the run."),
            .unit = ICF_TR("steps"), .zero = ICF_TR("once an epoch"), .minimum = 0, .maximum = 1e12, .affects = Affects::validation});
        v(self.eval_rows, Field{.key = "eval_rows", .label = ICF_TR("Validation rows"),
            .help = ICF_TR("Rows used, from the start of the file. 0: all."), .zero = ICF_TR("all"), .minimum = 0, .maximum = 1e9, .level = Level::advanced,
            .affects = Affects::validation});
        v(self.eval_samples, Field{.key = "eval_samples", .label = ICF_TR("Shown samples"),
            .help = ICF_TR("Validation rows for which an answer (or reconstruction) is generated each time."),
            .minimum = 0, .maximum = 1000, .level = Level::advanced, .affects = Affects::answers});
        v(self.patience, Field{.key = "patience", .label = ICF_TR("Stop early after"),
            .help = ICF_TR("Validations without a better loss after which the run ends. 0: never."),
            .unit = ICF_TR("validations"), .zero = ICF_TR("never"), .minimum = 0, .maximum = 1'000'000, .level = Level::advanced, .affects = Affects::validation});
    }
};

/// Greedy by default, as in the reference.
struct SamplingOptions : SamplingSettings {
    std::int64_t max_new_tokens = 256;

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v(self.max_new_tokens, Field{.key = "max_new_tokens", .label = ICF_TR("Longest answer"),
            .help = ICF_TR("Largest number of tokens to generate."), .unit = ICF_TR("tokens"), .minimum = 1, .maximum = 1'000'000,
            .affects = Affects::answers});
        v(self.temperature, Field{.key = "temperature", .label = ICF_TR("Temperature"),
            .help = ICF_TR("0: always the most likely token; higher: more random."), .minimum = 0, .maximum = 100,
            .affects = Affects::answers});
        v(self.top_p, Field{.key = "top_p", .label = ICF_TR("Top-p"),
            .help = ICF_TR("Sample only from the most likely tokens whose probabilities add up to this."),
            .minimum = 0, .maximum = 1, .level = Level::advanced, .affects = Affects::answers});
        v(self.top_k, Field{.key = "top_k", .label = ICF_TR("Top-k"),
            .help = ICF_TR("Sample only from this many of the most likely tokens. 0: all."),
            .zero = ICF_TR("all"), .minimum = 0, .maximum = 1'000'000, .level = Level::advanced, .affects = Affects::answers});
        v(self.sampling_seed, Field{.key = "sampling_seed", .label = ICF_TR("Sampling seed"),
            .help = ICF_TR("Seed of the random choice of tokens."), .minimum = 0, .maximum = 9007199254740991.0, .level = Level::advanced,
            .affects = Affects::answers});
    }
};

/// What `icformer pretrain` and `icformer finetune`, and a run in the studio, are made of.
struct TrainOptions {
    TrainingTask task = TrainingTask::finetune;
    std::string data_path = "./data/pile_small.jsonl";
    std::string save_path = "./output";
    ModelOptions model;
    CompressionOptions compression;
    TrainingLoopOptions loop;
    CheckpointOptions checkpoint;
    ValidationOptions validation;
    SamplingOptions sampling;  ///< Of the samples shown during validation.

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v.section(Section{"task", ICF_TR("Task and data")});
        v(self.task, Field{.key = "task", .label = ICF_TR("Task"),
            .help = ICF_TR("pretrain: learn to let the model repeat the text; finetune: learn to let it answer about the text."),
            .affects = Affects::result});
        v(self.data_path, Field{.key = "data_path", .label = ICF_TR("Training data"),
            .help = ICF_TR("jsonl: {\"text\"} for pre-training, {\"input\", \"prompt\", \"answer\"} for fine-tuning."),
            .content = Content::inputFile, .affects = Affects::content});
        v(self.save_path, Field{.key = "save_path", .label = ICF_TR("Run folder"),
            .help = ICF_TR("Folder for checkpoints, curves and the log."), .content = Content::outputFolder, .affects = Affects::nothing});
        v.section(Section{"model", ICF_TR("Models and device")});
        ModelOptions::visit(self.model, v);
        v.section(Section{"compression", ICF_TR("Compression")});
        CompressionOptions::visit(self.compression, v);
        v.section(Section{"loop", ICF_TR("Training")});
        TrainingLoopOptions::visit(self.loop, v);
        v.section(Section{"checkpoint", ICF_TR("Checkpoints")});
        CheckpointOptions::visit(self.checkpoint, v);
        v.section(Section{"validation", ICF_TR("Validation")});
        ValidationOptions::visit(self.validation, v);
        v.section(Section{"sampling", ICF_TR("Generation")});
        SamplingOptions::visit(self.sampling, v);
    }
};

/// What `icformer generate` is made of.
struct GenerateOptions : RowOptions {
    std::string data_path = "./data/pile_small.jsonl";
    std::string save_path = "./output";
    std::string output_file = "output.jsonl";
    bool line_numbers = false;
    ModelOptions model;
    CompressionOptions compression;
    SamplingOptions sampling;

    static constexpr std::string_view kCommand = "generate";

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v.section(Section{"task", ICF_TR("Task and data")});
        v(self.data_path, Field{.key = "data_path", .label = ICF_TR("Test data"),
            .help = ICF_TR("jsonl with {\"input\", \"prompt\"}; the five open-ended prompts of PwC are left out."),
            .content = Content::inputFile, .affects = Affects::content});
        v(self.save_path, Field{.key = "save_path", .label = ICF_TR("Output folder"),
            .help = ICF_TR("Folder of the output file; may hold other things."), .content = Content::outputFolder,
            .affects = Affects::nothing});
        v(self.output_file, Field{.key = "output_file", .label = ICF_TR("Output file"),
            .help = ICF_TR("Name of the jsonl file with {\"input\", \"prompt\", \"answer\"}; replaced whole."),
            .content = Content::fileName, .affects = Affects::nothing});
        v(self.line_numbers, Field{.key = "line_numbers", .label = ICF_TR("Line numbers"),
            .help = ICF_TR("Also write which line of the data each answer belongs to, as {\"line\"}: rows may be left out."),
            .level = Level::advanced, .affects = Affects::result});
        RowOptions::visit(self, v);
        v.section(Section{"model", ICF_TR("Models and device")});
        ModelOptions::visit(self.model, v);
        v.section(Section{"compression", ICF_TR("Compression")});
        CompressionOptions::visit(self.compression, v);
        v.section(Section{"sampling", ICF_TR("Generation")});
        SamplingOptions::visit(self.sampling, v);
    }
};

} // namespace icf
