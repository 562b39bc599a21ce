#!/usr/bin/env python3
"""Measures how the time and memory of compressing grow with the length of the context, and draws both.

usage: growth.py PICTURE.png [--program build/release/bin/icformer] [--lengths 2048,…] [-- OPTION OF icformer bench …]

Prints the exponents of time and memory (slopes of least squares through the logarithms).  Memory is what the largest length
holds beyond the smallest one's, so that weights do not count.  Needs matplotlib.
"""
import argparse
import json
import math
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def slope(xs, ys):
    xs, ys = [math.log(x) for x in xs], [math.log(y) for y in ys]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("picture")
    parser.add_argument("--program", default=str(ROOT / "build" / "release" / "bin" / "icformer"))
    parser.add_argument("--lengths", default="2048,4096,8192,16384,32768,65536")
    parser.add_argument("--repeats", default="5")
    args, options = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / "bench.json"
        subprocess.run([args.program, "bench", "--works", "compress", "--batches", "1", "--lengths", args.lengths, "--repeats", args.repeats,
                        "--output_file", str(output), *(option for option in options if option != "--")], check=True, stdout=subprocess.DEVNULL)
        report = json.loads(output.read_text())

    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    figure, (time, memory) = plt.subplots(1, 2, figsize=(9, 3.6))
    for variant, mark in (("once per distinct token", "o"), ("token table", "s")):
        rows = [row for row in report["rows"] if row["variant"] == variant]
        lengths = [row["length"] for row in rows]
        seconds = [row["median_seconds"] for row in rows]
        exponent = slope(lengths, seconds)
        time.loglog(lengths, seconds, marker=mark, label=f"{variant}: exponent {exponent:.2f}")
        base = min(row["peak_memory_bytes"] for row in rows)
        held = [(row["peak_memory_bytes"] - base) / 1e6 for row in rows]
        memory.plot(lengths, held, marker=mark, label=variant)
        print(f"{variant}: time exponent {exponent:.3f}; " + ", ".join(f"{n}: {1e3 * s:.0f} ms" for n, s in zip(lengths, seconds))
              + "; memory beyond the least: " + ", ".join(f"{h:.0f} MB" for h in held))
    time.set_xticks(lengths, [str(length) for length in lengths], rotation=30)
    time.minorticks_off()
    time.set_xlabel("context tokens")
    time.set_ylabel("seconds")
    memory.set_xlabel("context tokens")
    memory.set_ylabel("memory beyond the least, MB")
    time.legend(frameon=False, fontsize=8)
    memory.legend(frameon=False, fontsize=8)
    figure.tight_layout()
    figure.savefig(args.picture, dpi=110)


if __name__ == "__main__":
    main()
