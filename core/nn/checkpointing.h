#pragma once
#include <torch/types.h>

#include <functional>

namespace icf {

/// A part of a network whose weights are frozen: a function of what it reads, the same at each call, that may be called after those who made it are gone.
using NetworkPart = std::function<at::Tensor(const at::Tensor&)>;

/// part(x), with its gradient to x only.  Nothing but x is kept for the backward pass, which computes the part again: one layer's activations in memory in
/// place of every layer's, for one more forward pass.  Without gradients the same as part(x).
at::Tensor recomputed(const NetworkPart& part, const at::Tensor& x);

} // namespace icf
