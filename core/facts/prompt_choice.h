#pragma once
#include <optional>
#include <string>

#include "core/options/run_options.h"
#include "core/text/prompt_template.h"

namespace icf {

/// The template that config.json of a fine-tuned compressor says, else the published one.  Throws Error naming the file when it is malformed.
PromptTemplate storedTemplate(const std::string& folder);

/// The template that a compressor was fine-tuned with: storedTemplate(); nothing for one that is pre-trained only.
/// Throws Error naming the file when the folder holds no readable compressor.
std::optional<PromptTemplate> templateOfCompressor(const std::string& folder);

/// The template that a command asks with: --prompt_template, else that of the compressor, else that of the language model.  Throws Error.
PromptTemplate choosePromptTemplate(const ModelOptions& options);

/// What to warn of when a compressor is asked with a template that it was not trained with; empty otherwise.
std::string otherTemplateWarning(const PromptTemplate& asked, const std::string& compressorFolder);

/// The same for the compressor of a command that asks with choosePromptTemplate(options), where only --prompt_template can name another.
std::string otherTemplateWarning(const PromptTemplate& asked, const ModelOptions& options);

} // namespace icf
