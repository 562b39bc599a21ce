"""Unpacks parts of a Python wheel and checks every file against the wheel's own list of hashes.

usage: unpack_wheel.py WHEEL FOLDER PREFIX...

Only files below one of the prefixes are unpacked.  Ends with 1 when the wheel is damaged or incomplete.
"""
import base64
import csv
import hashlib
import io
import pathlib
import sys
import zipfile


def main() -> int:
    wheel, folder, prefixes = sys.argv[1], pathlib.Path(sys.argv[2]), tuple(sys.argv[3:])
    try:
        with zipfile.ZipFile(wheel) as archive:
            record = next(name for name in archive.namelist() if name.endswith(".dist-info/RECORD"))
            rows = csv.reader(io.TextIOWrapper(archive.open(record), "utf-8"))
            for name, digest, *_ in rows:
                if not name.startswith(prefixes) or name == record:
                    continue
                target = folder / name
                if not target.resolve().is_relative_to(folder.resolve()):
                    raise ValueError(f"{name} leaves the folder")
                target.parent.mkdir(parents=True, exist_ok=True)
                method, _, wanted = digest.partition("=")
                hasher = hashlib.new(method)
                with archive.open(name) as source, target.open("wb") as sink:
                    while block := source.read(1 << 20):
                        hasher.update(block)
                        sink.write(block)
                found = base64.urlsafe_b64encode(hasher.digest()).rstrip(b"=").decode()
                if found != wanted:
                    raise ValueError(f"{name} does not have the recorded hash")
    except (OSError, ValueError, KeyError, StopIteration, zipfile.BadZipFile) as error:
        print(f"unpack_wheel: {wheel}: {error}", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
