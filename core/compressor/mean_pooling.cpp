#include "core/compressor/mean_pooling.h"

#include "core/nn/cpu_products.h"
#include "core/nn/device_lists.h"

namespace icf {

at::Tensor poolMeans(const ContextBatch& chunks, std::int64_t vectors)
{
    // One bag for each group and one for the padding after each chunk, which is left out of the result.
    std::vector<std::int64_t> starts, kept;
    std::int64_t position = 0;
    for (const std::int64_t length : chunks.lengths) {
        for (const std::int64_t size : poolSizes(length, vectors)) {
            kept.push_back(std::int64_t(starts.size()));
            starts.push_back(position);
            position += size;
        }
        if (const std::int64_t padding = chunks.length() - length; padding > 0) {
            starts.push_back(position);
            position += padding;
        }
    }
    const at::Tensor rows = chunks.rows.to(at::kFloat);
    if (kept.empty())
        return rows.new_empty({0, rows.size(1)});
    const bool all = kept.size() == starts.size();
    const std::vector<at::Tensor> bags = toDevice({std::move(starts), std::move(kept)}, rows.device());
    constexpr std::int64_t kMean = 1;
    const at::Tensor means = std::get<0>(at::embedding_bag(rows, chunks.positions.flatten(), bags[0], false, kMean));
    return all ? means : means.index_select(0, bags[1]);
}

MeanPooling::MeanPooling(const MeanPoolingConfig& config, std::uint64_t)
    : Compressor(config.hidden), config_(config), weight_(at::eye(config.hidden, at::kFloat)), bias_(at::zeros({config.hidden}, at::kFloat))
{
}

at::Tensor MeanPooling::compressChunks(const ContextBatch& chunks, at::ScalarType type, const PartDone& partDone) const
{
    tellPart(partDone, 0);
    const at::Tensor means = poolMeans(chunks, config_.digests).to(type);
    if (inference_ && means.size(0) > 0 && !at::GradMode::is_enabled() && inferenceType_ == type)
        return (*inference_)(means);
    return project(means, weight_.to(type), bias_.to(type));
}

void MeanPooling::prepareForInference(const LanguageModel&, at::ScalarType type, TableUse)
{
    at::NoGradGuard noGrad;
    inference_.emplace(weight_.to(type), bias_.to(type), config_.digests);
    inferenceType_ = type;
}

void MeanPooling::to(at::Device device)
{
    inference_.reset();
    Compressor::to(device);
}

} // namespace icf
