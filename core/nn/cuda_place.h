#pragma once
#include <torch/types.h>

#include "core/nn/cuda_kernels.h"

namespace icf::cuda {

/// Starts the kernel place.  type: of the heads; device: where they are.
void launchPlace(const PlaceArguments& arguments, at::ScalarType type, at::Device device);

/// One start of the kernel place (PlaceArguments): heads of a projection to their positions, rotated or not, in one pass.  The tensors must live until
/// run() returns.
class Place {
public:
    /// cos, sin: dense [batch or 1, places, headDim] in the heads' dtype; sign −1 turns back.
    Place(const at::Tensor& cos, const at::Tensor& sin, std::int64_t batch, std::int64_t length, float sign = 1);

    /// Whether the kernel can read, or write, a tensor [batch, heads, length, headDim] as it lies: in whole packs.
    static bool takes(const at::Tensor& heads);

    /// Moves source to target, both [batch, heads, length, headDim] as they lie; at most three such parts.
    void add(const at::Tensor& source, const at::Tensor& target, bool rotated);
    /// Moves rows of source, [rows, width], and of last, [lastRows, width], beginning at column offset, to target [places, heads, headDim] (ragged) or
    /// [batch, length, heads, headDim]; needs gather().
    void addGathered(const at::Tensor& source, const at::Tensor& last, std::int64_t offset, const at::Tensor& target, bool rotated);
    /// rows: int64 [batch, rowsLength], the source's row of each place but the last lastRows of each sample.
    void gather(const at::Tensor& rows, std::int64_t lastRows);
    /// Rows of unequal length, one after the other in the target: begins, ends: int32 [batch].
    void ragged(const at::Tensor& begins, const at::Tensor& ends);
    void run();

private:
    PlacePart& next(const at::Tensor& target, bool rotated);

    at::Tensor like_;
    PlaceArguments arguments_{};
};

} // namespace icf::cuda
