#include "core/text/prompt_template.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/json_limits.h"
#include "core/base/mapped_file.h"
#include "core/base/utf8.h"
#include "core/io/gguf.h"
#include "core/io/model_path.h"
#include "core/text/tokenizer.h"

namespace icf {
namespace {

using namespace std::string_view_literals;
using nlohmann::json;

constexpr std::size_t kMaxTemplateBytes = std::size_t{64} << 10;  ///< Of each part.
constexpr std::size_t kMaxChatTemplateBytes = std::size_t{1} << 20;

/// The known templates.  Only the published wording has its mistakes.
const std::array<PromptTemplate, 6>& knownTemplates()
{
    static const std::string task = "Respond to the prompt based on the text below:\n\n", lead = "\n\nPrompt: ";
    static const std::array<PromptTemplate, 6> templates{{
        {"llama2", true, "[INST] Response the Prompt based on the below text:\n\n", lead, "[/INST]"},
        {"chatml", true, "<|im_start|>user\n" + task, lead, "<|im_end|>\n<|im_start|>assistant\n"},
        {"llama3", true, "<|start_header_id|>user<|end_header_id|>\n\n" + task, lead, "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"},
        // Thinking is switched off the way that its chat_template does it.
        {"qwen3", true, "<|im_start|>user\n" + task, lead, "<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n"},
        {"mistral", true, "[INST] " + task, lead, "[/INST]"},
        {"plain", true, "Text:\n", "\n\nQuestion: ", "\n\nAnswer:"},
    }};
    return templates;
}

const PromptTemplate* findKnown(std::string_view name)
{
    const auto found = std::find_if(knownTemplates().begin(), knownTemplates().end(), [&](const PromptTemplate& each) { return each.name == name; });
    return found == knownTemplates().end() ? nullptr : &*found;
}

std::string onOneLine(const std::string& text)
{
    std::string line;
    for (const char c : text)
        line += c == '\n' ? "⏎"sv : std::string_view(&c, 1);
    return printable(line, kMaxTemplateBytes);
}

/// "chat_template" of tokenizer_config.json is a text, or a list of named ones of which "default" counts.
std::string chatTemplateIn(const json& config)
{
    const auto found = config.is_object() ? config.find("chat_template") : config.end();
    if (!config.is_object() || found == config.end())
        return {};
    if (found->is_string())
        return found->get<std::string>();
    if (found->is_array())
        for (const json& entry : *found)
            if (entry.is_object() && entry.value("name", json()) == "default" && entry.value("template", json()).is_string())
                return entry["template"].get<std::string>();
    return {};
}

bool fileExists(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

} // namespace

const PromptTemplate& PromptTemplate::published() { return knownTemplates().front(); }

std::span<const PromptTemplate> PromptTemplate::known() { return knownTemplates(); }

bool PromptTemplate::isKnown(std::string_view name) { return findKnown(name) != nullptr; }

PromptTemplate PromptTemplate::named(const std::string& nameOrFile)
{
    if (const PromptTemplate* found = findKnown(nameOrFile))
        return *found;
    if (fileExists(nameOrFile))
        return fromJson(readJsonFile(nameOrFile), nameOrFile);
    std::string names;
    for (const PromptTemplate& each : known())
        names += each.name + ", ";
    throw Error("prompt_template", "unknown template \"" + printable(nameOrFile) + "\"; use " + names + "or a JSON file with \"prefix\", \"lead\" and \"postfix\"");
}

json PromptTemplate::toJson() const
{
    return {{"name", name}, {"bos", bos}, {"prefix", prefix}, {"lead", lead}, {"postfix", postfix}};
}

PromptTemplate PromptTemplate::fromJson(const json& json, const std::string& where)
{
    if (!json.is_object())
        throw Error(where, "the prompt template is not an object with \"prefix\", \"lead\" and \"postfix\"");
    PromptTemplate result;
    for (const auto& [key, value] : json.items()) {
        std::string* text = key == "name" ? &result.name
            : key == "prefix"             ? &result.prefix
            : key == "lead"               ? &result.lead
            : key == "postfix"            ? &result.postfix
                                          : nullptr;
        if (key == "bos" && value.is_boolean())
            result.bos = value.get<bool>();
        else if (text != nullptr && value.is_string() && value.get_ref<const std::string&>().size() <= kMaxTemplateBytes)
            *text = value.get<std::string>();
        else
            throw Error(where, "unusable entry \"" + printable(key) + "\" of the prompt template; it has the texts \"prefix\", \"lead\" and \"postfix\", and \"bos\" (true or false)");
    }
    for (const char* key : {"prefix", "lead", "postfix"})
        if (!json.contains(key))
            throw Error(where, std::string("the prompt template has no \"") + key + "\"");
    const PromptTemplate* known = findKnown(result.name);
    if (known == nullptr || !(*known == result))
        result.name = "custom";
    return result;
}

std::vector<std::int64_t> PromptTemplate::prefixIds(const Tokenizer& tokenizer) const
{
    return bos ? tokenizer.encodeAfterBos(prefix) : tokenizer.encode(prefix, false);
}

std::vector<std::int64_t> PromptTemplate::postfixIds(const Tokenizer& tokenizer) const
{
    return tokenizer.encode(postfix, false);
}

std::string PromptTemplate::description() const
{
    return name + ": " + (bos ? "[bos] " : "") + onOneLine(prefix) + " … " + onOneLine(lead) + " … " + onOneLine(postfix);
}

const PromptTemplate* recognizeChatTemplate(std::string_view chatTemplate)
{
    const auto has = [&](std::string_view marker) { return chatTemplate.find(marker) != std::string_view::npos; };
    if (has("<|start_header_id|>") && has("<|eot_id|>"))
        return findKnown("llama3");
    // Qwen3's generation prompt without thinking, as its template spells it.
    if (has("<|im_start|>") && has("enable_thinking") && has("<think>\\n\\n</think>\\n\\n"))
        return findKnown("qwen3");
    if (has("<|im_start|>") && has("<|im_end|>"))
        return findKnown("chatml");
    if (has("[INST]") && has("<<SYS>>"))
        return findKnown("llama2");
    if (has("[INST]"))
        return findKnown("mistral");
    return nullptr;
}

PromptTemplate templateOfModel(const std::string& path)
{
    const std::string folder = modelFiles(path);
    if (isGgufPath(folder)) {
        const GgufFile file(folder);
        const PromptTemplate* found = recognizeChatTemplate(file.text("tokenizer.chat_template").value_or(""));
        return found != nullptr ? *found : file.text("tokenizer.ggml.model") == "llama" ? PromptTemplate::published() : *findKnown("plain");
    }
    std::string text;
    if (const std::string config = folder + "/tokenizer_config.json"; fileExists(config))
        text = chatTemplateIn(readJsonFile(config));
    if (const std::string jinja = folder + "/chat_template.jinja"; text.empty() && fileExists(jinja))
        text = readWholeFile(jinja, kMaxChatTemplateBytes);
    if (const PromptTemplate* found = recognizeChatTemplate(text))
        return *found;
    return fileExists(folder + "/tokenizer.model") ? PromptTemplate::published() : *findKnown("plain");
}

} // namespace icf
