"""Writes a GGUF file with blocks of every type that is read, each beside the float32 values that the gguf package makes of it.

Usage: make_gguf_cases.py OUTPUT.gguf, with gguf and numpy from PyPI; tests/core/data/blocks.gguf was made with gguf 0.19.0 and numpy 2.
"""
import sys

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Type

ROWS = 4
#: Offsets of the float16 scales in a block.
SCALES = {
    Type.Q4_0: [0], Type.Q4_1: [0, 2], Type.Q5_0: [0], Type.Q5_1: [0, 2], Type.Q8_0: [0],
    Type.Q4_K: [0, 2], Type.Q5_K: [0, 2], Type.Q6_K: [208],
}
#: Zeros, the least and greatest subnormal, the least normal, one, the greatest, infinity: of both signs.
EXTREMES = [bits | sign for bits in (0x0000, 0x0001, 0x03FF, 0x0400, 0x3C00, 0x7BFF, 0x7C00) for sign in (0, 0x8000)]


def blocks_of(kind, random):
    elements, size = gguf.GGML_QUANT_SIZES[kind]
    # A row of few elements in the plain types, of one block in the K types.
    per_row = max(1, 128 // elements)
    rows = random.integers(0, 256, (ROWS + len(EXTREMES), per_row, size), dtype=np.uint8)
    # Scales as models have them in the first rows, one extreme for each of the others.
    for place in SCALES[kind]:
        usual = random.normal(0, 0.02, (ROWS, per_row)).astype(np.float16)
        rows[:ROWS, :, place:place + 2] = usual[..., None].view(np.uint8)
        extreme = np.array(EXTREMES if place == SCALES[kind][0] else EXTREMES[::-1], dtype=np.uint16)
        rows[ROWS:, :, place:place + 2] = extreme[:, None, None].view(np.uint8)
    rows[0, 0, -16:] = 0
    rows[1, 0, -16:] = 255
    return rows.reshape(len(rows), -1)


def main(path):
    random = np.random.default_rng(19)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_uint8("number.u8", 200)
    writer.add_int8("number.i8", -100)
    writer.add_uint16("number.u16", 60000)
    writer.add_int16("number.i16", -30000)
    writer.add_uint32("number.u32", 4000000000)
    writer.add_int32("number.i32", -2000000000)
    writer.add_float32("number.f32", 0.1)
    writer.add_uint64("number.u64", 2**63)
    writer.add_int64("number.i64", -2**62)
    writer.add_float64("number.f64", 0.1)
    writer.add_bool("flag", True)
    writer.add_string("text", "Grüße")
    writer.add_array("texts", ["a", "", "ü"])
    writer.add_array("numbers", [1, -2, 3])
    writer.add_array("fractions", [0.5, -0.25])
    for kind in SCALES:
        rows = blocks_of(kind, random)
        writer.add_tensor(kind.name, rows, raw_dtype=kind)
        with np.errstate(over="ignore", invalid="ignore"):
            writer.add_tensor(kind.name + ".values", gguf.dequantize(rows, kind))
    halves = np.array([EXTREMES + [0x3555, 0x7E00]], dtype=np.uint16)
    for kind in (Type.F16, Type.BF16):
        raw = halves.view(np.float16) if kind == Type.F16 else halves.view(np.uint8)
        writer.add_tensor(kind.name, raw, raw_dtype=kind)
        writer.add_tensor(kind.name + ".values", gguf.dequantize(halves.view(np.uint8), kind).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


main(sys.argv[1])
