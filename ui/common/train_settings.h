#pragma once
#include "core/options/run_options.h"
#include "ui/common/services.h"

namespace icf::ui {

/// Key of the Train page's options in the settings, as JSON text.
inline constexpr const char* kTrainOptionsKey = "train/options";

/// The options that the Train page shows, or would show: those it was left with, else the demo's, else the defaults.
TrainOptions storedTrainOptions(const Services& services);

} // namespace icf::ui
