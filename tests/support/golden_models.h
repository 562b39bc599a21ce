#pragma once
#include <QTest>
#include <torch/types.h>

#include <memory>
#include <string>
#include <vector>

#include "core/compressor/icformer.h"
#include "core/layout/layout.h"
#include "core/lm/language_model.h"
#include "core/text/tokenizer.h"

/// What the tests of models share.
namespace icf::test {

inline const std::vector<std::string> kCases{"base", "gqa-bias-linear-chunk", "dynamic-ntk"};

inline std::string goldenCase(const std::string& name) { return std::string(ICF_TEST_DATA "/golden/") + name; }

/// A checkpoint that is known to hold an IC-Former.
inline std::unique_ptr<Icformer> loadIcformer(const std::string& folder)
{
    std::unique_ptr<Compressor> compressor = loadCompressor(folder);
    return std::unique_ptr<Icformer>(&dynamic_cast<Icformer&>(*compressor.release()));
}

/// Language model, compressor and tokenizer of a golden case.
struct Models {
    explicit Models(const std::string& name, at::ScalarType type = at::kFloat)
        : lm(LanguageModel::load(goldenCase(name) + "/lm", type, at::kCPU)),
          compressor(loadIcformer(goldenCase(name) + "/finetune_start")),
          tokenizer(Tokenizer::open(goldenCase(name) + "/lm")),
          layouts(*tokenizer, lm->config().rotary.stretchedPositions())
    {
    }
    std::unique_ptr<LanguageModel> lm;
    std::unique_ptr<Icformer> compressor;
    std::unique_ptr<Tokenizer> tokenizer;
    LayoutBuilder layouts;
};

/// Token ids with repeats, the same on every run.
inline std::vector<std::int64_t> someIds(std::int64_t length, std::int64_t seed)
{
    std::vector<std::int64_t> ids;
    for (std::int64_t i = 0; i < length; ++i)
        ids.push_back(3 + (i * i * 7 + seed * 31 + i / 5) % 97);
    return ids;
}

inline double largestDifference(const at::Tensor& a, const at::Tensor& b)
{
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

/// Forward and gradients of two ways to compute the same, for inputs that ask for gradients.
template <class One, class Other>
void compareWays(std::vector<at::Tensor> inputs, One one, Other other, double tolerance)
{
    const auto gradients = [&](auto way) {
        for (at::Tensor& input : inputs)
            input = input.detach().clone().requires_grad_(true);
        const at::Tensor result = way(inputs);
        const at::Tensor weight = at::arange(result.numel(), at::kFloat).sin().view(result.sizes()).to(result.scalar_type());
        (result * weight).to(at::kFloat).sum().backward();
        std::vector<at::Tensor> all{result.detach()};
        for (const at::Tensor& input : inputs)
            all.push_back(input.grad());
        return all;
    };
    const std::vector<at::Tensor> a = gradients(one), b = gradients(other);
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = largestDifference(a[i], b[i]) / std::max(1.0, b[i].abs().max().item<double>());
        QVERIFY2(difference <= tolerance, qPrintable(QStringLiteral("%1: %2").arg(i).arg(difference)));
    }
}

} // namespace icf::test
