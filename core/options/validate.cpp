#include <algorithm>
#include <filesystem>
#include <limits>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/options/path_checks.h"

namespace icf {
namespace {

void checkModels(const ModelOptions& model, std::vector<OptionProblem>& problems)
{
    checkLanguageModel("lm_path", model.lm_path, problems);
    if (!model.icformer_path.empty())
        checkCompressor("icformer_path", model.icformer_path, problems);
    checkPromptTemplate("prompt_template", model.prompt_template, problems);
    checkDevice("device", model.device, problems);
}

void checkValidation(const TrainOptions& options, std::vector<OptionProblem>& problems)
{
    if (!options.validation.eval_data.empty()) {
        checkInputFile("eval_data", options.validation.eval_data, problems);
        return;
    }
    const auto needs = [&](bool wanted, const char* key) {
        if (wanted)
            problems.push_back({key, "needs validation data: give --eval_data, or leave it out"});
    };
    needs(options.validation.eval_interval > 0, "eval_interval");
    needs(options.validation.patience > 0, "patience");
    needs(options.checkpoint.keep_best, "keep_best");
}

/// The config.json of a compressor; null where there is none.
nlohmann::json compressorConfig(const std::string& folder)
{
    if (folder.empty())
        return {};
    try {
        return readJsonFile((std::filesystem::path(folder) / "config.json").string(), kOptionsFileLimits);
    } catch (const Error&) {
        // A broken checkpoint is reported where it is loaded, with its own reason.
        return {};
    }
}

/// A whole number of it; nothing where there is none.
std::optional<std::int64_t> compressorEntry(const std::string& folder, const char* key)
{
    const nlohmann::json config = compressorConfig(folder);
    const auto found = config.find(key);
    return found != config.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>()) : std::nullopt;
}

void checkKind(const CompressionOptions& compression, const std::string& folder, std::vector<OptionProblem>& problems)
{
    const nlohmann::json config = compressorConfig(folder);
    const auto found = config.find("model_type");
    if (found == config.end() || !found->is_string())
        return;
    if (std::string problem = kindProblem(compression.compressor, found->get<std::string>(), folder); !problem.empty())
        problems.push_back({"compressor", std::move(problem)});
}

/// Digests that a run with these options has: the checkpoint's own, or those of a new compressor.
std::int64_t digestsOf(const ModelOptions& model, std::int64_t requested)
{
    return compressorEntry(model.icformer_path, "num_query_tokens").value_or(requested);
}

void adviseChunks(bool useChunk, std::int64_t maxChunkLen, std::int64_t maxSeqLen, std::int64_t digests, std::vector<OptionProblem>& advice)
{
    const std::string count = std::to_string(digests);
    if (useChunk && maxChunkLen < digests)
        advice.push_back({"max_chunk_len", "a chunk of at most " + std::to_string(maxChunkLen) + " tokens becomes " + count
            + " digests: nothing is compressed; make chunks longer or use fewer digests"});
    else if (maxSeqLen < digests)
        advice.push_back({"max_seq_len", "contexts of at most " + std::to_string(maxSeqLen) + " tokens become " + count
            + " digests: nothing is compressed"});
}

} // namespace

std::optional<std::int64_t> trainedChunkLength(const std::string& folder)
{
    const std::optional<std::int64_t> length = compressorEntry(folder, "max_chunk_len");
    return length && *length >= 0 && *length <= kLongestChunk ? length : std::nullopt;
}

template <> std::vector<OptionProblem> validate(const TrainOptions& options)
{
    std::vector<OptionProblem> problems = rangeProblems(options);
    checkInputFile("data_path", options.data_path, problems);
    checkOutputFolder("save_path", options.save_path, problems);
    checkModels(options.model, problems);
    checkKind(options.compression, options.model.icformer_path, problems);
    checkValidation(options, problems);
    if (options.model.dtype == Dtype::float16)
        problems.push_back({"dtype", "small gradients vanish in float16, and the loss is not scaled; train in bfloat16 or float32"});
    if (samePlace(options.save_path, options.model.lm_path))
        problems.push_back({"save_path", "is the language model's folder; a run needs a folder of its own"});
    if (samePlace(options.save_path, options.model.icformer_path))
        problems.push_back({"save_path", "is the folder of the checkpoint to start from; a run needs a folder of its own"});
    return problems;
}

template <> std::vector<OptionProblem> validate(const GenerateOptions& options)
{
    std::vector<OptionProblem> problems = rangeProblems(options);
    checkInputFile("data_path", options.data_path, problems);
    checkOutputFolder("save_path", options.save_path, problems);
    checkFileName("output_file", options.output_file, problems);
    // Beside the answers' own name the two under which they are written.
    for (const char* end : {"", ".partial", ".partial.json"}) {
        const std::size_t before = problems.size();
        checkOutputFile("output_file", options.save_path + "/" + options.output_file + end, {{"data_path", options.data_path}}, {options.model.icformer_path},
            /*parentIsMade=*/true, problems);
        if (problems.size() > before)
            break;
    }
    checkModels(options.model, problems);
    checkKind(options.compression, options.model.icformer_path, problems);
    if (samePlace(options.save_path, options.model.lm_path))
        problems.push_back({"save_path", "is the language model's folder; give another one"});
    return problems;
}

template <> std::vector<OptionProblem> validate(const CompressOptions& options)
{
    std::vector<OptionProblem> problems = rangeProblems(options);
    if (options.text_file.empty() == options.data_path.empty())
        problems.push_back({"text_file", "needed: either --text_file or --data_path"});
    else if (!options.text_file.empty())
        checkInputFile("text_file", options.text_file, problems);
    else
        checkInputFile("data_path", options.data_path, problems);
    if (options.output_file.empty())
        problems.push_back({"output_file", "needed: the safetensors file to write"});
    else
        checkOutputFile("output_file", options.output_file, {{"text_file", options.text_file}, {"data_path", options.data_path}},
            {options.model.lm_path, options.model.icformer_path}, /*parentIsMade=*/false, problems);
    checkModels(options.model, problems);
    if (options.model.icformer_path.empty())
        problems.push_back({"icformer_path", "needed: the folder of a trained compressor"});
    return problems;
}

