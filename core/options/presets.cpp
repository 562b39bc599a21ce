#include "core/options/presets.h"

#include "core/base/error.h"

namespace icf {
namespace {

/// What paper and scripts have in common, for both stages.
TrainOptions published(TrainingTask task, double rate, std::int64_t samplesPerStep)
{
    TrainOptions options;
    options.task = task;
    options.model.dtype = Dtype::bfloat16;
    options.loop.lr = rate;
    options.loop.gradient_accumulation = samplesPerStep;
    options.loop.clip_grad = true;
    options.loop.shuffle = true;
    return options;
}

TrainOptions paper(TrainingTask task, double rate, std::int64_t samplesPerStep, std::int64_t steps)
{
    TrainOptions options = published(task, rate, samplesPerStep);
    options.loop.max_norm = 2;
    options.loop.steps = steps;
    options.loop.max_epoch = 1000;
    return options;
}

TrainOptions scriptPretrain()
{
    TrainOptions options = published(TrainingTask::pretrain, 1e-4, 32);
    options.compression.max_seq_len = 512;
    options.checkpoint.save_optimizer = true;
    return options;
}

TrainOptions scriptFinetune()
{
    TrainOptions options = published(TrainingTask::finetune, 1e-4, 128);
    options.compression.max_seq_len = 1024;
    options.compression.use_chunk = true;
    options.compression.max_chunk_len = 512;
    options.loop.max_epoch = 3;
    options.loop.avg_level = Averaging::sentence;
    options.loop.max_norm = 1;
    options.checkpoint.save_interval = 5000;
    return options;
}

/// A small compressor for the demo's small model.
TrainOptions small(std::int64_t layers, std::int64_t digests, std::int64_t samplesPerStep, std::int64_t steps, std::int64_t answerTokens)
{
    TrainOptions options;
    options.compression.num_hidden_layers = layers;
    options.compression.num_query_tokens = digests;
    options.loop.gradient_accumulation = samplesPerStep;
    options.loop.steps = steps;
    options.sampling.max_new_tokens = answerTokens;
    return options;
}

TrainOptions demo()
{
    TrainOptions options = small(2, 8, 40, 300, 32);
    options.model.dtype = Dtype::automatic;
    options.compression.use_chunk = true;
    options.compression.max_chunk_len = 32;
    options.loop.lr = 2e-3;
    options.loop.lr_schedule = Schedule::linear;
    options.loop.warmup_steps = 20;
    options.loop.batch_size = 40;
    options.loop.clip_grad = true;
    options.loop.max_norm = 2;
    // The file puts short contexts first: in its order the loss would jump where the long ones begin.
    options.loop.shuffle = true;
    options.checkpoint.save_interval = 100000;
    // Answers every few seconds, within ten also where a step takes half a second.
    options.validation.eval_interval = 15;
    options.validation.eval_rows = 40;
    options.validation.eval_samples = 3;
    return options;
}

TrainOptions smoke()
{
    TrainOptions options = small(1, 4, 2, 3, 8);
    options.model.dtype = Dtype::float32;
    options.compression.max_seq_len = 32;
    return options;
}

} // namespace

std::vector<Preset> presets()
{
    return {
        {"demo", ICF_TR("Demo"),
            ICF_TR("Fine-tunes the demo's start compressor for about a minute on two cores, with held-out questions answered on the way."),
            "", demo()},
        {"paper-pretrain", ICF_TR("Paper: pre-train"),
            ICF_TR("The settings printed in the paper: AdamW, lr 1e-4, 16 samples a step, norm 2, 9.3k steps, bfloat16, 512 tokens to 128 digests."),
            ICF_TR("The released script differs: 32 samples a step and one epoch instead of a number of steps."), paper(TrainingTask::pretrain, 1e-4, 16, 9300)},
        {"script-pretrain", ICF_TR("Script: pre-train"),
            ICF_TR("What the authors' pre-training script sets: 32 samples a step, norm 2, one epoch, shuffled, lr 1e-4."),
            ICF_TR("The paper differs: 16 samples a step, 9.3k steps."), scriptPretrain()},
        {"paper-finetune", ICF_TR("Paper: fine-tune"),
            ICF_TR("The settings printed in the paper: AdamW, lr 5e-5, 256 samples a step, norm 2, 7.9k steps, bfloat16; start from a "
                   "pre-trained checkpoint."),
            ICF_TR("The released script differs: lr 1e-4, 128 samples a step, norm 1, 3 epochs, sentence averages, 1,024 tokens in chunks "
                   "of 512, and no checkpoint to start from."), paper(TrainingTask::finetune, 5e-5, 256, 7900)},
        {"script-finetune", ICF_TR("Script: fine-tune"),
            ICF_TR("What the authors' fine-tuning script sets: lr 1e-4, 128 samples a step, norm 1, 3 epochs, sentence averages, 1,024 "
                   "tokens in chunks of 512."),
            ICF_TR("The paper differs: lr 5e-5, 256 samples a step, norm 2, 7.9k steps, and it starts from a pre-trained checkpoint; the "
                   "script names none."), scriptFinetune()},
        {"smoke", ICF_TR("Smoke test"),
            ICF_TR("Three steps of a tiny new compressor: shows in seconds whether model, data and folders work together."), "", smoke()},
    };
}

void applyPreset(TrainOptions& options, std::string_view key)
{
    std::string known;
    for (const Preset& preset : presets()) {
        if (preset.key != key) {
            known.append(known.empty() ? "" : ", ").append(preset.key);
            continue;
        }
        TrainOptions chosen = preset.options;
        chosen.data_path = options.data_path;
        chosen.save_path = options.save_path;
        chosen.model.lm_path = options.model.lm_path;
        chosen.model.icformer_path = options.model.icformer_path;
        chosen.model.device = options.model.device;
        chosen.model.threads = options.model.threads;
        chosen.validation.eval_data = options.validation.eval_data;
        // Measuring needs data that only the user can name.
        if (chosen.validation.eval_data.empty())
            chosen.validation = ValidationOptions{};
        options = std::move(chosen);
        return;
    }
    throw Error("--preset", "there is no preset \"" + std::string(key) + "\"; there are: " + known);
}

TrainOptions demoOptions(const std::string& demoFolder, const std::string& saveFolder)
{
    TrainOptions options = demo();
    options.model.lm_path = demoFolder + "/lm";
    options.model.icformer_path = demoFolder + "/icformer-start";
    options.data_path = demoFolder + "/pwc_train.jsonl";
    options.validation.eval_data = demoFolder + "/pwc_test.jsonl";
    options.save_path = saveFolder;
    return options;
}

} // namespace icf
