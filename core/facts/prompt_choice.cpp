#include "core/facts/prompt_choice.h"

#include "core/base/json_limits.h"
#include "core/io/torch_pickle.h"

namespace icf {

PromptTemplate storedTemplate(const std::string& folder)
{
    const std::string path = folder + "/config.json";
    const nlohmann::json config = readJsonFile(path);
    const auto stored = config.is_object() ? config.find(kPromptTemplateKey) : config.end();
    return !config.is_object() || stored == config.end() || stored->is_null() ? PromptTemplate::published() : PromptTemplate::fromJson(*stored, path);
}

std::optional<PromptTemplate> templateOfCompressor(const std::string& folder)
{
    const PickleValue parameters = readTorchPickle(folder + "/param.pt");
    const PickleValue* fineTune = parameters.find("FT");
    return fineTune && fineTune->tensor() ? std::optional(storedTemplate(folder)) : std::nullopt;
}

PromptTemplate choosePromptTemplate(const ModelOptions& options)
{
    if (!options.prompt_template.empty())
        return PromptTemplate::named(options.prompt_template);
    const auto trained = options.icformer_path.empty() ? std::nullopt : templateOfCompressor(options.icformer_path);
    return trained ? *trained : templateOfModel(options.lm_path);
}

std::string otherTemplateWarning(const PromptTemplate& asked, const std::string& compressorFolder)
{
    const std::optional<PromptTemplate> trained = templateOfCompressor(compressorFolder);
    if (!trained || *trained == asked)
        return {};
    return compressorFolder + ": this compressor was fine-tuned with the prompt template \"" + trained->name + "\" and is asked with \"" + asked.name
        + "\"; expect poor answers, or leave --prompt_template out";
}

std::string otherTemplateWarning(const PromptTemplate& asked, const ModelOptions& options)
{
    const bool named = !options.prompt_template.empty() && !options.icformer_path.empty();
    return named ? otherTemplateWarning(asked, options.icformer_path) : std::string();
}

} // namespace icf