template <> std::vector<OptionProblem> validate(const TokenizeOptions& options)
{
    std::vector<OptionProblem> problems;
    checkLanguageModel("lm_path", options.lm_path, problems);
    return problems;
}

template <> std::vector<OptionProblem> advise(const TrainOptions& options)
{
    std::vector<OptionProblem> advice;
    adviseModel(options.model, advice);
    adviseChunks(options.compression.use_chunk, options.compression.max_chunk_len, options.compression.max_seq_len,
        digestsOf(options.model, options.compression.num_query_tokens), advice);
    adviseSampling(options.sampling, advice);
    if (options.loop.lr == 0)
        advice.push_back({"lr", "a learning rate of 0 changes nothing"});
    if (options.task == TrainingTask::pretrain && options.loop.alpha != TrainingLoopOptions{}.alpha)
        advice.push_back({"alpha", "has no effect on pre-training"});
    if (options.compression.compressor == CompressorType::meanPooling && options.compression.num_hidden_layers != CompressionOptions{}.num_hidden_layers)
        advice.push_back({"num_hidden_layers", "has no effect on mean pooling, which has no layers"});
    if (!options.loop.clip_grad && options.loop.max_norm != TrainingLoopOptions{}.max_norm)
        advice.push_back({"max_norm", "has no effect without --clip_grad"});
    if (options.loop.clip_grad && options.loop.max_norm == 0)
        advice.push_back({"max_norm", "a largest gradient norm of 0 changes nothing"});
    const bool falls = options.loop.lr_schedule != Schedule::constant;
    if (!falls && options.loop.decay_fraction != TrainingLoopOptions{}.decay_fraction)
        advice.push_back({"decay_fraction", "has no effect on a constant learning rate"});
    if (options.loop.steps > 0 && options.loop.warmup_steps >= options.loop.steps)
        advice.push_back({"warmup_steps", "the run ends before the learning rate is up"});
    if (options.checkpoint.save_scheduler && !falls && options.loop.warmup_steps == 0)
        advice.push_back({"save_scheduler", "accepted, but there is no schedule to save"});
    return advice;
}

std::vector<OptionProblem> adviseLength(const TrainingLoopOptions& loop, std::int64_t rows)
{
    std::vector<OptionProblem> advice;
    const std::int64_t inEpochs = stepsInEpochs(loop, rows);
    const std::int64_t steps = stepsInAll(loop, rows);
    if (loop.steps > inEpochs)
        advice.push_back({"steps", "the run ends after " + std::to_string(inEpochs) + " steps, at the end of its epochs; raise --max_epoch for " + std::to_string(loop.steps)});
    // Where the steps alone say so, advise() does.
    const bool saidBefore = loop.steps > 0 && loop.warmup_steps >= loop.steps;
    if (loop.warmup_steps >= steps && !saidBefore)
        advice.push_back({"warmup_steps", "the run ends after " + std::to_string(steps) + " steps, before the learning rate is up"});
    return advice;
}

std::vector<std::string> withoutEffect(const TrainOptions& options)
{
    std::vector<std::string> keys;
    const auto add = [&keys](bool unused, std::initializer_list<const char*> those) {
        if (unused)
            keys.insert(keys.end(), those.begin(), those.end());
    };
    const bool loaded = !options.model.icformer_path.empty();
    add(loaded || options.compression.compressor == CompressorType::meanPooling, {"num_hidden_layers"});
    add(loaded, {"num_query_tokens"});
    add(!options.compression.use_chunk, {"max_chunk_len"});
    add(options.loop.lr_schedule == Schedule::constant, {"decay_fraction"});
    add(!options.loop.clip_grad, {"max_norm"});
    add(options.task == TrainingTask::pretrain, {"alpha"});
    add(options.sampling.temperature <= 0, {"top_p", "top_k", "sampling_seed"});
    return keys;
}

std::int64_t stepsInEpochs(const TrainingLoopOptions& loop, std::int64_t rows)
{
    return (rows + loop.gradient_accumulation - 1) / loop.gradient_accumulation * loop.max_epoch;
}

std::int64_t stepsInAll(const TrainingLoopOptions& loop, std::int64_t rows)
{
    const std::int64_t steps = stepsInEpochs(loop, rows);
    return loop.steps > 0 ? std::min(loop.steps, steps) : steps;
}

template <> std::vector<OptionProblem> advise(const GenerateOptions& options)
{
    std::vector<OptionProblem> advice;
    adviseModel(options.model, advice);
    adviseTrainedChunks(options.model.icformer_path, options.compression, advice);
    adviseSampling(options.sampling, advice);
    adviseChunks(options.compression.use_chunk, options.compression.max_chunk_len, options.compression.max_seq_len,
        digestsOf(options.model, options.compression.num_query_tokens), advice);
    return advice;
}

template <> std::vector<OptionProblem> advise(const CompressOptions& options)
{
    std::vector<OptionProblem> advice;
    adviseModel(options.model, advice);
    adviseTrainedChunks(options.model.icformer_path, options, advice);
    const std::int64_t noLimit = std::numeric_limits<std::int64_t>::max();
    adviseChunks(options.use_chunk, options.max_chunk_len, noLimit, digestsOf(options.model, 0), advice);
    return advice;
}

template <> std::vector<OptionProblem> advise(const TokenizeOptions&) { return {}; }

} // namespace icf
