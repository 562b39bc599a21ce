"""Prints the licences of everything that the packages bundle, each text once.

usage: licenses.py TORCH_FOLDER CACHE_FOLDER
"""
import hashlib
import pathlib
import sys

torch_folder, cache = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def torch_texts():
    # The wheel's licences lie beside the unpacked library; a LibTorch archive has none but names its own.
    for folder in sorted(torch_folder.parent.glob("torch-*.dist-info/licenses")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield "LibTorch: " + str(path.relative_to(folder)), path


def texts():
    for path in sorted((cache / "sentencepiece-0.2.1" / "licenses").glob("*")):
        yield "sentencepiece: " + path.name, path
    for package, name in (("nlohmann-json3-dev", "JSON for Modern C++"), ("libcli11-dev", "CLI11"),
                          ("libqcustomplot2.1", "QCustomPlot"), ("libqt6core6", "Qt"), ("libpcre2-8-0", "PCRE2"), ("libutf8proc2", "utf8proc")):
        path = pathlib.Path("/usr/share/doc") / package / "copyright"
        if path.exists():
            yield name, path
    yield from torch_texts()


seen = {}
for title, path in texts():
    text = path.read_text("utf-8", "replace").strip()
    seen.setdefault(hashlib.sha256(text.encode()).hexdigest(), (text, []))[1].append(title)
if not any(title.startswith("LibTorch") for _, titles in seen.values() for title in titles):
    sys.exit(f"licenses.py: no licences of LibTorch beside {torch_folder}")
print("Licences of the software that IC-Former Studio bundles.  Its own is GPL-3.0-or-later.\n")
for text, titles in seen.values():
    print("=" * 100 + "\n" + "\n".join(titles) + "\n" + "-" * 100 + "\n" + text + "\n")
