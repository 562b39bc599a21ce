#pragma once
#include <torch/types.h>

#include <optional>
#include <vector>

#include "core/compressor/named_parameter.h"
#include "core/io/torch_pickle.h"

namespace icf {

/// AdamW with torch's defaults (betas .9/.999, eps 1e-8, weight decay 0.01 on every parameter), computed by torch's fused
/// kernel, with its state in the open so that a run can be resumed bit by bit and optimizer.pt be written.
class AdamW {
public:
    /// parameters: float32 leaves, in the order of optimizer.pt.
    explicit AdamW(std::vector<NamedParameter> parameters);

    const std::vector<NamedParameter>& parameters() const { return parameters_; }

    /// One update from the parameters' gradients, which counts up the parameters' versions.
    void step(double learningRate);
    /// Drops all gradients.
    void zeroGrad();
    /// Global L2 norm of the gradients, 0 without any.  Waits for the device.
    double gradNorm() const;
    /// Multiplies all gradients.
    void scaleGrad(double factor);

    std::int64_t steps() const { return steps_; }
    /// First and second moments by parameter, as tensors named "exp_avg.<name>" and "exp_avg_sq.<name>".
    std::vector<NamedParameter> state() const;
    /// The way back; steps: updates done so far.
    void setSteps(std::int64_t steps) { steps_ = steps; }

    /// state_dict() as torch.optim.AdamW writes it into optimizer.pt, to be written before the next step: moments on a GPU come to the host one by one.  initialRate: what a scheduler of torch notes beside the rate.
    PickleValue toPickle(double learningRate, std::optional<double> initialRate = {}) const;

private:
    std::vector<at::Tensor> gradients() const;  ///< Those that are there.

    std::vector<NamedParameter> parameters_;
    std::vector<at::Tensor> firstMoments_, secondMoments_;
    std::int64_t steps_ = 0;
};

} // namespace icf
