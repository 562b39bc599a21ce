#pragma once

/// The fixed parts of the prompt, published wording with its typing mistakes: the trained checkpoints know it.
/// Layouts: docs/reference.md, "Prompt layout".
namespace icf::prompt {

inline constexpr const char* kPrefix = "<s>[INST] Response the Prompt based on the below text:\n\n";
inline constexpr const char* kPromptLead = "\n\nPrompt: ";
inline constexpr const char* kPostfix = "[/INST]";

} // namespace icf::prompt
