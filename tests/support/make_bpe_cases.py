#!/usr/bin/env python3
"""Writes tests/core/data/bpe/: a small tokenizer.json for each kind of byte-pair encoding, with what the tokenizers library makes of texts.

usage: make_bpe_cases.py OUTPUT_FOLDER TEXT_FILE...       (pip install tokenizers==0.23.3)
       make_bpe_cases.py --compare ICFORMER MODEL_FOLDER [COUNT]

The first form trains the tokenizers on the texts, with the real patterns of the models they stand for, and records ids and decoded texts of some
hundred texts, and one hash over the ids of 100,000 more, which the test makes again by the rule in texts_of().  The second compares a model folder
(tokenizer.json) with `icformer tokenize` on as many, and tells how long both took on one thread.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers  # noqa: E402

LLAMA3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN = LLAMA3.replace(r"\p{N}{1,3}", r"\p{N}")
TEKKEN = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
          r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
VOCABULARY = 1000
LARGE_SET = 100_000

# What texts are put together from.
ATOMS = [
    "the", " the", " a", "walk", " walking", "Hello", " WORLD", "HTTPServer", " iPhone", "don't", "I'LL", " we've", "'s", "'S", "'ſ", " it's", "n't", "'", "`", "\"",
    "0", "1", " 42", "12345678", "3.14", "²", "½", "Ⅷ", "٣", "१२३", "1,000", " 0x1F", "😀", " 😀😀", "👨‍👩‍👧", "🇩🇪", "❤️", "🏽", "é", "e\u0301", "ñ", "n\u0303", "Å", "\u212B",
    "A\u030A", "ﬁ", "ß", "ẞ", "İ", "ı", "Grüße", " Привет", "мир", "ё", "е\u0308", "你好", "世界", " 東京", "日本語", "が", "か\u3099", "한국어", "\u1112\u1161\u11ab", "각", "العربية",
    " שלום", "नमस्ते", "ภาษาไทย", "ქართული", "Ω", "\u2126", "ὰ", "ΐ", "\u0344", "\u0958", "\u09cb", "\u09c7\u09be", "\u0e33", "\u1ec7", "e\u0323\u0302", "e\u0302\u0323", "a\u0328\u0301",
    " ", "  ", "   ", "\t", "\n", "\n\n", "\r\n", "\r", " \n", "\n ", "\u00a0", "\u1680", "\u180e", "\u2003", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u200b", "\u200d", "\ufeff", "\u0085",
    "\u001c", "\u0000", "\u0001", "\u001f", "\u007f", "\u009f", "\u00ad", "\ufffd", "\uffff", "\U0010ffff", "\ue000", "\U000e0041", "\U0001f9d1",
    "if (x == 0) {\n", "    return x;\n", "}\n\n", "def f(self):\n\t", "#include <vector>", "->", "::", "!=", "...", "—", "–", "…", "¿", "¡", "«", "»", "€", "$", "°C", "%", "&amp;", "<div>", "</div>",
    "//", "/*", "*/", "\\n", "\\", "_", "__init__", "-", "--", "+", "=", "~", "^", "|", "@", "#", ";", ",", ".", "?", "!", "(", ")", "[", "]", "{", "}", "https://example.org/a?b=c&d=e",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ABABABABABABABABABABABABABAB", "=" * 64, " " * 40, "\n" * 9, "z" * 130, "12" * 40, "é" * 30, "好" * 30,
    "<s>", "</s>", "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|im_", "im_end|>", "[INST]", "[/INST]", "<unk>", "\u2581", "\u2581\u2581", " \u2581a", "<0x0A>", "Ġ", "Ċ", "Ġthe",
    "<left>", " <left> ", "<right>", " <right>  x", "<both>", "  <both>\n", "<word>", "x<word>", "<word>y", " <word> ", "é<word>", "_<word>", "<norme\u0301>", "<normé>", "<nor",
    "\u0301", "\u0300\u0316", "\u20dd", "ǅ", "ʰ", "ª", "ᾳ", "ⅰ", "Ⓐ", "㎏", "ﷺ", "𝔘𝔫𝔦", "𒀀", "𐍈", "🂡", "Ａｂｃ", "１２３", "ｱｲｳ",
]

SPECIAL = ["<unk>", "<s>", "</s>", "<|endoftext|>", "<|im_start|>", "<|im_end|>", "[INST]", "[/INST]"]


def texts_of(count, seed):
    """A linear congruential generator (Knuth's MMIX) draws how many atoms a text has, and which."""
    state = seed
    mask = (1 << 64) - 1

    def below(limit):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) & mask
        return (state >> 33) % limit

    for _ in range(count):
        yield "".join(ATOMS[below(len(ATOMS))] for _ in range(1 + below(12)))


def hash_of(lists):
    """FNV-1a over the ids as 32 bits each, low byte first, with 2^32 - 1 after each text."""
    value = 0xCBF29CE484222325
    for ids in lists:
        for number in ids + [0xFFFFFFFF]:
            for shift in (0, 8, 16, 24):
                value = ((value ^ (number >> shift & 255)) * 0x100000001B3) & ((1 << 64) - 1)
    return value


