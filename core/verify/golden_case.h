#pragma once
#include <torch/types.h>

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/io/safetensors.h"
#include "core/models/models.h"
#include "core/verify/verify.h"

namespace icf {

/// How far a computed number may be from the recorded one: absolute + relative · |recorded|.
struct Tolerance {
    double absolute = 0;
    double relative = 0;
};

/// What issue and docs/reference.md promise, in one place.
inline constexpr Tolerance kExact{};
inline constexpr Tolerance kActivations{1e-5, 1e-4};
inline constexpr Tolerance kLogLoss{0, 1e-4};
inline constexpr Tolerance kLogGradNorm{0, 1e-3};
inline constexpr Tolerance kTrainedState{5e-5, 0};

/// One directory of recorded results, opened.
struct GoldenCase {
    std::string folder;
    std::string device;        ///< What computes it anew.
    nlohmann::json expected;   ///< expected.json
    SafetensorsFile tensors;   ///< expected.safetensors

    GoldenCase(const std::string& directory, std::string where);
    const nlohmann::json& settings() const { return expected.at("case"); }
    ChunkSettings chunks() const;
    /// A recorded tensor by name.  Throws Error when it is missing.
    at::Tensor tensor(const std::string& name) const;
    /// The only checkpoint-N below a sub-folder.
    std::string checkpoint(const std::string& stage) const;
};

/// Collects the largest difference of one quantity over several comparisons.
class GoldenComparison {
public:
    GoldenComparison(std::string quantity, Tolerance tolerance);
    /// Counts a pair of numbers.  NaN never passes.
    void add(double actual, double expected);
    /// Counts two tensors element by element; different shapes never pass.
    void add(const at::Tensor& actual, const at::Tensor& expected);
    /// Counts something that is either right or wrong.
    void require(bool right, const std::string& note);
    VerifyRow row() const { return row_; }

private:
    Tolerance tolerance_;
    VerifyRow row_;
    bool any_ = false;
};

/// The parts of icformer verify.
void verifyTokenizer(const GoldenCase& golden, std::vector<VerifyRow>& rows);
void verifyForward(const GoldenCase& golden, std::vector<VerifyRow>& rows);
void verifyLosses(const GoldenCase& golden, std::vector<VerifyRow>& rows);
void verifyTraining(const GoldenCase& golden, const std::string& stage, std::vector<VerifyRow>& rows, CancelToken& cancel);
void verifyGeneration(const GoldenCase& golden, std::vector<VerifyRow>& rows, CancelToken& cancel);

} // namespace icf
