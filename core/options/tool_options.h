#pragma once
#include "core/options/run_options.h"

/// Options of the commands that are not runs: compress and tokenize.
namespace icf {

/// What `icformer compress` is made of.
struct CompressOptions : ChunkOptions {
    std::string text_file;
    std::string data_path;
    std::string output_file;
    bool bos = false;
    ModelOptions model;

    static constexpr std::string_view kCommand = "compress";

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v.section(Section{"task", ICF_TR("Task and data")});
        v(self.text_file, Field{.key = "text_file", .label = ICF_TR("Text file"),
            .help = ICF_TR("File whose bytes are the context (UTF-8; only a byte-order mark is dropped); nothing is trimmed or cut."), .content = Content::inputFile,
            .affects = Affects::content});
        v(self.data_path, Field{.key = "data_path", .label = ICF_TR("Many contexts"),
            .help = ICF_TR("Instead of a text file: jsonl with {\"text\"} or {\"input\"}, one context a line."),
            .content = Content::inputFile, .affects = Affects::content});
        v(self.output_file, Field{.key = "output_file", .label = ICF_TR("Output file"),
            .help = ICF_TR("The safetensors file to write, at this very path."), .content = Content::fileName,
            .affects = Affects::nothing});
        v(self.bos, Field{.key = "bos", .label = ICF_TR("Begin with bos"), .help = ICF_TR("Put the bos id in front of the context."),
            .affects = Affects::result});
        v.section(Section{"compression", ICF_TR("Compression")});
        ChunkOptions::visit(self, v);
        v.section(Section{"model", ICF_TR("Models and device")});
        ModelOptions::visit(self.model, v);
    }
};

/// What `icformer tokenize` is made of.
struct TokenizeOptions {
    std::string lm_path = "meta-llama/Llama-2-7b-hf";
    bool bos = false;

    static constexpr std::string_view kCommand = "tokenize";

    template <class Self, class Visitor> static void visit(Self& self, Visitor& v)
    {
        v.section(Section{"task", ICF_TR("Task and data")});
        v(self.lm_path, Field{.key = "lm_path", .label = ICF_TR("Language model"),
            .help = ICF_TR("Folder with the tokenizer.model or tokenizer.json."), .content = Content::inputFolder, .affects = Affects::content});
        v(self.bos, Field{.key = "bos", .label = ICF_TR("Begin with bos"), .help = ICF_TR("Put the bos id in front."),
            .affects = Affects::result});
    }
};

} // namespace icf
