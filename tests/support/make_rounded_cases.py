"""Writes a GGUF file with a matrix in float32 and what the gguf package rounds it to in the types that we round to.

Usage: make_rounded_cases.py OUTPUT.gguf, with gguf and numpy from PyPI; tests/core/data/rounded.gguf was made with gguf 0.19.0 and numpy 2.
"""
import sys

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Type


def main(path):
    random = np.random.default_rng(20)
    # As weights are; all zeros; halves, which are rounded away from zero; one sign; very small and very large.
    rows = [random.normal(0, 0.02, 128), np.zeros(128), np.linspace(-127, 127, 128) / 2, np.abs(random.normal(3, 1, 128)), random.normal(0, 1e-9, 128),
            random.normal(0, 1e4, 128), np.where(np.arange(128) % 32 == 7, -5, 0)]
    values = np.array(rows, dtype=np.float32)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_tensor("values", values)
    for kind in (Type.Q8_0, Type.Q4_1):
        writer.add_tensor(kind.name, gguf.quantize(values, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main(sys.argv[1])
