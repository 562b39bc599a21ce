#pragma once
#include <functional>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/bench/bench_models.h"
#include "core/bench/bench_report.h"

namespace icf {

/// What the works share.
struct BenchScene {
    const BenchOptions& options;
    CancelToken& cancel;
    std::function<void(const BenchRow&)> report;      ///< Takes a row when it is complete.
    std::function<void(const std::string&)> announce;  ///< What is measured next.

    /// Runs work once untimed, then options.repeats times, and fills the row's times, which wait for the device, and peak memory.
    void measure(BenchRow row, const DeviceRuntime& device, const std::function<void()>& work) const;
};

/// Digests of contexts by length and batch: with keys and values of words computed once per distinct token, and from a table
/// that knows them.
void benchCompress(const BenchScene& scene, BenchModels& models);
/// The language model reads the chunks that compress is given, with positions for digests after each, as ICAE's encoder does.
void benchRead(const BenchScene& scene, BenchModels& models);
/// One optimizer step of pre-training on contexts of 512 tokens.
void benchTrain(const BenchScene& scene, BenchModels& models);
/// The language model reads 512 tokens; only the last one's scores are computed.
void benchPrefill(const BenchScene& scene, BenchModels& models);
/// 64 tokens after 160, token by token; eightBits: with weights in 8 bits.
void benchDecode(const BenchScene& scene, BenchModels& models, bool eightBits);
/// From a context of 8,192 tokens to the first word of the answer: compressed, and in full.
void benchFirstToken(const BenchScene& scene, BenchModels& models);
/// Opening the models that the options name.
void benchLoad(const BenchScene& scene);
/// Opening a jsonl file: scanning, checking, indexing.
void benchData(const BenchScene& scene);

} // namespace icf
