"""Records what transformers' LlamaTokenizer does with awkward texts under several configurations.

Usage: make_tokenizer_cases.py MODEL_FOLDER OUTPUT.json, with transformers 4.44.2 and sentencepiece installed; the table in
tests/core/data/tokenizer_cases.json was made from tests/golden/base/lm.
"""
import json
import os
import random
import shutil
import sys
import tempfile

os.environ["TRANSFORMERS_VERBOSITY"] = "error"
from transformers import LlamaTokenizer  # noqa: E402


def token(content, **changes):
    return {"content": content, "lstrip": False, "normalized": False, "rstrip": False, "single_word": False, **changes}


def configurations():
    model_tokens = {str(i): token(text, special=True) for i, text in enumerate(["<unk>", "<s>", "</s>"])}
    added = {"__type": "AddedToken"}
    yield "modern", {"legacy": False}
    yield "legacy", {"legacy": True}
    yield "absent", {}
    yield "no prefix space", {"legacy": False, "add_prefix_space": False}
    yield "clean up", {"legacy": False, "clean_up_tokenization_spaces": True}
    yield "pad", {"legacy": False, "pad_token": "<pad>"}
    yield "llama 2 chat", {"legacy": False, "pad_token": None, "bos_token": {**added, **token("<s>")},
                           "eos_token": {**added, **token("</s>")}, "unk_token": {**added, **token("<unk>")}}
    yield "strips", {"legacy": False, "eos_token": {**added, **token("</s>", lstrip=True, rstrip=True)}}
    yield "added", {"legacy": False, "additional_special_tokens": ["<toolbox>"], "added_tokens_decoder": {
        **model_tokens, "512": token("<tool>", special=False), "513": token("<toolbox>", special=True)}}
    yield "legacy added", {"legacy": True, "added_tokens_decoder": {**model_tokens, "512": token("<tool>", special=False)}}


TEXTS = [
    "", " ", "  ", "a", " a", "Anna walks.", "  two  spaces ", "line\nbreak\n\n", "\n", "\t tab", "café – naïve ☃ 中文 🙂",
    "<s>", "</s>", "<unk>", "<s></s>", "<s> a", " <s>", "  <s>b", "<s>[INST] x", "a</s>b", "a </s> b",
    "a  </s>  \n b </s></s>c", "<unk>b<unk> c", "▁", "▁▁a", "a▁b", "<s>▁b", "▁<s>b", "<S>", "< s>", "<s", "<<s>>", "12345 67",
    "it 's , ok . isn n't he 've ? !", "<pad>", "x<pad>y", "<tool>", "a<tool>b", "a <tool> b", "<toolbox>", "x<toolbox>y",
    "<tool><toolbox>", " <toolbox> z", "<tool", "\u00a0nbsp\u3000wide", "</s>\u00a0\u3000x", "A" * 50, "the the the Otto. " * 6,
    "\u200bzero", "\U0001F468\u200D\U0001F469",
]


def record(tokenizer, ids):
    return {"ids": ids, "decoded": tokenizer.decode(ids), "skipped": tokenizer.decode(ids, skip_special_tokens=True)}


def main(model, output):
    cases = []
    for name, config in configurations():
        config = {**config, "tokenizer_class": "LlamaTokenizer"}
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(model, "tokenizer.model"), folder)
            with open(os.path.join(folder, "tokenizer_config.json"), "w") as file:
                json.dump(config, file)
            tokenizer = LlamaTokenizer.from_pretrained(folder)
        encode = [{"text": text, **record(tokenizer, tokenizer(text, add_special_tokens=False).input_ids)} for text in TEXTS]
        numbers = random.Random(5)
        decode = []
        for length in [1, 1, 1, 2, 2, 3, 5, 8, 20, 40]:
            for _ in range(3):
                ids = [numbers.choice([0, 1, 2, 460, numbers.randrange(3, 260), numbers.randrange(260, 512)]) for _ in range(length)]
                decode.append(record(tokenizer, ids))
        cases.append({"name": name, "config": config, "size": len(tokenizer), "encode": encode, "decode": decode})
    with open(output, "w") as file:
        json.dump(cases, file, ensure_ascii=False, separators=(",", ":"))


main(*sys.argv[1:])
