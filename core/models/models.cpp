#include "core/models/models.h"

#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>

#include <thread>

#include "core/base/error.h"
#include "core/facts/processor.h"
#include "core/text/white_space.h"

namespace icf {
namespace {

at::Device resolveDevice(const std::string& name)
{
    const bool cuda = at::hasCUDA();
    const bool mps = at::hasMPS();
    if (name == "auto")
        return cuda ? at::Device(at::kCUDA, 0) : mps ? at::Device(at::kMPS) : at::Device(at::kCPU);
    at::Device device = at::kCPU;
    try {
        device = at::Device(name);
    } catch (const c10::Error&) {
        throw Error("device", "\"" + name + "\" is no device; use auto, cpu, cuda, cuda:0 … or mps");
    }
    if ((device.is_cuda() && !cuda) || (device.is_mps() && !mps))
        throw Error("device", "\"" + name + "\": this build of LibTorch or this machine has no such device; use cpu or auto");
    if (device.is_cuda() && device.has_index() && device.index() >= at::detail::getCUDAHooks().deviceCount())
        throw Error("device", "\"" + name + "\": there are only " + std::to_string(at::detail::getCUDAHooks().deviceCount()) + " CUDA devices");
    if (!device.is_cpu() && !device.is_cuda() && !device.is_mps())
        throw Error("device", "\"" + name + "\" is not supported; use auto, cpu, cuda or mps");
    return device;
}

at::ScalarType resolveType(const std::string& name, at::Device device)
{
    if (name == "float32")
        return at::kFloat;
    if (name == "bfloat16")
        return at::kBFloat16;
    if (name == "float16")
        return at::kHalf;
    return !device.is_cpu() || processorHasBfloat16() ? at::kBFloat16 : at::kFloat;
}

} // namespace

std::string ComputePlace::typeName() const
{
    return type == at::kFloat ? "float32" : type == at::kHalf ? "float16" : "bfloat16";
}

ComputePlace computePlace(const ComputeOptions& options)
{
    ComputePlace place;
    place.device = resolveDevice(options.device);
    place.type = resolveType(options.dtype, place.device);
    place.threads = options.threads > 0 ? options.threads : std::max<std::int64_t>(1, std::thread::hardware_concurrency());
    if (at::get_num_threads() != place.threads)
        at::set_num_threads(int(place.threads));
    return place;
}

OpenModels openModels(const ModelOptions& options, const PartDone& partDone)
{
    OpenModels models;
    models.place = computePlace(options);
    models.lm = LlamaModel::load(options.lm_path, models.place.type, models.place.device, partDone);
    if (options.decode_int8)
        models.lm->keepEightBits();
    models.tokenizer = Tokenizer::open(options.lm_path);
    if (models.tokenizer->size() > models.lm->config().vocab)
        throw Error(options.lm_path, "the tokenizer has " + std::to_string(models.tokenizer->size()) + " tokens, the model only "
                    + std::to_string(models.lm->config().vocab) + "; they do not belong together");
    models.layouts = std::make_unique<LayoutBuilder>(*models.tokenizer, models.lm->config().rotary.stretchedPositions());
    if (!options.icformer_path.empty())
        models.compressor = openForInference(options.icformer_path, *models.lm);
    return models;
}

std::unique_ptr<Compressor> openCompressor(const std::string& folder, const LlamaModel& lm)
{
    auto compressor = Compressor::load(folder);
    compressor->requireFit(lm.config());
    compressor->to(lm.device());
    return compressor;
}

std::unique_ptr<Compressor> openForInference(const std::string& folder, const LlamaModel& lm)
{
    auto compressor = openCompressor(folder, lm);
    compressor->prepareForInference(lm, lm.type());
    return compressor;
}

std::vector<std::int64_t> contextIds(const Tokenizer& tokenizer, const std::string& context, std::int64_t maxSeqLen)
{
    return tokenizer.encode(context, false, maxSeqLen > 0 ? std::size_t(maxSeqLen) : std::numeric_limits<std::size_t>::max());
}

std::string answerText(const Tokenizer& tokenizer, const std::vector<std::int64_t>& ids)
{
    return std::string(stripped(tokenizer.decode(ids, true)));
}

} // namespace icf