def byte_level(pre_tokenizer, normalizer=None, bos=False, ignore_merges=False):
    tokenizer = Tokenizer(models.BPE(ignore_merges=ignore_merges))
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    if bos:
        tokenizer.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=False), processors.TemplateProcessing(
            single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])])
    return tokenizer, trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=SPECIAL, show_progress=False,
                                          initial_alphabet=pre_tokenizers.ByteLevel.alphabet())


def split(pattern, behavior="isolated", invert=False):
    return pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(pattern), behavior, invert), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def sentencepiece_like(metaspace):
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    if metaspace:
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="first", split=False)
    else:
        tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=SPECIAL + [f"<0x{i:02X}>" for i in range(256)], show_progress=False, limit_alphabet=200)
    return tokenizer, trainer


def kinds():
    individual = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)])
    return {
        "gpt2": byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False)),
        "prefix_space": byte_level(pre_tokenizers.ByteLevel(add_prefix_space=True)),
        "llama3": byte_level(split(LLAMA3), bos=True, ignore_merges=True),
        "qwen": byte_level(split(QWEN), normalizer=normalizers.NFC()),
        "smollm": byte_level(individual),
        "tekken": byte_level(split(TEKKEN), bos=True, ignore_merges=True),
        "tiktoken": byte_level(split(LLAMA3, "removed", True)),
        "metaspace": sentencepiece_like(True),
        "prepend": sentencepiece_like(False),
    }


def unspaced(texts):
    """Sentencepiece-like tokenizers without a pre-tokenizer are trained word by word all the same."""
    for text in texts:
        yield from ("▁" + word for word in text.split(" "))


def make(folder, files):
    corpus = [line for name in files for line in pathlib.Path(name).read_text("utf-8", "replace").splitlines(keepends=True)] + list(texts_of(3000, 11))
    folder.mkdir(parents=True, exist_ok=True)
    recorded = {"atoms": ATOMS, "large_set": LARGE_SET, "kinds": {}}
    fixed = list(ATOMS) + list(texts_of(150, 3)) + json.loads((folder / "failed.json").read_text("utf-8"))
    for name, (tokenizer, trainer) in kinds().items():
        if isinstance(tokenizer.pre_tokenizer, pre_tokenizers.Metaspace) or tokenizer.pre_tokenizer is None:
            plain = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
            plain.train_from_iterator(unspaced(corpus), trainer)
            tokenizer.model = plain.model
            tokenizer.add_special_tokens(SPECIAL)
        else:
            tokenizer.train_from_iterator(corpus, trainer)
        tokenizer.add_tokens([AddedToken("<left>", lstrip=True, normalized=False), AddedToken("<right>", rstrip=True, normalized=False),
                              AddedToken("<both>", lstrip=True, rstrip=True, normalized=True), AddedToken("<word>", single_word=True, normalized=False),
                              AddedToken("<normé>", normalized=True), AddedToken("  \n", normalized=False)])
        target = folder / name
        target.mkdir(exist_ok=True)
        data = json.loads(tokenizer.to_str())
        (target / "tokenizer.json").write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
        (target / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<s>", "eos_token": "</s>"}) + "\n", "utf-8")
        encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids  # noqa: E731
        ids = [encode(text) for text in fixed]
        recorded["kinds"][name] = {
            "bos": tokenizer.encode("x").ids[0] if tokenizer.encode("x").ids != encode("x") else None,
            "ids": ids,
            "decoded": hash_of([list(tokenizer.decode(each, skip_special_tokens=True).encode()) for each in ids]),
            "large": hash_of(encode(text) for text in texts_of(LARGE_SET, 5)),
        }
        print(name, tokenizer.get_vocab_size(), file=sys.stderr)
    recorded["texts"] = fixed
    (folder / "cases.json").write_text(json.dumps(recorded, ensure_ascii=True, separators=(",", ":")) + "\n", "utf-8")


def compare(program, model, count):
    tokenizer = Tokenizer.from_file(model + "/tokenizer.json")
    texts = list(texts_of(count, 5))
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    with tempfile.TemporaryFile("w+") as given:
        given.write(lines)
        given.seek(0)
        answer = subprocess.run([program, "tokenize", "--lm_path", model], stdin=given, stdout=subprocess.PIPE, check=True)
    start = time.perf_counter()
    expected = [tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
    seconds = time.perf_counter() - start
    wrong = [(text, a, b) for text, a, b in zip(texts, expected, map(json.loads, answer.stdout.splitlines())) if a != b]
    print(f"{model}: {len(texts) - len(wrong)} of {len(texts)} equal; tokenizers took {seconds:.2f} s")
    for text, a, b in wrong[:10]:
        print(json.dumps(text), a, b)
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1] == "--compare":
        sys.exit(compare(sys.argv[2], sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else LARGE_SET))
    make(pathlib.Path(sys.argv[1]), sys.argv[2:])
