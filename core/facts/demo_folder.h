#pragma once
#include <cstdint>
#include <filesystem>

namespace icf {

/// Row of pwc_test.jsonl, counted from 0 without the open prompts (DataKind::pwcTest), with which the demo tells its story: 51
/// tokens, so 16 digests.  It was chosen, from 22 of that number of digests, for what tests/core/demo_test.cpp holds: the digests
/// give the text back, the trained compressor answers as the full text does, and whoever reads as many vectors otherwise (cut
/// texts, means of embeddings, the compressor before its fine-tuning) answers wrongly.
inline constexpr std::int64_t kDemoExampleRow = 245;

/// The demo's folder that belongs to a program: beside an installed one, or in the source tree it was built from.
/// programFolder: where the executable is.  Empty where there is no demo.
std::filesystem::path findDemoFolder(const std::filesystem::path& programFolder);

} // namespace icf
