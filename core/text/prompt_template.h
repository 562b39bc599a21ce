#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace icf {

class Tokenizer;

/// The fixed parts of a prompt: [bos] prefix [context] [marker] lead + prompt, postfix [answer eos].  Each of prefix, lead + prompt and postfix is
/// tokenized on its own; special tokens in the texts ("<|im_start|>") are recognised.  A compressor knows the one that it was fine-tuned with.
/// Layouts: docs/reference.md, "The prompt layout".
struct PromptTemplate {
    std::string name;    ///< One of known(), or "custom".
    bool bos = true;     ///< Begin with the bos id, where the tokenizer has one.
    std::string prefix;  ///< Before the context.
    std::string lead;    ///< Before the prompt.
    std::string postfix; ///< Before the answer.

    /// Of the same ids, whatever the name.
    bool operator==(const PromptTemplate& other) const
    {
        return bos == other.bos && prefix == other.prefix && lead == other.lead && postfix == other.postfix;
    }

    /// "llama2": the wording of the published code, typing mistakes and all, since published checkpoints were trained with it.
    static const PromptTemplate& published();
    /// All named ones, the published one first.
    static std::span<const PromptTemplate> known();
    static bool isKnown(std::string_view name);
    /// The known template of that name, or what a JSON file of that path holds (fromJson).  Throws Error("prompt_template", …).
    static PromptTemplate named(const std::string& nameOrFile);

    /// {"name", "bos", "prefix", "lead", "postfix"}: as in run.json and in a checkpoint's config.json.
    nlohmann::json toJson() const;
    /// Reads such an object; name and bos may be missing.  The name of a known one is kept only with its texts.  Throws Error(where, …).
    static PromptTemplate fromJson(const nlohmann::json& json, const std::string& where);

    /// Ids of the prefix, with bos in front where wanted and there is one.
    std::vector<std::int64_t> prefixIds(const Tokenizer& tokenizer) const;
    std::vector<std::int64_t> postfixIds(const Tokenizer& tokenizer) const;
    /// lead + prompt.
    std::string promptText(const std::string& prompt) const { return lead + prompt; }
    /// For a reader, on one line: "llama2: [bos] [INST] Response … ⏎⏎Prompt: … [/INST]".
    std::string description() const;
};

/// Key of a checkpoint's config.json, beside max_chunk_len: the template that it was fine-tuned with.  Ours; the published code ignores it.
inline constexpr const char* kPromptTemplateKey = "prompt_template";

/// The template that a model's chat_template (a Jinja text) amounts to, told by the markers in it; null when it is none of the known.
const PromptTemplate* recognizeChatTemplate(std::string_view chatTemplate);

/// The template for a model folder of which nothing else is known: that of its chat_template (tokenizer_config.json or chat_template.jinja) when
/// it is one of the known; else the published one for sentencepiece models and "plain" for others.  Throws Error when a file is malformed.
PromptTemplate templateOfModel(const std::string& folder);

} // namespace icf
