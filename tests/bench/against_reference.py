#!/usr/bin/env python3
"""Times the published PyTorch implementation and icformer on the same random weights, in turn (A B A B …), and prints ratios.

usage: against_reference.py --reference CHECKOUT --text FILE [--size smollm2-135m|llama-2-7b] [--works a,b] [--rounds N]
                            [--program build/release/bin/icformer] [--dtype bfloat16] [--threads 2] [--json FILE]

CHECKOUT is the authors' repository as you got it; it is run, never changed, and nothing of it is kept here.  Needs a Python with
torch, transformers 4.44, safetensors, matplotlib and tqdm.  The text's words stand in for tokens, so that ids repeat as in real use; both
programs are given the same ids.  Each round runs icformer as a process of its own and then the reference in this one.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIZES = {
    "smollm2-135m": dict(hidden_size=576, intermediate_size=1536, num_hidden_layers=30, num_attention_heads=9, num_key_value_heads=3,
                         vocab_size=49152, max_position_embeddings=8192, rope_theta=1e5, rms_norm_eps=1e-5, tie_word_embeddings=True),
    # Only the compressor is measured at this size; one layer stands in for the language model.
    "llama-2-7b": dict(hidden_size=4096, intermediate_size=11008, num_hidden_layers=1, num_attention_heads=32, num_key_value_heads=32,
                       vocab_size=32000, max_position_embeddings=4096, rms_norm_eps=1e-5, tie_word_embeddings=False),
}
LAYERS, DIGESTS, CHUNK = 3, 128, 512
#: Name → works of icformer bench, context length, the variants of its rows.
WORKS = {
    "compress_512": ("compress", 512, ("once per distinct token", "token table")),
    "compress_8192": ("compress", 8192, ("once per distinct token", "token table")),
    "train": ("train", 512, ("step of pre-training",)),
    "prefill": ("prefill", 512, ("full context",)),
    "decode": ("decode", 64, ("after 160 tokens",)),
}


def word_ids(text, vocab):
    """The pieces that icformer bench makes (core/bench/word_tokenizer.h)."""
    known, ids = {}, []
    for piece in re.findall(rb"[A-Za-z\x80-\xff]{1,6}|[^\s]", text):
        ids.append(known.setdefault(piece, 3 + len(known) % (vocab - 3)))
    return ids


class NoTokenizer:
    """Takes ids for text, so that both programs read the same ones."""
    eos_token_id = -1

    def __call__(self, ids):
        return {"input_ids": list(ids)}

    def decode(self, ids, **_):
        return ""


class Reference:
    def __init__(self, args, size, ids, folder):
        sys.path.insert(0, args.reference)
        import torch
        from transformers import DecoderConfig, LlamaForCausalLM
        from icformer import ICFormerConfig, ICFormerModel
        from modules import GradHandler, ICFormer
        self.torch, self.handler = torch, GradHandler
        torch.set_num_threads(args.threads)
        torch.manual_seed(0)
        dtype = getattr(torch, args.dtype)
        lm = LlamaForCausalLM(DecoderConfig(**size)).to(dtype)
        lm.requires_grad_(False)
        compressor = ICFormerModel(ICFormerConfig(
            hidden_size=size["hidden_size"], context_hidden_size=size["hidden_size"], intermediate_size=size["intermediate_size"],
            num_hidden_layers=LAYERS, num_attention_heads=size["num_attention_heads"], num_query_tokens=DIGESTS)).to(dtype)
        NoTokenizer.eos_token_id = 2
        self.model = ICFormer(compressor, lm, NoTokenizer())
        self.model.max_chunk_len = CHUNK
        with torch.no_grad():
            self.model.digest_embeddings.normal_(0, 0.02)
        lm.save_pretrained(folder / "lm")
        compressor.save_pretrained(folder / "icformer")
        torch.save({"digest_embeddings": self.model.digest_embeddings, "AE": self.model.AE}, folder / "icformer" / "param.pt")
        for name in ("tokenizer.model", "tokenizer_config.json"):
            shutil.copy(ROOT / "resources" / "demo" / "lm" / name, folder / "lm")
        self.ids, self.dtype = ids, dtype
        self.optimizer = torch.optim.AdamW([p for p in self.model.parameters() if p.requires_grad], lr=1e-6)

    def context(self, length, index=0):
        return [self.ids[(index * length + i) % len(self.ids)] for i in range(length)]

    def run(self, work):
        torch, model = self.torch, self.model
        if work == "train":
            model.use_chunk = False
            handler = self.handler()
            for index in range(2):
                loss = model.train_step(index, self.context(512, index))
                handler.append(loss)
                handler.backward(loss)
            handler.apply_grad(self.optimizer)
            handler.compute_grad_norm(self.optimizer)
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            return
        with torch.no_grad():
            if work.startswith("compress"):
                embeds = model.convert_ids_to_embeds(self.context(int(work.split("_")[1])))
                model.get_soft_prompt(inputs_embeds=embeds, use_chunk=True)
            elif work == "prefill":
                model.language_model(inputs_embeds=model.convert_ids_to_embeds(self.context(512)), use_cache=True)
            elif work == "decode":
                model.generate(model.convert_ids_to_embeds(self.context(160)), max_new_tokens=65)

    def times(self, work, repeats):
        seconds = []
        for _ in range(repeats + 1):
            start = time.perf_counter()
            if work == "decode":
                # Reading the 160 tokens is not decoding: it is measured alone and taken off.
                with self.torch.no_grad():
                    self.model.language_model(inputs_embeds=self.model.convert_ids_to_embeds(self.context(160)), use_cache=True)
                reading = time.perf_counter() - start
                start = time.perf_counter() + reading
            self.run(work)
            seconds.append(time.perf_counter() - start)
        return seconds[1:]


def ours(args, folder, work, repeats):
    """Times of icformer bench by variant."""
    name, length, variants = WORKS[work]
    result = folder / "bench.json"
    command = [args.program, "bench", "--works", name, "--lm_path", folder / "lm", "--icformer_path", folder / "icformer", "--lengths", str(length),
               "--batches", "1", "--ids_file", folder / "ids.json", "--repeats", str(repeats), "--dtype", args.dtype, "--threads", str(args.threads),
               "--max_chunk_len", str(CHUNK), "--output_file", result]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    rows = json.loads(result.read_text())["rows"]
    return {row["variant"]: row["seconds"] for row in rows if row["variant"] in variants}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reference", required=True)
    parser.add_argument("--text", required=True)
    parser.add_argument("--size", default="smollm2-135m", choices=SIZES)
    parser.add_argument("--works", default="")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", default=str(ROOT / "build" / "release" / "bin" / "icformer"))
    parser.add_argument("--dtype", default="bfloat16")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--json", default="")
    args = parser.parse_args()
    size = SIZES[args.size]
    works = args.works.split(",") if args.works else [work for work in WORKS if args.size == "smollm2-135m" or work.startswith("compress")]
    unknown = [work for work in works if work not in WORKS]
    if unknown:
        parser.error(f"unknown work {unknown[0]}; choose from {', '.join(WORKS)}")
    ids = word_ids(pathlib.Path(args.text).read_bytes(), size["vocab_size"])
    results = {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "ids.json").write_text(json.dumps(ids))
        reference = Reference(args, size, ids, folder)
        print(f"{args.size}, {args.dtype}, {args.threads} threads; {len(ids)} ids, {len(set(ids))} distinct; {args.rounds} rounds\n")
        print("| work | distinct ids | reference | icformer | spread (reference, icformer) | ratio |\n|---|---|---|---|---|---|")
        for work in works:
            repeats = 1 if work in ("train", "decode") else 3
            theirs, mine = [], {}
            for _ in range(args.rounds):
                for variant, seconds in ours(args, folder, work, repeats).items():
                    mine.setdefault(variant, []).extend(seconds)
                theirs.extend(reference.times(work, repeats))
            for variant, seconds in mine.items():
                a, b = statistics.median(theirs), statistics.median(seconds)

                def spread(values):
                    low, _, high = statistics.quantiles(values, n=4)
                    return 100 * (high - low) / statistics.median(values)

                distinct = len(set(reference.context(WORKS[work][1])))
                print(f"| {work}, {variant} | {distinct} | {1e3 * a:.1f} ms | {1e3 * b:.1f} ms | {spread(theirs):.0f} %, {spread(seconds):.0f} % | {a / b:.2f}x |",
                      flush=True)
                results[f"{work}, {variant}"] = {"reference": theirs, "icformer": seconds}
    if args.json:
        pathlib.Path(args.json).write_text(json.dumps({"arguments": vars(args), "seconds": results}, indent=2))


if __name__ == "__main__":
    main()
