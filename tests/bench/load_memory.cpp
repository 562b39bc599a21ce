/// Prints how much memory loading a language model takes: the peak while it loads, beside what its weights take.
/// usage: load_memory FOLDER_OR_GGUF float32|bfloat16|float16
#include <cstdio>
#include <cstdlib>

#include "core/base/memory.h"
#include "core/base/stopwatch.h"
#include "core/io/safetensors.h"
#include "core/lm/language_model.h"
#include "core/options/run_options.h"

int main(int argc, char** argv)
{
    const auto dtype = argc == 3 ? icf::fromName<icf::Dtype>(argv[2]) : std::nullopt;
    if (!dtype || *dtype == icf::Dtype::automatic) {
        std::fprintf(stderr, "usage: load_memory FOLDER_OR_GGUF float32|bfloat16|float16\n");
        return 2;
    }
    const at::ScalarType type = *dtype == icf::Dtype::float32 ? at::kFloat : *dtype == icf::Dtype::bfloat16 ? at::kBFloat16 : at::kHalf;
    // Torch's own start is not the model's.
    at::ones({64, 64}, type).to(at::kFloat).sum();
    icf::PeakMemory peak;
    const icf::Stopwatch watch;
    const auto lm = icf::LanguageModel::load(argv[1], type, at::kCPU);
    const double weights = double(lm->parameterCount()) * double(c10::elementSize(type)), most = double(peak.own());
    std::printf("weights %.1f MB, peak %.1f MB (%.3f of the weights), %.1f s\n", weights / 1e6, most / 1e6, most / weights, watch.seconds());
    return 0;
}
