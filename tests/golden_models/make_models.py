"""Makes tiny random language models of every supported architecture and records what transformers computes with them.

Usage: make_models.py, with transformers, torch and safetensors from PyPI installed; writes one folder for each case beside itself:
  config.json            as models of this kind are published, in the spellings of transformers 4 and 5
  model.safetensors      bfloat16, computed with in float32
  expected.safetensors   ids [n]; logits [n, vocab]; greedy ids that follow; the last logits [2, vocab] of a left-padded batch of all ids and the
                         first SHORT of them (not for dynamic rotary scaling, where transformers takes the batch's length for every row);
                         the gradient [n, hidden] of the mean cross-entropy of the next ids with respect to the embeddings
Run by hand; the build never does.  tests/core/architectures_test.cpp compares.  The folders here were made with transformers 5.24.0 and
torch 2.13.0 on a CPU.
"""
import json
import pathlib
import shutil

import torch
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM

VOCAB, HIDDEN, LENGTH, SHORT, NEW = 80, 32, 24, 15, 12
HERE = pathlib.Path(__file__).resolve().parent


def sizes(model_type, layers=2, heads=4, key_value_heads=2, **more):
    return {"model_type": model_type, "vocab_size": VOCAB, "hidden_size": HIDDEN, "intermediate_size": 40, "num_hidden_layers": layers,
            "num_attention_heads": heads, "num_key_value_heads": key_value_heads, "hidden_act": "silu", "rms_norm_eps": 1e-5,
            "max_position_embeddings": 64, "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2, **more}


LLAMA3 = {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 16}
CASES = {
    "llama": sizes("llama", key_value_heads=4),
    "llama-tied-llama3": sizes("llama", head_dim=12, tie_word_embeddings=True, rope_theta=500000.0, rope_scaling=LLAMA3),
    "llama-one-kv-head-biases": sizes("llama", key_value_heads=1, attention_bias=True, mlp_bias=True),
    "llama-linear": sizes("llama", rope_scaling={"type": "linear", "factor": 4.0}),
    "llama-dynamic": sizes("llama", max_position_embeddings=16, rope_parameters={"rope_type": "dynamic", "rope_theta": 10000.0, "factor": 2.0}),
    "llama-yarn-settings": sizes("llama", rope_parameters={
        "rope_type": "yarn", "rope_theta": 1000.0, "factor": 4.0, "original_max_position_embeddings": 16, "attention_factor": 0.8,
        "beta_fast": 16.0, "beta_slow": 2.0, "truncate": False}),
    "llama-yarn-mscale": sizes("llama", head_dim=16, rope_theta=1000.0, rope_scaling={
        "type": "yarn", "factor": 8.0, "original_max_position_embeddings": 8, "mscale": 1.0, "mscale_all_dim": 0.5}),
    "mistral-window": sizes("mistral", sliding_window=7),
    "mistral-no-window": sizes("mistral", head_dim=12, sliding_window=None),
    "qwen2": sizes("qwen2", use_sliding_window=False, sliding_window=5, max_window_layers=1, rope_theta=1000000.0),
    "qwen2-window-tied": sizes("qwen2", layers=4, use_sliding_window=True, sliding_window=6, max_window_layers=2, tie_word_embeddings=True),
    "qwen2-yarn": sizes("qwen2", rope_theta=1000.0, rope_scaling={"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 16}),
    "qwen3": sizes("qwen3", head_dim=16, rope_theta=1000000.0, tie_word_embeddings=True),
    "qwen3-layer-types-biases": sizes("qwen3", layers=3, head_dim=8, attention_bias=True, use_sliding_window=True, sliding_window=4,
                                      layer_types=["sliding_attention", "full_attention", "sliding_attention"]),
    "smollm3": sizes("smollm3", layers=4, rope_theta=5000000.0, tie_word_embeddings=True),
    "smollm3-window": sizes("smollm3", layers=3, key_value_heads=4, no_rope_layers=[0, 1, 0], use_sliding_window=True, sliding_window=5,
                            attention_bias=True, mlp_bias=True, tie_word_embeddings=False),
}


def fill(model, generator):
    """Weights large enough for attention to be far from uniform and for every bias and norm to count."""
    for name, parameter in model.named_parameters():
        values = torch.randn(parameter.shape, generator=generator)
        if name.endswith("bias"):
            values *= 0.3
        elif parameter.dim() == 1:
            values = 1 + 0.2 * values
        elif "embed_tokens" not in name:
            values *= (2.0 if "q_proj" in name or "k_proj" in name else 1.2) / parameter.shape[1] ** 0.5
        parameter.data = values.bfloat16().float()


def fresh(model):
    """Dynamic rotary scaling keeps the frequencies of the longest call so far; each quantity is to be that of a first call."""
    model.model.rotary_emb = type(model.model.rotary_emb)(config=model.config)
    return model


def record(config, seed):
    generator = torch.Generator().manual_seed(seed)
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager", dtype=torch.float32).eval()
    fill(model, generator)
    model.generation_config.eos_token_id = None
    ids = torch.randint(3, VOCAB, (LENGTH,), generator=generator)
    with torch.no_grad():
        logits = fresh(model)(ids[None]).logits[0]
        grown = ids
        margin = 1e9
        for _ in range(NEW):  # Without a cache, to hold generate() against.
            best = model(grown[None]).logits[0, -1].topk(2).values
            margin = min(margin, float(best[0] - best[1]))
            grown = torch.cat([grown, model(grown[None]).logits[0, -1].argmax()[None]])
        greedy = fresh(model).generate(ids[None], attention_mask=torch.ones(1, LENGTH, dtype=torch.long), do_sample=False, max_new_tokens=NEW, pad_token_id=0)[0, LENGTH:]
        rows = torch.zeros(2, LENGTH, dtype=torch.long)
        rows[0], rows[1, LENGTH - SHORT:] = ids, ids[:SHORT]
        mask = torch.ones_like(rows)
        mask[1, :LENGTH - SHORT] = 0
        positions = (mask.cumsum(1) - 1).clamp(min=0)
        padded = fresh(model)(rows, attention_mask=mask, position_ids=positions).logits[:, -1]
    embeds = model.get_input_embeddings()(ids).detach().requires_grad_(True)
    scores = fresh(model)(inputs_embeds=embeds[None]).logits[0]
    torch.nn.functional.cross_entropy(scores[:-1], ids[1:]).backward()
    dynamic = (config.rope_parameters or {}).get("rope_type") == "dynamic"
    assert dynamic or torch.equal(greedy, grown[LENGTH:])
    expected = {"ids": ids, "logits": logits, "greedy": greedy, "gradient": embeds.grad}
    if not dynamic:
        expected["padded"] = padded
    return model, expected, margin


def main():
    for name, entries in CASES.items():
        folder = HERE / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "config.json").write_text(json.dumps(entries, indent=2) + "\n")
        config = AutoConfig.from_pretrained(folder)
        # Greedy ids that the last digit of a float cannot change.
        model, expected, margin = next(made for made in (record(config, seed) for seed in range(1, 100)) if made[2] > 0.01)
        tied = config.tie_word_embeddings
        weights = {key: value.bfloat16().contiguous() for key, value in model.state_dict().items() if not (tied and key == "lm_head.weight")}
        save_file(weights, folder / "model.safetensors", {"format": "pt"})
        save_file({key: value.contiguous() for key, value in expected.items()}, folder / "expected.safetensors")
        print(f"{name}: margin {margin:.3f}, largest logit {float(expected['logits'].abs().max()):.1f}, "
              f"gradient {float(expected['gradient'].abs().max()):.4f}")


if __name__ == "__main__":
    main()
