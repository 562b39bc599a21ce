#pragma once
#include "ui/common/demo.h"

namespace icf::ui {

class Languages;
class Runner;
class Settings;
class Theme;

/// What every page may use.  Made in main (and in tests), given to each page's constructor, outlives the pages.
struct Services {
    Runner& training;    ///< Long runs; one at a time.
    Runner& generation;  ///< Interactive work: answers, attention, reconstruction.
    Runner& background;  ///< Short look-ups that must not wait for the others: facts, folder scans, model summaries, tokenizing.
    Settings& settings;
    Theme& theme;
    DemoPaths demo;      ///< Empty paths where the demo is not installed.
};

} // namespace icf::ui
