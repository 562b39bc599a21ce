#include "core/data/left_out.h"

namespace icf {

std::vector<std::string> leftOutTexts(const DataCounts& counts)
{
    const std::string all = std::to_string(counts.usable + counts.duplicates + counts.language + counts.openPrompts + counts.skipped);
    std::vector<std::string> texts;
    if (counts.duplicates > 0)
        texts.push_back(std::to_string(counts.duplicates) + " of " + all + " rows left out: the same text stands in an earlier row");
    if (counts.language > 0)
        texts.push_back(std::to_string(counts.language) + " of " + all + " rows left out: Chinese, Japanese or full-width characters in the input");
    if (counts.openPrompts > 0)
        texts.push_back(std::to_string(counts.openPrompts) + " of " + all + " rows left out: one of the five open-ended prompts, such as \"Summarize the above text.\"");
    if (counts.skipped > 0)
        texts.push_back(std::to_string(counts.skipped) + " of " + all + " rows left out: unusable lines; --strict names and refuses the first");
    return texts;
}

} // namespace icf
