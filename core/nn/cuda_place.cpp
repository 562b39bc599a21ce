#include "core/nn/cuda_place.h"

namespace icf::cuda {

Place::Place(const at::Tensor& cos, const at::Tensor& sin, std::int64_t batch, std::int64_t length, float sign) : like_(cos)
{
    arguments_.sign = sign;
    arguments_.batch = batch;
    arguments_.length = length;
    arguments_.headDim = cos.size(2);
    arguments_.cos = cos.const_data_ptr();
    arguments_.sin = sin.const_data_ptr();
    arguments_.tableBatch = cos.size(0) == 1 ? 0 : cos.size(1);
}

bool Place::takes(const at::Tensor& heads)
{
    const std::int64_t pack = packSize(heads.scalar_type());
    const auto whole = [&](std::int64_t dimension) { return heads.size(dimension) == 1 || heads.stride(dimension) % pack == 0; };
    return heads.stride(3) == 1 && heads.size(3) % (2 * pack) == 0 && whole(0) && whole(1) && whole(2)
        && reinterpret_cast<std::uintptr_t>(heads.const_data_ptr()) % 16 == 0;
}

PlacePart& Place::next(const at::Tensor& target, bool rotated)
{
    TORCH_INTERNAL_ASSERT(arguments_.partCount < 3, "at most three parts");
    PlacePart& part = arguments_.parts[arguments_.partCount++];
    part.target = target.mutable_data_ptr();
    part.rotated = rotated ? 1 : 0;
    return part;
}

void Place::add(const at::Tensor& source, const at::Tensor& target, bool rotated)
{
    PlacePart& part = next(target, rotated);
    part.source = source.const_data_ptr();
    part.heads = source.size(1);
    part.sourceBatch = source.stride(0), part.sourceHead = source.stride(1), part.sourcePlace = source.stride(2);
    part.targetBatch = target.stride(0), part.targetHead = target.stride(1), part.targetPlace = target.stride(2);
}

void Place::addGathered(const at::Tensor& source, const at::Tensor& last, std::int64_t offset, const at::Tensor& target, bool rotated)
{
    PlacePart& part = next(target, rotated);
    const auto from = [&](const at::Tensor& rows) { return static_cast<const char*>(rows.const_data_ptr()) + offset * std::int64_t(rows.element_size()); };
    part.source = from(source);
    part.last = from(last);
    part.heads = target.size(-2);
    part.sourcePlace = source.size(1), part.sourceHead = arguments_.headDim;
    part.targetBatch = target.dim() == 4 ? target.stride(0) : 0;
    part.targetPlace = target.stride(-3), part.targetHead = target.stride(-2);
}

void Place::gather(const at::Tensor& rows, std::int64_t lastRows)
{
    arguments_.rows = reinterpret_cast<const long long*>(rows.const_data_ptr<std::int64_t>());
    arguments_.rowsLength = rows.size(1);
    arguments_.lastRows = lastRows;
}

void Place::ragged(const at::Tensor& begins, const at::Tensor& ends)
{
    arguments_.begins = begins.const_data_ptr<int>();
    arguments_.ends = ends.const_data_ptr<int>();
}

void Place::run() { launchPlace(arguments_, like_.scalar_type(), like_.device()); }

void launchPlace(const PlaceArguments& arguments, at::ScalarType type, at::Device device)
{
    std::int64_t heads = 0;
    for (int i = 0; i < arguments.partCount; ++i)
        heads += arguments.parts[i].heads;
    constexpr int kThreads = 256;
    const std::int64_t items = arguments.batch * arguments.length * heads * (arguments.headDim / 2 / packSize(type));
    launch({.kernel = "place", .type = type, .grid = {(items + kThreads - 1) / kThreads, 1, 1}, .threads = kThreads}, device, arguments);
}

} // namespace icf::cuda
