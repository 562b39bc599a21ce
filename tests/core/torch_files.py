"""Writes files with Python torch for torch_python_test, or reads ours back.

Usage: torch_files.py write|read|write_safetensors|read_safetensors FOLDER
"""
import collections
import sys

import torch

DTYPES = [torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool]


def example(dtype):
    """One of everything that the reader allows."""
    torch.manual_seed(1)
    values = torch.randint(0, 100, (3, 4)).to(dtype)
    return collections.OrderedDict(
        plain=values,
        parameter=torch.nn.Parameter(values.clone(), requires_grad=False) if not dtype.is_floating_point else torch.nn.Parameter(values.clone()),
        transposed=values.t(),
        row=values[1],
        scalar=values[2, 3].clone(),
        empty=torch.zeros(0, 5, dtype=dtype),
        shared=[values, values[:, 1:3]],
        nested={"list": [1, -2, 3.5, None, True, False, "text é"], "tuple": (1, (2,)), 7: "seven", "big": 2**40, "small": -(2**40)},
    )


def numbers(tensor):
    return tensor.detach().to(torch.float64).flatten().tolist()


def write(folder):
    for name in ("float32", "bfloat16", "float16", "float64", "int64", "int32", "int16", "int8", "uint8", "bool"):
        torch.save(example(getattr(torch, name)), f"{folder}/{name}.pt")
    torch.save(example(torch.float32), f"{folder}/protocol4.pt", pickle_protocol=4)
    linear = torch.nn.Linear(3, 2)
    torch.save(linear.state_dict(), f"{folder}/state_dict.pt")
    optimizer = torch.optim.AdamW(linear.parameters(), lr=1e-3)
    linear(torch.ones(1, 3)).sum().backward()
    optimizer.step()
    torch.save(optimizer.state_dict(), f"{folder}/optimizer.pt")
    torch.save(torch.zeros(1).expand(1000000), f"{folder}/expanded.pt")
    torch.save(torch.nn.Linear(2, 2), f"{folder}/module.pt")
    torch.save(example(torch.float32), f"{folder}/legacy.pt", _use_new_zipfile_serialization=False)


def read(folder):
    value = torch.load(f"{folder}/ours.pt", weights_only=True)
    assert list(value) == ["a", "p", "frozen", "list", "tuple", "none", "yes", "no", "small", "byte", "word", "int", "long", "minus", "real",
                           "text", 7, "types", "scalar", "empty"], list(value)
    assert numbers(value["a"]) == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0] and value["a"].shape == (2, 3)
    assert isinstance(value["p"], torch.nn.Parameter) and value["p"].requires_grad
    assert isinstance(value["frozen"], torch.nn.Parameter) and not value["frozen"].requires_grad
    assert value["list"] == [1, [2], {}] and value["tuple"] == (1, "x") and isinstance(value["tuple"], tuple)
    assert value["none"] is None and value["yes"] is True and value["no"] is False
    assert [value[k] for k in ("small", "byte", "word", "int", "long", "minus")] == [0, 255, 65535, 2**31 - 1, 2**62, -(2**40)]
    assert value["real"] == 0.1 and value["text"] == "é\n" and value[7] == "seven"
    kinds = [t.dtype for t in value["types"]]
    assert kinds == DTYPES, kinds
    assert all(t.shape == (2,) and numbers(t) == [0.0, 0.0] for t in value["types"])
    assert value["scalar"].shape == () and value["scalar"].item() == 4.0
    assert value["empty"].shape == (0, 3)
    # The optimizer accepts what was read and written again.
    parameters = [torch.nn.Parameter(torch.zeros(2, 3)), torch.nn.Parameter(torch.zeros(2))]
    optimizer = torch.optim.AdamW(parameters)
    optimizer.load_state_dict(torch.load(f"{folder}/optimizer_again.pt", weights_only=True))
    before = torch.load(f"{folder}/optimizer.pt", weights_only=True)
    after = optimizer.state_dict()
    assert before["param_groups"] == after["param_groups"]
    for index, state in before["state"].items():
        for key, tensor in state.items():
            assert torch.equal(tensor, after["state"][index][key]), (index, key)
    # So does a scheduler, which then goes on with the rate that the file says.
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 / (1 + step))
    scheduler.load_state_dict(torch.load(f"{folder}/scheduler.pt", weights_only=True))
    assert scheduler.last_epoch == 7 and scheduler.base_lrs == [0.5] and scheduler.get_last_lr() == [0.25]
    scheduler.step()
    assert scheduler.last_epoch == 8 and scheduler.get_last_lr() == [0.5 / 9]
    print("ok")


def safetensors_example():
    tensors = {f"type.{d}": torch.tensor([[0, 1, 1], [0, 1, 1]]).to(d) for d in DTYPES}
    return {**tensors, "scalar": torch.tensor(4.0), "empty": torch.zeros(0, 5)}


def write_safetensors(folder):
    from safetensors.torch import save_file
    save_file(safetensors_example(), f"{folder}/theirs.safetensors", metadata={"format": "pt"})


def read_safetensors(folder):
    from safetensors import safe_open
    expected = safetensors_example()
    with safe_open(f"{folder}/ours.safetensors", "pt") as file:
        assert file.metadata() == {"format": "pt", "note": "é"}, file.metadata()
        assert set(file.keys()) == set(expected)
        for name, tensor in expected.items():
            ours = file.get_tensor(name)
            assert ours.dtype == tensor.dtype and ours.shape == tensor.shape and torch.equal(ours, tensor), name


{"write": write, "read": read, "write_safetensors": write_safetensors, "read_safetensors": read_safetensors}[sys.argv[1]](sys.argv[2])
