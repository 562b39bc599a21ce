#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/options/run_options.h"

namespace icf {

/// A named set of training options to start from.
struct Preset {
    std::string_view key;      ///< Name on the command line: --preset paper-finetune.
    std::string_view title;    ///< Short name in the studio, marked with ICF_TR.
    std::string_view summary;  ///< What it is and where its numbers come from, marked with ICF_TR.
    std::string_view note;     ///< How the paper and the released scripts differ here; empty when they do not matter.
    TrainOptions options;      ///< Everything but the paths of the user's own models, data and folders.
};

/// All presets, in the order in which they are shown: paper and script settings of both stages, the demo and a smoke test.
std::vector<Preset> presets();

/// The preset's settings over options, keeping what belongs to the user's machine: lm_path, icformer_path, data_path,
/// save_path, eval_data, device and threads.  Throws Error naming the presets when there is none of this key.
void applyPreset(TrainOptions& options, std::string_view key);

/// The demo preset with its paths: the model, start compressor and data below demoFolder, and the run in saveFolder.
TrainOptions demoOptions(const std::string& demoFolder, const std::string& saveFolder);

} // namespace icf
