#include "core/verify/golden_case.h"

#include <cmath>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_limits.h"
#include "core/nn/tensor_io.h"
#include "core/run/run_folder.h"

namespace icf {

GoldenCase::GoldenCase(const std::string& directory, std::string where)
    : folder(directory), device(std::move(where)), expected(readJsonFile(directory + "/expected.json")), tensors(directory + "/expected.safetensors")
{
    if (!expected.is_object() || !expected.contains("case"))
        throw Error(directory + "/expected.json", "no recorded case (there is no \"case\" in it)");
}

ChunkSettings GoldenCase::chunks() const
{
    return {settings().at("chunk").get<bool>(), readAs<std::int64_t>(settings().at("max_chunk"))};
}

at::Tensor GoldenCase::tensor(const std::string& name) const
{
    const TensorData* data = tensors.find(name);
    if (!data)
        throw Error(folder + "/expected.safetensors", name + " is missing");
    return viewTensor(*data);
}

std::string GoldenCase::checkpoint(const std::string& stage) const
{
    const std::vector<std::string> found = listCheckpoints(folder + "/" + stage);
    if (found.size() != 1)
        throw Error(folder + "/" + stage, "expected exactly one checkpoint-N folder, found " + std::to_string(found.size()));
    return found[0];
}

GoldenComparison::GoldenComparison(std::string quantity, Tolerance tolerance) : tolerance_(tolerance)
{
    row_.quantity = std::move(quantity);
    row_.passed = false;  // Until something was compared.
}

void GoldenComparison::add(double actual, double expected)
{
    const double difference = std::abs(actual - expected);
    const double allowed = tolerance_.absolute + tolerance_.relative * std::abs(expected);
    const bool right = difference <= allowed;  // False for NaN.
    row_.passed = (any_ ? row_.passed : true) && right;
    any_ = true;
    row_.largestDifference = std::isnan(difference) ? difference : std::max(row_.largestDifference, difference);
    const double share = allowed > 0 ? difference / allowed : difference > 0 ? INFINITY : 0;
    row_.tolerance = std::isnan(share) ? share : std::max(row_.tolerance, share);
}

void GoldenComparison::add(const at::Tensor& actual, const at::Tensor& expected)
{
    if (actual.sizes() != expected.sizes())
        return require(false, "shapes differ");
    const at::Tensor a = actual.detach().cpu().to(at::kDouble).contiguous();
    const at::Tensor b = expected.detach().cpu().to(at::kDouble).contiguous();
    for (std::int64_t i = 0; i < a.numel(); ++i)
        add(a.const_data_ptr<double>()[i], b.const_data_ptr<double>()[i]);
}

void GoldenComparison::require(bool right, const std::string& note)
{
    row_.passed = (any_ ? row_.passed : true) && right;
    any_ = true;
    if (!right && row_.note.empty())
        row_.note = note;
    if (!right)
        row_.tolerance = INFINITY;
}

} // namespace icf
